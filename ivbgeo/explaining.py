"""Help beside a map: what its figures mean, and what can't be concluded from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ivbgeo.figure import State
from ivbgeo.mapreading import FEWEST_FOR_RATE, FEWEST_FOR_SHARE, Statistic, unit_of
from ivbgeo.words import level_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ivbgeo.category import Category
    from ivbgeo.mapreading import MapReading

__all__ = ["Explanation", "explain"]

_MOST = 6  # who gets more sentences than this reads none of them
_TENURES = {
    "koop": "bij koopwoningen",
    "corporatie": "bij huurwoningen van een corporatie",
    "particulier": "bij particuliere huurwoningen",
}
_STATUSES = {"lopend": "die nog lopen", "afgerond": "die zijn afgerond"}
_CASES = "woonoverlast"
_NUISANCE = "overlast"
_PEOPLE = "bevolking"
# What is of no population.
_BARE = frozenset({Statistic.AANTAL, Statistic.AANDEEL_LOPEND})
# Codes of all kinds of crime, and of nuisance, together.
_WHOLE = frozenset({"0.0.0", "overlast"})


@dataclass(frozen=True, slots=True)
class Explanation:
    """Dutch sentences, three to six of each: what the figures mean, and what they can't tell."""

    meaning: tuple[str, ...]
    limits: tuple[str, ...]


def explain(reading: MapReading, category: Category) -> Explanation:
    """Explain a map, of one period or of a difference, as it is now.

    Parameters
    ----------
    reading
        What is on the map.
    category
        What is counted: that of the question.
    """
    meaning = (
        *_counted(reading, category),
        _measure(reading, category),
        *_colours(reading, category),
        *_verdict(reading),
        *_patterns(reading),
    )
    # What is easiest to get wrong comes first.
    limits = (
        *_unseen(reading, category),
        *_causes(reading, category),
        *_unsure(reading),
        *_tempting(reading, category),
        _inside(reading, category),
    )
    return Explanation(meaning[:_MOST], limits[:_MOST])


# --- what it means ------------------------------------------------------------------------------


def _counted(reading: MapReading, category: Category) -> Iterator[str]:
    """Say what is counted, and by whom."""
    if category.kind == _CASES:
        yield "Een casus is een zaak van overlast die het team Woonoverlast telt."
        parts = category.code.split(".")
        told = [words[one] for words in (_TENURES, _STATUSES) for one in parts if one in words]
        if told:
            yield f"U ziet alleen casussen {' '.join(told)}."
        return
    if category.kind == _PEOPLE:
        who = "Het CBS telt" if _is_of(reading, "CBS") else "De kaart telt"
        yield f"{who} hoeveel {category.title.lower()} een gebied heeft."
        return
    if category.kind == _NUISANCE:
        yield "Een melding telt mee als de politie haar als overlast heeft geregistreerd."
    elif _is_of(reading, "Politie"):
        yield "Geteld is per voorval het zwaarste misdrijf dat de politie heeft geregistreerd."
    else:
        whose = ", in een bestand van de gemeente" if _is_of(reading, "Gemeente") else ""
        yield f"Een misdrijf telt mee als het is geregistreerd{whose}."
    if len(category.members) > 1 and category.code not in _WHOLE:
        yield f"‘{category.title}’ is een groep van {len(category.members)} soorten samen."
    elif category.code not in _WHOLE:
        yield f"U ziet alleen de soort ‘{category.title}’."


def _is_of(reading: MapReading, source: str) -> bool:
    """Whether all figures come from this source."""
    found = [one.figure.provenance for one in reading.readings if one.figure.provenance]
    return bool(found) and all(one.source.startswith(source) for one in found)


def _measure(reading: MapReading, category: Category) -> str:
    """Say what was done with the counts."""
    many, per, when = unit_of(category), reading.question.per, reading.question.period
    rated = reading.statistic.is_rate
    if reading.before is not None:
        counted = f"{many} per 1.000 {per}" if rated else many
        return (
            f"U ziet hoeveel {counted} er in {when} meer of minder waren dan in {reading.before}."
        )
    if rated:
        return (
            f"Het is het aantal per 1.000 {per} in {when}; tussen haakjes staat wat toeval kan "
            "schelen."
        )
    if reading.statistic in _MEANINGS:
        return _MEANINGS[reading.statistic].format(many=many, per=per, when=when)
    if category.kind == _PEOPLE:
        return f"U ziet het aantal in {when}, niet hoe dicht mensen op elkaar wonen."
    return f"U ziet het aantal {many} in {when}, niet omgerekend naar inwoners."


_MEANINGS = {
    Statistic.BIJGESTELD: (
        "Het is het aantal per 1.000 {per} in {when}, waar toeval is uitgehaald. Hoe minder mensen "
        "er wonen, hoe meer het naar het gemiddelde gaat."
    ),
    Statistic.VERWACHT: (
        "U ziet hoeveel {many} er in {when} meer of minder waren dan verwacht naar het cijfer van "
        "de stad."
    ),
    Statistic.SAMENHANG: (
        "U ziet waar hoge of lage cijfers per 1.000 {per} in {when} bij elkaar liggen."
    ),
    Statistic.HEET_KOUD: (
        "U ziet waar een gebied en zijn buren samen hoog of laag zijn, per 1.000 {per} in {when}."
    ),
    Statistic.AANDEEL_LOPEND: (
        "Het aandeel zegt hoeveel van elke 100 {many} in een gebied nog lopen."
    ),
}


def _colours(reading: MapReading, category: Category) -> Iterator[str]:
    if not any(one.state.has_value for one in reading.readings):
        yield "Op deze kaart is van geen enkel gebied een cijfer te zien."
    elif reading.refusal is not None:
        return
    elif reading.statistic is Statistic.SAMENHANG:
        yield "Donkerbruin is hoog tussen hoge buren, donkerblauw is laag tussen lage."
        yield "Licht gekleurd is anders dan de buren."
    elif reading.statistic is Statistic.HEET_KOUD:
        yield "Bruin is heet, dus samen hoog; blauw is koud, dus samen laag."
    elif reading.before is not None or reading.statistic is Statistic.VERWACHT:
        yield "Blauw is minder en bruin is meer; hoe donkerder, hoe groter het verschil."
    elif category.kind == _PEOPLE:
        yield "Hoe donkerder de kleur, hoe hoger het cijfer."
    else:
        share = reading.statistic is Statistic.AANDEEL_LOPEND
        white = f"geen {unit_of(category)}" if share else "nul"
        yield f"Hoe donkerder de kleur, hoe hoger het cijfer; wit is {white}."


def _verdict(reading: MapReading) -> Iterator[str]:
    """Say what the words beside the map mean that judge an area."""
    if reading.statistic.is_pattern:
        return
    judged = any(one.figure.verdict is not None for one in reading.readings)
    if reading.before is None and reading.statistic is not Statistic.AANDEEL_LOPEND and judged:
        yield "‘Niet te onderscheiden van de stad’: toeval kan het verschil verklaren."


_HIDDEN = "Strepen: afgeschermd. Het aantal is klein of nul, of het is niet voor u."


def _patterns(reading: MapReading) -> Iterator[str]:
    """Say what those patterns mean that are on this map; the most surprising first."""
    states = {one.state for one in reading.readings}
    if reading.statistic.is_pattern:
        yield from _named_patterns(reading)
        return
    if any(one.by_chance for one in reading.readings):
        of = "een van beide" if reading.before else "iets ervan"
        yield f"Liggende lijnen: dit verschil kan toeval zijn, of {of} is geschat."
    if any(one.too_few for one in reading.readings):
        share = reading.statistic is Statistic.AANDEEL_LOPEND
        fewest = FEWEST_FOR_SHARE if share else FEWEST_FOR_RATE
        yield f"Kruisjes: minder dan {fewest} geteld, te weinig om te vergelijken."
    if State.NIET_GEMETEN in states:
        yield "Stippen: hierover is niets bekend, en dat is iets anders dan nul."
    if State.AFGESCHERMD in states:
        yield _HIDDEN


def _named_patterns(reading: MapReading) -> Iterator[str]:
    hidden = any(one.state is State.AFGESCHERMD for one in reading.readings)
    if hidden:
        yield _HIDDEN
    if reading.refusal is not None:
        few = "zonder de afgeschermde cijfers zijn" if hidden else "met te weinig cijfers zijn"
        yield f"Kruisjes: {few} geen patronen te zien."
    elif any(one.by_chance for one in reading.readings):
        yield "Liggende lijnen: toeval kan verklaren hoe dit gebied tussen zijn buren ligt."
    if any(one.state is State.NIET_GEMETEN for one in reading.readings):
        yield "Stippen: niet bekend of geschat, dus dit gebied doet niet mee."


# --- what it can't tell -------------------------------------------------------------------------


def _unseen(reading: MapReading, category: Category) -> Iterator[str]:
    """Say that the colour is no judgement, and what was never counted."""
    if category.kind == _PEOPLE:
        yield "Dit cijfer zegt niets over veiligheid."
        yield "Wie er werkt, winkelt of op bezoek is, telt niet mee."
        return
    if reading.statistic.is_pattern:
        yield "Een kleur is niet hetzelfde als onveilig of veilig."
    elif reading.before is not None or reading.statistic is Statistic.VERWACHT:
        yield "Meer is niet hetzelfde als onveiliger, en minder niet als veiliger."
    elif reading.statistic is Statistic.AANDEEL_LOPEND:
        yield "Een hoog aandeel is niet slecht: misschien zijn veel casussen net begonnen."
    else:
        yield "Donker is niet hetzelfde als onveilig."
    if category.kind == _CASES:
        yield "Overlast die het team niet kent, telt niet mee."
    else:
        yield "Wat nooit is gemeld of ontdekt, telt niet mee."


def _causes(reading: MapReading, category: Category) -> Iterator[str]:
    if reading.before is not None:
        yield "Waardoor het veranderde, staat er niet in; ook niet of een maatregel werkte."
    elif category.kind != _PEOPLE:
        yield "Of een maatregel of een camera helpt, kunt u hier niet uit halen."


def _unsure(reading: MapReading) -> Iterator[str]:
    """Say what of these very figures is estimated, or may change."""
    known = [one.figure for one in reading.readings if one.state.has_value]
    rated = reading.statistic not in _BARE
    guessed = sum(one.estimated or (rated and one.rate_estimated) for one in known)
    if guessed:
        words = level_words(reading.question.level, guessed)
        what = f"het aantal {reading.question.per}" if rated else "het cijfer"
        yield f"In {guessed} {words} is {what} geschat: dat kan er ver naast liggen."
    if any(one.provisional for one in known):
        yield f"De cijfers over {reading.question.period} zijn voorlopig en kunnen nog veranderen."


def _tempting(reading: MapReading, category: Category) -> Iterator[str]:
    """Warn of what this measure invites to."""
    if reading.before is not None:
        yield "Van 500 gebieden krijgt er hooguit één door toeval toch een kleur."
        yield "Twee perioden zijn nog geen ontwikkeling: kijk ook naar de jaren ertussen."
    elif reading.statistic.is_pattern:
        yield "Van wat gekleurd is, is gemiddeld hooguit één op de twintig toeval."
        yield "Met één of twee buren zegt een patroon weinig."
        yield "Waar geen kleur is, kan toch iets zijn dat niet aan te tonen is."
    elif reading.statistic is Statistic.VERWACHT:
        yield "Verwacht is geen doel: het is evenveel per inwoner als in de stad."
        yield "Wie hier niet woont telt niet mee: in een winkelgebied is het vanzelf meer."
        yield "Van 500 gebieden krijgt er hooguit één door toeval toch een kleur."
    elif reading.statistic is Statistic.BIJGESTELD:
        yield "Een echt afwijkend gebied met weinig mensen valt hierin minder op."
        yield "Bezoekers tellen niet als inwoner: een winkelgebied lijkt zo al snel hoog."
    elif reading.statistic.is_rate:
        few = f"een paar {unit_of(category)}"
        if reading.statistic is Statistic.PER_1000:
            yield f"Waar weinig mensen wonen, schiet dit cijfer al door {few} omhoog."
            yield "Bezoekers tellen niet als inwoner: een winkelgebied lijkt zo al snel hoog."
        else:
            yield f"Waar weinig {reading.question.per} zijn, schiet het al door {few} omhoog."
    elif reading.statistic is Statistic.AANDEEL_LOPEND:
        yield f"Het zegt niet hoeveel {unit_of(category)} er zijn: 2 van 4 is ook 50%."
    elif category.kind == _PEOPLE:
        yield "Een groot gebied kan veel inwoners hebben en toch ruim zijn."
    else:
        yield "Een gebied met meer mensen heeft vaak meer van alles."
        if category.kind != _CASES:
            yield "Een hoger aantal kan ook betekenen dat mensen eerder iets melden."


def _inside(reading: MapReading, category: Category) -> str:
    who = "de mensen wonen" if category.kind == _PEOPLE else "het was, of bij wie"
    return f"Waar in een {reading.question.level} {who}, zegt de kleur niet."

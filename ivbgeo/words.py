"""The answer in words beside the map: plain Dutch, with what can and can't be said."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from geo import Level
from ivbgeo.answering import answer
from ivbgeo.dutch import day, number
from ivbgeo.figure import State, Verdict
from ivbgeo.mapreading import FEWEST_FOR_RATE, Statistic
from ivbgeo.question import Per
from ivbgeo.statistics import FEWEST_PEOPLE, Pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ivbgeo.atlas import Edition
    from ivbgeo.figure import Figure, Provenance
    from ivbgeo.question import Question
    from ivbgeo.reading import MapReading, Reading
    from ivbgeo.viewer import Viewer

__all__ = ["about", "around", "city_figure", "judged", "level_words", "listed", "origin", "summary"]

_MOST_REASONS = 2
_PLURALS = {
    Level.BUURT: "buurten",
    Level.WIJK: "wijken",
    Level.CASEWIJK: "casewijken",
    Level.GEMEENTE: "gemeenten",
}


def level_words(level: Level, n: int = 2) -> str:
    """Give the word for areas of a level, singular for one."""
    return level.value if n == 1 else _PLURALS[level]


def city_figure(edition: Edition, viewer: Viewer, question: Question) -> Figure:
    """Answer the same question for the whole gemeente."""
    asked = replace(question, level=Level.GEMEENTE, division_year=None)
    return answer(edition, asked, viewer).figures[0]


def summary(reading: MapReading, city: Figure | None) -> list[str]:
    """Say in a few sentences what the map shows.

    Parameters
    ----------
    city
        The same for the whole gemeente, if that is known.
    """
    known = [one for one in reading.readings if one.state.has_value]
    if reading.statistic.is_pattern:
        return [*_patterns(reading, known), *_missing(reading)]
    return [
        *_city(reading, city),
        *_extremes(reading, known),
        *_standing_out(reading, known),
        *_missing(reading),
    ]


def _city(reading: MapReading, city: Figure | None) -> list[str]:
    if city is None or city.count is None:
        return []
    if reading.statistic in (Statistic.AANTAL, Statistic.VERWACHT):
        unit = reading.unit.partition(",")[0]
        return [f"Heel {city.area_name}: {number(city.count)} {unit}."]
    of_rate = reading.statistic.is_rate or reading.statistic is Statistic.BIJGESTELD
    if of_rate and city.rate is not None:
        unit = reading.unit.removesuffix(", bijgesteld")
        return [f"Heel {city.area_name}: {number(city.rate, 1)} {unit}."]
    return []


def _extremes(reading: MapReading, known: Sequence[Reading]) -> list[str]:
    """Name the ends of what is painted; nul is no class, and what is too small is not painted."""
    painted = [one for one in known if one.value and not one.too_few]
    few = sum(one.too_few for one in known)
    sentences = []
    if reading.statistic is Statistic.VERWACHT:
        sentences += _by_chance(reading, known)
    elif len(painted) > 1:
        values = [one.value or 0.0 for one in painted]
        of = "" if len(known) == len(reading.readings) else f" van de {len(known)} met een cijfer"
        if max(values) == min(values) and reading.statistic is Statistic.BIJGESTELD:
            sentences.append(
                f"De gebieden verschillen niet meer dan toeval verklaart: overal {painted[0].text}."
            )
        elif max(values) == min(values):
            sentences.append(f"Overal waar het meer dan nul is evenveel: {painted[0].text}.")
        else:
            sentences.append(f"Het meest{of}: {_named(painted, max(values))}.")
            if len(painted) == len(known):
                sentences.append(f"Het minst{of}: {_named(painted, min(values))}.")
    if few:
        word = level_words(reading.question.level, few)
        sentences.append(
            f"In {few} {word} is het aantal te klein om te vergelijken. "
            f"{'Die is' if few == 1 else 'Die zijn'} niet ingekleurd."
        )
    return sentences


def _patterns(reading: MapReading, known: Sequence[Reading]) -> list[str]:
    """Name the areas with a pattern, and say how many have none."""
    if reading.refusal is not None:
        return [str(reading.refusal)]
    sentences = []
    for pattern in Pattern:
        names = [
            one.figure.area_name for one in known if one.around and one.around.pattern is pattern
        ]
        if names and pattern is not Pattern.NONE:
            sentences.append(f"{pattern.capitalize()}: {_most(names, reading)}.")
    none = sum(one.by_chance for one in known)
    if none:
        of = f"{none} van de {len(known)} {level_words(reading.question.level)} die meedoen"
        sentences.append(f"In {of} is geen patroon aan te tonen. Die zijn niet ingekleurd.")
    alone = sum(one.too_few for one in known)
    if alone:
        verb = "heeft" if alone == 1 else "hebben"
        words = level_words(reading.question.level, alone)
        sentences.append(f"{alone} {words} {verb} geen buren met een cijfer.")
    return sentences


def _most(names: Sequence[str], reading: MapReading) -> str:
    """Write names, and how many more there are: who gets thirty reads none of them."""
    more = len(names) - _FEW_ENOUGH_TO_NAME
    if more <= 1:
        return listed(names)
    words = level_words(reading.question.level, more)
    return f"{', '.join(names[:_FEW_ENOUGH_TO_NAME])} en nog {more} {words}"


def _by_chance(reading: MapReading, known: Sequence[Reading]) -> list[str]:
    chance = sum(one.by_chance for one in known)
    if not chance:
        return []
    of = f"{chance} van de {len(known)} {level_words(reading.question.level)} met een cijfer"
    return [f"In {of} kan het verschil met verwacht toeval zijn. Die zijn niet ingekleurd."]


def _named(painted: Sequence[Reading], value: float) -> str:
    there = [one for one in painted if one.value == value]
    return f"{listed([one.figure.area_name for one in there])}, {there[0].text}"


def _standing_out(reading: MapReading, known: Sequence[Reading]) -> list[str]:
    if reading.statistic is Statistic.AANDEEL_LOPEND:
        return []
    told = [one.figure for one in known if judged(one.figure)]
    if len(told) < 2:  # noqa: PLR2004 - one area can't differ from the others
        return []
    sentences, per = [], f"Naar {reading.question.per}"
    for verdict, words in ((Verdict.HIGH, "hoger"), (Verdict.LOW, "lager")):
        names = [figure.area_name for figure in told if figure.verdict is verdict]
        if names:
            sentences.append(f"{per} {words} dan de stad: {_most(names, reading)}.")
    alike = [figure.area_name for figure in told if figure.verdict is Verdict.ALIKE]
    if alike and len(alike) <= _FEW_ENOUGH_TO_NAME:
        sentences.append(f"{per} niet te onderscheiden van de stad: {listed(alike)}.")
    elif alike:
        where = f"{len(alike)} {level_words(reading.question.level)}"
        sentences.append(f"{per} niet te onderscheiden van de stad: {where}.")
    return sentences


def judged(figure: Figure) -> bool:
    """Whether to say how an area lies to the city: not where all is too small to compare."""
    most = max(figure.count or 0.0, figure.expected or 0.0)
    return figure.verdict is not None and most >= FEWEST_FOR_RATE


def _missing(reading: MapReading) -> list[str]:
    sentences = []
    of = f"van de {len(reading.readings)} {level_words(reading.question.level)}"
    missing = sum(one.state is State.NIET_GEMETEN for one in reading.readings)
    if missing:
        sentences.append(f"Van {missing} {of} is er geen cijfer. Dat is niet hetzelfde als nul.")
    withheld = sum(one.state is State.AFGESCHERMD for one in reading.readings)
    if withheld:
        sentences.append(f"Van {withheld} {of} is het cijfer afgeschermd.")
        # Most of them first; why each is hidden stands with the area itself.
        why = Counter(
            one.figure.reason for one in reading.readings if one.figure.state is State.AFGESCHERMD
        )
        sentences += [reason for reason, _ in why.most_common(_MOST_REASONS) if reason]
    reasons = {one.figure.reason for one in reading.readings if one.figure.reason}
    if not withheld and len(reasons) == 1 and not any(o.state.has_value for o in reading.readings):
        sentences.append(reasons.pop())
    if reading.answer.unplaced:
        sentences.append(f"Zonder plaats: {number(reading.answer.unplaced)}.")
    return sentences


def about(reading: Reading, per: Per = Per.INWONERS) -> list[str]:
    """Say what is known of one area, and how it lies to the city; its rate is of ``per``."""
    figure = reading.figure
    if not figure.state.has_value:
        words = "is afgeschermd" if figure.state is State.AFGESCHERMD else "is hier niet gemeten"
        return [f"Dit cijfer {words}.", *filter(None, [figure.reason])]
    sentences = []
    if figure.rate is not None and figure.rate_low is not None and figure.rate_high is not None:
        estimated = "naar schatting " if figure.rate_estimated else ""
        sentences.append(
            f"Dat is {estimated}{number(figure.rate, 1)} per 1.000 {per}; met toeval erbij "
            f"tussen {number(figure.rate_low, 1)} en {number(figure.rate_high, 1)}. "
            f"Gerekend met {figure.denominator}."
        )
    if figure.rate_estimated:
        sentences.append(f"Het aantal {per} is geschat; daarom vergelijken wij niet met de stad.")
    elif figure.population is not None and figure.population < FEWEST_PEOPLE:
        sentences.append(
            f"Er zijn hier minder dan {FEWEST_PEOPLE} {per}; daarom vergelijken wij niet met de "
            "stad."
        )
    elif figure.verdict is not None and not judged(figure):
        sentences.append("Het aantal is te klein om met de stad te vergelijken.")
    elif figure.verdict is Verdict.ALIKE:
        sentences.append("Dat is niet te onderscheiden van de stad.")
    elif figure.verdict is not None:
        word = "hoger" if figure.verdict is Verdict.HIGH else "lager"
        sentences.append(f"Dat is {word} dan in de stad; toeval alleen verklaart het niet.")
    if figure.provisional:
        sentences.append("Dit cijfer is voorlopig en kan nog veranderen.")
    if figure.estimated:
        sentences.append("Dit cijfer is geschat: de grenzen van de gebieden zijn veranderd.")
    return sentences


def origin(provenance: Provenance) -> str:
    """Say where a figure comes from."""
    parts = [
        provenance.source,
        provenance.table,
        f"opgehaald op {day(provenance.retrieved)}",
        f"licentie: {provenance.licence}",
    ]
    return ", ".join(filter(None, parts))


def around(edition: Edition, figure: Figure) -> str | None:
    """Give the code of the casewijk that an area lies in, for figures that exist only by casewijk.

    None if it lies in none for certain: a wijk counts only if all of its buurten lie in the same.
    """
    area = figure.area
    if area.level not in {Level.BUURT, Level.WIJK}:
        return None
    casewijken = edition.casewijk_of_buurten(area.year)
    if area.level is Level.BUURT:
        return casewijken.get(area.code)
    inside = {casewijken.get(buurt) for buurt in edition.buurten_in(area)}
    return inside.pop() if len(inside) == 1 else None


_FEW_ENOUGH_TO_NAME = 8


def listed(names: Sequence[str]) -> str:
    """Write names one after the other: A, B en C."""
    if len(names) == 1:
        return names[0]
    return f"{', '.join(names[:-1])} en {names[-1]}"

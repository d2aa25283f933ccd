"""What is said of what was found, in Dutch: what was compared, and how far to trust it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.dutch import day, number
from ivbgeo.evaluation import LEAST
from ivbgeo.workedout.counted import Basis

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ivbgeo.evaluation import Called, Difference
    from ivbgeo.workedout.controls import Control
    from ivbgeo.workedout.outcome import Outcome, Worked

__all__ = [
    "CAUSE",
    "TECHNICAL",
    "around_words",
    "cautions",
    "chance_words",
    "compared",
    "control_words",
    "course_words",
    "fewer_words",
    "gone_words",
    "in_short",
    "interval_words",
    "meanings",
    "ratio_words",
    "title_of",
    "unlike_words",
    "warnings",
]

CAUSE = "Camera’s komen vaak na een slechte tijd. Dan daalt het ook vanzelf."
TECHNICAL = {
    "WDD": (
        "het verschil hierboven, van het gebied en de zone eromheen samen, met de "
        "standaardfout (Wheeler en Ratcliffe 2018)."
    ),
    "TNE": (
        "hoeveel minder dan verwacht, in het gebied en eromheen samen; met een min: meer "
        "(Guerette 2009)."
    ),
    "WDQ": (
        "wat er in de zone eromheen minder kwam dan verwacht, gedeeld door wat er in het "
        "gebied minder kwam. Boven nul: eromheen ook minder. Onder nul: eromheen meer. Onder "
        "-1: daar meer erbij dan er in het gebied minder kwam. Leeg als het in het gebied niet "
        "meer daalde dan in het controlegebied (Bowers en Johnson 2003). De zone eromheen is "
        "vergeleken met haar eigen controlegebied, als zij dat heeft."
    ),
}
"""The measures that the words stand on, with who made them."""
_ALIKE = (2 / 3, 3 / 2)  # of the control zone's total to the other's: further apart is not alike
_SEVERAL = 3  # outcomes: that many need to be told that one may be off by chance


def meanings(called: Called) -> dict[str, str]:
    """Say what each column of the table by kind means."""
    return {
        "Verschil": (
            f"hoeveel misdrijven er in {called.place} meer kwamen dan in het controlegebied (met "
            "een min: minder). Tussen haakjes: waar het met 95% zekerheid tussen ligt."
        ),
        "Verschil samen": (
            f"hetzelfde, van {called.place} en {called.around} samen. Voor {called.around} is er "
            "een eigen controlegebied."
        ),
        "Minder dan verwacht": (
            f"hoeveel misdrijven er in {called.place} en eromheen minder kwamen dan als het er was "
            "gegaan als in de controlegebieden. Waardoor, en hoe zeker dat is, zegt dit getal niet."
        ),
        "Verplaatst?": (
            f"of er in {called.around} meer of minder kwamen dan verwacht, en of dat meer is dan "
            f"toeval. Het staat er alleen als het in {called.place} meer daalde dan in het "
            "controlegebied."
        ),
        "In het kort": (
            f"of het verschil in {called.place} zelf meer is dan toeval. Onder de {LEAST} "
            "misdrijven ervoor, daar of in het controlegebied, is er geen oordeel."
        ),
    }


def compared(worked: Worked) -> tuple[str, ...]:
    """Say what was laid side by side."""
    place = worked.ask.place
    months = worked.after.last_index - worked.after.first_index + 1
    span = f"Vergeleken zijn {worked.before} (ervoor) en {worked.after} (erna)"
    said = [f"{span}: telkens {number(months)} maanden."]
    if worked.gone is not None and worked.gone_before is not None and place.ends is not None:
        said.append(
            f"Na {day(place.ends)}, toen het voorbij was, is gekeken naar {worked.gone}, tegenover "
            f"{worked.gone_before}."
        )
    if worked.basis is Basis.PUNTEN:
        said.append("Geteld zijn misdrijven op hun plek, binnen de grenzen op de kaart.")
    else:
        names = [worked.layout.division.names[at] for at in worked.layout.inside]
        said.append(
            f"Geteld zijn hele buurten: {_listed(names)}. Die zijn ruimer dan waar de camera kijkt."
        )
        if worked.ask.ring and worked.layout.around:
            said.append(
                f"Daarom is niet {number(worked.ask.ring)} meter eromheen geteld, maar de buurten "
                "eromheen."
            )
    if place.remark:
        said.append(place.remark)
    said.append(control_words(worked.control, worked.called.place))
    if worked.buffer_control is not None:
        said.append(control_words(worked.buffer_control, worked.called.around))
    return tuple(said)


def control_words(control: Control, of: str) -> str:
    """Say what the control zone is, and how alike it went."""
    if control.found:
        how = f"gevonden uit {number(control.among)} buurten: hier ging het ervoor het meest net zo"
    else:
        how = "zelf gekozen"
    much = "" if control.likeness.is_good else ". Het ging er ervoor anders dan toeval verklaart"
    return f"Controlegebied van {of}: {_listed(control.names)} ({how}{much})."


def warnings(worked: Worked) -> tuple[str, ...]:
    """Say what has to be known before the answer is believed."""
    said = []
    if not worked.control.likeness.is_good:
        said.append(
            "In het controlegebied ging het ervoor anders dan toeval verklaart. Neem de uitkomst "
            "niet voor zeker, of kies een ander controlegebied."
        )
    called = worked.called
    pairs = ((worked.control, called.place), (worked.buffer_control, called.around))
    for control, of in pairs:
        ratio = None if control is None else control.likeness.ratio
        if ratio is not None and not _ALIKE[0] <= ratio <= _ALIKE[1]:
            said.append(
                f"In het controlegebied van {of} waren er ervoor {number(ratio, 1)} keer zo veel "
                "misdrijven. Kies er een dat er in aantal meer op lijkt: anders is een verschil in "
                "aantallen niet eerlijk."
            )
    if worked.alongside:
        said.append(
            "In dezelfde tijd was hier ook: "
            f"{'; '.join(worked.alongside)}. Welke van deze wat deed, is niet te zeggen."
        )
    if worked.varies:
        said.append(
            "De maanden verschillen hier meer van elkaar dan toeval verklaart. De grenzen zijn dan "
            "te smal: het is minder zeker dan ze zeggen."
        )
    return tuple(said)


def cautions(worked: Worked) -> tuple[str, ...]:
    """Say all that makes it less sure, what weighs most first."""
    said = list(warnings(worked))
    if worked.layout.buffer is not None and worked.buffer_control is None:
        said.append(
            f"Voor {worked.called.around} is er geen eigen controlegebied. In het verschil samen "
            "is wat daar veranderde niet gecorrigeerd voor wat er elders gebeurde."
        )
    hand = [*worked.control.codes, *(worked.buffer_control.codes if worked.buffer_control else ())]
    codes, elsewhere = worked.layout.division.codes, worked.layout.elsewhere
    names = [worked.layout.division.names[at] for at in map(codes.index, hand) if elsewhere[at]]
    if names:
        said.append(f"In het controlegebied zijn zelf camera’s: {_listed(names)}.")
    if worked.unplaced:
        said.append(f"{number(worked.unplaced)} misdrijven hebben geen plek. Die tellen niet mee.")
    if worked.provisional:
        said.append("De nieuwste cijfers zijn nog voorlopig.")
    beside = (unlike_words(worked.outcomes), chance_words(worked.outcomes))
    return (*said, *filter(None, beside), CAUSE)


def unlike_words(outcomes: Sequence[Outcome]) -> str | None:
    """Name the kinds of which the control zone had far more or fewer; None where there is none."""
    titles = [one.row.title for one in outcomes if one.row.code and _is_unlike(one)]
    if not titles or len(outcomes) == 1:
        return None
    return (
        "Bij deze soorten waren er ervoor in het controlegebied veel meer of veel minder "
        f"misdrijven: {_listed(titles)}. Het is gekozen op alle soorten samen. Neem het verschil "
        "bij deze soorten niet voor zeker."
    )


def chance_words(outcomes: Sequence[Outcome]) -> str | None:
    """Say that of so many outcomes one may lie outside its bounds by chance."""
    count = sum(one.zones.enough for one in outcomes)
    if count < _SEVERAL:
        return None
    return (
        f"Hier staan {count} uitkomsten met grenzen. Ook als er niets veranderde, ligt er van "
        "twintig gemiddeld één door toeval buiten de grenzen."
    )


def ratio_words(outcome: Outcome) -> str:
    """Say how many times as many the control zone had, where that is far from as many."""
    ratio = outcome.ratio
    if ratio is None or not _is_unlike(outcome):
        return ""
    return f"{number(ratio, 1)} keer zo veel"


def _is_unlike(outcome: Outcome) -> bool:
    ratio = outcome.ratio
    return ratio is not None and not _ALIKE[0] <= ratio <= _ALIKE[1]


def title_of(zone: str) -> str:
    """Give what a zone is called as a title: without its article."""
    _, _, rest = zone.partition(" ")
    return rest[:1].upper() + rest[1:]


def fewer_words(outcome: Outcome) -> str:
    """Say how many fewer there were than expected; nothing where that is not known."""
    fewer = outcome.net_effect
    if fewer is None:
        return ""
    count = round(abs(fewer))
    return "gelijk" if not count else f"{number(count)} {'minder' if fewer > 0 else 'meer'}"


def around_words(outcome: Outcome) -> str:
    """Say what came around it against what was expected there, in a few words."""
    found = outcome.around
    if found is None:
        return "niet te zeggen"
    if found.side == 0:
        return "niet te onderscheiden van toeval"
    many = f"{number(round(abs(found.more)))} {'meer' if found.side > 0 else 'minder'} dan verwacht"
    return f"kan zijn: eromheen {many}" if found.side > 0 else f"nee: eromheen ook {many}"


def gone_words(worked: Worked) -> str | None:
    """Say what it was like after it went, against the time before it came."""
    if worked.gone is None or not worked.gone_outcomes:
        return None
    return f"Nadat het voorbij was ({worked.gone}): {worked.gone_outcomes[0].verdict}"


def in_short(outcome: Outcome) -> str:
    """Say in a few words what may be said of the place itself."""
    alone = outcome.alone
    if alone is None:
        return "te weinig voor een oordeel"
    if alone.side == 0:
        return "niet te onderscheiden van toeval"
    return f"{'minder' if alone.side < 0 else 'meer'} dan in het controlegebied"


def interval_words(found: Difference | None) -> str:
    """Write a difference with its bounds; nothing where there is none."""
    if found is None:
        return ""
    value, low, high = (number(round(one)) for one in (found.value, found.low, found.high))
    return f"{value} ({low} tot {high})"


def course_words(worked: Worked) -> str:
    """Say the course by month in words, for who does not see the chart."""
    row = worked.outcomes[0]
    told = [f"{row.row.title} per maand."]
    zones = row.zones
    for zone, name in (
        (zones.response, worked.called.place),
        (zones.buffer, worked.called.around),
        (zones.control, "het controlegebied"),
    ):
        if zone is not None:
            told.append(
                f"In {name} {number(zone.before)} ervoor ({worked.before}) en "
                f"{number(zone.after)} erna ({worked.after})."
            )
    return " ".join(told)


def _listed(names: list[str] | tuple[str, ...]) -> str:
    return " en ".join(filter(None, [", ".join(names[:-1]), names[-1]])) if names else "geen"

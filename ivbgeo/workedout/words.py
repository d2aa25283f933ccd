"""What is said of what was found, in Dutch: what was compared, and how far to trust it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.dutch import day, number
from ivbgeo.evaluation import LEAST
from ivbgeo.workedout.counted import Basis

if TYPE_CHECKING:
    from ivbgeo.evaluation import Difference
    from ivbgeo.workedout.controls import Control
    from ivbgeo.workedout.outcome import Outcome, Worked

__all__ = [
    "CAUSE",
    "MEANINGS",
    "cautions",
    "compared",
    "control_words",
    "course_words",
    "gone_words",
    "in_short",
    "interval_words",
    "warnings",
]

CAUSE = "Camera’s komen vaak na een slechte tijd. Dan daalt het ook vanzelf."
MEANINGS = {
    "Verschil": (
        "hoeveel misdrijven er in het cameragebied meer kwamen dan in het controlegebied (met een "
        "min: minder). Tussen haakjes: waar het met 95% zekerheid tussen ligt (WDD; Wheeler en "
        "Ratcliffe 2018)."
    ),
    "Verschil samen": (
        "hetzelfde, van het cameragebied en de zone eromheen samen. De zone eromheen heeft een "
        "eigen controlegebied."
    ),
    "Voorkomen": (
        "hoeveel misdrijven er in het cameragebied en eromheen minder waren dan als het er was "
        "gegaan als in het controlegebied; met een min: er kwamen er bij. Hoe zeker dat is, zegt "
        "dit getal niet (TNE; Guerette 2009)."
    ),
    "Verplaatst": (
        "boven nul had de zone eromheen ook voordeel, onder nul kwam er daar bij. Onder -1 kwam er "
        "meer bij dan er is gewonnen. Leeg als het in het cameragebied niet meer daalde dan in het "
        "controlegebied (WDQ; Bowers en Johnson 2003)."
    ),
    "In het kort": (
        f"of het verschil in het cameragebied zelf meer is dan toeval. Onder de {LEAST} misdrijven "
        "ervoor, daar of in het controlegebied, is er geen oordeel."
    ),
}
"""What each column of the table by kind means."""
_ALIKE = (2 / 3, 3 / 2)  # of the control zone's total to the other's: further apart is not alike
_MANY = 5


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
    if place.remark:
        said.append(place.remark)
    said.append(control_words(worked.control, "het cameragebied"))
    if worked.buffer_control is not None:
        said.append(control_words(worked.buffer_control, "de zone eromheen"))
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
    pairs = ((worked.control, "het cameragebied"), (worked.buffer_control, "de zone eromheen"))
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
            "De zone eromheen heeft geen eigen controlegebied. Wat daar veranderde, is niet "
            "gecorrigeerd voor wat er elders gebeurde."
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
    if len(worked.outcomes) > _MANY:
        said.append(
            f"Hier staan {len(worked.outcomes)} uitkomsten. Van twintig ligt er gemiddeld één door "
            "toeval buiten de grenzen."
        )
    return (*said, CAUSE)


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
        (zones.response, "het cameragebied"),
        (zones.buffer, "de zone eromheen"),
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

"""What is said of what was found, in Dutch: what was compared, and how far to trust it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.dutch import day, number
from ivbgeo.workedout.counted import Basis

if TYPE_CHECKING:
    from ivbgeo.workedout.controls import Control
    from ivbgeo.workedout.outcome import Outcome, Worked

__all__ = ["CAUSE", "cautions", "compared", "control_words", "course_words", "gone_words"]

CAUSE = "Camera’s komen vaak na een slechte tijd. Dan daalt het ook vanzelf."
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
        said.append(control_words(worked.buffer_control, "de rand eromheen"))
    return tuple(said)


def control_words(control: Control, of: str) -> str:
    """Say what the control zone is, and how alike it went."""
    if control.found:
        how = f"gevonden uit {number(control.among)} buurten: hier ging het ervoor het meest net zo"
    else:
        how = "zelf gekozen"
    much = "" if control.likeness.is_good else ". Het ging er ervoor anders dan toeval verklaart"
    return f"Controlegebied van {of}: {_listed(control.names)} ({how}{much})."


def cautions(worked: Worked) -> tuple[str, ...]:
    """Say what makes it less sure."""
    said = []
    for control, of in ((worked.control, "cameragebied"), (worked.buffer_control, "rand")):
        ratio = None if control is None else control.likeness.ratio
        if ratio is not None and not _ALIKE[0] <= ratio <= _ALIKE[1]:
            said.append(
                f"In het controlegebied van {'het' if of == 'cameragebied' else 'de'} {of} waren "
                f"er ervoor {number(ratio, 1)} keer zo veel misdrijven. Kies er een dat er in "
                "aantal meer op lijkt: anders is een verschil in aantallen niet eerlijk."
            )
    if worked.layout.buffer is not None and worked.buffer_control is None:
        said.append(
            "Voor de rand is geen eigen controlegebied. Wat daar veranderde, is niet gecorrigeerd "
            "voor wat er elders gebeurde."
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


def gone_words(worked: Worked, outcome: Outcome) -> str | None:
    """Say what it was like after it went, against the time before it came."""
    if outcome.gone_verdict is None or worked.gone is None:
        return None
    return f"Nadat het voorbij was ({worked.gone}): {outcome.gone_verdict}"


def course_words(worked: Worked) -> str:
    """Say the course by month in words, for who does not see the chart."""
    row = worked.outcomes[0]
    told = [f"{row.row.title} per maand."]
    zones = row.zones
    for zone, name in (
        (zones.response, "het cameragebied"),
        (zones.buffer, "de rand"),
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

"""What may be said of a camera that was there: in words, or that nothing can be said."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

from ivbgeo.dutch import number
from ivbgeo.evaluation.displacement import LEAST, Zones, quotient, weighted_difference

if TYPE_CHECKING:
    from ivbgeo.evaluation.displacement import Difference

__all__ = ["verdict"]

_TWO_SIDES = 1.959963984540054


def verdict(zones: Zones) -> str:
    """Say in Dutch whether it worked, whether crime moved, and how sure that is.

    Examples
    --------
    >>> from ivbgeo.evaluation import Zone, Zones
    >>> verdict(Zones(Zone(19, 3), Zone(200, 200)))[:12]
    'Geen oordeel'
    """
    if not zones.enough:
        return (
            f"Geen oordeel: vooraf waren er {number(zones.response.before)} misdrijven waar de "
            f"camera kwam en {number(zones.control.before)} in het controlegebied. In allebei zijn "
            f"er minstens {LEAST} nodig. Neem een langere periode, of een groter controlegebied."
        )
    return f"{_worked(zones)} {_moved(zones)} Waardoor het verschil komt, zeggen deze cijfers niet."


def _worked(zones: Zones) -> str:
    """Say it of the place itself; and of the zone around it too, which may have lost or gained."""
    alone = weighted_difference(Zones(zones.response, zones.control))
    told = _told(alone, "in het cameragebied")
    if zones.buffer is None:
        return told
    return f"{told} {_together(weighted_difference(zones))}"


def _told(found: Difference, where: str) -> str:
    if found.side == 0:
        return (
            f"Niet te onderscheiden van toeval: {where} ligt het verschil met het controlegebied "
            f"{_between(found)} misdrijven (95% zeker)."
        )
    return (
        f"Vergeleken met het controlegebied kwamen er {where} {number(round(abs(found.value)))} "
        f"misdrijven {_than(found)}; met 95% zekerheid {_between(found)} {_than(found)}."
    )


def _together(found: Difference) -> str:
    if found.side == 0:
        return (
            "Samen met de zone eromheen is het niet te onderscheiden van toeval: "
            f"{_between(found)} misdrijven."
        )
    return (
        f"Samen met de zone eromheen zijn het er {number(round(abs(found.value)))} "
        f"{_than(found)}; met 95% zekerheid {_between(found)} {_than(found)}."
    )


def _than(found: Difference) -> str:
    return "minder" if found.side < 0 else "meer"


def _between(found: Difference) -> str:
    """Give the bounds: without a sign where both are on one side, and it is said which."""
    if found.side == 0:
        return f"tussen {number(round(found.low))} en {number(round(found.high))}"
    low, high = sorted((abs(found.low), abs(found.high)))
    return f"tussen {number(round(low))} en {number(round(high))}"


def _moved(zones: Zones) -> str:
    """Say whether crime moved to the zone around it, or that zone gained too."""
    buffer = zones.buffer
    if buffer is None:
        return "Zonder zone eromheen is over verplaatsing niets te zeggen."
    wdq = quotient(zones)
    if wdq is None:
        return (
            "Waar de camera kwam, daalde het niet meer dan in het controlegebied; over "
            "verplaatsing is dan niets te zeggen."
        )
    trend = zones.control.after / zones.control.before
    moved = buffer.after - buffer.before * trend
    # Of the buffer against its own trend by the control zone, by the delta method.
    spread = (
        buffer.after
        + buffer.before * trend**2
        + (buffer.before * trend) ** 2 * (1 / zones.control.before + 1 / zones.control.after)
    )
    if abs(moved) <= _TWO_SIDES * sqrt(spread):
        return "In de zone eromheen is geen verplaatsing te zien die meer is dan toeval."
    if wdq > 0:
        return (
            f"De zone eromheen had er ook voordeel van: {number(round(-moved))} misdrijven minder "
            "dan verwacht."
        )
    if wdq > -1:
        return (
            f"Een deel verplaatste zich naar de zone eromheen ({number(round(moved))} misdrijven "
            "meer dan verwacht), minder dan wat in het cameragebied is gewonnen."
        )
    return (
        f"In de zone eromheen kwamen er {number(round(moved))} misdrijven bij, meer dan wat in het "
        "cameragebied is gewonnen."
    )

"""What may be said of a camera that was there: in words, or that nothing can be said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ivbgeo.dutch import number
from ivbgeo.evaluation.around import around
from ivbgeo.evaluation.displacement import LEAST, Zones, weighted_difference

if TYPE_CHECKING:
    from ivbgeo.evaluation.displacement import Difference

__all__ = ["Called", "verdict"]


@dataclass(frozen=True, slots=True)
class Called:
    """What the response zone and the buffer are called in a sentence, after "in"."""

    place: str = "het cameragebied"
    around: str = "de zone eromheen"


_USUAL = Called()


def verdict(zones: Zones, called: Called = _USUAL) -> str:
    """Say in Dutch what came of it, there and around it, and how sure that is; never why.

    Examples
    --------
    >>> from ivbgeo.evaluation import Zone, Zones
    >>> verdict(Zones(Zone(19, 3), Zone(200, 200)))[:12]
    'Geen oordeel'
    """
    if not zones.enough:
        return (
            f"Geen oordeel: vooraf waren er in {called.place} "
            f"{number(zones.response.before)} misdrijven en in het controlegebied "
            f"{number(zones.control.before)}. In allebei zijn er minstens {LEAST} nodig. Neem een "
            "langere periode, of een groter controlegebied."
        )
    return (
        f"{_worked(zones, called)} {_moved(zones, called)} "
        "Waardoor het verschil komt, zeggen deze cijfers niet."
    )


def _worked(zones: Zones, called: Called) -> str:
    """Say it of the place itself; and of the zone around it too, which may have lost or gained."""
    alone = weighted_difference(Zones(zones.response, zones.control))
    told = _told(alone, f"in {called.place}")
    if zones.buffer is None:
        return told
    return f"{told} {_together(weighted_difference(zones), called)}"


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


def _together(found: Difference, called: Called) -> str:
    if found.side == 0:
        return (
            f"Samen met {called.around} is het niet te onderscheiden van toeval: "
            f"{_between(found)} misdrijven."
        )
    return (
        f"Samen met {called.around} zijn het er {number(round(abs(found.value)))} "
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


def _moved(zones: Zones, called: Called) -> str:
    """Say whether there was more around it than expected, which may have moved there, or less."""
    if zones.buffer is None:
        return "Zonder zone eromheen is over verplaatsing niets te zeggen."
    found = around(zones)
    if found is None:
        return (
            f"In {called.place} daalde het niet meer dan in het controlegebied; over verplaatsing "
            "is dan niets te zeggen."
        )
    if found.side == 0:
        return f"In {called.around} is geen verplaatsing te zien die meer is dan toeval."
    many = number(round(abs(found.more)))
    if found.side < 0:
        return f"Ook in {called.around} kwamen er minder dan verwacht: {many} misdrijven minder."
    return (
        f"In {called.around} kwamen er {many} misdrijven meer dan verwacht. Dat kan verplaatsing "
        f"zijn. Het is {'meer' if found.exceeds else 'minder'} dan wat er in {called.place} minder "
        "kwam dan verwacht."
    )

"""What came in the zone around it, against what was expected there: more, fewer, or chance."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

from scipy import special

from ivbgeo.evaluation.displacement import quotient

if TYPE_CHECKING:
    from ivbgeo.evaluation.displacement import Zones

__all__ = ["Around", "around"]

_LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Around:
    """How many more came than expected (below zero: fewer).

    ``side``: 1 more, -1 fewer, 0 chance can explain it. ``exceeds``: it is more than there were
    fewer in the response zone.
    """

    more: float
    side: int
    exceeds: bool


def around(zones: Zones) -> Around | None:
    """Hold the buffer against its own control zone, or that of the response zone if it has none.

    Returns
    -------
    Around or None
        None where the quotient says nothing: crime in the response zone did not fall against its
        control zone, or there is no buffer.

    Notes
    -----
    The spread is by the delta method, of counts that are Poisson and independent.

    Examples
    --------
    >>> from ivbgeo.evaluation import Zone, Zones
    >>> around(Zones(Zone(400, 200), Zone(900, 900), Zone(300, 400)))
    Around(more=100.0, side=1, exceeds=False)
    """
    found, buffer = quotient(zones), zones.buffer
    if found is None or buffer is None:
        return None
    control = zones.buffer_control or zones.control
    trend = control.after / control.before
    more = buffer.after - buffer.before * trend
    spread = (
        buffer.after
        + buffer.before * trend**2
        + (buffer.before * trend) ** 2 * (1 / control.before + 1 / control.after)
    )
    reach = float(special.ndtri((1 + _LEVEL) / 2)) * sqrt(spread)
    return Around(more, int(more > reach) - int(more < -reach), found <= -1)

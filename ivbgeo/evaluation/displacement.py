"""Whether crime fell where something was done, and whether it moved: WDQ, TNE and WDD.

Pure functions on six or eight counts: before and after, where something was done (response), around
it (buffer) and elsewhere (control). They tell what differs, never why.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite, sqrt

from scipy import special

from ivbgeo.errors import DataError

__all__ = ["LEAST", "Difference", "Zone", "Zones", "net_effect", "quotient", "weighted_difference"]

LEAST = 20
"""Fewer than this before, where something was done or in the control zone: no verdict."""

_LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Zone:
    """Counts of one zone, over two spans of the same length.

    Raises
    ------
    DataError
        If one is below zero or no number.
    """

    before: float
    after: float

    def __post_init__(self) -> None:
        for value in (self.before, self.after):
            if not (isfinite(value) and value >= 0):
                raise DataError("evaluate.count", value=value)

    @property
    def change(self) -> float:
        """Give what came (or, below zero, went)."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Zones:
    """What is compared; ``buffer_control`` is a control zone of the buffer itself."""

    response: Zone
    control: Zone
    buffer: Zone | None = None
    buffer_control: Zone | None = None

    @property
    def enough(self) -> bool:
        """Whether there was enough before to say anything."""
        return min(self.response.before, self.control.before) >= LEAST


@dataclass(frozen=True, slots=True)
class Difference:
    """How many crimes came more than elsewhere; below zero: fewer. With its standard error.

    ``low`` and ``high`` bound it with 95% confidence.
    """

    value: float
    error: float
    low: float
    high: float

    @property
    def side(self) -> int:
        """1 if crime rose more than elsewhere, -1 if it fell more, 0 if chance can explain it."""
        return int(self.low > 0) - int(self.high < 0)


def quotient(zones: Zones) -> float | None:
    """Give the weighted displacement quotient.

    Bowers, K. J. and Johnson, S. D. (2003). Measuring the geographical displacement and diffusion
    of benefit effects of crime prevention activity. Journal of Quantitative Criminology 19,
    275-301.

    Returns
    -------
    float or None
        Above 0 there was less in the buffer too than expected, below 0 more; beyond -1 more than
        there was less in the response zone. None where crime did not fall against the control zone,
        for then it says nothing, and where there is no buffer or nothing in a control zone.

    Notes
    -----
    Times the control zone's count after, their fraction is what the buffer gained by what the
    response zone did, each against what its control zone had it go to. With one control zone this
    is theirs; a buffer with a control zone of its own is held against that one.

    Examples
    --------
    >>> quotient(Zones(Zone(128, 64), Zone(256, 256), Zone(64, 80)))
    -0.25
    """
    buffer, beside = zones.buffer, zones.buffer_control or zones.control
    counts = (zones.control.before, zones.control.after, beside.before, beside.after)
    if buffer is None or min(counts) == 0:
        return None
    success = _gain(zones.response, zones.control)
    if success <= 0:
        return None
    return _gain(buffer, beside) / success


def net_effect(zones: Zones) -> float | None:
    """Give the total net effect: how many fewer there were, in response and buffer together.

    A buffer with a control zone of its own is held against that one.

    Clarke, R. V. and Eck, J. E. (2005), and Guerette, R. T. (2009). Analyzing crime displacement
    and diffusion. Center for Problem-Oriented Policing, Tool Guide 10, appendix B.

    Returns
    -------
    float or None
        Above 0: fewer than if they had gone as their control zones; None with nothing there before.

    Examples
    --------
    >>> net_effect(Zones(Zone(128, 64), Zone(256, 256), Zone(64, 80)))
    48.0
    """
    beside = zones.buffer_control or zones.control
    if zones.control.before == 0 or (zones.buffer is not None and beside.before == 0):
        return None
    around = 0.0 if zones.buffer is None else _gain(zones.buffer, beside)
    return _gain(zones.response, zones.control) + around


def _gain(zone: Zone, control: Zone) -> float:
    """Give how many fewer came than if it had gone as its control zone."""
    return zone.before * control.after / control.before - zone.after


def weighted_difference(zones: Zones) -> Difference:
    """Give the weighted displacement difference, with its interval.

    Wheeler, A. P. and Ratcliffe, J. H. (2018). A simple weighted displacement difference test to
    evaluate place based crime interventions. Crime Science 7, 11. A zone that is not there counts
    as nothing, before and after, as in their own software.

    Notes
    -----
    Counts are taken as Poisson and independent: the variance is their sum.

    Examples
    --------
    >>> found = weighted_difference(Zones(Zone(20, 10), Zone(20, 20)))
    >>> found.value, round(found.error, 1), found.side
    (-10.0, 8.4, 0)
    """
    none = Zone(0.0, 0.0)
    plus = (zones.response, zones.buffer or none)
    minus = (zones.control, zones.buffer_control or none)
    value = float(sum(zone.change for zone in plus) - sum(zone.change for zone in minus))
    error = sqrt(sum(zone.before + zone.after for zone in (*plus, *minus)))
    reach = float(special.ndtri((1 + _LEVEL) / 2)) * error
    return Difference(value, error, value - reach, value + reach)

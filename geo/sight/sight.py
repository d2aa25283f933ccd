"""Where somebody or something looks from, in which direction, how wide and how far."""

from __future__ import annotations

from dataclasses import dataclass

from geo.crs import RD_BOUNDS
from geo.errors import SightError

__all__ = ["FARTHEST", "LEAST", "Sight"]

FARTHEST = 2_000.0
"""The longest reach, metres."""

LEAST = 1.0
"""The shortest reach, metres."""

_ROUND = 360.0


@dataclass(frozen=True, slots=True)
class Sight:
    """A look from a place.

    Parameters
    ----------
    x, y
        Where from, EPSG:28992, metres.
    direction
        Of the middle of what is seen: degrees from north, clockwise, from 0 to 360.
    angle
        How wide, degrees: from 1 to 360, which is all around.
    reach
        How far, metres: from 1 to ``FARTHEST``.

    Raises
    ------
    SightError
        If a value is outside these bounds, or no number.

    Examples
    --------
    >>> Sight(93_000, 452_000, direction=90, angle=60, reach=40).left
    60.0
    """

    x: float
    y: float
    direction: float
    angle: float
    reach: float

    def __post_init__(self) -> None:
        x0, y0, x1, y1 = RD_BOUNDS
        # Written so that not-a-number is refused too.
        if not (x0 <= self.x <= x1 and y0 <= self.y <= y1):
            value = f"{self.x:.10g}, {self.y:.10g}"
            raise SightError(
                "geo.sight.place",
                f"No place in RD New (EPSG:28992), whose bounds are {RD_BOUNDS}: ({value}).",
                value=value,
            )
        if not 0 <= self.direction <= _ROUND:
            raise SightError(
                "geo.sight.direction",
                f"A direction is 0 to 360 degrees from north, clockwise, not {self.direction}.",
                value=f"{self.direction:g}",
            )
        if not LEAST <= self.angle <= _ROUND:
            raise SightError(
                "geo.sight.angle",
                f"An angle of view is 1 to 360 degrees, not {self.angle}.",
                value=f"{self.angle:g}",
            )
        if not LEAST <= self.reach <= FARTHEST:
            raise SightError(
                "geo.sight.reach",
                f"A reach is 1 to {FARTHEST:g} metres, not {self.reach}.",
                value=f"{self.reach:g}",
                most=f"{FARTHEST:g}",
            )

    @property
    def all_around(self) -> bool:
        """Whether it looks all around, so that its direction tells nothing."""
        return self.angle >= _ROUND

    @property
    def left(self) -> float:
        """Where what is seen begins, degrees from north, clockwise; may be below 0."""
        return 0.0 if self.all_around else self.direction - self.angle / 2

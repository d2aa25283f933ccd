"""One camera: where it is, where it looks, how finely, what it costs, and by which decision."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from ivbgeo.dutch import day
from ivbgeo.errors import DataError

if TYPE_CHECKING:
    from datetime import date, datetime

__all__ = ["Camera", "CameraKind", "CameraVersion"]

_ROUND, _WIDEST = 360.0, 179.0
_LONGEST = {"name": 120, "decision": 300, "remark": 2000}
_CALLED = {"name": "Naam", "decision": "Besluit", "remark": "Opmerking"}
_FARTHEST = 2_000.0
_HIGHEST = 100.0
_MOST_PIXELS = 100_000.0
_DEAREST = 10_000_000.0
_BOUNDS = {  # what a number may be: over the first, or from it on where it may be that; to the last
    "angle": ("Kijkhoek (graden)", 0.0, _ROUND, False),
    "lens": ("Hoek van één beeld (graden)", 0.0, _WIDEST, False),
    "direction": ("Richting (graden)", 0.0, _ROUND, True),
    "reach": ("Bereik (meter)", 0.0, _FARTHEST, False),
    "height": ("Hoogte (meter)", 0.0, _HIGHEST, False),
    "pixels": ("Beeldpunten in de breedte", 0.0, _MOST_PIXELS, False),
    "yearly_cost": ("Kosten per jaar (euro)", 0.0, _DEAREST, True),
    "installation": ("Plaatsing (euro)", 0.0, _DEAREST, True),
    "removal": ("Verwijdering (euro)", 0.0, _DEAREST, True),
}


class CameraKind(StrEnum):
    """Whether a camera stays."""

    VAST = "vast"
    TIJDELIJK = "tijdelijk"


@dataclass(frozen=True, slots=True)
class Camera:
    """One camera; what is not known is None, or an empty text.

    Parameters
    ----------
    name, kind, decision
        Text; kind is ``vast`` or ``tijdelijk``.
    valid_from, valid_to
        First and last day.
    evaluation
        The day of the next evaluation.
    x, y
        EPSG:28992, metres, both or none.
    direction
        Of the middle of the picture, degrees from north, clockwise.
    angle
        How wide it looks, degrees: all that it covers.
    reach
        How far it looks, metres.
    height
        Above the ground, metres.
    pixels, lens
        Pixels across one picture, and the angle that one picture spans, degrees, under 180.
    yearly_cost, installation, removal
        Euros.
    designation
        Key of the camera area that it belongs to.

    Raises
    ------
    DataError
        If the name is missing, a text too long, a number can't be, or the days are reversed.
    """

    name: str
    kind: str
    valid_from: date | None
    valid_to: date | None
    decision: str
    evaluation: date | None = None
    x: float | None = None
    y: float | None = None
    direction: float | None = None
    angle: float | None = None
    reach: float | None = None
    height: float | None = None
    pixels: float | None = None
    lens: float | None = None
    yearly_cost: float | None = None
    installation: float | None = None
    removal: float | None = None
    designation: str | None = None
    remark: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "kind", CameraKind(self.kind))
        if not self.name.strip():
            raise DataError("camera.no_name")
        for name, called in _CALLED.items():
            text, most = getattr(self, name), _LONGEST[name]
            if len(text) > most:
                raise DataError("measure.long", what=called, value=len(text), most=most)
        for name, (called, low, high, also_low) in _BOUNDS.items():
            value = getattr(self, name)
            if value is not None and not (low <= value <= high and (also_low or value > low)):
                least = _told(low) if also_low else f"meer dan {_told(low)}"
                told = {"value": _told(value), "most": _told(high)}
                raise DataError("camera.number", what=called, low=least, **told)
        if (self.x is None) != (self.y is None):
            raise ValueError(f"{self.name}: a place needs both x and y, or neither")
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise DataError("measure.dates", first=day(self.valid_from), last=day(self.valid_to))

    @property
    def texts(self) -> tuple[str, ...]:
        """All that somebody typed in."""
        return tuple(getattr(self, name) for name in _CALLED)

    def is_valid_on(self, when: date) -> bool:
        """Whether it may be in use on a day; without a first or a last day it has none."""
        return (self.valid_from is None or self.valid_from <= when) and (
            self.valid_to is None or when <= self.valid_to
        )

    @property
    def has_view(self) -> bool:
        """Whether enough is known to draw what it looks over."""
        all_around = self.angle is not None and self.angle >= _ROUND
        aimed = self.direction is not None or all_around
        return None not in (self.x, self.angle, self.reach) and aimed


def _told(value: float) -> str:
    return f"{value:.10g}".replace(".", ",")


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraVersion:
    """What was said of a camera from a moment on, and the role that said so.

    Parameters
    ----------
    key
        What it is called for good: of one from a file its name there, else its number.
    version
        From 1; 0 for what a file says and nobody changed here.
    """

    key: str
    version: int
    changed_at: datetime
    changed_by: str
    withdrawn: bool
    camera: Camera

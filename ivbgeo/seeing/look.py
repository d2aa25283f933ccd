"""How one camera looks: all that has to be known to say what it sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo import Sight
from geo.sight import Detail, detail_distance
from ivbgeo.errors import DataError
from ivbgeo.words import listed

if TYPE_CHECKING:
    from ivbgeo.camera import Camera

__all__ = ["FACE", "Look"]

FACE = 1.5
"""Metres above the ground: what a camera looks at to tell who somebody is."""

_HIGHEST = 100.0
_ROUND, _STRAIGHT = 360.0, 180.0
_NEEDED = {"x": "de plaats", "angle": "de kijkhoek", "reach": "het bereik"}


@dataclass(frozen=True, slots=True)
class Look:
    """One camera, or one that might come.

    Parameters
    ----------
    name
        What it is called; empty for a place that was only tried.
    x, y
        EPSG:28992, metres.
    direction, angle, reach
        Degrees from north, clockwise; degrees; metres (see ``geo.Sight``).
    height
        Above the ground, metres; None where it is not known.
    pixels, lens
        Pixels across one picture, and the degrees that it spans; None where it is not known.

    Raises
    ------
    SightError
        If a place, an angle, a reach or pixels can't be.
    DataError
        If the height can't be.
    """

    name: str
    x: float
    y: float
    direction: float
    angle: float
    reach: float
    height: float | None = None
    pixels: float | None = None
    lens: float | None = None

    def __post_init__(self) -> None:
        self.sight  # noqa: B018 - checks as it is made
        if self.height is not None and not 0 < self.height <= _HIGHEST:
            raise DataError(
                "camera.number", what="Hoogte (meter)", value=self.height, low=0.0, most=_HIGHEST
            )
        usual = _STRAIGHT / 2
        detail_distance(
            Detail.DETECT,
            1 if self.pixels is None else self.pixels,
            usual if self.lens is None else self.lens,
        )

    @classmethod
    def of(cls, camera: Camera) -> Look:
        """Make it of a camera of the register.

        Raises
        ------
        DataError
            If it is not known where it looks.
        SightError
            As above.
        """
        missing = [words for name, words in _NEEDED.items() if getattr(camera, name) is None]
        all_around = camera.angle is not None and camera.angle >= _ROUND
        if camera.direction is None and not all_around:
            missing.append("de richting")
        if missing:
            raise DataError("sight.unknown", name=camera.name, what=listed(missing))
        assert camera.x is not None and camera.y is not None  # noqa: S101, PT018 - for the type checker
        assert camera.angle is not None and camera.reach is not None  # noqa: S101, PT018 - the same
        return cls(
            camera.name,
            camera.x,
            camera.y,
            camera.direction or 0.0,
            camera.angle,
            camera.reach,
            camera.height,
            camera.pixels,
            camera.lens,
        )

    @property
    def sight(self) -> Sight:
        """The same as geometry knows it."""
        return Sight(self.x, self.y, self.direction, self.angle, self.reach)

    @property
    def called(self) -> str:
        """Name it in a sentence, in Dutch."""
        return f"camera {self.name}" if self.name else "een camera op deze plek"

    @property
    def one_picture(self) -> float | None:
        """Degrees that one picture spans; None where that can't be said.

        Where only the angle is known, one picture is taken to span it; half a turn and more is of a
        camera that turns, or has several lenses.
        """
        if self.lens is not None:
            return self.lens
        return self.angle if self.angle < _STRAIGHT else None

    @property
    def above(self) -> float:
        """Metres that it hangs above a face; 0 where its height is not known."""
        return max((self.height or 0.0) - FACE, 0.0)

"""A box on the page and the ground that is seen in it, true to scale."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Box", "Frame"]


@dataclass(frozen=True, slots=True)
class Box:
    """A place on the page: left, bottom, width and height in millimetres."""

    left: float
    bottom: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right side."""
        return self.left + self.width

    @property
    def top(self) -> float:
        """Its upper side."""
        return self.bottom + self.height


@dataclass(frozen=True, slots=True)
class Frame:
    """What of the ground is in a box: its middle in RD metres, and metres per millimetre."""

    box: Box
    x: float
    y: float
    scale: float

    @classmethod
    def around(
        cls, box: Box, ground: tuple[float, float, float, float], margin: float = 1.5
    ) -> Frame:
        """Fit ground (left, bottom, right, top; RD metres) in a box, with a margin in mm."""
        left, bottom, right, top = ground
        # A place without extent is drawn too.
        scale = max(
            (right - left) / (box.width - 2 * margin),
            (top - bottom) / (box.height - 2 * margin),
            0.01,
        )
        return cls(box, (left + right) / 2, (bottom + top) / 2, scale)

    @property
    def ground(self) -> tuple[float, float, float, float]:
        """The ground that is in the box: left, bottom, right, top in RD metres."""
        half_width, half_height = (
            self.box.width * self.scale / 2,
            self.box.height * self.scale / 2,
        )
        return (
            self.x - half_width,
            self.y - half_height,
            self.x + half_width,
            self.y + half_height,
        )

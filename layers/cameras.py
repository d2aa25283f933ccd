"""Camera areas on top of a choropleth: a surrounding, never the exact place of a camera."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from geo import NETHERLANDS_BOUNDS
from layers.keep import Kept

__all__ = ["BORDER", "SURROUNDING", "CameraMark", "kept_marks"]

SURROUNDING = "Omgeving, geen exacte plek"
BORDER = "De grens van het aangewezen gebied"


@dataclass(frozen=True, slots=True)
class CameraMark:
    """A designated camera area, marked at about its middle.

    ``lon`` and ``lat`` in WGS84 degrees. ``precision`` says in Dutch how exact the mark is;
    ``text`` is what else a user reads. ``radius`` of the dashed circle in metres: wide on purpose.
    ``outline``: the border, or where only the area around is known that of it, as (lon, lat),
    dashed instead of a circle; the symbol then stands on it, at ``lon`` and ``lat``.
    """

    name: str
    lon: float
    lat: float
    precision: str
    text: str
    radius: float = 250.0
    outline: tuple[tuple[float, float], ...] = ()

    def __post_init__(self) -> None:
        west, south, east, north = NETHERLANDS_BOUNDS
        # Swapped coordinates would land off Somalia, without an error.
        if not (west <= self.lon <= east and south <= self.lat <= north):
            raise ValueError(
                f"{self.name}: lon {self.lon}, lat {self.lat} is not in the Netherlands"
            )
        if self.radius <= 0:
            raise ValueError(f"{self.name}: radius {self.radius} m must be above 0")


@lru_cache(maxsize=16)
def kept_marks(marks: tuple[CameraMark, ...]) -> Kept:
    """Write marks as the map's script reads them: sent once, for they change less than the map."""
    return Kept.of(
        {
            "marks": [
                [
                    mark.name,
                    mark.lon,
                    mark.lat,
                    mark.radius,
                    mark.precision,
                    mark.text,
                    [[lat, lon] for lon, lat in mark.outline],
                ]
                for mark in marks
            ]
        }
    )

"""What a scenario is worked out on: places, demand, cameras, buildings; wherever it came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geo import Obstacles, Sight
    from ivbgeo.scenario.demand import Demand
    from ivbgeo.sources.spots import Spots

__all__ = ["Cameras", "Ground", "Source"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where something came from: a name, and a hash or the day on which it was fetched."""

    name: str
    sha256: str = ""
    retrieved: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Cameras:
    """Cameras that are there and stay.

    Parameters
    ----------
    names
        What each is called.
    places
        Shape (k, 2): x, y in metres.
    sights
        How each looks; None where that is not known: all around, as far as a new one.
    """

    names: tuple[str, ...] = ()
    places: NDArray[np.float64] = field(default_factory=lambda: np.empty((0, 2)))
    sights: tuple[Sight | None, ...] = ()

    def __len__(self) -> int:
        return len(self.names)


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """All that an answer needs beside its question.

    Parameters
    ----------
    spots
        Where a camera can come, with what is known of each.
    demand
        What has to be seen.
    cameras
        Those that stay.
    obstacles, private
        Buildings that hide what is behind them, and which of these are homes, shape (buildings,);
        None where there are none, or where it is not said.
    buildings
        What the file of buildings is called.
    barred
        Shape (spots,): where no camera may come, by zones.
    whole
        All ground, m²; None where there is no gemeente.
    designated
        The camera areas that were chosen to look for places in, EPSG:28992; None where none were.
    leave_out
        Whether spots inside a building are left out; else they are an error.
    notes, cautions
        Sentences on what was left out; and those that nobody may miss.
    sources
        Where it came from.
    """

    spots: Spots
    demand: Demand
    cameras: Cameras = field(default_factory=Cameras)
    obstacles: Obstacles | None = None
    private: NDArray[np.bool_] | None = None
    buildings: str = ""
    barred: NDArray[np.bool_] | None = None
    whole: float | None = None
    designated: BaseGeometry | None = None
    leave_out: bool = False
    notes: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()

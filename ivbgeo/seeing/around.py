"""What is known of the ground around a camera: the files that were chosen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo import Obstacles
from ivbgeo.plannerfiles import areas_of, obstacles_of

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from ivbgeo.atlas import Edition
    from ivbgeo.plannerfiles import KeptAreas, PlannerFile
    from ivbgeo.viewer import Viewer

__all__ = ["Around"]


@dataclass(frozen=True, slots=True, eq=False)
class Around:
    """Buildings, public space and sensitive places, as far as there is a file of them.

    Parameters
    ----------
    buildings, public, sensitive
        The areas; None where no file was chosen, which is not the same as there being none.
    obstacles
        The buildings as what stands in the way, in the same order.
    files
        What the files are called, in the order above; empty where there is none.
    designated
        All ground where cameras may look, EPSG:28992; None where no border of it is known.
    """

    buildings: KeptAreas | None = None
    public: KeptAreas | None = None
    sensitive: KeptAreas | None = None
    obstacles: Obstacles = field(default_factory=Obstacles)
    files: tuple[str, str, str] = ("", "", "")
    designated: BaseGeometry | None = None

    @classmethod
    def of(
        cls,
        edition: Edition,
        viewer: Viewer,
        buildings: PlannerFile | None = None,
        public: PlannerFile | None = None,
        sensitive: PlannerFile | None = None,
    ) -> Around:
        """Read the files that were chosen.

        Raises
        ------
        NotAllowedError
            If the viewer does not plan cameras.
        """

        def read(file: PlannerFile | None) -> tuple[KeptAreas | None, str]:
            return (None, "") if file is None else (areas_of(edition, viewer, file), file.words)

        obstacles = Obstacles() if buildings is None else obstacles_of(edition, viewer, buildings)
        return cls.among(read(buildings), read(public), read(sensitive), obstacles)

    @classmethod
    def among(
        cls,
        buildings: tuple[KeptAreas | None, str],
        public: tuple[KeptAreas | None, str],
        sensitive: tuple[KeptAreas | None, str],
        obstacles: Obstacles | None = None,
    ) -> Around:
        """Take areas that were read already, each with what its file is called."""
        standing, name = buildings
        if obstacles is None:
            obstacles = Obstacles() if standing is None else Obstacles(standing.polygons)
        names = (name, public[1], sensitive[1])
        return cls(standing, public[0], sensitive[0], obstacles, names)

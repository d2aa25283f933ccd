"""What is known of the ground around a camera: the files that were chosen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo import Obstacles
from ivbgeo.plannerfiles import areas_of, obstacles_of

if TYPE_CHECKING:
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
    """

    buildings: KeptAreas | None = None
    public: KeptAreas | None = None
    sensitive: KeptAreas | None = None
    obstacles: Obstacles = field(default_factory=Obstacles)
    files: tuple[str, str, str] = ("", "", "")

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
        chosen = (buildings, public, sensitive)
        areas = [None if one is None else areas_of(edition, viewer, one) for one in chosen]
        names = tuple("" if one is None else one.words for one in chosen)
        obstacles = Obstacles() if buildings is None else obstacles_of(edition, viewer, buildings)
        return cls(*areas, obstacles, (names[0], names[1], names[2]))

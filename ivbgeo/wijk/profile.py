"""All that is said of one wijk over one period: for the page and for paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo import WgsPoints, to_rd
from ivbgeo.casework import casework_of
from ivbgeo.keeping import Keeper
from ivbgeo.measures.listing import measures_of
from ivbgeo.places import lies_in
from ivbgeo.policy import Indicator
from ivbgeo.register.listing import designations
from ivbgeo.standout import hic_attention, stand_out
from ivbgeo.wijk.choosing import areas_of
from ivbgeo.wijk.keyfigures import key_figures

if TYPE_CHECKING:
    from geo import AreaId
    from ivbgeo.atlas import Edition
    from ivbgeo.casework import Casework
    from ivbgeo.designation import Designation
    from ivbgeo.figure import Provenance
    from ivbgeo.measure import MeasureVersion
    from ivbgeo.period import Period
    from ivbgeo.standout import Attention, Standout
    from ivbgeo.viewer import Viewer
    from ivbgeo.wijk.keyfigures import KeyFigure

__all__ = ["WijkProfile", "wijk_profile"]

# The last ones asked for; what stands out in a wijk takes 0.2 MB.
_STANDOUTS = 256


@dataclass(frozen=True, slots=True)
class WijkProfile:
    """What is going on in a wijk, what can be said about it, and what is being done.

    ``areas``: those that were looked at: the wijk, its buurten, the casewijk around it.
    """

    area: AreaId
    name: str
    period: Period
    areas: tuple[AreaId, ...]
    figures: tuple[KeyFigure, ...]
    casework: tuple[Casework, ...]
    found: Standout
    attention: Attention
    cameras: tuple[Designation, ...]
    indicators: tuple[Indicator, ...]
    measures: tuple[MeasureVersion, ...]

    @property
    def sources(self) -> tuple[tuple[str, Provenance], ...]:
        """What each figure comes from, each source once: what it tells, and the source."""
        told = [
            *(("Cijfers van de wijk", one.figure.provenance) for one in self.figures),
            *(("Inwoners of woningen", one.figure.population_provenance) for one in self.figures),
            *(("Cijfers van eerder", one.before.provenance) for one in self.figures),
            *(("Cijfers van de stad", one.city.provenance) for one in self.figures),
            *(("Woonoverlast", one.provenance) for one in self.casework),
            *(("Wat opvalt", each) for one in self.found.findings for each in one.sources),
        ]
        by_source: dict[Provenance, str] = {}
        for what, provenance in told:
            if provenance is not None:
                by_source.setdefault(provenance, what)
        return tuple((what, provenance) for provenance, what in by_source.items())

    @property
    def documents(self) -> tuple[str, ...]:
        """Where cameras, indicators and inspanningen stand, each document once."""
        told = [
            *(one.source for one in self.cameras),
            *(one.source for one in self.indicators),
            *(one.measure.source for one in self.measures),
        ]
        return tuple(dict.fromkeys(filter(None, told)))


def wijk_profile(edition: Edition, viewer: Viewer, wijk: AreaId, period: Period) -> WijkProfile:
    """Gather all that is known of a wijk over a period.

    Raises
    ------
    UnknownAreaError, AreaError
        If there is no such wijk.
    """
    areas = areas_of(edition, wijk)
    # Apart: what is asked of the map would throw it out, and it takes the longest to find.
    kept = edition.once("standouts", lambda: Keeper(_STANDOUTS))
    found = kept.once((viewer, areas, period), lambda: stand_out(edition, viewer, areas, period))
    return WijkProfile(
        wijk,
        edition.division(wijk.division).area(wijk.code).name,
        period,
        areas,
        key_figures(edition, viewer, wijk, period),
        casework_of(edition, viewer, wijk, period),
        found,
        hic_attention(edition, found, wijk),
        _cameras(edition, viewer, wijk, period),
        tuple(one for one in edition.policy(viewer, Indicator) if one.area in areas),
        measures_of(edition, viewer, wijk),
    )


def _cameras(
    edition: Edition, viewer: Viewer, wijk: AreaId, period: Period
) -> tuple[Designation, ...]:
    """Give the camera areas in a wijk, without those that ended before the period."""
    return tuple(
        said
        for said in (one.designation for one in designations(edition, viewer))
        if (said.last_day is None or said.last_day >= period.first_day)
        and _is_in(edition, said, wijk)
    )


def _is_in(edition: Edition, said: Designation, wijk: AreaId) -> bool:
    """Whether a camera area lies in a wijk: by its border, its point, or the area it names."""
    polygon = edition.division(wijk.division).area(wijk.code).polygon
    if said.border is not None:
        return bool(said.border.intersection(polygon).area > 0)
    if said.lon is None or said.lat is None:
        return said.area is not None and lies_in(edition, said.area, wijk)
    place = to_rd(WgsPoints(np.array([said.lon]), np.array([said.lat])))
    return bool(shapely.covers(polygon, shapely.Point(place.x[0], place.y[0])))

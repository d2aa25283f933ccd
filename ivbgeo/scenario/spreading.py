"""Counts of areas spread over what is in them: over buildings, else over a grid.

Where in an area something happened is not known from a count; each spot of an area weighs alike.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo import Level
from ivbgeo.answering import answer
from ivbgeo.dutch import number
from ivbgeo.errors import DataError
from ivbgeo.question import Question
from ivbgeo.scenario.demand import Demand
from ivbgeo.scenario.grid import grid_in
from ivbgeo.scenario.weighing import leaf_weights, recency

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from geo import Division
    from ivbgeo.atlas import Edition
    from ivbgeo.figure import Provenance
    from ivbgeo.period import Period
    from ivbgeo.question import Answer
    from ivbgeo.scenario.question import Scenario
    from ivbgeo.viewer import Viewer

__all__ = ["demand_of_counts", "spread"]

_STEP = 50.0  # metres between the spots of an area without buildings
_LEVELS = (Level.BUURT, Level.WIJK)


def demand_of_counts(
    edition: Edition,
    viewer: Viewer,
    asked: Scenario,
    buildings: NDArray[np.object_] | None,
) -> Demand:
    """Give the counts that a scenario asks by area, spread over what is in the areas.

    Parameters
    ----------
    buildings
        Polygons, EPSG:28992; None where no file of buildings was chosen.

    Raises
    ------
    DataError
        If no area has a count.
    """
    assert asked.period is not None  # noqa: S101 - a scenario of counts has one
    leaf_weights(edition.taxonomy, asked.kinds)  # no kind twice
    for level in _LEVELS:
        if not edition.division_ids(level):
            continue
        whole = _read(edition, viewer, asked, level, asked.period)
        if whole is not None:
            return _spread_over(edition, viewer, asked, whole, buildings)
    raise DataError("scenario.no_counts", period=asked.period)


class _Counts:
    """Weighted counts of one division; ``known`` tells which areas have one of every kind."""

    def __init__(self, answers: Sequence[tuple[Answer, float]]) -> None:
        self.division: Division = answers[0][0].division
        counts = np.array(
            [
                [np.nan if one.count is None else weight * one.count for one in found.figures]
                for found, weight in answers
            ]
        )
        total = counts.sum(axis=0)
        self.known = ~np.isnan(total)
        self.count = np.where(self.known, total, 0.0)
        self.provenance: tuple[Provenance, ...] = tuple(
            dict.fromkeys(
                one.provenance
                for found, _ in answers
                for one in found.figures
                if one.provenance is not None
            )
        )
        self.estimated = any(one.estimated for found, _ in answers for one in found.figures)


def _read(
    edition: Edition, viewer: Viewer, asked: Scenario, level: Level, period: Period
) -> _Counts | None:
    """Read the counts of all kinds in one division; None where nothing is known."""
    answers = [
        (answer(edition, Question(code, level, period), viewer), weight)
        for code, weight in asked.kinds
    ]
    if len({found.division.id for found, _ in answers}) > 1:
        year = answers[0][0].division.year
        answers = [
            (answer(edition, replace(found.question, division_year=year), viewer), weight)
            for found, weight in answers
        ]
    counts = _Counts(answers)
    return counts if counts.known.any() else None


def _spread_over(
    edition: Edition,
    viewer: Viewer,
    asked: Scenario,
    whole: _Counts,
    buildings: NDArray[np.object_] | None,
) -> Demand:
    places, area, without = spread(whole.division, buildings)
    share = 1.0 / np.bincount(area, minlength=len(whole.known))[area]
    by_year = np.zeros((len(asked.windows), len(places)))
    weight = whole.count[area] * share
    years = [
        _read(edition, viewer, asked, whole.division.id.level, window) for window in asked.windows
    ]
    told = all(
        one is not None
        and one.division.id == whole.division.id
        and (one.known == whole.known).all()
        for one in years
    )
    if told:
        for row, one in zip(by_year, years, strict=True):
            assert one is not None  # noqa: S101 - told says so
            row[:] = one.count[area] * share
        if asked.half_life is not None and len(by_year):
            ends = np.array([window.last_index for window in asked.windows])
            weight = recency(ends, int(ends[-1]), asked.half_life) @ by_year
    counts = weight > 0
    if not counts.any():
        raise DataError("plan.no_demand")
    return Demand(
        places[counts],
        weight[counts],
        by_year[:, counts] if told else np.empty((0, int(counts.sum()))),
        cautions=_cautions(whole, buildings is not None, without),
        provenance=whole.provenance,
    )


def spread(
    division: Division, buildings: NDArray[np.object_] | None
) -> tuple[NDArray[np.float64], NDArray[np.intp], NDArray[np.intp]]:
    """Give spots in the areas of a division: its buildings, and a grid where there are none.

    Returns
    -------
    places, area, without
        Shape (n, 2): x, y in metres, EPSG:28992; shape (n,): the position of each one's area; and
        the positions of the areas that have a grid.
    """
    at = np.empty((0, 2))
    if buildings is not None and len(buildings):
        at = shapely.get_coordinates(shapely.point_on_surface(buildings))
    found = division.locator().locate(at[:, 0].copy(), at[:, 1].copy())
    places, area = [at[found >= 0]], [found[found >= 0].astype(np.intp)]
    without = np.setdiff1d(np.flatnonzero(~np.array(division.water)), area[0])
    for position in without.tolist():
        polygon = division.polygons[position]
        spots = grid_in(polygon, _STEP)
        if not len(spots):
            spots = shapely.get_coordinates(shapely.point_on_surface(polygon))
        places.append(spots)
        area.append(np.full(len(spots), position, dtype=np.intp))
    return np.concatenate(places), np.concatenate(area), without


def _cautions(whole: _Counts, has_buildings: bool, without: NDArray[np.intp]) -> tuple[str, ...]:  # noqa: FBT001 - a flag of the data
    level = {"buurt": "buurten", "wijk": "wijken"}[whole.division.id.level]
    unknown = int((~whole.known & ~np.array(whole.division.water)).sum())
    over = (
        "over de gebouwen in het gebied"
        if has_buildings
        else "over een raster van punten in het gebied (er is geen bestand met gebouwen gekozen)"
    )
    rough = (
        f"De aantallen zijn van hele {level}, en zijn verdeeld {over}. Waar in een "
        f"{whole.division.id.level} iets gebeurde, is niet bekend: elke plek erin telt even zwaar."
    )
    told = [rough]
    if has_buildings and len(without):
        told.append(
            f"In {number(len(without))} {level} staan in dat bestand geen gebouwen; daar is een "
            "raster van punten gebruikt."
        )
    if unknown:
        told.append(
            f"Van {number(unknown)} {level} is het aantal niet bekend. Daar telt niets mee; dat "
            "is niet hetzelfde als nul."
        )
    if whole.estimated:
        told.append(
            "Een deel van de aantallen is omgerekend van een andere indeling: een schatting."
        )
    return tuple(told)

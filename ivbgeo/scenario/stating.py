"""The question as what the solver takes: what each place sees, what it costs, what bounds it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from scipy.sparse import csr_array, vstack

from geo import Obstacles, RdPoints, Sight, visible_areas
from ivbgeo.dutch import number
from ivbgeo.errors import DataError
from ivbgeo.planning import Sites, cost_over, hottest, within_reach
from ivbgeo.scenario.question import SECOND, Years
from ivbgeo.scenario.weighing import recency
from ivbgeo.scenario.words import cameras as counted
from ivbgeo.scenario.words import places

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from geo.sight import VisibleAreas
    from ivbgeo.scenario.ground import Ground
    from ivbgeo.scenario.question import Scenario

__all__ = ["BESIDE", "Stated", "state"]

BESIDE = 10.0
"""Metres: what lies so near to what is seen counts as seen, for addresses lie in buildings."""

_CELL = 50.0  # metres: of the squares by which the hottest demand is found
_CHUNK = 400  # places that are looked from between two looks at an interruption
_CIRCLE = 90  # corners for each quarter of a circle


@dataclass(frozen=True, slots=True, eq=False)
class Stated:
    """A question, ready to be solved. Its sites are the spots, then the cameras that stay.

    Parameters
    ----------
    ground, asked
        What it is worked out on, with the spots that are left; and the question.
    cover
        Shape (sites, demand): what each sees.
    forbidden
        Shape (sites,): where no new camera may come.
    frontage
        Shape (sites,): metres of private front in view; None where it is not known.
    cost
        Shape (sites,): euros over the months; None where it is not known.
    areas
        Object array (sites,): the ground that each sees, EPSG:28992.
    notes
        Sentences on what was left out.
    """

    ground: Ground
    asked: Scenario
    cover: csr_array[Any, Any]
    forbidden: NDArray[np.bool_]
    frontage: NDArray[np.float64] | None
    cost: NDArray[np.float64] | None
    areas: NDArray[np.object_]
    notes: tuple[str, ...]

    @property
    def existing(self) -> NDArray[np.bool_]:
        """Which sites are cameras that stay, shape (sites,)."""
        return np.arange(self.cover.shape[0]) >= len(self.ground.spots)

    @property
    def reachable(self) -> NDArray[np.bool_]:
        """Which demand can be seen by a camera that may come or that stays, shape (demand,)."""
        most = self.asked.limits.most_frontage
        free = ~self.forbidden | self.existing
        if self.frontage is not None:
            free &= self.existing | (self.frontage <= most)
        return self.seen(np.flatnonzero(free))

    @property
    def weights(self) -> NDArray[np.float64]:
        """What is made large, shape (years, demand): one row where all counts together."""
        demand = self.ground.demand
        return demand.weight[None] if self.asked.years is Years.TOGETHER else demand.by_year

    def seen(self, sites: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Tell which demand is seen by some of the sites, shape (demand,)."""
        return np.asarray(self.cover[sites].sum(axis=0)) > 0

    def hot(self, weight: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Tell which demand is of the hottest that can be seen, by weights of shape (demand,)."""
        places = self.ground.demand.places
        return hottest(places, np.where(self.reachable, weight, 0.0), _CELL, self.asked.hottest)

    def sites(self, weights: NDArray[np.float64]) -> Sites:
        """State the question for some weights, shape (years, demand)."""
        asked = self.asked
        hot: Any = False
        if asked.views:
            hot = self.hot(weights.sum(axis=0))
        return Sites(
            self.cover,
            weights,
            existing=self.existing,
            forbidden=self.forbidden,
            cost=0.0 if self.cost is None or asked.budget is None else self.cost,
            frontage=0.0 if self.frontage is None else self.frontage,
            second=SECOND * weights * hot if asked.views > 1 else 0.0,
            must=hot,
            places=np.concatenate([self.ground.spots.places, self.ground.cameras.places]),
        )

    def past(self, by_year: NDArray[np.float64]) -> Sites:
        """State the question for some years only, shape (years, demand), counted as it asks."""
        if self.asked.years is not Years.TOGETHER:
            return self.sites(by_year)
        ages = np.arange(len(by_year))[::-1]
        # By the year: of a month of it the weight is not known any more.
        weight = recency(-12 * ages, 0, self.asked.half_life)
        return self.sites((weight @ by_year)[None])

    def square_metres(self, sites: NDArray[np.intp]) -> float:
        """Give the ground that sites see together, m²."""
        return float(shapely.union_all(self.areas[sites]).area)


def state(
    ground: Ground, asked: Scenario, tell: Callable[[str, int, int], None] | None = None
) -> Stated:
    """State the question of a scenario.

    Parameters
    ----------
    tell
        Called with what is being done, how much of it is done and how much there is; what it raises
        stops the work.

    Raises
    ------
    DataError
        If places are inside buildings, costs are missing, or nothing is left.
    """
    if not len(ground.spots):
        raise DataError("plan.no_candidates")
    if asked.years is not Years.TOGETHER:
        _check_years(ground, asked)
    notes: list[str] = []
    if ground.obstacles is None:
        cover, areas = _in_circles(ground, asked)
        walls = None
    else:
        ground, cover, areas, walls = _past_buildings(ground, asked, notes, tell)
    spots, others = ground.spots, len(ground.cameras)
    forbidden = spots.numbers.get("forbidden", np.zeros(len(spots))) > 0
    if ground.barred is not None:
        forbidden |= ground.barred
    if "frontage" in spots.numbers:
        walls = np.pad(spots.numbers["frontage"], (0, others))
    if walls is None and (asked.most_frontage is not None or asked.frontage_price):
        raise DataError("scenario.no_frontage")
    return Stated(
        ground,
        asked,
        cover,
        np.pad(forbidden, (0, others)),
        walls,
        _cost(ground, asked),
        areas,
        tuple(notes),
    )


def _check_years(ground: Ground, asked: Scenario) -> None:
    by_year = ground.demand.by_year
    if not len(by_year):
        raise DataError("scenario.years_unknown")
    if len(by_year) < 2:  # noqa: PLR2004 - several is two
        raise DataError("plan.years", value=len(by_year))
    empty = np.flatnonzero(by_year.sum(axis=1) == 0)
    if len(empty):
        raise DataError("scenario.year_empty", value=asked.windows[int(empty[0])])


def _cost(ground: Ground, asked: Scenario) -> NDArray[np.float64] | None:
    """Give what each site costs over the months; cameras that stay cost nothing more."""
    spots = ground.spots
    given = {
        "yearly_cost": asked.yearly_cost,
        "installation": asked.installation,
        "removal": asked.removal,
    }
    if "yearly_cost" not in spots.numbers and asked.yearly_cost is None:
        if asked.budget is not None:
            raise DataError("scenario.no_costs")
        return None
    amounts = [
        spots.numbers.get(name, np.full(len(spots), value or 0.0)) for name, value in given.items()
    ]
    return np.pad(cost_over(asked.months, *amounts), (0, len(ground.cameras)))


def _in_circles(ground: Ground, asked: Scenario) -> tuple[csr_array[Any, Any], NDArray[np.object_]]:
    """Tell what is seen where nothing stands in the way."""
    spots, cameras, demand = ground.spots, ground.cameras, ground.demand
    places = np.concatenate([spots.places, cameras.places])
    cover = within_reach(places, demand.places, asked.radius)
    areas = np.asarray(shapely.buffer(shapely.points(places), asked.radius, quad_segs=_CIRCLE))
    looking = [at for at, sight in enumerate(cameras.sights) if sight is not None]
    if looking:
        sights = [sight for sight in cameras.sights if sight is not None]
        own, seen = _views(sights, Obstacles(), demand.places, 0.0)
        at = len(spots) + np.array(looking)
        areas[at] = seen.areas
        cover = _with_rows(cover, at, own)
    return cover, areas


def _past_buildings(
    ground: Ground,
    asked: Scenario,
    notes: list[str],
    tell: Callable[[str, int, int], None] | None,
) -> tuple[Ground, csr_array[Any, Any], NDArray[np.object_], NDArray[np.float64]]:
    """Tell what is seen past buildings; spots inside one are left out, or an error."""
    assert ground.obstacles is not None  # noqa: S101 - where there are buildings
    spots, cameras = ground.spots, ground.cameras
    around = [Sight(x, y, 0, 360, asked.radius) for x, y in spots.places.tolist()]
    there = [
        sight or Sight(x, y, 0, 360, asked.radius)
        for (x, y), sight in zip(cameras.places.tolist(), cameras.sights, strict=True)
    ]
    sights = [*around, *there]
    parts = []
    for start in range(0, len(sights), _CHUNK):
        if tell is not None:
            tell("Zichtlijnen berekenen", start, len(sights))
        part = sights[start : start + _CHUNK]
        own, seen = _views(part, ground.obstacles, ground.demand.places, BESIDE)
        parts.append((own, seen.areas, seen.frontage(ground.private), seen.inside))
    covers, areas, walls, inside = zip(*parts, strict=True)
    is_inside = np.concatenate(inside)
    names = [*spots.ids, *cameras.names]
    if is_inside.any() and not ground.leave_out:
        raise DataError(
            "plan.inside", value=number(int(is_inside.sum())), file=ground.buildings,
            first=names[int(np.flatnonzero(is_inside)[0])],
        )  # fmt: skip
    mine = is_inside[: len(spots)]
    if mine.any():
        notes.append(f"In een gebouw, en dus weggelaten: {places(int(mine.sum()))}.")
    blind = np.flatnonzero(is_inside[len(spots) :])
    if len(blind):
        notes.append(
            f"Volgens het bestand in een gebouw: {counted(len(blind))} van nu, zoals "
            f"‘{cameras.names[int(blind[0])]}’. Wat die ziet, is dan niet te berekenen en telt als "
            "niets. Verbeter de plek in het register."
        )
    kept = np.concatenate([~mine, np.ones(len(cameras), dtype=np.bool_)])
    left = replace(
        ground,
        spots=spots.some(~mine),
        barred=None if ground.barred is None else ground.barred[~mine],
    )
    if not len(left.spots):
        raise DataError("scenario.all_inside", file=ground.buildings)
    cover = csr_array(vstack(covers, format="csr"))[np.flatnonzero(kept)]
    return left, cover, np.concatenate(areas)[kept], np.concatenate(walls)[kept]


def _views(
    sights: list[Sight], obstacles: Obstacles, demand: NDArray[np.float64], beside: float
) -> tuple[csr_array[Any, Any], VisibleAreas]:
    """Tell what each sees of the demand."""
    seen = visible_areas(sights, obstacles)
    site, point = seen.covers(RdPoints(*demand.T), beside)
    shape = (len(sights), len(demand))
    return csr_array((np.ones(len(site), dtype=np.bool_), (site, point)), shape=shape), seen


def _with_rows(
    cover: csr_array[Any, Any], at: NDArray[np.intp], rows: csr_array[Any, Any]
) -> csr_array[Any, Any]:
    """Put other rows in the place of some."""
    whole = vstack([cover, rows], format="csr")
    order = np.arange(cover.shape[0])
    order[at] = cover.shape[0] + np.arange(len(at))
    return csr_array(whole)[order]

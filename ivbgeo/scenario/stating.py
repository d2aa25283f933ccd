"""The question as what the solver takes: what each place sees, what it costs, what bounds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from geo.sight import beside
from ivbgeo.dutch import number
from ivbgeo.errors import DataError
from ivbgeo.planning import Sites, cost_over, hottest
from ivbgeo.scenario.question import SECOND, Years
from ivbgeo.scenario.viewing import BESIDE, in_circles, past_buildings
from ivbgeo.scenario.weighing import recency
from ivbgeo.scenario.words import places

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray
    from scipy.sparse import csr_array
    from shapely.geometry.base import BaseGeometry

    from geo import Sight
    from ivbgeo.scenario.ground import Ground
    from ivbgeo.scenario.question import Scenario
    from ivbgeo.scenario.viewing import Views

__all__ = ["Stated", "state"]

_CELL = 50.0  # metres: of the squares by which the hottest demand is found


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
        Shape (sites,): metres of private front in view; NaN where no building is known around, and
        None where that is so of all.
    cost
        Shape (sites,): euros over the months; None where it is not known.
    areas
        Object array (sites,): the ground that each sees, EPSG:28992.
    sights
        How each looks past buildings; empty where none are reckoned with.
    bare
        Shape (sites,): around which the file of buildings knows of none.
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
    sights: tuple[Sight, ...]
    bare: NDArray[np.bool_]
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
            free &= self.existing | ~(self.frontage > most)
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
            # Where it is not known and would count, no camera may come.
            frontage=0.0 if self.frontage is None else np.nan_to_num(self.frontage),
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

    def counted(self, sites: NDArray[np.intp]) -> BaseGeometry:
        """Give the ground in which demand counts as seen by sites together, EPSG:28992."""
        areas = self.areas[sites]
        if self.sights and len(sites):
            areas = beside(areas, [self.sights[site] for site in sites], BESIDE)
        return shapely.union_all(areas)

    def square_metres(self, sites: NDArray[np.intp]) -> float:
        """Give how much ground that is, m²."""
        return float(self.counted(sites).area)


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
        views = in_circles(ground, asked.radius)
    else:
        ground, views = past_buildings(ground, asked.radius, notes, tell)
    walls = views.front
    _say_blind(ground, asked, views, notes)
    spots, others = ground.spots, len(ground.cameras)
    forbidden = spots.numbers.get("forbidden", np.zeros(len(spots))) > 0
    if ground.barred is not None:
        forbidden |= ground.barred
    if "frontage" in spots.numbers:
        walls = np.pad(spots.numbers["frontage"], (0, others))
    if asked.most_frontage is not None or asked.frontage_price:
        forbidden |= _unknown_front(asked, walls, forbidden, notes)
    return Stated(
        ground,
        asked,
        views.cover,
        np.pad(forbidden, (0, others)),
        walls,
        _cost(ground, asked),
        views.areas,
        views.sights,
        views.bare,
        tuple(notes),
    )


def _say_blind(ground: Ground, asked: Scenario, views: Views, notes: list[str]) -> None:
    """Say which places of a file see nothing that counts: they may be somewhere else altogether."""
    blind = np.flatnonzero(np.diff(views.cover.indptr)[: len(ground.spots)] == 0)
    if asked.candidates and len(blind):
        notes.append(
            f"Niets van wat in beeld moet, is te zien vanaf {places(len(blind))}, zoals "
            f"‘{ground.spots.ids[int(blind[0])]}’. Controleer of die in de gemeente liggen."
        )


def _unknown_front(
    asked: Scenario,
    walls: NDArray[np.float64] | None,
    forbidden: NDArray[np.bool_],
    notes: list[str],
) -> NDArray[np.bool_]:
    """Tell where no camera may come, shape (spots,): of what front it would see nobody knows."""
    if walls is None:
        raise DataError("scenario.no_frontage")
    unknown = np.isnan(walls[: len(forbidden)])
    left, lost = int((~forbidden & ~unknown).sum()), int((~forbidden & unknown).sum())
    if lost and left < (asked.number or 1):
        raise DataError(
            "scenario.frontage_unknown", value=number(lost), there=number(left + lost),
            left=number(left),
        )  # fmt: skip
    if lost:
        notes.append(
            "Niet bekend hoeveel gevel een camera er ziet, want het bestand kent er geen gebouwen, "
            f"en dus weggelaten: {places(lost)}."
        )
    return unknown


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

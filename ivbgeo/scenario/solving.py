"""From a question that is stated to its answer: the choice, and all that stands beside it."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import shapely

from ivbgeo.dutch import number
from ivbgeo.errors import DataError
from ivbgeo.planning import choose, choose_greedily
from ivbgeo.planning import curve as curve_of
from ivbgeo.planning import hindsight as hindsight_of
from ivbgeo.scenario.answer import Option, Place, ScenarioAnswer, Step, Tested, Year
from ivbgeo.scenario.question import DemandFrom

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from ivbgeo.planning import Choice, Score
    from ivbgeo.scenario.stating import Stated

__all__ = ["solve"]

_MOST_DRAWN = 4_000
_ROUGH = 0.5  # metres: what is drawn need not be finer


def solve(
    stated: Stated,
    today: date,
    tell: Callable[[str, int, int], None] | None = None,
    *,
    where: Callable[[NDArray[np.float64]], Sequence[str]] | None = None,
    version: int | None = None,
) -> ScenarioAnswer:
    """Answer a question.

    Parameters
    ----------
    tell
        Called with what is being done, how much of it is done and how much there is; what it raises
        stops the work.
    where
        Gives the name of the buurt of places, shape (n, 2).
    version
        Of the store.

    Raises
    ------
    DataError
        As :func:`ivbgeo.planning.choose`.
    """
    return _Solving(stated, tell, where).answer(today, version)


class _Solving:
    """One question on its way to its answer."""

    def __init__(
        self,
        stated: Stated,
        tell: Callable[[str, int, int], None] | None,
        where: Callable[[NDArray[np.float64]], Sequence[str]] | None,
    ) -> None:
        self.stated, self.asked, self.ground = stated, stated.asked, stated.ground
        self.tell, self.where = tell, where
        self.sites = stated.sites(stated.weights)
        self.there = np.flatnonzero(stated.existing)
        self.notes = [*self.ground.notes, *stated.notes]

    def answer(self, today: date, version: int | None) -> ScenarioAnswer:
        asked, stated, ground = self.asked, self.stated, self.ground
        best = self._best()
        curve = self._curve() if asked.curve and asked.number is not None else ()
        hindsight, tested_on, tested_total = self._hindsight() if asked.hindsight else ((), "", 0.0)
        weight = ground.demand.weight
        hot = stated.hot(stated.weights.sum(axis=0)) if asked.views else None
        views = self._views(best.chosen)
        free = ~stated.forbidden & ~stated.existing
        drawn = ground.spots.places[free[: len(ground.spots)]]
        return ScenarioAnswer(
            chosen=self._option(best, proof=True),
            greedy=self._option(choose_greedily(self.sites, asked.limits), proof=False),
            cameras=self._places(self.there, np.array([], dtype=np.intp)),
            today=self._covered(np.array([], dtype=np.intp)),
            total=float(weight.sum()),
            reachable=float(weight[stated.reachable].sum()),
            hot=None if hot is None else float(weight[hot].sum()),
            hot_once=None if hot is None else float(weight[hot & (views > 0)].sum()),
            hot_twice=None if hot is None else float(weight[hot & (views > 1)].sum()),
            curve=curve,
            hindsight=hindsight,
            tested_on=tested_on,
            tested_total=tested_total,
            years=self._years(views > 0),
            free=int(free.sum()),
            candidates=tuple((round(x), round(y)) for x, y in drawn.tolist())
            if len(drawn) <= _MOST_DRAWN
            else (),
            obstacles=ground.obstacles is not None,
            cautions=ground.cautions,
            notes=tuple(self.notes),
            sources=ground.sources,
            data_version=version,
            made_on=today.isoformat(),
            outside=self._outside(best.chosen),
        )

    def _best(self) -> Choice:
        asked, tell = self.asked, self._clock("De beste plekken zoeken")
        try:
            return choose(self.sites, asked.limits, seconds=asked.seconds, tell=tell)
        except DataError as error:
            if error.rule != "plan.impossible" or not asked.views:
                raise
        # Nothing but how much of the hottest can be seen tells whether that is what is in the way.
        weights = self.stated.weights.sum(axis=0, keepdims=True)
        hot = weights * self.stated.hot(weights[0])
        free = replace(self.stated, asked=replace(asked, views=0))
        most = choose(free.sites(hot), asked.limits, seconds=asked.seconds, tell=tell)
        part = float(hot[0][self._views(most.chosen) > 0].sum() / hot.sum())
        if part >= 1:
            raise DataError("plan.impossible")
        raise DataError(
            "scenario.too_hot", hottest=number(100 * asked.hottest), value=number(100 * part, 0)
        )

    def _clock(self, what: str) -> Callable[[], None] | None:
        """Tell how much of the time went by."""
        tell, begun, most = self.tell, time.monotonic(), max(1, round(self.asked.seconds))
        if tell is None:
            return None
        return lambda: tell(what, min(most, int(time.monotonic() - begun)), most)

    def _curve(self) -> tuple[Step, ...]:
        most = self.asked.number or 0
        tell = self.tell
        steps = curve_of(
            self.sites, self.asked.limits, seconds=self.asked.seconds,
            tell=None if tell is None else lambda done: tell("Wat een camera toevoegt", done, most),
        )  # fmt: skip
        names = self.ground.spots.ids
        return tuple(
            Step(
                step.number,
                self._covered(step.choice.chosen),
                step.choice.worth,
                step.gain,
                step.choice.gap,
                step.choice.proven,
                tuple(names[at] for at in step.choice.chosen.tolist()),
            )
            for step in steps
        )

    def _hindsight(self) -> tuple[tuple[Tested, ...], str, float]:
        """Test the choice on the last year; what stands in the way is said, and stops nothing."""
        by_year, windows = self.ground.demand.by_year, self.asked.windows
        try:
            scores = self._scores()
        except DataError as error:
            self.notes.append(f"De toets op het laatste jaar is niet gedaan. {error}")
            return (), "", 0.0
        left = ~self.stated.seen(self.there)
        tested = tuple(
            Tested(one.name, len(one.chosen), one.reached, one.pai, one.pei) for one in scores
        )
        return tested, str(windows[-1]), float(by_year[-1][left].sum())

    def _scores(self) -> list[Score]:
        by_year, whole = self.ground.demand.by_year, self.ground.whole
        if self.asked.demand is DemandFrom.AREAS:
            # It would test how counts were spread.
            raise DataError("scenario.test_of_counts")
        if whole is None or not len(by_year):
            raise DataError("plan.years", value=len(by_year))
        empty = np.flatnonzero(by_year.sum(axis=1) == 0)
        if len(empty):
            raise DataError("scenario.year_empty", value=self.asked.windows[int(empty[0])])
        return hindsight_of(
            self.stated.past, by_year, self.asked.limits, self.stated.square_metres, whole,
            seconds=self.asked.seconds, tell=self._clock("De toets op het laatste jaar"),
        )  # fmt: skip

    def _years(self, seen: NDArray[np.bool_]) -> tuple[Year, ...]:
        return tuple(
            Year(str(window), float(row[seen].sum()), float(row.sum()))
            for window, row in zip(self.asked.windows, self.ground.demand.by_year, strict=False)
        )

    def _views(self, chosen: NDArray[np.intp]) -> NDArray[np.float64]:
        """Give how many of the chosen and the cameras that stay see each point of demand."""
        sites = np.concatenate([chosen, self.there])
        return np.asarray(self.stated.cover[sites].astype(np.float64).sum(axis=0))

    def _covered(self, chosen: NDArray[np.intp]) -> float:
        return float(self.ground.demand.weight[self._views(chosen) > 0].sum())

    def _option(self, choice: Choice, *, proof: bool) -> Option:
        return Option(
            self._places(choice.chosen, self.there),
            self._covered(choice.chosen),
            choice.worth,
            choice.gap if proof else None,
            proof and choice.proven,
            choice.allowed,
        )

    def _places(self, sites: NDArray[np.intp], beside: NDArray[np.intp]) -> tuple[Place, ...]:
        """Tell of sites, each with what none of the others, nor those beside them, sees."""
        stated, ground = self.stated, self.ground
        weight = ground.demand.weight
        views = np.asarray(
            stated.cover[np.concatenate([sites, beside])].astype(np.float64).sum(axis=0)
        )
        at = np.concatenate([ground.spots.places, ground.cameras.places])[sites]
        names = [*ground.spots.ids, *ground.cameras.names]
        buurten = [""] * len(sites) if self.where is None else self.where(at)
        cover = stated.cover[sites]
        front = np.full(len(names), np.nan) if stated.frontage is None else stated.frontage
        unknown = np.isnan(front)
        told = []
        for place, site in enumerate(sites.tolist()):
            mine = cover.indices[cover.indptr[place] : cover.indptr[place + 1]]
            told.append(
                Place(
                    names[site],
                    float(at[place, 0]),
                    float(at[place, 1]),
                    buurten[place],
                    float(weight[mine].sum()),
                    float(weight[mine][views[mine] == 1].sum()),
                    None if stated.cost is None else float(stated.cost[site]),
                    None if unknown[site] else float(front[site]),
                    self._ground(site),
                    bool(stated.bare[site]),
                    self._outside(np.array([site])),
                )
            )
        return tuple(told)

    def _outside(self, sites: NDArray[np.intp]) -> float | None:
        """Give the part of what sites see that lies outside the camera areas that were chosen."""
        designated = self.ground.designated
        if designated is None or not len(sites):
            return None
        seen = shapely.union_all(self.stated.areas[sites])
        whole = float(seen.area)
        return None if whole <= 0 else float(shapely.difference(seen, designated).area) / whole

    def _ground(self, site: int) -> str:
        """Write what a site sees; a circle is known by its middle."""
        spots = len(self.ground.spots)
        circle = self.ground.obstacles is None and (
            site < spots or self.ground.cameras.sights[site - spots] is None
        )
        if circle:
            return ""
        rough = shapely.simplify(self.stated.areas[site], _ROUGH)
        return str(shapely.to_wkt(rough, rounding_precision=1))

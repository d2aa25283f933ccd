"""A scenario worked out from beginning to end, on what the store has now."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from geo import Level
from ivbgeo.register import cameras
from ivbgeo.scenario.gathering import gather
from ivbgeo.scenario.question import Years
from ivbgeo.scenario.solving import solve
from ivbgeo.scenario.stating import state
from ivbgeo.sources.spots import Spots

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from ivbgeo.atlas import Edition
    from ivbgeo.scenario.answer import Place, ScenarioAnswer
    from ivbgeo.scenario.question import Scenario
    from ivbgeo.viewer import Viewer

__all__ = ["buurten_at", "measured", "work_out"]

_LEVELS = (Level.BUURT, Level.WIJK, Level.GEMEENTE)


def work_out(
    edition: Edition,
    viewer: Viewer,
    asked: Scenario,
    tell: Callable[[str, int, int], None] | None = None,
    today: date | None = None,
) -> ScenarioAnswer:
    """Answer a scenario.

    Parameters
    ----------
    tell
        Called with what is being done, how much of it is done and how much there is; what it raises
        stops the work, and nothing of it is left.
    today
        The cameras of the register that are valid on this day are there; by default today.

    Raises
    ------
    NotAllowedError
        If the viewer may not see where cameras are.
    DataError
        If it can't be answered: the sentence says what to do.
    """
    when = today or date.today()  # noqa: DTZ011 - the user's own day
    stated = state(gather(edition, viewer, asked, when), asked, tell)
    return solve(
        stated,
        when,
        tell,
        where=lambda places: buurten_at(edition, places),
        version=edition.version,
    )


def measured(
    edition: Edition,
    viewer: Viewer,
    asked: Scenario,
    places: Sequence[Place],
    today: date | None = None,
) -> float:
    """Tell what part of a scenario's demand other places see, with the cameras that stay; 0 to 1.

    By the reach, the buildings and the demand of that scenario: two choices by one measure.

    Raises
    ------
    NotAllowedError
        If the viewer may not see where cameras are.
    DataError
        If it can't be worked out.
    """
    when = today or date.today()  # noqa: DTZ011 - the user's own day
    at = np.array([[place.x, place.y] for place in places]).reshape(-1, 2)
    spots = Spots(tuple(place.name for place in places), at, {}, local=False)
    if not len(spots):
        return 0.0
    # Nothing is chosen, so nothing bounds it.
    bare = replace(
        asked, number=1, budget=None, most_frontage=None, frontage_price=0.0, views=0,
        years=Years.TOGETHER, forbidden="", public="",
    )  # fmt: skip

    def work() -> float:
        stated = state(gather(edition, viewer, bare, when, spots), bare)
        weight = stated.ground.demand.weight
        seen = stated.seen(np.arange(stated.cover.shape[0]))
        return float(weight[seen].sum() / weight.sum())

    # The register changes without the figures getting older.
    there = cameras(edition, viewer) if asked.existing else ()
    return edition.once(("measured", viewer, bare, at.tobytes(), when, there), work)


def buurten_at(edition: Edition, places: NDArray[np.float64]) -> list[str]:
    """Name the buurt of each place (or what is finest), shape (n, 2); empty outside all."""
    found = (edition.division_ids(level) for level in _LEVELS)
    ids = next((each for each in found if each), ())
    if not ids:
        return [""] * len(places)
    division = edition.division(ids[0])
    at = division.locator().locate(places[:, 0].copy(), places[:, 1].copy())
    return ["" if one < 0 else division.names[one] for one in at.tolist()]

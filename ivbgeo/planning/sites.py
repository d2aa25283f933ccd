"""The question: where a camera can come, what it would see there, and what bounds the choice."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import numpy as np

from ivbgeo.dutch import number
from ivbgeo.errors import DataError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray
    from scipy.sparse import csr_array

__all__ = ["Aim", "Limits", "Sites", "cost_over"]


class Aim(StrEnum):
    """What to make as large as can be, where demand is of several years.

    Each year counts alike, however much happened in it.
    """

    MEAN = "mean"
    WORST = "worst"


@dataclass(frozen=True, slots=True, eq=False)
class Sites:
    """Where a camera can come, and what it would see.

    Parameters
    ----------
    cover
        Shape (sites, demand), bool: which demand each site sees, by distance or by sight.
    weight
        Shape (demand,) or (years, demand): how much each point of demand counts, 0 or more.
    existing
        Shape (sites,): cameras that are there and stay. They don't count for the number or cost.
    forbidden
        Shape (sites,): where none may come.
    cost
        Shape (sites,): euros, over the months asked (:func:`cost_over`).
    frontage
        Shape (sites,): metres of private façade in view.
    second
        Shape (demand,) or (years, demand): what a second view adds, at most the weight.
    must
        Shape (demand,): what at least one camera has to see.
    places
        Shape (sites, 2): x, y in metres; needed for a least distance only.

    Raises
    ------
    DataError
        If there are no sites or no demand, or a value can't be.
    """

    cover: csr_array[Any, Any]
    weight: NDArray[np.float64]
    existing: NDArray[np.bool_]
    forbidden: NDArray[np.bool_]
    cost: NDArray[np.float64]
    frontage: NDArray[np.float64]
    second: NDArray[np.float64]
    must: NDArray[np.bool_]
    places: NDArray[np.float64] | None

    def __init__(  # noqa: PLR0913 - all but the first two have an answer of their own
        self,
        cover: csr_array[Any, Any],
        weight: ArrayLike,
        *,
        existing: ArrayLike = False,
        forbidden: ArrayLike = False,
        cost: ArrayLike = 0.0,
        frontage: ArrayLike = 0.0,
        second: ArrayLike = 0.0,
        must: ArrayLike = False,
        places: ArrayLike | None = None,
    ) -> None:
        sites, demand = cover.shape
        weights = np.atleast_2d(np.asarray(weight, dtype=np.float64))
        values: dict[str, Any] = {"cover": cover, "weight": weights, "places": None}
        for name, value, kind, shape in (
            ("existing", existing, np.bool_, (sites,)),
            ("forbidden", forbidden, np.bool_, (sites,)),
            ("cost", cost, np.float64, (sites,)),
            ("frontage", frontage, np.float64, (sites,)),
            ("second", second, np.float64, weights.shape),
            ("must", must, np.bool_, (demand,)),
        ):
            values[name] = np.broadcast_to(np.asarray(value, dtype=kind), shape).copy()
        if places is not None:
            values["places"] = np.asarray(places, dtype=np.float64).reshape(sites, 2)
        for name, value in values.items():
            object.__setattr__(self, name, value)
        self._check()

    def _check(self) -> None:
        sites, demand = self.cover.shape
        if not sites:
            raise DataError("plan.no_candidates")
        if self.weight.shape[1] != demand:
            raise ValueError("a weight for each point of demand")
        for values in (self.weight, self.cost, self.frontage, self.second):
            if not (np.isfinite(values) & (values >= 0)).all():
                raise DataError("plan.value")
        if not demand or not self.weight.sum(axis=1).all():
            raise DataError("plan.no_demand")
        if (self.second > self.weight).any():
            raise DataError("plan.second")
        if self.places is not None and not np.isfinite(self.places).all():
            unknown = int(np.count_nonzero(~np.isfinite(self.places).all(axis=1)))
            raise DataError("plan.no_place", value=unknown)


@dataclass(frozen=True, slots=True)
class Limits:
    """What bounds the choice: a number, a budget or both.

    Parameters
    ----------
    number
        How many cameras may come, beside those that exist.
    budget
        Euros that all that come may cost together.
    apart
        Metres that a new camera has to be from any other, existing ones too.
    most_frontage
        Metres of private façade that one camera may see.
    frontage_price
        Weight that a metre of private façade in view has to be worth.
    aim
        What to make large where there are several years.

    Raises
    ------
    DataError
        If nothing bounds the choice, or a bound leaves nothing.
    """

    number: int | None = None
    budget: float | None = None
    apart: float = 0.0
    most_frontage: float = field(default=np.inf)
    frontage_price: float = 0.0
    aim: Aim = Aim.MEAN

    def __post_init__(self) -> None:
        if self.number is None and self.budget is None:
            raise DataError("plan.no_bound")
        if self.number is not None and self.number < 1:
            raise DataError("plan.number", value=self.number)
        if self.budget is not None and not 0 < self.budget < np.inf:
            told = number(self.budget) if np.isfinite(self.budget) else self.budget
            raise DataError("plan.budget", value=told)
        for value in (self.apart, self.most_frontage, self.frontage_price):
            if not value >= 0:
                raise DataError("plan.value")


def cost_over(
    months: int,
    yearly: NDArray[np.float64],
    installation: NDArray[np.float64],
    removal: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Give what a camera costs from its installation to its removal, euros.

    Examples
    --------
    >>> cost_over(18, np.array([1200.0]), np.array([500.0]), np.array([300.0])).tolist()
    [2600.0]
    """
    if months < 1:
        raise DataError("plan.months", value=months)
    return yearly * months / 12 + installation + removal

"""Classes of a choropleth: natural breaks with readable bounds, the same for every period."""

from __future__ import annotations

import math
import warnings
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

import mapclassify
import numpy as np

from layers.palette import MAX_CLASSES, sequential

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

__all__ = ["Classes", "make_classes"]

_MOST = 256


@dataclass(frozen=True, slots=True)
class Classes:
    """Classes of values above 0; 0 is in none of them, it has its own look.

    ``breaks`` are the upper bounds, rising; a value on a bound belongs to the class below it.
    The last class is open: a later value above the last bound belongs to it too.
    ``colours`` has one ``#rrggbb`` per class. ``whole``: the values are counts.
    """

    breaks: tuple[float, ...]
    colours: tuple[str, ...]
    whole: bool = True

    def __post_init__(self) -> None:
        if len(self.breaks) != len(self.colours):
            raise ValueError(
                f"{len(self.breaks)} bounds do not go with {len(self.colours)} colours"
            )
        if any(low >= high for low, high in zip((0.0, *self.breaks), self.breaks, strict=False)):
            raise ValueError(f"bounds must be above 0 and rise: {self.breaks}")

    def __len__(self) -> int:
        return len(self.breaks)

    def index(self, value: float) -> int:
        """Give the position of the class of a value.

        Raises
        ------
        ValueError
            If the value is not above 0, or if there are no classes.
        """
        if not value > 0 or not self.breaks:
            raise ValueError(f"{value} is in none of {len(self)} classes; a class starts above 0")
        return min(bisect_left(self.breaks, value), len(self) - 1)

    def labels(self, formatter: Callable[[float], str] = str) -> tuple[str, ...]:
        """Give what the legend says of each class, with numbers as ``formatter`` writes them."""
        if len(self) == 0:
            return ()
        if len(self) == 1:
            return ("meer dan " + formatter(0),)
        inner = [
            self._between(low, high, formatter)
            for low, high in zip(self.breaks, self.breaks[1:-1], strict=False)
        ]
        last = self.breaks[-2]
        return (
            self._between(0, self.breaks[0], formatter),
            *inner,
            f"{formatter(last + 1)} of meer" if self.whole else f"meer dan {formatter(last)}",
        )

    def _between(self, low: float, high: float, formatter: Callable[[float], str]) -> str:
        if not self.whole:
            return (
                f"tot en met {formatter(high)}"
                if low == 0
                else f"{formatter(low)} – {formatter(high)}"
            )
        return formatter(high) if low + 1 == high else f"{formatter(low + 1)} – {formatter(high)}"


def make_classes(values: Sequence[float], k: int = 5, *, whole: bool = True) -> Classes:
    """Make classes by the natural breaks of Fisher and Jenks (mapclassify), with round bounds.

    Parameters
    ----------
    values
        The values of **all** periods of one theme and level together, so that a colour keeps its
        meaning when the year changes. Zeros and NaN are left out: they are states, not classes.
    k
        How many classes at most; fewer distinct values give fewer classes, none gives none.
    whole
        Whether the values are counts: bounds are whole numbers then.

    Raises
    ------
    ValueError
        If a value is negative or infinite, or if k is out of bounds.

    Examples
    --------
    >>> make_classes([0, 3, 4, 11, 12, 48], k=3).breaks
    (4, 12, 48)
    """
    if not 1 <= k <= MAX_CLASSES:
        raise ValueError(f"k is {k}; 1 to {MAX_CLASSES} classes can be told apart")
    array = np.asarray(values, dtype=float)
    array = array[~np.isnan(array)]
    if array.size and (array.min() < 0 or np.isinf(array).any()):
        raise ValueError("classes are for values of 0 and more, and finite")
    array = array[array > 0]
    distinct = np.unique(array)
    bounds = distinct if distinct.size <= k else _natural_breaks(array, k)
    breaks = _readable(tuple(float(bound) for bound in bounds), distinct, whole=whole)
    return Classes(breaks, sequential(len(breaks)), whole=whole)


def _natural_breaks(array: NDArray[np.float64], k: int) -> NDArray[np.float64]:
    ordered = np.sort(array)
    # Without Numba mapclassify takes a second for 700 values, and four times that for the double:
    # evenly spaced ranks of the ordered values give the same breaks but for the rounding.
    if ordered.size > _MOST:
        ordered = ordered[np.linspace(0, ordered.size - 1, _MOST).round().astype(int)]
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Numba not installed")
        bins = mapclassify.FisherJenks(ordered, k=min(k, np.unique(ordered).size)).bins
    return np.unique(np.asarray(bins, dtype=float))


def _readable(
    bounds: tuple[float, ...], distinct: NDArray[np.float64], *, whole: bool
) -> tuple[float, ...]:
    """Round the bounds as coarsely as leaves every class with a value in it."""
    if not bounds:
        return ()
    for rounded_by in (_half_step, _two_digits, _three_digits):
        rounded = [rounded_by(bound, whole=whole) for bound in bounds[:-1]]
        # The last bound is only ever the top: it may not come under a value.
        top = max(rounded_by(bounds[-1], whole=whole), bounds[-1])
        rounded.append(math.ceil(top) if whole else top)
        filled = np.unique(np.searchsorted(rounded, distinct)).size == len(bounds)
        if filled and all(a < b for a, b in zip([0.0, *rounded], rounded, strict=False)):
            return tuple(rounded)
    return tuple(int(bound) if whole and bound.is_integer() else bound for bound in bounds)


def _half_step(bound: float, *, whole: bool) -> float:
    """Round to half a power of ten: 7, 25, 150, 2,500."""
    step = 10.0 ** math.floor(math.log10(bound)) / 2
    return _rounded(bound, max(step, 1.0) if whole else step, whole=whole)


def _two_digits(bound: float, *, whole: bool) -> float:
    return _rounded(bound, 10.0 ** (math.floor(math.log10(bound)) - 1), whole=whole)


def _three_digits(bound: float, *, whole: bool) -> float:
    return _rounded(bound, 10.0 ** (math.floor(math.log10(bound)) - 2), whole=whole)


def _rounded(bound: float, step: float, *, whole: bool) -> float:
    if whole:
        return int(round(bound / max(step, 1.0)) * max(step, 1.0))
    # Over the inverse for small steps: 3 * 0.1 is not 0.3.
    return round(round(bound / step) * step, 10)

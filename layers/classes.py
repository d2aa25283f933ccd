"""Classes of a choropleth, with readable bounds, the same for every period."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from layers.breaks import Method, find_breaks
from layers.palette import MAX_CLASSES, sequential

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

__all__ = ["Classes", "finite", "make_classes"]


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
        if any(low >= high for low, high in pairwise((0, *self.breaks))):
            raise ValueError(f"bounds must be above 0 and rise: {self.breaks}")

    def __len__(self) -> int:
        return len(self.breaks)

    @property
    def nul_at(self) -> int:
        """Before which class a legend puts 0: the first."""
        return 0

    def index(self, value: float) -> int:
        """Give the position of the class of a value.

        Raises
        ------
        ValueError
            If the value is not above 0, or if there are no classes.
        """
        if not value > 0 or not self.breaks:
            raise ValueError(f"{value} is in none of {len(self)} classes; a class starts above 0")
        # Bounds have no more decimals: what differs less is the noise of arithmetic.
        return min(bisect_left(self.breaks, round(value, 10)), len(self) - 1)

    def labels(self, formatter: Callable[[float], str] = str) -> tuple[str, ...]:
        """Give what the legend says of each class, with numbers as ``formatter`` writes them."""
        if len(self) == 0:
            return ()
        if len(self) == 1:
            return ("meer dan " + formatter(0),)
        last = self.breaks[-2]
        return (
            *self.inner_labels(formatter),
            f"{formatter(last + 1)} of meer" if self.whole else f"meer dan {formatter(last)}",
        )

    def inner_labels(self, formatter: Callable[[float], str] = str) -> tuple[str, ...]:
        """Give what is said of each class but the open one, such as ``21 – 45``."""
        bounds = pairwise((0, *self.breaks[:-1]))
        return tuple(self._between(low, high, formatter) for low, high in bounds)

    def _between(self, low: float, high: float, formatter: Callable[[float], str]) -> str:
        if not self.whole:
            return (
                f"tot en met {formatter(high)}"
                if low == 0
                else f"{formatter(low)} – {formatter(high)}"
            )
        return formatter(high) if low + 1 == high else f"{formatter(low + 1)} – {formatter(high)}"


def make_classes(
    values: Sequence[float],
    k: int = 5,
    *,
    whole: bool = True,
    method: Method = Method.NATUURLIJK,
    breaks: Sequence[float] = (),
) -> Classes:
    """Make classes with round bounds.

    Parameters
    ----------
    values
        The values of **all** periods of one theme and level together, so that a colour keeps its
        meaning when the year changes. Zeros and NaN are left out: they are states, not classes.
    k
        How many classes at most; fewer distinct values give fewer classes, none gives none.
    whole
        Whether the values are counts: bounds are whole numbers then.
    method
        How; see :func:`layers.breaks.find_breaks`.
    breaks
        Own bounds, for ``Method.EIGEN``: these, whatever the values are, and one class above them.

    Raises
    ------
    ValueError
        If a value is negative or infinite, if k is out of bounds, or if there are no own bounds
        for ``Method.EIGEN``, or too many.

    Examples
    --------
    >>> make_classes([0, 3, 4, 11, 12, 48], k=3).breaks
    (4, 12, 48)
    >>> make_classes([3, 48], method=Method.EIGEN, breaks=(10, 25)).labels()
    ('1 – 10', '11 – 25', '26 of meer')
    """
    if not 1 <= k <= MAX_CLASSES:
        raise ValueError(f"k is {k}; 1 to {MAX_CLASSES} classes can be told apart")
    array = finite(values)
    if array.size and array.min() < 0:
        raise ValueError("classes are for values of 0 and more; Diverging is for differences")
    bounds = find_breaks(array[array > 0], k, whole=whole, method=method, own=breaks)
    return Classes(bounds, sequential(len(bounds)), whole=whole)


def finite(values: Sequence[float]) -> NDArray[np.float64]:
    """Give the values that are known, shape (m,).

    Raises
    ------
    ValueError
        If one is infinite.
    """
    array: NDArray[np.float64] = np.asarray(values, dtype=float)
    array = array[~np.isnan(array)]
    if np.isinf(array).any():
        raise ValueError("classes are for finite values")
    return array

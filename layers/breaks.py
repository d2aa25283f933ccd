"""Where classes end: by a method, with readable bounds, or as somebody typed them."""

from __future__ import annotations

import math
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

import jenkspy
import numpy as np

from ivbgeo.dutch import number
from ivbgeo.errors import UsageError
from ivbgeo.sources.fault import ValueRefusedError
from ivbgeo.sources.number import read_number
from layers.palette import MAX_CLASSES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["Method", "find_breaks", "parse_breaks"]

_MOST = 256
_LONGEST = 40
# What a legend shows of a number: whole ones of counts, two decimals of anything else.
_SHOWN = 0.01
_STEPS = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)


class Method(StrEnum):
    """How values are put into classes."""

    NATUURLIJK = "natuurlijk"
    KWANTIELEN = "kwantielen"
    GELIJK = "gelijk"
    EIGEN = "eigen"

    @property
    def words(self) -> str:
        """Dutch name."""
        return _WORDS[self]


_WORDS = {
    Method.NATUURLIJK: "Natuurlijke grenzen",
    Method.KWANTIELEN: "Evenveel gebieden per klasse",
    Method.GELIJK: "Gelijke stappen",
    Method.EIGEN: "Eigen grenzen",
}


def parse_breaks(text: str) -> tuple[float, ...]:
    """Read the bounds that somebody typed, such as ``10; 25; 100``.

    Parameters
    ----------
    text
        Numbers with a semicolon, white space or a new line between them; a comma is for decimals,
        a point for thousands.

    Returns
    -------
    tuple of float
        Rising, above 0, one less than there are classes.

    Raises
    ------
    UsageError
        If there are none, one is no number or not above 0, they don't rise or are too many.

    Examples
    --------
    >>> parse_breaks("2,5; 10; 1.000")
    (2.5, 10.0, 1000.0)
    """
    parts = text.replace(";", " ").split()
    if not parts:
        raise UsageError("breaks.none")
    if len(parts) >= MAX_CLASSES:
        raise UsageError("breaks.many", value=len(parts), most=MAX_CLASSES - 1, classes=MAX_CLASSES)
    found = tuple(_typed(part.rstrip(",")) for part in parts)
    for bound in found:
        if not bound > 0:
            raise UsageError("breaks.positive", value=number(bound))
    for low, high in pairwise(found):
        if low >= high:
            raise UsageError("breaks.order", value=number(high), low=number(low))
    return found


def find_breaks(
    values: NDArray[np.float64],
    k: int,
    *,
    whole: bool,
    method: Method = Method.NATUURLIJK,
    own: Sequence[float] = (),
) -> tuple[float, ...]:
    """Give the upper bounds of classes, rising, for the last the largest value or more.

    Parameters
    ----------
    values
        Shape (n,), above 0 and finite, in any order.
    k
        How many classes at most; not used for own bounds.
    whole
        Whether the values are counts: the bounds are whole numbers then. If not, they have two
        decimals at most, as many as a legend shows.
    method
        NATUURLIJK: the natural breaks of Fisher and Jenks; KWANTIELEN: as many values in each
        class, fewer classes where values are equal; both with round bounds, and no class is empty.
        GELIJK: steps from 0 of the same round size. EIGEN: ``own``.
    own
        The bounds between the classes, for EIGEN; above the last one more class begins.

    Raises
    ------
    ValueError
        If there are no own bounds for EIGEN.
    """
    if method is Method.EIGEN:
        return _own(values, own, whole=whole)
    if values.size == 0:
        return ()
    # What is smaller than can be shown is in the first class anyhow, and needs no bound.
    values = values.clip(min=_SHOWN).round(10)
    if method is Method.GELIJK:
        return _equal_steps(values, k, whole=whole)
    distinct = np.unique(values)
    if distinct.size > k:
        found = _quantiles if method is Method.KWANTIELEN else _natural
        bounds = found(np.sort(values), k)
        # Of the values themselves, so that a bound between two of them can be rounded either way.
        bounds = np.unique(distinct[np.searchsorted(distinct, bounds, side="right") - 1])
    else:
        bounds = distinct
    return _readable([float(bound) for bound in bounds], distinct, whole=whole)


def _typed(part: str) -> float:
    try:
        return read_number(part, thousands=True)
    except ValueRefusedError:
        shown = part if len(part) <= _LONGEST else f"{part[:_LONGEST]}…"
        raise UsageError("breaks.number", value=shown) from None


def _natural(ordered: NDArray[np.float64], k: int) -> NDArray[np.float64]:
    # The time goes up by the square: evenly spaced ranks of the ordered values give the same breaks
    # but for the rounding.
    if ordered.size > _MOST:
        ordered = ordered[np.linspace(0, ordered.size - 1, _MOST).round().astype(int)]
    bounds = jenkspy.jenks_breaks(ordered, n_classes=min(k, np.unique(ordered).size))
    return np.asarray(bounds[1:], dtype=float)


def _quantiles(ordered: NDArray[np.float64], k: int) -> NDArray[np.float64]:
    # Where many values are equal there are fewer classes.
    return np.unique(np.quantile(ordered, np.arange(1, k + 1) / k))


def _equal_steps(values: NDArray[np.float64], k: int, *, whole: bool) -> tuple[float, ...]:
    step = float(values.max()) / k
    power = 10.0 ** math.floor(math.log10(step))
    # A step that is a little larger still covers all in k steps, or in fewer.
    round_step = next(one for one in _STEPS if one * power >= step * (1 - 1e-9)) * power
    step = _rounded_up(round_step, whole=whole)
    count = math.ceil(values.max() / step - 1e-9)
    return tuple(
        step * place if whole else round(step * place, 10) for place in range(1, count + 1)
    )


def _own(values: NDArray[np.float64], own: Sequence[float], *, whole: bool) -> tuple[float, ...]:
    if not own:
        raise ValueError("classes with own bounds need bounds")
    between = sorted({math.floor(bound) if whole else round(bound, 2) for bound in own} - {0})
    top = (between[-1] if between else 0) + (1 if whole else _SHOWN)
    largest = _rounded_up(values.max(), whole=whole) if values.size else 0
    return (*between, max(round(top, 10), largest))


def _readable(
    bounds: Sequence[float], distinct: NDArray[np.float64], *, whole: bool
) -> tuple[float, ...]:
    """Round the bounds as coarsely as leaves every class with a value in it."""
    for step_of in (_half_step, _two_digits, _three_digits):
        rounded = [_rounded(bound, step_of(bound), whole=whole) for bound in bounds[:-1]]
        # The last bound is only ever the top: it may not come under a value.
        top = max(_rounded(bounds[-1], step_of(bounds[-1]), whole=whole), bounds[-1])
        rounded.append(math.ceil(top) if whole else top)
        filled = np.unique(np.searchsorted(rounded, distinct)).size == len(bounds)
        if filled and all(a < b for a, b in pairwise([0.0, *(round(each, 2) for each in rounded)])):
            return tuple(rounded)
    # Too close to each other: as finely as can be shown, and fewer where that makes them equal.
    return tuple(sorted({_rounded_up(bound, whole=whole) for bound in bounds}))


def _half_step(bound: float) -> float:
    """Half a power of ten: 7, 25, 150, 2,500."""
    return 10.0 ** math.floor(math.log10(bound)) / 2


def _two_digits(bound: float) -> float:
    return 10.0 ** (math.floor(math.log10(bound)) - 1)


def _three_digits(bound: float) -> float:
    return 10.0 ** (math.floor(math.log10(bound)) - 2)


def _rounded(bound: float, step: float, *, whole: bool) -> float:
    if whole:
        return int(round(bound / max(step, 1.0)) * max(step, 1.0))
    # Over the inverse for small steps: 3 * 0.1 is not 0.3.
    return round(round(bound / step) * step, 10)


def _rounded_up(bound: float, *, whole: bool) -> float:
    return (
        math.ceil(bound - 1e-9) if whole else round(math.ceil(bound / _SHOWN - 1e-6) * _SHOWN, 10)
    )

"""Classes of differences: the same bounds below and above 0."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from layers.breaks import find_breaks
from layers.classes import Classes, finite
from layers.named import Named
from layers.palette import MAX_EACH_SIDE, StateLook, diverging, sequential

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

__all__ = ["DIFFERENCE_TEXTS", "EXPECTED_TEXTS", "Diverging", "Scale", "make_diverging"]

DIFFERENCE_TEXTS: Mapping[StateLook, str] = {
    StateLook.NUL: "geen verschil",
    StateLook.GEMETEN: "verschil",
    StateLook.NIET_GEMETEN: "niet gemeten: van een van beide is niets bekend",
}
"""What the states are called on a map of differences."""

EXPECTED_TEXTS: Mapping[StateLook, str] = {
    StateLook.NUL: "zoals verwacht",
    StateLook.GEMETEN: "verschil",
}
"""What the states are called on a map of what was more or less than expected."""


@dataclass(frozen=True, slots=True)
class Diverging:
    """Classes of differences; 0 is in none of them, it has its own look.

    ``breaks`` are the upper bounds of the size of a difference, rising, the same for less and for
    more; a difference on a bound belongs to the class nearer to 0. The outermost classes are
    open. The classes are in order, from far less to far more: there are twice as many as bounds.
    ``whole``: they are differences between counts.
    """

    breaks: tuple[float, ...]
    whole: bool = True
    _sizes: Classes = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        sizes = Classes(self.breaks, sequential(len(self.breaks)), whole=self.whole)
        object.__setattr__(self, "_sizes", sizes)

    def __len__(self) -> int:
        return 2 * len(self.breaks)

    @property
    def colours(self) -> tuple[str, ...]:
        """One ``#rrggbb`` per class."""
        return diverging(len(self.breaks))

    @property
    def nul_at(self) -> int:
        """Before which class a legend puts 0: the first of more."""
        return len(self.breaks)

    def index(self, value: float) -> int:
        """Give the position of the class of a difference.

        Raises
        ------
        ValueError
            If the difference is 0 or NaN, or if there are no classes.
        """
        place = self._sizes.index(abs(value))
        return self.nul_at + place if value > 0 else self.nul_at - 1 - place

    def labels(self, formatter: Callable[[float], str] = str) -> tuple[str, ...]:
        """Give what the legend says of each class, with numbers as ``formatter`` writes them.

        Counts are ``minder`` or ``meer``, anything else is ``lager`` or ``hoger``.
        """
        less, more = ("minder", "meer") if self.whole else ("lager", "hoger")
        sizes: tuple[str, ...] = ()
        if len(self.breaks) > 1:
            last = self.breaks[-2]
            # Not “46 of meer meer”.
            far = f"minstens {formatter(last + 1)}" if self.whole else f"meer dan {formatter(last)}"
            sizes = (*self._sizes.inner_labels(formatter), far)
        elif self.breaks:
            sizes = ("",)
        return (
            *(f"{size} {less}".strip() for size in reversed(sizes)),
            *(f"{size} {more}".strip() for size in sizes),
        )


Scale: TypeAlias = Classes | Diverging | Named
"""What a choropleth takes its colours from."""


def make_diverging(
    values: Sequence[float], k: int = MAX_EACH_SIDE, *, whole: bool = True
) -> Diverging:
    """Make classes of differences by the natural breaks of their sizes, with round bounds.

    Parameters
    ----------
    values
        The differences, below or above 0. Zeros and NaN are left out.
    k
        How many classes at most on each side; both sides have as many.
    whole
        Whether they are differences between counts: bounds are whole numbers then.

    Raises
    ------
    ValueError
        If a value is infinite, or k out of bounds.

    Examples
    --------
    >>> make_diverging([-40, -3, 0, 2, 12], k=2).labels()
    ('minstens 11 minder', '1 – 10 minder', '1 – 10 meer', 'minstens 11 meer')
    """
    if not 1 <= k <= MAX_EACH_SIDE:
        raise ValueError(f"k is {k}; 1 to {MAX_EACH_SIDE} classes each side can be told apart")
    sizes = np.abs(finite(values))
    return Diverging(find_breaks(sizes[sizes > 0], k, whole=whole), whole=whole)

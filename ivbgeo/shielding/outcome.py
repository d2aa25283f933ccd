"""What came of deciding what is shown: how much of it, and what it cost."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from ivbgeo.withholding import State

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ivbgeo.withholding import Published

__all__ = ["APART", "FORGOTTEN", "OTHER_YEAR", "How", "Outcome", "SpanOutcome"]

# Why something was not held to what was shown before: rules of the table of sentences.
APART, FORGOTTEN, OTHER_YEAR = "shielding.apart", "shielding.forgotten", "shielding.other_year"


class How(StrEnum):
    """Where a decision came from."""

    DECIDED = "beslist"
    SAME = "niet veranderd"
    BACK = "als daarvoor"
    """The data is what it was before the last version: so is what is shown."""
    RESUMED = "eerder beslist"
    """Decided already by who was interrupted."""


@dataclass(frozen=True, slots=True)
class SpanOutcome:
    """What came of one part: numbers of cells that can be asked for.

    Parameters
    ----------
    shown, small, along
        How many are shown, withheld because they are small, and withheld with those.
    exposed
        How many can't be protected any more: what was published before gives them away.
    left_out
        How many there are of slices that are not offered.
    apart
        Whether it could not be held to what was published before.
    """

    span: str
    how: How
    shown: int
    small: int
    along: int
    exposed: int
    left_out: int
    apart: bool

    @classmethod
    def of(
        cls, span: str, how: How, published: Published, named: NDArray[np.bool_], *, apart: bool
    ) -> SpanOutcome:
        """Count the cells of what was published."""
        states = published.states[named]
        count = {state: int(np.count_nonzero(states == state)) for state in State}
        return cls(
            span,
            how,
            count[State.SHOWN],
            count[State.SMALL],
            count[State.ALONG],
            int(np.count_nonzero(published.exposed[named])),
            count[State.LEFT_OUT],
            apart,
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a dataset. ``decided``: whether there was anything to decide.

    ``apart``: whether it is counted by another year of buurten and wijken than before, so that it
    was not held to what was published; ``forgotten``: whether it was taken away whole since it was
    published, so that nobody knows what was.
    """

    title: str
    division_year: int
    decided: bool
    spans: tuple[SpanOutcome, ...] = ()
    apart: bool = False
    forgotten: bool = False

    @property
    def lost(self) -> float:
        """The share that is withheld along, of the counts that are large enough to show."""
        along = sum(one.along for one in self.spans)
        large = along + sum(one.shown for one in self.spans)
        return along / large if large else 0.0

    @property
    def exposed(self) -> int:
        """How many cells can't be protected any more."""
        return sum(one.exposed for one in self.spans)

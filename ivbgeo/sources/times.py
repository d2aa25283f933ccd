"""Moments by column: days, and moments with a time of day, as an array knows only one of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from numpy.typing import NDArray

__all__ = ["Times"]


@dataclass(frozen=True, slots=True, eq=False)
class Times:
    """Local moments to the second; a day, of which no time is known, is its midnight.

    Parameters
    ----------
    values
        datetime64[s], shape (n,); NaT where there is none.
    timed
        Whether the time of day is known, bool, shape (n,).
    """

    values: NDArray[np.datetime64]
    timed: NDArray[np.bool_]

    @classmethod
    def joined(cls, parts: Sequence[Times]) -> Times:
        """Put columns one after another."""
        return cls(
            np.concatenate([part.values for part in parts]),
            np.concatenate([part.timed for part in parts]),
        )

    def __len__(self) -> int:
        return len(self.values)

    def __getitem__(self, which: slice | NDArray[np.bool_] | NDArray[np.intp]) -> Times:
        """Take some of them."""
        return Times(self.values[which], self.timed[which])

    @property
    def given(self) -> NDArray[np.bool_]:
        """Whether there is one, shape (n,)."""
        return ~np.isnat(self.values)

    @property
    def months(self) -> NDArray[np.int64]:
        """As ``year * 12 + month - 1``, shape (n,); all of them have to be given."""
        return self.values.astype("M8[M]").astype(np.int64) + 1970 * 12

    def tolist(self) -> list[date | datetime | None]:
        """Give Python's own: a ``datetime`` where there is a time of day, else a ``date``."""
        moments: list[datetime | None] = self.values.tolist()
        return [
            moment if timed or moment is None else moment.date()
            for moment, timed in zip(moments, self.timed.tolist(), strict=True)
        ]

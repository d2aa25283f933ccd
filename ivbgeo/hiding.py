"""Why a figure that is there is not shown to who looks, in words for who looks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo import DivisionId

__all__ = ["Hidden", "Withheld"]


class Hidden(IntEnum):
    """Why a figure is not shown; ``NO``: it is, or there is none."""

    NO = 0
    ROLE = 1
    """It is not for this role."""
    ELSEWHERE = 2
    """It is of an area that is not one of the viewer's own."""
    RECENT = 3
    """It is too young for this role."""
    SMALL = 4
    """It is small, or would tell a small one."""
    UNDECIDED = 5
    """It was not decided yet what of this version of the data may be shown."""

    @property
    def reason(self) -> str:
        """Say in Dutch why it is not shown; empty where it is."""
        return _REASONS[self]


_REASONS = {
    Hidden.NO: "",
    Hidden.ROLE: "Dit cijfer is er, maar is niet voor iedereen.",
    Hidden.ELSEWHERE: "Dit cijfer is alleen voor wie dit gebied als eigen wijk heeft.",
    Hidden.RECENT: "Dit cijfer is nog te nieuw om aan u te laten zien.",
    Hidden.SMALL: (
        "Dit aantal is klein, of een ander klein aantal zou eruit te berekenen zijn. Het kan ook "
        "nul zijn."
    ),
    Hidden.UNDECIDED: "Er wordt nog uitgerekend welke aantallen van deze cijfers getoond mogen "
    "worden.",
}


@dataclass(frozen=True, slots=True, eq=False)
class Withheld:
    """A source that could tell of the areas of a division, but of none to this viewer.

    ``hidden``: why each is hidden, values of ``Hidden``, shape (areas,).
    """

    division: DivisionId
    hidden: NDArray[np.uint8]

    @classmethod
    def of(cls, division: DivisionId, areas: int, why: Hidden) -> Withheld:
        """Withhold all areas of a division for one reason."""
        return cls(division, np.full(areas, why, dtype=np.uint8))

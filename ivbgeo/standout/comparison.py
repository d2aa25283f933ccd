"""One comparison of a count with what was to be expected, and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
from scipy import special

from geo import Level
from ivbgeo.dutch import number

if TYPE_CHECKING:
    from geo import AreaId
    from ivbgeo.category import Category
    from ivbgeo.figure import Provenance
    from ivbgeo.period import Period
    from ivbgeo.question import Per

__all__ = ["FEWEST", "Comparison", "Kind"]

FEWEST = 10
"""Where both count and expected are under this there is too little to say anything of."""

_FEWEST_FOR_PERCENTAGE = 20
_TAIL = 0.025


class Kind(StrEnum):
    """What a count is compared with."""

    LEVEL = "stad"
    BEFORE = "eerder"
    SEASON = "vorig-jaar"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A count of an area over a period beside what was to be expected.

    ``expected``: at the city's rate, or the count of the earlier period ``before``; ``base``: what
    that is of (people, or 1 for as many months); ``p``: how often chance alone brings it so far;
    ``sources``: of the count, and of what it is compared with.
    """

    kind: Kind
    area: AreaId
    area_name: str
    category: Category
    period: Period
    count: float
    expected: float
    p: float
    sources: tuple[Provenance, ...]
    per: Per | None = None
    before: Period | None = None
    provisional: bool = False

    @property
    def is_more(self) -> bool:
        """Whether there is more than expected."""
        return self.count > self.expected

    @property
    def surely(self) -> float:
        """How many more, or fewer, there are than expected at the near end of the 95% interval.

        0 where the interval holds what was expected. It grows with how sure and with how large.
        Of a count beside that of earlier it is the interval of their difference.
        """
        if self.kind is Kind.LEVEL:
            low = special.gammaincinv(self.count, _TAIL) if self.count else 0.0
            high = special.gammainccinv(self.count + 1, _TAIL)
            return float(max(low - self.expected, self.expected - high, 0.0))
        # Given the sum, the later count is binomial (Clopper and Pearson 1934).
        after, before = self.count, self.expected
        low = special.betaincinv(after, before + 1, _TAIL) if after else 0.0
        high = special.betaincinv(after + 1, before, 1 - _TAIL) if before else 1.0
        return float((after + before) * max(2 * low - 1, 1 - 2 * high, 0.0))

    @property
    def says_enough(self) -> bool:
        """Whether the counts are not too small to say anything of."""
        return max(self.count, self.expected) >= FEWEST

    @property
    def sentence(self) -> str:
        """What was found, in Dutch."""
        # A casewijk may have the name of a wijk that it is not.
        level = "casewijk " if self.area.level is Level.CASEWIJK else ""
        what = f"{self.category.title} in {level}{self.area_name}"
        provisional = " (voorlopig)" if self.provisional else ""
        counted = f"{number(self.count)} in {self.period}{provisional}"
        more = "meer" if self.is_more else "minder"
        if self.kind is Kind.LEVEL:
            return (
                f"{what}: {counted}. Zou het zijn zoals in de hele stad, dan waren het er ongeveer "
                f"{number(self.expected, 0 if self.expected >= FEWEST else 1)}, naar het aantal "
                f"{self.per}. Dat is {more} dan toeval verklaart."
            )
        change = self._percentage
        return (
            f"{what}: {counted}, tegen {number(self.expected)} in {self.before}. "
            f"Dat is {f'{change} ' if change else ''}{more}, en meer verschil dan toeval verklaart."
        )

    @property
    def _percentage(self) -> str:
        if self.expected < _FEWEST_FOR_PERCENTAGE:
            return ""
        return f"{number(abs(100 * (self.count / self.expected - 1)), 0)}%"

    def __post_init__(self) -> None:
        if not all(np.isfinite((self.count, self.expected, self.p))) or not 0 <= self.p <= 1:
            raise ValueError(f"{self.area}: no numbers to compare: {self.count}, {self.expected}")

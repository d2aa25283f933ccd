"""Periods: a year, a month, or a run of whole months."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from ivbgeo.dutch import MONTHS
from ivbgeo.errors import UsageError

__all__ = ["Period"]

_FORM = re.compile(r"(\d{4})(?:-(\d{1,2}))?")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Whole months, both ends included.

    Parameters
    ----------
    first, last
        Months as (year, month 1 to 12).
    """

    first: tuple[int, int]
    last: tuple[int, int]

    def __post_init__(self) -> None:
        for year, month in (self.first, self.last):
            if not (1900 <= year <= 2200 and 1 <= month <= 12):  # noqa: PLR2004 - years a figure can be of
                raise UsageError("period.unknown", value=f"{year}-{month:02d}")
        if self.last < self.first:
            raise UsageError("period.reversed", first=self.start, last=self.end)

    @classmethod
    def year(cls, year: int) -> Period:
        """Give the calendar year."""
        return cls((year, 1), (year, 12))

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        """Give one month."""
        return cls((year, month), (year, month))

    @classmethod
    def parse(cls, first: str, last: str | None = None) -> Period:
        """Read ``2023``, ``2023-04``, or a first and a last of these.

        Raises
        ------
        UsageError
            If a text is no year or month, or the last is before the first.
        """
        start, _ = cls._ends(first)
        _, end = cls._ends(last if last is not None else first)
        return cls(start, end)

    @staticmethod
    def _ends(text: str) -> tuple[tuple[int, int], tuple[int, int]]:
        match = _FORM.fullmatch(text.strip())
        if match is None:
            raise UsageError("period.unknown", value=text)
        year = int(match[1])
        if match[2] is None:
            return (year, 1), (year, 12)
        return (year, int(match[2])), (year, int(match[2]))

    @property
    def start(self) -> str:
        """First month as ``YYYY-MM``."""
        return f"{self.first[0]:04d}-{self.first[1]:02d}"

    @property
    def end(self) -> str:
        """Last month as ``YYYY-MM``."""
        return f"{self.last[0]:04d}-{self.last[1]:02d}"

    @property
    def first_index(self) -> int:
        """First month as a whole number, ``year * 12 + month - 1``."""
        return self.first[0] * 12 + self.first[1] - 1

    @property
    def last_index(self) -> int:
        """Last month as a whole number, ``year * 12 + month - 1``."""
        return self.last[0] * 12 + self.last[1] - 1

    @classmethod
    def of_indices(cls, first: int, last: int) -> Period:
        """Give the period between two months as whole numbers."""
        return cls((first // 12, first % 12 + 1), (last // 12, last % 12 + 1))

    @property
    def first_day(self) -> date:
        """First day of the period."""
        return date(*self.first, 1)

    @property
    def last_day(self) -> date:
        """Last day of the period."""
        return date(*self.last, monthrange(*self.last)[1])

    @property
    def last_year(self) -> int:
        """Year of the last month."""
        return self.last[0]

    @property
    def is_year(self) -> bool:
        """Whether this is one calendar year."""
        return self == Period.year(self.first[0])

    def contains(self, other: Period) -> bool:
        """Whether ``other`` lies within this period."""
        return self.first <= other.first and other.last <= self.last

    def __str__(self) -> str:
        if self.is_year:
            return str(self.first[0])
        first = f"{MONTHS[self.first[1] - 1]} {self.first[0]}"
        if self.first == self.last:
            return first
        return f"{first} tot en met {MONTHS[self.last[1] - 1]} {self.last[0]}"

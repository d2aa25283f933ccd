"""What ``datetime=`` says: a day, or from a day to a day, as RFC 3339 writes them."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from ivbgeo.errors import UsageError

if TYPE_CHECKING:
    from ivbgeo.period import Period

__all__ = ["Moment"]

_DAY = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(T\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d))?)?)?", re.ASCII
)
_OPEN = ("", "..")
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Moment:
    """From a day to a day, both included; None: without end on that side."""

    first: date | None
    last: date | None

    @classmethod
    def parse(cls, text: str) -> Moment:
        """Read ``2023-04-01``, ``2021-01-01/2023-12-31``, ``../2023-12-31`` and the like.

        A year or a month is all of its days; of a day with a time the day counts.

        Raises
        ------
        UsageError
            If it is none of these, or the last is before the first.
        """
        first, slash, last = text.partition("/")
        if not slash:
            return cls(*cls._days(first, text))
        start = None if first in _OPEN else cls._days(first, text)[0]
        end = None if last in _OPEN else cls._days(last, text)[1]
        if start is not None and end is not None and end < start:
            raise UsageError("publish.datetime", value=text[:_LONGEST])
        return cls(start, end)

    @staticmethod
    def _days(part: str, text: str) -> tuple[date, date]:
        """Give the first and the last day of a year, a month or a day."""
        match = _DAY.fullmatch(part)
        if match is None:
            raise UsageError("publish.datetime", value=text[:_LONGEST])
        try:
            year, month, day = int(match[1]), match[2], match[3]
            if match[4]:
                datetime.fromisoformat(part)
            first = date(year, int(month or 1), int(day or 1))
            if day:
                return first, first
            until = int(month or 12)
            return first, date(year, until, monthrange(year, until)[1])
        except ValueError:
            raise UsageError("publish.datetime", value=text[:_LONGEST]) from None

    def meets(self, period: Period) -> bool:
        """Whether some day of a period lies in it."""
        return (self.last is None or period.first_day <= self.last) and (
            self.first is None or self.first <= period.last_day
        )

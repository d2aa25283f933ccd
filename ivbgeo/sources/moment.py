"""Dates and times as the Dutch and their programs write them; what can be two days is refused.

One by one, or a column at a time: then the forms that programs write are read all at once by
``ivbgeo.sources.plaindates``, and the rest as if it were read alone.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import numpy as np

from ivbgeo.dutch import MONTHS
from ivbgeo.sources.cell import read_cell
from ivbgeo.sources.fault import ValueRefusedError
from ivbgeo.sources.plaindates import read_plain_dates
from ivbgeo.sources.times import Times

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from ivbgeo.sources.kind import Refuse
    from ivbgeo.sources.table import Cell

__all__ = ["DateReader"]

_CLOCK = (
    r"(?:(?:\s*[T,]\s*|\s+|\s+om\s+)(\d{1,2})[:.](\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?"
    r"(?:\s*uur)?\s*(Z|[+-]\d{2}:?\d{2})?)?"
)
_ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})" + _CLOCK, re.ASCII | re.IGNORECASE)
_NUMERIC = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})" + _CLOCK, re.ASCII | re.IGNORECASE)
_SHORT_YEAR = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2}(?:\s.*)?", re.ASCII)
_NAMED = re.compile(
    r"(?:[a-z]{2,9},?\s+)?(\d{1,2})[\s-]+([a-z]{3,9})\.?[\s-]+(\d{4})" + _CLOCK,
    re.ASCII | re.IGNORECASE,
)
_ENGLISH = "january february march april may june july august september october november december"
_NAMES = {
    name[:length]: number
    for names in (MONTHS, _ENGLISH.split())
    for number, name in enumerate(names, 1)
    for length in (3, len(name))
} | {"mrt": 3, "sept": 9}
_HERE = ZoneInfo("Europe/Amsterdam")
_EARLIEST = date(1900, 1, 1)
# In no text that is a date.
_BETWEEN = "\0"
_MONTHS_IN_YEAR = 12
_REMEMBERED = 50_000
_LONGEST = 60


class DateReader:
    """Reads one column of dates, and remembers which of them could be another day.

    Parameters
    ----------
    today
        What lies after it is refused, unless ``future``.
    with_time
        Whether a time of day is kept. If so, a date without a time stays a date.
    future
        Whether days to come are allowed.

    Attributes
    ----------
    month_first
        A date of the column that can only be month/day/year, if there is one. Then
        ``untrusted()`` gives what can't be trusted: the (line, text) of dates that could be either.
    """

    def __init__(self, today: date, *, with_time: bool, future: bool) -> None:
        self.today = today
        self.with_time = with_time
        self.future = future
        self.month_first: tuple[int, str] | None = None
        self.ambiguous: list[tuple[int, str]] = []
        self._known: dict[str, tuple[date, bool]] = {}
        self._packed: list[tuple[NDArray[np.int64], str]] = []

    def __call__(self, cell: Cell, line: int) -> date:
        """Read a cell: a ``datetime`` (local time) where there is a time, else a ``date``.

        Raises
        ------
        ValueRefusedError
            If it is no date, does not exist, has a short year, or lies in the future.
        """
        if isinstance(cell, str):
            known = self._known.get(cell)
            if known is None:
                known = self._read(cell, line)
                if len(self._known) < _REMEMBERED:
                    self._known[cell] = known
            value, ambiguous = known
            if ambiguous:
                self.ambiguous.append((line, cell))
        elif isinstance(cell, date):
            value = self._settled(cell, cell)
        elif isinstance(cell, int | float):
            raise ValueRefusedError("date.number", cell)
        else:
            raise ValueRefusedError("date.unreadable", cell)
        return value

    def column(
        self, cells: Sequence[Cell], lines: Sequence[int], refuse: Refuse, *, required: bool
    ) -> Times:
        """Read n cells, on n lines; what can't be read is refused, and is missing in the answer.

        Parameters
        ----------
        refuse
            Called with the position of a cell and with what is the matter.
        required
            Whether blank ones are refused.
        """
        latest = None if self.future else self.today
        plain = read_plain_dates(cells, _EARLIEST, latest)
        values, timed = plain.values, plain.timed
        if not self.with_time:
            values, timed = values.astype("M8[D]").astype("M8[s]"), np.zeros_like(timed)
        for at in np.flatnonzero(~plain.sure).tolist():
            cell = cells[at]
            if not required and (cell is None or cell == ""):
                continue
            try:
                value = read_cell(cell, self, lines[at], required=required)
            except ValueRefusedError as fault:
                refuse(at, fault)
                continue
            if isinstance(value, date):
                values[at] = value
                timed[at] = isinstance(value, datetime)
        self._pack(cells, lines, np.flatnonzero(plain.ambiguous))
        return Times(values, timed)

    def _pack(self, cells: Sequence[Cell], lines: Sequence[int], at: NDArray[np.intp]) -> None:
        """Keep what is ambiguous in little room: there may be very much, and hardly ever a use."""
        found = [lines[i] for i in at.tolist()] + [line for line, _ in self.ambiguous]
        texts = [str(cells[i]) for i in at.tolist()] + [text for _, text in self.ambiguous]
        if found:
            self._packed.append((np.array(found, dtype=np.int64), _BETWEEN.join(texts)))
            self.ambiguous = []

    def untrusted(self) -> Iterator[tuple[int, str]]:
        """Give all that is ambiguous, cell by cell or by column."""
        yield from self.ambiguous
        for numbers, texts in self._packed:
            yield from zip(numbers.tolist(), texts.split(_BETWEEN), strict=True)

    def _read(self, cell: str, line: int) -> tuple[date, bool]:
        text = cell.strip()
        if len(text) > _LONGEST:
            raise ValueRefusedError("date.unreadable", cell)
        ambiguous = False
        if match := _ISO.fullmatch(text):
            year, month, day = int(match[1]), int(match[2]), int(match[3])
            clock = match.groups()[3:]
        elif match := _NUMERIC.fullmatch(text):
            day, month, year = int(match[1]), int(match[3]), int(match[4])
            clock = match.groups()[4:]
            if month > _MONTHS_IN_YEAR >= day:
                self.month_first = self.month_first or (line, cell)
                raise ValueRefusedError("date.month_first", cell)
            ambiguous = day <= _MONTHS_IN_YEAR and day != month
        elif (match := _NAMED.fullmatch(text)) and match[2].lower() in _NAMES:
            day, month, year = int(match[1]), _NAMES[match[2].lower()], int(match[3])
            clock = match.groups()[3:]
        elif _SHORT_YEAR.fullmatch(text):
            raise ValueRefusedError("date.short_year", cell)
        else:
            raise ValueRefusedError("date.unreadable", cell)
        try:
            value: date = date(year, month, day)
            if clock[0] is not None:
                value = _at(value, clock)
        except (ValueError, OverflowError):
            raise ValueRefusedError("date.impossible", cell) from None
        return self._settled(value, cell), ambiguous

    def _settled(self, value: date, cell: Cell) -> date:
        if isinstance(value, datetime):
            try:
                value = _local(value)
            except (ValueError, OverflowError):
                raise ValueRefusedError("date.impossible", cell) from None
        day = value.date() if isinstance(value, datetime) else value
        if day < _EARLIEST:
            raise ValueRefusedError("date.impossible", cell)
        if day > self.today and not self.future:
            raise ValueRefusedError("date.future", cell, today=f"{self.today:%d-%m-%Y}")
        return value if self.with_time else day


def _at(day: date, clock: tuple[str | None, ...]) -> datetime:
    hour, minute, second, zone = clock
    at = time(int(hour or 0), int(minute or 0), int(second or 0))
    moment = datetime.combine(day, at)
    if zone is not None:
        moment = datetime.fromisoformat(f"{moment:%Y-%m-%dT%H:%M:%S}{zone.upper()}")
    return moment


def _local(moment: datetime) -> datetime:
    if moment.tzinfo is not None:
        moment = moment.astimezone(_HERE).replace(tzinfo=None)
    return moment.replace(microsecond=0) if moment.microsecond else moment

"""Dates in the forms that programs write, a column at a time.

Only what is beyond doubt is read: 31-12-2024 (or with / or . between), 2024-12-31 (or with /), and
either of them with 23:59 or 23:59:59 after it. Of all else nothing is said here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from numpy.typing import NDArray

    from ivbgeo.sources.table import Cell

    Bytes = NDArray[np.uint8]

__all__ = ["PlainDates", "read_plain_dates"]

# Characters of a day, of one with hours and minutes, and of one with seconds too.
_DAY, _MINUTE, _SECOND = 10, 16, 19
_MONTHS, _HOURS, _SIXTY = 12, 24, 60
_ZERO, _NINE = ord("0"), 9
_DUTCH = b"-/."
_ISO = b"-/"


class PlainDates(NamedTuple):
    """What n cells say; arrays of shape (n,).

    ``sure``: whether a cell was read; if not, its value is NaT. ``values``: datetime64[s], midnight
    where no time is given. ``timed``: whether one is. ``ambiguous``: whether day and month could
    be the other way around.
    """

    values: NDArray[np.datetime64]
    timed: NDArray[np.bool_]
    ambiguous: NDArray[np.bool_]
    sure: NDArray[np.bool_]


def read_plain_dates(cells: Sequence[Cell], earliest: date, latest: date | None) -> PlainDates:
    """Read the cells that are text in a plain form, of a day from ``earliest`` up to ``latest``."""
    size = len(cells)
    values = np.full(size, "NaT", "M8[s]")
    timed, ambiguous, sure = (np.zeros(size, dtype=np.bool_) for _ in range(3))
    texts = [cell if type(cell) is str else "" for cell in cells]
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=size)
    for length in (_DAY, _MINUTE, _SECOND):
        at = np.flatnonzero(lengths == length)
        together = "".join(texts if at.size == size else [texts[i] for i in at.tolist()])
        if not at.size or not together.isascii():
            continue
        # By character, not by text: what stands at one place of all texts lies together.
        letters = np.frombuffer(together.encode("ascii"), dtype=np.uint8).reshape(-1, length)
        letters = np.ascontiguousarray(letters.T)
        days, either, right = _days(letters)
        right &= days >= np.datetime64(earliest)
        if latest is not None:
            right &= days <= np.datetime64(latest)
        moments = days.astype("M8[s]")
        if length > _DAY:
            seconds, known = _clock(letters)
            moments += seconds
            right &= known
        good = at[right]
        values[good], ambiguous[good], sure[good] = moments[right], either[right], True
        timed[good] = length > _DAY
    return PlainDates(values, timed, ambiguous, sure)


def _days(letters: Bytes) -> tuple[NDArray[np.datetime64], NDArray[np.bool_], NDArray[np.bool_]]:
    """Read days: as datetime64[D], whether day and month could change places, whether it is one."""
    iso = np.isin(letters[4], list(_ISO)) & np.isin(letters[7], list(_ISO))
    dutch = np.isin(letters[2], list(_DUTCH)) & (letters[5] == letters[2])
    (first, one), (second, two) = _number(letters[0:2]), _number(letters[3:5])
    (third, three), (year, four) = _number(letters[8:10]), _number(letters[6:10])
    (month, five), (iso_year, six) = _number(letters[5:7]), _number(letters[0:4])
    is_dutch = dutch & one & two & four
    is_iso = iso & three & five & six
    day = np.where(is_iso, third, first)
    month = np.where(is_iso, month, second)
    right = (is_dutch | is_iso) & (month >= 1) & (month <= _MONTHS)
    year = np.where(is_iso, iso_year, year)
    months = np.where(right, (year - 1970) * 12 + month - 1, 0).astype("M8[M]")
    begin, end = months.astype("M8[D]"), (months + 1).astype("M8[D]")
    right &= (day >= 1) & (day <= (end - begin).astype(np.int64))
    either = right & ~is_iso & (day <= _MONTHS) & (day != month)
    return begin + (day - 1), either, right


def _clock(letters: Bytes) -> tuple[NDArray[np.timedelta64], NDArray[np.bool_]]:
    """Read times of day: as timedelta64[s], and whether it is one."""
    (hour, one), (minute, two) = _number(letters[11:13]), _number(letters[14:16])
    right = one & two & (hour < _HOURS) & (minute < _SIXTY)
    right &= np.isin(letters[10], list(b" T")) & np.isin(letters[13], list(b":."))
    seconds = hour * 3600 + minute * 60
    if len(letters) == _SECOND:
        second, three = _number(letters[17:19])
        right &= three & (second < _SIXTY) & (letters[16] == ord(":"))
        seconds = seconds + second
    return seconds.astype("m8[s]"), right


def _number(letters: Bytes) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Read digits: the number, and whether they are digits."""
    digits = letters - np.uint8(_ZERO)  # what comes before 0 wraps around to far beyond 9
    value = np.zeros(letters.shape[1], dtype=np.int64)
    for digit in digits:
        value = value * 10 + digit
    right: NDArray[np.bool_] = np.all(digits <= _NINE, axis=0)
    return value, right

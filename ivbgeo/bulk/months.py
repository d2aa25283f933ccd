"""The month of each row of a column: dates, moments, and texts or numbers that name one."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ivbgeo.errors import DataError
from ivbgeo.sources.fault import ValueRefusedError, visible
from ivbgeo.sources.moment import DateReader

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["EARLIEST", "LATEST", "NO_MONTH", "months"]

NO_MONTH = -1
"""What stands for the month of a row that has none."""

EARLIEST, LATEST = 1900 * 12, 2200 * 12 + 11
"""The months that a figure can be of, as in ``ivbgeo.period``: ``year * 12 + month - 1``."""

_HERE = "Europe/Amsterdam"
_UNIX = 1970 * 12
# 2023-04, the 2023MM04 of Statistics Netherlands, 202304.
_MONTH = re.compile(r"(\d{4})(?:-|MM)?(\d{2})", re.ASCII)
_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_PER_DAY = {"s": 86_400, "ms": 86_400_000, "us": 86_400_000_000, "ns": 86_400_000_000_000}


def months(column: pa.ChunkedArray, name: str, file: str) -> NDArray[np.int32]:
    """Tell the month of each row.

    Parameters
    ----------
    column
        n dates, moments (those with a time zone are told in Dutch time), texts (``2023-04``,
        ``2023MM04``, ``17-04-2023``, ``2023-04-17 14:30``) or numbers (``202304``, ``20230417``).
    name, file
        What it is called, and where it stands, for what is said of a value that is wrong.

    Returns
    -------
    ndarray
        int32 array (n,): ``year * 12 + month - 1``, or ``NO_MONTH`` where there is nothing.

    Raises
    ------
    DataError
        If a value names no month, or one before 1900 or after 2200; or the column is of a type
        that can't.
    """
    kind = column.type
    if pa.types.is_timestamp(kind) or pa.types.is_date(kind):
        return _of_days(*_days(column), name, file)
    if pa.types.is_integer(kind):
        return _of_words(pc.dictionary_encode(pc.cast(column, pa.string())), name, file)
    if pa.types.is_dictionary(kind) and pa.types.is_string(kind.value_type):
        return _of_words(column, name, file)
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        with suppress(pa.ArrowInvalid):
            # Of one plain form all of them, which is read at once.
            return _of_days(*_days(pc.cast(column, pa.timestamp("us"))), name, file)
        return _of_words(pc.dictionary_encode(column), name, file)
    if pa.types.is_null(kind):
        return np.full(len(column), NO_MONTH, dtype=np.int32)
    raise DataError("tally.date_type", file=file, column=name, value=str(kind))


def _days(column: pa.ChunkedArray) -> tuple[NDArray[np.int64], NDArray[np.bool_] | None]:
    """Give days since 1970, and which rows have none, if any."""
    kind = column.type
    if pa.types.is_timestamp(kind) and kind.tz is not None:
        column = pc.local_timestamp(pc.cast(column, pa.timestamp(kind.unit, _HERE)))
    empty = np.asarray(column.is_null().to_numpy()) if column.null_count else None
    if pa.types.is_date32(kind):
        whole = pc.cast(column, pa.int32())
        per_day = 1
    else:
        whole = pc.cast(column, pa.int64())
        per_day = _PER_DAY["ms" if pa.types.is_date64(kind) else kind.unit]
    if empty is not None:
        whole = whole.fill_null(0)
    days = np.asarray(whole.to_numpy())
    return (days if per_day == 1 else days // per_day), empty


def _of_days(
    days: NDArray[np.int64], empty: NDArray[np.bool_] | None, name: str, file: str
) -> NDArray[np.int32]:
    told = days if empty is None else days[~empty]
    found = np.full(days.size, NO_MONTH, dtype=np.int32)
    if not told.size:
        return found
    first, last = int(told.min()), int(told.max())
    ends = np.array([first, last]).astype("datetime64[D]").astype("datetime64[M]").astype(int)
    for day, month in zip((first, last), ends.tolist(), strict=True):
        if not EARLIEST <= month + _UNIX <= LATEST:
            shown = str(np.datetime64(day, "D"))
            raise DataError("tally.date", file=file, column=name, value=shown)
    # Days lie close together: looking up is quicker than reckoning.
    table = np.arange(first, last + 1).astype("datetime64[D]").astype("datetime64[M]")
    month_of = (table.astype(np.int64) + _UNIX).astype(np.int32)
    if empty is None:
        return month_of[days - first]
    found[~empty] = month_of[told - first]
    return found


def _of_words(column: pa.ChunkedArray, name: str, file: str) -> NDArray[np.int32]:
    read = DateReader(date.max, with_time=False, future=True)
    # One list of the different ones, each of which is read once.
    whole = column.combine_chunks()
    words = whole.dictionary.to_pylist()
    # One more, at the end, for the rows that have nothing.
    months_of = [*(_month(word, read, name, file) for word in words), NO_MONTH]
    indices = whole.indices.fill_null(len(words)).to_numpy()
    found: NDArray[np.int32] = np.array(months_of, dtype=np.int32)[indices]
    return found


def _month(word: str | None, read: DateReader, name: str, file: str) -> int:
    text = (word or "").strip()
    if not text:
        return NO_MONTH
    try:
        if match := _MONTH.fullmatch(text):
            day = date(int(match[1]), int(match[2]), 1)
        elif match := _DAY.fullmatch(text):
            day = date(*map(int, match.groups()))
        else:
            found = read(text, 0)
            day = found.date() if isinstance(found, datetime) else found
        month = day.year * 12 + day.month - 1
    except (ValueError, ValueRefusedError):
        month = NO_MONTH
    if not EARLIEST <= month <= LATEST:
        raise DataError("tally.date", file=file, column=name, value=visible(text))
    return month

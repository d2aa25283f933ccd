"""Days as people type them: 1-12-2023, 1 december 2023 or 2023-12-01."""

from __future__ import annotations

from datetime import date

from ivbgeo.errors import DataError
from ivbgeo.sources.fault import ValueRefusedError
from ivbgeo.sources.moment import DateReader

__all__ = ["read_day", "write_day"]


def read_day(text: str) -> date | None:
    """Read a day; None where nothing was typed.

    Raises
    ------
    DataError
        If it is no day.

    Examples
    --------
    >>> read_day("1 december 2023"), read_day(" ")
    (datetime.date(2023, 12, 1), None)
    """
    if not text.strip():
        return None
    try:
        return DateReader(date.max, with_time=False, future=True)(text, 0)
    except ValueRefusedError:
        raise DataError("measure.day", value=text.strip()[:40]) from None


def write_day(value: date | None) -> str:
    """Write a day so that it can be typed over; nothing where it is not known.

    Examples
    --------
    >>> write_day(date(2023, 12, 1))
    '01-12-2023'
    """
    return f"{value:%d-%m-%Y}" if value else ""

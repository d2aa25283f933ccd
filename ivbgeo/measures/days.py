"""Days as people type them: 1-12-2023, 1 december 2023 or 2023-12-01; and months and years."""

from __future__ import annotations

import re
from datetime import date

from ivbgeo.dutch import MONTHS
from ivbgeo.errors import DataError
from ivbgeo.sources.fault import ValueRefusedError, visible
from ivbgeo.sources.moment import DateReader

__all__ = ["read_begin", "read_day", "write_day"]

_BEGIN = re.compile(r"\d{4}(-\d{2})?")


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
        raise DataError("measure.day", value=visible(text.strip(), 40)) from None


def read_begin(text: str) -> str:
    """Read a year, a month or a day; gives it as ``2014``, ``2014-08`` or ``2014-08-01``.

    Raises
    ------
    DataError
        If it is none of these.

    Examples
    --------
    >>> read_begin("2014"), read_begin("augustus 2014"), read_begin("1-8-2014"), read_begin("")
    ('2014', '2014-08', '2014-08-01', '')
    """
    text = text.strip()
    if not text or _BEGIN.fullmatch(text):
        return text
    month, _, year = text.lower().partition(" ")
    if month in MONTHS and year.isdecimal():
        return f"{year}-{MONTHS.index(month) + 1:02d}"
    found = read_day(text)
    return found.isoformat() if found else ""


def write_day(value: date | None) -> str:
    """Write a day so that it can be typed over; nothing where it is not known.

    Examples
    --------
    >>> write_day(date(2023, 12, 1))
    '01-12-2023'
    """
    return f"{value:%d-%m-%Y}" if value else ""

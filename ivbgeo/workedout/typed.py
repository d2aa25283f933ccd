"""When a camera came, as people type it: a day or a month."""

from __future__ import annotations

import re
from datetime import date

from ivbgeo.measures.days import read_day, write_day

__all__ = ["read_start", "write_start"]

_MONTH = re.compile(r"(\d{1,2})-(\d{4})")
_YEAR = re.compile(r"\d{4}")
_LAST = 12


def read_start(text: str) -> str:
    """Read a day, a month or a year; empty where nothing was typed.

    Returns
    -------
    str
        ``2014-08-01``, ``2014-08`` or ``2014``.

    Raises
    ------
    DataError
        If it is none of these.

    Examples
    --------
    >>> read_start("1-8-2014"), read_start("8-2014"), read_start("2014")
    ('2014-08-01', '2014-08', '2014')
    """
    found = _MONTH.fullmatch(text.strip())
    if found is not None and 1 <= int(found[1]) <= _LAST:
        return f"{found[2]}-{int(found[1]):02d}"
    if _YEAR.fullmatch(text.strip()):
        return text.strip()
    day = read_day(text)
    return "" if day is None else day.isoformat()


def write_start(starts: str) -> str:
    """Write a day, a month or a year so that it can be typed over.

    Examples
    --------
    >>> write_start("2014-08-01"), write_start("2014-08"), write_start("2014")
    ('01-08-2014', '08-2014', '2014')
    """
    parts = starts.split("-")
    if len(parts) == len(("year", "month", "day")):
        return write_day(date.fromisoformat(starts))
    return "-".join(reversed(parts))

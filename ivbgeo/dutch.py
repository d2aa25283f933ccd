"""Numbers and dates as the Dutch write them."""

from __future__ import annotations

import errno
import os
from math import isfinite
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

__all__ = ["MONTHS", "SHORT_MONTHS", "day", "moment", "number", "trouble", "year_runs"]

MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
SHORT_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
"""For charts, where the whole words do not fit."""
_TROUBLES = {
    errno.EACCES: "dat mag niet van deze computer",
    errno.EDQUOT: "de schijf is vol",
    errno.EFBIG: "het bestand wordt te groot",
    errno.EISDIR: "daar staat een map",
    errno.ENOENT: "het is er niet, of de map is er niet",
    errno.ENOSPC: "de schijf is vol",
    errno.ENOTDIR: "een deel van de naam is geen map",
    errno.EPERM: "dat mag niet van deze computer",
    errno.EROFS: "van deze schijf kan alleen worden gelezen",
}
_SWAP = str.maketrans(",.", ".,")


def number(value: float, decimals: int | None = None) -> str:
    """Write a number with points for thousands and a decimal comma.

    Without ``decimals``: as many as it needs, two at most.

    Raises
    ------
    ValueError
        If it is NaN or without end: what is not known is said in words.

    Examples
    --------
    >>> number(1234.5), number(128434), number(0.5, 2)
    ('1.234,5', '128.434', '0,50')
    """
    if not isfinite(value):
        raise ValueError(f"{value!r} can't be written as a number")
    # z: what rounds to nul has no minus.
    if decimals is not None:
        return f"{value:z,.{decimals}f}".translate(_SWAP)
    return f"{value:z,.2f}".rstrip("0").rstrip(".").translate(_SWAP)


def moment(text: str) -> str:
    """Write out a year, a month or a day that is known as ``2014``, ``2014-08`` or ``2014-08-01``.

    Examples
    --------
    >>> moment("2014"), moment("2014-08"), moment("2014-08-01")
    ('2014', 'augustus 2014', '1 augustus 2014')
    """
    year, month, date_ = (*(int(part) for part in text.split("-")), 0, 0)[:3]
    words = [str(date_) if date_ else "", MONTHS[month - 1] if month else "", str(year)]
    return " ".join(filter(None, words))


def day(value: date) -> str:
    """Write a date out.

    Examples
    --------
    >>> from datetime import date
    >>> day(date(2024, 3, 1))
    '1 maart 2024'
    """
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def year_runs(years: Iterable[int]) -> str:
    """Write years out, those that follow each other as one.

    Examples
    --------
    >>> year_runs([2025, 2019, 2020, 2021])
    '2019-2021, 2025'
    """
    runs: list[list[int]] = []
    for year in sorted(set(years)):
        if runs and runs[-1][1] == year - 1:
            runs[-1][1] = year
        else:
            runs.append([year, year])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)


def trouble(error: OSError) -> str:
    """Say what the computer has against reading or writing a file; if need be in its own words."""
    told = _TROUBLES.get(error.errno) if error.errno else None
    # Arrow puts more words around the system's than a user needs.
    return told or (os.strerror(error.errno) if error.errno else str(error))

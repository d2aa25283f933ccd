"""Numbers and dates as the Dutch write them."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

__all__ = ["MONTHS", "day", "number"]

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


def day(value: date) -> str:
    """Write a date out.

    Examples
    --------
    >>> from datetime import date
    >>> day(date(2024, 3, 1))
    '1 maart 2024'
    """
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"

"""Runs of digits in a text, and what they are when they are nobody's number: a day, an amount."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Run", "bare", "is_amount", "is_day", "runs"]

Run = re.Match[str]

# Digits in one piece, or groups with the same sign between them: 1234.56.782, 123 456 782. A row
# of figures with spaces between them is no such run.
_RUN = re.compile(
    r"(?<!\w)(?<!\d[.,/-])"
    r"(?:(?<!\d )\d{1,7}(?: \d{2,7}){1,3}(?!\w| \d)"
    r"|\d{1,7}([.-])\d{1,7}(?:\1\d{1,7}){0,3}(?!\w)|\d{3,10}(?!\w))"
    r"(?![.,/-]\d)"
)
_AMOUNT_BEFORE = re.compile(r"(?:€|\bEUR|\beuro|\bbedrag:?|\bbudget:?)\s*$", re.IGNORECASE)
_AMOUNT_AFTER = re.compile(
    r",-|\s*(?:€|%|EUR\b|euro\b|inwoner|woning|m2\b|m²|keer\b|meter\b|mensen\b|stuks\b)",
    re.IGNORECASE,
)
_AROUND = 12  # characters, enough for the longest word before an amount
_DIGITS_OF_DAY = 8
_YEARS = range(1900, 2100)


def runs(text: str) -> Iterator[Run]:
    """Find digits that belong together, as one number written in groups."""
    return _RUN.finditer(text)


def bare(text: str) -> str:
    """Give the digits of a text alone."""
    return "".join(filter(str.isdigit, text))


def is_amount(text: str, start: int, end: int) -> bool:
    """Whether the words around a piece of a text say that it is an amount or a count."""
    before = _AMOUNT_BEFORE.search(text, max(0, start - _AROUND), start)
    return bool(before or _AMOUNT_AFTER.match(text, end))


def is_day(number: str) -> bool:
    """Whether digits are a day, as 20240315, 2024-03-15, 15-03-2024 or 15.3.2024.

    Examples
    --------
    >>> is_day("20240315"), is_day("15-3-2024"), is_day("98841920")
    (True, True, False)
    """
    match re.split(r"[ .-]", number):
        case [whole] if len(whole) == _DIGITS_OF_DAY:
            return _is_date(whole[:4], whole[4:6], whole[6:]) or _is_date(
                whole[4:], whole[2:4], whole[:2]
            )
        case [first, month, last]:
            return _is_date(first, month, last) or _is_date(last, month, first)
        case _:
            return False


def _is_date(year: str, month: str, day: str) -> bool:
    if int(year) not in _YEARS:
        return False
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True

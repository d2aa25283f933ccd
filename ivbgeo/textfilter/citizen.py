"""Burgerservicenummers in a text, by their test of eleven."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from stdnum.nl import bsn

from ivbgeo.textfilter.digits import bare, is_amount, is_day, runs
from ivbgeo.textfilter.found import Found, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["citizen_numbers"]

_CALLED = re.compile(
    r"\b(?:bsn|burgerservice|sofi)[.-]?\s?(?:nummer|nr)?[.:]?\s*$",
    re.IGNORECASE,
)
_GLUED = re.compile(r"(?<!\w)bsn(\d{8,9})(?!\w)", re.IGNORECASE)
_WORDS = 24  # characters, enough for ``burgerservicenummer:``
# Nine digits, or eight where a zero before them is left out.
_LENGTHS = (8, 9)
_GROUPS = {(9,), (8,), (3, 3, 3), (2, 3, 3), (4, 2, 3), (3, 2, 3)}


def citizen_numbers(text: str) -> Iterator[Found]:
    """Find numbers that pass the test of a BSN, and those that are called one.

    One of eleven of all numbers of eight or nine digits passes the test. A day or an amount that
    does is left alone.
    """
    for match in _GLUED.finditer(text):
        yield Found(Kind.BSN, *match.span(1))
    for run in runs(text):
        number, start = run.group(), run.start()
        digits = bare(number)
        if len(digits) not in _LENGTHS:
            continue
        if _CALLED.search(text, max(0, start - _WORDS), start):
            yield Found(Kind.BSN, *run.span())
            continue
        grouped = tuple(map(len, re.split(r"[ .-]", number))) in _GROUPS
        nobodys = is_day(number) or is_amount(text, *run.span())
        if grouped and not nobodys and bsn.is_valid(digits):
            yield Found(Kind.BSN, *run.span())

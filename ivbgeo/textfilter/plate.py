"""Number plates in a text: every Dutch order of letters and digits (sidecode).

Sources: the orders, by kentekenkennis.nl/sidecode; which letters are used, by the RDW.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ivbgeo.textfilter.found import Found, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["plates"]

# Letters that are on no plate any more are on the oldest ones; C, I and Q are on none.
_OLD_LETTERS, _LETTERS = "ABDEFGHJ-PR-Z", "BDFGHJ-NPR-TV-Z"
# By order: L a letter, 9 a digit.
_OLD = ("LL-99-99", "99-99-LL", "99-LL-99")
_NEW = (
    *("LL-99-LL", "LL-LL-99", "99-LL-LL", "99-LLL-9", "9-LLL-99", "LL-999-L", "L-999-LL"),
    *("LLL-99-L", "L-99-LLL", "9-LL-999", "999-LL-9"),
)
# In one piece the two oldest look like a postcode (1234AB) or a code (GM0637): only with dashes.
_ALSO_BARE = ("99-LL-99", *_NEW)
# What is written between digits and is no plate: units, and the one month without a vowel.
_UNITS = frozenset(
    ("KM", "MM", "CM", "DM", "KG", "KW", "DB", "HZ", "GB", "MB", "TB", "ML", "PK", "ST", "TH", "ND")
)
_MONTH = "MRT"
_DIGITS = range(2, 7)
_CALLED = re.compile(
    r"(?i:\bkent(?:eken)?(?:s|plaat|nummer|nr)?[.:]?\s*(?:is|was|met)?[.:]?\s*)"
    r"(?P<plate>(?:[A-Z]{1,3}|\d{1,4})(?:[ -](?:[A-Z]{1,3}|\d{1,4})){1,3}|[A-Za-z\d]{5,8})(?![\w-])"
)


def _written(order: str, letters: str, between: str) -> str:
    groups = (
        (rf"\d{{{len(group)}}}" if group[0] == "9" else rf"[{letters}]{{{len(group)}}}")
        for group in order.split("-")
    )
    return between.join(groups)


def _any(between: str, orders: tuple[str, ...], flags: int = 0) -> re.Pattern[str]:
    told = (
        _written(order, _OLD_LETTERS if order in _OLD else _LETTERS, between) for order in orders
    )
    return re.compile(rf"(?<![\w-])(?<!\d[./])(?:{'|'.join(told)})(?![\w-]|[.,]\d)", flags)


_DASHED = [_any(sign, (*_OLD, *_NEW), re.IGNORECASE) for sign in ("-", r"\.")]
_BELGIAN = re.compile(r"(?<![\w-])[1-9]-[A-Z]{3}-\d{3}(?![\w-])")
_DIPLOMATS = re.compile(r"(?<![\w-])CDJ?-?(?:\d{2}-\d{2}|\d{3})(?![\w-])")
_SPACED = _any(" ", _ALSO_BARE)
_BARE = _any("", _ALSO_BARE, re.IGNORECASE)


def plates(text: str) -> Iterator[Found]:
    """Find number plates, with dashes or dots, with spaces in capitals, or in one piece.

    Those of other countries but Belgium only where the text calls them so.
    """
    for match in _CALLED.finditer(text):
        if len(re.findall(r"\d", match["plate"])) in _DIGITS and re.search(
            "[A-Za-z]", match["plate"]
        ):
            yield Found(Kind.KENTEKEN, *match.span("plate"))
    for pattern in (*_DASHED, _BELGIAN, _DIPLOMATS):
        for match in pattern.finditer(text):
            if _MONTH not in match.group().upper():
                yield Found(Kind.KENTEKEN, *match.span())
    for pattern in (_SPACED, _BARE):
        for match in pattern.finditer(text):
            letters = set(re.findall(r"[A-Z]+", match.group().upper()))
            if not letters & _UNITS and _MONTH not in letters:
                yield Found(Kind.KENTEKEN, *match.span())

"""Bank accounts in a text: IBANs, and the numbers that Dutch banks had before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from stdnum import iban
from stdnum.nl import bsn

from ivbgeo.textfilter.digits import bare, is_amount, is_day, runs
from ivbgeo.textfilter.found import Found, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["accounts"]

_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?:[ .-]?[A-Z\d]){11,30}", re.IGNORECASE)
# Nothing else is written so: one with a typing error goes too.
_DUTCH = re.compile(r"NL\d{2}[A-Z]{4}\d{10}")
_LONGEST, _SHORTEST = 34, 15
_CALLED = re.compile(
    r"\b(?:(?:bank)?rek(?:ening)?|bank|postbank|(?:post)?giro(?:rekening)?)[.-]?\s?(?:nummer|nr)?[.:]?\s*$",
    re.IGNORECASE,
)
_WORDS = 24  # characters, enough for ``bankrekeningnummer:``
_OF_GIRO = range(4, 11)  # digits; 555 and the like are of good causes
_GROUPS = [2, 2, 2, 3]


def accounts(text: str) -> Iterator[Found]:
    """Find IBANs that pass their test, and old Dutch numbers that look like one or are called so.

    An old number in one piece looks like any other number: it has to be called an account.
    """
    at = 0
    while match := _IBAN.search(text, at):
        end = _end_of_iban(text, match)
        if end is not None:
            yield Found(Kind.REKENING, match.start(), end)
        # What looked like a part of it may be the next one.
        at = end or match.start() + 1
    for run in runs(text):
        number, start = run.group(), run.start()
        if is_amount(text, *run.span()) or is_day(number):
            continue
        called = _CALLED.search(text, max(0, start - _WORDS), start)
        if (called and len(bare(number)) in _OF_GIRO) or _is_old(number):
            yield Found(Kind.REKENING, *run.span())


def _end_of_iban(text: str, match: re.Match[str]) -> int | None:
    """Give where an IBAN ends; what is behind it may look like a part of it."""
    signs = [at for at in range(*match.span()) if text[at].isalnum()]
    for count in range(min(len(signs), _LONGEST), _SHORTEST - 1, -1):
        number = "".join(text[at] for at in signs[:count]).upper()
        after = text[signs[count - 1] + 1 : signs[count - 1] + 2]
        if after.isalnum():
            continue
        if _DUTCH.fullmatch(number) or iban.is_valid(number, check_country=False):
            return signs[count - 1] + 1
    return None


def _is_old(number: str) -> bool:
    """Whether digits are grouped as those of banks were, and pass a test of eleven."""
    if "." not in number or [len(part) for part in number.split(".")] != _GROUPS:
        return False
    digits = bare(number)
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(9, 0, -1), strict=True))
    return total % 11 == 0 or bsn.is_valid(digits)

"""Phone numbers in a text, by the numbering plans that ``phonenumbers`` knows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from phonenumbers import (
    Leniency,
    PhoneNumberMatcher,
    PhoneNumberType,
    national_significant_number,
    number_type,
)

from ivbgeo.textfilter.digits import bare, is_amount, is_day
from ivbgeo.textfilter.found import Found, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["phones"]

# The numbers of services: 0800-7000, 0900-8844. Those of gemeenten (14 079) are short.
_OF_SERVICES = {
    PhoneNumberType.TOLL_FREE,
    PhoneNumberType.PREMIUM_RATE,
    PhoneNumberType.SHARED_COST,
}
_OF_SOMEBODY = 9  # digits after the 0 or the country
_LONGEST = 10  # digits, the 0 with them
_ENOUGH = re.compile(r"(?:\d\D*){6}")
# A day before a time, and a part of one, have as many digits as a number: 03-02-2024 21:40.
_NOBODYS = re.compile(
    r"(?<!\w)(?:\d{1,2}([./-])\d{1,2}\1(?:19|20)\d{2}|(?:19|20)\d{2}([./-])\d{1,2}\2\d{1,2}"
    r"|0[.,]\d+)(?!\d)"
)
# A letter O typed for the 0 of a mobile number.
_LETTER = re.compile(r"(?<!\w)[oO](?=6[\s./-]{0,3}\d)")
# Named as one, a number is taken for what it is called: incomplete, or without the city.
_CALLED = re.compile(
    r"\b(?:tel(?:efoon)?|mob(?:iel)?|gsm|whatsapp)[.-]?\s?(?:nummer|nr)?[.:]?\s*(?:(?:thuis|werk|vast|privé)[.:]?\s*)?"
    r"(?P<number>(?!0[89]00|14)\d(?:[ ./-]?\d){5,10})(?!\w|[.,]\d)",
    re.IGNORECASE,
)


def phones(text: str) -> Iterator[Found]:
    """Find numbers that can be called, of this country or with the number of another before it.

    Numbers of services and of gemeenten are nobody's.
    """
    if not _ENOUGH.search(text):
        return
    text = _NOBODYS.sub(lambda nobodys: "x" * len(nobodys.group()), _LETTER.sub("0", text))
    for match in PhoneNumberMatcher(text, "NL", leniency=Leniency.VALID):
        long_enough = len(national_significant_number(match.number)) >= _OF_SOMEBODY
        of_somebody = number_type(match.number) not in _OF_SERVICES
        if long_enough and of_somebody:
            # Of (06 12345678) it takes one of the two signs along.
            alone = match.raw_string.startswith("(") and ")" not in match.raw_string
            yield Found(Kind.TELEFOON, match.start + alone, match.end)
    for called in _CALLED.finditer(text):
        number, span = called["number"], called.span("number")
        if len(bare(number)) <= _LONGEST and not is_day(number) and not is_amount(text, *span):
            yield Found(Kind.TELEFOON, *span)

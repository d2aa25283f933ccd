"""Addresses in a text: a postcode or a street with the number of a house."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from stdnum.nl import postcode

from ivbgeo.textfilter.found import Found, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["addresses"]

# What is counted, or a day, behind a number that is no house's.
_NO_HOUSE = (
    r"(?!\d|[.,:]\d|%|\s*(?:keer|maal|x|jaar|maand|weken|dagen|uur|minuten|meter|km|procent"
    r"|melding|incident|inbrak|aangifte|overtreding|boete|bekeuring|camera|auto|fiets|scooter"
    r"|jongere|persone|mensen|inwoner|woning|huizen|panden|bewoner|controle|bezoek"
    r"|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
    r"|(?:jan|feb|mrt|apr|jun|jul|aug|sept?|okt|nov|dec)(?!\w)))"
)
_HOUSE = r"[1-9]\d{0,4}+(?:-\d{1,3}|\s?-?(?:[a-wyz]|bis|hs)(?!\w))?(?!\w)"
_POSTCODE = r"(?<!\w)(?P<code>[1-9]\d{3}\s?[a-z]{2})"
_CODE_FIRST = re.compile(
    rf"{_POSTCODE}(?:\s*[,;-]?\s*)(?:huis)?(?:nummer|nr\.?|no\.?)?\s*{_HOUSE}{_NO_HOUSE}",
    re.IGNORECASE,
)
_CODE_LAST = re.compile(
    rf"(?<!postbus )(?<![\w.,/-]){_HOUSE}\s*[,;]\s*{_POSTCODE}(?!\w)", re.IGNORECASE
)
# A name that ends as those of streets do: Dorpsstraat 12a.
_STREET = re.compile(
    r"\b\w{2,}(?:straat|laan|weg|plein|hof|kade|gracht|dreef|pad|singel|plantsoen|steeg|dijk|park"
    r"|erf|gaarde|hage|donk|brink|rode|zijde|hove|schans|waard|horst|stede)\s+(?:nummer\s|nr\.?\s?)?"
    rf"[1-9]\d{{0,2}}+(?:-\d{{1,3}}|\s?(?:[a-wyz]|bis|hs)(?!\w))?(?!\w){_NO_HOUSE}",
    re.IGNORECASE,
)
# Behind a year, or in small letters, these are words: 2024 en 2025, 1500 km 3.
_WORD = re.compile(
    r"en|of|in|op|om|te|na|al|er|ze|we|je|ik|is|zo|nu|de|tm|va|km|mm|cm|dm|kg|kw|st|nr",
    re.IGNORECASE,
)
_YEARS = ("19", "20")


def addresses(text: str) -> Iterator[Found]:
    """Find a postcode with a number before or behind it, and a street with a number.

    A postcode alone is left: it is of many.
    """
    spans = [
        match.span()
        for pattern in (_CODE_FIRST, _CODE_LAST)
        for match in pattern.finditer(text)
        if _is_postcode(match["code"])
    ]
    spans += [match.span() for match in _STREET.finditer(text)]
    start, end = -1, -1
    for one in sorted(spans):
        if one[0] > end:
            if end > 0:
                yield Found(Kind.ADRES, start, end)
            start, end = one
        end = max(end, one[1])
    if end > 0:
        yield Found(Kind.ADRES, start, end)


def _is_postcode(code: str) -> bool:
    letters = code[-2:]
    doubtful = letters.islower() or code.startswith(_YEARS)
    return postcode.is_valid(code) and not (doubtful and _WORD.fullmatch(letters))

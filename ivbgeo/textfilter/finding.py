"""Looking through a text for every kind, the surest kinds first."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from ivbgeo.textfilter.account import accounts
from ivbgeo.textfilter.address import addresses
from ivbgeo.textfilter.citizen import citizen_numbers
from ivbgeo.textfilter.email import emails
from ivbgeo.textfilter.phone import phones
from ivbgeo.textfilter.plate import plates

if TYPE_CHECKING:
    from ivbgeo.textfilter.found import Found

__all__ = ["find"]

_LOOKS = (emails, accounts, phones, citizen_numbers, plates, addresses)
# Nothing personal by its form goes without one of these.
_ANY = re.compile(r"[\d@\[(]")
# Takes the place of what was found, so that nothing is found twice: no letter, digit or space.
_TAKEN = "\N{FULL BLOCK}"


def find(text: str) -> tuple[Found, ...]:
    """Find what looks personal in a text, by its form; pieces don't overlap, the first one first.

    A name has no form of its own, and is not found.

    Examples
    --------
    >>> [(one.kind.value, one.start, one.end) for one in find("Bel 06-12345678, zaak 2023-4567")]
    [('telefoonnummer', 4, 15)]
    """
    looked_at = _plain(text)
    if not _ANY.search(looked_at):
        return ()
    found: list[Found] = []
    while True:
        new: list[Found] = []
        for look in _LOOKS:
            for one in list(look(looked_at)):
                if _TAKEN in one.of(looked_at):
                    continue
                new.append(one)
                taken = _TAKEN * (one.end - one.start)
                looked_at = looked_at[: one.start] + taken + looked_at[one.end :]
        # What is left may look otherwise without its neighbour.
        if not new:
            return tuple(sorted(found, key=lambda one: one.start))
        found += new


def _plain(text: str) -> str:
    """Write digits, dashes and spaces of every kind as the common ones, sign for sign."""
    return "".join(map(_plain_sign, text))


def _plain_sign(sign: str) -> str:
    if sign.isascii():
        return sign
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    category = unicodedata.category(sign)
    if category == "Pd":
        return "-"
    # A space of another width, or a sign that isn't seen.
    return " " if category in {"Zs", "Cf"} else sign

"""PDOK's Locatieserver, with a handful of invented addresses."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .faults import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping

USUAL_ROWS = 10


@dataclass(frozen=True, slots=True)
class Address:
    """An address and its place in RD New (metres)."""

    street: str
    number: str
    postcode: str
    town: str
    gemeente: str
    x: int
    y: int

    def text(self) -> str:
        """The address as the service writes it."""
        return f"{self.street} {self.number}, {self.postcode} {self.town}"


# None of these exist. The Proefstraat occurs in two towns, and number 7 once with a letter.
ADDRESSES = (
    Address("Proefstraat", "1", "2711ZZ", "Zoetermeer", "0637", 92945, 451825),
    Address("Proefstraat", "7", "2711ZZ", "Zoetermeer", "0637", 92960, 451850),
    Address("Proefstraat", "7A", "2711ZZ", "Zoetermeer", "0637", 92962, 451851),
    Address("Toetslaan", "12", "2726ZY", "Zoetermeer", "0637", 94105, 454310),
    Address("Voorbeeldplein", "100", "2721ZX", "Zoetermeer", "0637", 91580, 451120),
    Address("Proefstraat", "1", "2271ZZ", "Voorburg", "1916", 84310, 454220),
)


def answer(query: Mapping[str, str]) -> Answer:
    """Answer a ``free`` search: the addresses that share most words with ``q``, best first."""
    words = _words(query.get("q", ""))
    scored = sorted(
        ((_score(address, words), address) for address in ADDRESSES),
        key=lambda pair: -pair[0],
    )
    found = [(score, address) for score, address in scored if score > 0]
    rows = int(query.get("rows", USUAL_ROWS))
    told = {
        "response": {
            "numFound": len(found),
            "start": 0,
            "maxScore": found[0][0] if found else 0.0,
            "numFoundExact": True,
            "docs": [_document(score, address) for score, address in found[:rows]],
        }
    }
    return Answer(200, json.dumps(told).encode())


def suggest(query: Mapping[str, str]) -> Answer:
    """Answer a ``suggest`` for streets: each word of ``q`` is a word of its name or begins one."""
    code = re.search(r"gemeentecode:(\d+)", query["fq"])
    words = _words(query["q"])
    found = {}
    for address in ADDRESSES:
        told = _words(f"{address.street} {address.town}")
        fits = all(any(word.startswith(each) for word in told) for each in words)
        if fits and code is not None and address.gemeente == code[1]:
            found.setdefault((address.street, address.town), address)
    wanted = query["fl"].split(",")
    documents = [
        {name: value for name, value in _document(1.0, address).items() if name in wanted}
        for address in found.values()
    ]
    rows = int(query.get("rows", USUAL_ROWS))
    told = {"response": {"numFound": len(documents), "start": 0, "docs": documents[:rows]}}
    return Answer(200, json.dumps(told).encode())


PATHS = {"/free": answer, "/suggest": suggest}


def _words(text: str) -> set[str]:
    """Words in small letters; a postcode is one word with or without its blank."""
    joined = re.sub(r"\b(\d{4})\s+([a-z]{2})\b", r"\1\2", text.lower())
    return set(re.findall(r"\w+", joined))


def _score(address: Address, words: set[str]) -> float:
    """Each shared word counts; without the street or the postcode there is no match at all."""
    if not words & {address.street.lower(), address.postcode.lower()}:
        return 0.0
    return 3.5 * len(words & _words(address.text()))


def _document(score: float, address: Address) -> dict[str, object]:
    # Around Zoetermeer a degree is about 68,600 m of longitude and 111,200 m of latitude.
    lon = 4.493 + (address.x - 92945) / 68_600
    lat = 52.0545 + (address.y - 451825) / 111_200
    return {
        "type": "adres",
        "weergavenaam": address.text(),
        "straatnaam": address.street,
        "postcode": address.postcode,
        "woonplaatsnaam": address.town,
        "gemeentecode": address.gemeente,
        "centroide_rd": f"POINT({address.x} {address.y})",
        "centroide_ll": f"POINT({lon:.6f} {lat:.6f})",
        "score": score,
    }

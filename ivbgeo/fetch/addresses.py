"""Addresses to places by an address service in the form of PDOK's Locatieserver.

What is asked, an address or the name of a street, is kept nowhere in clear: not on disk, not in an
error, not in what is logged. An address is asked once, and slowly.
"""

from __future__ import annotations

import logging
import re
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rapidfuzz.distance import OSA

from geo import RD_BOUNDS
from ivbgeo.fetch.addresscache import AddressCache
from ivbgeo.fetch.http import Client, FetchError
from ivbgeo.sources.address import house_number, search_words
from ivbgeo.sources.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ivbgeo.settings import Settings
    from ivbgeo.sources.address import Address

__all__ = ["PER_SECOND", "AddressBook", "Street", "open_address_book"]

PER_SECOND = 10
"""How many addresses are asked in a second, at most."""

_KEEP_EVERY = 200
_PATIENCE = 20.0  # seconds; an answer is small
_QUICK = 2.5
# With the right postcode and house number a street may be written rather differently.
_ALIKE = 0.6
_LONGEST_NAME = 80
_FREE, _SUGGEST = "/free", "/suggest"
_POINT = re.compile(r"POINT\s*\((\d+(?:\.\d+)?) (\d+(?:\.\d+)?)\)")


@dataclass(frozen=True, slots=True)
class Street:
    """A street: its name, its town and a point halfway, (x, y) in EPSG:28992."""

    name: str
    town: str
    x: float
    y: float


class AddressBook:
    """Finds addresses of one gemeente, which are kept, and streets, which are not.

    Of an address only an answer that can't be another counts: one address in this gemeente, with
    exactly the house number, its letter and its addition, and with the postcode and the town that
    were given. The street has to be the same too, or look like it where the postcode is right.

    Parameters
    ----------
    client
        Of the service, at the address before ``/free`` and ``/suggest``.
    cache
        Knows what was asked before.
    gemeente
        Code, such as GM0637.
    progress
        Is told how many addresses have been looked for, and how many there are.
    clock, sleep
        Tell and wait seconds.
    """

    def __init__(
        self,
        client: Client,
        cache: AddressCache,
        gemeente: str,
        *,
        progress: Callable[[int, int], None] | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._client = client
        self._cache = cache
        self._gemeente = gemeente
        self._progress = progress
        self._clock = clock
        self._sleep = sleep
        self._next = clock()

    def find_all(self, addresses: Iterable[Address]) -> dict[Address, tuple[float, float]]:
        """Find addresses, each asked once; those that are not found are not in the answer.

        Returns
        -------
        dict
            Address → (x, y), metres, EPSG:28992.

        Raises
        ------
        FetchError
            If the service does not give an answer, or one of another form. What was found before
            is kept.
        """
        wanted = tuple(dict.fromkeys(addresses))
        found: dict[Address, tuple[float, float]] = {}
        with _quiet():
            try:
                for count, address in enumerate(wanted, start=1):
                    point = self._find(address)
                    if point is not None:
                        found[address] = point
                    if self._progress is not None:
                        self._progress(count, len(wanted))
            finally:
                self._cache.save()
        return found

    def find_streets(self, text: str, most: int) -> tuple[Street, ...]:
        """Find streets by their name or how it begins, the likeliest first; nothing is kept.

        Raises
        ------
        FetchError
            If the service does not give an answer, or one of another form.
        """
        words = search_words(text)
        if not words:
            return ()
        self._wait()
        code = self._gemeente[2:]
        asked = {
            "q": words,
            "fq": f"type:weg AND gemeentecode:{code}",
            "fl": "straatnaam,woonplaatsnaam,gemeentecode,centroide_rd",
            "rows": most,
        }
        with _quiet():
            told = self._client.get_json(_SUGGEST, asked)
        try:
            streets = [
                _street(document)
                for document in told["response"]["docs"]
                if document["gemeentecode"] == code
            ]
        except (KeyError, TypeError, ValueError, AttributeError):
            raise FetchError("addresses.form", address=self._client.base_url) from None
        return tuple({(street.name, street.town): street for street in streets}.values())[:most]

    def _find(self, address: Address) -> tuple[float, float] | None:
        key = self._cache.key(
            self._gemeente, plain(address.street), *address.number, address.postcode,
            plain(address.town),
        )  # fmt: skip
        if key in self._cache:
            return self._cache[key]
        self._wait()
        told = self._client.get_json(_FREE, {"q": address.query, "fq": "type:adres", "rows": 2})
        point = self._read(told, address)
        self._cache[key] = point
        if self._cache.unsaved >= _KEEP_EVERY:
            self._cache.save()
        return point

    def _wait(self) -> None:
        now = self._clock()
        if now < self._next:
            self._sleep(self._next - now)
        self._next = max(now, self._next) + 1 / PER_SECOND

    def _read(self, told: Any, address: Address) -> tuple[float, float] | None:
        """Give the one place of an answer; None where there is none, or more than one."""
        try:
            documents = [dict(document) for document in told["response"]["docs"]]
            points = {_point(each) for each in documents if self._is(each, address)}
        except (KeyError, TypeError, ValueError, AttributeError):
            raise FetchError("addresses.form", address=self._client.base_url) from None
        return points.pop() if len(points) == 1 else None

    def _is(self, document: Mapping[str, Any], address: Address) -> bool:
        if document["type"] != "adres" or document["gemeentecode"] != self._gemeente[2:]:
            return False
        street, town = plain(document["straatnaam"]), plain(document["woonplaatsnaam"])
        postcode = str(document.get("postcode", ""))  # a few addresses have none
        if address.postcode not in ("", postcode) or plain(address.town) not in ("", town):
            return False
        asked = plain(address.street)
        if asked and asked != street:
            alike = OSA.normalized_similarity(asked, street)
            if not address.postcode or alike < _ALIKE:
                return False
        shown = document["weergavenaam"].removeprefix(document["straatnaam"]).partition(",")[0]
        return house_number(shown) == address.number


@contextmanager
def open_address_book(
    settings: Settings,
    gemeente: str,
    *,
    progress: Callable[[int, int], None] | None = None,
    tell: Callable[[str], None] | None = None,
    quick: bool = False,
) -> Iterator[AddressBook | None]:
    """Give the address book that the settings tell of; None if they tell of none.

    Parameters
    ----------
    quick
        Whether somebody waits for the answer: it is asked once then, for 2.5 seconds of silence.
        And nothing is kept on disk: it is a place that somebody thinks of, not one of a file.
    tell
        Is told what went wrong and is tried again; see ``Client``.

    Raises
    ------
    SettingsError
        If the address of the service can't be one.
    UsageError
        If what was found can't be kept.
    """
    if not settings.address_url:
        yield None
        return
    cache = AddressCache(None if quick else settings.cache_dir / "addresses")
    with (
        Client(settings.address_url, timeout=_QUICK, tries=1)
        if quick
        else Client(settings.address_url, timeout=_PATIENCE, tell=tell)
    ) as client:
        yield AddressBook(client, cache, gemeente, progress=progress)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what is asked out of what the layer beneath logs."""
    logger, quiet = logging.getLogger("urllib3.connectionpool"), _Quiet()
    logger.addFilter(quiet)
    try:
        yield
    finally:
        logger.removeFilter(quiet)


class _Quiet(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        """Whether a record may be logged."""
        return not any(path in record.getMessage() for path in (_FREE, _SUGGEST))


def _street(document: Mapping[str, Any]) -> Street:
    names = document["straatnaam"], document["woonplaatsnaam"]
    for name in names:
        # It goes onto the page of whoever asked.
        if not (0 < len(name) <= _LONGEST_NAME and name.isprintable()):
            raise ValueError("no name of a street")
    return Street(*names, *_point(document))


def _point(document: Mapping[str, Any]) -> tuple[float, float]:
    match = _POINT.fullmatch(document["centroide_rd"])
    if match is None:
        raise ValueError("no point in RD")
    x, y = float(match[1]), float(match[2])
    west, south, east, north = RD_BOUNDS
    if not (west <= x <= east and south <= y <= north):
        raise ValueError("not in the Netherlands")
    return x, y

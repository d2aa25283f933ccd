"""Addresses: found only where sure, asked once and slowly, in clear nowhere."""

from __future__ import annotations

import json
import logging
import stat

import pytest

from ivbgeo.errors import UsageError
from ivbgeo.fetch.addresscache import AddressCache
from ivbgeo.fetch.addresses import PER_SECOND, AddressBook, Street
from ivbgeo.fetch.http import Client, FetchError
from ivbgeo.sources.address import Address

SEVEN = Address.of("Proefstraat", 7, None, "2711 ZZ", "Zoetermeer")
TWELVE = Address.of("Toetslaan", "12", None, None, "Zoetermeer")
NOWHERE = Address.of("Nergenslaan", "3", "B", "2799 ZZ", "Zoetermeer")


class Time:
    """A clock that only waiting moves."""

    def __init__(self):
        self.now = 1000.0
        self.waits = []

    def clock(self):
        return self.now

    def sleep(self, seconds):
        self.waits.append(seconds)
        self.now += seconds


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "addresses"


@pytest.fixture
def book(replica, folder):
    """A function that makes an address book of the replica, with a clock that stands still."""
    made = []

    def book(time=None, gemeente="GM0637", progress=None):
        time = time or Time()
        client = Client(replica.url, timeout=5, tries=2, sleep=lambda _: None)
        made.append(client)
        cache = AddressCache(folder)
        return AddressBook(
            client, cache, gemeente, progress=progress, clock=time.clock, sleep=time.sleep
        )

    yield book
    for client in made:
        client.close()


@pytest.mark.parametrize(
    ("cells", "place"),
    [
        (("Proefstraat", 7, None, "2711ZZ", "Zoetermeer"), (92960, 451850)),
        (("Proefstraat", "7", "a", "2711 zz", None), (92962, 451851)),
        (("Proefstraat", "7A", None, "2711ZZ", None), (92962, 451851)),
        (("Proefstraat 7 A", None, None, "2711ZZ", None), (92962, 451851)),
        (("proefstr.", 7.0, None, "2711ZZ", None), (92960, 451850)),
        ((None, 7, None, "2711ZZ", None), (92960, 451850)),
        (("TOETSLAAN", "12", "", None, "zoetermeer"), (94105, 454310)),
        # In Voorburg there is one too.
        (("Proefstraat", 1, None, None, "Zoetermeer"), (92945, 451825)),
        (("Proefstraat", 1, None, None, "Voorburg"), None),
        (("Proefstraat", 1, None, "2271ZZ", None), None),
        (("Proefstraat", 2, None, "2711ZZ", None), None),
        (("Proefstraat", 7, "B", "2711ZZ", None), None),
        (("Proefstraat", 1, "A", "2711ZZ", None), None),
        (("Toetslaan", 7, None, "2711ZZ", None), None),
        (("Proefstr", 7, None, None, "Zoetermeer"), None),
    ],
    ids=str,
)
def test_only_what_can_not_be_another_counts(book, cells, place):
    address = Address.of(*cells)
    assert book().find_all([address]) == ({} if place is None else {address: place})


@pytest.mark.parametrize(
    "cells",
    [
        ("Proefstraat", None, None, "2711ZZ", None),
        ("Proefstraat", "zeven", None, "2711ZZ", None),
        ("Proefstraat", 7, None, "2711", None),
        ("Proefstraat", 7, None, None, None),
        (None, 7, None, None, "Zoetermeer"),
        ("Proefstraat", True, None, "2711ZZ", None),
        ("x" * 100, 7, None, None, "Zoetermeer"),
        ("Proef\x00straat", 7, None, None, "Zoetermeer"),
        ("Proefstraat", "123456", None, "2711ZZ", None),
    ],
    ids=str,
)
def test_what_is_no_whole_address_is_not_asked(cells):
    assert Address.of(*cells) is None


def test_an_address_is_asked_once_also_if_it_is_not_there(book, replica):
    found = {SEVEN: (92960, 451850), TWELVE: (94105, 454310)}
    assert book().find_all([SEVEN, NOWHERE, TWELVE, SEVEN]) == found
    assert len(replica.requests) == 3
    assert "fq=type:adres&rows=2" in replica.requests[0]
    assert "q=proefstraat 7 2711zz zoetermeer&" in replica.requests[0]
    assert book().find_all([SEVEN, NOWHERE, TWELVE]) == found
    assert len(replica.requests) == 3
    # To another gemeente it is another question.
    assert book(gemeente="GM1916").find_all([SEVEN]) == {}
    assert len(replica.requests) == 4


def test_no_more_is_asked_than_so_many_a_second(book):
    time = Time()
    asked = [Address.of("Proefstraat", n, None, "2711ZZ", None) for n in range(1, 13)]
    seen = []
    book(time, progress=lambda *told: seen.append(told)).find_all(asked)
    assert time.now - 1000 >= 11 / PER_SECOND - 1e-6
    assert max(time.waits) <= 1 / PER_SECOND + 1e-6
    assert seen == [(count, 12) for count in range(1, 13)]


def test_nothing_of_an_address_is_on_disk_and_only_the_owner_reads_the_rest(book, folder):
    book().find_all([SEVEN, NOWHERE, TWELVE])
    assert sorted(path.name for path in folder.iterdir()) == ["places.json", "salt"]
    for path in folder.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        content = path.read_bytes().lower()
        for word in (b"proefstraat", b"2711", b"zoetermeer", b"nergens"):
            assert word not in content
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    places = json.loads((folder / "places.json").read_text())
    assert sorted(map(str, places.values())) == [
        "None",
        "[92960.0, 451850.0]",
        "[94105.0, 454310.0]",
    ]


def test_the_hash_of_an_address_is_another_with_another_salt(tmp_path):
    one, other = AddressCache(tmp_path / "a"), AddressCache(tmp_path / "b")
    assert one.key("Proefstraat", "7") != other.key("Proefstraat", "7")
    assert one.key("Proefstraat", "7") == AddressCache(tmp_path / "a").key("Proefstraat", "7")
    assert one.key("a", "b") != one.key("ab") != one.key("", "ab")


FAILING = {
    "503": lambda faults: faults.status(503, "/free", times=None, after=1),
    "404": lambda faults: faults.status(404, "/free", times=None, after=1),
    "html": lambda faults: faults.html("/free", times=None, after=1),
    "truncated": lambda faults: faults.truncated("/free", times=None, after=1),
    "hung up": lambda faults: faults.disconnect("/free", times=None, after=1),
    "no answer": lambda faults: faults.refuse("/free", times=None, after=1),
    "no documents": lambda faults: faults.renamed("docs", "hits", "/free", after=1),
    "no point": lambda faults: faults.renamed("centroide_rd", "geo", "/free", after=1),
    "no number": lambda faults: faults.renamed("weergavenaam", "titel", "/free", after=1),
    "no gemeente": lambda faults: faults.renamed("gemeentecode", "gem", "/free", after=1),
}


@pytest.mark.parametrize("fault", FAILING.values(), ids=FAILING)
def test_a_service_that_fails_halfway_is_said_without_the_address(book, replica, fault, caplog):
    caplog.set_level(logging.DEBUG)
    fault(replica.faults)
    with pytest.raises(FetchError) as caught:
        book().find_all([SEVEN, TWELVE])
    said = f"{caught.value} {caught.value.values} {caught.value!r} {caplog.text}".casefold()
    assert replica.url in said
    for word in ("toetslaan", "proefstraat", "2711", "q="):
        assert word not in said
    # What was found is kept.
    replica.faults.clear()
    replica.requests.clear()
    assert len(book().find_all([SEVEN, TWELVE])) == 2
    assert len(replica.requests) == 1


def test_a_fault_that_passes_does_not_show(book, replica):
    replica.faults.status(503, "/free")
    assert book().find_all([SEVEN]) == {SEVEN: (92960, 451850)}


def test_an_address_shows_nowhere_of_itself():
    assert repr(SEVEN) == str(SEVEN) == "Address()"


def test_words_that_a_search_could_take_for_a_command_are_left_out():
    address = Address.of('Proef" OR (x:*)', "7", "A-2", None, "Zoetermeer&rows=99")
    assert address.query == "proef or x 7a-2 zoetermeer rows 99"


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"a": [1]}', '{"a": ["x", 1]}', '{"a": [NaN, 1]}', "\x00"]
)
def test_a_cache_that_is_damaged_is_begun_anew(book, replica, folder, text):
    folder.mkdir()
    (folder / "places.json").write_text(text)
    assert len(book().find_all([SEVEN])) == 1
    assert len(book().find_all([SEVEN])) == 1
    assert len(replica.requests) == 1


def test_a_salt_that_is_damaged_is_made_anew(book, replica, folder):
    book().find_all([SEVEN])
    (folder / "salt").write_bytes(b"half")
    book().find_all([SEVEN])
    assert len((folder / "salt").read_bytes()) == 32
    assert len(replica.requests) == 2


def test_two_books_keep_what_either_found(book, replica):
    one, other = book(), book()
    one.find_all([SEVEN])
    other.find_all([TWELVE])
    replica.requests.clear()
    assert len(book().find_all([SEVEN, TWELVE])) == 2
    assert replica.requests == []


def test_a_cache_that_can_not_be_there_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="file"):
        AddressCache(tmp_path / "file" / "addresses")


@pytest.mark.parametrize("text", ["Proefstraat", "proefst", "  PROEFSTRAAT, zoetermeer "])
def test_a_street_is_found_by_its_name_or_how_it_begins_in_this_gemeente_alone(book, text):
    assert book().find_streets(text, 5) == (Street("Proefstraat", "Zoetermeer", 92945, 451825),)
    assert book(gemeente="GM1916").find_streets("proef", 5)[0].town == "Voorburg"


def test_no_more_streets_are_asked_than_wanted_and_none_without_a_word(book, replica):
    assert book().find_streets("?! ()", 5) == ()
    assert replica.requests == []
    # The town is a word of each.
    assert len(book().find_streets("zoetermeer", 2)) == 2
    assert "fq=type:weg AND gemeentecode:0637" in replica.requests[0]
    assert "rows=2" in replica.requests[0]


def test_a_street_is_not_kept(book, replica, folder):
    for _ in range(2):
        book().find_streets("Toetslaan", 5)
    assert len(replica.requests) == 2
    assert [path.name for path in folder.iterdir()] == ["salt"]


def _named(name):
    return lambda told: told["response"]["docs"][0].update(straatnaam=name)


FAILING_STREETS = {
    "503": lambda faults: faults.status(503, "/suggest", times=None),
    "no documents": lambda faults: faults.renamed("docs", "hits", "/suggest"),
    "no point": lambda faults: faults.renamed("centroide_rd", "geo", "/suggest"),
    "no name": lambda faults: faults.renamed("straatnaam", "straat", "/suggest"),
    "no gemeente": lambda faults: faults.renamed("gemeentecode", "gem", "/suggest"),
    "a name that turns": lambda faults: faults.changed(_named("\u202eToets"), "/suggest"),
    "a name without end": lambda faults: faults.changed(_named("Toets" * 20), "/suggest"),
}


@pytest.mark.parametrize("fault", FAILING_STREETS.values(), ids=FAILING_STREETS)
def test_a_service_that_fails_is_said_without_the_street(book, replica, fault, caplog):
    caplog.set_level(logging.DEBUG)
    fault(replica.faults)
    with pytest.raises(FetchError) as caught:
        book().find_streets("Toetslaan", 5)
    said = f"{caught.value} {caught.value.values} {caught.value!r} {caplog.text}".casefold()
    assert replica.url in said
    assert "toetsl" not in said

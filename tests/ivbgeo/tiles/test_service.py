"""Tiles of a service: fetched once, nothing of who asks passed on, and failures are borne."""

import os

import pytest

from ivbgeo.errors import SettingsError
from ivbgeo.tiles import TileAddress
from ivbgeo.tiles.picture import LARGEST
from ivbgeo.tiles.service import TileService
from tests.replica.tiles import drawn

TILE, OTHER = TileAddress(14, 8397, 5408), TileAddress(14, 8398, 5408)
PATH = "/brt/achtergrondkaart/wmts/v2_0"


@pytest.fixture
def service(replica, tmp_path):
    made = TileService(replica.url + PATH, "grijs", tmp_path, patience=0.5)
    yield made
    made.close()


@pytest.fixture
def old(service, tmp_path, replica):
    """The service, of which one tile was fetched so long ago that it is to be fetched anew."""
    assert service.ask(TILE) is not None
    for path in tmp_path.rglob("5408"):
        os.utime(path, (1, 1))
    replica.requests.clear()
    return service


def test_a_tile_is_fetched_once(service, replica):
    assert service.at_hand(TILE) is None
    assert service.ask(TILE).content == drawn("grijs", 14, 8397, 5408)
    assert replica.requests == [f"{PATH}/grijs/EPSG:3857/14/8397/5408.png"]
    assert service.at_hand(TILE) == service.ask(TILE)
    assert len(replica.requests) == 1


def test_another_process_or_variant_has_its_own(service, replica, tmp_path):
    service.ask(TILE)
    again = TileService(replica.url + PATH, "grijs", tmp_path)
    other = TileService(replica.url + PATH, "water", tmp_path)
    assert again.at_hand(TILE) is not None
    assert other.at_hand(TILE) is None
    assert again.mark != other.mark


def test_nothing_of_who_asks_is_passed_on(service, replica):
    replica.faults.answers(headers={"Set-Cookie": "volg=1; Path=/"}, times=None)
    service.ask(TILE)
    service.ask(OTHER)
    told = {name.lower() for headers in replica.headers for name in headers}
    assert told == {"host", "accept", "accept-encoding", "connection", "user-agent"}
    assert {headers["User-Agent"] for headers in replica.headers} == {"ivbgeo"}


def test_where_the_service_has_no_tile_there_is_none_and_it_is_asked_again(service, replica):
    replica.faults.status(404)
    assert service.ask(TILE) is None
    assert service.ask(TILE) is not None


PNG = drawn("grijs", 14, 8397, 5408)
AWAY = {"Location": "http://127.0.0.1:1/"}
WRONG = {
    "html": lambda faults: faults.html(times=None),
    "another kind than it says": lambda faults: faults.answers(kind="image/jpeg", times=None),
    "no kind": lambda faults: faults.answers(kind="", times=None),
    "svg": lambda faults: faults.answers(kind="image/svg+xml", body=b"<svg/>", times=None),
    "far too large": lambda faults: faults.answers(body=PNG + bytes(LARGEST), times=None),
    "500": lambda faults: faults.status(500, times=None),
    "403": lambda faults: faults.status(403, times=None),
    "elsewhere": lambda faults: faults.answers(status=302, headers=AWAY, times=None),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_what_is_no_tile_is_not_given_and_three_in_a_row_make_a_pause(service, replica, wrong):
    wrong(replica.faults)
    assert [service.ask(TILE) for _ in range(5)] == [None] * 5
    assert len(replica.requests) == 3


GONE = {
    "busy": lambda faults: faults.status(503, times=None),
    "too many": lambda faults: faults.status(429, times=None),
    "no answer": lambda faults: faults.refuse(times=None),
    "cut off": lambda faults: faults.disconnect(times=None),
    "halfway nothing more": lambda faults: faults.stall(times=None),
    "slow": lambda faults: faults.slow(30, times=None),
    "byte by byte": lambda faults: faults.drip(times=None),
}


@pytest.mark.parametrize("gone", GONE.values(), ids=GONE)
def test_a_service_that_is_gone_is_left_alone_and_what_was_kept_is_given(old, replica, gone):
    gone(replica.faults)
    assert old.ask(OTHER) is None
    assert old.ask(TILE).content == drawn("grijs", 14, 8397, 5408)
    assert len(replica.requests) == 1


def test_nobody_there_is_no_error(tmp_path):
    service = TileService("http://127.0.0.1:9/wmts", "grijs", tmp_path, patience=0.5)
    assert service.ask(TILE) is None


@pytest.mark.parametrize("address", ["", "service.pdok.nl", "file:///etc", "https://a:b@c/"])
def test_an_address_that_is_none_is_refused(tmp_path, address):
    with pytest.raises(SettingsError):
        TileService(address, "grijs", tmp_path)

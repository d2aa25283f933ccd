"""The provider as pygeoapi calls it, and work that is done anew when the data was renewed."""

import pytest
from pygeoapi.provider.base import ProviderInvalidQueryError, ProviderItemNotFoundError

from ivbgeo.errors import StoreError
from ivbgeo.publish import provider
from ivbgeo.publish.provider import FiguresProvider, newest, whole
from ivbgeo.store import Store

CITY = (84_000.0, 446_000.0, 100_000.0, 458_000.0)


@pytest.fixture
def address(databases, monkeypatch):
    """The settings name a store of one's own with the embedded data."""
    address = databases.address("sqlite", filled=True)
    monkeypatch.setenv("IVBGEO_DATABASE_URL", address)
    yield address
    newest().store.close()
    provider._atlas.cache_clear()


@pytest.fixture
def renew(address):
    """A function that renews the data; nothing in it changes but its version."""
    store = Store.open(address)

    def renew():
        with store.writing():
            pass

    yield renew
    store.close()


def test_work_is_done_anew_when_the_data_was_renewed_meanwhile(renew):
    seen = []

    def work(edition):
        seen.append(edition.version)
        if len(seen) < 3:
            renew()
        with edition.reading():
            return edition.version

    assert whole(work) == seen[-1]
    assert seen == sorted(set(seen))
    assert len(seen) == 3


def test_data_that_is_renewed_again_and_again_is_told_and_so_is_any_other_fault(renew):
    def never(edition):
        renew()
        with edition.reading():
            raise AssertionError

    with pytest.raises(StoreError) as told:
        whole(never)
    assert told.value.rule == "store.moved_on"
    seen = []

    def broken(_edition):
        seen.append(1)
        raise StoreError("store.damaged", address="x", why="y")

    with pytest.raises(StoreError) as told:
        whole(broken)
    assert (told.value.rule, len(seen)) == ("store.damaged", 1)


def made(name):
    return FiguresProvider({"name": "x", "type": "feature", "data": name, "id_field": "id"})


@pytest.mark.usefixtures("address")
def test_pygeoapi_alone_can_use_it_too():
    """Its own servers give a box in RD New, and want errors of their own kind."""
    borders = made("gebieden-buurt-2025")
    assert borders.query(limit=1, bbox=list(CITY))["numberMatched"] == 146
    assert borders.query(limit=1, bbox=[0.0, 0.0, 1.0, 1.0])["numberMatched"] == 0
    crime = made("misdrijven-buurt")
    found = crime.query(limit=2, properties=[("jaar", "2022")])
    assert found["numberReturned"] == 2
    one = found["features"][0]
    assert crime.get(one["id"])["properties"] == one["properties"]
    with pytest.raises(ProviderInvalidQueryError) as refused:
        crime.query(properties=[("categorie", "9.9.9")])
    assert refused.value.message.startswith("De soort ‘9.9.9’ is hier niet.")
    with pytest.raises(ProviderItemNotFoundError):
        crime.get("nergens")
    with pytest.raises(ProviderItemNotFoundError):
        made("geheim-buurt")

"""Towns for prevention and plekken."""

import pytest

from ivbgeo.atlas import Atlas
from ivbgeo.store import Store


@pytest.fixture
def edition(town):
    return Atlas(town).edition()


@pytest.fixture(scope="session")
def shared_edition(databases):
    """A town in which nothing is written."""
    store = Store.open(databases.address("sqlite", filled=True))
    yield Atlas(store).edition()
    store.close()

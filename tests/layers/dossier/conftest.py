"""The embedded data, to make dossiers from."""

from __future__ import annotations

import pytest

from ivbgeo.atlas import Atlas
from ivbgeo.store import Store


@pytest.fixture(scope="session")
def known(databases):
    """The edition of the embedded data."""
    store = Store.open(databases.address("sqlite", filled=True))
    yield Atlas(store).edition()
    store.close()

"""A city of which it is known what happened: six years of months, and one buurt with too much."""

import pytest

from benchmarks.months import add_months
from geo import DivisionId, Level
from ivbgeo.atlas import Atlas
from ivbgeo.history import history
from ivbgeo.period import Period
from ivbgeo.signals import watch
from ivbgeo.store import Store
from ivbgeo.viewer import PUBLIEK

RATES = {
    "0.0.0": 40.0, "1.1.1": 4.0, "1.4.2": 0.1, "1.4.3": 0.3, "1.4.4": 3.0, "1.4.5": 5.0,
    "2.2.1": 9.0,
}  # fmt: skip
BUURTEN = DivisionId(Level.BUURT, 2025)
HOT = "BU06370501"
# The made source was read on 2 January 2026: a month needs six weeks to be complete.
NEWEST = Period.month(2025, 10)
MONTHS = Period((2020, 1), (2025, 12))


def fill(store):
    """Give a store the months; in the newest complete one there were 25 mishandelingen in HOT."""
    add_months(store, MONTHS, RATES, changed={("1.4.5", HOT): [25, 1, 0]})


@pytest.fixture(scope="session")
def watched(databases):
    """The edition of that city, for tests that only read."""
    store = Store.open(databases.address("sqlite", filled=True))
    fill(store)
    yield Atlas(store).edition()
    store.close()


@pytest.fixture(scope="session")
def past(watched):
    """What anybody may read of its buurten."""
    return history(watched, PUBLIEK, BUURTEN)


@pytest.fixture(scope="session")
def hot(past):
    """The signal that was put there."""
    return watch(past).signals[0]

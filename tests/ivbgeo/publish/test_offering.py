"""Which collections there are: what is open, by the levels that know something."""

from dataclasses import replace

import pytest

from geo import DivisionId, Level
from ivbgeo.atlas import Atlas
from ivbgeo.figure import Classification
from ivbgeo.publish import collections_of
from ivbgeo.publish.collection import CC_BY
from ivbgeo.publish.features import figure_page
from ivbgeo.publish.offering import open_divisions
from ivbgeo.publish.selection import Selection
from ivbgeo.store import datasets


def named(edition):
    return {collection.id: collection for collection in collections_of(edition)}


@pytest.fixture
def close(town):
    """Make datasets of ``town`` no longer open; gives the edition that came of it."""

    def close(*keys):
        with town.writing() as connection:
            for dataset in datasets.list_datasets(connection):
                if not keys or dataset.provenance.dataset in keys:
                    shut = replace(dataset.provenance, classification=Classification.INTERN)
                    datasets.change_dataset(connection, dataset.id, shut)
        return Atlas(town).edition()

    return close


def test_there_is_a_collection_for_each_theme_and_level_that_knows_something(home):
    assert [name for name in named(home) if not name.startswith("gebieden")] == [
        "woonoverlast-casewijk", "woonoverlast-gemeente", "misdrijven-buurt",
        "misdrijven-gemeente", "bevolking-buurt", "bevolking-wijk", "bevolking-casewijk",
        "bevolking-gemeente",
    ]  # fmt: skip
    casework = named(home)["woonoverlast-casewijk"]
    assert casework.categories[0].code == "woonoverlast"
    assert len(casework.categories) == 12
    assert "Woonoverlast, 2023" in casework.description
    assert [c.code for c in named(home)["bevolking-wijk"].categories] == [
        "inwoners", "huishoudens",
    ]  # fmt: skip


def test_the_licence_is_that_of_every_source_or_none(home):
    found = named(home)
    assert found["misdrijven-buurt"].licence == CC_BY
    assert found["gebieden-buurt-2025"].licence == CC_BY
    assert found["woonoverlast-casewijk"].licence is None
    assert found["gebieden-casewijk-2024"].licence is None
    assert "een licentie staat er niet bij" in found["woonoverlast-casewijk"].attribution


def test_what_is_closed_is_no_longer_offered(close):
    edition = close("police_counts", "casework", "casework_totals")
    assert not [name for name in named(edition) if name.startswith(("misdrijven", "woonoverlast"))]
    assert "bevolking-buurt" in named(edition)


def test_areas_that_are_closed_are_not_drawn_with_open_figures_either(close):
    edition = close("buurten")
    assert DivisionId(Level.BUURT, 2025) not in open_divisions(edition)
    assert "gebieden-buurt-2025" not in named(edition)
    # Crime is known on the borders of 2025 alone.
    crime = named(edition)["misdrijven-buurt"]
    selection = Selection.of(edition, crime, {}, None)
    assert figure_page(edition, selection, limit=1000).matched == 0


def test_of_a_store_without_anything_open_there_is_nothing(close):
    assert collections_of(close()) == ()

"""The way back leaves the store as if the import had never been."""

from dataclasses import replace

import pytest

from geo import AreaId, Level
from ivbgeo.atlas import Atlas
from ivbgeo.category import Category
from ivbgeo.errors import NotAllowedError, UsageError
from ivbgeo.holdings import holdings
from ivbgeo.period import Period
from ivbgeo.settings import ROOT
from ivbgeo.store import categories, datasets, divisions
from ivbgeo.store.counts import CountRow, add_counts
from ivbgeo.undoing import undo_dataset, undo_import
from ivbgeo.viewer import PUBLIEK, Viewer

BEHEER = Viewer.of("beheer")
DATA = ROOT / "data"
FIRST = "categorie,datum,x,y\n1.1.1,2024-01-10,92841,452000\n1.1.1,2024-03-01,,\n"
SECOND = "categorie,datum,x,y\n1.4.6,2024-05-10,92841,452000\n"


def told(store):
    """What the store holds, without its version and moments."""
    return [
        (one.dataset.provenance.dataset, one.dataset.provenance.sha256, one.rows,
         [record.file for record in one.imports])
        for one in holdings(store, BEHEER)
    ]  # fmt: skip


def same(store, contents):
    rows = contents(store)
    rows.pop("data_version")
    return rows


def test_an_import_is_undone_as_a_whole(filled, put, contents):
    before = same(filled, contents)
    put("incidents", FIRST)
    (imported,) = holdings(filled, BEHEER)[0].imports
    assert (imported.rows_written, imported.unplaced) == (2, 1)
    version = filled.version
    assert undo_import(filled, BEHEER, imported.id, DATA).file == "bestand.csv"
    assert same(filled, contents) == before
    assert filled.version == version + 1
    # And it can be read in again.
    put("incidents", FIRST)
    assert holdings(filled, BEHEER)[0].rows == {"incidenten": 2}


def test_of_two_imports_one_stays_as_if_it_were_the_only_one(filled, put):
    put("incidents", SECOND, "twee.csv")
    alone = told(filled)
    put("incidents", FIRST, "een.csv")
    both = holdings(filled, BEHEER)[0]
    assert [record.file for record in both.imports] == ["een.csv", "twee.csv"]
    assert both.rows == {"incidenten": 3}
    undo_import(filled, BEHEER, both.imports[0].id, DATA)
    assert told(filled) == alone


def test_a_fetched_dataset_goes_with_its_categories(filled, source, contents):
    before = same(filled, contents)
    about = replace(source, dataset="fetch/overlast")
    with filled.writing() as connection:
        number = datasets.add_dataset(connection, "fetched", about)
        categories.write_categories(
            connection, number, [Category("overlast.1", "Herrie", "overlast")]
        )
        row = CountRow(AreaId("GM0637", 2025, Level.GEMEENTE), "overlast.1", Period.year(2023), 9.0)
        add_counts(connection, number, [row], divisions.division_numbers(connection))
    assert told(filled)[0][2] == {"tellingen": 1, "soorten": 1}
    assert undo_dataset(filled, BEHEER, "fetch/overlast", DATA).provenance == about
    assert same(filled, contents) == before


def test_what_others_lean_on_stays(filled, source, put, contents):
    about = replace(source, dataset="fetch/politie")
    with filled.writing() as connection:
        number = datasets.add_dataset(connection, "fetched", about)
        categories.write_categories(connection, number, [Category("9.9.9", "Nieuw", "politie")])
    put("incidents", "categorie,datum,x,y\n9.9.9,2024-05-10,92841,452000\n")
    before = contents(filled)
    with pytest.raises(UsageError, match=r"9\.9\.9"):
        undo_dataset(filled, BEHEER, "fetch/politie", DATA)
    assert contents(filled) == before


@pytest.mark.parametrize("what", ["police_counts", "fetch/niets"])
def test_what_came_with_ivbgeo_and_what_is_not_there_can_not_go(filled, contents, what):
    before = contents(filled)
    with pytest.raises(UsageError, match=what):
        undo_dataset(filled, BEHEER, what, DATA)
    with pytest.raises(UsageError, match="‘7’ is niet ingelezen"):
        undo_import(filled, BEHEER, 7, DATA)
    assert contents(filled) == before


@pytest.mark.parametrize("viewer", [PUBLIEK, Viewer.of("wijkregisseur"), Viewer.of("planner")])
def test_only_the_beheerder_may(filled, put, viewer):
    put("incidents", FIRST)
    (imported,) = holdings(filled, BEHEER)[0].imports
    for forbidden in (
        lambda: holdings(filled, viewer),
        lambda: undo_import(filled, viewer, imported.id, DATA),
        lambda: undo_dataset(filled, viewer, "import/incidents", DATA),
    ):
        with pytest.raises(NotAllowedError, match="beheerder"):
            forbidden()
    assert Atlas(filled).edition().row_months

"""What the store holds is told by dataset and file, to the beheerder alone."""

import pytest

from ivbgeo.errors import NotAllowedError
from ivbgeo.holdings import holdings
from ivbgeo.store import datasets
from ivbgeo.viewer import PUBLIEK, Viewer

BEHEER = Viewer.of("beheer")
INCIDENTS = "categorie,datum,x,y\n1.1.1,2024-01-10,92841,452000\n1.1.1,2024-03-01,,\n"
PEOPLE = "jaar,inwoners,wijkcode,indeling\n2024,10,WK063705,2025\n2024,.,WK063704,2025\n"


def test_what_came_last_is_told_first_and_what_came_with_ivbgeo_last(filled, put):
    put("incidents", INCIDENTS, "een.csv")
    put("population", PEOPLE, "twee.csv")
    put("incidents", INCIDENTS.replace("452000", "452001"), "drie.csv")
    found = holdings(filled, BEHEER)
    own = [one for one in found if one.can_be_undone]
    assert list(found[: len(own)]) == own
    assert [one.rows for one in own] == [{"tellingen": 1}, {"incidenten": 4}]
    assert [[record.file for record in one.imports] for one in own] == [
        ["twee.csv"],
        ["drie.csv", "een.csv"],
    ]
    assert [record.unplaced for record in own[1].imports] == [1, 1]
    assert str(own[1].imports[0].covers) == "januari 2024 tot en met maart 2024"
    # The name of a file of rows goes no further than this: the source of a figure has none.
    assert own[1].dataset.provenance.citation == "Gemeente, eigen bestand"
    assert own[0].dataset.provenance.citation == "Gemeente, eigen bestand, twee.csv"
    assert {one.dataset.kind for one in found[2:]} == {datasets.EMBEDDED}
    assert not any(one.imports for one in found[2:])


def test_every_dataset_is_told_once(shared):
    found = holdings(shared, BEHEER)
    with shared.reading() as connection:
        known = {one.id for one in datasets.list_datasets(connection)}
    assert {one.dataset.id for one in found} == known
    assert len(found) == len(known)
    assert not any(one.can_be_undone for one in found)


@pytest.mark.parametrize("viewer", [PUBLIEK, *map(Viewer.of, ("wijkregisseur", "planner"))])
def test_others_do_not_learn_the_names_of_files(shared, viewer):
    with pytest.raises(NotAllowedError):
        holdings(shared, viewer)


def test_an_empty_store_holds_nothing(store):
    assert holdings(store, BEHEER) == ()

"""The newest edition of the store, read once and shared."""

import pytest

from geo import DivisionId, Level
from ivbgeo.atlas import Atlas
from ivbgeo.demo import load_demo
from ivbgeo.errors import UsageError


def test_an_edition_is_read_once_until_the_data_changes(filled):
    atlas = Atlas(filled)
    first = atlas.edition()
    assert atlas.edition() is first
    with filled.writing():
        pass
    assert atlas.edition() is not first
    assert atlas.edition().version == first.version + 1


def test_the_newest_division_of_a_level_comes_first(edition):
    assert edition.division_ids(Level.BUURT) == (
        DivisionId(Level.BUURT, 2025),
        DivisionId(Level.BUURT, 2024),
    )
    assert edition.division_id(Level.BUURT, 2024).year == 2024


def test_a_division_that_is_not_there_is_named_with_those_that_are(edition):
    with pytest.raises(UsageError, match=r"‘buurt 1999’.*buurt-2024, buurt-2025"):
        edition.division_id(Level.BUURT, 1999)


@pytest.mark.parametrize("year", [2024, 2025])
def test_every_buurt_lies_in_the_wijk_that_it_names_as_its_parent(edition, year):
    up = edition.up(DivisionId(Level.WIJK, year))
    buurten = edition.division(DivisionId(Level.BUURT, year))
    found = up[edition.numbers[buurten.id]]
    assert found == dict(zip(buurten.codes, buurten.parents, strict=True))


def test_years_never_nest_in_each_other(edition):
    for target in edition.numbers:
        years = {number: d.year for d, number in edition.numbers.items()}
        assert {years[number] for number in edition.up(target)} == {target.year}


def test_an_empty_store_has_an_edition_with_nothing_in_it(store):
    edition = Atlas(store).edition()
    assert len(edition.taxonomy) == 0
    with pytest.raises(UsageError, match="Er zijn: geen"):
        edition.division_id(Level.BUURT)


def test_loading_the_same_data_again_is_no_new_edition(filled, data_dir):
    version = Atlas(filled).edition().version
    assert not load_demo(filled, data_dir)
    assert Atlas(filled).edition().version == version

"""Divisions that are brought in, and let go of: what was there comes back, nothing is orphaned."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
import shapely

from geo import Area, AreaId, Division, DivisionId, Level, read_division
from ivbgeo.atlas import Atlas
from ivbgeo.borders import put_divisions, release_divisions
from ivbgeo.check import check
from ivbgeo.demo import find_damage, load_demo
from ivbgeo.errors import DataError
from ivbgeo.figure import Classification, Provenance
from ivbgeo.store import Store, datasets, divisions
from tests.geo.coverages import square

SOURCE = Provenance(
    dataset="import/areas/1",
    title="Eigen gebieden",
    source="Gemeente",
    table="gebieden.gpkg",
    retrieved=date(2026, 1, 2),
    sha256="0" * 64,
    licence="niet openbaar",
    classification=Classification.INTERN,
)
BUURT, CASEWIJK = DivisionId(Level.BUURT, 2025), DivisionId(Level.CASEWIJK, 2024)


@pytest.fixture
def buurten(data_dir):
    """The buurten of 2025, drawn half a metre to the east, one of them water."""
    old = read_division(data_dir / "buurten.geojson")
    moved = shapely.transform(old.polygons, lambda xy: xy + np.array([0.5, 0.0]))
    water = tuple(code == "BU06370101" for code in old.codes)
    return replace(old, polygons=moved, water=water)


def _put(store, *brought, source=SOURCE):
    with store.writing() as connection:
        return put_divisions(connection, "areas", source, brought)


def _let_go(store, number, data_dir):
    with store.writing() as connection:
        release_divisions(connection, number, data_dir)
        assert number not in divisions.division_datasets(connection).values()
        datasets.remove_datasets(connection, {SOURCE.dataset})


def _crosswalks(store, *others):
    edition = Atlas(store).edition()
    return {other: edition.crosswalk(BUURT, other) for other in others}


def test_what_was_taken_over_is_put_back_when_it_is_let_go(filled, buurten, data_dir, contents):
    before = contents(filled)
    others = (DivisionId(Level.BUURT, 2024), CASEWIJK)
    crosswalks = _crosswalks(filled, *others)
    number = _put(filled, buurten)
    assert Atlas(filled).edition().division(BUURT) == buurten
    between = _crosswalks(filled, *others)
    assert between[others[0]] != crosswalks[others[0]]
    assert between[CASEWIJK] == crosswalks[CASEWIJK]
    # The demo knows, and leaves it.
    assert find_damage(filled, data_dir) == []
    assert not load_demo(filled, data_dir)
    assert check(filled, data_dir) == []

    _let_go(filled, number, data_dir)
    assert _crosswalks(filled, *others) == crosswalks
    assert check(filled, data_dir) == []
    after = contents(filled)
    for table in ("division", "area_count", "dataset", "category"):
        assert after[table] == before[table]
    assert {row[1:] for row in after["area"]} == {row[1:] for row in before["area"]}


def test_the_demo_that_is_loaded_anew_leaves_what_was_taken_over(town, buurten, data_dir):
    _put(town, buurten)
    with town.writing() as connection:
        datasets.remove_datasets(connection, {"population"})
    assert load_demo(town, data_dir)
    assert Atlas(town).edition().division(BUURT) == buurten
    assert check(town, data_dir) == []


def _of_2026(buurten):
    return Division.from_areas(
        replace(buurten.area(code), id=AreaId(code, 2026, Level.BUURT)) for code in buurten.codes
    )


def test_a_year_that_came_new_is_gone_when_it_is_let_go(town, buurten, data_dir, contents):
    before = contents(town)
    newer = _of_2026(buurten)
    number = _put(town, newer)
    (crosswalk,) = _crosswalks(town, newer.id).values()
    assert crosswalk is not None
    _let_go(town, number, data_dir)
    assert newer.id not in Atlas(town).edition().numbers
    after = contents(town)
    assert {name: rows for name, rows in after.items() if name != "data_version"} == {
        name: rows for name, rows in before.items() if name != "data_version"
    }


def test_a_division_that_is_in_use_is_not_let_go(filled, put, buurten, data_dir, contents):
    number = _put(filled, _of_2026(buurten))
    text = "categorie,datum,gebiedscode,jaar indeling\n1.1.1,2024-01-10,BU06370101,2026\n"
    put("incidents", text)
    before = contents(filled)
    with pytest.raises(DataError) as caught:
        _let_go(filled, number, data_dir)
    assert caught.value.rule == "areas.in_use"
    assert "BU06370101 (buurt-2026)" in str(caught.value)
    assert "‘Incidenten uit eigen bestanden’" in str(caught.value)
    assert contents(filled) == before


@pytest.mark.parametrize("code", ["GM0344", "WK034401", "BU03440101"])
def test_areas_of_another_gemeente_are_refused(town, contents, code):
    before = contents(town)
    level = {"GM": Level.GEMEENTE, "WK": Level.WIJK, "BU": Level.BUURT}[code[:2]]
    other = Division.from_areas([Area(AreaId(code, 2026, level), "Elders", square(0, 0))])
    with pytest.raises(DataError) as caught:
        _put(town, other)
    assert caught.value.rule == "areas.other_gemeente"
    assert "Zoetermeer (GM0637)" in str(caught.value)
    assert contents(town) == before


def test_figures_of_the_demo_for_areas_that_are_gone_are_refused(databases, buurten, data_dir):
    """A store that began with fewer areas than the demo has figures of."""
    store = Store.open(databases.address("sqlite", filled=False))
    few = Division.from_areas([buurten.area(buurten.codes[0])])
    _put(store, few)
    with pytest.raises(DataError) as caught:
        load_demo(store, data_dir)
    assert caught.value.rule == "demo.orphans"
    assert f"{buurten.codes[1]} (buurt-2025)" in str(caught.value)
    with store.reading() as connection:
        assert list(divisions.division_numbers(connection)) == [BUURT]
    store.close()

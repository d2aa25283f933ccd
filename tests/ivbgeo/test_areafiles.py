"""A file of areas into the store: in place of those that are there, or not at all; and back."""

import geopandas as gpd
import pytest
from shapely.affinity import translate

from geo import AreaId, DivisionId, GeoError, Level, read_division
from ivbgeo.areafiles import import_areas
from ivbgeo.atlas import Atlas
from ivbgeo.check import check
from ivbgeo.errors import DataError
from ivbgeo.holdings import holdings
from ivbgeo.importing import import_file
from ivbgeo.settings import ROOT
from ivbgeo.sources import Kind
from ivbgeo.undoing import undo_dataset, undo_import
from ivbgeo.viewer import Viewer

BEHEER = Viewer.of("beheer")
DATA = ROOT / "data"
WIJK, BUURT = DivisionId(Level.WIJK, 2025), DivisionId(Level.BUURT, 2025)


def frame(name="wijken.geojson", *, moved=0.0, year=None):
    """The areas of a file that came with ivbgeo, drawn some metres to the east."""
    old = read_division(DATA / name)
    columns = {
        "statcode": old.codes,
        "statnaam": old.names,
        "jaar": [year or old.year] * len(old),
        "parent": old.parents,
        "water": ["JA", *["NEE"] * (len(old) - 1)],
    }
    return gpd.GeoDataFrame(
        columns, geometry=[translate(shape, moved) for shape in old.polygons], crs=28992
    )


def saved(folder, areas, name="gebieden.gpkg", layer="wijken"):
    areas.to_file(folder / name, driver="GPKG", layer=layer)
    return folder / name


def same(store, contents):
    """What a store holds, whatever numbers its rows have been given."""
    rows = contents(store)
    rows.pop("data_version")
    for table in ("area", "crosswalk"):
        rows[table] = {row[1:] for row in rows[table]}
    return rows


def test_areas_come_in_place_of_those_that_came_with_ivbgeo_and_go_again(
    filled, tmp_path, contents
):
    before = same(filled, contents)
    report = import_areas(filled, saved(tmp_path, frame(moved=0.5)))
    assert (report.rows_read, report.rows_written, report.refused) == (15, 15, False)
    assert report.data_version == filled.version
    assert report.message == "15 gebieden: wijk 2025, waarvan 1 water. Ze zijn ingelezen."
    division = Atlas(filled).edition().division(WIJK)
    old = read_division(DATA / "wijken.geojson")
    assert sum(division.water) == 1
    assert division.polygons[0].bounds[0] == pytest.approx(old.polygons[0].bounds[0] + 0.5)
    assert check(filled, DATA) == []
    held = holdings(filled, BEHEER)[0]
    assert held.rows["indelingen"] == 1
    assert held.dataset.provenance.sha256 == division.content_hash
    undo_import(filled, BEHEER, held.imports[0].id, DATA)
    assert same(filled, contents) == before
    assert check(filled, DATA) == []


def test_a_year_of_ones_own_comes_and_goes(town, tmp_path, contents):
    before = same(town, contents)
    import_areas(town, saved(tmp_path, frame(year=2026)))
    assert Atlas(town).edition().division_id(Level.WIJK).year == 2026
    assert Atlas(town).edition().crosswalk(WIJK, DivisionId(Level.WIJK, 2026)) is not None
    assert check(town, DATA) == []
    undo_dataset(town, BEHEER, holdings(town, BEHEER)[0].dataset.provenance.dataset, DATA)
    assert same(town, contents) == before


@pytest.mark.parametrize("moved", [0.0, 0.5])
def test_a_trial_writes_nothing_and_a_second_time_changes_nothing(
    filled, tmp_path, contents, moved
):
    path = saved(tmp_path, frame(moved=moved))
    before = contents(filled)
    report = import_areas(filled, path, dry_run=True)
    assert contents(filled) == before
    assert "15 gebieden" in report.message
    assert "er is niets ingelezen" in report.message
    assert (report.rows_written, report.data_version) == (0, filled.version)
    done = import_areas(filled, path)
    once = contents(filled)
    # The same areas in another file are the same areas.
    other = saved(tmp_path, frame(moved=moved), "andere naam.gpkg")
    for dry_run in (True, False):
        again = import_areas(filled, other, dry_run=dry_run)
        assert "al ingelezen" in again.message
        assert (again.rows_written, again.data_version) == (0, done.data_version)
    assert contents(filled) == once


def test_levels_of_one_file_come_one_by_one(town, tmp_path):
    path = saved(tmp_path, frame(moved=0.5))
    saved(tmp_path, frame("buurten.geojson", moved=0.5), layer="buurten")
    with pytest.raises(GeoError) as caught:
        import_areas(town, path)
    assert caught.value.rule == "geo.file.layer"
    assert import_areas(town, path, level=Level.WIJK).rows_written == 15
    assert import_areas(town, path, level=Level.BUURT).rows_written == 146
    assert check(town, DATA) == []


def test_what_came_in_the_place_of_another_file_may_give_way_to_it_again(town, tmp_path, contents):
    before = same(town, contents)
    first = saved(tmp_path, frame(moved=0.5), "een.gpkg")
    second = saved(tmp_path, frame(moved=1.0), "twee.gpkg")
    for path in (first, second, first):
        assert import_areas(town, path).rows_written == 15
        assert check(town, DATA) == []
    west = read_division(DATA / "wijken.geojson").polygons[0].bounds[0]
    assert Atlas(town).edition().division(WIJK).polygons[0].bounds[0] == pytest.approx(west + 0.5)
    held = [one for one in holdings(town, BEHEER) if one.can_be_undone]
    assert {one.imports[0].file for one in held} == {"een.gpkg", "twee.gpkg"}
    for one in held:
        undo_import(town, BEHEER, one.imports[0].id, DATA)
    assert same(town, contents) == before


@pytest.mark.parametrize("dry_run", [True, False])
@pytest.mark.parametrize(
    "case",
    [
        ("WK063798", "areas.orphans", "WK063705 (wijk-2025)"),
        ("WK034401", "areas.other_gemeente", "Zoetermeer (GM0637)"),
    ],
)
def test_what_does_not_fit_leaves_everything_as_it_was(town, tmp_path, contents, dry_run, case):
    code, rule, named = case
    areas = frame()
    path = saved(tmp_path, areas.assign(statcode=areas["statcode"].replace("WK063705", code)))
    before = contents(town)
    with pytest.raises(DataError) as caught:
        import_areas(town, path, dry_run=dry_run)
    assert caught.value.rule == rule
    assert named in str(caught.value)
    assert contents(town) == before


def test_areas_that_an_own_file_leans_on_are_not_undone(town, put_in, tmp_path, contents):
    import_areas(town, saved(tmp_path, frame(year=2026)))
    put_in("categorie,datum,gebiedscode,jaar indeling\n1.1.1,2024-01-10,WK063705,2026\n")
    areas = next(one for one in holdings(town, BEHEER) if one.dataset.kind == "areas")
    before = contents(town)
    with pytest.raises(DataError) as caught:
        undo_import(town, BEHEER, areas.imports[0].id, DATA)
    assert caught.value.rule == "areas.in_use"
    assert contents(town) == before


@pytest.fixture
def put_in(town, tmp_path):
    def put_in(text):
        path = tmp_path / "bestand.csv"
        path.write_text(text)
        report = import_file(town, Atlas(town).edition(), path, Kind.INCIDENTS)
        assert not report.refused

    return put_in


@pytest.mark.parametrize("value", ["misschien", "12,5"])
def test_water_is_said_by_yes_or_no(town, tmp_path, contents, value):
    areas = frame()
    areas.loc[3, "water"] = value
    before = contents(town)
    with pytest.raises(GeoError) as caught:
        import_areas(town, saved(tmp_path, areas))
    assert caught.value.rule == "geo.file.water"
    assert caught.value.values["area"] == areas.loc[3, "statcode"]
    assert contents(town) == before


def test_water_is_read_from_the_file_and_kept(town, tmp_path):
    import_areas(town, saved(tmp_path, frame()))
    division = Atlas(town).edition().division(WIJK)
    assert [code for code, wet in zip(division.codes, division.water, strict=True) if wet] == [
        division.codes[0]
    ]
    assert division.area_id(division.codes[0]) == AreaId("WK063701", 2025, Level.WIJK)


def test_without_a_year_it_is_asked_for(town, tmp_path):
    path = saved(tmp_path, frame().drop(columns="jaar"))
    with pytest.raises(GeoError) as caught:
        import_areas(town, path)
    assert caught.value.rule == "geo.file.year"
    assert import_areas(town, path, division_year=2025, dry_run=True).rows_read == 15

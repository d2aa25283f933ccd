"""A file of camera areas: each border with what is said of it, or a sentence that says why not."""

import json
from dataclasses import replace
from datetime import date

import geopandas
import pytest
import shapely

from geo import UnreadableFileError
from ivbgeo.atlas import Atlas
from ivbgeo.check import check
from ivbgeo.errors import DataError
from ivbgeo.figure import Classification
from ivbgeo.importing import ReadOptions, import_file
from ivbgeo.register import cameras, change, deadlines, designations
from ivbgeo.register.areafile import read_border
from ivbgeo.register.importing import import_camera_areas
from ivbgeo.sources import Kind
from ivbgeo.store import datasets
from ivbgeo.undoing import undo_import
from ivbgeo.viewer import PUBLIEK, Role, Viewer

PLANNER, BEHEER = Viewer(Role.PLANNER), Viewer(Role.BEHEER)
FIELD = shapely.box(93_000, 452_000, 93_100, 452_100)
PARTS = shapely.MultiPolygon([FIELD, shapely.box(93_200, 452_000, 93_250, 452_050)])
BOW = shapely.Polygon([(93000, 452000), (93100, 452100), (93100, 452000), (93000, 452100)])
TOLD = {
    "Naam": "Marktplein",
    "Soort": "Tijdelijk",
    "Begin": "2026-11",
    "Einde": "31-12-2026",
    "Besluit": "2026/17",
    "Evaluatie": "1-12-2026",
    "Bewaartermijn": "4 weken",
    "Noodzaak": "Ongeregeldheden",
    "Kleur": "rood",
}


@pytest.fixture
def bring(town, tmp_path):
    """Give a function that brings a frame of areas in as a file of some form."""

    def bring(rows, shapes, suffix="geojson", crs=28992, **options):
        path = tmp_path / f"gebieden.{suffix}"
        geopandas.GeoDataFrame(rows, geometry=shapes, crs=28992).to_crs(crs).to_file(path)
        return import_camera_areas(town, Atlas(town).edition(), path, **options)

    return bring


@pytest.mark.parametrize(("suffix", "crs"), [("geojson", 4326), ("gpkg", 28992)])
def test_a_file_is_taken_whole(bring, town, data_dir, suffix, crs):
    report = bring([TOLD, {"Naam": "Brug", "Soort": "vast"}], [FIELD, PARTS], suffix, crs)
    assert (report.rejections, report.rows_written, report.message) == (
        (), 2, "2 cameragebieden ingelezen.",
    )  # fmt: skip
    assert report.ignored_columns == ("kleur",)
    edition = Atlas(town).edition()
    plein, brug = designations(edition, PLANNER)[-2:]
    said = plein.designation
    assert (plein.key, plein.version, plein.changed_by) == ("Marktplein", 0, "bron")
    assert (said.kind, said.starts, said.ends, said.order) == (
        "tijdelijk", "2026-11", date(2026, 12, 31), "2026/17",
    )  # fmt: skip
    assert (said.evaluation, said.retention_days) == (date(2026, 12, 1), 28)
    assert said.border.area == pytest.approx(10_000, abs=1)
    assert brug.designation.border.geom_type == "MultiPolygon"
    # Intern, until somebody says otherwise.
    assert len(designations(edition, PUBLIEK)) == 4
    assert check(town, data_dir) == []


def test_what_was_changed_outlives_the_file(bring, town, data_dir):
    bring([TOLD], [FIELD], classification=Classification.OPEN)
    edition = Atlas(town).edition()
    plein = designations(edition, PUBLIEK)[-1]
    change(edition, PLANNER, plein, replace(plein.designation, signs="Bij elke hoek"))
    with town.reading() as connection:
        (number,) = (one.id for one in datasets.list_imports(connection))
    undo_import(town, BEHEER, number, data_dir)
    left = designations(Atlas(town).edition(), PUBLIEK)[-1]
    assert (left.key, left.designation.signs) == ("Marktplein", "Bij elke hoek")
    assert check(town, data_dir) == []


def test_looking_and_reading_twice_write_nothing(bring, town):
    assert "Dit was een proef" in bring([TOLD], [FIELD], dry_run=True).message
    assert len(designations(Atlas(town).edition(), PLANNER)) == 4
    assert bring([TOLD], [FIELD]).rows_written == 1
    again = bring([TOLD], [FIELD])
    assert (again.rows_written, "al ingelezen" in again.message) == (0, True)


@pytest.mark.parametrize(
    ("wrong", "shape", "said"),
    [
        ({"Naam": ""}, FIELD, "Vlak 2: Het cameragebied heeft geen naam"),
        ({"Soort": "mooi"}, FIELD, "‘mooi’ is geen soort cameragebied"),
        ({"Einde": "1-1-2020"}, FIELD, "ligt voor het begin"),
        ({"Einde": "ooit"}, FIELD, "‘ooit’ is geen datum"),
        ({"Begin": "vroeger"}, FIELD, "‘vroeger’ is geen datum"),
        ({"Bewaartermijn": "5 weken"}, FIELD, "35 dagen bewaren kan niet"),
        ({"Bewaartermijn": "lang"}, FIELD, "‘lang’ is geen bewaartermijn"),
        ({"Noodzaak": "Bel 06-12345678"}, FIELD, "lijkt op een telefoonnummer"),
        ({"Naam": "marktplein"}, FIELD, "Er is al een cameragebied met de naam"),
        ({}, BOW, "die zichzelf niet kruisen"),
        ({}, shapely.Point(93_000, 452_000), "het is een punt, geen vlak"),
        ({}, shapely.box(120_000, 480_000, 120_100, 480_100), "ligt buiten Zoetermeer"),
    ],
)
def test_what_can_not_be_is_refused_with_its_number(bring, town, wrong, shape, said):
    report = bring([TOLD, {**TOLD, "Naam": "Tweede", **wrong}], [FIELD, shape], "gpkg")
    (rejection,) = report.rejections
    assert rejection.line == 2
    assert said in rejection.message
    assert "1 van de 2 cameragebieden klopt niet" in report.message
    assert len(designations(Atlas(town).edition(), PLANNER)) == 4


def test_a_name_that_the_register_has_is_refused(bring):
    (rejection,) = bring([{**TOLD, "Naam": "nelson mandelabrug"}], [FIELD]).rejections
    assert rejection.rule == "register.name_taken"


def test_a_file_that_is_none_is_refused(town, tmp_path):
    edition, path = Atlas(town).edition(), tmp_path / "x.geojson"
    path.write_text("geen kaart")
    with pytest.raises(UnreadableFileError):
        import_camera_areas(town, edition, path)
    path.write_text(json.dumps({"type": "FeatureCollection", "features": []}))
    with pytest.raises(DataError, match="geen kolom met de naam"):
        import_camera_areas(town, edition, path)


def test_a_border_is_all_that_is_in_a_file(tmp_path):
    path = tmp_path / "grens.geojson"
    geopandas.GeoDataFrame(geometry=list(PARTS.geoms), crs=28992).to_crs(4326).to_file(path)
    assert read_border(path).area == pytest.approx(PARTS.area, abs=1)
    geopandas.GeoDataFrame(geometry=[BOW], crs=28992).to_crs(4326).to_file(path)
    with pytest.raises(DataError, match="hij kruist zichzelf, bij x 93050 en y 452050"):
        read_border(path)
    path.write_text(json.dumps({"type": "FeatureCollection", "features": []}))
    with pytest.raises(DataError, match="staat geen vlak"):
        read_border(path)


HEAD = "naam;soort;vanaf;besluit;cameragebied\n"


def test_a_camera_belongs_to_the_area_that_its_file_names(put):
    edition = put("cameras", HEAD + "a;vast;1-1-2023;B;nelson mandelabrug\nb;vast;1-1-2023;B;Zee\n")
    first, second = cameras(edition, PLANNER)
    assert first.camera.designation == "camera.mandelabrug"
    # What nobody knows stays as it was written, and is told.
    assert second.camera.designation == "Zee"
    sentences = [one.sentence for one in deadlines(edition, PLANNER, date(2026, 1, 1))]
    assert any("Hoort bij ‘Zee’, maar dat gebied is nu niet aangewezen" in one for one in sentences)
    change(edition, PLANNER, second, replace(second.camera, height=4.0))
    assert cameras(edition, PLANNER)[1].camera.designation == "Zee"


def test_a_camera_that_was_read_in_before_is_refused(put, filled, tmp_path):
    put("cameras", HEAD + "a;tijdelijk;1-1-2023;B;\n")
    path = tmp_path / "nog eens.csv"
    path.write_text(
        HEAD + "a;tijdelijk;1-6-2023;B;\na;tijdelijk;1-6-2023;B2;\na;vast;1-1-2023;B;\n"
    )
    report = import_file(
        filled, Atlas(filled).edition(), path, Kind.CAMERAS, ReadOptions(today=date(2026, 1, 1))
    )
    assert [(one.line, one.rule) for one in report.rejections] == [
        (3, "table.double"), (4, "camera.known"),
    ]  # fmt: skip

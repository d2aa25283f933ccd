"""A file of prevention: all of it with what is said, or a sentence for each that can't be."""

import json
from dataclasses import replace
from datetime import date

import geopandas
import pytest
import shapely

from geo import AreaId, Level, UnreadableFileError
from ivbgeo.atlas import Atlas
from ivbgeo.check import check
from ivbgeo.errors import DataError, NotAllowedError
from ivbgeo.prevention.changing import change
from ivbgeo.prevention.importing import import_preventions
from ivbgeo.prevention.kind import PreventionKind
from ivbgeo.prevention.listing import history, preventions
from ivbgeo.store import datasets
from ivbgeo.undoing import undo_import
from ivbgeo.viewer import PUBLIEK
from tests.preventing import BEHEER, OPEN, OTHER, OWN, REGISSEUR, TODAY, WAS, within

FIELD = shapely.box(93_000, 452_000, 93_100, 452_100)
PARTS = shapely.MultiPolygon([FIELD, shapely.box(93_200, 452_000, 93_250, 452_050)])
BOW = shapely.Polygon([(93000, 452000), (93100, 452100), (93100, 452000), (93000, 452100)])
TOLD = {
    "Naam": "Buurtalarm",
    "Soort": "WhatsApp-buurtpreventie",
    "Vanaf": "1-3-2024",
    "Functie": "coördinator",
    "Contact": "preventie@zoetermeer.example",
    "Kleur": "rood",
}


@pytest.fixture
def bring(town, tmp_path):
    """Give a function that brings a frame of shapes in as a file of some form."""

    def bring(rows, shapes, suffix="geojson", crs=28992, **options):
        path = tmp_path / f"preventie.{suffix}"
        geopandas.GeoDataFrame(rows, geometry=shapes, crs=28992).to_crs(crs).to_file(path)
        return import_preventions(Atlas(town).edition(), path, **options)

    return bring


@pytest.mark.parametrize(("suffix", "crs"), [("geojson", 4326), ("gpkg", 28992)])
def test_a_file_is_taken_whole(bring, town, data_dir, suffix, crs):
    edition = Atlas(town).edition()
    name = edition.division(OWN.division).area(OWN.code).name
    rows = [
        TOLD,
        {"Naam": "Twee \x1b delen", "Soort": "wabp"},
        {"Naam": "Zonder grens", "Soort": "groep", "Wijk": name},
        {"Naam": "Met code", "Soort": "groep", "Gebiedscode": OTHER.code, "Jaar indeling": "2025"},
        {"Naam": "Nergens", "Soort": "groep"},
        {"Naam": "Jaarwisseling", "Soort": "vuurwerkvrije zone", "Besluit": "2026/17",
         "Vanaf": "31-12-2026", "Tot en met": "1 januari 2027"},
    ]  # fmt: skip
    shapes = [FIELD, PARTS, None, None, None, FIELD]
    report = bring(rows, shapes, suffix, crs)
    assert report.rejections == ()
    assert report.message == "6 gebieden, rondes en avonden ingelezen."
    assert report.ignored_columns == ("kleur",)
    (overlap,) = report.overlaps
    assert overlap == (
        "‘Buurtalarm’ en ‘Twee delen’ (WhatsApp-buurtpreventie) liggen voor 1,00 hectare over "
        "elkaar. Dat mag; in de dekking telt het één keer."
    )
    assert report.notes == (
        "Zonder grens, wel met een buurt of wijk: 2.",
        "Zonder grens en zonder buurt of wijk: 1 (gebied niet bekend).",
    )
    edition = Atlas(town).edition()
    found = {one.key: one for one in preventions(edition, BEHEER)}
    assert list(found) == [row["Naam"].replace(" \x1b", "") for row in rows]
    alarm = found["Buurtalarm"]
    assert (alarm.version, alarm.changed_by) == (0, "bron")
    said = alarm.prevention
    assert (said.kind, said.valid_from, said.contact_role) == (
        "groep", date(2024, 3, 1), "coördinator",
    )  # fmt: skip
    assert said.border.area == pytest.approx(10_000, abs=1)
    assert found["Twee delen"].prevention.border.geom_type == "MultiPolygon"
    assert found["Zonder grens"].prevention.area == OWN
    assert found["Met code"].prevention.area == AreaId(OTHER.code, 2025, Level.WIJK)
    # Intern, until somebody says otherwise: a team sees what touches its own wijk.
    assert preventions(edition, PUBLIEK) == ()
    assert {one.key for one in preventions(edition, WAS)} == {"Zonder grens"}
    assert check(town, data_dir) == []


def test_one_kind_for_the_whole_file_and_lines_and_points(bring, town):
    line = shapely.LineString([(93_000, 452_000), (93_100, 452_100)])
    bring([{"Naam": "Ronde"}], [line], kind=PreventionKind.RONDE, classification=OPEN)
    evenings = [{"Naam": "Avond", "Datum": f"{day}-12-2026"} for day in (1, 8)]
    point = shapely.Point(93_000, 452_000)
    bring(evenings, [point, point], "gpkg", kind=PreventionKind.AVOND, classification=OPEN)
    found = preventions(Atlas(town).edition(), PUBLIEK)
    assert [one.key for one in found] == ["Ronde", "Avond (2026-12-01)", "Avond (2026-12-08)"]
    assert [one.prevention.border.geom_type for one in found] == ["LineString", "Point", "Point"]
    assert len(preventions(Atlas(town).edition(), PUBLIEK, on=date(2026, 12, 2))) == 2


def test_what_was_changed_outlives_its_file_and_the_file_can_come_again(bring, town, data_dir):
    edition = Atlas(town).edition()
    shape = within(edition, OWN)
    bring([TOLD], [shape])
    edition = Atlas(town).edition()
    (seen,) = preventions(edition, REGISSEUR)
    assert change(edition, REGISSEUR, seen, replace(seen.prevention, times="elke dag")) == 2
    assert [one.changed_by for one in history(edition, REGISSEUR, "Buurtalarm")] == [
        "wijkregisseur", "bron",
    ]  # fmt: skip
    again = bring([TOLD], [shape])
    assert again.message.startswith("Dit bestand is al ingelezen")
    (rejection,) = bring([{**TOLD, "Functie": "beheer"}], [shape]).rejections
    assert "Er is al een WhatsApp-buurtpreventie met de naam ‘Buurtalarm’" in rejection.message
    with town.reading() as connection:
        (record,) = datasets.list_imports(connection)
    undo_import(town, BEHEER, record.id, data_dir)
    (left,) = preventions(Atlas(town).edition(), REGISSEUR)
    assert left.prevention.times == "elke dag"
    assert bring([TOLD], [shape]).rows_written == 1
    (left,) = preventions(Atlas(town).edition(), REGISSEUR)
    assert (left.version, left.prevention.times) == (2, "elke dag")
    assert check(town, data_dir) == []


@pytest.mark.parametrize(
    ("wrong", "shape", "said"),
    [
        ({"Naam": ""}, FIELD, "Gebied 2: De naam ontbreekt"),
        ({"Soort": "mooi"}, FIELD, "‘mooi’ is geen soort preventie"),
        ({"Vanaf": "ooit"}, FIELD, "‘ooit’ is geen datum"),
        ({"Contact": "06-12345678"}, FIELD, "geen e-mailadres en geen webadres"),
        ({"Contact": "j.jansen@x.example"}, FIELD, "lijkt op een adres van een persoon"),
        ({"Opmerking": "Bel 06-12345678"}, FIELD, "lijkt op een telefoonnummer"),
        ({"Opmerking": "Bij Kerkstraat 12"}, FIELD, "lijkt op een adres"),
        ({"Soort": "Bel 06-12345678"}, FIELD, "‘Bel [telefoonnummer]’ is geen soort preventie"),
        ({"Buurt": "x" * 70 + " 06-12345678"}, FIELD, "[telefoo…’ is hier niet gevonden"),
        ({"Vanaf": "x" * 30 + " 06-12345678"}, FIELD, "[telefoonnummer]’ is geen datum"),
        ({"Vanaf": "bij Kerkstraat 12"}, FIELD, "‘bij [adres]’ is geen datum"),
        ({"Naam": "buurtalarm"}, FIELD, "Er is al een"),
        ({"Buurt": "Atlantis"}, FIELD, "‘Atlantis’ is hier niet gevonden"),
        ({"Gebiedscode": "WK063705"}, FIELD, "ontbreekt het jaar van de indeling"),
        ({"Gebiedscode": "WK06", "Jaar indeling": "2025"}, FIELD, "‘WK06’ is hier niet"),
        ({}, BOW, "hij kruist zichzelf, bij x 93050 en y 452050"),
        ({}, shapely.Point(93_000, 452_000), "het is een punt, geen vlak"),
        ({}, shapely.box(120_000, 480_000, 120_100, 480_100), "ligt buiten Zoetermeer"),
    ],
)
def test_what_can_not_be_is_refused_with_its_number(bring, town, wrong, shape, said):
    report = bring([TOLD, {**TOLD, "Naam": "Tweede", **wrong}], [FIELD, shape], "gpkg")
    (rejection,) = report.rejections
    assert rejection.line == 2
    assert said in rejection.message
    # What is of a person is not said again.
    assert not [one for one in ("06-12345678", "j.jansen", "Kerkstraat") if one in str(report)]
    assert "1 van de 2 gebieden, rondes en avonden klopt niet" in report.message
    assert preventions(Atlas(town).edition(), BEHEER) == ()


def test_a_file_that_is_none(bring, town, tmp_path):
    edition = Atlas(town).edition()
    with pytest.raises(DataError, match="kolom ‘soort’"):
        bring([{"Naam": "x"}], [FIELD])
    with pytest.raises(DataError, match="kolom ‘naam’"):
        bring([{"Soort": "groep"}], [FIELD])
    path = tmp_path / "x.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": []}))
    with pytest.raises(DataError, match="geen gegevens"):
        import_preventions(edition, path)
    path.write_text("nee")
    with pytest.raises(UnreadableFileError):
        import_preventions(edition, path)
    with pytest.raises(NotAllowedError):
        import_preventions(edition, path, viewer=REGISSEUR)
    looked = bring([TOLD], [FIELD], dry_run=True)
    assert (looked.rows_read, looked.rows_written) == (1, 0)
    assert preventions(Atlas(town).edition(), BEHEER, on=TODAY) == ()

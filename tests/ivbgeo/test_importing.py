"""A file into the store: all of it or nothing, and nothing twice."""

import json
from dataclasses import asdict
from datetime import date

import geopandas as gpd
import openpyxl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from shapely import Point
from sqlalchemy import select

from geo import Level
from ivbgeo.areafiles import import_areas
from ivbgeo.atlas import Atlas
from ivbgeo.errors import DataError, StoreError, UsageError
from ivbgeo.importing import ReadOptions, check_file, import_file, refusal
from ivbgeo.machine import beheerder
from ivbgeo.sources import Kind
from ivbgeo.store import schema

OPTIONS = ReadOptions(today=date(2026, 11, 1))
# Two places in the city, RD.
RD = ((92841, 452000), (93500, 453250))
HEAD = "categorie,datum,x,y\n"
GOOD = HEAD + "1.1.1,2024-01-10,92841,452000\n1.4.6,2024-02-29,93500,453250\n1.1.1,2024-03-01,,\n"


def bring(store, path, kind=Kind.INCIDENTS, *, dry_run=False, options=OPTIONS):
    return import_file(store, Atlas(store).edition(), path, kind, options, dry_run=dry_run)


def saved(folder, content, name="bestand.csv"):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def excel(folder, *rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(folder / "bestand.xlsx")
    return folder / "bestand.xlsx"


def frame():
    points = [Point(place) for place in RD]
    rows = {"categorie": ["1.1.1", "1.4.6"], "datum": ["2024-01-10", "2024-02-29"]}
    return gpd.GeoDataFrame(rows, geometry=points, crs=28992)


def geojson(folder):
    frame().to_crs(4326).to_file(folder / "bestand.geojson", driver="GeoJSON")
    return folder / "bestand.geojson"


def geopackage(folder):
    frame().to_file(folder / "bestand.gpkg", driver="GPKG")
    return folder / "bestand.gpkg"


def dutch(folder, encoding="cp1252", separator=";"):
    """As a Dutch Excel saves it: semicolons, decimal commas, the day first, an ë in a name."""
    head = separator.join(("Soort misdrijf", "Datum", "X-coördinaat RD", "Y-coördinaat RD"))
    lines = ("1.1.1;10-01-2024;92841,5;452000,25", "1.4.6;29-02-2024 14:30;93500,0;453250,0")
    text = "\r\n".join((head, *(line.replace(";", separator) for line in lines)))
    return saved(folder, text.encode(encoding))


FORMS = {
    "csv": lambda folder: saved(folder, GOOD.rpartition("1.1.1")[0]),
    "xlsx": lambda folder: excel(
        folder,
        ["categorie", "datum", "x", "y"],
        ["1.1.1", date(2024, 1, 10), *RD[0]],
        ["1.4.6", date(2024, 2, 29), *RD[1]],
    ),
    "geojson": geojson,
    "geopackage": geopackage,
    "cp1252": dutch,
    "utf-16": lambda folder: dutch(folder, "utf-16"),
    "byte order mark": lambda folder: dutch(folder, "utf-8-sig"),
    "tabs": lambda folder: dutch(folder, "utf-8", "\t"),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_good_file_of_every_form_is_read(filled, tmp_path, form):
    report = bring(filled, FORMS[form](tmp_path))
    assert report.rejections == ()
    assert (report.rows_read, report.rows_written, report.unplaced) == (2, 2, 0)
    with filled.reading() as connection:
        rows = connection.execute(select(schema.incident).order_by(schema.incident.c.line)).all()
    assert [row.category for row in rows] == ["1.1.1", "1.4.6"]
    assert [row.month - 2024 * 12 for row in rows] == [0, 1]
    assert [(row.x, row.y) for row in rows] == [pytest.approx(place, abs=1) for place in RD]


CODED = "categorie,datum,buurtcode,buurtnaam,jaar indeling\n"
LONG = "x" * 10_000_000
BAD = {
    "lat and lon swapped": (
        "categorie,datum,lon,lat\n1.1.1,2024-01-10,52.05,4.49\n",
        "coords.swapped",
        "Regel 2, kolom ‘lon",
    ),
    "x and y swapped": (
        HEAD + "1.1.1,2024-01-10,452000,92841\n",
        "coords.swapped",
        "Wissel de kolommen om",
    ),
    "the other system": (
        "categorie,datum,rd_x,rd_y\n1.1.1,2024-01-10,4.49,52.05\n",
        "coords.other_crs",
        "--crs EPSG:4326",
    ),
    "outside the Netherlands": (
        "categorie,datum,lon,lat\n1.1.1,2024-01-10,4.49,52.05\n1.1.1,2024-01-11,2.35,48.85\n",
        "coords.outside_netherlands",
        "Regel 3",
    ),
    "outside Zoetermeer": (
        HEAD + "1.1.1,2024-01-10,155000,463000\n",
        "coords.outside_city",
        "buiten de gemeente",
    ),
    "an unknown category": (
        HEAD + "9.9.9,2024-01-10,92841,452000\n",
        "category.not_known",
        "Regel 2, kolom ‘categorie’",
    ),
    "a total": (HEAD + "0.0.0,2024-01-10,92841,452000\n", "category.total", "dubbel geteld"),
    "a date to come": (HEAD + "1.1.1,2027-01-10,92841,452000\n", "date.future", "na vandaag"),
    "a script as a category": (
        HEAD + "<script>alert(1)</script>,2024-01-10,92841,452000\n",
        "category.not_known",
        "Regel 2",
    ),
    "a code of no year": (
        "categorie,datum,gebiedscode,jaar indeling\n1.1.1,2024-01-10,BU06379999,2025\n",
        "area.unknown",
        "bestaat niet in de indeling van 2025",
    ),
    "a code of the other year": (
        CODED + "1.1.1,2024-01-10,BU06370101,Meerzicht-Oost,2025\n",
        "area.other_name",
        "in 2024 is BU06370101 ‘Meerzicht-Oost’",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_row_is_named_and_nothing_of_its_file_is_read(filled, tmp_path, contents, case):
    text, rule, words = BAD[case]
    before = contents(filled)
    # The good rows beside it are not read either.
    report = bring(filled, saved(tmp_path, text))
    assert {rejection.rule for rejection in report.rejections} == {rule}
    (rejection,) = report.rejections
    assert words in rejection.message
    assert f"Regel {rejection.line}" in rejection.message
    assert rejection.column
    assert (report.rows_written, report.rows_rejected, report.refused) == (0, 1, True)
    assert "geweigerd" in report.message
    assert contents(filled) == before


def truncated(folder):
    path = FORMS["xlsx"](folder)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    return path


UNREADABLE = {
    "an empty file": (lambda folder: saved(folder, ""), "file.empty"),
    "only a heading": (lambda folder: saved(folder, HEAD), "file.no_rows"),
    "half an Excel file": (truncated, "xlsx.broken"),
    "ten million characters in a field": (
        lambda folder: saved(folder, f"{HEAD}{LONG},2024-01-10,92841,452000\n"),
        "csv.field_length",
    ),
    "no column of dates": (
        lambda folder: saved(folder, "categorie,x,y\n1.1.1,1,1\n"),
        "columns.missing",
    ),
    "codes without a year": (
        lambda folder: saved(folder, "categorie,datum,gebiedscode\n1.1.1,2024-01-10,BU06370101\n"),
        "area.no_year",
    ),
    "half a GeoJSON": (
        lambda folder: saved(folder, geojson(folder).read_bytes()[:150], "bestand.geojson"),
        "geojson.broken",
    ),
    "a file that is not there": (lambda folder: folder / "nergens.csv", "file.unreadable"),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_a_file_that_can_not_be_read_leaves_nothing_and_has_its_report(
    filled, tmp_path, contents, case
):
    make, rule = UNREADABLE[case]
    path = make(tmp_path)
    before = contents(filled)
    with pytest.raises(DataError) as caught:
        bring(filled, path)
    assert caught.value.rule == rule
    assert contents(filled) == before
    report = refusal(path, Kind.INCIDENTS, caught.value, version=filled.version)
    assert report.refused
    assert [(r.rule, r.message) for r in report.rejections] == [(rule, str(caught.value))]
    assert (report.rows_read, report.rows_written) == (0, 0)


def test_a_formula_is_not_worked_out(filled, tmp_path, contents):
    before = contents(filled)
    path = excel(tmp_path, ["categorie", "datum", "x", "y"], ["1.1.1", "=TODAY()", *RD[0]])
    (rejection,) = bring(filled, path).rejections
    assert (rejection.line, rejection.column, rejection.rule) == (2, "datum", "cell.formula")
    assert contents(filled) == before


def test_one_bad_row_keeps_the_good_ones_out(filled, tmp_path, contents):
    before = contents(filled)
    report = bring(filled, saved(tmp_path, GOOD + "1.1.1,31-02-2024,,\nzz,2024-01-01,,\n"))
    assert [(r.line, r.rule) for r in report.rejections] == [
        (5, "date.impossible"),
        (6, "category.not_known"),
    ]
    assert (report.rows_read, report.rows_rejected, report.rows_written) == (5, 2, 0)
    assert "2 van de 5" in report.message
    assert contents(filled) == before


def test_the_same_file_twice_changes_nothing_and_says_so(filled, tmp_path, contents):
    first = bring(filled, saved(tmp_path, GOOD))
    before = contents(filled)
    again = bring(filled, saved(tmp_path, GOOD, "andere naam.csv"))
    assert contents(filled) == before
    assert "al ingelezen" in again.message
    assert (again.rows_written, again.data_version) == (0, first.data_version)
    assert not again.refused


def test_a_trial_writes_nothing(filled, tmp_path, contents):
    before = contents(filled)
    report = bring(filled, saved(tmp_path, GOOD), dry_run=True)
    assert contents(filled) == before
    assert (report.rows_read, report.rows_written, report.unplaced) == (3, 0, 1)
    assert "er is niets ingelezen" in report.message


def test_two_who_read_the_same_file_at_once_read_it_once(filled, tmp_path, monkeypatch):
    path = saved(tmp_path, GOOD)
    edition = Atlas(filled).edition()
    import ivbgeo.importing as module  # noqa: PLC0415 - to come in between

    check_inside = module.check_inside

    def other_first(*args, **options):
        monkeypatch.setattr(module, "check_inside", check_inside)
        bring(filled, path)
        return check_inside(*args, **options)

    monkeypatch.setattr(module, "check_inside", other_first)
    with pytest.raises(DataError, match="zojuist al ingelezen"):
        import_file(filled, edition, path, Kind.INCIDENTS, OPTIONS)
    assert filled.version == edition.version + 1


def test_an_import_is_recorded_with_its_rows_and_months(filled, tmp_path):
    report = bring(filled, saved(tmp_path, GOOD))
    with filled.reading() as connection:
        (record,) = connection.execute(select(schema.import_record)).all()
    assert (record.rows_read, record.rows_written, record.unplaced) == (3, 3, 1)
    assert (record.covers_first, record.covers_last) == (2024 * 12, 2024 * 12 + 2)
    assert record.sha256 == report.sha256
    assert record.data_version == report.data_version == filled.version


def test_what_may_be_of_persons_is_named_and_left_out(filled, tmp_path, contents):
    text = "categorie,datum,x,y,melder,kleur\n1.1.1,2024-01-10,92841,452000,J. Jansen,rood\n"
    report = bring(filled, saved(tmp_path, text))
    assert set(report.ignored_columns) == {"melder", "kleur"}
    assert report.personal_columns == ("melder",)
    assert "Jansen" not in json.dumps(asdict(report))
    assert "Jansen" not in repr(contents(filled))


def test_an_empty_store_asks_for_the_areas_first(store, tmp_path):
    with pytest.raises(UsageError, match="ivbgeo demo"):
        bring(store, saved(tmp_path, GOOD))


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["1.1.1", "1.4.6", "zz", ""]),
            st.sampled_from(["2024-01-10", "31-02-2024", ""]),
            st.sampled_from(["92841,452000", "4.49,52.05", ",", "92841,"]),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_each_row_is_read_or_refused_and_no_row_is_both(shared, tmp_path_factory, rows):
    assume(set(rows) != {("", "", ",")})
    text = HEAD + "".join(f"{','.join(row)}\n" for row in rows)
    path = saved(tmp_path_factory.getbasetemp(), text, "gegooid.csv")
    report = bring(shared, path, dry_run=True)
    assert report.rows_read + rows.count(("", "", ",")) == len(rows)
    assert 0 <= report.rows_rejected <= report.rows_read
    assert all(rejection.message for rejection in report.rejections)


def test_what_was_checked_by_other_areas_is_not_written(filled, tmp_path, data_dir):
    path = tmp_path / "incidenten.csv"
    path.write_text("categorie,datum,gebiedscode,jaar indeling\n1.1.1,2024-01-10,WK063705,2025\n")
    checked = check_file(filled, Atlas(filled).edition(), path, Kind.INCIDENTS)
    wijken = json.loads((data_dir / "wijken.geojson").read_text())
    for feature in wijken["features"]:
        feature["properties"] |= {"naam": "Anders", "name": "Anders", "statnaam": "Anders"}
    (tmp_path / "wijken.geojson").write_text(json.dumps(wijken))
    import_areas(filled, tmp_path / "wijken.geojson", level=Level.WIJK, division_year=2025)
    with pytest.raises(StoreError, match="vernieuwd"), filled.writing() as connection:
        checked.bringing.write(connection, beheerder(), 0, None)

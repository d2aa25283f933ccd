"""Reading data/ back: typed rows, their provenance, and what has changed since."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import AreaId, Level
from ivbgeo.embedded import (
    CategoryKind,
    PopulationRow,
    read_area_counts,
    read_camera_areas,
    read_casewijk_links,
    read_catalogue,
    read_categories,
    read_crosswalks,
    read_divisions,
    read_indicators,
    read_population,
    read_postcodes,
    verify,
)
from ivbgeo.embedded.schema import SCHEMAS
from ivbgeo.embedded.table import csv_text, read_records
from ivbgeo.errors import DataError
from ivbgeo.figure import Classification
from ivbgeo.policy import Indicator

DATA = Path(__file__).parents[2] / "data"
NAMES = (
    *("Centrum", "Meerzicht", "Buytenwegh", "De Leyens"),
    *("Seghwaert", "Noordhove", "Rokkeveen", "Oosterheem"),
)


@pytest.fixture(scope="module")
def divisions():
    return {division.id: division for division in read_divisions(DATA)}


@pytest.fixture
def copy(tmp_path):
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def test_seven_divisions(divisions):
    assert {str(key): len(division) for key, division in divisions.items()} == {
        "gemeente-2024": 1,
        "gemeente-2025": 1,
        "wijk-2024": 9,
        "wijk-2025": 15,
        "buurt-2024": 26,
        "buurt-2025": 146,
        "casewijk-2024": 8,
    }
    for key, division in divisions.items():
        if key.level is not Level.GEMEENTE:
            assert None not in division.parents


def test_the_same_code_is_another_place_in_another_year(divisions):
    names = {str(key): dict(zip(d.codes, d.names, strict=True)) for key, d in divisions.items()}
    assert names["wijk-2024"]["WK063705"] == "Rokkeveen"
    assert names["wijk-2025"]["WK063705"] == "Meerzicht"
    assert names["buurt-2024"]["BU06370101"] == "Meerzicht-Oost"
    assert names["buurt-2025"]["BU06370101"] == "Dorpsstraat"


def test_casewijken_stand_in_the_order_of_the_table(divisions):
    casewijken = next(d for key, d in divisions.items() if key.level is Level.CASEWIJK)
    assert casewijken.names == NAMES
    assert casewijken.codes == tuple(f"CW06370{i}" for i in range(1, 9))


def test_a_wijk_has_a_casewijk_only_where_it_is_certain():
    wijken = json.loads((DATA / "wijken.geojson").read_text(encoding="utf-8"))["features"]
    casewijk = {f["properties"]["name"]: f["properties"]["casewijk"] for f in wijken}
    none = ("Ontwikkelwijk", "bedrijventerreinen", "buitengebied", "A12-ZONE")
    assert {name for name, found in casewijk.items() if found is None} == set(none)
    assert casewijk["Palenstein"] == "Centrum"
    links = read_casewijk_links(DATA)
    assert Counter(link.certainty for link in links if link.casewijk) == {"high": 119}
    assert len(links) == 146


def test_crosswalks_lose_nobody():
    there, back, named = read_crosswalks(DATA)
    people = {
        row.area.code: row.inhabitants
        for row in read_population(DATA)
        if row.area.level is Level.BUURT and row.area.year == 2024
    }
    moved = there.apply(people)
    assert len(moved) == 146
    assert sum(moved.values()) == pytest.approx(sum(people.values()))
    assert sum(back.apply(moved).values()) == pytest.approx(sum(people.values()))
    assert {row.share_of_target for row in named.rows} == {None}
    assert {row.target_code for row in named.rows} == {f"CW06370{i}" for i in range(1, 9)}


def test_every_area_has_its_people(divisions):
    rows = read_population(DATA)
    expected = {d.area_id(code) for d in divisions.values() for code in d.codes}
    assert {row.area for row in rows} == expected
    assert len(rows) == len(expected)
    for row in rows:
        assert row.year == 2024
        assert row.estimated == (row.area.year == 2025 and row.area.level is not Level.GEMEENTE)
        assert row.basis.startswith("Schatting") == row.estimated
        assert row.area_name == divisions[row.area.division].area(row.area.code).name
        if row.estimated:
            assert row.land_ha is None


def test_people_by_level():
    rows = read_population(DATA)
    total = Counter()
    for row in rows:
        total[str(row.area.division)] += row.inhabitants
    assert total["gemeente-2024"] == total["gemeente-2025"] == 128434
    assert total["wijk-2024"] == 128425
    assert total["buurt-2024"] == 128440
    assert total["wijk-2025"] == total["buurt-2025"]
    # Each of 146 estimates was rounded to a whole number.
    assert abs(total["buurt-2025"] - total["buurt-2024"]) <= 73
    at = {(row.area_name, row.area.level, row.area.year): row for row in rows}
    assert at["Meerzicht", Level.CASEWIJK, 2024].inhabitants == 9550 + 6365
    assert "21.685" in at["Centrum", Level.WIJK, 2024].basis
    # By surface alone the motorway would have had 1,378.
    assert at["A12-ZONE", Level.WIJK, 2025].inhabitants < 200


def test_postcodes_lie_in_one_area_or_say_that_they_do_not(divisions):
    rows = read_postcodes(DATA)
    assert (len(rows), sum(row.area is None for row in rows)) == (16, 7)
    for row in rows:
        assert row.basis.endswith(".")
        if row.area is not None:
            assert divisions[row.area.division].area(row.area.code).name == row.area_name


def test_crime_of_fifteen_buurten_and_the_rest_not_measured():
    police = [row for row in read_area_counts(DATA) if row.dataset == "police_counts"]
    buurten = {row.area for row in police if row.area.level is Level.BUURT}
    assert len(buurten) == 15
    assert {row.area.year for row in police} == {2025}
    assert {row.category for row in police} == {"0.0.0"}
    assert len(police) == 16 * 5
    assert {row.period.last_year for row in police if row.provisional} == {2024, 2025}
    assert {row.period.last_year for row in police if not row.provisional} == {2021, 2022, 2023}
    city = [row.count for row in police if row.area.level is Level.GEMEENTE]
    assert city == [5352, 5832, 5564, 5492, 5611]


def test_categories_are_what_they_say():
    rows = {row.code: row for row in read_categories(DATA)}
    police = [row for row in rows.values() if row.kind is CategoryKind.POLITIE]
    assert len(police) == 59
    assert all(row.code == row.code.strip() and not row.members for row in police)
    assert rows["0.0.0"].title == "Totaal misdrijven"
    assert rows["hic.geweld"].members == ("1.4.2", "1.4.3", "1.4.4", "1.4.5")
    assert rows["1.4.5"].title == "Mishandeling"

    def leaves(code):
        members = rows[code].members
        return [leaf for member in members for leaf in leaves(member)] if members else [code]

    assert leaves("hic") == ["1.4.2", "1.4.3", "1.4.4", "1.4.5", "1.1.1", "1.4.6", "1.4.7"]
    assert leaves("hic.overval") == ["1.4.7"]
    for code in rows:
        assert len(set(leaves(code))) == len(leaves(code))
        assert code == "0.0.0" or "0.0.0" not in leaves(code)
    both = leaves("woonoverlast.lopend") + leaves("woonoverlast.afgerond")
    assert sorted(leaves("woonoverlast")) == sorted(both)
    counted = {row.category for row in read_area_counts(DATA) if row.dataset == "casework"}
    assert counted == set(both)


def test_camera_areas_are_designations_without_positions(divisions):
    named = read_camera_areas(DATA)
    areas = named.values()
    assert {area.ends for area in areas} == {date(2026, 12, 31)}
    assert {area.kind for area in areas} == {"vast"}
    since = {code: area.starts for code, area in named.items()}
    assert since == {
        "camera.stadhuisplein": "2012",
        "camera.silverdome": "",
        "camera.mandelabrug": "2003",
        "camera.buytenwegh": "2014-08",
    }
    for area in areas:
        assert area.area.code in divisions[area.area.division]
        assert area.precision.endswith(".")
        # A point is lent by a named place; where there is none, there is no point.
        assert (area.lon is None) == (area.place_name == "")
    cameras = [i for i in read_indicators(DATA) if i.code == "cameras"]
    assert [i.value for i in cameras] == [22]


def test_every_file_has_its_provenance():
    catalogue = read_catalogue(DATA)
    files = {path.stem for path in DATA.iterdir() if path.name != "datapackage.json"}
    assert set(catalogue) == files
    assert set(SCHEMAS) <= files
    for provenance in catalogue.values():
        assert provenance.source
        assert provenance.table
        assert provenance.licence
        assert provenance.classification is Classification.OPEN
        assert len(provenance.sha256) == 64
    assert catalogue["police_counts"].table == "47022NED"
    assert "CC BY 4.0" in catalogue["buurten"].licence
    assert {row.dataset for row in read_area_counts(DATA)} <= set(catalogue)


def test_verify_tells_what_is_missing_or_changed(copy):
    (copy / "measures.csv").unlink()
    lines = (copy / "police_counts.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (copy / "police_counts.csv").write_text("".join(lines[:-1]), encoding="utf-8")
    geojson = (copy / "wijken.geojson").read_bytes()
    (copy / "wijken.geojson").write_bytes(geojson[:-3])
    text = (copy / "casework.csv").read_text(encoding="utf-8")
    (copy / "casework.csv").write_text(text.replace(",38\n", ",83\n"), encoding="utf-8")
    found = [(problem.file, problem.rule) for problem in verify(copy)]
    assert found == [
        ("wijken.geojson", "embedded.json"),
        ("casework.csv", "embedded.changed"),
        ("police_counts.csv", "embedded.changed"),
        ("police_counts.csv", "embedded.rows"),
        ("measures.csv", "embedded.missing"),
    ]
    assert all(problem.sentence.endswith(".") for problem in verify(copy))


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (None, "embedded.missing"),
        ("{", "embedded.package"),
        ("{}", "embedded.package"),
        ('{"resources": [{"name": "wijken"}]}', "embedded.package"),
        ('{"resources": [3]}', "embedded.package"),
    ],
)
def test_verify_tells_that_the_catalogue_is_broken(copy, text, rule):
    (copy / "datapackage.json").unlink()
    if text is not None:
        (copy / "datapackage.json").write_text(text, encoding="utf-8")
    assert [problem.rule for problem in verify(copy)] == [rule]


@pytest.mark.parametrize(
    ("file", "old", "new", "reader", "column"),
    [
        ("population.csv", ",128434,", ",-1,", read_population, "inhabitants"),
        ("population.csv", "gemeente,", "stad,", read_population, "level"),
        ("population.csv", ",3443,0,", ",3443,nee,", read_population, "estimated"),
        ("postcodes.csv", "2711,", "27110,", read_postcodes, "postcode4"),
        ("categories.csv", ",politie,", ",agent,", read_categories, "kind"),
        ("indicators.csv", ",ja,", ",misschien,", read_indicators, "target_met"),
        ("indicators.csv", ",7713,", ",veel,", read_indicators, "value"),
        ("camera_areas.csv", "2026-12-31", "eind 2026", read_camera_areas, "until"),
        ("crosswalk_buurt_2025_casewijk.csv", ",high,", ",zeker,", read_crosswalks, "certainty"),
    ],
)
def test_a_cell_that_can_not_be_is_refused_by_its_column(copy, file, old, new, reader, column):
    text = (copy / file).read_text(encoding="utf-8")
    assert old in text
    (copy / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        reader(copy)
    assert caught.value.rule == "embedded.value"
    assert caught.value.values["column"] == column


def test_an_empty_cell_is_not_known_and_not_nil(copy):
    text = (copy / "population.csv").read_text(encoding="utf-8")
    (copy / "population.csv").write_text(text.replace(",128434,57776,", ",,0,", 1), "utf-8")
    first = read_population(copy)[0]
    assert first.inhabitants is None
    assert first.households == 0


def test_rows_that_can_not_be_do_not_exist():
    area = AreaId("GM0637", 2025, Level.GEMEENTE)
    with pytest.raises(ValueError, match="-1"):
        PopulationRow(2024, area, "Zoetermeer", -1, None, None, estimated=False, basis="")
    assert all(isinstance(row, Indicator) for row in read_indicators(DATA))


CELL = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\r\n"), max_size=12)


@given(rows=st.lists(st.tuples(CELL, CELL)))
def test_what_is_written_is_read_back(rows, tmp_path_factory):
    path = tmp_path_factory.mktemp("csv") / "t.csv"
    path.write_bytes(csv_text(("a", "b"), rows).encode())
    records = read_records(path, ("a", "b"))
    assert [(r["a"], r["b"]) for r in records] == rows
    assert [r.line for r in records] == list(range(2, len(rows) + 2))

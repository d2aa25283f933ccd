"""Building data/: the same bytes every time, all of it or nothing."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from ivbgeo.embedded import build_data, read_population, read_postcodes, verify
from ivbgeo.embedded.build import TABLES, _swap
from ivbgeo.errors import DataError

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"
SOURCE = ROOT / "tests" / "data" / "source"
# The files as they came, where they lie beside the checkout.
SOURCES = [SOURCE, *(p for p in (ROOT.parent / "shared" / "data",) if p.is_dir())]

FIGURES = "cbs_kerncijfers_2024.csv"
POLICE = "politie_misdrijven_totaal_2021_2025.csv"
CODES = "politie_soort_misdrijf.json"
LINKS = "crosswalk_buurt_2025_casewijk.csv"
BUURTEN = "cbs_buurten_2025_zoetermeer_rd.geojson"
WIJKEN = "cbs_wijken_2025_zoetermeer_rd.geojson"


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.parent.name)
def test_building_gives_the_committed_data_byte_for_byte(source, tmp_path):
    build_data(source, tmp_path / "data")
    assert contents(tmp_path / "data") == contents(DATA)
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_the_committed_data_is_whole():
    assert verify(DATA) == []


def test_an_earlier_build_is_replaced(tmp_path):
    out = tmp_path / "data"
    shutil.copytree(DATA, out)
    (out / "casework.csv").write_text("old\n")
    build_data(SOURCE, out)
    assert contents(out) == contents(DATA)


def _replace(old, new):
    def change(path):
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def _drop(start):
    def change(path):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if not line.startswith(start)]
        assert len(kept) < len(lines)
        path.write_text("".join(kept), encoding="utf-8")

    return change


def _without_first_feature(path):
    collection = json.loads(path.read_text(encoding="utf-8"))
    del collection["features"][0]
    path.write_text(json.dumps(collection), encoding="utf-8")


def _shift_first_vertex(path):
    collection = json.loads(path.read_text(encoding="utf-8"))
    ring = collection["features"][0]["geometry"]["coordinates"][0]
    ring[1] = [ring[1][0] + 150, ring[1][1]]
    path.write_text(json.dumps(collection), encoding="utf-8")


def _move_all(path):
    text = path.read_text(encoding="utf-8")
    moved = re.sub(r"\[(\d+\.\d), ?", lambda x: f"[{float(x[1]) + 100}, ", text)
    assert moved != text
    path.write_text(moved, encoding="utf-8")


BAD = {
    "no file": (FIGURES, Path.unlink, "embedded.missing"),
    "no borders": (BUURTEN, Path.unlink, "embedded.missing"),
    "no codes": (CODES, Path.unlink, "embedded.missing"),
    "other columns": (FIGURES, _replace("inwoners", "bevolking"), "embedded.columns"),
    "a cell too many": (FIGURES, _replace("128434", "128434,1"), "embedded.cells"),
    "open quote": (FIGURES, _replace("Zoetermeer", '"Zoetermeer'), "embedded.csv"),
    "latin-1": (
        FIGURES,
        lambda path: path.write_bytes(path.read_bytes() + b"\xe9"),
        "embedded.encoding",
    ),
    "a secret figure": (FIGURES, _replace("5100", "-99997"), "embedded.value"),
    "a figure with a point": (FIGURES, _replace("5100", "5.100"), "embedded.value"),
    "a digit wrong": (FIGURES, _replace(",5100,", ",5700,"), "embedded.sum"),
    "a postcode of three digits": (FIGURES, _replace(",100,2712,", ",100,271,"), "embedded.value"),
    "a buurt missing": (FIGURES, _drop("2024,buurt,BU06370907"), "embedded.unknown"),
    "a buurt twice": (
        FIGURES,
        lambda path: path.write_text(
            path.read_text(encoding="utf-8") + "2024,buurt,BU06370907,Van Tuyllpark,5,5,65,2722,\n",
            encoding="utf-8",
        ),
        "embedded.double",
    ),
    "a casewijk that is none": (FIGURES, _replace("2712,Centrum", "2712,Oost"), "embedded.unknown"),
    # The recycled code: in 2024 this code was Meerzicht-Oost.
    "a code of another year": (
        POLICE,
        _replace("BU06370101,Dorpsstraat", "BU06370101,Meerzicht-Oost"),
        "embedded.unknown",
    ),
    "a crime that is none": (POLICE, _replace("0.0.0,2021", "0.0.1,2021"), "embedded.unknown"),
    "buurten over the gemeente": (POLICE, _replace("2021,5352", "2021,352"), "embedded.sum"),
    "a year twice": (
        POLICE,
        _replace("GM0637,Zoetermeer,0.0.0,2022", "GM0637,Zoetermeer,0.0.0,2021"),
        "embedded.double",
    ),
    "codes that are no list": (
        CODES,
        lambda path: path.write_text("{", encoding="utf-8"),
        "embedded.json",
    ),
    "a code twice": (CODES, _replace('"1.1.1 "', '"1.1.2 "'), "embedded.double"),
    "a member that is gone": (CODES, _replace('"1.4.6 "', '"1.4.9 "'), "embedded.unknown"),
    "certain without ground": (LINKS, _replace(",high,", ",low,"), "embedded.value"),
    "a ground that does not hold": (
        LINKS,
        _replace("Dorp,Centrum,Centrum,high", "Dorp,Meerzicht,Centrum,high"),
        "embedded.value",
    ),
    "an unknown ground": (LINKS, _replace("motorway/rail", "railway"), "embedded.value"),
    "a link missing": (LINKS, _drop("BU06371501"), "embedded.unknown"),
    "a place that is gone": ("plaatsen.csv", _drop("Nelson"), "embedded.unknown"),
    "a gap": (BUURTEN, _without_first_feature, "embedded.geometry"),
    "an overlap": (BUURTEN, _shift_first_vertex, "embedded.geometry"),
    "wijken that are not their buurten": (WIJKEN, _without_first_feature, "embedded.geometry"),
    "wijken beside their buurten": (WIJKEN, _move_all, "embedded.geometry"),
    "no GeoJSON": (
        WIJKEN,
        lambda path: path.write_text("[", encoding="utf-8"),
        "embedded.geometry",
    ),
}


@pytest.mark.parametrize(("file", "change", "rule"), BAD.values(), ids=BAD)
def test_a_bad_source_is_refused_and_leaves_out_as_it_was(file, change, rule, tmp_path):
    source, out = tmp_path / "source", tmp_path / "data"
    shutil.copytree(SOURCE, source)
    shutil.copytree(DATA, out)
    change(source / file)
    with pytest.raises(DataError) as caught:
        build_data(source, out)
    assert caught.value.rule == rule
    assert str(caught.value).endswith(".")
    assert contents(out) == contents(DATA)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "source"]


def test_a_source_that_is_not_there_makes_nothing(tmp_path):
    with pytest.raises(DataError, match="ontbreekt"):
        build_data(tmp_path / "absent", tmp_path / "data")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path):
    (tmp_path / "brief.txt").write_text("van mij")
    with pytest.raises(DataError) as caught:
        build_data(SOURCE, tmp_path)
    assert caught.value.rule == "embedded.foreign"
    assert contents(tmp_path) == {"brief.txt": b"van mij"}


def test_when_the_last_move_fails_the_old_data_comes_back(tmp_path):
    out = tmp_path / "data"
    out.mkdir()
    (out / "casework.csv").write_text("old")
    with pytest.raises(FileNotFoundError):
        _swap(tmp_path / "absent", out, tmp_path / "old")
    assert contents(out) == {"casework.csv": b"old"}


def test_a_figure_that_is_not_known_stays_so(tmp_path):
    source = tmp_path / "source"
    shutil.copytree(SOURCE, source)
    _replace("Dorp,5100,", "Dorp,,")(source / FIGURES)
    build_data(source, tmp_path / "data")
    known = {(row.area.code, row.area.year): row for row in read_population(tmp_path / "data")}
    assert known["BU06370001", 2024].inhabitants is None
    assert known["BU06370001", 2024].households == 2565
    assert known["CW063701", 2024].inhabitants is None
    assert known["CW063701", 2024].households == 11670
    assert known["BU06370102", 2025].inhabitants is None
    assert known["WK063701", 2025].inhabitants is None
    assert known["WK063711", 2025].inhabitants is not None


def test_a_postcode_is_of_the_finest_area_with_all_its_buurten(tmp_path):
    source = tmp_path / "source"
    shutil.copytree(SOURCE, source)
    figures = source / FIGURES
    # Dorp with its neighbour in the wijk; two wijken of one casewijk; one without any postcode.
    _replace("100,2712,Centrum", "100,2711,Centrum")(figures)
    _replace("82,2712,", "82,2713,Centrum")(figures)
    _replace("126,2717,", "126,,")(figures)
    build_data(source, tmp_path / "data")
    placed = {row.postcode4: row.area for row in read_postcodes(tmp_path / "data")}
    assert str(placed["2711"]) == "WK063700 (wijk 2024)"
    assert str(placed["2713"]) == "CW063701 (casewijk 2024)"
    assert str(placed["2717"]) == "BU06370905 (buurt 2024)"
    assert str(placed["2715"]) == "BU06370101 (buurt 2024)"
    assert placed["2716"] is None
    assert "2712" not in placed


def test_a_wijk_with_one_doubtful_buurt_has_no_casewijk(tmp_path):
    source = tmp_path / "source"
    shutil.copytree(SOURCE, source)
    change = _replace(
        "Centrum,Centrum,high,CBS 2025 wijk name = municipal wijk",
        ",Centrum,low,touches no residential wijk",
    )
    change(source / LINKS)
    build_data(source, tmp_path / "data")
    wijken = json.loads((tmp_path / "data" / "wijken.geojson").read_text(encoding="utf-8"))
    casewijk = {f["id"]: f["properties"]["casewijk"] for f in wijken["features"]}
    assert casewijk["WK063701"] is None
    assert casewijk["WK063702"] == "Centrum"


@pytest.mark.parametrize(
    ("file", "old", "new", "rule"),
    [
        ("camera_areas.csv", "2026-12-31", "eind 2026", "embedded.value"),
        ("camera_areas.csv", "WK063702,wijk,2025", "WK063702,wijk,2024", "embedded.unknown"),
        ("camera_areas.csv", "BU06371411", "BU06370907", "embedded.unknown"),
        ("jaarstukken_2023_tekst.csv", ",,ja,", ",,wel,", "embedded.value"),
        ("jaarstukken_2023_tekst.csv", "CW063708", "CW063709", "embedded.unknown"),
        (
            "jaarstukken_2023_tekst.csv",
            "GM0637,2022,2022,255",
            "GM0637,2023,2023,255",
            "embedded.double",
        ),
        ("jaarstukken_2023_tekst.csv", ",22,,,,eind", ",22.x,,,,eind", "embedded.value"),
        (
            "inspanningen_2019_hic.csv",
            "Tijdelijk huisverbod,X",
            "Tijdelijk huisverbod,Y",
            "embedded.value",
        ),
        ("category_groups.csv", "hic.overval,Overval", "hic.straatroof,Overval", "embedded.double"),
        ("casewijken.csv", "CW063708", "CW063707", "embedded.double"),
        ("casewijken.csv", ",Buytenweg\n", ",Buytenwegh\n", "embedded.unknown"),
    ],
)
def test_a_typed_table_that_can_not_be_is_refused(file, old, new, rule, tmp_path):
    tables = tmp_path / "tables"
    shutil.copytree(TABLES, tables)
    _replace(old, new)(tables / file)
    with pytest.raises(DataError) as caught:
        build_data(SOURCE, tmp_path / "data", tables=tables)
    assert caught.value.rule == rule
    assert [path.name for path in tmp_path.iterdir()] == ["tables"]


def test_every_table_has_its_place_in_the_catalogue(tmp_path):
    tables = tmp_path / "tables"
    shutil.copytree(TABLES, tables)
    told = (tables / "catalogue.toml").read_text(encoding="utf-8")
    (tables / "catalogue.toml").write_text(
        told.replace('path = "measures.csv"', 'path = "inspanningen.csv"'), encoding="utf-8"
    )
    with pytest.raises(DataError) as caught:
        build_data(SOURCE, tmp_path / "data", tables=tables)
    assert caught.value.rule == "embedded.unknown"
    assert not (tmp_path / "data").exists()

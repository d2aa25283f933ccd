import ast
import hashlib
import json
import tracemalloc
from datetime import date, datetime
from pathlib import Path

import geopandas
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shapely import Point

import ivbgeo.sources
from ivbgeo.errors import DataError
from ivbgeo.messages import SENTENCES
from ivbgeo.sources import IncidentRow, Kind, ParsedFile, read_file

CATEGORIES = {"Totaal misdrijven": "0.0.0", "Straatroof": "1.4.6", "Overval": "1.4.7"}
TODAY = date(2026, 11, 1)
WHEN = datetime.fromisoformat("2023-12-31T14:30")
PLACE = {"x": 94000.25, "y": 452000.5}
EXPECTED = [
    ("1.4.6", WHEN, None, 94000.25, 452000.5),
    ("1.4.7", date(2023, 5, 1), date(2023, 5, 2), None, None),
]


def write_csv(path):
    path.write_text(
        "Soort;Begin;Eind;X;Y\n"
        "1.4.6;31-12-2023 14:30;;94.000,25;452000,5\n"
        "Overval;1 mei 2023;2-5-2023;;\n"
    )


def write_xlsx(path):
    book = openpyxl.Workbook()
    book.active.append(["Soort", "Begin", "Eind", "X", "Y"])
    book.active.append(["1.4.6", WHEN, None, 94000.25, 452000.5])
    book.active.append(["Overval", date(2023, 5, 1), date(2023, 5, 2), None, None])
    book.save(path)


def write_geojson(path):
    def feature(geometry, **properties):
        return {"type": "Feature", "geometry": geometry, "properties": properties}

    point = {"type": "Point", "coordinates": [94000.25, 452000.5]}
    features = [
        feature(point, soort="1.4.6", begin="2023-12-31T14:30:00", eind=None),
        feature(None, soort="Overval", begin="2023-05-01", eind="2023-05-02"),
    ]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}
    path.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": features}))


def write_gpkg(path):
    frame = geopandas.GeoDataFrame(
        {
            "soort": ["1.4.6", "Overval"],
            "begin": ["2023-12-31T14:30", "2023-05-01"],
            "eind": [None, date(2023, 5, 2)],
        },
        geometry=[Point(94000.25, 452000.5), None],
        crs=28992,
    )
    frame.to_file(path, driver="GPKG")


WRITERS = {"csv": write_csv, "xlsx": write_xlsx, "geojson": write_geojson, "gpkg": write_gpkg}
FIRST_LINE = {"csv": 2, "xlsx": 2, "geojson": 1, "gpkg": 1}


@pytest.fixture(scope="session")
def good(tmp_path_factory):
    """Give the path of a good file of each format."""
    folder = tmp_path_factory.mktemp("good")
    for suffix, write in WRITERS.items():
        write(folder / f"goed.{suffix}")
    return {suffix: folder / f"goed.{suffix}" for suffix in WRITERS}


@pytest.mark.parametrize("suffix", WRITERS)
def test_four_formats_give_the_same_rows(read, good, suffix):
    parsed = read(good[suffix])
    assert parsed.rejections == ()
    assert [(r.category, r.start, r.end, r.x, r.y) for r in parsed.rows] == EXPECTED
    assert [type(row.start) for row in parsed.rows] == [datetime, date]
    assert [row.line for row in parsed.rows] == [FIRST_LINE[suffix], FIRST_LINE[suffix] + 1]
    assert parsed.sha256 == hashlib.sha256(good[suffix].read_bytes()).hexdigest()
    assert (parsed.file, parsed.rows_read, parsed.rows_rejected) == (f"goed.{suffix}", 2, 0)


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("name", ["csv", "xlsx", "geojson", "gpkg", "txt"])
def test_content_tells_what_a_file_is(read, refusal, good, suffix, name):
    content = good[suffix].read_bytes()
    if name in (suffix, "txt"):
        assert len(read(content, name=f"bestand.{name}").rows) == 2
    else:
        error = refusal(content, name=f"bestand.{name}")
        expected = {"xlsx": "xlsx.broken", "gpkg": "geo.gpkg.broken", "geojson": "geojson.broken"}
        assert error.rule == (expected[name] if suffix == "csv" else "file.other_format")


def test_a_workbook_called_csv_says_so(refusal, good):
    error = refusal(good["xlsx"].read_bytes(), name="export.csv")
    assert str(error) == (
        "Bestand ‘export.csv’: de naam eindigt op .csv, maar de inhoud is Excel (.xlsx). "
        "Geef het bestand de goede naam, of sla het op als .csv."
    )


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"<html>", b"\x1f\x8b\x08"])
@pytest.mark.parametrize("name", ["a.csv", "a.pdf"])
def test_other_files(refusal, content, name):
    assert refusal(content, name=name).rule == "file.unknown"


def test_no_file_and_a_folder(refusal, tmp_path):
    assert refusal(tmp_path / "niet.csv").rule == "file.unreadable"
    assert refusal(tmp_path).rule == "file.unreadable"


def test_more_faults_in_one_row_are_all_told(read):
    parsed = read("soort;datum;x;y\nfout;31-2-2023;0;0\n1.4.6;1-1-2023;;\n")
    assert [r.rule for r in parsed.rejections] == [
        "category.not_known",
        "date.impossible",
        "coords.zero",
    ]
    assert (parsed.rows_read, parsed.rows_rejected, len(parsed.rows)) == (2, 1, 1)


def test_rows_and_rejections_add_up_in_order_over_batches(read):
    lines = [f"{'1.4.6' if number % 3 else 'x'};1-1-2023" for number in range(45_000)]
    parsed = read("soort;datum\n" + "\n".join(lines))
    assert parsed.rows_read == 45_000 == len(parsed.rows) + len(parsed.rejections)
    assert [row.line for row in parsed.rows][:3] == [3, 4, 6]
    assert parsed.rejections[-1].line == 44_999


def test_incidents_need_categories(write):
    with pytest.raises(ValueError, match="categories"):
        read_file(write("soort;datum\n"), Kind.INCIDENTS)


def test_rows_can_not_be_changed(read):
    (row,) = read("soort;datum\n1.4.6;1-1-2023\n").rows
    assert isinstance(row, IncidentRow)
    with pytest.raises(AttributeError):
        row.category = "0.0.0"


def test_every_rule_has_a_sentence():
    rules = set()
    for path in Path(ivbgeo.sources.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "").endswith("Error"):
                rules |= {
                    leaf.value
                    for argument in node.args[:1]
                    for leaf in ast.walk(argument)
                    if isinstance(leaf, ast.Constant) and "." in str(leaf.value)
                }
    assert len(rules) > 60
    assert rules - SENTENCES.keys() == set()


@st.composite
def damage(draw):
    """Some ways to harm bytes: places are shares of the length."""
    places = st.floats(0, 1, exclude_max=True)
    kinds = st.sampled_from(["set", "cut", "drop", "insert", "swap"])
    return draw(
        st.lists(
            st.tuples(kinds, places, places, st.binary(min_size=1, max_size=6)),
            min_size=1,
            max_size=6,
        )
    )


def harmed(content, harms):
    for kind, first, second, extra in harms:
        at, other = sorted((int(first * len(content)), int(second * len(content))))
        if kind == "set":
            content = content[:at] + extra + content[at + len(extra) :]
        elif kind == "cut":
            content = content[:other]
        elif kind == "drop":
            content = content[:at] + content[min(other, at + 40) :]
        elif kind == "insert":
            content = content[:at] + extra * 3 + content[at:]
        else:
            content = content[:at] + content[other : other + 9] + content[at + 9 :]
    return content


def read_or_refuse(path, kind):
    """Give what is read, or None where the file is refused with a sentence."""
    parsed, refused = None, ""
    try:
        parsed = read_file(path, kind, categories=CATEGORIES, today=TODAY)
    except DataError as error:
        refused = str(error)
    assert isinstance(parsed, ParsedFile) != bool(refused)
    return parsed


@pytest.mark.parametrize("suffix", WRITERS)
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(harms=damage())
def test_harmed_files_are_read_or_refused(good, tmp_path, suffix, harms):
    path = tmp_path / f"a.{suffix}"
    path.write_bytes(harmed(good[suffix].read_bytes(), harms))
    parsed = read_or_refuse(path, Kind.INCIDENTS)
    if parsed is not None:
        assert parsed.rows_read == len(parsed.rows) + len({r.line for r in parsed.rejections})


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(content=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(tmp_path, content):
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    parsed = read_or_refuse(path, Kind.CASES)
    assert parsed is None or parsed.rows_read > 0


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    cells=st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12),
        min_size=1,
        max_size=8,
    ),
    bad=st.integers(0, 7),
)
def test_lines_are_right_with_any_text_in_quotes(tmp_path, cells, bad):
    bad %= len(cells)
    rows = [
        f'{"fout" if number == bad else "1.4.6"};1-1-2023;"{cell.replace(chr(34), chr(34) * 2)}"\n'
        for number, cell in enumerate(cells)
    ]
    path = tmp_path / "a.csv"
    path.write_bytes(("soort;datum;tekst\n" + "".join(rows)).encode())
    # A line ends where an editor ends it: at \n, \r\n or \r.
    before = "soort;datum;tekst\n" + "".join(rows[:bad])
    line = before.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    parsed = read_file(path, Kind.INCIDENTS, categories=CATEGORIES, today=TODAY)
    assert [(r.line, r.rule) for r in parsed.rejections] == [(line, "category.not_known")]


def test_a_file_is_not_held_in_memory(tmp_path):
    path = tmp_path / "groot.csv"
    with path.open("w") as stream:
        stream.write("soort;datum;x;y;toelichting\n")
        for number in range(15_000):
            stream.write(f"1.4.6;{number % 28 + 1}-3-2024;94000,5;452000,5;{'abc ' * 600}\n")
    tracemalloc.start()
    try:
        parsed = read_file(path, Kind.INCIDENTS, categories=CATEGORIES, today=TODAY)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(parsed.rows) == 15_000
    assert peak < path.stat().st_size / 2

"""Files placed in real areas: what comes out, and what is left when it goes wrong."""

import datetime as dt
import decimal
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from geo import RdPoints, read_division, to_wgs84
from ivbgeo.bulk.areas import Areas
from ivbgeo.bulk.placing import Placed, check_target, place
from ivbgeo.bulk.source import Source
from ivbgeo.errors import DataError, UsageError

X, Y = [92841.0, 93395.0, 10.0, 92841.0], [452000.0, 451580.0, 10.0, 452000.0]
RD, WGS84 = 28992, 4326


@pytest.fixture(scope="module")
def division(data_dir):
    return read_division(data_dir / "wijken.geojson")


@pytest.fixture(scope="module")
def codes(division):
    """The codes of the four points, None for the third, which is abroad."""
    found = division.locator().locate(np.array(X), np.array(Y))
    assert found.tolist()[2] == -1 < found.min(where=np.arange(4) != 2, initial=99)
    return [None if i < 0 else division.codes[i] for i in found]


@pytest.fixture
def run(division):
    def run(path, out, x=None, y=None, crs=RD):
        source = Source.open(path, x, y, crs)
        check_target(source, path, out)
        done = []
        tally = place(source, Areas.of(division), path, out, done.append)
        assert sum(done) == source.size
        return tally

    return run


def left(folder):
    return sorted(path.name for path in folder.rglob("*"))


def many_kinds():
    """Four rows of columns of many types, with nothing in one of them."""
    moment = dt.datetime(2024, 3, 31, 1, 30, 0, 123456, tzinfo=ZoneInfo("UTC"))
    return pa.table(
        {
            "x": pa.array([*map(decimal.Decimal, X[:3]), None], pa.decimal128(12, 2)),
            "y": pa.array(Y, pa.float32()),
            "soort": pa.array(["a", None, "b", "a"]).dictionary_encode(),
            "bedrag": pa.array([decimal.Decimal("1.10"), None] * 2, pa.decimal256(50, 2)),
            "moment": pa.array([moment, None] * 2, pa.timestamp("us", "Europe/Amsterdam")),
            "fijn": pa.array([1, None] * 2, pa.timestamp("ns")),
            "dag": pa.array([dt.date(2024, 1, 1), None] * 2),
            "duur": pa.array([5, None] * 2, pa.duration("ms")),
            "lijst": pa.array([[1, None], [], None, [2]], pa.list_(pa.int16())),
            "deel": pa.array([{"a": 1, "b": [None, "é"]}, None] * 2),
            "kaart": pa.array([[("a", 1)], None] * 2, pa.map_(pa.string(), pa.int8())),
            "bytes": pa.array([b"\0\xff", None] * 2, pa.large_binary()),
            "klein": pa.array([1, None] * 2, pa.uint8()),
            "niets": pa.nulls(4),
            "waar": pa.array([True, None] * 2),
        }
    ).replace_schema_metadata({"bron": "é", "niet": ""})


@pytest.mark.parametrize("compression", ["zstd", "none", "gzip"])
def test_parquet_keeps_its_columns_types_metadata_and_packing(tmp_path, run, codes, compression):
    path, out = tmp_path / "in.parquet", tmp_path / "uit.parquet"
    table = many_kinds()
    pq.write_table(table, path, row_group_size=3, compression=compression)
    assert run(path, out) == Placed(4, 2)
    before, after = pq.read_table(path), pq.read_table(out)
    assert after["area_code"].type == pa.string()
    assert after["area_code"].to_pylist() == [*codes[:3], None]
    kept = after.drop_columns("area_code")
    assert kept.schema.equals(before.schema, check_metadata=True)
    assert kept.schema.metadata == {b"bron": "é".encode(), b"niet": b""}
    assert kept.equals(before)
    assert before.equals(table)
    old, new = pq.read_metadata(path), pq.read_metadata(out)
    assert [new.row_group(i).num_rows for i in range(new.num_row_groups)] == [3, 1]
    packed = {new.row_group(0).column(i).compression for i in range(new.num_columns)}
    assert packed == {old.row_group(0).column(0).compression}


def test_a_frame_of_pandas_comes_back_with_its_index(tmp_path, run, codes):
    path, out = tmp_path / "in.parquet", tmp_path / "uit.parquet"
    frame = pd.DataFrame({"x": X, "y": Y, "soort": pd.Categorical(["a", "b", "a", "a"])})
    frame.index = pd.Index(["p", "q", "r", "s"], name="nummer")
    frame.to_parquet(path)
    run(path, out)
    found = pd.read_parquet(out)
    pd.testing.assert_frame_equal(found.drop(columns="area_code"), frame)
    assert found["area_code"].dropna().to_dict() == {
        "p": codes[0], "q": codes[1], "s": codes[3],
    }  # fmt: skip


def test_parquet_without_rows_stays_without(tmp_path, run):
    path, out = tmp_path / "in.parquet", tmp_path / "uit.parquet"
    pq.write_table(many_kinds().slice(0, 0), path)
    assert run(path, out) == Placed(0, 0)
    assert pq.read_schema(out).names[-1] == "area_code"


def test_a_folder_becomes_a_folder_with_the_same_names(tmp_path, run, codes):
    path, out = tmp_path / "in", tmp_path / "uit"
    for name, rows in (("b.parquet", 1), ("jaar=2024/a.parquet", 4), ("jaar=2024/_los.parquet", 2)):
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(many_kinds().slice(0, rows), path / name)
    (path / "_SUCCESS").touch()
    assert run(path, out) == Placed(5, 2)
    assert left(out) == ["a.parquet", "b.parquet", "jaar=2024"]
    assert pq.read_table(out / "b.parquet")["area_code"].to_pylist() == codes[:1]
    with pytest.raises(UsageError, match="bestaat al"):
        run(path, out)
    assert left(tmp_path / "uit") == ["a.parquet", "b.parquet", "jaar=2024"]
    (tmp_path / "leeg").mkdir()
    with pytest.raises(DataError, match=r"geen bestanden die op \.parquet eindigen"):
        run(tmp_path / "leeg", tmp_path / "uit2")


def test_csv_gets_the_same_codes(tmp_path, run, codes):
    path, out = tmp_path / "in.csv", tmp_path / "uit.csv"
    rows = [f"{x};{y};ü".replace(".", ",") for x, y in zip(X, Y, strict=True)]
    path.write_text("\r\n".join(["x;y;n", *rows, ";452000;", "92841;;"]), newline="")
    assert run(path, out) == Placed(6, 3)
    lines = out.read_bytes().decode().split("\r\n")
    assert lines[0] == "x;y;n;area_code"
    assert lines[1:5] == [f"{r};{c or ''}" for r, c in zip(rows, codes, strict=True)]
    assert lines[5:] == [";452000;;", "92841;;;"]


@pytest.mark.parametrize("names", [("lon", "lat"), ("x", "y"), ("oost", "noord")])
def test_degrees_are_placed_as_metres_are_and_a_point_abroad_is_in_no_area(
    tmp_path, run, codes, names
):
    path, out = tmp_path / "in.csv", tmp_path / "uit.csv"
    points = to_wgs84(RdPoints([*X[:2], X[3]] * 9, [*Y[:2], Y[3]] * 9))
    rows = [f"{x!r},{y!r}" for x, y in zip(points.lon.tolist(), points.lat.tolist(), strict=True)]
    path.write_text("\n".join([",".join(names), *rows, "500,91", "0,0"]) + "\n")
    chosen = names if names[0] == "oost" else (None, None)
    assert run(path, out, *chosen, WGS84) == Placed(29, 2)
    found = [line.split(",")[2] for line in out.read_text().splitlines()[1:]]
    assert found == [*[codes[0], codes[1], codes[3]] * 9, "", ""]


@pytest.mark.parametrize(
    ("columns", "crs", "said"),
    [
        ("x,y\n452000,92841", RD, "lijken RD (EPSG:28992), maar dan omgewisseld, niet RD"),
        ("y,x\n52.05,4.49", RD, "lijken lengte en breedte (EPSG:4326), niet RD"),
        ("x,y\n52.05,4.49", WGS84, "--x y --y x --crs EPSG:4326"),
        ("x,y\n92841,452000", WGS84, "--x x --y y --crs EPSG:28992"),
    ],
)
def test_coordinates_of_another_form_are_refused_with_what_they_look_like(
    tmp_path, run, columns, crs, said
):
    path, out = tmp_path / "in.csv", tmp_path / "uit.csv"
    path.write_text(columns + "\n")
    with pytest.raises(DataError) as caught:
        run(path, out, crs=crs)
    assert said in str(caught.value)
    assert left(tmp_path) == ["in.csv"]


@pytest.mark.parametrize(
    ("table", "rule"),
    [
        ({"x": ["1"], "y": [2.0]}, "points.not_numbers"),
        ({"x": [1.0], "y": [dt.date(2024, 1, 1)]}, "points.not_numbers"),
        ({"x": [1.0]}, "points.no_column"),
        ({"x": [1.0], "y": [2.0], "area_code": [None]}, "points.has_code"),
    ],
)
def test_parquet_that_can_not_be_placed_is_refused(tmp_path, run, table, rule):
    path, out = tmp_path / "in.parquet", tmp_path / "uit.parquet"
    pq.write_table(pa.table(table), path)
    out.write_text("wat er stond")
    with pytest.raises((DataError, UsageError)) as caught:
        run(path, out)
    assert caught.value.rule == rule
    assert out.read_text() == "wat er stond"
    assert left(tmp_path) == ["in.parquet", "uit.parquet"]


def test_files_that_are_not_what_they_are_called_are_refused(tmp_path, run):
    broken, called = tmp_path / "in.parquet", tmp_path / "in.csv"
    broken.write_bytes(b"PAR1 and no more")
    called.write_bytes(b"PAR1 and no more")
    with pytest.raises(DataError, match="niet te lezen als Parquet"):
        run(broken, tmp_path / "uit.parquet")
    with pytest.raises(DataError, match="maar de inhoud is Parquet"):
        run(called, tmp_path / "uit.csv")
    with pytest.raises(DataError, match="niet te openen"):
        run(tmp_path / "weg.csv", tmp_path / "uit.csv")
    with pytest.raises(DataError, match="niet te openen"):
        run(tmp_path / "weg.parquet", tmp_path / "uit.parquet")
    with pytest.raises(UsageError, match=r"eindigt niet op \.csv"):
        run(tmp_path / "weg.xlsx", tmp_path / "uit.csv")


def test_parquet_that_is_cut_short_in_the_middle_leaves_nothing(tmp_path, run):
    path, out = tmp_path / "in.parquet", tmp_path / "uit.parquet"
    table = pa.table({"x": np.random.default_rng(1).uniform(9e4, 1e5, 5000), "y": [45e4] * 5000})
    pq.write_table(table, path, row_group_size=1000, use_dictionary=False)
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 9000] = bytes(9000)
    path.write_bytes(content)
    with pytest.raises(DataError, match="niet te lezen als Parquet"):
        run(path, out)
    assert left(tmp_path) == ["in.parquet"]


def test_another_form_out_is_refused(tmp_path, run):
    path = tmp_path / "in.csv"
    path.write_text("x,y\n1,2\n")
    with pytest.raises(UsageError, match=r"Kies een naam op \.csv"):
        run(path, tmp_path / "uit.parquet")
    with pytest.raises(UsageError, match="kan niet worden geschreven"):
        run(path, path / "uit.csv")


@pytest.mark.parametrize("form", ["csv", "parquet", "folder"])
def test_a_place_that_is_not_there_is_refused_and_not_made(tmp_path, run, form):
    path = tmp_path / f"in.{form}"
    if form == "csv":
        path.write_text("x,y\n1,2\n")
    else:
        at = path / "a.parquet" if form == "folder" else path
        at.parent.mkdir(exist_ok=True)
        pq.write_table(many_kinds(), at)
    before = left(tmp_path)
    with pytest.raises(UsageError, match="kan niet worden geschreven: het is er niet"):
        run(path, tmp_path / "weg" / f"uit.{form}")
    assert left(tmp_path) == before


def test_a_file_may_take_its_own_place(tmp_path, run, codes):
    path = tmp_path / "in.csv"
    path.write_text("x,y\n92841,452000\n")
    run(path, path)
    assert path.read_text() == f"x,y,area_code\n92841,452000,{codes[0]}\n"

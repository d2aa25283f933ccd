import json
from datetime import UTC, date, datetime
from decimal import Decimal

import geopandas
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from shapely import LineString, Point

from ivbgeo.sources import Kind

NAME = "a.parquet"
WHEN = datetime.fromisoformat("2023-07-01T12:00")


@pytest.fixture
def parquet(tmp_path):
    def parquet(columns, metadata=None, **options):
        table = pa.table(columns)
        if metadata is not None:
            table = table.replace_schema_metadata(metadata)
        pq.write_table(table, tmp_path / NAME, **options)
        return tmp_path / NAME

    return parquet


@pytest.fixture
def points(tmp_path):
    def points(geometry, *, crs=28992, **columns):
        count = len(geometry)
        columns = {"soort": ["1.4.6"] * count, "datum": [date(2023, 12, 31)] * count} | columns
        geopandas.GeoDataFrame(columns, geometry=geometry, crs=crs).to_parquet(tmp_path / NAME)
        return tmp_path / NAME

    return points


def typed(values, kind):
    return pa.array(values, kind)


def test_numbers_and_moments(read, parquet):
    zoned = typed([WHEN.replace(tzinfo=UTC)], pa.timestamp("ns", "America/New_York"))
    path = parquet(
        {
            "soort": ["1.4.6"],
            "begin": zoned,
            "eind": typed([WHEN.replace(hour=15)], pa.timestamp("ms")),
            "x": typed([Decimal("94000.50")], pa.decimal128(12, 2)),
            "y": typed([452000], pa.int32()),
        }
    )
    (row,) = read(path).rows
    assert (row.start, row.end) == (WHEN.replace(hour=14), WHEN.replace(hour=15))
    assert (row.x, row.y, row.line) == (94000.5, 452000.0, 1)


def test_dictionaries_and_days(read, parquet):
    words = typed(["Straatroof", "Overval", None, "Overval"], pa.string()).dictionary_encode()
    parsed = read(parquet({"soort": words, "datum": typed([date(2023, 1, 2)] * 4, pa.date32())}))
    assert [row.category for row in parsed.rows] == ["1.4.6", "1.4.7", "1.4.7"]
    assert [(r.line, r.rule) for r in parsed.rejections] == [(3, "value.missing")]


def test_lists_groups_and_bytes_are_no_value(read, parquet):
    path = parquet({"soort": [["1.4.6"]], "datum": [{"a": 1}], "foto": [b"x"]})
    parsed = read(path)
    assert [(r.rule, r.column) for r in parsed.rejections] == [
        ("category.not_known", "soort"),
        ("date.unreadable", "datum"),
    ]
    assert parsed.ignored_columns == ("foto",)


def test_a_year_that_no_calendar_has(rules, parquet):
    far = typed([2**58, 0], pa.timestamp("ms"))
    assert rules(parquet({"soort": ["1.4.6"] * 2, "datum": far})) == [(1, "date.unreadable")]


def test_points(read, points):
    parsed = read(points([Point(94000.5, 452000, 7.5), None, Point()]))
    assert [row.x for row in parsed.rows] == [94000.5, None, None]
    assert (parsed.unit, parsed.crs) == ("Rij", 28992)


@pytest.mark.parametrize("crs", [4326, 4258, "OGC:CRS84"])
def test_degrees(read, points, crs):
    assert read(points([Point(4.49, 52.06)], crs=crs)).crs == 4326


def test_another_crs_and_none(refusal, read, points):
    assert refusal(points([Point(0, 0)], crs=3857)).rule == "coords.unknown_crs"
    path = points([Point(94000, 452000)], crs=None)
    assert refusal(path).rule == "coords.no_crs"
    assert read(path, crs=28992).rows[0].x == 94000.0


def test_without_a_word_on_the_crs_it_is_lon_lat(read, points):
    table = pq.read_table(points([Point(4.49, 52.06)]))
    geo = json.loads(table.schema.metadata[b"geo"])
    del geo["columns"]["geometry"]["crs"]
    pq.write_table(table.replace_schema_metadata({"geo": json.dumps(geo)}), points([Point()]))
    assert read(points([Point()]).with_name(NAME)).crs == 28992
    path = points([Point()])
    pq.write_table(table.replace_schema_metadata({"geo": json.dumps(geo)}), path)
    assert read(path).crs == 4326


def test_mixed_shapes_and_no_number(rules, points):
    shapes = [Point(94000, 452000), LineString([(0, 0), (1, 1)]), Point(float("nan"), 452000)]
    assert rules(points(shapes)) == [(2, "geometry.not_point"), (3, "number.unreadable")]


@pytest.mark.parametrize(
    "geo",
    [
        b"{",
        b"[]",
        b'{"primary_column": "plek", "columns": {}}',
        b'{"primary_column": "plek", "columns": {"plek": {"encoding": "point"}}}',
        b'{"primary_column": "weg", "columns": {"weg": {"encoding": "WKB"}}}',
        b"[" * 100_000,
    ],
)
def test_metadata_that_says_something_else(refusal, parquet, geo):
    path = parquet({"soort": ["1.4.6"], "datum": ["2-1-2023"], "plek": [b""]}, {"geo": geo})
    assert refusal(path).rule in ("geo.parquet.broken", "geo.parquet.encoding")


def test_broken_wkb(rules, parquet):
    geo = json.dumps({"primary_column": "p", "columns": {"p": {"encoding": "WKB"}}})
    wkb = [b"", b"\x01", b"\x07\x01\0\0\0", b"\x01\x01\0\0\0\0\0", None]
    path = parquet({"soort": ["1.4.6"] * 5, "datum": ["2-1-2023"] * 5, "p": wkb}, {"geo": geo})
    assert rules(path) == [(line, "geometry.broken") for line in (1, 2, 3, 4)]


def test_renamed(refusal, parquet):
    error = refusal("soort;datum\n1.4.6;1-1-2023\n", name="b.parquet")
    assert error.rule == "file.other_format"
    assert "de inhoud is CSV" in str(error)
    error = refusal(parquet({"soort": ["1.4.6"]}).read_bytes(), name="b.csv")
    assert error.rule == "file.other_format"
    assert "de inhoud is Parquet" in str(error)
    assert refusal(b"\0\1\2\3" * 9, name="c.parquet").rule == "geo.parquet.broken"


@pytest.mark.parametrize("keep", [0.01, 0.5, 0.99])
def test_cut_off(refusal, parquet, keep):
    data = parquet({"soort": ["1.4.6"], "datum": ["2-1-2023"]}).read_bytes()
    assert refusal(data[: int(len(data) * keep) + 4], name="b.parquet").rule == "geo.parquet.broken"


def test_locked_and_empty(refusal, parquet):
    assert refusal(b"PARE" + bytes(50) + b"PARE", name="b.parquet").rule == "geo.parquet.locked"
    assert refusal(b"", name="b.parquet").rule == "file.empty"
    none = parquet({"soort": typed([], pa.string()), "datum": typed([], pa.string())})
    assert refusal(none).rule == "file.no_rows"


def test_columns_with_one_name(refusal, tmp_path):
    table = pa.Table.from_arrays([pa.array(["1"])] * 2, names=["soort", "soort"])
    pq.write_table(table, tmp_path / NAME)
    assert refusal(tmp_path / NAME).rule in ("columns.double", "geo.parquet.broken")
    table = pa.Table.from_arrays([pa.array(["1"])] * 2, names=["soort", "Soort"])
    pq.write_table(table, tmp_path / NAME)
    assert refusal(tmp_path / NAME).rule == "columns.double"


def test_a_few_bytes_that_say_very_many_rows(refusal, parquet):
    path = parquet({"soort": pa.nulls(6_000_000, pa.string())})
    assert path.stat().st_size < 2 << 20
    error = refusal(path)
    assert error.rule == "geo.parquet.too_large"
    assert "6000000" in str(error)


def test_one_long_text_that_is_there_many_times(refusal, parquet):
    words = pa.DictionaryArray.from_arrays(pa.array([0] * 5_000, pa.int32()), ["x" * 200_000])
    path = parquet({"soort": words, "datum": ["2-1-2023"] * 5_000})
    assert path.stat().st_size < 1 << 20
    assert refusal(path).rule == "geo.parquet.long"


def test_row_groups_are_read_in_pieces(read, parquet):
    count = 45_000
    columns = {"naam": "a", "soort": "vast", "geldig_van": "2-1-2023", "besluit": "B"}
    repeated = {name: [value] * count for name, value in columns.items()}
    path = parquet(repeated, row_group_size=count)
    rows = read(path, Kind.CAMERAS).rows
    assert [row.line for row in rows] == list(range(1, count + 1))

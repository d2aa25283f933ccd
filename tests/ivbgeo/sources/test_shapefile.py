import io
import struct
import zipfile
from datetime import date

import geopandas
import pytest
from shapely import LineString, MultiPoint, Point, box

from tests.ivbgeo.sources.samples import PARTS, zipped


@pytest.fixture
def shapes(tmp_path):
    def shapes(geometry, *, name="a.shp", crs=28992, **columns):
        count = len(geometry)
        columns = {"soort": ["1.4.6"] * count, "datum": [date(2023, 12, 31)] * count} | columns
        frame = geopandas.GeoDataFrame(columns, geometry=geometry, crs=crs)
        frame.to_file(tmp_path / name)
        return tmp_path / name

    return shapes


HERE = Point(94000.5, 452000)


def in_zip(path, folder="map/", suffixes=PARTS, stem="laag"):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for suffix in suffixes:
            archive.writestr(f"{folder}{stem}{suffix}", path.with_suffix(suffix).read_bytes())
    return stream.getvalue()


@pytest.mark.parametrize("point", [HERE, Point(94000.5, 452000, 7.5)])
def test_points_lose_their_height(read, shapes, point):
    parsed = read(shapes([point, None]))
    first, second = parsed.rows
    assert (first.x, first.y, first.start, first.line) == (94000.5, 452000.0, date(2023, 12, 31), 1)
    assert (second.x, parsed.unit, parsed.crs) == (None, "Object", 28992)


def test_one_in_a_zip(read, shapes):
    path = shapes([HERE])
    assert read(in_zip(path), name="b.zip").rows == read(path).rows


def test_a_name_with_spaces_and_other_letters(read, shapes):
    (row,) = read(shapes([HERE], name="Zuëd kaart (1).shp")).rows
    assert row.x == 94000.5


def test_the_system_is_asked_for(read, refusal, shapes):
    path = shapes([HERE])
    path.with_suffix(".prj").unlink()
    error = refusal(path)
    assert error.rule == "coords.no_crs"
    assert "--crs EPSG:28992" in str(error)
    assert read(path, crs=28992).rows[0].x == 94000.5


@pytest.mark.parametrize("crs", [4326, 4258])
def test_degrees(read, shapes, crs):
    parsed = read(shapes([Point(4.49, 52.06)], crs=crs))
    assert (parsed.crs, parsed.rejections) == (4326, ())


def test_another_system(refusal, shapes):
    assert refusal(shapes([Point(500000, 6800000)], crs=3857)).rule == "coords.unknown_crs"


@pytest.mark.parametrize(
    ("shape", "found"),
    [
        (LineString([(0, 0), (1, 1)]), "LineString"),
        (box(0, 0, 1, 1), "Polygon"),
        (MultiPoint([(0, 0), (1, 1)]), "MultiPoint"),
    ],
)
def test_other_shapes(refusal, shapes, shape, found):
    error = refusal(shapes([shape]))
    assert (error.rule, error.values["found"]) == ("geometry.no_points", found)


def test_coordinates_that_are_no_number(rules, shapes):
    path = shapes([HERE, HERE])
    data = path.read_bytes()
    path.write_bytes(data[:112] + struct.pack("<d", float("nan")) + data[120:])
    assert rules(path) == [(1, "number.unreadable")]


@pytest.mark.parametrize(
    ("said", "encoding"),
    [("UTF-8", "utf-8"), ("1252", "cp1252"), ("ANSI 1252", "cp1252"), ("ISO-8859-1", "latin-1"),
     ("CP850", "cp850"), ("OEM 850", "cp850"), ("65001\r\n", "utf-8")],
)  # fmt: skip
def test_letters_by_what_the_cpg_says(rules, shapes, said, encoding):
    path = shapes([HERE], soort=["ZuXXd"])
    table = path.with_suffix(".dbf")
    letter = "ë".encode(encoding).ljust(2)
    table.write_bytes(table.read_bytes().replace(b"ZuXXd", b"Zu" + letter + b"d"))
    path.with_suffix(".cpg").write_text(said)
    assert rules(path) == [(1, "category.not_known")]


def test_the_letters_are_those_that_were_meant(read, shapes):
    parsed = read(shapes([HERE], soort=["Zuëd"]))
    assert parsed.rejections[0].value == "Zuëd"


def test_letters_that_nobody_says_how_to_read(refusal, shapes):
    path = shapes([HERE], soort=["Zuëd"])
    path.with_suffix(".cpg").write_text("KOI8-R")
    assert refusal(path).rule == "geo.shapefile.encoding"
    path.with_suffix(".cpg").unlink()
    error = refusal(path)
    assert (error.rule, error.values["line"]) == ("geo.shapefile.letters", 1)


def test_ascii_needs_no_cpg(read, shapes):
    path = shapes([HERE])
    path.with_suffix(".cpg").unlink()
    assert len(read(path).rows) == 1


@pytest.mark.parametrize("suffix", [".dbf", ".shp"])
@pytest.mark.parametrize("keep", [0.0, 0.1, 0.5, 0.97])
def test_a_part_that_is_cut_off(refusal, shapes, suffix, keep):
    path = shapes([HERE] * 5)
    part = path.with_suffix(suffix)
    data = part.read_bytes()
    part.write_bytes(data[: int(len(data) * keep)])
    assert refusal(path).rule in ("geo.shapefile.broken", "file.empty")


def test_parts_of_two_files(refusal, shapes):
    path, other = shapes([HERE] * 5), shapes([HERE] * 4, name="b.shp")
    path.with_suffix(".dbf").write_bytes(other.with_suffix(".dbf").read_bytes())
    assert refusal(path).rule == "geo.shapefile.broken"


def test_a_missing_part_and_a_part_alone(refusal, shapes):
    path = shapes([HERE])
    error = refusal(path.with_suffix(".dbf"))
    assert error.rule == "shape.part"
    path.with_suffix(".dbf").unlink()
    assert refusal(path).rule == "geo.shapefile.no_dbf"
    assert refusal(b"niets", name="c.shp").rule == "geo.shapefile.broken"


def test_no_objects(refusal, shapes):
    path = shapes([HERE])
    shp, dbf = path.read_bytes(), path.with_suffix(".dbf").read_bytes()
    path.write_bytes(shp[:24] + struct.pack(">i", 50) + shp[28:100])
    path.with_suffix(".dbf").write_bytes(dbf[:4] + bytes(4) + dbf[8:])
    assert refusal(path).rule == "file.no_rows"


def test_rows_that_were_deleted_are_left_out(read, shapes):
    path = shapes([HERE] * 3)
    table = path.with_suffix(".dbf")
    data = bytearray(table.read_bytes())
    header, width = struct.unpack_from("<HH", data, 8)
    data[header + width] = ord("*")
    table.write_bytes(data)
    assert [row.line for row in read(path).rows] == [1, 3]


def test_a_zip_with_none_or_two(refusal, shapes):
    one = shapes([HERE])
    stream = io.BytesIO(in_zip(one))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("ander.shp", b"")
    error = refusal(stream.getvalue(), name="b.zip")
    assert (error.rule, error.values["value"]) == ("geo.shapefile.number", "laag.shp, ander.shp")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.csv", "soort;datum\n")
    assert refusal(stream.getvalue(), name="b.zip").values["value"] == "geen"
    assert refusal(in_zip(one, suffixes=(".shp",)), name="b.zip").rule == "geo.shapefile.no_dbf"


@pytest.mark.parametrize("folder", ["../", "/tmp/", "C:\\", "a/../../"])  # noqa: S108 - a name
def test_a_zip_that_leads_out_of_its_folder(refusal, shapes, folder, tmp_path):
    data = in_zip(shapes([HERE]), folder=folder)
    before = sorted(tmp_path.rglob("*"))
    assert refusal(data, name="b.zip").rule == "geo.zip.name"
    assert sorted(tmp_path.rglob("*")) == sorted([*before, tmp_path / "b.zip"])


def test_a_bomb_is_not_unpacked(refusal, shapes):
    path = shapes([HERE])
    parts = {suffix: path.with_suffix(suffix).read_bytes() for suffix in PARTS}
    parts[".dbf"] += b" " * (20 << 20)
    zipped(path.with_name("b.zip"), parts)
    assert refusal(path.with_name("b.zip")).rule == "geo.zip.too_large"


def test_a_locked_zip(refusal, shapes):
    data = bytearray(in_zip(shapes([HERE])))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    assert refusal(bytes(data), name="b.zip").rule == "geo.zip.locked"


@pytest.mark.parametrize("keep", [0.1, 0.6, 0.99])
def test_a_zip_that_is_cut_off(refusal, shapes, keep):
    data = in_zip(shapes([HERE]))
    assert refusal(data[: int(len(data) * keep)], name="b.zip").rule == "geo.zip.broken"

import hashlib
import os
import zipfile

import pytest

from ivbgeo.errors import DataError
from ivbgeo.sources import Kind
from ivbgeo.sources.opening import digest, open_table
from tests.ivbgeo.sources.samples import FORMATS, sample

TEXT = "soort;datum\n1.4.6;1-1-2023\n"
BINARY = [form for form in FORMATS if form not in ("csv", "geojson")]


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_gives_the_same_rows(read, tmp_path, form):
    parsed = read(sample(tmp_path, Kind.CASES, form), Kind.CASES, division_year=2024)
    assert parsed.rejections == ()
    assert [(row.tenure, row.status, f"{row.opened:%d-%m-%Y}", row.x) for row in parsed.rows] == [
        ("koop", "lopend", "02-01-2023", 92841.0),
        ("corporatie", "afgerond", "06-05-2023", 93500.0),
        ("particulier", "lopend", "29-02-2024", None),
    ]


@pytest.mark.parametrize("form", FORMATS)
def test_the_content_tells_what_a_file_is(read, refusal, tmp_path, form):
    path = sample(tmp_path, Kind.CAMERAS, form)
    if form != "shp":
        named = path.rename(path.with_name("zonder achtervoegsel"))
        assert len(read(named, Kind.CAMERAS).rows) == 3
        other = named.rename(named.with_name("a.gpkg" if form != "gpkg" else "a.ods"))
        assert refusal(other, Kind.CAMERAS).rule in (
            "file.other_format", "geo.gpkg.broken"
        )  # fmt: skip


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("content", [b"", b"\0" * 5000, bytes(range(256)) * 30])
def test_empty_and_junk(refusal, form, content):
    rule = refusal(content, name=f"a.{form}").rule
    known = ("file.empty", "csv.nul", "csv.encoding", "columns.missing", "file.unknown")
    assert rule in known or rule.endswith((".broken", ".not_features")), rule


@pytest.mark.parametrize("form", BINARY)
def test_text_by_another_name(refusal, form):
    assert refusal(TEXT, name=f"a.{form}").rule.endswith((".broken", ".other_format"))


def test_no_file_and_no_end(refusal, tmp_path):
    loop = tmp_path / "lus.csv"
    loop.symlink_to(loop)
    os.mkfifo(tmp_path / "pijp.csv")
    for path in (loop, tmp_path, tmp_path / "niet.csv", tmp_path / "pijp.csv"):
        assert refusal(path).rule == "file.unreadable"
    folder = tmp_path / "map.shp"
    folder.mkdir()
    assert refusal(folder).rule == "file.unreadable"


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_that_may_not_be_read(refusal, tmp_path, form):
    path = sample(tmp_path, Kind.CAMERAS, form)
    path.chmod(0)
    if os.access(path, os.R_OK):  # who may read everything
        path.unlink()
    error = refusal(path, Kind.CAMERAS)
    assert error.rule == "file.unreadable"
    assert str(tmp_path) not in str(error)


@pytest.mark.parametrize("form", FORMATS)
def test_a_name_with_spaces_and_other_letters(read, tmp_path, form):
    folder = tmp_path / "Zuëd ‘kaart’ #1"
    folder.mkdir()
    assert len(read(sample(folder, Kind.CAMERAS, form), Kind.CAMERAS).rows) == 3


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_that_shrinks_while_it_is_read(tmp_path, form):
    """What is read from then on is refused, or what was read is all there was."""
    path = sample(tmp_path, Kind.CAMERAS, form)
    rows, refused = [], ""
    try:
        with open_table(path, 28992) as table:
            rows.append(next(table.records))
            os.truncate(path, path.stat().st_size // 2)
            rows += table.records
    except DataError as error:
        refused = str(error)
    assert refused or len(rows) == 3


def test_the_digest_is_that_of_the_file(write):
    path = write(TEXT)
    assert digest(path) == hashlib.sha256(TEXT.encode()).hexdigest()


def test_the_digest_of_a_shapefile_is_that_of_all_parts(read, tmp_path):
    path = sample(tmp_path, Kind.CAMERAS, "shp")
    before = digest(path)
    assert read(path, Kind.CAMERAS).sha256 == before
    for suffix in (".dbf", ".prj", ".shx", ".cpg"):
        part = path.with_suffix(suffix)
        content = part.read_bytes()
        part.write_bytes(content + b" ")
        assert digest(path) != before
        part.write_bytes(content)
    path.with_suffix(".qmd").write_text("<qgis/>")
    assert digest(path) == before
    path.with_suffix(".cpg").unlink()
    assert digest(path) != before


def test_a_zip_that_holds_something_else(refusal, tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", TEXT)
    assert refusal(path).rule == "geo.shapefile.number"
    assert refusal(path.rename(tmp_path / "a.ods")).rule == "file.unknown"

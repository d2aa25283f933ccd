"""Harmed files: each is read rightly or refused with a sentence; nothing else ever happens."""

import re
import resource
import unicodedata
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import Division, GeoError, read_division
from ivbgeo.atlas import Atlas
from ivbgeo.errors import DataError
from ivbgeo.importing import ReadOptions, import_file
from ivbgeo.messages import sentence
from ivbgeo.sources import Kind, ParsedFile, read_file
from ivbgeo.store import Store
from tests.ivbgeo.sources.mutation import HARMS, WHERE, harm_file
from tests.ivbgeo.sources.samples import AREA_FORMATS, FORMATS, area_sample, sample
from tests.soak import drawn

pytestmark = pytest.mark.soak

TODAY = date(2026, 11, 1)
CATEGORIES = {"Straatroof": "1.4.6", "Overval": "1.4.7", "Diefstal/inbraak woning": "1.1.1"}
KINDS = st.sampled_from([Kind.INCIDENTS, Kind.CASES, Kind.CAMERAS])
# What reading may add to the memory of the process, for files of a few kB.
MOST_MEMORY = 512 << 10
AREA = re.compile(r"GM\d{4}|WK\d{6}|BU\d{8}|CW[A-Z0-9]{1,10}")


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    folder = tmp_path_factory.mktemp("goed")
    kinds = (Kind.INCIDENTS, Kind.CASES, Kind.CAMERAS)
    return {(kind, form): sample(folder, kind, form) for form in FORMATS for kind in kinds}


@pytest.fixture(scope="module")
def good_areas(tmp_path_factory):
    folder = tmp_path_factory.mktemp("gebieden")
    return {form: area_sample(folder, form) for form in AREA_FORMATS}


@pytest.fixture
def memory():
    """Hold that the most memory that the process ever had doesn't jump."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MOST_MEMORY


def emptied(folder):
    for each in folder.iterdir():
        each.unlink()


def read_or_refuse(path, kind):
    """Give what is read, or None where the file is refused with a sentence; nothing is left."""
    before = {each.name: each.read_bytes() for each in path.parent.iterdir()}
    parsed, said = None, ""
    try:
        parsed = read_file(path, kind, categories=CATEGORIES, today=TODAY, division_year=2024)
    except DataError as error:
        said = str(error)
    assert (parsed is None) == bool(said)
    assert {each.name: each.read_bytes() for each in path.parent.iterdir()} == before
    return parsed


def is_right(parsed):
    """Hold what is so of every file that is read."""
    assert isinstance(parsed, ParsedFile)
    refused = {rejection.line for rejection in parsed.rejections}
    lines = [row.line for row in parsed.rows]
    assert len(set(lines)) == len(lines)
    assert refused.isdisjoint(lines)
    assert parsed.rows_read == len(lines) + len(refused) > 0
    for rejection in parsed.rejections:
        assert rejection.message.startswith(f"{parsed.unit} {rejection.line}")
        assert all(unicodedata.category(c) not in ("Cc", "Cs") for c in rejection.message)
    for row in parsed.rows:
        assert (row.x is None) == (row.y is None)
        assert row.x is None or (482 <= row.x <= 284_182 and 306_602 <= row.y <= 637_049)
        if row.area_code is not None:
            assert AREA.fullmatch(row.area_code)
            assert row.division_year is not None
        is_row_of(parsed.kind, row)


def is_row_of(kind, row):
    if kind is Kind.INCIDENTS:
        assert row.category in CATEGORIES.values()
        assert "1900-01-01" <= f"{row.start:%Y-%m-%d}" <= f"{TODAY:%Y-%m-%d}"
        assert row.end is None or f"{row.start:%Y-%m-%d}" <= f"{row.end:%Y-%m-%d}"
    elif kind is Kind.CASES:
        assert row.opened.year >= 1900
        assert row.closed is None or row.closed >= row.opened
    else:
        assert all(unicodedata.category(c) != "Cc" for c in row.name)
        assert row.valid_to is None or row.valid_to >= row.valid_from
        assert row.yearly_cost is None or row.yearly_cost >= 0


@pytest.mark.parametrize("form", FORMATS)
def test_the_files_that_are_harmed_are_good(good, form):
    for kind in (Kind.INCIDENTS, Kind.CASES, Kind.CAMERAS):
        parsed = read_or_refuse(good[kind, form], kind)
        assert parsed.rejections == ()
        is_right(parsed)
        assert [row.x for row in parsed.rows] == [92841.0, 93500.0, None]


@pytest.mark.usefixtures("memory")
@pytest.mark.parametrize("form", FORMATS)
@drawn(150)
@given(kind=KINDS, harms=HARMS, where=WHERE)
def test_a_harmed_file_is_read_or_refused(good, tmp_path, form, kind, harms, where):
    emptied(tmp_path)
    path = tmp_path / f"a.{form}"
    harm_file(good[kind, form], path, harms, where)
    parsed = read_or_refuse(path, kind)
    if parsed is not None:
        is_right(parsed)


@pytest.mark.usefixtures("memory")
@pytest.mark.parametrize("form", AREA_FORMATS)
@drawn(100)
@given(harms=HARMS, where=WHERE)
def test_harmed_areas_are_read_or_refused(good_areas, tmp_path, form, harms, where):
    emptied(tmp_path)
    path = tmp_path / f"a.{form}"
    harm_file(good_areas[form], path, harms, where)
    before = {each.name for each in tmp_path.iterdir()}
    division, said = None, ""
    try:
        division = read_division(path)
    except GeoError as error:
        said = sentence(error.rule, **error.values)
    assert isinstance(division, Division) != bool(said)
    assert division is None or (len(division) > 0 and all(division.codes))
    assert {each.name for each in tmp_path.iterdir()} == before


@pytest.fixture(scope="module")
def kept(databases):
    store = Store.open(databases.address("sqlite", filled=True))
    yield store
    store.close()


@drawn(60)
@given(what=st.tuples(KINDS, st.sampled_from(FORMATS)), how=st.tuples(HARMS, WHERE))
def test_a_refused_file_leaves_the_store_as_it_was(good, kept, contents, tmp_path, what, how):
    kind, form = what
    emptied(tmp_path)
    path = tmp_path / f"a.{form}"
    harm_file(good[what], path, *how)
    before = contents(kept)
    options = ReadOptions(today=TODAY, division_year=2024)
    written = 0
    with suppress(DataError):
        written = import_file(kept, Atlas(kept).edition(), path, kind, options).rows_written
    after = contents(kept)
    if not written:
        assert after == before
    else:
        rows = {name: len(after[name]) - len(before[name]) for name in after}
        assert written in rows.values()

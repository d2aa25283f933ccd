from datetime import datetime

import pytest

from benchmarks.incidents import incidents_file
from geo import read_division
from ivbgeo.embedded import read_categories
from ivbgeo.sources import Kind, check_inside, read_file


@pytest.fixture(scope="module")
def parsed(tmp_path_factory, data_dir):
    path = incidents_file(2_000, tmp_path_factory.mktemp("incidents"))
    titles = {row.title: row.code for row in read_categories(data_dir) if row.kind == "politie"}
    return read_file(path, Kind.INCIDENTS, categories=titles)


def test_all_of_them_can_be_read_and_lie_in_the_city(parsed, data_dir):
    assert (parsed.rows_read, len(parsed.rows)) == (2_000, 2_000)
    assert check_inside(parsed.rows, read_division(data_dir / "gemeente.geojson")) == ()


def test_they_are_as_a_register_has_them(parsed):
    starts = [row.start for row in parsed.rows]
    assert all(isinstance(start, datetime) for start in starts)
    assert len(set(starts)) > 1_990
    assert 0.2 < sum(row.end is None for row in parsed.rows) / 2_000 < 0.4
    assert len({row.category for row in parsed.rows}) > 20


def test_a_file_that_is_there_is_not_made_again(tmp_path):
    path = incidents_file(10, tmp_path)
    before = path.stat()
    assert incidents_file(10, tmp_path) == path
    assert path.stat() == before
    assert [*tmp_path.iterdir()] == [path]

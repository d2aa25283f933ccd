from __future__ import annotations

import os
import subprocess
import sys

import numpy as np
import pytest

from geo import Locator, kept
from geo.index import Index
from tests.geo.coverages import BOTTOM, LEFT, ROOT, random_division


@pytest.fixture(scope="module")
def made():
    return random_division(4, groups=5)


@pytest.fixture
def file(made, tmp_path):
    path = tmp_path / "kept" / "one.index"
    assert kept.save(Index.over(made.polygons), path)
    return path


def test_what_is_kept_comes_back_the_same(made, file):
    index, again = Index.over(made.polygons), kept.load(file)
    assert again.decides == index.decides
    assert again.arrays.keys() == index.arrays.keys()
    for name, array in again.arrays.items():
        np.testing.assert_array_equal(array, index.arrays[name])
        assert array.dtype == index.arrays[name].dtype
        assert not array.flags.writeable
    assert [path.name for path in file.parent.iterdir()] == ["one.index"]


def test_a_file_that_is_cut_off_anywhere_is_not_taken(file):
    whole = file.read_bytes()
    for length in {0, 1, 5, 13, 40, 200, len(whole) // 2, len(whole) - 1}:
        file.write_bytes(whole[:length])
        assert kept.load(file) is None, length
    file.write_bytes(whole + b"\0")
    assert kept.load(file) is None
    file.write_bytes(whole)
    assert kept.load(file) is not None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"form": %d' % kept.FORM, b'"form": %d' % (kept.FORM - 1)),
        (b'"shapes"', b'"Shapes"'),
        (b'"frame": [3]', b'"frame": [9]'),
        (b"ivbgeo", b"others"),
        (b'"form"', b'"form '),
    ],
)
def test_a_file_of_another_form_is_not_taken(file, old, new):
    whole = file.read_bytes()
    assert whole.count(old) == 1
    file.write_bytes(whole.replace(old, new))
    assert kept.load(file) is None


def test_no_file_and_a_folder_are_no_index(tmp_path):
    assert kept.load(tmp_path / "nothing.index") is None
    assert kept.load(tmp_path) is None


def test_a_locator_mends_its_file_and_answers_the_same(made, file):
    x, y = LEFT + np.array([50.0, -9.0, 350.0]), BOTTOM + np.array([50.0, 50.0, 350.0])
    expected = Locator(made.polygons).locate(x, y).tolist()
    whole = file.read_bytes()
    file.write_bytes(whole[:-8])
    assert Locator(made.polygons, file).locate(x, y).tolist() == expected
    assert file.read_bytes() == whole
    assert Locator(made.polygons, file).locate(x, y).tolist() == expected


def test_a_division_keeps_its_index_by_its_content(made, tmp_path):
    assert made.locator(tmp_path).locate(np.array([LEFT + 5.0]), np.array([BOTTOM + 5.0]))[0] >= 0
    assert [path.name for path in tmp_path.iterdir()] == [f"{made.content_hash}.index"]


def test_where_nothing_can_be_written_the_answers_are_the_same(made, tmp_path):
    (tmp_path / "taken").write_text("a file where a folder should be")
    beyond = tmp_path / "taken" / "one.index"
    assert not kept.save(Index.over(made.polygons), beyond)
    point = np.array([LEFT + 50.0]), np.array([BOTTOM + 50.0])
    assert Locator(made.polygons, beyond).locate(*point).tolist() == (
        Locator(made.polygons).locate(*point).tolist()
    )


def test_processes_that_build_at_once_leave_one_whole_file(tmp_path):
    program = """
import sys, numpy as np
from pathlib import Path
from geo import kept
from geo.index import Index
from tests.geo.coverages import random_division
index = Index.over(random_division(4, groups=5).polygons)
for _ in range(20):
    assert kept.save(index, Path(sys.argv[1]))
    assert kept.load(Path(sys.argv[1])) is not None
"""
    file = tmp_path / "one.index"
    command = [sys.executable, "-c", program, str(file)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    running = [subprocess.Popen(command, env=environment) for _ in range(2)]
    assert [process.wait(60) for process in running] == [0, 0]
    assert [path.name for path in tmp_path.iterdir()] == ["one.index"]
    assert kept.load(file) is not None

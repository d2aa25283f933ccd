"""Pieces kept on disk: whole or not at all, damaged ones not given, old ones cleaned."""

import os
import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ivbgeo.errors import UsageError
from ivbgeo.fetch.kept import Kept

SLOT = ("https://dataderden.cbs.nl", "47022NED", "BU0637", "1.1.1", "2024")


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "fetch" / "politie"


def test_a_piece_comes_back_as_it_was_also_to_another_process(folder):
    Kept(folder).put(SLOT, "2026-01-15", [["BU06370101", "2024MM01", 3]])
    assert Kept(folder).get(SLOT, "2026-01-15") == [["BU06370101", "2024MM01", 3]]


def test_what_was_not_put_is_not_there(folder):
    kept = Kept(folder)
    assert kept.get(SLOT, "a") is None
    kept.put(SLOT, "a", [])
    assert kept.get(SLOT, "b") is None
    assert kept.get((*SLOT[:-1], "2025"), "a") is None
    # Parts of a slot don't run into each other.
    assert kept.get((*SLOT[:-2], "1.1.12024"), "a") is None


def _files(folder):
    return sorted(path.name for path in folder.iterdir())


@settings(max_examples=60, deadline=None)
@given(place=st.integers(0), change=st.integers(1, 255), cut=st.booleans())
def test_a_damaged_piece_is_not_given_and_taken_away(tmp_path_factory, place, change, cut):
    folder = tmp_path_factory.mktemp("kept")
    kept = Kept(folder)
    kept.put(SLOT, "a", list(range(100)))
    (file,) = folder.iterdir()
    content = bytearray(file.read_bytes())
    place %= len(content)
    if cut:
        del content[place:]
    else:
        content[place] ^= change
    file.write_bytes(content)
    assert kept.get(SLOT, "a") is None
    assert _files(folder) == []


def test_anew_gives_only_what_came_since(folder):
    Kept(folder).put(SLOT, "a", 1)
    kept = Kept(folder, anew=True)
    assert kept.get(SLOT, "a") is None
    kept.put(SLOT, "a", 2)
    assert kept.get(SLOT, "a") == 2


def test_other_editions_of_what_was_asked_are_cleaned_and_nothing_else(folder):
    before = Kept(folder)
    before.put(SLOT, "old", 1)
    before.put(("elsewhere",), "old", 2)
    kept = Kept(folder)
    kept.put(SLOT, "new", 3)
    kept.clean()
    assert Kept(folder).get(SLOT, "old") is None
    assert Kept(folder).get(SLOT, "new") == 3
    assert Kept(folder).get(("elsewhere",), "old") == 2


def test_what_nobody_asked_for_in_a_year_is_cleaned(folder):
    kept = Kept(folder)
    kept.put(("elsewhere",), "a", 2)
    (file,) = folder.iterdir()
    year_ago = time.time() - 401 * 24 * 3600
    os.utime(file, (year_ago, year_ago))
    assert kept.get(("elsewhere",), "a") == 2
    Kept(folder).clean()
    assert len(_files(folder)) == 1, "it was asked for just now"
    os.utime(file, (year_ago, year_ago))
    Kept(folder).clean()
    assert _files(folder) == []


def test_half_a_file_of_a_killed_process_is_never_given_and_cleaned_in_time(folder):
    kept = Kept(folder)
    kept.put(SLOT, "a", 1)
    (file,) = folder.iterdir()
    half = folder / f".{file.name}.1234"
    half.write_bytes(b"half")
    Kept(folder).clean()
    assert half.exists(), "somebody may be writing it"
    os.utime(half, (time.time() - 7200,) * 2)
    Kept(folder).clean()
    assert _files(folder) == [file.name]


def test_cleaning_where_nothing_was_kept_is_nothing(folder):
    Kept(folder).clean()
    assert not folder.exists()


def test_a_place_that_can_not_be_written_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="kan niet worden geschreven"):
        Kept(tmp_path / "file" / "fetch").put(SLOT, "a", 1)


KILLED = """
import sys
from pathlib import Path
from ivbgeo.fetch.kept import Kept
kept = Kept(Path(sys.argv[1]))
print("ready", flush=True)
for number in range(10**9):
    kept.put(("slot", str(number % 5)), "a", [number] * 3000)
"""


def test_a_kill_at_any_moment_leaves_no_half_piece(folder):
    for wait in (0.0, 0.02, 0.05):
        command = [sys.executable, "-c", KILLED, str(folder)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            process.stdout.readline()
            time.sleep(wait)
            process.kill()
        pieces = sorted(folder.glob("[!.]*"))
        for number in range(5):
            found = Kept(folder).get(("slot", str(number)), "a")
            assert found is None or (len(found) == 3000 and len(set(found)) == 1)
        # None of them was taken for damaged.
        assert sorted(folder.glob("[!.]*")) == pieces

"""What a look tells beforehand is what the import then does, and looking writes nothing."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import Level
from ivbgeo.answering import answer
from ivbgeo.atlas import Atlas
from ivbgeo.importing import ReadOptions, import_file
from ivbgeo.period import Period
from ivbgeo.preview import look
from ivbgeo.question import Question
from ivbgeo.sources import Kind
from ivbgeo.viewer import Viewer

PLANNER = Viewer.of("planner")
OPTIONS = ReadOptions(today=date(2026, 11, 1))
HEAD = "categorie;datum;x;y;wijkcode;indeling;melder;kleur\n"
HERE, THERE = "92841;452000", "93500;453250"
ROWS = (
    f"1.1.1;10-01-2024;{HERE};;;;\n",
    f"1.1.1;11-01-2024;{THERE};;;;\n",
    f"1.1.1;12-01-2024;{THERE};;;;\n",
    "1.1.1;13-01-2024;;;WK063705;2025;;\n",
    "1.1.1;14-01-2024;;;WK063705;2024;;\n",
    "1.1.1;15-01-2024;;;;;J. Jansen;rood\n",
)


def seen_of(store, folder, text, kind=Kind.INCIDENTS, options=OPTIONS):
    path = folder / "bestand.csv"
    path.write_text(text)
    return path, look(store, Atlas(store).edition(), path, kind, options)


def test_the_numbers_are_those_of_the_import_that_follows(town, tmp_path, contents):
    before = contents(town)
    path, seen = seen_of(town, tmp_path, HEAD + "".join(ROWS))
    assert contents(town) == before
    assert (seen.is_new, seen.level, seen.rejected) == (True, "wijk", ())
    edition = Atlas(town).edition()
    done = import_file(town, edition, path, Kind.INCIDENTS, OPTIONS)
    same = ("rows_read", "unplaced", "ignored_columns", "personal_columns", "placed", "notes")
    for name in (*same, "overlaps", "sha256", "rejections"):
        assert getattr(seen.report, name) == getattr(done, name), name
    assert done.rows_written == seen.report.rows_read == sum(count for _, count in seen.places)
    told = dict(seen.places)
    assert told.pop("zonder plaats") == done.unplaced == 1
    # A wijk of 2024 is none of 2025; the map brings it there as an estimate, the look does not.
    assert told.pop("niet per wijk te zeggen") == 1
    question = Question("1.1.1", Level.WIJK, Period.month(2024, 1), division_year=2025)
    found = answer(Atlas(town).edition(), question, PLANNER)
    sure = [one for one in found.figures if one.count and not one.estimated]
    assert told == {one.area_name: one.count for one in sure}
    assert sum(told.values()) == 4
    assert told["Meerzicht"] >= 1
    assert not look(town, Atlas(town).edition(), path, Kind.INCIDENTS, OPTIONS).is_new


def test_the_first_rows_are_told_by_title_without_persons(town, tmp_path):
    _, seen = seen_of(town, tmp_path, HEAD + "".join(reversed(ROWS)))
    assert len(seen.first_rows) == 5
    assert seen.first_rows[0] == {"Categorie": "1.1.1", "Begin": "15-01-2024"}
    assert seen.first_rows[2]["Gebiedscode"] == "WK063705"
    assert seen.first_rows[4]["X (RD)"] == "93500"
    assert "Jansen" not in repr(seen)
    assert "rood" not in repr(seen)
    assert seen.report.personal_columns == ("melder",)


def test_what_is_wrong_is_counted_by_rule(town, tmp_path, contents):
    before = contents(town)
    bad = f"1.1.1;31-02-2024;{HERE};;;;\n"
    text = HEAD + ROWS[0] + bad + bad.replace("31", "30") + f"zz;10-01-2024;{HERE};;;;\n"
    _, seen = seen_of(town, tmp_path, text)
    assert not seen.is_new
    assert [count for _, count in seen.rejected] == [2, 1]
    assert seen.rejected[0][0].startswith("Regel 3, ")
    assert sum(count for _, count in seen.rejected) == len(seen.report.rejections)
    assert contents(town) == before


@pytest.mark.parametrize(
    ("code", "where"),
    [("WK063705;2025", "Meerzicht"), ("GM0637;2025", "niet per wijk te zeggen")],
)
def test_people_by_area(town, tmp_path, code, where):
    text = f"jaar;inwoners;gebiedscode;indeling\n2024;.;{code}\n"
    _, seen = seen_of(town, tmp_path, text, Kind.POPULATION)
    assert seen.places == ((where, 1),)
    # What is secret is left out, not shown as nul.
    assert "Inwoners" not in seen.first_rows[0]


def test_the_mapping_reads_the_file_as_it_was_seen(town, tmp_path):
    path, seen = seen_of(town, tmp_path, HEAD + "".join(ROWS))
    again = look(
        town,
        Atlas(town).edition(),
        path,
        Kind.INCIDENTS,
        ReadOptions(today=OPTIONS.today, mapping=seen.mapping),
    )
    assert again == seen


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(ROWS), min_size=1, max_size=8))
def test_each_row_is_in_one_place(shared, tmp_path_factory, rows):
    _, seen = seen_of(shared, tmp_path_factory.getbasetemp(), HEAD + "".join(rows))
    assert sum(count for _, count in seen.places) == len(rows) == seen.report.rows_read
    assert dict(seen.places).get("zonder plaats", 0) == seen.report.unplaced == rows.count(ROWS[5])

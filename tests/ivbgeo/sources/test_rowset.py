"""Rows that are kept by column are the rows that they were made of."""

from datetime import date, datetime

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from ivbgeo.errors import DataError
from ivbgeo.sources import IncidentRow, Kind, RowSet, read_file
from ivbgeo.sources.times import Times

CATEGORIES = {"Straatroof": "1.4.6", "Overval": "1.4.7"}
NOON = datetime.fromisoformat("2024-01-02T12:00")
ROWS = (
    IncidentRow(2, "1.4.6", NOON, None, 1.5, 2.5),
    IncidentRow(4, "1.4.7", date(2024, 1, 3), date(2024, 1, 4)),
    IncidentRow(5, "1.4.6", date(2024, 1, 4), NOON.replace(day=5), 3.0, 4.0),
)
HEAD = "soort;begin;eind;rd_x;rd_y;buurtcode;jaar indeling\n"


def rowset():
    nat, nan = "NaT", np.nan
    return RowSet(
        IncidentRow,
        np.array([2, 4, 5]),
        np.array([1.5, nan, 3.0]),
        np.array([2.5, nan, 4.0]),
        {
            "category": ["1.4.6", "1.4.7", "1.4.6"],
            "start": Times(
                np.array(["2024-01-02T12:00", "2024-01-03", "2024-01-04"], "M8[s]"),
                np.array([True, False, False]),
            ),
            "end": Times(
                np.array([nat, "2024-01-04", "2024-01-05T12:00"], "M8[s]"),
                np.array([False, False, True]),
            ),
        },
    )


def test_it_is_a_sequence_of_rows():
    rows = rowset()
    assert tuple(rows) == ROWS
    assert rows == ROWS == rows[:]
    assert rows != ROWS[:2]
    assert (len(rows), rows[0], rows[-1], rows[1:]) == (3, ROWS[0], ROWS[2], ROWS[1:])
    assert ROWS[1] in rows
    with pytest.raises(IndexError):
        rows[3]


def test_some_of_them_and_all_again():
    kept = np.array([True, False, True])
    assert rowset().where(kept) == (ROWS[0], ROWS[2])
    assert RowSet.joined([rowset().where(kept), rowset().where(~kept)]) == (
        ROWS[0],
        ROWS[2],
        ROWS[1],
    )


def test_a_field_that_the_file_does_not_have():
    rows = rowset()
    assert rows.has("end")
    assert not rows.has("area_code")
    assert list(rows.values("area_code")) == [None] * 3
    assert not rows.times("closed").given.any()


CELLS = st.tuples(
    st.sampled_from(["1.4.6", "Overval", " straatroof ", "zz", "", "0.0.0"]),
    st.sampled_from(["01-02-2024", "2024-01-02 10:00", "2 jan 2024", "31-02-2024", "1-1-24", ""]),
    st.sampled_from(["", "02-01-2024 09:59", "02-01-2024", "2024-02-01T00:00:00", "x"]),
    st.sampled_from(["92345.12", "92345,12", "92.345", "", "452000", "1e5", "nan"]),
    st.sampled_from(["452000.5", "452.000", "", "92345", "452000", "0"]),
    st.sampled_from(["BU06370101", "bu06370101", "XX", ""]),
    st.sampled_from(["2024", "1850", ""]),
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=st.lists(CELLS, min_size=1, max_size=12))
def test_a_row_among_others_reads_as_it_does_alone(tmp_path, rows):
    assume(any(any(row) for row in rows))
    path = tmp_path / "a.csv"

    def read(lines):
        path.write_text(HEAD + "".join(f"{';'.join(row)}\n" for row in lines))
        try:
            parsed = read_file(path, Kind.INCIDENTS, categories=CATEGORIES, today=date(2026, 11, 1))
        except DataError:
            return [], []
        told = [(r.line, r.column, r.value, r.rule) for r in parsed.rejections]
        return list(parsed.rows), told

    read_rows, rejections = [], []
    for line, row in enumerate(rows, 2):
        good, bad = read([row])
        read_rows += [(line, *_fields(each)) for each in good]
        rejections += [(line, *rest) for _, *rest in bad]
    together, told = read(rows)
    assert [(each.line, *_fields(each)) for each in together] == read_rows
    assert told == rejections


def _fields(row):
    return (
        row.category, row.start, type(row.start), row.end, type(row.end), row.x, row.y,
        row.area_code, row.division_year,
    )  # fmt: skip

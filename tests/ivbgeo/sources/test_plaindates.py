"""A column of dates reads as its cells do one by one."""

from datetime import date, datetime, time

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ivbgeo.sources.cell import read_cell
from ivbgeo.sources.fault import ValueRefusedError
from ivbgeo.sources.moment import DateReader
from ivbgeo.sources.plaindates import read_plain_dates

TODAY = date(2026, 11, 1)
FORMS = (
    "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d", "%Y/%m/%d", "%m-%d-%Y", "%d-%m/%Y", "%Y/%m-%d",
    "%d-%m-%y", "%d %B %Y", "%Y%m%d", "%Y.%m.%d",
)  # fmt: skip
CLOCKS = (
    "", " %H:%M", " %H:%M:%S", "T%H:%M", "T%H:%M:%S", " %H.%M", " %H.%M:%S", "t%H:%M", ",%H:%M",
    " %H:%M.%S", "T%H:%M:%SZ", " %H:%M:%S.%f",
)  # fmt: skip
LETTERS = "0123456789-/.:T Z٣"


@st.composite
def dates(draw):
    """Dates as programs write them, some with a letter that is another one."""
    moment = draw(st.datetimes(datetime(1890, 1, 1), datetime(2030, 1, 1)))  # noqa: DTZ001
    text = moment.strftime(draw(st.sampled_from(FORMS)) + draw(st.sampled_from(CLOCKS)))
    if draw(st.integers(0, 3)) == 0:
        at = draw(st.integers(0, len(text) - 1))
        text = text[:at] + draw(st.sampled_from(LETTERS)) + text[at + 1 :]
    return text


CELLS = st.lists(
    dates()
    | st.text(LETTERS, max_size=20)
    | st.sampled_from([None, "", "  ", 45_000, 1.5, True, b"", date(2024, 2, 3), time(1, 2)])
    | st.datetimes(datetime(2000, 1, 1), datetime(2030, 1, 1)),  # noqa: DTZ001
    max_size=30,
)


def one_by_one(cells, lines, *, required, **options):
    reader, values, faults = DateReader(TODAY, **options), [], []
    for at, cell in enumerate(cells):
        try:
            values.append(read_cell(cell, reader, lines[at], required=required))
        except ValueRefusedError as fault:
            values.append(None)
            faults.append((at, fault.rule, fault.value, fault.details))
    return reader, values, faults


@pytest.mark.parametrize("with_time", [True, False])
@pytest.mark.parametrize("future", [True, False])
@settings(max_examples=150, deadline=None)
@given(cells=CELLS, required=st.booleans())
@example(
    cells=["29-02-2023", "29-02-2024", "31-04-2024", "00-01-2024", "01-00-2024"], required=True
)
@example(cells=["31-12-1899", "01-01-1900", "01-11-2026", "02-11-2026 00:00"], required=False)
@example(cells=["01-01-2024 24:00", "01-01-2024 23:60", "01-01-2024 23:59:60"], required=False)
@example(cells=["01-01-2024Z10:00", "01-01-2024 10-00", "01-01-2024 10:00.00"], required=True)
@example(cells=["03-04-2024", "12/31/2023", "04-04-2024", "2024-04-03 10:00"], required=True)
def test_a_column_reads_as_its_cells(with_time, future, cells, required):
    options = {"with_time": with_time, "future": future}
    lines = range(2, 2 + len(cells))
    alone, values, faults = one_by_one(cells, lines, required=required, **options)
    reader, told = DateReader(TODAY, **options), []
    times = reader.column(
        cells,
        lines,
        lambda at, fault: told.append((at, fault.rule, fault.value, fault.details)),
        required=required,
    )
    assert times.tolist() == values
    assert list(map(type, times.tolist())) == list(map(type, values))
    assert told == faults
    assert reader.month_first == alone.month_first
    assert sorted(reader.untrusted()) == sorted(alone.ambiguous)


def test_what_programs_write_is_read_at_once():
    cells = [
        "31-12-2024", "31/12/2024", "31.12.2024", "2024-12-31", "2024/12/31",
        "31-12-2024 23:59", "31-12-2024 23:59:58", "2024-12-31T23:59", "2024-12-31 23:59:58",
    ]  # fmt: skip
    plain = read_plain_dates(cells, date(1900, 1, 1), TODAY)
    assert plain.sure.all()
    assert plain.timed.tolist() == [False] * 5 + [True] * 4
    assert np.unique(plain.values.astype("M8[D]")).tolist() == [date(2024, 12, 31)]


def test_of_all_else_nothing_is_said():
    cells = ["1-1-2024", " 01-01-2024", "01-01-2024 ", "01-01/2024", "٠1-01-2024", 20240101, None]
    plain = read_plain_dates(cells, date(1900, 1, 1), None)
    assert not plain.sure.any()
    assert np.isnat(plain.values).all()

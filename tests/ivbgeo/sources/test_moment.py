from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivbgeo.dutch import day
from ivbgeo.sources.fault import ValueRefusedError
from ivbgeo.sources.moment import DateReader

TODAY = date(2026, 11, 1)
moment = datetime.fromisoformat


@pytest.fixture
def reader():
    return DateReader(TODAY, with_time=True, future=False)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("31-12-2023", date(2023, 12, 31)),
        ("31/12/2023 14:30", moment("2023-12-31T14:30")),
        ("31.12.2023", date(2023, 12, 31)),
        ("1-2-2023 9:05:06", moment("2023-02-01T09:05:06")),
        ("31-12-2023 14.30 uur", moment("2023-12-31T14:30")),
        ("3 maart 2024", date(2024, 3, 3)),
        ("zondag 3 maart 2024 om 14:30", moment("2024-03-03T14:30")),
        ("3 mrt. 2024", date(2024, 3, 3)),
        ("31-dec-2023", date(2023, 12, 31)),
        ("2023-12-31", date(2023, 12, 31)),
        ("2023/12/31", date(2023, 12, 31)),
        ("2023-12-31T14:30:00", moment("2023-12-31T14:30")),
        ("2023-12-31T14:30:00.123Z", moment("2023-12-31T15:30")),
        ("2023-07-01T12:00:00+02:00", moment("2023-07-01T12:00")),
        ("31-12-2023 00:00", moment("2023-12-31T00:00")),
        (date(2023, 12, 31), date(2023, 12, 31)),
        (datetime(2023, 7, 1, 12, tzinfo=UTC), moment("2023-07-01T14:00")),
    ],
)
def test_forms_in_use(reader, cell, value):
    found = reader(cell, 2)
    assert (found, type(found)) == (value, type(value))
    assert reader(cell, 3) == value


@pytest.mark.parametrize(
    ("cell", "rule"),
    [
        ("31-02-2024", "date.impossible"),
        ("29-02-2023", "date.impossible"),
        ("31-13-2023", "date.impossible"),
        ("0-1-2023", "date.impossible"),
        ("31-12-2023 24:00", "date.impossible"),
        ("31-12-2023 14:61", "date.impossible"),
        ("31-12-0023", "date.impossible"),
        ("0001-01-01T00:00:00+14:00", "date.impossible"),
        ("31-12-23", "date.short_year"),
        ("1/2/23 12:00", "date.short_year"),
        ("12/31/2023", "date.month_first"),
        ("2-11-2026", "date.future"),
        (date(2026, 11, 2), "date.future"),
        ("3 foo 2024", "date.unreadable"),
        ("31-12/2023", "date.unreadable"),
        ("gisteren", "date.unreadable"),
        ("٣-1-2023", "date.unreadable"),
        ("3" * 100, "date.unreadable"),
        (time(12, 0), "date.unreadable"),
        (["a"], "date.unreadable"),
        (45291, "date.number"),
        (45291.5, "date.number"),
        (True, "date.number"),
    ],
)
def test_what_is_no_day(reader, cell, rule):
    with pytest.raises(ValueRefusedError) as caught:
        reader(cell, 2)
    assert caught.value.rule == rule


def test_today_is_not_the_future(reader):
    assert reader("1-11-2026 23:59", 2) == moment("2026-11-01T23:59")


def test_days_to_come_where_they_may_be():
    reader = DateReader(TODAY, with_time=False, future=True)
    assert reader("31-12-2030 12:00", 2) == date(2030, 12, 31)


def test_ambiguous_days_are_remembered(reader):
    for line, text in enumerate(["3-4-2023", "3-3-2023", "13-4-2023", "2023-04-03", "3-4-2023"], 2):
        reader(text, line)
    assert reader.ambiguous == [(2, "3-4-2023"), (6, "3-4-2023")]
    assert reader.month_first is None


def test_a_month_in_front_makes_the_others_untrusted(read):
    parsed = read(
        "soort;datum\n1.4.6;3/4/2023\n1.4.6;12/31/2023\n1.4.6;13/4/2023\n1.4.6;2023-04-03\n"
    )
    assert [(r.line, r.rule) for r in parsed.rejections] == [
        (2, "date.ambiguous"),
        (3, "date.month_first"),
    ]
    assert "12/31/2023" in parsed.rejections[0].message
    assert [row.line for row in parsed.rows] == [4, 5]


@given(st.dates(date(1900, 1, 1), TODAY))
def test_every_day_in_every_form(value):
    reader = DateReader(TODAY, with_time=True, future=False)
    for text in (
        f"{value:%d-%m-%Y}",
        f"{value.day}/{value.month}/{value.year}",
        day(value),
        str(value),
    ):
        assert reader(text, 2) == value


@given(st.text(alphabet="0123456789-/.: TZ+maritje", max_size=30))
def test_any_text_is_a_day_or_refused(text):
    reader = DateReader(TODAY, with_time=True, future=False)
    try:
        value = reader(text, 2)
    except ValueRefusedError:
        return
    assert isinstance(value, date)

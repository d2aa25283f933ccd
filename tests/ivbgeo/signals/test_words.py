"""What is said of signals: numbers as they are, how sure, and nothing that was not found."""

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from geo import AreaId, Level
from ivbgeo.period import Period
from ivbgeo.signalnote import SignalKey, SignalNote, SignalStatus
from ivbgeo.signals import Judged, expect, watch
from ivbgeo.signals.course import courses
from ivbgeo.signals.words import (
    amounts,
    course_words,
    doubts,
    found,
    in_a_row,
    not_judged,
    noted,
    source,
    sureness,
    title,
)
from tests.ivbgeo.signals.conftest import NEWEST


@pytest.fixture
def made(hot):
    return replace(hot, count=12.0, expected=4.26, limit=9.0, p=0.00037, firm=False)


def test_a_signal_is_named_with_its_numbers(made):
    assert title(made) == "Mishandeling in Voorweg"
    assert amounts(made) == (
        "12 in oktober 2025. Verwacht: ongeveer 4,3. Tot en met 9 is niet bijzonder."
    )
    assert "Verwacht: minder dan 0,1." in amounts(replace(made, expected=0.02))
    assert "Verwacht: ongeveer 43." in amounts(replace(made, expected=42.6))
    whole = replace(made, area=AreaId("GM0637", 2025, Level.GEMEENTE))
    assert title(whole) == "Mishandeling in de hele gemeente"


def test_how_sure_is_said_by_how_rare_it_is_and_by_how_many_were_looked_at(made, past):
    seen = watch(past)
    assert "in minder dan 1 op de 2.000 maanden" in sureness(made, seen)
    assert "door toeval een van zijn" in sureness(made, seen)
    sure = replace(made, p=0.0, firm=True)
    assert "in minder dan 1 op de 1.000.000 maanden" in sureness(sure, seen)
    assert "toeval niet waarschijnlijk" in sureness(sure, seen)


def test_doubts_and_source_are_said(made):
    assert doubts(made) == "Het cijfer is voorlopig en kan nog veranderen."
    assert doubts(replace(made, provisional=False)) == ""
    assert "schatting" in doubts(replace(made, rough=True))
    assert source(made) == "Bron: Gemaakt, 1, opgehaald op 2 januari 2026. CC0."


def test_a_month_is_said_with_what_chance_gives(past):
    seen = watch(past)
    assert found(seen).startswith(f"Over oktober 2025: {len(seen.signals)} signa")
    assert "reeksen bekeken" in found(seen)
    assert "geen signalen in deze wijk, en " in found(seen, 0)
    early = watch(past, Period.month(2020, 3))
    assert found(early) == "Over maart 2020 is geen enkele reeks te beoordelen."
    (line,) = not_judged(early)
    assert line.endswith(Judged.SHORT.reason)
    one = replace(early, not_judged={Judged.UNKNOWN: 1})
    assert not_judged(one)[0].startswith("1 reeks niet beoordeeld. ")


def test_a_note_is_said_by_role_and_day():
    key = SignalKey(AreaId("WK1", 2025, Level.WIJK), "1.1.1", NEWEST)
    at = datetime(2025, 12, 3, 10, tzinfo=UTC)
    note = SignalNote(key, SignalStatus.GEEN_ACTIE, "", "beheer", at)
    assert noted(note) == "geen actie nodig, volgens de beheerder, 3 december 2025"


def test_a_course_ends_with_the_signal_and_knows_nothing_of_later_months(past, hot):
    (course,) = courses(past, [hot])
    assert len(course.steps) == 24
    last = course.steps[-1]
    assert (last.month, last.count, last.limit) == (NEWEST, hot.count, hot.limit)
    assert last.expected == pytest.approx(hot.expected)
    assert last.is_above
    assert not any(step.is_above for step in course.steps[-4:-1])
    assert "Het meest daarvoor: " in course_words(hot, course)
    assert courses(past, []) == ()


def test_the_limits_of_a_course_are_those_among_all_areas(past, hot):
    counts = past.by_month("0.0.0").values.count[:, : past.at(NEWEST.first_index) + 1]
    together = expect(counts, np.zeros(len(counts), dtype=int))
    row = int(np.flatnonzero(together.limit != expect(counts).limit)[0])
    area = replace(hot.area, code=past.division.codes[row])
    (course,) = courses(past, [replace(hot, area=area, category="0.0.0")])
    assert course.steps[-1].limit == together.limit[row]


def test_months_in_a_row_are_counted(past, hot):
    (course,) = courses(past, [hot])
    assert in_a_row(course) == ""
    high = replace(course.steps[-2], count=30.0)
    more = replace(course, steps=(*course.steps[:-2], high, course.steps[-1]))
    assert in_a_row(more) == "Dit is de 2e maand op rij boven de grens."

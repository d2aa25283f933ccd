"""What must be decided soon, out of a register of which all is known; and that as a calendar."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import shapely
from icalendar import Calendar

from ivbgeo.atlas import Atlas
from ivbgeo.camera import Camera
from ivbgeo.designation import Designation
from ivbgeo.register import (
    DeadlineKind,
    add,
    calendar,
    change,
    deadlines,
    designations,
    withdraw,
)
from ivbgeo.register.deadlines import years_between
from ivbgeo.viewer import PUBLIEK, Role, Viewer

PLANNER = Viewer(Role.PLANNER)
TODAY = date(2026, 11, 27)
FIELD = shapely.box(93_000, 452_000, 93_100, 452_100)
PLACE = {"x": 93_050.0, "y": 452_050.0}


@pytest.fixture
def edition(town):
    """A register without the camera areas of the demo: each test says what there is."""
    edition = Atlas(town).edition()
    for one in designations(edition, PLANNER):
        withdraw(edition, PLANNER, one)
    return edition


def area(edition, name="Plein", **said):
    return add(edition, PLANNER, Designation(name=name, **({"kind": "vast"} | said)))


def camera(edition, name="Hoek", **said):
    first = date(2020, 1, 1)
    told = {"kind": "vast", "valid_from": first, "valid_to": None, "decision": "B"} | said
    return add(edition, PLANNER, Camera(name, **told))


def told(edition, viewer=PLANNER, **asked):
    return [
        (one.name, one.kind, one.day, one.is_late)
        for one in deadlines(edition, viewer, TODAY, **asked)
    ]


def test_of_the_demo_the_ends_and_what_was_worked_out_are_told(town):
    found = deadlines(Atlas(town).edition(), PUBLIEK, TODAY)
    ends = {one.name for one in found if one.kind is DeadlineKind.EINDE}
    assert len(ends) == 4
    worked_out = {one.key: one for one in found if one.is_worked_out}
    # 2003 and each four years: 2027. August 2014: August 2026, and nobody said that it was done.
    assert {key: one.day for key, one in worked_out.items()} == {
        "camera.mandelabrug": date(2027, 12, 31),
        "camera.buytenwegh": date(2026, 8, 31),
    }
    assert worked_out["camera.buytenwegh"].is_late
    assert "moest er zijn in augustus 2026." in worked_out["camera.buytenwegh"].sentence
    assert "moet er zijn in 2027." in worked_out["camera.mandelabrug"].sentence
    assert found[0] == worked_out["camera.buytenwegh"]


@pytest.mark.parametrize(
    ("starts", "on", "due", "when", "is_late"),
    [
        ("2022", date(2026, 12, 31), date(2026, 12, 31), "2026", False),
        ("2022", date(2027, 1, 1), date(2026, 12, 31), "2026", True),
        ("2022", date(2025, 1, 1), date(2026, 12, 31), "2026", False),
        ("2022-08", date(2026, 8, 31), date(2026, 8, 31), "augustus 2026", False),
        ("2022-08", date(2026, 9, 1), date(2026, 8, 31), "augustus 2026", True),
        ("2020-02", date(2024, 2, 1), date(2024, 2, 29), "februari 2024", False),
        ("2022-08-05", date(2026, 8, 5), date(2026, 8, 5), "5 augustus 2026", False),
        ("2022-08-05", date(2026, 8, 6), date(2026, 8, 5), "5 augustus 2026", True),
    ],
)
def test_of_what_only_the_month_or_the_year_is_known_it_is_not_late_before_the_end_of_it(
    edition, starts, on, due, when, is_late
):
    area(edition, starts=starts, evaluation_every="elke vier jaar")
    (one,) = deadlines(edition, PLANNER, on)
    assert (one.day, one.when, one.is_late) == (due, when, is_late)
    assert f"er zijn {'op' if starts.count('-') > 1 else 'in'} {when}." in one.sentence
    (event,) = Calendar.from_ical(calendar([one])).walk("VEVENT")
    assert event.decoded("dtstart") == due
    is_about = "(ongeveer: " in str(event["summary"])
    assert is_about is (starts.count("-") < 2)


def test_an_evaluation_is_due_until_its_day_is_moved(edition):
    area(edition, "Gauw", evaluation=date(2027, 11, 27))
    area(edition, "Later", evaluation=date(2027, 11, 28))
    key = area(edition, "Voorbij", evaluation=date(2026, 11, 26))
    area(edition, "Ingetrokken", evaluation=date(2026, 12, 1), withdrawn_on=date(2026, 11, 1))
    assert told(edition) == [
        ("Voorbij", "evaluatie", date(2026, 11, 26), True),
        ("Gauw", "evaluatie", date(2027, 11, 27), False),
    ]
    assert [one[0] for one in told(edition, months=13)] == ["Voorbij", "Gauw", "Later"]
    (late, _) = deadlines(edition, PLANNER, TODAY)
    assert late.title == "Evaluatie (te laat)"
    seen = next(one for one in designations(edition, PLANNER) if one.key == key)
    change(edition, PLANNER, seen, replace(seen.designation, evaluation=date(2030, 11, 26)))
    assert [one[0] for one in told(edition)] == ["Gauw"]


@pytest.mark.parametrize(
    ("words", "years"),
    [
        ("elke vier jaar", 4), ("Iedere 2 jaar", 2), ("vierjaarlijks", 4), ("jaarlijks", 1),
        ("elk jaar", 1), ("elke 0 jaar", None), ("na afloop", None), ("", None),
        ("in 2024 jaar op jaar", None),
    ],
)  # fmt: skip
def test_how_often(words, years):
    assert years_between(words) == years


def test_an_order_that_ran_out_stays_until_it_is_renewed_or_withdrawn(edition):
    past = date(2026, 10, 31)
    area(edition, "Vast", ends=past)
    area(edition, "Over", kind="tijdelijk", ends=past)
    busy = area(edition, "Hangt nog", kind="tijdelijk", ends=past)
    camera(edition, designation=busy)
    area(edition, "Ook nog", kind="tijdelijk", ends=past, border=FIELD)
    camera(edition, "Erin", **PLACE)
    found = {one.name: one for one in deadlines(edition, PLANNER, TODAY)}
    assert found.keys() == {"Vast", "Hangt nog", "Hoek", "Ook nog", "Erin"}
    assert "Er hangt 1 camera." in found["Ook nog"].sentence
    assert "Er hangt 1 camera." in found["Hangt nog"].sentence
    assert "dat gebied is nu niet aangewezen" in found["Hoek"].sentence
    # Who may not see cameras is not told that one hangs there.
    assert [one[0] for one in told(edition, PUBLIEK)] == ["Vast"]


def test_a_camera_ends_and_for_a_month_it_is_asked_whether_it_is_gone(edition):
    area(edition, "Plein", border=FIELD)
    for name, last in (
        ("Straks", date(2026, 12, 5)),
        ("Net", date(2026, 11, 1)),
        ("Lang", date(2026, 9, 1)),
    ):
        camera(edition, name, valid_to=last, **PLACE)
    assert told(edition) == [
        ("Net", "einde", date(2026, 11, 1), True),
        ("Straks", "einde", date(2026, 12, 5), False),
    ]


def test_a_camera_outside_every_designated_area_is_told(edition):
    key = area(edition, "Plein", border=FIELD)
    camera(edition, "Erin", **PLACE)
    camera(edition, "Erbuiten", x=93_500.0, y=452_500.0)
    camera(edition, "Hoort erbij", x=93_500.0, y=452_500.0, designation=key)
    camera(edition, "Zonder plaats, wel een gebied", designation=key)
    camera(edition, "Al weg", x=93_500.0, y=452_500.0, valid_to=date(2025, 1, 1))
    found = {one.name: one for one in deadlines(edition, PLANNER, TODAY)}
    assert found.keys() == {"Erbuiten", "Hoort erbij"}
    assert "Hangt in geen gebied dat nu is aangewezen" in found["Erbuiten"].sentence
    assert "Hangt buiten de grens van ‘Plein’" in found["Hoort erbij"].sentence
    assert {(one.kind, one.day) for one in found.values()} == {("gebied", TODAY)}


def test_where_a_border_is_not_known_it_is_not_said_that_a_camera_is_outside(edition):
    area(edition, "Ergens")
    for number in range(7):
        camera(edition, f"Camera {number}", **PLACE)
    (one,) = deadlines(edition, PLANNER, TODAY)
    assert (one.name, one.key) == ("7 camera’s", "")
    assert "Camera 4 en nog 2" in one.sentence


def test_the_calendar_is_read_by_others_and_keeps_its_entries(edition):
    key = area(edition, "Plein; hoek, \\ “Markt”", evaluation=date(2027, 1, 31))
    area(edition, "Laat", ends=date(2026, 11, 1))
    found = deadlines(edition, PLANNER, TODAY)
    now = datetime(2026, 11, 27, 12, tzinfo=UTC)
    content = calendar(found, now)
    assert b"\r\n" in content
    read = Calendar.from_ical(content)
    late, event = read.walk("VEVENT")
    assert str(event["summary"]) == "Evaluatie: Plein; hoek, \\ “Markt”"
    assert str(late["summary"]) == "Einde (te laat): Laat"
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (
        date(2027, 1, 31),
        date(2027, 2, 1),
    )
    assert str(event["uid"]) == f"evaluatie.cameragebied.{key}@ivbgeo"
    assert event.walk("VALARM")
    assert calendar(found, now) == content
    assert len({str(each["uid"]) for each in read.walk("VEVENT")}) == 2
    assert Calendar.from_ical(calendar(())).walk("VEVENT") == []

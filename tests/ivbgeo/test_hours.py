"""Incidents by the hour of the week, from a real store."""

import numpy as np
import pytest
import shapely

from geo import AreaId, Level
from ivbgeo.atlas import Atlas
from ivbgeo.errors import UnknownAreaError, UsageError
from ivbgeo.figure import State
from ivbgeo.hours import by_hour
from ivbgeo.period import Period
from ivbgeo.viewer import PUBLIEK, Viewer

PLANNER = Viewer.of("planner")
Y2024 = Period.year(2024)
JANUARY = Period.month(2024, 1)
DORPSSTRAAT = AreaId("BU06370101", 2025, Level.BUURT)
HEAD = "categorie,begin,eind,x,y,buurtcode,jaar indeling\n"


@pytest.fixture
def edition(put, filled):
    buurten = Atlas(filled).edition().division(DORPSSTRAAT.division)
    inside = shapely.point_on_surface(buurten.area("BU06370101").polygon)
    place = f"{inside.x:.1f},{inside.y:.1f}"
    return put(
        "incidents",
        HEAD
        + f"1.1.1,2024-01-01 22:30,2024-01-02 00:30,{place},,\n"  # Monday into Tuesday
        + "1.1.1,2024-01-03 10:00,,,,BU06370101,2025\n"
        + "1.1.1,2024-01-04,2024-01-05,,,BU06370101,2025\n"
        + "1.1.1,2024-01-06 10:00,,,,BU06370102,2025\n"
        + "1.1.1,2024-01-31 23:00,2024-02-01 01:00,,,,\n"
        + "1.1.2,2024-01-06 10:00,,,,BU06370101,2025\n",
    )


def test_each_incident_counts_once_in_parts(edition):
    found = by_hour(edition, PLANNER, "1.1.1", JANUARY)
    assert (found.state, found.timed, found.untimed, found.unplaced) == (State.GEMETEN, 4, 1, 0)
    assert found.counts.sum() == pytest.approx(4)
    assert found.counts[0, 22:].tolist() == [0.25, 0.5]
    assert found.counts[1, 0] == 0.25
    # It ended in February, but began in January: it is of January, whole.
    assert found.counts[2, 23] == found.counts[3, 0] == 0.5
    assert found.provenance.dataset == "import/incidents"


def test_of_an_area_by_point_and_by_code(edition):
    found = by_hour(edition, PLANNER, "1.1.1", JANUARY, DORPSSTRAAT)
    assert (found.timed, found.untimed, found.unplaced) == (2, 1, 1)
    assert np.flatnonzero(found.counts.sum(axis=1)).tolist() == [0, 1, 2]


def test_what_was_counted_once_is_kept_for_who_may_see_it(edition):
    found = by_hour(edition, PLANNER, "1.1.1", JANUARY)
    assert by_hour(edition, PLANNER, "1.1.1", JANUARY) is found
    assert by_hour(edition, PLANNER, "1.1.1", JANUARY, DORPSSTRAAT) is not found
    assert by_hour(edition, PUBLIEK, "1.1.1", JANUARY).counts is None


def test_who_may_not_see_gets_no_number(edition):
    found = by_hour(edition, PUBLIEK, "1.1.1", JANUARY)
    assert (found.state, found.counts, found.timed, found.untimed) == (
        State.AFGESCHERMD, None, 0, 0,
    )  # fmt: skip


@pytest.mark.parametrize("period", [Y2024, Period.month(2023, 12)])
def test_months_that_the_files_do_not_cover_are_not_measured(edition, period):
    found = by_hour(edition, PLANNER, "1.1.1", period)
    assert (found.state, found.counts) == (State.NIET_GEMETEN, None)


def test_what_does_not_exist_is_refused(edition):
    with pytest.raises(UnknownAreaError, match="BU06379999"):
        by_hour(edition, PLANNER, "1.1.1", JANUARY, AreaId("BU06379999", 2025, Level.BUURT))
    with pytest.raises(UsageError, match="buurt-1999"):
        by_hour(edition, PLANNER, "1.1.1", JANUARY, AreaId("BU06370101", 1999, Level.BUURT))
    with pytest.raises(UsageError, match=r"‘1\.9\.9’ bestaat niet"):
        by_hour(edition, PLANNER, "1.9.9", JANUARY)


def test_what_tells_nothing_of_the_hour_or_the_place_is_not_nul(put):
    told = put("incidents", HEAD + "1.1.1,2024-01-04,,,,BU06370101,2025\n1.1.1,2024-01-31,,,,,\n")
    found = by_hour(told, PLANNER, "1.1.1", JANUARY)
    assert (found.state, found.counts, found.untimed) == (State.NIET_GEMETEN, None, 2)
    other = by_hour(told, PLANNER, "1.1.1", JANUARY, AreaId("BU06370102", 2025, Level.BUURT))
    assert (other.state, other.counts, other.unplaced) == (State.NIET_GEMETEN, None, 1)


def test_nothing_at_all_in_an_area_is_nul(put):
    told = put("incidents", HEAD + "1.1.1,2024-01-04 10:00,,,,BU06370101,2025\n")
    found = by_hour(told, PLANNER, "1.1.1", JANUARY, AreaId("BU06370102", 2025, Level.BUURT))
    assert (found.state, found.counts.sum()) == (State.NUL, 0)

"""What of intern rows each role sees, area by area, where it was not decided what may be shown."""

import numpy as np
import pytest

from geo import AreaId, DivisionId, Level
from ivbgeo.answering import answer
from ivbgeo.figure import State
from ivbgeo.finding import find
from ivbgeo.hiding import Hidden
from ivbgeo.history import history
from ivbgeo.hours import by_hour, has_hours
from ivbgeo.period import Period
from ivbgeo.places import own_ground
from ivbgeo.question import Question
from ivbgeo.viewer import Role, Viewer

KIND = "1.1.1"
MONTH = Period.month(2026, 1)
OWN, OTHER = "WK063705", "WK063706"
DESK = Viewer(Role.WIJKREGISSEUR, frozenset({OWN}))
TEAM = Viewer(Role.WAS, frozenset({OWN}), until=MONTH.last_index)
WIJKEN, BUURTEN = DivisionId(Level.WIJK, 2025), DivisionId(Level.BUURT, 2025)
BLIND = {Role.PUBLIEK, Role.WAS, Role.BEHEER}


@pytest.fixture
def rows(put):
    """Three burglaries in a buurt of one wijk, seven in another wijk, two in nowhere."""
    lines = [
        *[f"{KIND},2026-01-10,BU06370501,2025"] * 3,
        *[f"{KIND},2026-01-10,{OTHER},2025"] * 7,
        *[f"{KIND},2026-01-31,,"] * 2,
    ]
    return put("incidents", "\n".join(["categorie,datum,gebiedscode,jaar indeling", *lines, ""]))


def told(edition, viewer, level, period=MONTH, category=KIND):
    found = answer(edition, Question(category, level, period), viewer)
    return found, {one.area.code: one for one in found.figures}


def test_own_ground_is_a_wijk_and_what_lies_in_it(rows):
    for division, own in (
        (WIJKEN, {OWN}),
        (BUURTEN, set(rows.buurten_in(AreaId(OWN, 2025, Level.WIJK)))),
        (DivisionId(Level.GEMEENTE, 2025), set()),
        # The casewijk by that name is larger: it is one's own by its own code alone.
        (DivisionId(Level.CASEWIJK, 2024), set()),
    ):
        mask = own_ground(rows, DESK, division)
        codes = rows.division(division).codes
        assert {code for code, yes in zip(codes, mask, strict=True) if yes} == own
    of_cases = Viewer(Role.WIJKREGISSEUR, frozenset({"CW063702"}))
    assert own_ground(rows, of_cases, DivisionId(Level.CASEWIJK, 2024)).sum() == 1
    everything = Viewer(Role.WIJKREGISSEUR, frozenset({"GM0637"}))
    assert not own_ground(rows, everything, WIJKEN).any()
    # The code was another place in 2024.
    older = DivisionId(Level.WIJK, 2024)
    codes = rows.division(older).codes
    assert not own_ground(rows, DESK, older)[codes.index(OWN)]


@pytest.mark.parametrize("level", [Level.BUURT, Level.WIJK, Level.GEMEENTE])
@pytest.mark.parametrize("role", Role)
def test_a_role_sees_exact_counts_where_it_may(rows, role, level):
    viewer = Viewer(role, frozenset({OWN}), until=MONTH.last_index)
    found, figures = told(rows, viewer, level)
    counts = {code: one.count for code, one in figures.items() if one.state is State.GEMETEN}
    hidden = [one for one in figures.values() if one.state is State.AFGESCHERMD]
    if role is Role.PLANNER:
        assert sum(counts.values()) == {Level.BUURT: 3}.get(level, 10)
        assert not hidden
        return
    exact = role is Role.WIJKREGISSEUR and level is not Level.GEMEENTE
    assert counts == ({"BU06370501" if level is Level.BUURT else OWN: 3} if exact else {})
    assert found.unplaced == 0
    for one in hidden:
        assert one.reason
        assert (one.count, one.rate, one.verdict, one.provenance) == (None,) * 4
    if exact:
        own = own_ground(rows, viewer, found.division.id)
        assert [one.state is State.AFGESCHERMD for one in figures.values()] == (~own).tolist()
        assert {one.reason for one in hidden} == {Hidden.ELSEWHERE.reason}
    else:
        assert len(hidden) == len(figures)


def test_who_has_no_wijk_of_their_own_has_none(rows):
    for viewer in (Viewer(Role.WIJKREGISSEUR), Viewer(Role.WIJKREGISSEUR, frozenset({"WK069999"}))):
        _, figures = told(rows, viewer, Level.WIJK)
        assert {one.state for one in figures.values()} == {State.AFGESCHERMD}


def test_a_history_hides_what_a_map_hides_and_keeps_viewers_apart(rows):
    seen = {}
    for viewer in (DESK, Viewer(Role.WIJKREGISSEUR, frozenset({OTHER})), Viewer(Role.PLANNER)):
        found = history(rows, viewer, WIJKEN)
        by_month = found.by_month(KIND)
        at = found.at(MONTH.first_index)
        over = found.over(KIND, MONTH)
        assert np.array_equal(by_month.values.count[:, at], over.values.count, equal_nan=True)
        assert np.array_equal(by_month.hidden[:, at], over.hidden)
        assert (np.isnan(over.values.count) == (over.hidden > 0)).all()
        seen[viewer] = np.nansum(over.values.count)
    assert list(seen.values()) == [3, 7, 10]


def test_hours_are_of_an_own_area_or_of_nothing(rows):
    own, other = (AreaId(code, 2025, Level.WIJK) for code in (OWN, OTHER))
    asked = rows, DESK, KIND, MONTH
    # They have no time of day: how many there are in it is known, and nothing of elsewhere.
    assert (by_hour(*asked, own).untimed, by_hour(*asked, own).unplaced) == (3, 0)
    assert by_hour(rows, Viewer(Role.PLANNER), KIND, MONTH, own).unplaced == 2
    for viewer, area in ((DESK, other), (DESK, None), *((Viewer(r), own) for r in BLIND)):
        found = by_hour(rows, viewer, KIND, MONTH, area)
        assert (found.state, found.untimed, found.unplaced) == (State.AFGESCHERMD, 0, 0)
        assert not has_hours(rows, viewer, KIND, MONTH, area)
    assert has_hours(*asked, own)


def test_a_team_gets_nothing_younger_and_nothing_of_elsewhere(rows):
    for until, why in ((None, Hidden.RECENT), (MONTH.first_index - 1, Hidden.RECENT)):
        viewer = Viewer(Role.WAS, TEAM.wijken, until=until)
        _, withheld = find(rows, Question(KIND, Level.WIJK, MONTH), viewer)
        assert set(withheld.hidden) == {why}
    _, withheld = find(rows, Question(KIND, Level.WIJK, MONTH), TEAM)
    assert set(withheld.hidden) == {Hidden.UNDECIDED}

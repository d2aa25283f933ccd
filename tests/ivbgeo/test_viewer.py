"""Who may read what. What is not said to be allowed is not."""

from datetime import date

import pytest

from ivbgeo.errors import SettingsError, UsageError
from ivbgeo.figure import Classification
from ivbgeo.settings import Settings
from ivbgeo.viewer import COUNTING, PUBLIEK, ROWS, Detail, Role, Viewer

OPEN, INTERN, SECRET = Classification
NOTHING, LEFT, OWN, EXACT = Detail


@pytest.mark.parametrize(
    ("role", "readable"),
    [
        ("publiek", {OPEN}),
        ("was", {OPEN}),
        ("wijkregisseur", {OPEN, INTERN}),
        ("planner", {OPEN, INTERN}),
        ("beheer", {OPEN, INTERN, SECRET}),
    ],
)
def test_a_role_reads_tables_of_these_classes_and_no_other(role, readable):
    viewer = Viewer.of(role)
    assert {one for one in Classification if viewer.may_read(one)} == readable == viewer.readable
    seen = {one for one in Classification if viewer.may_see("indicators", one)}
    assert seen == readable


@pytest.mark.parametrize(
    ("role", "incidents", "cases", "public"),
    [
        ("publiek", NOTHING, NOTHING, (LEFT, LEFT)),
        ("was", LEFT, LEFT, (LEFT, LEFT)),
        ("wijkregisseur", OWN, OWN, (OWN, OWN)),
        ("planner", EXACT, NOTHING, (EXACT, LEFT)),
        ("beheer", LEFT, LEFT, (LEFT, LEFT)),
    ],
)
def test_of_intern_rows_a_role_sees_this_much(role, incidents, cases, public):
    viewer, shared = Viewer.of(role), Viewer(Role(role), published=True)
    assert (viewer.detail("incidents", INTERN), viewer.detail("cases", INTERN)) == (
        incidents,
        cases,
    )
    # Who signs in never sees less than who does not.
    assert tuple(shared.detail(kind, INTERN) for kind in ("incidents", "cases")) == public
    for kind in ROWS:
        assert viewer.detail(kind, OPEN) is EXACT
        assert viewer.detail(kind, SECRET) is shared.detail(kind, SECRET) is NOTHING
        exact = viewer.detail(kind, INTERN) is EXACT
        assert viewer.rows_of(kind) == ({OPEN, INTERN} if exact else {OPEN})


def test_a_kind_of_rows_that_nobody_knew_of_is_seen_by_nobody():
    assert {Viewer(role).detail("iets nieuws", INTERN) for role in Role} == {NOTHING}


def test_nobody_can_say_to_be_the_app_that_counts():
    assert COUNTING.rows_of("cases") == {OPEN, INTERN}
    made = {Viewer.under(Settings(public_counts="ja"), role, ("WK063705",)) for role in Role}
    assert not any(viewer.counts_all for viewer in made)
    assert not COUNTING.may_see_points
    assert COUNTING != PUBLIEK


@pytest.mark.parametrize(
    ("lag", "today", "until"),
    [
        ("0", date(2026, 11, 27), (2026, 10)),
        ("1", date(2026, 11, 27), (2026, 9)),
        ("1", date(2027, 1, 1), (2026, 11)),
        ("12", date(2026, 12, 31), (2025, 11)),
    ],
)
def test_a_team_sees_no_month_that_is_younger_than_was_set(lag, today, until):
    viewer = Viewer.under(Settings(was_lag=lag), "was", today=today)
    year, month = until
    assert viewer.until == year * 12 + month - 1
    assert Viewer.under(Settings(was_lag=lag), "beheer", today=today).until is None


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"public_counts": "yes"}, "Kies uit: ja, nee"),
        ({"was_lag": "-1"}, "‘-1’"),
        ({"was_lag": "25"}, "0 tot en met 24"),
        ({"was_lag": "1,5"}, "‘1,5’"),
    ],
)
def test_a_setting_that_says_nothing_stops(wrong, said):
    with pytest.raises(SettingsError, match=said):
        Viewer.under(Settings(**wrong), "publiek")


def test_every_role_has_its_classes_and_all_of_them_read_what_is_open():
    assert all(Viewer(role).may_read(OPEN) for role in Role)


def test_points_are_for_the_planner_alone():
    assert [role for role in Role if Viewer(role).may_see_points] == [Role.PLANNER]


def test_who_says_nothing_is_of_the_public():
    assert PUBLIEK.readable == {OPEN}
    assert PUBLIEK.wijken == frozenset()
    assert not PUBLIEK.published
    assert Viewer.under(Settings(), "publiek", who="iemand") == PUBLIEK


@pytest.mark.parametrize("role", ["", "Beheer", "beheer ", "admin"])
def test_an_unknown_role_is_no_role(role):
    with pytest.raises(UsageError, match="Kies uit: publiek, was, wijkregisseur, planner, beheer"):
        Viewer.of(role)


def test_own_wijken_are_kept():
    assert Viewer.of("was", ("WK063705",)).wijken == {"WK063705"}

"""Who may read what. What is not said to be allowed is not."""

import pytest

from ivbgeo.errors import UsageError
from ivbgeo.figure import Classification
from ivbgeo.viewer import PUBLIEK, Role, Viewer

OPEN, INTERN, SECRET = Classification


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
def test_a_role_reads_these_classes_and_no_other(role, readable):
    viewer = Viewer.of(role)
    assert {one for one in Classification if viewer.may_read(one)} == readable == viewer.readable


def test_every_role_has_its_classes_and_all_of_them_read_what_is_open():
    assert all(Viewer(role).may_read(OPEN) for role in Role)


def test_points_are_for_the_planner_alone():
    assert [role for role in Role if Viewer(role).may_see_points] == [Role.PLANNER]


def test_who_says_nothing_is_of_the_public():
    assert PUBLIEK.readable == {OPEN}
    assert PUBLIEK.wijken == frozenset()


@pytest.mark.parametrize("role", ["", "Beheer", "beheer ", "admin"])
def test_an_unknown_role_is_no_role(role):
    with pytest.raises(UsageError, match="Kies uit: publiek, was, wijkregisseur, planner, beheer"):
        Viewer.of(role)


def test_own_wijken_are_kept():
    assert Viewer.of("was", ("WK063705",)).wijken == {"WK063705"}

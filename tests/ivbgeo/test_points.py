"""Where incidents were, from a real store: who sees it, and what comes along."""

import dataclasses

import numpy as np
import pytest
from sqlalchemy import update

from ivbgeo.atlas import Atlas
from ivbgeo.errors import NotAllowedError, UsageError
from ivbgeo.period import Period
from ivbgeo.points import points_of
from ivbgeo.register import cameras
from ivbgeo.store import schema
from ivbgeo.store.cameras import CAMERAS
from ivbgeo.store.points import read_places
from ivbgeo.viewer import Role, Viewer

PLANNER = Viewer(Role.PLANNER)
OTHERS = [Viewer(role) for role in Role if role is not Role.PLANNER]
JANUARY = Period.month(2024, 1)
HEAD = "categorie,begin,x,y,buurtcode,jaar indeling\n"
ROWS = (
    "1.1.1,2024-01-09,94500.25,452000,,\n"
    "1.1.1,2024-01-02 22:30,93000,453000,,\n"
    "1.1.1,2024-01-03,93000,452999.5,BU06370101,2025\n"
    "1.1.1,2024-01-04,,,BU06370101,2025\n"
    "1.1.1,2024-01-05,,,,\n"
    "1.1.2,2024-01-06,93500,452500,,\n"
    "1.1.1,2024-02-01,93600,452500,,\n"
)


@pytest.fixture
def edition(put):
    return put("incidents", HEAD + ROWS)


def test_the_planner_sees_the_points_of_a_period_and_how_many_have_none(edition):
    found = points_of(edition, PLANNER, "1.1.1", JANUARY)
    assert found.places.x.tolist() == [93000, 93000, 94500.25]
    assert found.places.y.tolist() == [452999.5, 453000, 452000]
    assert (len(found), found.unplaced) == (3, 2)
    assert found.provenance.dataset == "import/incidents"
    both = points_of(edition, PLANNER, "1.1.1", Period.parse("2024-01", "2024-02"))
    assert len(both) == 4


def test_of_a_group_the_points_of_its_members_are_one(put):
    whole = put("incidents", HEAD + "".join(
        f"1.4.{kind},2024-03-0{kind},9300{kind},452000,,\n" for kind in (2, 3, 4, 5)
    ), "geweld.csv")  # fmt: skip
    found = points_of(whole, PLANNER, "hic.geweld", Period.month(2024, 3))
    assert found.places.x.tolist() == [93002, 93003, 93004, 93005]


def test_nothing_but_coordinates_travels(edition):
    found = points_of(edition, PLANNER, "1.1.1", JANUARY)
    assert {field.name for field in dataclasses.fields(found)} == {
        "category", "period", "places", "unplaced", "provenance",
    }  # fmt: skip
    # Not in the order of the file: that would tell which was whose.
    assert np.lexsort((found.places.y, found.places.x)).tolist() == [0, 1, 2]


@pytest.mark.parametrize("viewer", OTHERS, ids=lambda viewer: viewer.role.value)
def test_others_see_no_point_and_no_camera(edition, viewer):
    for ask in (
        lambda: points_of(edition, viewer, "1.1.1", JANUARY),
        lambda: cameras(edition, viewer),
    ):
        with pytest.raises(NotAllowedError, match=f"U kijkt nu als {viewer.role}"):
            ask()
    number = next(n for n, one in edition.datasets.items() if one.kind == "incidents")
    with edition.reading() as connection:
        places, unplaced = read_places(connection, viewer, number, {"1.1.1"}, JANUARY)
        assert (len(places), unplaced) == (0, 0)
        assert CAMERAS.newest(connection, viewer) == ()


def test_what_is_confidential_is_not_for_the_planner(edition):
    secret = update(schema.dataset).where(schema.dataset.c.kind == "incidents")
    with edition.store.writing() as connection:
        connection.execute(secret.values(classification="vertrouwelijk"))
    newest = Atlas(edition.store).edition()
    with pytest.raises(NotAllowedError, match="De punten van januari 2024 zijn niet voor"):
        points_of(newest, PLANNER, "1.1.1", JANUARY)
    number = next(n for n, one in newest.datasets.items() if one.kind == "incidents")
    with newest.reading() as connection:
        places, _ = read_places(connection, PLANNER, number, {"1.1.1"}, JANUARY)
    assert len(places) == 0


@pytest.mark.parametrize(
    ("category", "period"),
    [("1.1.1", Period.year(2024)), ("1.1.1", Period.month(2023, 12)), ("hic", JANUARY)],
)
def test_months_that_the_files_do_not_cover_are_not_known(edition, category, period):
    assert points_of(edition, PLANNER, category, period) is None


def test_no_file_is_no_points(filled):
    assert points_of(Atlas(filled).edition(), PLANNER, "1.1.1", JANUARY) is None


def test_what_does_not_exist_is_refused(edition):
    with pytest.raises(UsageError, match=r"‘1\.9\.9’ bestaat niet"):
        points_of(edition, PLANNER, "1.9.9", JANUARY)

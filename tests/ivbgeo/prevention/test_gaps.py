"""What no group covers, and how sure that is said: slivers of borders, and groups without one."""

from itertools import pairwise

import pytest
import shapely

from geo import Level, RdPoints, to_wgs84
from ivbgeo.atlas import Atlas
from ivbgeo.prevention.heterdaad import groups_near
from ivbgeo.prevention.told import about_heterdaad
from ivbgeo.store import Store
from ivbgeo.store.prevention import PREVENTIONS
from tests.preventing import OTHER, OWN, PLANNER, TODAY, group

RADIUS = 50.0


@pytest.fixture(scope="module")
def places(databases):
    """A town with groups, and three places: all covered, all but a strip, all but four slivers."""
    store = Store.open(databases.address("sqlite", filled=True))
    edition = Atlas(store).edition()
    inside, other = (
        shapely.point_on_surface(edition.division(one.division).area(one.code).polygon)
        for one in (OWN, OTHER)
    )
    border, across = between(edition)
    strip = shapely.box(other.x - 60, other.y, other.x + 60, other.y + 0.5)
    with store.writing(figures=False) as connection:
        for one in (
            group("Heel", inside.buffer(60)),
            group("Op een naad na", other.buffer(60).difference(strip)),
            group("Op twee stroken na", border.buffer(60).difference(across)),
            group("Ergens"),
        ):
            PREVENTIONS.add(connection, one, "beheer")
    yield edition, inside, other, border
    store.close()


def between(edition):
    """Give a place between two buurten, and a strip of about 80 m² in each of them."""
    polygons = edition.division(edition.division_id(Level.BUURT, 2025)).polygons
    for one in polygons:
        for start, end in pairwise(one.exterior.coords):
            line = shapely.LineString([start, end])
            place = line.interpolate(0.5, normalized=True)
            (x, y), (dx, dy) = (place.x, place.y), (end[0] - start[0], end[1] - start[1])
            dx, dy = 60 * dx / line.length, 60 * dy / line.length
            across = shapely.LineString([(x - dy, y + dx), (x + dy, y - dx)]).buffer(0.8)
            parts = shapely.intersection(polygons, across.intersection(place.buffer(RADIUS)))
            sizes = shapely.area(parts)
            if sorted(sizes[sizes > 1]) == pytest.approx([80, 80], abs=15):
                return place, across
    raise AssertionError("no two buurten lie so")


def near(edition, place):
    there = to_wgs84(RdPoints([place.x], [place.y]))
    at = {"lon": float(there.lon[0]), "lat": float(there.lat[0])}
    return groups_near(edition, PLANNER, **at, radius=RADIUS, on=TODAY)


def test_all_is_said_where_it_is_all_and_nearly_all_where_a_sliver_is_left(places):
    edition, inside, other, _ = places
    found = near(edition, inside)
    assert (found.gaps, found.slivers) == ((), 0)
    assert "Alles binnen de straal ligt in het getekende gebied van een groep." in (
        about_heterdaad(found)
    )
    found = near(edition, other)
    assert found.gaps == ()
    assert found.slivers == pytest.approx(50 / found.circle.area, rel=0.01)
    assert "Vrijwel alles binnen de straal ligt in het getekende gebied van een groep." in (
        about_heterdaad(found)
    )


def test_slivers_of_buurten_that_are_much_together_are_gaps(places):
    edition, *_, border = places
    found = near(edition, border)
    assert len(found.gaps) == 2
    assert all(one.hectares < 0.01 for one in found.gaps)
    assert found.uncovered_share == pytest.approx(160 / found.circle.area, rel=0.02)
    assert found.uncovered.area == pytest.approx(160, rel=0.02)
    told = about_heterdaad(found)
    # ‘Ergens’ may be here: what no border covers is not what no group covers.
    assert any(one.startswith("Buiten de getekende gebieden van groepen ligt 2%") for one in told)
    assert not any("In geen enkele groep" in one or "lles binnen" in one for one in told)

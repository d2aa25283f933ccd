import threading

import numpy as np
import pytest
import shapely

from geo import InvalidDivisionError, Obstacles, SightError, visible_areas
from tests.geo.coverages import refused
from tests.geo.sight.scenes import X, Y, box, sight

BOW = shapely.Polygon([(X, Y), (X + 9, Y + 9), (X + 9, Y), (X, Y + 9)])


def test_edges_have_the_inside_on_their_left():
    house = box(0, 0, 9, 9).difference(box(3, 3, 6, 6))
    for given in (house, shapely.reverse(house), shapely.multipolygons([house])):
        edges = Obstacles([given]).edges
        assert len(edges) == 8
        middle = (edges[:, :2] + edges[:, 2:]) / 2
        way = edges[:, 2:] - edges[:, :2]
        left = middle + 0.1 * np.column_stack([-way[:, 1], way[:, 0]])
        assert shapely.contains_xy(house, left).all()


def test_what_is_broken_is_mended_and_counted():
    found = Obstacles([BOW, box(20, 0, 29, 9)])
    assert (found.mended, found.number, len(found)) == (1, 2, 2)
    assert found.part_of.tolist() == [0, 0, 1]


def test_what_has_no_surface_hides_nothing():
    line = shapely.Polygon([(X, Y), (X + 9, Y), (X, Y)])
    found = Obstacles([None, shapely.Polygon(), line, box(20, 0, 29, 9)])
    assert found.number == 1
    assert found.part_of.tolist() == [3]
    assert Obstacles().number == Obstacles([None]).number == 0


def test_a_third_dimension_is_dropped():
    high = shapely.force_3d(box(0, 0, 9, 9), 12.0)
    assert Obstacles([high]).edges.tolist() == Obstacles([box(0, 0, 9, 9)]).edges.tolist()


@pytest.mark.parametrize(
    "wrong",
    [
        shapely.Point(X, Y),
        shapely.LineString([(X, Y), (X + 1, Y)]),
        shapely.GeometryCollection([box(0, 0, 1, 1)]),
        shapely.transform(box(0, 0, 1, 1), lambda xy: np.where(xy == Y + 1, np.nan, xy)),
    ],
)
def test_what_is_no_polygon_is_refused(wrong):
    with refused(SightError, "geo.sight.obstacle") as caught:
        Obstacles([box(0, 0, 1, 1), wrong])
    assert caught.value.values["number"] == 2


def test_what_is_in_degrees_is_refused():
    with refused(InvalidDivisionError, "geo.division.coordinates"):
        Obstacles([shapely.box(4.49, 52.05, 4.50, 52.06)])


def test_a_place_between_walls_has_no_side_to_look_from():
    """On the wall that two houses share, within both."""
    houses = [box(0, 0, 9, 9), box(9, 0, 18, 9)]
    _, _, inside = Obstacles(houses).eyes([X + 9, X + 9], [Y + 4, Y + 8.9])
    assert inside.tolist() == [True, False]


def test_a_hole_no_wider_than_a_hand_can_be_looked_from():
    house = box(0, 0, 9, 9).difference(box(4, 4, 4.01, 4.01))
    x, y, inside = Obstacles([house]).eyes([X + 4.1], [Y + 4.005])
    assert not inside[0]
    assert not shapely.intersects_xy(house, x, y)[0]


def test_it_can_be_shared_between_threads():
    against = Obstacles([box(x, 5, x + 4, 9) for x in range(-40, 40, 5)])
    looks = [sight(0, 170, 60, x) for x in range(-30, 30)]
    wanted = visible_areas(looks, against).square_metres().tolist()
    found = []
    workers = [
        threading.Thread(
            target=lambda: found.append(visible_areas(looks, against).square_metres().tolist())
        )
        for _ in range(4)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert found == [wanted] * 4

import numpy as np
import pytest
import shapely

from geo import Area, AreaId, Division, Level
from layers.paper.borders import borders_of, spots_within
from tests.layers.paper.plates import TOWN


def round_pond():
    angle = np.linspace(0, 2 * np.pi, 2000, endpoint=False)
    pond = shapely.Polygon(
        np.column_stack([90_000 + 900 * np.cos(angle), 450_000 + 900 * np.sin(angle)])
    )
    around = shapely.box(88_000, 448_000, 92_000, 452_000).difference(pond)
    return Division.from_areas(
        [
            Area(AreaId("BU06370001", 2025, Level.BUURT), "Vijver", pond),
            Area(AreaId("BU06370002", 2025, Level.BUURT), "Rand", around),
        ]
    )


def test_borders_are_as_fine_as_can_be_seen():
    coarse, fine = borders_of(round_pond(), 200.0), borders_of(round_pond(), 2.0)
    assert len(coarse.vertices) < len(fine.vertices) / 4
    assert borders_of(round_pond(), 210.0) is coarse


def test_a_hole_turns_the_other_way_so_that_it_stays_open():
    def ring(side):
        return [
            (90_000 + x * side, 450_000 + y * side) for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1))
        ]

    # Both rings the same way round, as a file may have them.
    shapes = {
        "Rand": shapely.Polygon(ring(2_000), [ring(900)]),
        "Vijver": shapely.Polygon(ring(900)),
    }
    division = Division.from_areas(
        Area(AreaId(f"BU0637000{at}", 2025, Level.BUURT), name, shape)
        for at, (name, shape) in enumerate(shapes.items())
    )
    path = borders_of(division, 20.0).path(np.array([True, False]))
    outer, hole = (shapely.LinearRing(one) for one in path.to_polygons())
    assert outer.is_ccw != hole.is_ccw


def test_a_path_has_the_rings_of_the_areas_asked_for():
    town = TOWN[Level.BUURT]
    borders = borders_of(town, 20.0)
    mask = np.zeros(len(town.codes), dtype=bool)
    mask[[3, 70]] = True
    drawn = [shapely.Polygon(ring) for ring in borders.path(mask).to_polygons()]
    for at, shape in zip((3, 70), drawn, strict=True):
        assert shape.equals(borders.polygons[at])


def test_a_label_has_the_middle_of_the_largest_circle():
    borders = borders_of(TOWN[Level.BUURT], 20.0)
    spots = borders.spots(range(10), 50.0)
    for at, spot in spots.items():
        edge = borders.polygons[at].exterior.distance(shapely.Point(spot.x, spot.y))
        assert edge == pytest.approx(spot.room, abs=0.1)
    assert borders.spots(range(10), 2000.0) == {}


def test_nothing_has_no_room():
    circle, nothing = spots_within(
        np.array([shapely.box(0, 0, 10, 10), shapely.Polygon()], dtype=object)
    )
    assert circle.room == pytest.approx(5.0, abs=0.1)
    assert nothing.room == 0

"""The visible area against a caster of rays, against shadows taken away, and by what must hold."""

import math

import numpy as np
import pytest
import shapely
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from geo import Obstacles, RdPoints, SightError, visible_area, visible_areas
from geo.sight import beside
from tests.geo.sight.scenes import X, Y, box, obstacles, rays, rim, shadowed, sight, sights

FEW = settings(max_examples=40)


def eye_of(found):
    return np.array([found.eye.x, found.eye.y])


def look(looking, standing):
    """See, or leave the example out where the place is inside."""
    found = visible_areas([looking], Obstacles(standing))
    assume(not found.inside[0])
    return found[0]


@FEW
@given(sights(), obstacles())
def test_every_ray_ends_where_the_area_does(looking, standing):
    found = look(looking, standing)
    turns, reached = rays(looking, list(shapely.make_valid(standing)), eye_of(found))
    way = np.column_stack([np.sin(turns), np.cos(turns)])
    # A ray that grazes a corner may go on or not: the one of the two besides tells it apart.
    for off, inside in ((-1e-4, True), (1e-4, False)):
        at = eye_of(found) + way * np.maximum(reached + off, 0)[:, None]
        seen = shapely.intersects_xy(found.area, at)
        doubtful = seen != inside
        border = shapely.distance(shapely.boundary(found.area), shapely.points(at[doubtful]))
        assert (border < 1e-4 + 1e-6).all()
        assert doubtful.sum() <= 0.02 * turns.size + 4


@FEW
@given(sights(), obstacles(most=5))
def test_it_is_what_is_left_when_shadows_are_taken_away(looking, standing):
    found = look(looking, standing)
    wanted = shadowed(looking, list(shapely.make_valid(standing)), eye_of(found))
    assert found.area.symmetric_difference(wanted).area < 1e-5 + 1e-6 * wanted.area


@FEW
@given(sights(), obstacles(), st.integers(0, 2**32 - 1))
def test_a_point_is_seen_when_nothing_lies_between(looking, standing, seed):
    found = look(looking, standing)
    hidden = shapely.union_all(shapely.make_valid(standing))
    at = np.random.default_rng(seed).uniform(-60, 60, (300, 2)) + np.array([X, Y])
    points = shapely.points(at)
    lines = shapely.linestrings(np.stack([np.broadcast_to(eye_of(found), at.shape), at], axis=1))
    free = ~shapely.intersects(lines, hidden) & shapely.intersects(
        rim(looking, eye_of(found)), points
    )
    differs = free != shapely.intersects(found.area, points)
    border = shapely.boundary(found.area)
    assert (shapely.distance(border, points[differs]) < 1e-6).all()


@FEW
@given(sights(), obstacles())
def test_it_is_one_valid_area_that_is_seen_from_the_eye(looking, standing):
    found = look(looking, standing)
    assert found.area.is_valid
    assert found.area.area > 0
    assert shapely.distance(found.area, found.eye) < 1e-9
    inner = shapely.buffer(found.area, -1e-3)
    corners = shapely.points(shapely.get_coordinates(inner))
    lines = shapely.shortest_line(found.eye, corners)
    assert (shapely.length(shapely.difference(lines, found.area)) < 1e-3).all()


@FEW
@given(sights(), obstacles(), obstacles(most=2))
def test_more_obstacles_hide_more(looking, standing, more):
    before, after = look(looking, standing), look(looking, [*standing, *more])
    assume(before.eye == after.eye)
    assert after.area.difference(before.area).area < 1e-6


@FEW
@given(sights(), obstacles(), st.floats(1, 30), st.floats(0, 180))
def test_further_and_wider_is_more(looking, standing, further, wider):
    found = look(looking, standing)
    x, y = looking.x - X, looking.y - Y
    far = look(sight(looking.direction, looking.angle, looking.reach + further, x, y), standing)
    wide = min(looking.angle + wider, 360)
    broad = look(sight(looking.direction, wide, looking.reach, x, y), standing)
    assert found.area.difference(far.area).area < 1e-6
    assert found.area.difference(broad.area).area < 1e-6


@FEW
@given(sights(), obstacles())
def test_two_halves_are_the_whole(looking, standing):
    assume(2 <= looking.angle < 360)
    found = look(looking, standing)
    x, y, half = looking.x - X, looking.y - Y, looking.angle / 2
    one = look(sight((looking.direction - half / 2) % 360, half, looking.reach, x, y), standing)
    other = look(sight((looking.direction + half / 2) % 360, half, looking.reach, x, y), standing)
    assert one.area.union(other.area).symmetric_difference(found.area).area < 1e-6
    assert one.area.intersection(other.area).area < 1e-6
    assert one.frontage() + other.frontage() == pytest.approx(found.frontage(), abs=1e-6)


@FEW
@given(st.lists(sights(), max_size=6), obstacles())
def test_what_is_seen_does_not_depend_on_company(many, standing):
    against = Obstacles(standing)
    together = visible_areas(many, against)
    for i, looking in enumerate(many):
        alone = visible_areas([looking], against)
        assert alone.areas[0].equals_exact(together.areas[i], 0.0)
        assert alone.frontage()[0] == together.frontage()[i]


def test_of_a_free_view_the_surface_is_known():
    found = visible_area(sight(reach=100), Obstacles())
    assert found.area.area == pytest.approx(math.pi * 100**2, rel=6e-5)
    assert found.area.area < math.pi * 100**2
    assert found.against == 0
    quarter = visible_area(sight(45, 90, 100), Obstacles())
    assert quarter.area.area == pytest.approx(found.area.area / 4)
    assert shapely.bounds(quarter.area) == pytest.approx([X, Y, X + 100, Y + 100], abs=1e-9)


def test_a_wall_casts_its_shadow():
    found = visible_area(sight(90, 90, 60), Obstacles([box(10, -20, 12, 20)]))
    # All of the view ends at the wall: a triangle of 10 deep and 20 wide.
    assert found.area.area == pytest.approx(100)
    assert found.frontage() == pytest.approx(20)
    assert shapely.bounds(found.facade()) == pytest.approx([X + 10, Y - 10, X + 10, Y + 10])


def test_from_a_courtyard_one_sees_the_courtyard():
    house = box(-20, -20, 20, 20).difference(box(-10, -10, 10, 10))
    found = visible_area(sight(reach=100), Obstacles([house]))
    assert found.area.equals(box(-10, -10, 10, 10))
    assert found.frontage() == pytest.approx(80)


def test_a_wall_through_a_view_all_around_is_seen_whole():
    """Also one that goes over the angle at which the view begins."""
    found = visible_area(sight(reach=100), Obstacles([box(-5, 10, 5, 12)]))
    assert found.frontage() == pytest.approx(10)
    assert len(found.walls) == 2


def test_on_a_wall_one_sees_what_is_before_it():
    house = box(-10, -8, 10, 0)
    against = Obstacles([house])
    free = visible_area(sight(0, 180, 30, y=0.001), Obstacles()).area
    for deep in (0.0, 0.2, 0.49):
        found = visible_area(sight(0, 180, 30, y=-deep), against)
        assert found.eye.y - Y == pytest.approx(0.0085, abs=0.002)
        assert found.eye.x == pytest.approx(X)
        assert found.area.symmetric_difference(free).area < 2
        # Its own wall hides what is behind it.
        behind = visible_area(sight(180, 170, 30, y=-deep), against)
        assert behind.area.area < 0.1
    before = visible_area(sight(0, 180, 30, y=0.3), against)
    assert (before.eye.x, before.eye.y) == (X, Y + 0.3)


@pytest.mark.parametrize(("y", "share"), [(0.0, 0.75), (-0.1, 0.5), (0.1, 0.75)])
def test_on_a_corner_one_sees_around_it_and_beside_it_one_does_not(y, share):
    found = visible_area(sight(reach=30, x=10, y=y), Obstacles([box(-10, -8, 10, 0)]))
    assert found.area.area == pytest.approx(math.pi * 30**2 * share, rel=0.04)


def test_inside_one_sees_nothing_and_it_is_said():
    house, other = box(-10, -8, 10, 0), box(-10, 0, 10, 8)
    for place, standing in ((-0.51, [house]), (0.0, [house, other]), (-0.1, [house, other])):
        with pytest.raises(SightError, match="93000, 45") as told:
            visible_area(sight(y=place), Obstacles(standing))
        assert told.value.rule == "geo.sight.inside"
        assert told.value.values["value"] == f"{X:.10g}, {Y + place:.10g}"


def test_between_walls_that_all_but_touch_there_is_no_eye():
    for gap in (1e-9, 1e-6, 0.002):
        against = Obstacles([box(-10, -8, 0, 0), box(gap, -8, 10, 0)])
        assert visible_areas([sight(x=gap / 2, y=-4)], against).inside[0]
        # Where the gap ends one is on a wall.
        assert visible_area(sight(0, 180, 30, x=gap / 2), against).area.area > 1000


def test_gaps_of_rounding_break_no_area():
    """Boxes on whole metres that all but touch: much lies in one line."""
    chance = np.random.default_rng(1)
    for _ in range(8):
        corners, sizes = chance.integers(-15, 15, (60, 2)) * 2, chance.integers(1, 4, (60, 2))
        off = chance.normal(0, 1e-9, (60, 2))
        against = Obstacles(
            [box(*at, *(at + size)) for at, size in zip(corners + off, sizes, strict=True)]
        )
        many = [
            sight(45.0 * turn, angle, 50, x, y)
            for x, y, turn, angle in zip(
                *chance.integers(-30, 30, (2, 40)), chance.integers(0, 8, 40),
                chance.choice([45.0, 90.0, 180.0, 360.0], 40), strict=True,
            )
        ]  # fmt: skip
        found = visible_areas(many, against)
        assert shapely.is_valid(found.areas).all()
        assert (found.square_metres()[~found.inside] > 0).all()


def test_those_inside_are_told_of_among_others():
    many = [sight(), sight(y=-4), sight(y=5)]
    found = visible_areas(many, Obstacles([box(-10, -8, 10, 0)]))
    assert found.inside.tolist() == [False, True, False]
    assert found.areas[1].is_empty
    assert found.square_metres()[1] == found.frontage()[1] == 0
    assert len(found) == 3
    assert found[2].area.equals(visible_area(many[2], Obstacles([box(-10, -8, 10, 0)])).area)
    with pytest.raises(SightError):
        _ = found[1]


def test_of_no_place_nothing_is_seen():
    found = visible_areas([], Obstacles([box(1, 1, 2, 2)]))
    assert len(found) == found.frontage().size == found.square_metres().size == 0
    assert found.covers(RdPoints([X], [Y])).shape == (2, 0)


def test_walls_can_be_chosen():
    against = Obstacles([box(10, -5, 12, 5), box(-12, -5, -10, 5)])
    found = visible_area(sight(), against)
    assert found.frontage() == pytest.approx(20)
    assert found.frontage(np.array([True, False])) == pytest.approx(10)
    many = visible_areas([sight(), sight(90, 60)], against)
    assert many.frontage(np.array([False, True])) == pytest.approx([10, 0])


def test_points_are_covered_where_they_are_seen():
    found = visible_areas([sight(90, 90, 40), sight(270, 90, 40)], Obstacles([box(10, -5, 12, 5)]))
    points = RdPoints(
        X + np.array([5, 20, 11, -20, np.nan, -50]), np.array([Y, Y, Y, Y, Y, np.nan])
    )
    assert found.covers(points).tolist() == [[0, 1], [0, 3]]
    # One in a building counts for who sees its wall.
    assert found.covers(points, within=1.5).tolist() == [[0, 0, 1], [0, 2, 3]]


def pairs(found, points, within):
    return set(map(tuple, found.covers(points, within).T.tolist()))


@FEW
def scattered(seed):
    """400 places around the middle of the scenes."""
    x, y = np.random.default_rng(seed).uniform(-90, 90, (2, 400))
    return RdPoints(X + x, Y + y)


@given(
    st.lists(sights(), min_size=1, max_size=3),
    obstacles(),
    obstacles(most=2),
    st.sampled_from([0.5, 10.0, 25.0]),
    st.integers(0, 2**32 - 1),
)
def test_more_obstacles_never_give_more_that_counts(many, standing, more, within, seed):
    points = scattered(seed)
    free = visible_areas(many, Obstacles())
    before, after = (visible_areas(many, Obstacles(each)) for each in (standing, standing + more))
    counted = pairs(before, points, within)
    assert counted <= pairs(free, points, 0)
    same = (before.eyes.x == after.eyes.x) & (before.eyes.y == after.eyes.y)
    assert {each for each in pairs(after, points, within) if same[each[0]]} <= counted


@FEW
@given(st.lists(sights(), min_size=1, max_size=3), obstacles(), st.integers(0, 2**32 - 1))
def test_what_counts_lies_in_the_ground_that_counts(many, standing, seed):
    found = visible_areas(many, Obstacles(standing))
    points = scattered(seed)
    ground = beside(found.areas, many, 10.0)
    place, point = np.indices((len(many), len(points))).reshape(2, -1)
    inside = shapely.intersects_xy(ground[place], points.x[point], points.y[point])
    differs = pairs(found, points, 10.0) ^ set(
        zip(place[inside].tolist(), point[inside].tolist(), strict=True)
    )
    for at, each in differs:
        border = shapely.boundary(ground[at])
        assert border.distance(shapely.Point(points.x[each], points.y[each])) < 0.002


def test_ground_that_counts_grows_behind_walls_only():
    looking = [sight(90, 90, 40)]
    open_ground = visible_areas(looking, Obstacles())
    (ground,) = beside(open_ground.areas, looking, 10.0)
    assert ground.symmetric_difference(open_ground.areas[0]).area < 1e-6
    against = visible_areas(looking, Obstacles([box(10, -50, 60, 50)]))
    (ground,) = beside(against.areas, looking, 10.0)
    # Ten metres behind the wall that closes the view, around the ends of it too.
    middle = box(0, -10, 60, 10)
    wanted = open_ground.areas[0] & middle & box(0, -10, 20, 10)
    assert (ground & middle).symmetric_difference(wanted).area < 1e-6
    assert open_ground.areas[0].contains(ground.buffer(-1e-6))


def test_a_row_of_houses_is_one_wall():
    """Walls that houses share are seen by nobody, also where corners differ by rounding."""
    row = [box(i * 5.1, 10, (i + 1) * 5.1, 20) for i in range(-10, 10)]
    found = visible_area(sight(reach=300), Obstacles(row))
    assert found.frontage() == pytest.approx(102)
    assert found.area.intersection(box(-20, 21, 20, 200)).area == 0


def test_thousands_of_edges_in_one_obstacle():
    turns = np.linspace(0, 2 * np.pi, 20_001)[:-1]
    far = 30 + 3 * np.sin(40 * turns)
    star = np.column_stack([X + far * np.sin(turns), Y + far * np.cos(turns)])
    hollow = shapely.Polygon(shapely.get_coordinates(box(-50, -50, 50, 50)), [star])
    found = visible_area(sight(reach=49), Obstacles([hollow]))
    assert found.area.area == pytest.approx(shapely.Polygon(star).area, rel=1e-9)


def test_pieces_of_many_are_put_together(monkeypatch):
    """More than are looked at together, by two threads."""
    monkeypatch.setenv("OMP_NUM_THREADS", "2")
    chance = np.random.default_rng(4)
    places = chance.uniform(-200, 200, (300, 2))
    houses = [box(x, y, x + 8, y + 6) for x, y in chance.uniform(-200, 200, (60, 2))]
    many = [sight(30, 100, 40, x, y) for x, y in places]
    # One that reaches far takes fewer with it.
    many[255] = sight(30, 100, 2_000, 0, -210)
    found = visible_areas(many, Obstacles(houses))
    assert 0 < found.inside.sum() < 60
    assert (np.diff(found.wall_from) >= 0).all()
    for i in (0, 127, 128, 255, 299):
        alone = visible_areas([many[i]], Obstacles(houses))
        assert alone.areas[0].equals_exact(found.areas[i], 0.0)
        assert alone.frontage()[0] == found.frontage()[i]

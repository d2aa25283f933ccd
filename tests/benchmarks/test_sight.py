"""The made town, and the plain way that visible areas are measured beside."""

import numpy as np
import pytest
import shapely

from benchmarks.sight import naive, town
from geo import Obstacles, Sight, visible_areas


def test_a_town_has_houses_that_share_walls_and_do_not_overlap():
    houses = town(200, seed=3)
    assert len(houses) == 200
    assert shapely.is_valid(houses).all()
    assert len(shapely.get_interior_ring(houses, 0)[shapely.get_num_interior_rings(houses) > 0])
    assert shapely.area(shapely.union_all(houses)) == pytest.approx(shapely.area(houses).sum())
    assert all(map(shapely.equals, houses, town(200, seed=3)))


@pytest.mark.parametrize("angle", [60, 360])
def test_the_plain_way_sees_the_same(angle):
    houses = town(200, seed=3)
    x0, y0, x1, y1 = shapely.total_bounds(houses)
    chance = np.random.default_rng(5)
    looks = [
        Sight(*map(float, at), float(chance.uniform(0, 360)), angle, 60)
        for at in chance.uniform((x0, y0), (x1, y1), (6, 2))
    ]
    found = visible_areas(looks, Obstacles(houses))
    tree = shapely.STRtree(houses)
    # Those on a wall look from before it, which the plain way knows nothing of.
    free = [i for i, look in enumerate(looks) if not found.inside[i] and found.eyes.x[i] == look.x]
    assert len(free) > 2
    for i in free:
        plain = naive(looks[i], houses, tree)
        assert shapely.symmetric_difference(plain, found.areas[i]).area < 1e-4

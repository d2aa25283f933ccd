from __future__ import annotations

import numpy as np
import pytest

from geo import compiled, placing
from geo.index import Index
from tests.geo.coverages import BOTTOM, LEFT, random_division

WAYS = pytest.mark.parametrize("way", [placing, compiled], ids=["numpy", "numba"])


@pytest.fixture(scope="module")
def index():
    return Index.over(random_division(6, groups=7).polygons)


def frozen(values):
    values = np.array(values, dtype=np.float64)
    values.flags.writeable = False
    return values


@WAYS
def test_the_answer_of_a_point_does_not_depend_on_its_company(way, index):
    random = np.random.default_rng(1)
    number = placing._CHUNK + compiled._CHUNK + 1
    x = frozen(LEFT + random.uniform(-50, 650, number))
    y = frozen(BOTTOM + random.uniform(-50, 650, number))
    together = np.empty(number, dtype=np.int32)
    way.place(index, x, y, together)
    for i in [0, compiled._CHUNK - 1, compiled._CHUNK, placing._CHUNK, number - 1]:
        alone = np.empty(1, dtype=np.int32)
        way.place(index, x[i : i + 1], y[i : i + 1], alone)
        assert alone[0] == together[i]
    assert len(set(together.tolist())) == 8


@WAYS
def test_numbers_beyond_all_measure_lie_nowhere(way, index):
    huge = [1e308, -1e308, np.inf, -np.inf, np.nan, LEFT + 5, 1e-320]
    x, y = (frozen(column.ravel()) for column in np.meshgrid(huge, [*huge[:5], BOTTOM - 1e9]))
    out = np.zeros(x.size, dtype=np.int32)
    way.place(index, x, y, out)
    assert (out == -1).all()

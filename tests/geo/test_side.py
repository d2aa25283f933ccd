from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geo import compiled
from geo.side import CERTAIN, exact_side

WAYS = pytest.mark.parametrize("side", [exact_side, compiled._exact_side], ids=["plain", "made"])
_METRES = st.floats(-700_000, 700_000, allow_subnormal=False).map(lambda v: v + 0.0)


def by_fractions(x0, y0, x1, y1, x, y):
    x0, y0, x1, y1, x, y = (Fraction(v) for v in (x0, y0, x1, y1, x, y))
    side = (x0 - x) * (y1 - y) - (y0 - y) * (x1 - x)
    return (side > 0) - (side < 0)


@st.composite
def nearly_on(draw):
    """Draw an edge and a point on it, as near as rounding comes, or some steps beside it."""
    x0, y0, x1, y1 = (draw(_METRES) for _ in range(4))
    along = draw(st.floats(0, 1))
    x, y = x0 + along * (x1 - x0), y0 + along * (y1 - y0)
    for _ in range(draw(st.integers(0, 3))):
        way = draw(st.sampled_from([-np.inf, np.inf]))
        if draw(st.booleans()):
            x = float(np.nextafter(x, way))
        else:
            y = float(np.nextafter(y, way))
    corners = (v if abs(v) > 1e-100 else 0.0 for v in (x0, y0, x1, y1, x, y))
    return tuple(corners)


@WAYS
@given(numbers=nearly_on())
@example(numbers=(0.0, 0.0, 0.0, 0.0, 0.0, 0.0))
@example(numbers=(0.1, 0.1, 0.3, 0.3, 0.2, 0.2))
@example(numbers=(1e5 + 1 / 3, 4e5 + 1 / 7, 1e5 + 2 / 3, 4e5 + 2 / 7, 1e5 + 0.5, 4e5 + 3 / 14))
def test_the_side_is_that_of_exact_arithmetic(side, numbers):
    assert side(*numbers) == by_fractions(*numbers)


@given(numbers=nearly_on())
def test_where_the_quick_way_is_certain_it_is_right(numbers):
    x0, y0, x1, y1, x, y = numbers
    one, other = (x0 - x) * (y1 - y), (y0 - y) * (x1 - x)
    quick = one - other
    if abs(quick) >= CERTAIN * (abs(one) + abs(other)):
        assert np.sign(quick) == by_fractions(*numbers)


@WAYS
def test_turning_the_edge_round_turns_the_side(side):
    assert side(0.0, 0.0, 0.0, 10.0, -1.0, 5.0) == 1
    assert side(0.0, 10.0, 0.0, 0.0, -1.0, 5.0) == -1
    assert side(0.0, 0.0, 0.0, 10.0, 0.0, 5.0) == 0

"""Round steps along an axis."""

import itertools

import pytest

from layers.charts.axis import round_steps


@pytest.mark.parametrize("top", [0.0, 0.003, 0.9, 1, 4, 7, 87, 100, 101, 999, 1234.5, 1e7])
@pytest.mark.parametrize("whole", [False, True])
def test_steps_are_equal_few_and_reach_the_top(top, whole):
    steps = round_steps(top, 5, whole=whole)
    assert steps[0] == 0
    assert steps[-1] >= top * (1 - 1e-9)
    assert 2 <= len(steps) <= 6
    gaps = {round(after - before, 9) for before, after in itertools.pairwise(steps)}
    assert len(gaps) == 1
    assert not whole or all(step == int(step) for step in steps)

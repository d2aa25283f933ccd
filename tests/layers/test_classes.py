import math

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ivbgeo.dutch import number
from layers.classes import Classes, make_classes

COUNTS = st.lists(st.integers(0, 5_000).map(float), max_size=60)
RATES = st.lists(st.floats(0.01, 900) | st.just(0.0), max_size=60)


@given(COUNTS, st.integers(1, 7))
def test_every_count_above_zero_has_a_class_and_every_class_a_count(values, k):
    classes = make_classes(values, k)
    positive = [value for value in values if value > 0]
    used = {classes.index(value) for value in positive}
    assert used == set(range(len(classes)))
    assert len(classes) <= min(k, len(set(positive)))
    assert all(float(bound).is_integer() for bound in classes.breaks)


@given(RATES, st.integers(1, 7))
@example([1.0, 0.010000000000000002], 2)
def test_every_rate_has_a_class_and_every_class_a_rate(values, k):
    classes = make_classes(values, k, whole=False)
    assert {classes.index(value) for value in values if value > 0} == set(range(len(classes)))


@given(COUNTS, COUNTS)
def test_a_larger_value_never_comes_in_a_lower_class(values, others):
    classes = make_classes(values)
    if len(classes):
        places = [classes.index(value) for value in sorted(others) if value > 0]
        assert places == sorted(places)


def test_no_values_give_no_classes():
    assert make_classes([]).breaks == ()
    assert make_classes([0, 0, math.nan]).breaks == ()
    assert make_classes([]).labels() == ()


def test_equal_values_give_one_class():
    classes = make_classes([12, 12, 12])
    assert len(classes) == 1
    assert classes.index(12) == classes.index(4_000) == 0
    assert classes.labels(number) == ("meer dan 0",)


def test_bounds_are_readable_and_labels_leave_no_gap():
    values = np.random.default_rng(0).negative_binomial(1, 0.03, 146)
    classes = make_classes([float(value) for value in values])
    assert classes.breaks[:-1] == (20, 45, 85, 150)
    assert classes.labels(number) == ("1 – 20", "21 – 45", "46 – 85", "86 – 150", "151 of meer")
    assert [classes.index(value) for value in (1, 20, 21, 45, 46, 150, 151)] == [
        0,
        0,
        1,
        1,
        2,
        3,
        4,
    ]


def test_labels_of_rates_say_to_which_side_a_bound_belongs():
    classes = Classes((1.5, 3.0, 9.0), ("#a", "#b", "#c"), whole=False)
    assert classes.labels(number) == ("tot en met 1,5", "1,5 – 3", "meer dan 3")
    assert [classes.index(value) for value in (1.5, 1.51, 3.0, 3.1, 99)] == [0, 1, 1, 2, 2]


def test_zero_is_in_no_class():
    with pytest.raises(ValueError, match="none of 2 classes"):
        make_classes([1, 50]).index(0)


@pytest.mark.parametrize(("value", "why"), [(-1.0, "0 and more"), (math.inf, "finite")])
def test_what_can_be_no_count_is_refused(value, why):
    with pytest.raises(ValueError, match=why):
        make_classes([value])


@pytest.mark.parametrize("k", [0, 8])
def test_too_many_classes_are_refused(k):
    with pytest.raises(ValueError, match="told apart"):
        make_classes([1, 2], k)


@pytest.mark.parametrize(
    ("breaks", "colours"), [((1, 1), ("#a", "#b")), ((0,), ("#a",)), ((1, 2), ("#a",))]
)
def test_classes_that_contradict_themselves_cannot_exist(breaks, colours):
    with pytest.raises(ValueError, match="bounds"):
        Classes(breaks, colours)

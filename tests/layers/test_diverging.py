import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivbgeo.dutch import number
from layers.diverging import Diverging, make_diverging

DIFFERENCES = st.lists(
    st.integers(-5_000, 5_000) | st.floats(-900, 900) | st.sampled_from([math.nan, 1e9, -1e9]),
    max_size=60,
)


@given(DIFFERENCES, st.integers(1, 3), st.booleans())
def test_every_difference_has_one_class_and_less_comes_before_more(values, k, whole):
    classes = make_diverging(values, k, whole=whole)
    known = sorted(value for value in values if value and not math.isnan(value))
    places = [classes.index(value) for value in known]
    assert places == sorted(places)
    assert all((place < classes.nul_at) == (v < 0) for place, v in zip(places, known, strict=True))
    assert len(classes) == 2 * classes.nul_at <= 2 * k
    assert all(low < high for low, high in pairwise((0, *classes.breaks)))
    labels = classes.labels(number)
    assert len(set(labels)) == len(labels) == len(classes) == len(set(classes.colours))


@given(st.floats(0.01, 1e6))
def test_both_sides_are_each_other_in_a_mirror(size):
    classes = Diverging((10, 50, 51))
    assert classes.index(size) == len(classes) - 1 - classes.index(-size)


def test_labels_say_the_size_and_the_side():
    assert Diverging((25, 50, 300)).labels(number) == (
        "minstens 51 minder",
        "26 – 50 minder",
        "1 – 25 minder",
        "1 – 25 meer",
        "26 – 50 meer",
        "minstens 51 meer",
    )
    assert Diverging((1.5, 9.0), whole=False).labels(number) == (
        "meer dan 1,5 lager",
        "tot en met 1,5 lager",
        "tot en met 1,5 hoger",
        "meer dan 1,5 hoger",
    )
    assert Diverging((25,)).labels(number) == ("minder", "meer")
    assert Diverging((2.5,), whole=False).labels(number) == ("lager", "hoger")


def test_bounds_belong_to_the_side_of_nul():
    classes = Diverging((25, 50, 300))
    assert [classes.index(v) for v in (-999, -51, -50, -26, -25, -1, 1, 25, 26, 50, 51, 999)] == [
        0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("values", "labels"),
    [
        ([], ()),
        ([0.0, math.nan], ()),
        ([-4.0], ("minder", "meer")),
        ([4.0, 4.0, -4.0], ("minder", "meer")),
    ],
    ids=["none", "no difference", "a single area", "all equal"],
)
def test_few_differences_have_few_classes(values, labels):
    assert make_diverging(values).labels(number) == labels


def test_one_enormous_difference_leaves_the_others_readable():
    classes = make_diverging([*range(-10, 11), -1e9])
    assert classes.index(-1e9) == 0
    assert len({classes.index(value) for value in range(1, 11)}) > 1


@pytest.mark.parametrize("value", [0, math.nan])
def test_no_difference_is_in_no_class(value):
    with pytest.raises(ValueError, match="none of"):
        make_diverging([-1, 50]).index(value)


def test_what_can_be_no_difference_is_refused():
    with pytest.raises(ValueError, match="finite"):
        make_diverging([-math.inf])
    for k in (0, 4):
        with pytest.raises(ValueError, match="told apart"):
            make_diverging([1], k)
    with pytest.raises(ValueError, match="rise"):
        Diverging((5, 5))

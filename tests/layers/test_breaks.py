import warnings
from itertools import pairwise

import mapclassify
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivbgeo.dutch import number
from ivbgeo.errors import UsageError
from layers.breaks import Method, _natural, find_breaks, parse_breaks
from layers.classes import make_classes

COUNTS = st.lists(st.integers(0, 5_000) | st.just(10**9), max_size=60)
RATES = st.lists(st.floats(0.0001, 900) | st.sampled_from([0.0, 1e9]), max_size=60)
OWN = st.lists(st.floats(0.001, 10_000), min_size=1, max_size=6)
METHODS = st.sampled_from(Method)
# What a gemeente looks like: many small, a few large.
TOWN = np.random.default_rng(0).negative_binomial(1, 0.03, 146).astype(float)


def classify(values, k, whole, method, own=(5.0,)):
    return make_classes(values, k, whole=whole, method=method, breaks=own)


@given(COUNTS | RATES, st.integers(1, 7), st.booleans(), METHODS, OWN)
def test_whatever_the_values_are_each_has_one_class_and_the_legend_reads(
    values, k, whole, method, own
):
    classes = classify(values, k, whole, method, own)
    assert len(classes) <= (7 if method is Method.EIGEN else k)
    assert all(low < high for low, high in pairwise((0, *classes.breaks)))
    assert all(float(bound).is_integer() for bound in classes.breaks if whole)
    labels = classes.labels(number)
    assert len(set(labels)) == len(labels) == len(classes)
    places = [classes.index(value) for value in sorted(values) if value > 0]
    assert places == sorted(places)
    assert set(places) <= set(range(len(classes)))


@given(COUNTS, st.integers(1, 7), st.sampled_from([Method.NATUURLIJK, Method.KWANTIELEN]))
def test_no_class_is_empty_where_bounds_follow_the_values(values, k, method):
    classes = classify(values, k, True, method)
    assert {classes.index(value) for value in values if value > 0} == set(range(len(classes)))


@given(RATES, st.integers(1, 7), st.sampled_from([Method.NATUURLIJK, Method.KWANTIELEN]))
def test_no_class_of_rates_is_empty_either(values, k, method):
    classes = classify(values, k, False, method)
    assert {classes.index(value) for value in values if value > 0} == set(range(len(classes)))


def exact(scheme, values, k):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return scheme(values, k=k).bins


def test_breaks_of_many_values_are_close_to_the_exact_ones():
    values = np.sort(np.random.default_rng(0).gamma(2, 3, 400))
    assert _natural(values, 5) == pytest.approx(exact(mapclassify.FisherJenks, values, 5), rel=0.1)


@pytest.mark.parametrize("k", [3, 5, 7])
def test_quantiles_are_those_of_mapclassify_but_rounded(k):
    values = TOWN[TOWN > 0]
    ours = find_breaks(values, k, whole=True, method=Method.KWANTIELEN)
    theirs = exact(mapclassify.Quantiles, values, k)
    assert len(ours) == k
    assert ours[:-1] == pytest.approx(theirs[:-1], rel=0.2, abs=1)
    held = np.bincount(np.searchsorted(ours, values))
    assert max(held) <= 2 * min(held)


@pytest.mark.parametrize("k", [1, 3, 5, 7])
def test_equal_steps_are_those_of_mapclassify_from_nul_but_rounded_up(k):
    values = TOWN[TOWN > 0]
    ours = find_breaks(values, k, whole=True, method=Method.GELIJK)
    theirs = exact(mapclassify.EqualInterval, np.append(values, 0), k)
    steps = set(np.diff((0, *ours)))
    assert len(steps) == 1
    assert theirs[0] <= steps.pop() <= 1.5 * theirs[0]
    assert ours[-1] >= values.max()


@pytest.mark.parametrize(
    ("method", "labels"),
    [
        (Method.NATUURLIJK, ("1 – 20", "21 – 45", "46 – 85", "86 – 150", "151 of meer")),
        (Method.KWANTIELEN, ("1 – 10", "11 – 20", "21 – 35", "36 – 60", "61 of meer")),
        (Method.GELIJK, ("1 – 50", "51 – 100", "101 – 150", "151 – 200", "201 of meer")),
        (Method.EIGEN, ("1 – 10", "11 – 25", "26 – 100", "101 of meer")),
    ],
)
def test_the_same_town_in_four_ways(method, labels):
    classes = make_classes(TOWN.tolist(), method=method, breaks=(10, 25, 100))
    assert classes.labels(number) == labels


def test_quantiles_of_many_equal_values_are_fewer():
    values = [1.0] * 90 + [*range(2, 12)]
    classes = classify(values, 5, True, Method.KWANTIELEN)
    assert classes.labels(number) == ("1", "2 of meer")


@pytest.mark.parametrize("method", Method)
@pytest.mark.parametrize(
    ("values", "most"),
    [([], 0), ([float("nan")] * 9, 0), ([0.0] * 9, 0), ([7.0], 1), ([7.0] * 146, 1)],
    ids=["none", "all missing", "all nul", "a single area", "all equal"],
)
def test_what_has_no_spread_has_one_class_at_most(method, values, most):
    classes = classify(values, 5, True, method)
    if method is Method.EIGEN:
        assert classes.labels(number) == ("1 – 5", "6 of meer")
    elif method is Method.GELIJK and most:
        assert classes.index(7) == len(classes) - 1
    else:
        assert len(classes) == most


@pytest.mark.parametrize("method", Method)
def test_one_enormous_value_is_in_the_highest_class(method):
    classes = classify([*map(float, range(1, 11)), 1e9], 5, True, method)
    assert classes.index(1e9) == len(classes) - 1 > 0
    assert classes.index(1) == 0
    assert all(len(label) <= 40 for label in classes.labels(number))


@pytest.mark.parametrize("method", [Method.NATUURLIJK, Method.KWANTIELEN, Method.GELIJK])
def test_no_two_classes_are_called_alike_however_small_the_values(method):
    values = [5e-324, 3e-189, 0.001, 0.002, 0.0051, 0.011, 0.0119, 0.013, 0.0281]
    classes = classify(values, 7, False, method)
    assert classes.labels(number) == ("tot en met 0,01", "0,01 – 0,02", "meer dan 0,02")


def test_own_bounds_hold_whatever_the_values_are():
    for values in ([], [3.0], [1e9]):
        classes = classify(values, 2, False, Method.EIGEN, (0.004, 2.5, 10))
        assert classes.labels(number) == ("tot en met 2,5", "2,5 – 10", "meer dan 10")
        assert [classes.index(value) for value in (2.5, 2.6, 10, 10.1, 1e12)] == [0, 1, 1, 2, 2]
    assert classify([3.0], 5, True, Method.EIGEN, (0.5, 2.9)).labels() == ("1 – 2", "3 of meer")
    with pytest.raises(ValueError, match="need bounds"):
        classify([3.0], 5, True, Method.EIGEN, ())


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("10; 25; 100", (10, 25, 100)),
        ("10 25\n100\t250;", (10, 25, 100, 250)),
        ("10, 25, 100", (10, 25, 100)),
        ("2,5;1.000;12.500,25", (2.5, 1000, 12500.25)),
        ("0,01 0.5", (0.01, 0.5)),
        ("1 2 3 4 5 6", (1, 2, 3, 4, 5, 6)),
    ],
)
def test_bounds_are_read_as_the_dutch_write_them(text, bounds):
    assert parse_breaks(text) == bounds


@pytest.mark.parametrize(
    ("text", "rule", "said"),
    [
        ("", "breaks.none", "geen grenzen"),
        (" ;\n", "breaks.none", "geen grenzen"),
        ("10; tien", "breaks.number", "‘tien’"),
        ("10,25,100", "breaks.number", "‘10,25,100’"),
        ("<script>", "breaks.number", "puntkomma"),
        ("9" * 200, "breaks.number", "…’"),
        ("1e999", "breaks.number", "geen getal"),
        ("nan", "breaks.number", "geen getal"),
        ("0; 10", "breaks.positive", "nul"),
        ("-5; 10", "breaks.positive", "-5"),
        ("10; 10", "breaks.order", "10"),
        ("1.000; 25", "breaks.order", "1.000"),
        ("1 2 3 4 5 6 7", "breaks.many", "hooguit 6"),
    ],
)
def test_nonsense_is_refused_in_a_sentence(text, rule, said):
    with pytest.raises(UsageError) as caught:
        parse_breaks(text)
    assert caught.value.rule == rule
    assert said in str(caught.value)


def test_every_method_has_its_own_dutch_name():
    assert len({method.words for method in Method}) == len(Method) == 4

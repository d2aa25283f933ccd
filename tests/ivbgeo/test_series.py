import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivbgeo.category import Category, Taxonomy
from ivbgeo.period import Period
from ivbgeo.published import arranged
from ivbgeo.series import Values, over_category, roll_up

TAXONOMY = Taxonomy(
    [
        Category("a", "A", "politie"),
        Category("b", "B", "politie"),
        Category("ab", "A en B", "groep", ("a", "b")),
    ]
)
YEAR = Period.year(2023)


def read(rows, codes):
    """Arrays of rows of area, category, first, last, count; as the store reads them."""
    by_category = {}
    for area, category, first, last, count in rows:
        by_category.setdefault(category, []).append((1, area, first, last, count, False, False))
    return {
        category: arranged(tuple(zip(*found, strict=True)), lambda _: codes)[1]
        for category, found in by_category.items()
    }


def year(area, category, count):
    return (area, category, YEAR.first_index, YEAR.last_index, count)


def months(area, category, counts):
    first = YEAR.first_index
    return [(area, category, first + i, first + i, count) for i, count in enumerate(counts)]


def count_of(rows, category="a", codes=("x", "y")):
    runs = read(rows, codes)
    return over_category(
        lambda code: runs.get(code, ()), len(codes), TAXONOMY, category, YEAR
    ).count


def test_a_year_is_its_own_figure_or_its_twelve_months():
    assert count_of([year("x", "a", 7), *months("y", "a", [1] * 12)]).tolist() == [7, 12]


def test_eleven_months_are_no_year():
    assert np.isnan(count_of(months("x", "a", [1] * 11))).all()


def test_a_year_with_one_unknown_month_is_unknown():
    assert np.isnan(count_of(months("x", "a", [1] * 11 + [np.nan]))[0])


def test_what_is_published_goes_before_what_can_be_added_up():
    rows = [year("x", "ab", 10), year("x", "a", 3), year("x", "b", 4), year("y", "a", 3)]
    found = count_of([*rows, year("y", "b", 4)], "ab")
    assert found.tolist() == [10, 7]


def test_a_group_with_an_unknown_member_is_unknown():
    assert np.isnan(count_of([year("x", "a", 3)], "ab")[0])


def test_nul_is_not_unknown():
    found = count_of([year("x", "a", 0)])
    assert found[0] == 0
    assert np.isnan(found[1])


def test_flags_of_a_part_are_flags_of_the_sum():
    first, last = YEAR.first_index, YEAR.last_index
    runs = {
        code: arranged(((1,), ("x",), (first,), (last,), (3,), (open_,), (False,)), lambda _: "x")[
            1
        ]
        for code, open_ in (("a", True), ("b", False))
    }
    value = over_category(lambda code: runs.get(code, ()), 1, TAXONOMY, "ab", YEAR)
    assert value.provisional.tolist() == [True]
    assert value.estimated.tolist() == [False]


@given(
    st.dictionaries(
        st.integers(0, 30), st.tuples(st.sampled_from("PQR"), st.none() | st.integers(0, 99))
    )
)
def test_a_parent_is_the_sum_of_its_areas_or_unknown(areas):
    codes = tuple(map(str, areas))
    parent_of = {str(code): parent for code, (parent, _) in areas.items()}
    counts = np.array([np.nan if c is None else c for _, c in areas.values()], dtype=float)
    nothing = np.zeros(len(codes), dtype=bool)
    rolled = roll_up(Values(counts, nothing, nothing), codes, parent_of, ("P", "Q", "R"))
    for parent, count in zip("PQR", rolled.count, strict=True):
        inside = [c for p, c in areas.values() if p == parent]
        if not inside or None in inside:
            assert np.isnan(count)
        else:
            assert count == pytest.approx(sum(inside))

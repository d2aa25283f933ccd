"""A group is said only for what its members do not explain."""

import numpy as np

from ivbgeo.category import Category, Taxonomy
from ivbgeo.signals.groups import parts_of, unexplained

TAXONOMY = Taxonomy(
    [
        Category("0.0.0", "Totaal", "politie"),
        Category("1.4.4", "Bedreiging", "politie"),
        Category("1.4.5", "Mishandeling", "politie"),
        Category("hic.geweld", "Geweld", "groep", ("1.4.4", "1.4.5")),
        Category("hic", "HIC", "groep", ("hic.geweld",)),
        Category("E33", "Overlast", "overlast"),
    ]
)
CODES = ("0.0.0", "1.4.4", "1.4.5", "hic.geweld", "hic", "E33")
PARTS = parts_of(TAXONOMY, CODES)


def said(*counts, mean=10.0, limit=20.0):
    count = np.array(counts, dtype=float)[:, None]
    found = unexplained(PARTS, count, np.full(count.shape, mean), np.full(count.shape, limit))
    return [code for code, one in zip(CODES, found[:, 0], strict=True) if one]


def test_every_crime_and_every_group_of_crimes_is_part_of_the_total():
    assert PARTS[0] == {1, 2, 3, 4}
    assert PARTS[3] == {1, 2}
    assert PARTS[4] == {1, 2, 3}
    assert PARTS[5] == frozenset()


def test_what_one_member_explains_is_not_said_of_the_group():
    assert said(30, 10, 30, 30, 30, 0) == ["1.4.5"]


def test_small_rises_that_are_a_signal_together_are_said_as_the_smallest_group():
    assert said(35, 18, 18, 36, 36, 0) == ["hic.geweld"]


def test_what_goes_beyond_the_members_is_said_too():
    assert said(60, 10, 30, 30, 30, 0) == ["0.0.0", "1.4.5"]


def test_two_members_are_both_taken_out_and_counted_once():
    assert said(50, 30, 30, 50, 50, 0) == ["1.4.4", "1.4.5"]


def test_what_a_group_says_with_its_member_is_taken_out_once():
    # Of geweld 38 too many, the 20 of mishandeling among them; 73 - 38 is still too many.
    assert said(73, 18, 30, 48, 48, 0) == ["0.0.0", "1.4.5", "hic.geweld"]


def test_what_was_not_judged_is_not_said():
    assert said(np.nan, np.nan, 30, np.nan, 30, np.nan) == ["1.4.5"]

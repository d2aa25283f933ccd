"""Which months are compared."""

from datetime import date

import numpy as np
import pytest

from ivbgeo.measures.effect import Obstacle, Windows
from ivbgeo.workedout.spans import find_spans, first_day, used_months

FIRST = 2022 * 12
ALL = np.ones(48, dtype=bool)


def test_whole_years_before_and_after():
    found = find_spans(ALL, FIRST, date(2024, 1, 1))
    assert found.there == Windows(slice(0, 24), slice(24, 48))
    assert found.gone is None
    assert used_months(found).tolist() == list(range(48))


def test_no_more_months_than_asked():
    found = find_spans(ALL, FIRST, date(2024, 1, 1), most=12)
    assert found.there == Windows(slice(12, 24), slice(24, 36))


def test_of_a_temporary_camera_also_the_months_after_it_went():
    """Half a year in 2024: the same half of 2023, and the half year after beside that before."""
    found = find_spans(ALL, FIRST, date(2024, 4, 1), date(2024, 9, 30))
    assert found.there == Windows(slice(15, 21), slice(27, 33))
    assert found.gone == Windows(slice(21, 27), slice(33, 39))
    assert found.begun == 27


def test_the_month_in_which_it_came_or_went_is_left_out():
    found = find_spans(ALL, FIRST, date(2023, 6, 12), date(2024, 6, 11))
    assert found.there.before.stop <= 17
    assert found.there.after.start == 18
    assert found.gone.after.start == 30


def test_after_it_went_nothing_is_compared_as_long_as_too_little_is_known():
    found = find_spans(ALL, FIRST, date(2025, 1, 1), date(2025, 10, 31))
    assert found.gone is None
    gap = ALL.copy()
    gap[34] = False
    assert find_spans(gap, FIRST, date(2024, 4, 1), date(2024, 9, 30)).gone is None


@pytest.mark.parametrize(
    ("starts", "ends", "why"),
    [
        (date(2026, 6, 1), None, Obstacle.NOT_STARTED),
        (date(2025, 11, 20), None, Obstacle.TOO_RECENT),
        (date(2012, 1, 1), None, Obstacle.NO_BEFORE),
        (date(2024, 1, 1), date(2024, 2, 20), Obstacle.TOO_SHORT),
    ],
)
def test_what_can_not_be_compared_says_why(starts, ends, why):
    assert find_spans(ALL, FIRST, starts, ends) is why


def test_months_without_data_are_not_taken_for_none():
    assert find_spans(np.zeros(48, dtype=bool), FIRST, date(2024, 1, 1)) is Obstacle.NOT_MEASURED
    holes = ALL.copy()
    holes[::2] = False
    assert isinstance(find_spans(holes, FIRST, date(2024, 1, 1)), Obstacle)


def test_of_a_month_the_whole_month_is_left_out():
    assert first_day("2014-08") == date(2014, 8, 2)
    assert first_day("2014") is None
    assert first_day("") is None

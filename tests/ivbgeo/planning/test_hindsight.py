"""The honest test, worked out by hand."""

import numpy as np
import pytest
from scipy.sparse import csr_array

from ivbgeo.errors import DataError
from ivbgeo.planning import Limits, Sites, hindsight

# Three sites, each with its own demand; a fourth sees what the first does.
COVER = csr_array(np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 0, 0]], dtype=bool))
YEARS = np.array([[10.0, 8, 2], [30, 2, 8], [6, 10, 4]])


def question(weight):
    return Sites(COVER, weight)


def test_chosen_on_the_years_before_and_scored_on_the_year_after():
    scores = {
        score.name: score
        for score in hindsight(question, YEARS, Limits(2), lambda chosen: 10.0 * len(chosen), 100.0)
    }
    # Shares of the years: 0.5 + 0.75, 0.4 + 0.05, 0.1 + 0.2.
    assert scores["chosen"].chosen.tolist() == [0, 1]
    assert scores["chosen"].reached == 16
    assert scores["chosen"].pai == pytest.approx((16 / 20) / 0.2)
    # Most last year was at the first, then at the third; the fourth sees nothing more.
    assert scores["last_year"].chosen.tolist() == [0, 2]
    assert scores["last_year"].reached == 10
    assert scores["last_year"].pei == pytest.approx(10 / 16)
    assert scores["best"].pei == 1


def test_what_is_seen_already_is_no_merit():
    def with_a_camera(weight):
        return Sites(COVER, weight, existing=[False, True, False, False])

    scores = {
        score.name: score
        for score in hindsight(
            with_a_camera, YEARS, Limits(1), lambda chosen: 10.0 * len(chosen), 100.0
        )
    }
    assert scores["chosen"].chosen.tolist() == [0]
    assert scores["chosen"].reached == 6
    assert scores["chosen"].pai == pytest.approx((6 / 10) / 0.1)


def test_nothing_is_above_the_best():
    # What has to be seen makes the best of the year one that sees less than the others.
    def question_of(weight):
        return Sites(COVER, weight, must=[False, False, True] if len(weight) == 1 else False)

    years = np.array([[10.0, 8, 2], [30, 2, 8], [6, 2, 1]])
    found = hindsight(question_of, years, Limits(1), lambda chosen: 10.0 + chosen.sum(), 100.0)
    scores = {score.name: score for score in found}
    assert scores["chosen"].chosen.tolist() == scores["best"].chosen.tolist() == [0]
    assert [score.pei for score in found] == [1, 1 / 6, 1]


def test_one_year_has_no_year_after():
    with pytest.raises(DataError) as caught:
        hindsight(question, YEARS[:1], Limits(1), len, 4.0)
    assert caught.value.rule == "plan.years"

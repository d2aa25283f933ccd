"""The signals of a month: what was put there is found, and little else; what can't be is said."""

from dataclasses import replace

import pytest

from geo import DivisionId, Level
from ivbgeo.history import history
from ivbgeo.period import Period
from ivbgeo.signals import LEVEL, Judged, expect, months_to_watch, watch
from ivbgeo.viewer import PUBLIEK
from tests.ivbgeo.signals.conftest import BUURTEN, HOT, NEWEST


def test_the_newest_complete_month_is_watched_and_what_rose_is_found(past):
    found = watch(past)
    assert found.month == NEWEST
    first = found.signals[0]
    assert (first.area.code, first.category, first.count) == (HOT, "1.4.5", 25)
    assert first.area.year == 2025
    assert first.expected < first.limit < first.count
    assert first.p < LEVEL / 100
    assert first.firm
    assert first.provisional
    assert first.provenance.title == "Gemaakte cijfers per maand"


def test_groups_that_say_the_same_are_left_out(past):
    found = watch(past)
    codes = {one.category for one in found.signals if one.area.code == HOT}
    assert not codes & {"hic", "hic.geweld"}


def test_signals_are_ordered_and_few_where_nothing_changed(past):
    found = watch(past)
    chances = [one.p for one in found.signals]
    assert chances == sorted(chances)
    assert found.judged > 500
    # What was put there, and no more than chance gives.
    assert len(found.signals) - 1 <= 4
    assert 0 < found.false_alarms < LEVEL * found.judged


def test_a_signal_is_what_its_series_alone_gives(past, hot):
    known = past.by_month("1.4.5").values.count[past.division.codes.index(HOT)]
    counts = known[: past.at(NEWEST.first_index) + 1]
    alone = expect(counts[None])
    assert alone.mean[0] == pytest.approx(hot.expected)
    assert alone.limit[0] == hot.limit
    assert alone.p[0] == pytest.approx(hot.p)


def test_a_month_that_is_not_complete_is_not_judged(past):
    later = Period.month(2025, 11)
    assert later not in months_to_watch(past)
    found = watch(past, later)
    assert not found.signals
    assert not found.judged
    assert set(found.not_judged) == {Judged.INCOMPLETE}
    assert found.false_alarms == 0


def test_an_early_month_has_too_few_before_it(past):
    found = watch(past, Period.month(2021, 1))
    assert not found.signals
    assert set(found.not_judged) == {Judged.SHORT}


def test_months_are_offered_newest_first(past):
    months = months_to_watch(past)
    assert months[0] == NEWEST
    assert months[-1] == Period.month(2020, 1)
    assert list(months) == sorted(months, reverse=True)


def test_the_same_month_is_found_once(past):
    assert watch(past) is watch(past, NEWEST)


def test_other_levels_are_watched_by_their_own_counts(watched):
    found = watch(history(watched, PUBLIEK, DivisionId(Level.GEMEENTE, 2025)))
    assert found.judged == 7 + 2  # kinds of crime, geweld and woninginbraak
    assert {one.area.level for one in found.signals} <= {Level.GEMEENTE}


def test_people_and_standing_cases_are_not_watched(past):
    found = watch(past)
    assert not {one.category for one in found.signals} & {"inwoners", "woonoverlast"}


def test_without_months_there_is_nothing_to_watch(edition):
    assert watch(history(edition, PUBLIEK, BUURTEN)) is None


def test_a_month_outside_the_figures_has_nothing_judged(past):
    found = watch(past, Period.month(1999, 1))
    assert (found.judged, found.signals) == (0, ())


def test_what_is_not_for_a_viewer_is_not_watched(watched):
    closed = {
        number: replace(
            dataset, provenance=replace(dataset.provenance, classification="vertrouwelijk")
        )
        for number, dataset in watched.datasets.items()
    }
    assert watch(history(replace(watched, datasets=closed), PUBLIEK, BUURTEN)) is None

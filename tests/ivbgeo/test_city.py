"""The city's figures over the years, as the page Stad shows them."""

from ivbgeo.city import sections, value_words
from ivbgeo.policy import Indicator
from ivbgeo.viewer import PUBLIEK


def every(edition):
    return [one for section in sections(edition, PUBLIEK) for one in section.series]


def test_each_indicator_stands_under_one_heading(edition):
    codes = [one.code for one in every(edition)]
    assert len(codes) == len(set(codes))
    assert set(codes) == {one.code for one in edition.policy(PUBLIEK, Indicator)}


def test_years_run_forward_and_have_their_source(edition):
    for one in every(edition):
        months = [point.period.last_index for point in one.points]
        assert months == sorted(months)
        assert all(one.sources)


def test_what_a_document_does_not_tell_is_not_known(edition):
    points = [point for one in every(edition) for point in one.points]
    unknown = [point for point in points if point.value is None]
    assert unknown
    assert {value_words(point) for point in unknown} == {"niet bekend"}
    assert not any("nan" in one.words or "None" in one.words for one in every(edition))

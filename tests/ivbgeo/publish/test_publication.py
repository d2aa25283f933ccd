"""What a municipality may say of its publication; and how days and boxes are read."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivbgeo.errors import UsageError
from ivbgeo.period import Period
from ivbgeo.publish import Publication
from ivbgeo.publish.box import Box, System
from ivbgeo.publish.moment import Moment

GOOD = {"url": "https://kaart.example.nl/ogc", "title": "T", "publisher": "P", "gemeente": "GM0637"}


def test_an_address_has_no_slash_at_its_end():
    publication = Publication(**GOOD | {"url": " https://kaart.example.nl:8443/a/ogc/ "})
    assert publication.url == "https://kaart.example.nl:8443/a/ogc"
    assert publication.path == "/a/ogc"
    assert Publication(**GOOD | {"url": "http://127.0.0.1:8502"}).path == ""


@pytest.mark.parametrize(
    ("given_", "rule"),
    [
        ({"url": "kaart.example.nl"}, "publish.url"),
        ({"url": "ftp://kaart.example.nl"}, "publish.url"),
        ({"url": "https://gebruiker:geheim@kaart.example.nl"}, "publish.url"),
        ({"url": "https://kaart.example.nl/ogc?x=1"}, "publish.url"),
        ({"url": 'https://kaart.example.nl/"><script>'}, "publish.url"),
        ({"url": "https://kaart.example.nl/${HOME}"}, "publish.url"),
        ({"url": ""}, "publish.url"),
        ({"title": ""}, "publish.text"),
        ({"title": "twee\nregels"}, "publish.text"),
        ({"title": "x" * 201}, "publish.text"),
        ({"publisher": "Gemeente ${HOME}"}, "publish.text"),
        ({"publisher": "\u202eGemeente"}, "publish.text"),
        ({"contact": "iedereen"}, "publish.contact"),
        ({"contact": "a@b.nl\nBcc: c@d.nl"}, "publish.contact"),
        ({"port": 0}, "publish.port"),
        ({"port": 65536}, "publish.port"),
    ],
)
def test_what_can_not_be_right_is_refused(given_, rule):
    with pytest.raises(UsageError) as refused:
        Publication(**GOOD | given_)
    assert refused.value.rule == rule
    assert str(refused.value)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023-04-01", date(2023, 4, 1), date(2023, 4, 1)),
        ("2023-04-01T23:59:59+02:00", date(2023, 4, 1), date(2023, 4, 1)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2021/2023-06", date(2021, 1, 1), date(2023, 6, 30)),
        ("../2023-12-31", None, date(2023, 12, 31)),
        ("2021-01-01/", date(2021, 1, 1), None),
        ("../..", None, None),
    ],
)
def test_a_moment_is_from_a_day_to_a_day(text, first, last):
    assert Moment.parse(text) == Moment(first, last)


@given(st.text(max_size=30))
def test_any_other_text_is_refused_in_words(text):
    """Whatever is given, nothing but a broken rule comes out; hardly any of these is right."""
    for parse in (Moment.parse, Box.parse):
        with suppress(UsageError):
            parse(text)


def test_a_moment_meets_the_periods_of_which_it_has_a_day():
    year = Period.year(2023)
    assert Moment.parse("2023-12-31").meets(year)
    assert Moment.parse("../2023-01-01").meets(year)
    assert not Moment.parse("2024-01-01/..").meets(year)
    assert not Moment.parse("2022").meets(year)
    assert Moment.parse("../..").meets(year)


def test_a_box_has_the_least_first_and_heights_do_not_count():
    assert Box.parse("4.4,52.0,4.6,52.1") == Box(4.4, 52.0, 4.6, 52.1)
    assert Box.parse("4.4,52.0,-5,4.6,52.1,100") == Box(4.4, 52.0, 4.6, 52.1)
    assert Box.parse("9e4,4.5e5,91000,460000", System.RD).polygon.area == 1000 * 10_000
    for wrong in ("4.6,52.0,4.4,52.1", "4.4,52.1,4.6,52.0", "4,5,6", "1,2,3,4,5", "a,b,c,d"):
        with pytest.raises(UsageError) as refused:
            Box.parse(wrong)
        assert refused.value.rule == "publish.bbox"


def test_a_box_that_is_swapped_or_of_the_other_system_is_refused():
    for wrong, system in (
        ("52.0,4.4,52.1,4.6", System.CRS84), ("93000,452000,94000,453000", System.CRS84),
        ("452000,93000,453000,94000", System.RD), ("4.4,52.0,4.6,52.1", System.RD),
    ):  # fmt: skip
        with pytest.raises(UsageError) as refused:
            Box.parse(wrong, system)
        assert refused.value.rule == "publish.bbox_swapped"

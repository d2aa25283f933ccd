"""The hours of the week as a table."""

import re
from itertools import pairwise

import numpy as np
import pytest
from coloraide import Color

from layers.week import week_html

CELL = re.compile(r"background:(#\w{6});color:(#\w{6})\">([\d.]+)</td>")


def cells(counts, name="Proef"):
    return CELL.findall(week_html(counts, name))


def test_each_hour_has_its_number_in_order():
    counts = np.arange(168.0).reshape(7, 24)
    assert [number for _, _, number in cells(counts)] == [str(n) for n in range(168)]
    told = week_html(counts, "Proef")
    days = re.findall(r'<th scope="row"[^>]*>(\w+)</th>', told)
    assert days == [
        "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag",
    ]  # fmt: skip
    assert re.findall(r'<th scope="col"[^>]*>(\d+)</th>', told) == [str(n) for n in range(24)]


def test_the_more_the_darker_and_every_number_can_be_read():
    found = cells(np.arange(168.0).reshape(7, 24))
    light = [Color(colour).luminance() for colour, _, _ in found]
    assert all(one >= other for one, other in pairwise(light))
    assert len(set(light)) == 5  # none, and four classes
    for colour, ink, _ in found:
        assert Color(colour).contrast(ink) >= 4.5


@pytest.mark.parametrize("value", [0.0, 0.004])
def test_almost_nothing_is_a_week_too(value):
    found = cells(np.full((7, 24), value))
    assert {number for _, _, number in found} == {"0"}
    assert {colour == "#ffffff" for colour, _, _ in found} == {value == 0}


def test_a_name_is_text():
    assert "&lt;script&gt;" in week_html(np.zeros((7, 24)), "<script>")
    assert "<script" not in week_html(np.zeros((7, 24)), "<script>")

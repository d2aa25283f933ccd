"""Rows of indicators: what is named and not known stays so; a target is met, or not, or unsaid."""

import pytest

from ivbgeo.sources import Kind

HEAD = "indicator;jaar;titel;eenheid;waarde;doel;gehaald\n"


@pytest.fixture
def figures(read):
    def figures(cells, head=HEAD):
        return read(f"{head}{cells}\n", Kind.INDICATORS)

    return figures


@pytest.mark.parametrize(
    ("text", "value"),
    [("7,1", 7.1), ("-0.5", -0.5), ("0", 0), ("", None), (".", None), ("geheim", None)],
)
def test_a_value_is_a_number_or_not_known(figures, text, value):
    (row,) = figures(f"leefbaarheid;2024;Leefbaarheid;cijfer;{text};≥ 7;ja").rows
    assert row.value == value
    assert (row.area_code, row.target, row.target_met) == (None, "≥ 7", "ja")


@pytest.mark.parametrize(
    ("text", "met"), [("gehaald", "ja"), ("niet gehaald", "nee"), ("0", "nee"), ("", None)]
)
def test_whether_a_target_is_met(figures, text, met):
    assert figures(f"a;2024;Titel;%;1;;{text}").rows[0].target_met == met


def test_what_is_needed_is_asked_for(figures):
    (refused,) = figures("a;2024;;%;1;;").rejections
    assert (refused.rule, refused.column) == ("value.missing", "titel")
    (refused,) = figures("a;2024;Titel;%;1;;misschien").rejections
    assert refused.column == "gehaald"


def test_an_indicator_is_of_an_area_not_of_a_point(figures):
    (refused,) = figures("a;2024;Titel;%;1;;;92841;452000", f"{HEAD.strip()};x;y\n").rejections
    assert refused.rule == "table.no_area"

"""Rows of population: what is secret is not known and never nul, and each is of an area."""

import pytest

from ivbgeo.sources import Kind

HEAD = "jaar;inwoners;huishoudens;woningen;wijkcode_2025\n"


@pytest.fixture
def people(read):
    def people(cells, head=HEAD):
        return read(f"{head}{cells}\n", Kind.POPULATION)

    return people


@pytest.mark.parametrize("secret", [".", "x", "-", "geheim", "-99997", "-99995.0", "n.b."])
def test_what_is_secret_is_not_known(people, secret):
    (row,) = people(f"2024;{secret};12;0;WK063705").rows
    assert (row.inwoners, row.huishoudens, row.woningen) == (None, 12, 0)
    assert (row.area_code, row.division_year) == ("WK063705", 2025)


def test_a_dutch_thousand_is_a_thousand(people):
    (row,) = people("2024;1.250;1 250;1250;WK063705").rows
    assert (row.inwoners, row.huishoudens, row.woningen) == (1250, 1250, 1250)


@pytest.mark.parametrize(
    ("cells", "rule"),
    [
        ("2024;-5;;;WK063705", "number.negative"),
        ("2024;12,5;;;WK063705", "number.not_whole"),
        ("2024;1,250;;;WK063705", "number.ambiguous"),
        ("2024;veel;;;WK063705", "number.unreadable"),
        ("2024;10;;;", "table.no_area"),
        ("1900;10;;;WK063705", "year.unreadable"),
        ("2024;;;;WK063705", "value.missing"),
    ],
)
def test_what_is_no_count_is_refused(people, cells, rule):
    parsed = people(cells)
    assert ([one.rule for one in parsed.rejections], len(parsed.rows)) == ([rule], 0)


def test_people_live_in_areas_not_in_points(people):
    head = "jaar;inwoners;x;y\n"
    (refused,) = people("2024;10;92841;452000", head).rejections
    assert refused.rule == "table.no_area"
    head = "jaar;inwoners;x;y;wijkcode_2025\n"
    (refused,) = people("2024;10;92841;452000;WK063705", head).rejections
    assert refused.rule == "table.no_area"

"""What can be said of one camera: until when, what it looks over, and what can not be."""

from dataclasses import replace
from datetime import date

import pytest

from ivbgeo.camera import Camera, CameraKind
from ivbgeo.errors import DataError


@pytest.mark.parametrize(
    ("day", "valid"),
    [
        (date(2024, 4, 30), False),
        (date(2024, 5, 1), True),
        (date(2024, 5, 31), True),
        (date(2024, 6, 1), False),
    ],
)
def test_the_first_and_the_last_day_count(day, valid):
    first, last = date(2024, 5, 1), date(2024, 5, 31)
    assert Camera("a", "tijdelijk", first, last, "B").is_valid_on(day) is valid


def test_who_has_no_last_day_goes_on():
    assert Camera("a", "vast", None, None, "B").is_valid_on(date(2099, 1, 1))


@pytest.mark.parametrize(
    ("aim", "known"),
    [
        ({}, False),
        ({"direction": 90.0, "angle": 60.0}, False),
        ({"angle": 60.0, "reach": 40.0}, False),
        ({"angle": 360.0, "reach": 40.0}, True),
        ({"direction": 0.0, "angle": 60.0, "reach": 40.0}, True),
    ],
)
def test_a_view_is_known_when_all_of_it_is(aim, known):
    assert Camera("a", "vast", None, None, "B", None, 1.0, 2.0, **aim).has_view is known
    assert not Camera("a", "vast", None, None, "B", **aim).has_view


def test_half_a_place_is_no_place():
    with pytest.raises(ValueError, match="both x and y"):
        Camera("a", "vast", None, None, "B", x=1.0)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": " "}, "heeft geen naam"),
        ({"name": "x" * 121}, "‘Naam’ is 121 tekens lang"),
        ({"decision": "x" * 301}, "‘Besluit’ is 301 tekens lang"),
        (
            {"angle": 0.0},
            r"Kijkhoek \(graden\) 0 kan niet. Geef een getal van meer dan 0 tot en met 360",
        ),
        ({"angle": 361.0}, "tot en met 360"),
        ({"lens": 181.0}, "Hoek van één beeld"),
        ({"direction": -1.0}, "Richting"),
        ({"reach": 2001.0}, "Bereik"),
        ({"height": 0.0}, "Hoogte"),
        ({"pixels": float("nan")}, "Beeldpunten"),
        ({"yearly_cost": -1.0}, "Kosten per jaar"),
        ({"valid_from": date(2024, 5, 2)}, r"Het begin \(2 mei 2024\) ligt na het einde"),
    ],
)
def test_what_can_not_be_is_refused_with_what_to_do(wrong, said):
    right = Camera("a", "vast", date(2024, 5, 1), date(2024, 5, 1), "B")
    with pytest.raises(DataError, match=said):
        replace(right, **wrong)


def test_what_costs_nothing_and_looks_north_can_be():
    made = Camera("a", "vast", None, None, "B", direction=0.0, yearly_cost=0.0, installation=0.0)
    assert (made.direction, made.yearly_cost) == (0, 0)
    assert made.kind is CameraKind.VAST
    with pytest.raises(ValueError, match="zwevend"):
        replace(made, kind="zwevend")


def test_all_that_was_typed_is_among_its_texts():
    typed = Camera("a", "vast", None, None, "B", height=4.0, remark="op een mast")
    assert typed.texts == ("a", "B", "op een mast")

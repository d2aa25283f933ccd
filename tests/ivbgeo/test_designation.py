"""What can be said of a camera area, and what can not be."""

from dataclasses import replace
from datetime import date

import pytest
import shapely

from ivbgeo.camera import CameraKind
from ivbgeo.designation import LONGEST_RETENTION, Designation
from ivbgeo.errors import DataError
from ivbgeo.figure import Classification

PLEIN = Designation(name="Plein", kind="vast", starts="2014-08", ends=date(2026, 12, 31))
LOOSE = shapely.Polygon(shapely.box(0, 0, 9, 9).exterior, [shapely.box(20, 20, 21, 21).exterior])
TWICE = shapely.MultiPolygon([shapely.box(0, 0, 9, 9), shapely.box(1, 1, 2, 2)])
BOW = shapely.Polygon([(0, 0), (9, 9), (9, 0), (0, 9)])


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "heeft geen naam"),
        ({"name": "x" * 121}, "‘Naam’ is 121 tekens lang; er passen er 120"),
        ({"necessity": "x" * 4001}, "‘Noodzaak’ is 4001 tekens lang; er passen er 4000"),
        ({"ends": date(2014, 7, 31)}, r"31 juli 2014 ligt voor het begin \(2014-08\)"),
        ({"withdrawn_on": date(2013, 1, 1)}, "1 januari 2013 ligt voor het begin"),
        ({"retention_days": 29}, "hoogstens 28 dagen"),
        ({"retention_days": 0}, "0 dagen bewaren kan niet"),
        ({"border": BOW}, "hij kruist zichzelf, bij x 4 en y 4"),
        ({"border": shapely.Polygon()}, "hij is leeg"),
        ({"border": shapely.Point(1, 1)}, "het is een punt, geen vlak"),
        ({"border": shapely.LineString([(0, 0), (1, 1)])}, "het is een lijn, geen vlak"),
        ({"border": LOOSE}, "een gat ligt niet binnen het vlak"),
        ({"border": TWICE}, "twee delen liggen over elkaar|kruist zichzelf"),
        ({"starts": "2014-13"}, "‘2014-13’ is geen begin"),
        ({"starts": "2014-8"}, "‘2014-8’ is geen begin"),
        ({"starts": "2014-02-30"}, "‘2014-02-30’ is geen begin"),
        ({"starts": "vroeger"}, "‘vroeger’ is geen begin"),
        ({"classification": Classification.VERTROUWELIJK}, "is open of intern"),
    ],
)
def test_what_can_not_be_is_refused_with_what_to_do(wrong, said):
    with pytest.raises(DataError, match=said):
        replace(PLEIN, **wrong)


def test_half_a_place_is_no_place():
    with pytest.raises(ValueError, match="both lon and lat"):
        replace(PLEIN, lon=4.5)


def test_four_weeks_and_a_border_of_two_parts_can_be():
    parts = shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(5, 5, 6, 6)])
    made = replace(PLEIN, retention_days=LONGEST_RETENTION, border=parts)
    assert (made.retention_days, made.border.area) == (28, 2)


@pytest.mark.parametrize(
    ("starts", "day", "valid"),
    [
        ("2014", date(2013, 12, 31), False),
        ("2014", date(2014, 1, 1), True),
        ("2014-08", date(2014, 7, 31), False),
        ("2014-08", date(2014, 8, 1), True),
        ("2014-08-15", date(2014, 8, 14), False),
        ("", date(1990, 1, 1), True),
        ("2014", date(2026, 12, 31), True),
        ("2014", date(2027, 1, 1), False),
    ],
)
def test_the_first_and_the_last_day_count(starts, day, valid):
    assert replace(PLEIN, starts=starts).is_valid_on(day) is valid


def test_a_withdrawn_one_ends_before_its_end():
    gone = replace(PLEIN, withdrawn_on=date(2020, 5, 1))
    assert gone.last_day == date(2020, 5, 1)
    assert gone.is_valid_on(date(2020, 5, 1))
    assert not gone.is_valid_on(date(2020, 5, 2))
    assert (gone.first_day, replace(gone, starts="").first_day) == (date(2014, 8, 1), None)


def test_only_a_fixed_one_runs_out_without_a_word():
    late = date(2027, 1, 1)
    assert PLEIN.has_run_out(late)
    assert not PLEIN.has_run_out(date(2026, 12, 31))
    assert not replace(PLEIN, kind=CameraKind.TIJDELIJK).has_run_out(late)
    assert not replace(PLEIN, withdrawn_on=date(2025, 1, 1)).has_run_out(late)
    assert not replace(PLEIN, ends=None).has_run_out(late)


def test_all_that_was_typed_is_among_its_texts():
    typed = replace(PLEIN, signs="Bij elke ingang", remark="Na overleg")
    assert {"Plein", "Bij elke ingang", "Na overleg"} <= set(typed.texts)

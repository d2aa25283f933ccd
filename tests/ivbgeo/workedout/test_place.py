"""The place and its time, out of the register or chosen here."""

from datetime import date

import pytest
import shapely

from ivbgeo.camera import Camera, CameraKind
from ivbgeo.designation import Designation
from ivbgeo.errors import DataError, UnknownAreaError
from ivbgeo.workedout import of_areas, of_camera, of_designation

AREA = Designation(name="Plein", kind=CameraKind.VAST, starts="2024-01-01")
CAMERA = Camera("C1", "tijdelijk", date(2024, 1, 1), date(2024, 6, 30), "", x=93000.0, y=452000.0)


def changed(of, **fields):
    names = of.__dataclass_fields__
    return type(of)(**{name: getattr(of, name) for name in names} | fields)


def test_a_camera_area_is_its_border_and_its_time():
    border = shapely.box(93000, 452000, 93100, 452100)
    area = changed(AREA, border=border, ends=date(2025, 12, 31), withdrawn_on=date(2025, 6, 1))
    found = of_designation(area)
    assert found.polygon.equals(border)
    assert (found.starts, found.ends, found.remark) == ("2024-01-01", date(2025, 6, 1), "")
    assert of_designation(area, starts="2024-03", ends=date(2024, 9, 1)).starts == "2024-03"
    assert found.words == "Plein, vanaf 1 januari 2024 tot en met 1 juni 2025"


@pytest.mark.parametrize(
    ("area", "radius", "rule"),
    [
        (AREA, None, "evaluate.no_border"),
        (AREA, 100, "evaluate.no_border"),
        (changed(AREA, lon=4.49, lat=52.06), None, "evaluate.no_border_point"),
        (changed(AREA, lon=4.49, lat=52.06), 5, "evaluate.radius"),
        (changed(AREA, border=shapely.box(0, 0, 1, 1), starts="2014"), None, "evaluate.start_year"),
        (changed(AREA, border=shapely.box(0, 0, 1, 1), starts=""), None, "evaluate.no_start"),
    ],
)
def test_a_camera_area_that_will_not_do_says_what_to_do(area, radius, rule):
    with pytest.raises(DataError) as caught:
        of_designation(area, radius=radius)
    assert caught.value.rule == rule
    assert "‘" in str(caught.value) or "meter" in str(caught.value)


def test_round_the_point_of_an_area_without_border_and_that_is_said():
    found = of_designation(changed(AREA, lon=4.49, lat=52.06), radius=150)
    assert found.polygon.area == pytest.approx(3.14 * 150**2, rel=0.01)
    assert "150 meter rond het punt" in found.remark


def test_a_camera_is_a_circle_as_far_as_it_looks():
    assert of_camera(CAMERA).polygon.bounds == pytest.approx((92900, 451900, 93100, 452100))
    assert of_camera(changed(CAMERA, reach=60.0)).polygon.bounds[0] == pytest.approx(92940)
    found = of_camera(CAMERA, radius=40)
    assert found.polygon.bounds[0] == pytest.approx(92960)
    assert (found.starts, found.ends) == ("2024-01-01", date(2024, 6, 30))
    with pytest.raises(DataError) as caught:
        of_camera(changed(CAMERA, x=None, y=None))
    assert caught.value.rule == "evaluate.no_place"
    with pytest.raises(DataError) as caught:
        of_camera(changed(CAMERA, valid_from=None))
    assert caught.value.rule == "evaluate.no_start"


def test_whole_areas(division):
    found = of_areas(division, ["BU06370502", "BU06370501"], starts="2024-01-01")
    assert found.areas == ("BU06370501", "BU06370502")
    assert " en " in found.name
    with pytest.raises(DataError):
        of_areas(division, [], starts="2024-01-01")
    with pytest.raises(UnknownAreaError):
        of_areas(division, ["BU99999999"], starts="2024-01-01")
    with pytest.raises(DataError) as caught:
        of_areas(division, ["BU06370501"], starts="2024-01-01", ends=date(2023, 1, 1))
    assert caught.value.rule == "measure.dates"

"""Where a camera area is: its border, or what is around it; never more than is known."""

from dataclasses import replace

import pytest
import shapely

from geo import AreaId, Level
from ivbgeo.atlas import Atlas
from ivbgeo.designation import Designation
from ivbgeo.errors import DataError
from ivbgeo.period import Period
from ivbgeo.register import add, designations
from ivbgeo.register.where import AROUND, border_of_buurten, border_of_circle, ground
from ivbgeo.viewer import PUBLIEK, Viewer
from ivbgeo.wijk import wijk_profile

PLANNER = Viewer.of("planner")
FIELD = shapely.box(93_000, 452_000, 93_100, 452_100)
PLEIN = Designation(name="Plein", kind="vast")
STADSCENTRUM = AreaId("WK063702", 2025, Level.WIJK)


@pytest.fixture
def edition(town):
    return Atlas(town).edition()


def test_a_border_goes_before_all_else(edition):
    area, point = designations(edition, PUBLIEK)[0].designation.area, {"lon": 4.49, "lat": 52.05}
    assert ground(edition, replace(PLEIN, border=FIELD, area=area, **point)) == (FIELD, True)
    around, exact = ground(edition, replace(PLEIN, area=area, **point))
    assert (round(around.length / 6.28), exact) == (pytest.approx(AROUND, abs=2), False)
    wijk, _ = ground(edition, replace(PLEIN, area=area))
    assert wijk == edition.division(area.division).area(area.code).polygon
    # Of nothing, and of a division that is gone, it is known only that it is in the city.
    whole, _ = ground(edition, PLEIN)
    assert whole.covers(wijk.representative_point())
    assert ground(edition, replace(PLEIN, area=replace(area, year=1999)))[0] == whole


def test_buurten_are_joined_and_a_circle_is_round(edition):
    division = edition.division(edition.division_id(Level.BUURT))
    codes = division.codes[:2]
    both = border_of_buurten(edition, division.id.year, codes)
    parts = [division.area(code).polygon.area for code in codes]
    assert both.area == pytest.approx(sum(parts))
    circle = border_of_circle(93_000.0, 452_000.0, 50.0)
    assert circle.area == pytest.approx(3.1416 * 2500, rel=0.002)
    assert Designation(name="x", kind="vast", border=circle).border.is_valid


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ((None, 1.0, 50.0), "geen midden"),
        ((1.0, 1.0, None), "straal"),
        ((1.0, 1.0, 0.0), "straal"),
        ((1.0, 1.0, 5001.0), "hoogstens 5000"),
    ],
)
def test_a_circle_without_a_middle_or_a_radius_is_refused(edition, place, said):
    with pytest.raises(DataError, match=said):
        border_of_circle(*place)
    with pytest.raises(DataError, match="geen buurten gekozen"):
        border_of_buurten(edition, 2025, [])


def test_the_page_of_a_wijk_has_the_areas_whose_border_lies_in_it(edition):
    polygon = edition.division(STADSCENTRUM.division).area(STADSCENTRUM.code).polygon
    inside = polygon.representative_point().buffer(20)
    # Where it was looked for first says nothing once its border is known.
    add(edition, PLANNER, replace(PLEIN, border=inside, area=AreaId("WK063705", 2025, Level.WIJK)))
    add(edition, PLANNER, replace(PLEIN, name="Elders", border=FIELD, area=STADSCENTRUM))
    add(edition, PLANNER, replace(PLEIN, name="Intern", border=inside, classification="intern"))
    found = wijk_profile(edition, PUBLIEK, STADSCENTRUM, Period.year(2023)).cameras
    names = [one.name for one in found]
    assert ("Plein" in names, "Elders" in names, "Intern" in names) == (
        True, polygon.intersects(FIELD), False,
    )  # fmt: skip

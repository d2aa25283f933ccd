"""Which area lies in which, whatever their codes say."""

import numpy as np
import pytest
import shapely

from geo import AreaId, Level
from ivbgeo.places import lies_in, own_areas, owns_points, touches
from ivbgeo.viewer import Viewer

MEERZICHT = AreaId("WK063705", 2025, Level.WIJK)
ROKKEVEEN_2024 = AreaId("WK063705", 2024, Level.WIJK)
REGISSEUR = Viewer.of("wijkregisseur", ("WK063705",))


def test_an_area_is_in_another_by_where_it_is_not_by_its_code(edition):
    assert not lies_in(edition, ROKKEVEEN_2024, MEERZICHT)
    assert lies_in(edition, AreaId("WK063701", 2024, Level.WIJK), MEERZICHT)
    assert lies_in(edition, AreaId("CW063702", 2024, Level.CASEWIJK), MEERZICHT)
    assert lies_in(edition, AreaId("BU06370501", 2025, Level.BUURT), MEERZICHT)
    assert not lies_in(edition, MEERZICHT, AreaId("BU06370501", 2025, Level.BUURT))
    assert not lies_in(edition, MEERZICHT, AreaId("WK069999", 2025, Level.WIJK))
    assert own_areas(edition, REGISSEUR) == (MEERZICHT,)
    assert own_areas(edition, Viewer.of("wijkregisseur", ("WK069999", "niets"))) == ()


def test_what_is_in_a_place_or_around_it_touches_it(edition):
    buurt = AreaId("BU06370501", 2025, Level.BUURT)
    assert touches(edition, None, buurt)
    assert touches(edition, MEERZICHT, buurt)
    assert touches(edition, buurt, MEERZICHT)
    assert not touches(edition, ROKKEVEEN_2024, buurt)


@pytest.mark.parametrize("level", [Level.WIJK, Level.BUURT])
def test_each_place_is_of_one_area_alone_also_on_a_border(edition, level):
    division = edition.division(edition.division_id(level))
    corners = shapely.get_coordinates(division.polygons)[::37]
    inside = shapely.get_coordinates(shapely.point_on_surface(division.polygons))
    x, y = np.concatenate([corners, inside]).T.copy()
    owners = sum(
        owns_points(edition, Viewer.of("was", (code,)), x, y).astype(int) for code in division.codes
    )
    assert set(owners.tolist()) == {1}
    everywhere = Viewer.of("was", ("GM0637", "WK069999", "niets"))
    assert not owns_points(edition, everywhere, x, y).any()
    assert owns_points(edition, REGISSEUR, x[:0], y[:0]).tolist() == []

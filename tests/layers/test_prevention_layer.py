"""Prevention on a map: where each is as far as it is known, and never whom to call."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import shapely

from geo import AreaId, Level
from ivbgeo.prevention.kind import Light, PreventionKind, SpotKind
from ivbgeo.prevention.prevention import Prevention
from ivbgeo.prevention.spot import Spot, SpotVersion
from layers.prevention_layer import prevention_layer, where
from layers.shapes import ShapeKind
from layers.shapes import SpotKind as Symbol

X, Y = 93_500.0, 452_500.0
FIELD = shapely.box(X, Y, X + 200, Y + 100)
GROUP = Prevention(
    kind=PreventionKind.GROEP, name="Appgroep Dorpsstraat", border=FIELD,
    valid_from=date(2024, 1, 1), contact_role="beheerder van de groep",
    contact="buurtpreventie@dorpsstraat.example", remark="niet op de kaart",
)  # fmt: skip
STREET = shapely.LineString([(X, Y), (X + 300, Y)])
SPOT = SpotVersion(
    key="plek-7", version=1, changed_at=datetime(2026, 11, 1, tzinfo=UTC), changed_by="was",
    withdrawn=False,
    spot=Spot(kind=SpotKind.ENG, x=X, y=Y, reported=date(2026, 11, 1), light=Light.KAPOT,
              remark="achter de garages"),
)  # fmt: skip


def test_each_kind_has_its_own_look_and_no_contact_is_on_the_map(edition):
    kinds = [one for one in PreventionKind if one is not PreventionKind.AVOND]
    borders = {PreventionKind.RONDE: STREET}
    items = [replace(GROUP, kind=one, border=borders.get(one, FIELD)) for one in kinds]
    evening = replace(GROUP, kind=PreventionKind.AVOND, border=shapely.Point(X, Y))
    layer = prevention_layer(edition, [*items, evening], [SPOT])
    assert set(layer.kinds) == {
        ShapeKind.GROEP, ShapeKind.WAS, ShapeKind.RONDE, ShapeKind.ALCOHOL, ShapeKind.DRUGS,
        ShapeKind.VUURWERK,
    }  # fmt: skip
    assert layer.spot_kinds == (Symbol.AVOND, Symbol.ENG)
    (group,) = (one for one in layer.shapes if one.kind is ShapeKind.GROEP)
    assert group.text == (
        "WhatsApp-buurtpreventie, vanaf 1 januari 2024, contact: beheerder van de groep"
    )
    for secret in ("@", "niet op de kaart", "garages"):
        assert secret not in layer.kept.script


def test_a_round_along_a_street_is_an_area_that_is_seen_on_every_map(edition):
    ronde = replace(GROUP, kind=PreventionKind.RONDE, border=STREET)
    (shape,) = prevention_layer(edition, [ronde]).shapes
    assert shape.polygon.geom_type == "Polygon"
    assert shape.polygon.contains(STREET.interpolate(0.5, normalized=True))
    assert 300 * 11 <= shape.polygon.area <= 300 * 14


def test_what_is_known_of_a_buurt_alone_has_dashes_and_what_is_not_known_is_left_out(edition):
    buurt = edition.division(edition.division_id(Level.BUURT))
    area = AreaId(buurt.codes[0], buurt.id.year, Level.BUURT)
    of_buurt = replace(GROUP, border=None, area=area)
    nowhere = replace(GROUP, border=None)
    elsewhere = replace(of_buurt, area=AreaId("BU99999999", buurt.id.year, Level.BUURT))
    (shape,) = prevention_layer(edition, [of_buurt, nowhere, elsewhere]).shapes
    assert (shape.kind, shape.polygon) == (ShapeKind.OMGEVING, buurt.polygons[0])
    assert where(edition, nowhere) is where(edition, elsewhere) is None
    evening = replace(of_buurt, kind=PreventionKind.AVOND)
    (spot,) = prevention_layer(edition, [evening]).spots
    assert "plaats niet precies bekend" in spot.text


def test_over_colours_a_group_is_its_border_alone(edition):
    (shape,) = prevention_layer(edition, [GROUP], over_colours=True).shapes
    assert shape.kind is ShapeKind.GROEPSRAND


@pytest.mark.parametrize(
    ("key", "labels", "told"),
    [("plek-7", None, "7"), ("plek-123", None, ""), ("plek-7", {"plek-7": "1"}, "1"),
     ("plek-7", {}, "")],
)  # fmt: skip
def test_a_plek_has_its_number_or_the_one_that_was_given(edition, key, labels, told):
    one = replace(SPOT, key=key)
    (spot,) = prevention_layer(edition, spots=[one], labels=labels).spots
    assert (spot.name, spot.label) == (f"Plek {key[5:]}", told)
    assert spot.text == "lamp kapot, gemeld, gemeld op 1 november 2026"


@pytest.mark.parametrize("border", [FIELD, STREET, shapely.Point(X, Y)])
def test_a_border_that_is_made_is_on_the_map(edition, border):
    layer = prevention_layer(edition, border=border)
    assert [one.name for one in (*layer.shapes, *layer.spots)] == ["Uw nieuwe grens"]

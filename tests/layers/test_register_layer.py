"""The register on a map: what is valid on a day, a border or its surroundings, and cameras."""

from datetime import date

import pytest
import shapely

from ivbgeo.atlas import Atlas
from ivbgeo.camera import Camera
from ivbgeo.designation import Designation
from ivbgeo.register import designations
from ivbgeo.viewer import PUBLIEK
from layers.register_layer import register_layer
from layers.shapes import ShapeKind
from layers.thematic import camera_marks

FIELD = shapely.box(93_000, 452_000, 93_100, 452_100)
PARTS = shapely.MultiPolygon([FIELD, shapely.box(93_200, 452_000, 93_250, 452_050)])
TODAY = date(2026, 11, 27)


@pytest.fixture
def edition(town):
    return Atlas(town).edition()


def test_only_what_is_valid_on_a_day_is_drawn(edition):
    plein = Designation(name="Plein", kind="tijdelijk", starts="2026", border=FIELD)
    over = Designation(name="Over", kind="tijdelijk", ends=date(2026, 1, 1), border=FIELD)
    cameras = [
        Camera("Hoek", "vast", None, None, "B", x=93_050.0, y=452_050.0),
        Camera("Weg", "vast", None, date(2026, 1, 1), "B", x=93_050.0, y=452_050.0),
        Camera("Nergens", "vast", None, None, "B"),
    ]
    layer = register_layer(edition, [plein, over], cameras, TODAY, border=FIELD)
    assert [(one.name, one.kind) for one in layer.shapes] == [
        ("Plein", ShapeKind.GEBIED),
        ("Uw nieuwe grens", ShapeKind.ONTWERP),
    ]
    assert [one.name for one in layer.spots] == ["Hoek"]
    assert register_layer(edition, [over], cameras[1:], TODAY).bounds is None


def test_without_a_border_it_is_a_surrounding(edition):
    areas = [one.designation for one in designations(edition, PUBLIEK)]
    layer = register_layer(edition, areas, [], TODAY)
    assert {one.kind for one in layer.shapes} == {ShapeKind.OMGEVING}
    # That the end is past and nobody wrote more is no reason to leave them out.
    assert len(register_layer(edition, areas, [], date(2030, 1, 1)).shapes) == 4


def test_a_border_of_two_parts_has_two_marks_on_the_map_of_figures(edition):
    plein = Designation(name="Plein", kind="vast", border=PARTS)
    first, second = camera_marks(edition, [plein])
    assert (first.name, second.name) == ("Plein", "Plein")
    assert first.precision == "De grens van het aangewezen gebied"
    assert len(first.outline) == len(second.outline) == 5
    assert (first.lon, first.lat) in first.outline

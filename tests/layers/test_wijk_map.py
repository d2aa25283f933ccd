"""A wijk on the map: its buurten in the colours of the whole city, its border over them."""

import json

import numpy as np
import shapely

from geo import Area, AreaId, Level, polygons_to_wgs84
from ivbgeo.period import Period
from ivbgeo.question import Question
from ivbgeo.reading import Statistic
from ivbgeo.viewer import PUBLIEK
from layers.command import Scene, command
from layers.outline import bounds_of, outline
from layers.thematic import thematic_map
from layers.wijk_map import wijk_alone, wijk_map

MEERZICHT = AreaId("WK063705", 2025, Level.WIJK)
OLD = AreaId("WK063705", 2024, Level.WIJK)
ASKED = Question("0.0.0", Level.WIJK, Period.year(2023))


def test_the_map_is_that_of_all_buurten_of_the_wijks_own_year(edition, tmp_path):
    shown = wijk_map(edition, PUBLIEK, MEERZICHT, ASKED, Statistic.AANTAL, tmp_path)
    assert str(shown.made.choropleth.division) == "buurt-2025"
    asked = Question("0.0.0", Level.BUURT, Period.year(2023), division_year=2025)
    whole = thematic_map(edition, PUBLIEK, asked, Statistic.AANTAL, tmp_path)
    assert shown.made.choropleth.classes == whole.choropleth.classes
    older = wijk_map(edition, PUBLIEK, OLD, ASKED, Statistic.AANTAL, tmp_path)
    assert str(older.made.choropleth.division) == "buurt-2024"


def test_the_border_is_the_wijk_and_all_of_it_is_in_view(edition, tmp_path):
    shown = wijk_map(edition, PUBLIEK, MEERZICHT, ASKED, Statistic.AANTAL, tmp_path)
    area = edition.division(MEERZICHT.division).area(MEERZICHT.code)
    (border,) = polygons_to_wgs84(np.array([area.polygon]))
    rings = json.loads(shown.outline.data)["rings"]
    drawn = shapely.Polygon([(lon, lat) for lat, lon in rings[0]])
    assert shapely.symmetric_difference(drawn, border).area < 0.001 * border.area
    west, south, east, north = shown.bounds
    assert shapely.box(west, south, east, north).buffer(1e-5).covers(border)
    assert west < 4.5 < east + 0.1
    assert 52.0 < south < north < 52.1


def test_a_border_of_parts_with_a_hole_has_a_ring_for_each():
    square = shapely.box(90_000, 450_000, 91_000, 451_000)
    hole = shapely.box(90_400, 450_400, 90_600, 450_600)
    parts = shapely.MultiPolygon(
        [square.difference(hole), shapely.box(92_000, 450_000, 93_000, 451_000)]
    )
    area = Area(AreaId("WK1", 2025, Level.WIJK), "<script>", parts)
    told = json.loads(outline(area).data)
    assert len(told["rings"]) == 3
    assert bounds_of(area)[0] < bounds_of(area)[2]


def test_the_frame_keeps_the_border_and_is_told_its_name_only(edition, tmp_path):
    shown = wijk_map(edition, PUBLIEK, MEERZICHT, ASKED, Statistic.AANTAL, tmp_path)
    scene = Scene(shown.made.choropleth, outline=shown.outline)
    assert scene.all_kept == (shown.outline,)
    assert command(scene)["outline"] == shown.outline.hash
    assert "outline" not in command(Scene(shown.made.choropleth))


def test_of_a_wijk_alone_nothing_is_said_or_drawn_of_another(edition, tmp_path):
    made = wijk_alone(edition, PUBLIEK, MEERZICHT, ASKED, Statistic.AANTAL, tmp_path)
    own = edition.buurten_in(MEERZICHT)
    assert [look.code for look in made.choropleth.looks] == sorted(own)
    assert [one.figure.area.code for one in made.reading.readings] == sorted(own)
    (file,) = (tmp_path / "areas").glob(f"*{made.choropleth.address[-10:]}")
    borders = json.loads(file.read_text())
    assert borders["codes"] == sorted(own)
    assert len(borders["codes"]) == len(borders["shapes"]) == len(borders["rooms"]) == 13
    told = json.dumps(command(Scene(made.choropleth, phone=True)))
    assert "Meerzicht" in told
    assert "Oosterheem" not in told
    # A colour means the same in every wijk.
    other = wijk_alone(edition, PUBLIEK, OLD, ASKED, Statistic.AANTAL, tmp_path)
    assert other.choropleth.address != made.choropleth.address
    whole = wijk_map(edition, PUBLIEK, MEERZICHT, ASKED, Statistic.AANTAL, tmp_path).made
    assert whole.choropleth.classes == made.choropleth.classes
    assert whole.choropleth.address != made.choropleth.address

"""What a camera sees on a map and on paper: all that is said of it, and what was not known."""

import io
from datetime import date

import numpy as np
import pytest
from pypdf import PdfReader

from geo import Obstacles
from ivbgeo.plannerfiles import FileKind, files
from ivbgeo.seeing import WITHOUT, Around, Look, see, sentences
from ivbgeo.viewer import Role, Viewer
from layers.document import Note, Paragraph, Picture
from layers.shapes import ShapeKind, SpotKind
from layers.sight.drawn import TOO_MANY, is_crowded, sight_layer
from layers.sight.paper import sight_document, sight_pdf

PLANNER = Viewer(Role.PLANNER)
LOOK = Look("Plein", 93_000, 452_000, 90, 90, 30, 4, 2000, 90)


@pytest.fixture
def around(here):
    chosen = [files(here, PLANNER, kind)[0] for kind in list(FileKind)[:3]]
    return Around.of(here, PLANNER, *chosen)


def said(edition, seen, around):
    content = sight_pdf(edition, seen, around, date(2026, 11, 27))
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return " ".join(text.split())


def test_the_paper_says_all_that_the_screen_says(here, around):
    seen = see(LOOK, around)
    text = said(here, seen, around)
    for sentence in sentences(seen):
        assert sentence in text
    assert "Wat camera Plein ziet" in text
    assert "Intern" in text
    assert WITHOUT not in text
    assert "panden.geojson" in text


def test_without_buildings_is_on_paper_in_every_place_that_counts(here):
    seen = see(LOOK, Around())
    assert WITHOUT in said(here, seen, Around())
    document = sight_document(here, seen, Around())
    blocks = [block for part in document.sections for block in part.blocks]
    note, picture = (next(b for b in blocks if isinstance(b, kind)) for kind in (Note, Picture))
    assert note.heading == WITHOUT
    assert WITHOUT in picture.caption
    table = document.sections[1].blocks[0]
    assert WITHOUT.lower() in table.caption


def test_what_is_seen_lies_over_what_stands_around(around):
    seen = see(LOOK, around)
    layer = sight_layer(LOOK, around, seen)
    assert layer.kinds == (
        ShapeKind.GEBOUW, ShapeKind.ZICHT, ShapeKind.WAARNEMEN, ShapeKind.OBSERVEREN,
        ShapeKind.HERKENNEN, ShapeKind.IDENTIFICEREN, ShapeKind.GEVOELIG,
    )  # fmt: skip
    assert layer.spot_kinds == (SpotKind.CAMERA,)
    (place,) = (one for one in layer.shapes if one.kind is ShapeKind.GEVOELIG)
    assert (place.name, place.text) == ("School", "4 m² in beeld")
    assert not layer.spots[0].text


def test_a_camera_that_sees_nothing_is_on_the_map_all_the_same(around):
    inside = Look("Binnen", 93_011, 452_000, 90, 90, 30)
    layer = sight_layer(inside, around)
    assert layer.spots
    assert layer.kinds == (ShapeKind.GEBOUW, ShapeKind.GEVOELIG)
    bare = sight_layer(LOOK, Around(), see(LOOK, Around()))
    assert bare.spots[0].text == WITHOUT
    assert bare.bounds is not None


def test_far_too_many_buildings_are_reckoned_with_and_not_drawn(here, around):
    many = np.repeat(around.buildings.polygons, 1_501)
    crowd = type(around.buildings)(("",) * len(many), many, None, around.buildings.condition)
    full = Around(crowd, obstacles=Obstacles(many), files=("panden", "", ""))
    seen = see(LOOK, full)
    assert ShapeKind.GEBOUW not in sight_layer(LOOK, full, seen).kinds
    assert is_crowded(LOOK, full)
    assert not is_crowded(LOOK, around)
    (short, *_) = sight_document(here, seen, full).sections
    assert Paragraph(TOO_MANY) in short.blocks

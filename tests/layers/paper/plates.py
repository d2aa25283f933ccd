"""Plates for the tests of paper, and what can be read back from an SVG."""

from __future__ import annotations

import shapely
from defusedxml.ElementTree import fromstring

from geo import Area, AreaId, Division, Level
from layers.cameras import CameraMark
from layers.choropleth import AreaLook, Choropleth
from layers.classes import make_classes
from layers.paper import Plate
from tests.layers.sample import choropleth_of, town

CAMERA = CameraMark("Plein", 4.47, 52.05, "gebied", "")
SVG = "{http://www.w3.org/2000/svg}"
TOWN = town()


def town_plate(level=Level.BUURT, year=2024, **more):
    shown = choropleth_of(TOWN[level], "x", year)
    words = {"title": "Misdrijven per buurt", "period": f"heel {year}", "unit": "misdrijven"}
    words["sources"] = ("CBS/politie, tabel 47018NED",)
    return Plate(TOWN[level], shown, **{**words, **more})


def grid(names, columns=4, side=500.0):
    """Give a division of squares, by row from the south-west, each with its name."""
    areas = []
    for at, name in enumerate(names):
        x, y = 90_000 + at % columns * side, 450_000 + at // columns * side
        code = AreaId(f"BU0637{at:04}", 2025, Level.BUURT)
        areas.append(Area(code, name, shapely.box(x, y, x + side, y + side)))
    return Division.from_areas(areas)


def plate_of(division, values, *, whole=True, **more):
    """Give a plate of values; a word is a state without one."""
    classes = make_classes([v for v in values if not isinstance(v, str) and v > 0], whole=whole)
    looks = []
    for code, name, value in zip(division.codes, division.names, values, strict=True):
        if isinstance(value, str):
            looks.append(AreaLook(code, name, value, None, value.replace("_", " "), None))
        elif value == 0:
            looks.append(AreaLook(code, name, "nul", 0, "0 misdrijven", None))
        else:
            text = f"{value} misdrijven"
            looks.append(AreaLook(code, name, "gemeten", value, text, classes.index(value)))
    shown = Choropleth(division.id, "x", tuple(looks), classes, "Misdrijven per buurt")
    words = {"title": shown.title, "period": "2024", "sources": ("Politie, 47022NED",)}
    return Plate(division, shown, **{**words, **more})


def texts(svg):
    """Give the texts of an SVG that are there to be read, in their order."""
    return [one.text for one in _read(fromstring(svg)) if one.tag == f"{SVG}text"]


def _read(element):
    if element.get("aria-hidden") == "true":
        return
    yield element
    for child in element:
        yield from _read(child)

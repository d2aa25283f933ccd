"""A map's style as SLD 1.1, for GeoServer and others that read no QML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.gis.xml import node, written
from layers.palette import INK, Pattern

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from layers.gis.rules import Rule

__all__ = ["sld"]

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACES = {
    "xmlns": "http://www.opengis.net/sld",
    "xmlns:se": "http://www.opengis.net/se",
    "xmlns:ogc": "http://www.opengis.net/ogc",
}
# Per pattern: marks that every reader knows, with their turn in degrees and size in pixels.
_MARKS = {
    Pattern.DIAGONAL: (("horline", 45, 6),),
    Pattern.CROSS: (("horline", 45, 7), ("horline", 135, 7)),
    Pattern.LINES: (("horline", 0, 6),),
    Pattern.DOTS: (("circle", 0, 2),),
}


def sld(name: str, title: str, rules: Sequence[Rule]) -> str:
    """Write a style with a rule for each entry of the legend, for a layer of that name."""
    kind = node("se:FeatureTypeStyle", *(_rule(rule) for rule in rules), _labels())
    style = node("UserStyle", node("se:Name", name), _titled(title), kind)
    layer = node("NamedLayer", node("se:Name", name), style)
    root = node("StyledLayerDescriptor", layer, version="1.1.0", **_SPACES)
    return written(root, _HEAD)


def _rule(rule: Rule) -> Element:
    same = node(
        "ogc:PropertyIsEqualTo",
        node("ogc:PropertyName", rule.column),
        node("ogc:Literal", str(rule.value)),
    )
    marks = _MARKS[rule.pattern] if rule.pattern is not None else ()
    plain = node("se:PolygonSymbolizer", node("se:Fill", _param("fill", rule.fill)))
    around = node(
        "se:PolygonSymbolizer",
        node("se:Stroke", _param("stroke", rule.line), _param("stroke-width", "0.5")),
    )
    return node(
        "se:Rule",
        node("se:Name", rule.text),
        _titled(rule.text),
        node("ogc:Filter", same),
        plain,
        *(_pattern(*mark, rule.ink) for mark in marks),
        around,
    )


def _pattern(mark: str, turn: int, size: int, ink: str) -> Element:
    paint = (
        node("se:Fill", _param("fill", ink))
        if mark == "circle"
        else node("se:Stroke", _param("stroke", ink), _param("stroke-width", "0.5"))
    )
    graphic = node(
        "se:Graphic",
        node("se:Mark", node("se:WellKnownName", mark), paint),
        node("se:Size", str(size)),
        *((node("se:Rotation", node("ogc:Literal", str(turn))),) if turn else ()),
    )
    made = node("se:PolygonSymbolizer", node("se:Fill", node("se:GraphicFill", graphic)))
    if mark == "circle":
        made.append(node("se:VendorOption", "6,6", name="distance"))
    return made


def _labels() -> Element:
    halo = node("se:Halo", node("se:Radius", "1.5"), node("se:Fill", _param("fill", "#ffffff")))
    font = node("se:Font", _param("font-family", "sans-serif"), _param("font-size", "10"))
    label = node("se:Label", node("ogc:PropertyName", "area_name"))
    text = node("se:TextSymbolizer", label, font, halo, node("se:Fill", _param("fill", INK)))
    return node("se:Rule", text)


def _titled(title: str) -> Element:
    return node("se:Description", node("se:Title", title))


def _param(name: str, value: str) -> Element:
    return node("se:SvgParameter", value, name=name)

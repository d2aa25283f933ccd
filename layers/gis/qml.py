"""A map's style as QML, the form of QGIS: rules, patterns, labels. Tried in QGIS 3.22."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from layers.gis.xml import node, rgba, written
from layers.palette import INK, Pattern

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from layers.gis.rules import Rule

__all__ = ["qml"]

_HEAD = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
# Per pattern the lines: angle in degrees, distance and width in millimetres.
_LINES = {
    Pattern.DIAGONAL: ((45, 1.6, 0.25),),
    Pattern.CROSS: ((45, 2.0, 0.2), (135, 2.0, 0.2)),
    Pattern.LINES: ((0, 1.5, 0.22),),
}
# The name, and below it the number that what is said begins with, as on the map.
_LABEL = (
    '"area_name" || coalesce(if("value" is null, null, '
    "'\\n' || nullif(regexp_substr(\"label\", '([+\u2212-]?[0-9]+([.,][0-9]+)*%?)'), '')), '')"
)


def qml(rules: Sequence[Rule]) -> str:
    """Write a style with a rule for each entry of the legend."""
    root = node(
        "qgis",
        _renderer(rules),
        _labels(),
        node("blendMode", "0"),
        node("previewExpression", '"area_name"'),
        node("mapTip", '<b>[% "area_name" %]</b><br>[% "label" %]<br>[% "note" %]'),
        version="3.22.0",
        styleCategories="Symbology|Labeling|MapTips",
        labelsEnabled="1",
    )
    return written(root, _HEAD)


def _renderer(rules: Sequence[Rule]) -> Element:
    named = [
        node(
            "rule",
            symbol=at,
            filter=_filter(rule),
            label=rule.text,
            key=f"{{{uuid.uuid5(uuid.NAMESPACE_OID, _filter(rule))}}}",
        )
        for at, rule in enumerate(rules)
    ]
    symbols = [
        node(
            "symbol", *_fill(rule, at), type="fill", name=at, alpha="1", clip_to_extent="1",
            force_rhr="0",
        )
        for at, rule in enumerate(rules)
    ]  # fmt: skip
    root = node("rules", *named, key=f"{{{uuid.uuid5(uuid.NAMESPACE_OID, 'rules')}}}")
    return node(
        "renderer-v2",
        root,
        node("symbols", *symbols),
        type="RuleRenderer",
        forceraster="0",
        symbollevels="0",
        enableorderby="0",
    )


def _filter(rule: Rule) -> str:
    value = rule.value if isinstance(rule.value, int) else f"'{rule.value}'"
    return f'"{rule.column}" = {value}'


def _fill(rule: Rule, at: int) -> list[Element]:
    simple = _layer(
        "SimpleFill",
        color=rgba(rule.fill),
        style="solid",
        outline_color=rgba(rule.line),
        outline_style="solid",
        outline_width=0.15,
        outline_width_unit="MM",
        joinstyle="round",
    )
    if rule.pattern is None:
        return [simple]
    if rule.pattern is Pattern.DOTS:
        dot = _layer(
            "SimpleMarker", name="circle", color=rgba(rule.ink), size=0.5, size_unit="MM",
            outline_style="no",
        )  # fmt: skip
        dots = _layer(
            "PointPatternFill", distance_x=1.6, distance_x_unit="MM", distance_y=1.6,
            distance_y_unit="MM",
        )  # fmt: skip
        dots.append(_inner("marker", dot, f"@{at}@1"))
        return [simple, dots]
    parts = [simple]
    for place, (angle, distance, wide) in enumerate(_LINES[rule.pattern], 1):
        ink = rgba(rule.ink)
        line = _layer("SimpleLine", line_color=ink, line_width=wide, line_width_unit="MM")
        lines = _layer(
            "LinePatternFill", angle=angle, color=ink, distance=distance, distance_unit="MM",
            line_width=wide, line_width_unit="MM",
        )  # fmt: skip
        lines.append(_inner("line", line, f"@{at}@{place}"))
        parts.append(lines)
    return parts


def _inner(kind: str, layer: Element, name: str) -> Element:
    return node("symbol", layer, type=kind, name=name, alpha="1")


def _layer(kind: str, **properties: object) -> Element:
    """Give a layer of a symbol; versions before 3.18 read ``prop``, later ones ``Option``."""
    options = [
        node("Option", type="QString", name=key, value=value) for key, value in properties.items()
    ]
    props = [node("prop", k=key, v=value) for key, value in properties.items()]
    made = node("layer", node("Option", *options, type="Map"), *props, enabled="1", locked="0")
    made.set("class", kind)
    made.set("pass", "0")
    return made


def _labels() -> Element:
    style = node(
        "text-style",
        node(
            "text-buffer", bufferDraw="1", bufferSize="0.8", bufferSizeUnits="MM",
            bufferColor="255,255,255,255", bufferOpacity="1", bufferNoFill="1",
            bufferJoinStyle="128",
        ),
        fieldName=_LABEL, isExpression="1", fontFamily="Open Sans", fontSize="8",
        fontSizeUnit="Point", fontWeight="63", textColor=rgba(INK), textOpacity="1",
        multilineHeight="1",
    )  # fmt: skip
    settings = node(
        "settings",
        style,
        node("text-format", multilineAlign="1"),
        # Horizontal, within the area.
        node(
            "placement", placement="4", centroidInside="1", polygonPlacementFlags="2",
            fitInPolygonOnly="1",
        ),
        node("rendering", drawLabels="1", obstacle="0", scaleVisibility="0"),
        calloutType="simple",
    )  # fmt: skip
    return node("labeling", settings, type="simple")

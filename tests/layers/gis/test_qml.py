"""QML against what QGIS 3.22 was seen to draw as the map does."""

import pytest
from defusedxml.ElementTree import fromstring

from layers.gis.qml import qml
from layers.gis.rules import Rule, rules_of
from layers.palette import Pattern

HOSTILE = "<script>alert(1)</script> ' \" & \x00\x1b ]]>"


def read(rules):
    return fromstring(qml(rules))


@pytest.mark.parametrize("kind", ["counts", "rates", "difference"])
def test_a_style_has_a_rule_and_a_symbol_for_each_entry_of_the_legend(maps, kind):
    rules = rules_of(maps[kind].choropleth)
    root = read(rules)
    renderer = root.find("renderer-v2")
    assert renderer.get("type") == "RuleRenderer"
    named = renderer.findall("rules/rule")
    symbols = {symbol.get("name"): symbol for symbol in renderer.findall("symbols/symbol")}
    assert [one.get("label") for one in named] == [rule.text for rule in rules]
    assert len(symbols) == len({one.get("key") for one in named}) == len(rules)
    for one, rule in zip(named, rules, strict=True):
        value = rule.value if isinstance(rule.value, int) else f"'{rule.value}'"
        assert one.get("filter") == f'"{rule.column}" = {value}'
        first = symbols[one.get("symbol")].find("layer")
        assert first.get("class") == "SimpleFill"
        colour = [int(part) for part in property_of(first, "color").split(",")]
        assert colour == [*bytes.fromhex(rule.fill[1:]), 255]


def property_of(layer, name):
    """Give a property; in both of the forms in which QGIS reads it."""
    old = layer.find(f"prop[@k='{name}']").get("v")
    assert layer.find(f"Option/Option[@name='{name}']").get("value") == old
    return old


@pytest.mark.parametrize(
    ("pattern", "kinds", "angles"),
    [
        (None, [], []),
        (Pattern.DIAGONAL, ["LinePatternFill"], ["45"]),
        (Pattern.CROSS, ["LinePatternFill", "LinePatternFill"], ["45", "135"]),
        (Pattern.LINES, ["LinePatternFill"], ["0"]),
        (Pattern.DOTS, ["PointPatternFill"], []),
    ],
)
def test_a_state_has_its_pattern(pattern, kinds, angles):
    rule = Rule("shown_as", "nul", "nul", "#f6efe2", "#63777f", pattern, "#8c7748")
    layers = read([rule]).findall("renderer-v2/symbols/symbol/layer")[1:]
    assert [layer.get("class") for layer in layers] == kinds
    assert [property_of(layer, "angle") for layer in layers if angles] == angles
    for layer in layers:
        inner = layer.find("symbol/layer")
        name = "line_color" if inner.get("class") == "SimpleLine" else "color"
        assert property_of(inner, name) == "140,119,72,255"


def test_every_pattern_of_the_map_has_one_here():
    for pattern in Pattern:
        assert qml([Rule("shown_as", "nul", "nul", "#ffffff", "#63777f", pattern, "#8c7748")])


def test_names_and_numbers_are_labels_within_their_area():
    root = read([])
    assert root.get("labelsEnabled") == "1"
    style = root.find("labeling/settings/text-style")
    assert style.get("isExpression") == "1"
    assert '"area_name"' in style.get("fieldName")
    assert style.find("text-buffer").get("bufferDraw") == "1"
    assert root.find("labeling/settings/placement").get("fitInPolygonOnly") == "1"


def test_any_text_can_be_written():
    rule = Rule("class", 1, HOSTILE, "#ffffff", "#63777f")
    label = read([rule]).find("renderer-v2/rules/rule").get("label")
    assert label == HOSTILE.replace("\x00", "\ufffd").replace("\x1b", "\ufffd")

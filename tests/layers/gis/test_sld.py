import pytest
from defusedxml.ElementTree import fromstring

from layers.gis.rules import rules_of
from layers.gis.sld import sld

SPACES = {
    "sld": "http://www.opengis.net/sld",
    "se": "http://www.opengis.net/se",
    "ogc": "http://www.opengis.net/ogc",
}


@pytest.mark.parametrize("kind", ["counts", "rates", "difference"])
def test_a_style_has_a_rule_for_each_entry_of_the_legend(maps, kind):
    rules = rules_of(maps[kind].choropleth)
    root = fromstring(sld("kaart", 'Een "titel" & meer', rules))
    assert root.get("version") == "1.1.0"
    assert root.findtext("sld:NamedLayer/se:Name", namespaces=SPACES) == "kaart"
    assert root.findtext(".//se:Description/se:Title", namespaces=SPACES) == 'Een "titel" & meer'
    *found, labels = root.findall(".//se:Rule", SPACES)
    assert labels.findtext(".//se:Label/ogc:PropertyName", namespaces=SPACES) == "area_name"
    assert len(found) == len(rules)
    for one, rule in zip(found, rules, strict=True):
        same = one.find("ogc:Filter/ogc:PropertyIsEqualTo", SPACES)
        assert same.findtext("ogc:PropertyName", namespaces=SPACES) == rule.column
        assert same.findtext("ogc:Literal", namespaces=SPACES) == str(rule.value)
        assert one.findtext("se:Name", namespaces=SPACES) == rule.text
        fill = one.find("se:PolygonSymbolizer/se:Fill/se:SvgParameter", SPACES)
        assert fill.text == rule.fill
        assert bool(one.findall(".//se:GraphicFill", SPACES)) == (rule.pattern is not None)

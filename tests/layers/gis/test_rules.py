import pytest

from layers.gis.rules import columns_of, rules_of
from layers.legend import legend_entries
from layers.palette import LOOKS, StateLook
from tests.layers.paper.plates import grid, plate_of, town_plate


@pytest.mark.parametrize("kind", ["counts", "rates", "casewijken", "difference"])
def test_each_area_is_in_one_rule_that_looks_as_the_map_does(maps, kind):
    shown = maps[kind].choropleth
    rules = rules_of(shown)
    codes = [look.code for look in shown.looks]
    for look, row in zip(shown.looks, columns_of(shown, codes), strict=True):
        (rule,) = [rule for rule in rules if rule.holds(row)]
        assert rule.text == row["legend"]
        if look.klass is not None:
            assert rule.fill == shown.classes.colours[look.klass]
            assert rule.pattern is None
        else:
            own = LOOKS[StateLook(look.state)]
            assert (rule.fill, rule.pattern, rule.ink) == (own.fill, own.pattern, own.ink)


@pytest.mark.parametrize("kind", ["counts", "difference"])
def test_the_rules_are_the_legend(maps, kind):
    shown = maps[kind].choropleth
    texts = [text for state, colour, text in legend_entries(shown) if "komt hier niet" not in text]
    assert [rule.text for rule in rules_of(shown)] == texts


def test_an_area_without_a_look_is_not_measured():
    plate = plate_of(grid(["A", "B"]), [3, 4])
    first, second = columns_of(plate.choropleth, ["BU06370000", "BU99999999"])
    assert (first["value"], first["class"], first["label"]) == (3, 1, "3 misdrijven")
    assert (second["value"], second["class"], second["shown_as"]) == (None, None, "niet_gemeten")
    assert second["legend"] == "niet gemeten: hierover is niets bekend"


def test_what_is_not_shown_has_no_value():
    shown = town_plate().choropleth
    for row in columns_of(shown, [look.code for look in shown.looks]):
        if row["shown_as"] in {"afgeschermd", "niet_gemeten"}:
            assert row["value"] is None
            assert not any(sign.isdigit() for sign in row["label"])

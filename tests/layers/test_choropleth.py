import pytest

from geo import DivisionId, Level
from layers.cameras import CameraMark
from layers.choropleth import AreaLook, Choropleth
from layers.classes import make_classes
from layers.diverging import make_diverging
from layers.palette import StateLook

DIVISION = DivisionId(Level.BUURT, 2025)
CLASSES = make_classes([1, 5, 9])


def shown(*looks):
    return Choropleth(DIVISION, "../../app/static/areas/x.json", looks, CLASSES, "Misdrijven")


@pytest.mark.parametrize(
    ("state", "value", "klass"),
    [
        ("gemeten", 4, None),
        ("nul", 0, 0),
        ("afgeschermd", None, 1),
        ("afgeschermd", 3, None),
        ("niet_gemeten", 0, None),
    ],
)
def test_a_look_that_says_more_than_its_state_cannot_exist(state, value, klass):
    with pytest.raises(ValueError, match="BU1"):
        AreaLook("BU1", "Dorp", state, value, "", klass)


def test_an_unknown_state_cannot_exist():
    with pytest.raises(ValueError, match="onbekend"):
        AreaLook("BU1", "Dorp", "onbekend", None, "", None)


def test_a_choropleth_has_one_look_per_area_and_only_classes_that_exist():
    look = AreaLook("BU1", "Dorp", "gemeten", 9, "9", 2)
    assert shown(look).looks == (look,)
    with pytest.raises(ValueError, match="two looks"):
        shown(look, look)
    with pytest.raises(ValueError, match="no class 3"):
        shown(AreaLook("BU1", "Dorp", "gemeten", 9, "9", 3))


def test_the_four_states_are_always_explained_and_the_others_when_they_are_used():
    assert len(shown().states) == 4
    for state in (StateLook.TE_WEINIG, StateLook.TOEVAL):
        assert shown(AreaLook("BU1", "Dorp", state, 2, "2", None)).states[4:] == (state,)


def test_a_difference_below_nul_has_a_class_and_its_colour():
    classes = make_diverging([-8, -2, 1, 9])
    value = -8.0
    look = AreaLook("BU1", "Dorp", "gemeten", value, "8 minder", classes.index(value))
    made = Choropleth(DIVISION, "x", (look,), classes, "Verschil")
    assert made.looks[0].fill(classes) == classes.colours[0]
    with pytest.raises(ValueError, match="no class 6"):
        Choropleth(
            DIVISION, "x", (AreaLook("BU1", "Dorp", "gemeten", 9, "9", 6),), classes, "Verschil"
        )


def test_a_map_may_call_a_state_otherwise():
    texts = {StateLook.NUL: "geen verschil"}
    made = Choropleth(DIVISION, "x", (), CLASSES, "Verschil", texts)
    assert made.text_of(StateLook.NUL) == "geen verschil"
    assert made.text_of(StateLook.AFGESCHERMD) == shown().text_of(StateLook.AFGESCHERMD)


@pytest.mark.parametrize(("lon", "lat", "radius"), [(52.06, 4.49, 250), (4.49, 52.06, 0)])
def test_a_camera_area_lies_in_the_netherlands_and_is_wide(lon, lat, radius):
    with pytest.raises(ValueError, match="Plein"):
        CameraMark("Plein", lon, lat, "gebied", "", radius)

"""The palettes are measured: classes differ for every kind of eye and in grey, lines are seen."""

import base64
import re
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import pytest
from coloraide import Color

from layers.palette import (
    BORDER,
    INK,
    LOOKS,
    MAX_CLASSES,
    MAX_EACH_SIDE,
    Pattern,
    StateLook,
    diverging,
    fill_of,
    line_on,
    pattern_definitions,
    sequential,
    swatch,
)

# Machado, Oliveira & Fernandes (2009), severity 1.0: no working cones of one kind.
EYES = {"all cones": "", "protanopia": "protan", "deuteranopia": "deutan", "tritanopia": "tritan"}
HALO = "#ffffff"  # around the labels on the map
SCALES = [
    *(sequential(count) for count in range(1, MAX_CLASSES + 1)),
    *(diverging(count) for count in range(1, MAX_EACH_SIDE + 1)),
]
FILLS = sorted({*(c for scale in SCALES for c in scale), *(look.fill for look in LOOKS.values())})


def seen(colour, eye):
    """A colour as an eye sees it, or as a black-and-white printer gives it."""
    if eye == "grey":
        return Color(colour).convert("lab-d65").set({"a": 0, "b": 0})
    shown = Color(colour)
    return shown.filter(EYES[eye], method="machado").clip() if EYES[eye] else shown


def difference(one, other, eye="all cones"):
    """How different two colours are, by CIEDE2000; from about 2 it can be seen side by side."""
    return seen(one, eye).delta_e(seen(other, eye), method="2000")


def contrast(one, other):
    return Color(one).contrast(other, method="wcag21")


def lightness(colour):
    return Color(colour).convert("lab-d65")["lightness"]


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize(("count", "least"), [(2, 30), (3, 20), (4, 14), (5, 12), (6, 9), (7, 7)])
def test_neighbouring_classes_differ_for_every_eye(count, least, eye):
    differences = [difference(a, b, eye) for a, b in pairwise(sequential(count))]
    assert min(differences) >= least, differences


@pytest.mark.parametrize("count", range(2, MAX_CLASSES + 1))
def test_classes_darken_in_clear_steps_of_grey(count):
    found = [lightness(colour) for colour in sequential(count)]
    assert all(a - b >= 48 / count for a, b in pairwise(found)), found


@pytest.mark.parametrize("eye", [*EYES, "grey"])
def test_no_class_is_taken_for_nul(eye):
    for scale in (sequential(5), diverging(3)):
        assert min(difference(colour, "#ffffff", eye) for colour in scale) >= 6


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize(("count", "least"), [(1, 35), (2, 15), (3, 15)])
def test_all_classes_of_differences_differ_for_every_eye(count, least, eye):
    differences = {pair: difference(*pair, eye) for pair in combinations(diverging(count), 2)}
    assert min(differences.values()) >= least, differences


@pytest.mark.parametrize("count", range(1, MAX_EACH_SIDE + 1))
def test_less_and_more_are_told_apart_in_grey_too(count):
    scale = diverging(count)
    differences = {pair: difference(*pair, "grey") for pair in combinations(scale, 2)}
    assert min(differences.values()) >= 7, differences
    less, more = scale[:count][::-1], scale[count:]
    for side in (less, more):
        assert [*map(lightness, side)] == sorted(map(lightness, side), reverse=True)
    # Of the same size, so that neither side looks the worse one.
    assert all(8 <= lightness(b) - lightness(a) <= 13 for a, b in zip(less, more, strict=True))


def test_no_colour_alarms():
    for colour in (*sequential(7), *diverging(3)[:3]):
        red, _green, blue = Color(colour).coords()
        assert red < blue
    for colour in diverging(3)[3:]:
        # Brown to yellow: red is from 330 over 0 to 40.
        assert 50 <= Color(colour).convert("oklch")["hue"] <= 90


@pytest.mark.parametrize("fill", FILLS)
def test_the_line_between_two_areas_of_one_class_is_seen(fill):
    assert contrast(line_on(fill), fill) >= 3


@pytest.mark.parametrize("scale", SCALES, ids=len)
def test_the_line_between_neighbouring_classes_is_seen_whichever_side_draws_it(scale):
    for one, other in pairwise(scale):
        for line in {line_on(one), line_on(other)}:
            assert max(contrast(line, one), contrast(line, other)) >= 3


def test_no_single_colour_of_line_would_do():
    # Why there is more than one: the calm one that is good on light drowns in the middle.
    assert contrast(BORDER, sequential(5)[0]) >= 3
    assert contrast(BORDER, sequential(5)[2]) < 1.5


@pytest.mark.parametrize("fill", FILLS)
def test_a_label_is_read_on_every_class(fill):
    assert contrast(INK, HALO) >= 7
    # The halo parts the letters from what is dark; on what is light they need none.
    assert contrast(INK, fill) >= 4.5 or contrast(HALO, fill) >= 3


def test_every_state_without_a_colour_of_its_own_has_another_pattern():
    patterns = [look.pattern for look in LOOKS.values() if look.pattern]
    assert sorted(patterns) == sorted(Pattern)
    hatches = [look.hatch for look in LOOKS.values()]
    assert hatches.count(None) == 3
    assert len(set(hatches)) == 5


@pytest.mark.parametrize("state", [state for state in StateLook if LOOKS[state].pattern])
def test_a_pattern_is_light_and_its_lines_are_seen_by_every_eye(state):
    look = LOOKS[state]
    assert lightness(look.fill) >= 90
    assert contrast(look.ink, look.fill) >= 3
    for eye in (*EYES, "grey"):
        assert difference(look.ink, look.fill, eye) >= 25
        # A class is plain, and not even as a colour like the ground of a pattern.
        assert min(difference(look.fill, c, eye) for c in (*sequential(5), *diverging(3))) >= 1.5


def test_patterns_are_defined_under_the_name_by_which_they_are_used():
    defined = re.findall(r'<pattern id="([^"]+)"', pattern_definitions())
    used = [fill_of(state) for state in StateLook]
    assert [f"url(#{name})" for name in defined] == [
        fill for fill in used if fill.startswith("url")
    ]
    assert "://" not in pattern_definitions()


@pytest.mark.parametrize("state", StateLook)
def test_a_swatch_is_a_whole_image_without_a_link(state):
    kind, _, data = swatch(state, "#123456" if state is StateLook.GEMETEN else None).partition(
        ";base64,"
    )
    assert kind == "data:image/svg+xml"
    image = ET.fromstring(base64.b64decode(data))  # noqa: S314 - our own
    assert image.tag.endswith("svg")
    assert (LOOKS[state].pattern is None) == (image.find(".//{*}pattern") is None)


@pytest.mark.parametrize("count", [-1, MAX_CLASSES + 1])
def test_more_classes_than_can_be_told_apart_are_refused(count):
    for palette in (sequential, diverging):
        with pytest.raises(ValueError, match="told apart"):
            palette(count)

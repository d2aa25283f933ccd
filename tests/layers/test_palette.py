"""The palette is measured: neighbouring classes differ for every kind of eye, and in grey."""

import base64
import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from layers.palette import (
    LOOKS,
    MAX_CLASSES,
    Pattern,
    StateLook,
    fill_of,
    pattern_definitions,
    sequential,
    swatch,
)

# Machado, Oliveira & Fernandes (2009), severity 1.0, on linear RGB.
EYES = {
    "all cones": np.eye(3),
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)


def linear(colour):
    rgb = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def lab(colour, eye="all cones"):
    seen = np.clip(np.asarray(EYES[eye]) @ linear(colour), 0, 1)
    ratio = XYZ @ seen / (XYZ @ np.ones(3))
    f = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def ciede2000(one, two):
    """Difference of two CIELAB colours (Sharma, Wu & Dalal 2005)."""
    (l1, a1, b1), (l2, a2, b2) = one, two
    mean = (np.hypot(a1, b1) + np.hypot(a2, b2)) / 2
    g = 0.5 * (1 - np.sqrt(mean**7 / (mean**7 + 25**7)))
    c1, c2 = np.hypot((1 + g) * a1, b1), np.hypot((1 + g) * a2, b2)
    h1 = np.degrees(np.arctan2(b1, (1 + g) * a1)) % 360
    h2 = np.degrees(np.arctan2(b2, (1 + g) * a2)) % 360
    turn = 0 if c1 * c2 == 0 else (h2 - h1 + 180) % 360 - 180
    dl, dc, dh = l2 - l1, c2 - c1, 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn / 2))
    lm, cm = (l1 + l2) / 2, (c1 + c2) / 2
    hm = h1 + h2 if c1 * c2 == 0 else (h1 + turn / 2) % 360
    t = (
        1
        - 0.17 * np.cos(np.radians(hm - 30))
        + 0.24 * np.cos(np.radians(2 * hm))
        + 0.32 * np.cos(np.radians(3 * hm + 6))
        - 0.20 * np.cos(np.radians(4 * hm - 63))
    )
    sl = 1 + 0.015 * (lm - 50) ** 2 / np.sqrt(20 + (lm - 50) ** 2)
    sc, sh = 1 + 0.045 * cm, 1 + 0.015 * cm * t
    rt = (
        -np.sin(np.radians(60 * np.exp(-(((hm - 275) / 25) ** 2))))
        * 2
        * np.sqrt(cm**7 / (cm**7 + 25**7))
    )
    return float(
        np.sqrt((dl / sl) ** 2 + (dc / sc) ** 2 + (dh / sh) ** 2 + rt * (dc / sc) * (dh / sh))
    )


def test_the_measure_itself_gives_the_published_values():
    # Sharma, Wu & Dalal (2005), table 1, pairs 1, 7 and 20.
    assert ciede2000((50, 2.6772, -79.7751), (50, 0, -82.7485)) == pytest.approx(2.0425, abs=1e-4)
    assert ciede2000((50, 0, 0), (50, -1, 2)) == pytest.approx(2.3669, abs=1e-4)
    assert ciede2000((50, 2.5, 0), (58, 24, 15)) == pytest.approx(19.4535, abs=1e-4)


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize(("count", "least"), [(2, 30), (3, 20), (4, 14), (5, 12), (6, 9), (7, 7)])
def test_neighbouring_classes_differ_for_every_eye(count, least, eye):
    differences = [ciede2000(lab(a, eye), lab(b, eye)) for a, b in pairwise(sequential(count))]
    assert min(differences) >= least, differences


@pytest.mark.parametrize("count", range(2, MAX_CLASSES + 1))
def test_classes_darken_in_clear_steps_of_grey(count):
    lightness = [lab(colour)[0] for colour in sequential(count)]
    assert all(a - b >= 48 / count for a, b in pairwise(lightness)), lightness


@pytest.mark.parametrize("eye", EYES)
def test_the_lightest_class_is_not_taken_for_zero(eye):
    assert ciede2000(lab(sequential(5)[0], eye), lab("#ffffff", eye)) >= 6


def test_no_class_is_red():
    for red, _green, blue in (linear(colour) for colour in sequential(7)):
        assert red < blue


def test_every_state_without_a_colour_of_its_own_has_another_pattern():
    patterns = [look.pattern for look in LOOKS.values() if look.pattern]
    assert sorted(patterns) == sorted(Pattern)
    hatches = [look.hatch for look in LOOKS.values()]
    assert hatches.count(None) == 2
    assert len(set(hatches)) == 4


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
    with pytest.raises(ValueError, match="told apart"):
        sequential(count)

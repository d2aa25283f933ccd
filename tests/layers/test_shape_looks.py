"""Kinds on one map are told apart by every eye and in grey; a pattern is no colour."""

from __future__ import annotations

from itertools import pairwise

import pytest
from coloraide import Color

from layers.palette import LOOKS, StateLook
from layers.shape_looks import SHAPES, SPOTS, ShapeKind, SpotKind, shape_definitions

GROUND = LOOKS[StateLook.KAAL].fill
EYES = {"all": "", "protanopia": "protan", "deuteranopia": "deutan", "tritanopia": "tritan"}
RINGS = [
    ShapeKind.ZICHT,
    ShapeKind.WAARNEMEN,
    ShapeKind.OBSERVEREN,
    ShapeKind.HERKENNEN,
    ShapeKind.IDENTIFICEREN,
]
ZONES = [ShapeKind.BUFFER, ShapeKind.CAMERABUURTEN, ShapeKind.CAMERAZONE]


def seen(kind, eye):
    """The fill over the bare map, as an eye sees it."""
    look = SHAPES[kind]
    over = Color(GROUND).mix(look.fill, look.opacity, space="srgb")
    return over.filter(EYES[eye], method="machado").clip() if EYES[eye] else over


def lightness(colour):
    return colour.convert("lab-d65")["lightness"]


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("kinds", [RINGS[1:], ZONES])
def test_what_is_more_is_darker_in_clear_steps(kinds, eye):
    steps = [lightness(seen(kind, eye)) for kind in kinds]
    assert all(a - b >= 10 for a, b in pairwise(steps)), steps


def test_kinds_with_a_pattern_have_each_their_own():
    patterns = [look.pattern for look in SHAPES.values() if look.pattern is not None]
    assert len(patterns) == len(set(patterns)) == 3
    drawn = shape_definitions()
    assert drawn.count("<pattern ") == 3
    # One sees the map between the lines.
    assert drawn.count('fill="none"/>') == 3


@pytest.mark.parametrize("kind", ShapeKind)
def test_every_line_is_seen_on_the_bare_map(kind):
    assert Color(SHAPES[kind].line).contrast(GROUND, method="wcag21") >= 3


@pytest.mark.parametrize("kind", SpotKind)
def test_every_symbol_is_seen_on_the_bare_map_and_has_its_words(kind):
    look = SPOTS[kind]
    edges = [part.line if part.line != "none" else part.fill for part in look.parts]
    strong = [*edges, *(part.fill for part in look.parts)]
    assert max(Color(one).contrast(GROUND, method="wcag21") for one in strong) >= 3
    assert look.words

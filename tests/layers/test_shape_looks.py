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
# Together on a map of prevention.
PREVENTION = [
    *(ShapeKind.VUURWERK, ShapeKind.ALCOHOL, ShapeKind.DRUGS, ShapeKind.GROEP),
    *(ShapeKind.GAT, ShapeKind.WAS, ShapeKind.RONDE, ShapeKind.STRAAL, ShapeKind.ONTWERP),
]
PLEKKEN = [SpotKind.STIL, SpotKind.ENG, SpotKind.BEIDE]
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


@pytest.mark.parametrize(
    ("together", "how_many"), [(PREVENTION, 4), ([k for k in ShapeKind if k not in PREVENTION], 3)]
)
def test_kinds_with_a_pattern_have_each_their_own_on_a_map(together, how_many):
    patterns = [SHAPES[kind].pattern for kind in together if SHAPES[kind].pattern is not None]
    assert len(patterns) == len(set(patterns)) == how_many


def test_one_sees_the_map_between_the_lines_of_a_pattern():
    drawn = shape_definitions()
    assert drawn.count("<pattern ") == drawn.count('fill="none"/>') == 7


def test_kinds_of_prevention_differ_by_more_than_hue():
    # What is left of each when all colour is gone.
    looks = [SHAPES[kind] for kind in PREVENTION]
    assert len({(look.pattern, look.dash, look.width, look.fill == "none") for look in looks}) == 9


@pytest.mark.parametrize("kind", PLEKKEN)
def test_a_number_is_read_in_the_symbol_of_a_plek(kind):
    (part,) = SPOTS[kind].parts
    assert Color(part.fill).contrast("white", method="wcag21") >= 7
    assert len({SPOTS[one].parts[0].path for one in PLEKKEN}) == 3


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

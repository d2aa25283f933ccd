"""How each kind of shape and spot looks, on the screen and on paper, and what it is called.

No two kinds differ by hue alone: each has a lightness, a pattern, a line or a form of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from layers.palette import INK, Pattern, tile

__all__ = [
    "SHAPES",
    "SPOTS",
    "Drawn",
    "ShapeKind",
    "ShapeLook",
    "SpotKind",
    "SpotLook",
    "shape_definitions",
]


class ShapeKind(StrEnum):
    """What an area on the map is, in the order in which they lie over each other."""

    OMGEVING = "omgeving"
    ZOEKGEBIED = "zoekgebied"
    GEBIED = "gebied"
    GEBOUW = "gebouw"
    CONTROLE = "controle"
    BUFFER = "buffer"
    CAMERABUURTEN = "camerabuurten"
    CAMERAZONE = "camerazone"
    ZICHT = "zicht"
    WAARNEMEN = "waarnemen"
    OBSERVEREN = "observeren"
    HERKENNEN = "herkennen"
    IDENTIFICEREN = "identificeren"
    GEVOELIG = "gevoelig"
    VERBODEN = "verboden"
    VUURWERK = "vuurwerk"
    ALCOHOL = "alcohol"
    DRUGS = "drugs"
    GROEP = "groep"
    GROEPSRAND = "groepsrand"
    GAT = "gat"
    WAS = "was"
    RONDE = "ronde"
    STRAAL = "straal"
    ONTWERP = "ontwerp"


class SpotKind(StrEnum):
    """What a place on the map is, in the order in which they lie over each other."""

    KANDIDAAT = "kandidaat"
    GULZIG = "gulzig"
    GEKOZEN = "gekozen"
    CAMERA = "camera"
    AVOND = "avond"
    STIL = "stil"
    ENG = "eng"
    BEIDE = "beide"
    PLEK = "plek"


@dataclass(frozen=True, slots=True)
class ShapeLook:
    """A fill that lets through, or a pattern, and a line around it.

    ``dash``: lengths of line and gap in pixels. ``words``: what the legend says. ``halo``: whether
    a white line lies below, so that it is seen on areas of every colour.
    """

    words: str
    line: str
    width: float
    fill: str = "none"
    opacity: float = 1.0
    dash: tuple[float, float] | None = None
    pattern: Pattern | None = None
    halo: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """One part of a symbol: a path in a square of 20 by 20, its fill and its line."""

    path: str
    fill: str
    line: str = "none"
    width: float = 0.0


@dataclass(frozen=True, slots=True)
class SpotLook:
    """A symbol of so many pixels, and what the legend says."""

    words: str
    size: int
    parts: tuple[Drawn, ...]


_EARTH, _SEA, _GOLD = "#7a4a0c", "#17587f", "#ffcc33"
_PLUM, _SLATE, _RUST = "#54397a", "#42555c", "#8a3b12"
_DISC = "M10 1a9 9 0 1 0 .01 0z"

SHAPES: dict[ShapeKind, ShapeLook] = {
    ShapeKind.OMGEVING: ShapeLook(
        "hier ligt het gebied; zijn grens is niet bekend", INK, 2.0, "#cfe3e6", 0.25, dash=(8, 5)
    ),
    ShapeKind.ZOEKGEBIED: ShapeLook("hier is een plek gezocht", _SEA, 2.5, dash=(14, 5)),
    ShapeKind.GEBIED: ShapeLook("aangewezen cameragebied", INK, 3.0, "#cfe3e6", 0.45),
    ShapeKind.GEBOUW: ShapeLook("gebouw", "#42555c", 0.6, "#a9b8bd", 0.9),
    ShapeKind.CONTROLE: ShapeLook(
        "controlegebied, om mee te vergelijken", _EARTH, 1.5, _EARTH, dash=(2, 4),
        pattern=Pattern.DOTS,
    ),
    ShapeKind.BUFFER: ShapeLook(
        "zone eromheen", _SEA, 1.5, "#77b6c1", 0.5, dash=(6, 4)
    ),
    ShapeKind.CAMERABUURTEN: ShapeLook(
        "hele buurten: ruimer dan het cameragebied", INK, 2.0, _SEA, 0.45
    ),
    ShapeKind.CAMERAZONE: ShapeLook("gebied met de camera", INK, 2.0, _SEA, 0.65),
    ShapeKind.ZICHT: ShapeLook("wat de camera ziet", INK, 1.0, _GOLD, 0.4),
    ShapeKind.WAARNEMEN: ShapeLook("iemand waarnemen", INK, 0.8, "#fdf0c0", 0.8),
    ShapeKind.OBSERVEREN: ShapeLook("zien wat iemand doet", INK, 0.8, "#f0c04f", 0.8),
    ShapeKind.HERKENNEN: ShapeLook("een bekende herkennen", INK, 0.8, "#b9741a", 0.8),
    ShapeKind.IDENTIFICEREN: ShapeLook("een onbekende identificeren", INK, 0.8, "#5f3306", 0.85),
    ShapeKind.GEVOELIG: ShapeLook(
        "gevoelige plek", _PLUM, 1.5, _PLUM, dash=(4, 3), pattern=Pattern.DIAGONAL
    ),
    ShapeKind.VERBODEN: ShapeLook(
        "hier geen camera", _SLATE, 1.5, _SLATE, pattern=Pattern.CROSS
    ),
    ShapeKind.VUURWERK: ShapeLook(
        "vuurwerkvrije zone", _RUST, 2.0, _RUST, dash=(2, 4), pattern=Pattern.DOTS, halo=True
    ),
    ShapeKind.ALCOHOL: ShapeLook(
        "gebied met een alcoholverbod", _PLUM, 2.0, _PLUM, pattern=Pattern.DIAGONAL, halo=True
    ),
    ShapeKind.DRUGS: ShapeLook(
        "gebied met een drugsverbod", _SLATE, 2.0, _SLATE, dash=(7, 4), pattern=Pattern.CROSS,
        halo=True,
    ),
    ShapeKind.GROEP: ShapeLook("WhatsApp-buurtpreventie", _SEA, 2.0, "#77b6c1", 0.4),
    # Over colours: what is within has the colour of what lies below.
    ShapeKind.GROEPSRAND: ShapeLook("grens van een groep", INK, 2.0, halo=True),
    ShapeKind.GAT: ShapeLook(
        "hier is geen groep getekend", INK, 1.5, INK, dash=(3, 4), pattern=Pattern.LINES
    ),
    ShapeKind.WAS: ShapeLook("gebied van een WAS-team", INK, 3.0, dash=(10, 5), halo=True),
    ShapeKind.RONDE: ShapeLook("ronde van een WAS-team", _EARTH, 2.5, "#e9b872", 0.6, halo=True),
    ShapeKind.STRAAL: ShapeLook("binnen deze afstand", INK, 2.0, dash=(14, 5)),
    ShapeKind.ONTWERP: ShapeLook(
        "nieuwe grens, nog niet bewaard", INK, 3.0, "#fdf0c0", 0.55, dash=(3, 5)
    ),
}  # fmt: skip

SPOTS: dict[SpotKind, SpotLook] = {
    SpotKind.KANDIDAAT: SpotLook(
        "plek om uit te kiezen", 7, (Drawn(_DISC, "#ffffff", "#42555c", 4.0),)
    ),
    SpotKind.GULZIG: SpotLook(
        "keuze van de simpele rekenwijze", 16,
        (Drawn("M10 1L19 10L10 19L1 10z", "#ffffff", _SEA, 2.5),),
    ),
    SpotKind.GEKOZEN: SpotLook("gekozen plek", 22, (Drawn(_DISC, INK, "#ffffff", 1.5),)),
    SpotKind.CAMERA: SpotLook(
        "camera", 20,
        (
            Drawn(_DISC, INK, "#ffffff", 1.5),
            Drawn(
                "M4.8 7.2h6.6a1 1 0 0 1 1 1v3.6a1 1 0 0 1-1 1H4.8a1 1 0 0 1-1-1V8.2a1 1 0 0 1 "
                "1-1zM13 9.2l3-1.7v5l-3-1.7z",
                _GOLD,
            ),
        ),
    ),
    SpotKind.AVOND: SpotLook(
        "veiligheidsavond", 24,
        (Drawn("M10 1L12.9 7.1L19.5 7.8L14.6 12.3L16 19L10 15.6L4 19L5.4 12.3L.5 7.8L7.1 7.1z",
               _GOLD, INK, 1.6),),
    ),
    # Dark within, for a number; each of another form.
    SpotKind.STIL: SpotLook("stille plek", 24, (Drawn(_DISC, INK, _GOLD, 1.8),)),
    SpotKind.ENG: SpotLook("enge plek", 24, (Drawn("M2 2H18V18H2z", INK, _GOLD, 1.8),)),
    SpotKind.BEIDE: SpotLook(
        "stille en enge plek", 28, (Drawn("M10 .8L19.2 10L10 19.2L.8 10z", INK, _GOLD, 1.8),)
    ),
    SpotKind.PLEK: SpotLook("gekozen punt", 18, (Drawn(_DISC, _GOLD, INK, 3.5),)),
}  # fmt: skip


def shape_definitions() -> str:
    """Give the patterns of shapes, to be named as ``url(#ivb-vlak-…)``; between lines you see."""
    return "".join(
        tile(f"ivb-vlak-{kind}", look.pattern, look.fill)
        for kind, look in SHAPES.items()
        if look.pattern is not None
    )

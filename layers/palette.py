"""How the map looks: calm palettes and the looks of what is not a plain measurement.

Classes run from light to dark blue-teal; differences from blue-teal (less) over light to warm
brown (more). Both hold in grey and for every kind of colour blindness; a test measures it. What is
no measurement has a pattern, never only a colour.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from enum import StrEnum

__all__ = [
    "BORDER",
    "HATCHES",
    "INK",
    "LOOKS",
    "MAX_CLASSES",
    "MAX_EACH_SIDE",
    "Look",
    "Pattern",
    "StateLook",
    "diverging",
    "fill_of",
    "line_on",
    "pattern_definitions",
    "sequential",
    "swatch",
    "tile",
]

BORDER = "#63777f"
INK = "#17292f"
MAX_CLASSES = 7
MAX_EACH_SIDE = 3

# Anchors of even steps in lightness, light to dark.
_ANCHORS = (
    (0xC2, 0xE3, 0xDF),
    (0x77, 0xB6, 0xC1),
    (0x3B, 0x88, 0xA6),
    (0x17, 0x58, 0x7F),
    (0x08, 0x24, 0x42),
)
# Light to dark. No two of all six are as light as each other, so that less can be told from more
# in grey too; of a difference of the same size, less is a little darker.
_LESS = ("#8ccdd0", "#2191ae", "#005380")
_MORE = ("#f5ddb5", "#d39548", "#a05619")
# Each side, by how many classes it has.
_STEPS: dict[int, tuple[int, ...]] = {0: (), 1: (1,), 2: (0, 2), 3: (0, 1, 2)}
_HALO = "#ffffff"
_SEEN = 3.0  # WCAG 2.2, 1.4.11: the contrast of what has to be seen


class StateLook(StrEnum):
    """What is known of an area on this map, and so how it is drawn.

    The first four are the states of a figure. ``TE_WEINIG``: the value is known, but its base is
    too small to compare it with others. ``TOEVAL``: the difference is known, but it may well be
    chance. ``KAAL``: the map says nothing of the area, it is only there to know where one is.
    """

    NUL = "nul"
    GEMETEN = "gemeten"
    AFGESCHERMD = "afgeschermd"
    NIET_GEMETEN = "niet_gemeten"
    TE_WEINIG = "te_weinig"
    TOEVAL = "toeval"
    KAAL = "kaal"


class Pattern(StrEnum):
    """A pattern that tells a state apart without colour."""

    DIAGONAL = "diagonaal"
    DOTS = "stippen"
    CROSS = "kruis"
    LINES = "lijnen"


@dataclass(frozen=True, slots=True)
class Look:
    """Fill, pattern (none: plain), colour of the pattern, and what the legend says."""

    fill: str
    text: str
    pattern: Pattern | None = None
    ink: str = BORDER

    @property
    def hatch(self) -> str | None:
        """The same pattern in matplotlib's words."""
        return None if self.pattern is None else HATCHES[self.pattern]


HATCHES = {
    Pattern.DIAGONAL: "////",
    Pattern.DOTS: "...",
    Pattern.CROSS: "xxxx",
    Pattern.LINES: "----",
}


LOOKS: dict[StateLook, Look] = {
    StateLook.NUL: Look("#ffffff", "nul: niets geregistreerd"),
    StateLook.GEMETEN: Look("#3b88a6", "gemeten"),
    StateLook.AFGESCHERMD: Look(
        "#f6efe2", "afgeschermd: bekend, maar niet getoond", Pattern.DIAGONAL, "#8c7748"
    ),
    StateLook.NIET_GEMETEN: Look(
        "#e6e9eb", "niet gemeten: hierover is niets bekend", Pattern.DOTS, "#6f7d84"
    ),
    StateLook.TE_WEINIG: Look("#f4f5f6", "te weinig om te vergelijken", Pattern.CROSS, "#838f95"),
    StateLook.TOEVAL: Look("#f3f6f1", "verschil kan toeval zijn", Pattern.LINES, "#7f8f86"),
    StateLook.KAAL: Look("#f4f7f7", "alleen de grens"),
}

# One tile of each pattern, in pixels: its size and what is drawn in it.
_TILES = {
    Pattern.DIAGONAL: (7, '<path d="M-1 8L8 -1M-1 1L1 -1M6 8L8 6" stroke-width="1.5"/>'),
    Pattern.DOTS: (6, '<circle cx="3" cy="3" r="1" stroke="none" fill="{ink}"/>'),
    Pattern.CROSS: (7, '<path d="M0 0L7 7M0 7L7 0" stroke-width=".8"/>'),
    Pattern.LINES: (6, '<path d="M0 3H6" stroke-width="1"/>'),
}


def sequential(count: int) -> tuple[str, ...]:
    """Give the colours of so many classes, light to dark, as ``#rrggbb``.

    Raises
    ------
    ValueError
        If more classes are asked than can be told apart.

    Examples
    --------
    >>> sequential(2)
    ('#c2e3df', '#082442')
    """
    if not 0 <= count <= MAX_CLASSES:
        raise ValueError(f"{count} classes: 0 to {MAX_CLASSES} can be told apart")
    return tuple(_colour(0.5 if count == 1 else step / (count - 1)) for step in range(count))


def diverging(each_side: int) -> tuple[str, ...]:
    """Give the colours of so many classes below 0 and as many above it, as ``#rrggbb``.

    In order: from far below, dark, over what is light to far above.

    Raises
    ------
    ValueError
        If more classes are asked than can be told apart.

    Examples
    --------
    >>> diverging(2)
    ('#005380', '#8ccdd0', '#f5ddb5', '#a05619')
    """
    if each_side not in _STEPS:
        raise ValueError(f"{each_side} classes each side: 0 to {MAX_EACH_SIDE} can be told apart")
    steps = _STEPS[each_side]
    return (*(_LESS[step] for step in reversed(steps)), *(_MORE[step] for step in steps))


def line_on(fill: str) -> str:
    """Give the colour of a line that is seen on a fill: a class's ``#rrggbb`` or a pattern.

    No single colour has enough contrast with every class: it is the calm one where that has, else
    dark on what is light and white on what is dark.
    """
    if not fill.startswith("#"):
        return BORDER  # every pattern is light
    here = _luminance(fill)
    return next(
        (line for line in (BORDER, INK) if _contrast(_luminance(line), here) >= _SEEN), _HALO
    )


def pattern_definitions(more: str = "") -> str:
    """Give an invisible SVG with a ``<pattern>`` per state, to be named as ``url(#ivb-…)``.

    ``more``: other patterns to put beside them (:func:`tile`).
    """
    patterns = more + "".join(
        _pattern(state, look) for state, look in LOOKS.items() if look.pattern is not None
    )
    # Not display:none, in which a pattern would not be drawn.
    return (
        '<svg width="0" height="0" aria-hidden="true" focusable="false" '
        f'style="position:absolute"><defs>{patterns}</defs></svg>'
    )


def fill_of(state: StateLook) -> str:
    """Give the value of an SVG ``fill`` for a state, a colour or one of the patterns."""
    return LOOKS[state].fill if LOOKS[state].pattern is None else f"url(#{_pattern_id(state)})"


def swatch(state: StateLook, colour: str | None = None) -> str:
    """Give a swatch of the legend as the address of an SVG image, data and all (``data:``).

    An image, because a page's sanitiser drops inline SVG and a printer drops backgrounds.
    """
    look = LOOKS[state]
    fill = colour or fill_of(state)
    definition = "" if look.pattern is None else f"<defs>{_pattern(state, look)}</defs>"
    image = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="18">'
        f'{definition}<rect x=".5" y=".5" width="29" height="17" rx="2" '
        f'fill="{fill}" stroke="{BORDER}"/></svg>'
    )
    return "data:image/svg+xml;base64," + base64.b64encode(image.encode()).decode()


def _luminance(colour: str) -> float:
    """Give the relative luminance of WCAG 2.2, 0 to 1."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]  # noqa: PLR2004 - sRGB
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _contrast(one: float, other: float) -> float:
    """Give the contrast ratio of WCAG 2.2 of two luminances, 1 to 21."""
    dark, light = sorted((one, other))
    return (light + 0.05) / (dark + 0.05)


def _pattern_id(state: StateLook) -> str:
    return f"ivb-{state.replace('_', '-')}"


def tile(name: str, pattern: Pattern, ink: str, ground: str = "none") -> str:
    """Give a pattern as SVG of that name; without ground one sees through it between its lines."""
    size, drawing = _TILES[pattern]
    return (
        f'<pattern id="{name}" width="{size}" height="{size}" '
        f'patternUnits="userSpaceOnUse"><rect width="{size}" height="{size}" fill="{ground}"/>'
        f'<g stroke="{ink}" fill="none">{drawing.replace("{ink}", ink)}</g></pattern>'
    )


def _pattern(state: StateLook, look: Look) -> str:
    assert look.pattern is not None  # noqa: S101 - for the type checker
    return tile(_pattern_id(state), look.pattern, look.ink, look.fill)


def _colour(position: float) -> str:
    """Mix the two anchors around a position, 0 (light) to 1 (dark)."""
    place = position * (len(_ANCHORS) - 1)
    left = min(int(place), len(_ANCHORS) - 2)
    share = place - left
    pairs = zip(_ANCHORS[left], _ANCHORS[left + 1], strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)

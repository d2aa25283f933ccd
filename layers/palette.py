"""How the map looks: a calm sequential palette and the looks of what is not a plain measurement.

The palette runs from light to dark blue-teal, so that it holds in grey and for every kind of
colour blindness; a test measures it. What is no measurement has a pattern, never only a colour.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from enum import StrEnum

__all__ = [
    "BORDER",
    "INK",
    "LOOKS",
    "MAX_CLASSES",
    "Look",
    "Pattern",
    "StateLook",
    "fill_of",
    "pattern_definitions",
    "sequential",
    "swatch",
]

BORDER = "#63777f"
INK = "#17292f"
MAX_CLASSES = 7

# Anchors of even steps in lightness, light to dark.
_ANCHORS = (
    (0xC2, 0xE3, 0xDF),
    (0x77, 0xB6, 0xC1),
    (0x3B, 0x88, 0xA6),
    (0x17, 0x58, 0x7F),
    (0x08, 0x24, 0x42),
)


class StateLook(StrEnum):
    """What is known of an area on this map, and so how it is drawn.

    The first four are the states of a figure. ``TE_WEINIG``: the value is known, but its base is
    too small to compare it with others.
    """

    NUL = "nul"
    GEMETEN = "gemeten"
    AFGESCHERMD = "afgeschermd"
    NIET_GEMETEN = "niet_gemeten"
    TE_WEINIG = "te_weinig"


class Pattern(StrEnum):
    """A pattern that tells a state apart without colour."""

    DIAGONAL = "diagonaal"
    DOTS = "stippen"
    CROSS = "kruis"


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
        return {None: None, Pattern.DIAGONAL: "////", Pattern.DOTS: "...", Pattern.CROSS: "xxxx"}[
            self.pattern
        ]


LOOKS: dict[StateLook, Look] = {
    StateLook.NUL: Look("#ffffff", "nul: niets geregistreerd"),
    StateLook.GEMETEN: Look("#3b88a6", "gemeten"),
    StateLook.AFGESCHERMD: Look(
        "#f6efe2", "afgeschermd: bekend, maar niet getoond", Pattern.DIAGONAL, "#8c7748"
    ),
    StateLook.NIET_GEMETEN: Look(
        "#e6e9eb", "niet gemeten: hierover is niets bekend", Pattern.DOTS, "#6f7d84"
    ),
    StateLook.TE_WEINIG: Look("#f4f5f6", "te weinig om te vergelijken", Pattern.CROSS, "#a3aeb4"),
}

# One tile of each pattern, in pixels: its size and what is drawn in it.
_TILES = {
    Pattern.DIAGONAL: (7, '<path d="M-1 8L8 -1M-1 1L1 -1M6 8L8 6" stroke-width="1.5"/>'),
    Pattern.DOTS: (6, '<circle cx="3" cy="3" r="1" stroke="none" fill="{ink}"/>'),
    Pattern.CROSS: (6, '<path d="M0 0L6 6M0 6L6 0" stroke-width="1"/>'),
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


def pattern_definitions() -> str:
    """Give an invisible SVG with a ``<pattern>`` per state, to be named as ``url(#ivb-…)``."""
    patterns = "".join(
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


def _pattern_id(state: StateLook) -> str:
    return f"ivb-{state.replace('_', '-')}"


def _pattern(state: StateLook, look: Look) -> str:
    assert look.pattern is not None  # noqa: S101 - for the type checker
    size, drawing = _TILES[look.pattern]
    return (
        f'<pattern id="{_pattern_id(state)}" width="{size}" height="{size}" '
        f'patternUnits="userSpaceOnUse"><rect width="{size}" height="{size}" fill="{look.fill}"/>'
        f'<g stroke="{look.ink}" fill="none">{drawing.replace("{ink}", look.ink)}</g></pattern>'
    )


def _colour(position: float) -> str:
    """Mix the two anchors around a position, 0 (light) to 1 (dark)."""
    place = position * (len(_ANCHORS) - 1)
    left = min(int(place), len(_ANCHORS) - 2)
    share = place - left
    pairs = zip(_ANCHORS[left], _ANCHORS[left + 1], strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)

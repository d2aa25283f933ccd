"""Text on paper: what the font can draw, how wide it is, and where its lines end."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.textpath import text_to_path

__all__ = ["POINT", "fitted", "printable", "width", "wrapped"]

POINT = 25.4 / 72  # millimetres
_MEASURED_AT = 10.0  # points: sizes are multiples of it
_JOINERS = "\u200c\u200d"  # needed to write Persian and the like
_LACKING = "\ufffd"
# A line may end after a space, a dash or a slash.
_PIECES = re.compile(r"[^\s/–-]*[\s/–-]*")


@lru_cache(maxsize=16384)
def printable(text: str) -> str:
    """Give text as the font can draw it, in one line.

    Arabic and Hebrew are shaped and ordered by matplotlib itself. Signs that only steer (control
    characters, overrides of the direction) are left out: with them a name could pose as another.
    What the font lacks becomes ``�``.
    """
    spaced = "".join(
        " " if char.isspace() else char
        for char in unicodedata.normalize("NFC", text)
        if char.isspace()
        or char in _JOINERS
        or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
    )
    known = _drawable()
    drawn = "".join(char if ord(char) in known or char in _JOINERS else _LACKING for char in spaced)
    return re.sub(" +", " ", drawn).strip()


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Give the width of one line in millimetres, at a size in points."""
    return _measured(text, bold=bold) * size


def wrapped(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """Break text into lines of at most ``room`` millimetres; a longer word is broken too."""
    lines: list[str] = []
    line = ""
    for piece in _pieces(printable(text), size, room, bold=bold):
        if line and width((line + piece).rstrip(), size, bold=bold) > room:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return [*lines, line.rstrip()] if line.rstrip() or not lines else lines


def fitted(
    text: str,
    sizes: tuple[float, ...],
    room: float,
    *,
    lines: int = 1,
    bold: bool = False,
) -> tuple[float, list[str]]:
    """Give the first of the sizes at which text fits in so many lines, and its lines.

    At the last size what does not fit is cut off with ``…``.
    """
    for size in sizes:
        rows = wrapped(text, size, room, bold=bold)
        if len(rows) <= lines:
            return size, rows
    kept = rows[:lines]
    while kept[-1] and width(kept[-1] + "…", size, bold=bold) > room:
        kept[-1] = kept[-1][:-1].rstrip()
    kept[-1] += "…"
    return size, kept


def _pieces(text: str, size: float, room: float, *, bold: bool) -> list[str]:
    pieces = []
    for piece in _PIECES.findall(text):
        rest = piece
        while width(rest.rstrip(), size, bold=bold) > room and len(rest) > 1:
            end = max(1, int(len(rest) * room / width(rest, size, bold=bold)))
            while end > 1 and width(rest[:end], size, bold=bold) > room:
                end -= 1
            pieces.append(rest[:end])
            rest = rest[end:]
        pieces.append(rest)
    return pieces


@lru_cache(maxsize=16384)
def _measured(text: str, *, bold: bool) -> float:
    """Give the width in millimetres at one point."""
    font = _font(bold=bold)
    measured: float = text_to_path.get_text_width_height_descent(text, font, ismath=False)[0]
    return measured / _MEASURED_AT * POINT


@cache
def _font(*, bold: bool) -> FontProperties:
    return FontProperties(weight="bold" if bold else "normal", size=_MEASURED_AT)


@cache
def _drawable() -> frozenset[int]:
    """Give the characters that both weights have."""
    plain, bold = (
        get_font(findfont(_font(bold=bold))).get_charmap().keys() for bold in (False, True)
    )
    return frozenset(plain) & frozenset(bold)

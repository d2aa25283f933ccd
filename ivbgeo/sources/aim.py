"""Where a camera looks: its direction, how wide, how far, from how high and how finely."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ivbgeo.sources.fault import ValueRefusedError
from ivbgeo.sources.number import read_number
from ivbgeo.sources.text import plain

if TYPE_CHECKING:
    from ivbgeo.sources.table import Cell

__all__ = [
    "read_angle",
    "read_direction",
    "read_height",
    "read_lens",
    "read_pixels",
    "read_reach",
]

_ROUND = 360.0
_WIDEST = 179.0
_HIGHEST = 100
_MOST_PIXELS = 100_000
_FARTHEST = 2_000  # metres; who means more has mixed up columns or units
_SCREENS = {"hd": 1280, "720p": 1280, "fullhd": 1920, "fhd": 1920, "1080p": 1920, "uhd": 3840}
_ACROSS = re.compile(r"\s*p?[x×]")  # 1920x1080, 1920 px
_WINDS = (
    ("n", "noord", "noorden", "north"),
    ("no", "ne", "noordoost", "noordoosten", "northeast"),
    ("o", "e", "oost", "oosten", "east"),
    ("zo", "se", "zuidoost", "zuidoosten", "southeast"),
    ("z", "s", "zuid", "zuiden", "south"),
    ("zw", "sw", "zuidwest", "zuidwesten", "southwest"),
    ("w", "west", "westen"),
    ("nw", "noordwest", "noordwesten", "northwest"),
)
_DIRECTIONS = {word: 45.0 * i for i, words in enumerate(_WINDS) for word in words}


def read_direction(cell: Cell, _line: int = 0) -> float:
    """Read a direction: degrees from north, clockwise, or a wind as a word; from 0 to under 360.

    Raises
    ------
    ValueRefusedError
        If it is neither, or not from 0 to 360.
    """
    if isinstance(cell, str) and plain(cell) in _DIRECTIONS:
        return _DIRECTIONS[plain(cell)]
    value = _number(cell, "°")
    if value is None or not 0 <= value <= _ROUND:
        raise ValueRefusedError("camera.direction", cell)
    return value % _ROUND


def read_angle(cell: Cell, _line: int = 0) -> float:
    """Read how wide a camera looks, in degrees: more than 0, at most 360.

    Raises
    ------
    ValueRefusedError
        If it is no such number.
    """
    value = _number(cell, "°")
    if value is None or not 0 < value <= _ROUND:
        raise ValueRefusedError("camera.angle", cell)
    return value


def read_reach(cell: Cell, _line: int = 0) -> float:
    """Read how far a camera looks, in metres: more than 0, at most 2,000.

    Raises
    ------
    ValueRefusedError
        If it is no such number.
    """
    value = _number(cell, "m")
    if value is None or not 0 < value <= _FARTHEST:
        raise ValueRefusedError("camera.reach", cell, most=_FARTHEST)
    return value


def read_height(cell: Cell, _line: int = 0) -> float:
    """Read how high a camera hangs, in metres: more than 0, at most 100.

    Raises
    ------
    ValueRefusedError
        If it is no such number.
    """
    value = _number(cell, "m")
    if value is None or not 0 < value <= _HIGHEST:
        raise ValueRefusedError("camera.height", cell, most=_HIGHEST)
    return value


def read_pixels(cell: Cell, _line: int = 0) -> float:
    """Read how many pixels lie across a picture: 1920, 1920x1080 or Full HD.

    Raises
    ------
    ValueRefusedError
        If it is no such number.
    """
    if isinstance(cell, str) and plain(cell) in _SCREENS:
        return float(_SCREENS[plain(cell)])
    width = _ACROSS.split(cell.lower())[0] if isinstance(cell, str) else cell
    value = _number(width, "")
    if value is None or not 0 < value <= _MOST_PIXELS:
        raise ValueRefusedError("camera.pixels", cell)
    return value


def read_lens(cell: Cell, _line: int = 0) -> float:
    """Read the angle that one picture spans, in degrees: more than 0, at most 179.

    Raises
    ------
    ValueRefusedError
        If it is no such number.
    """
    value = _number(cell, "°")
    if value is None or not 0 < value <= _WIDEST:
        raise ValueRefusedError("camera.lens", cell)
    return value


def _number(cell: Cell, unit: str) -> float | None:
    try:
        return read_number(cell.strip().removesuffix(unit) if isinstance(cell, str) else cell)
    except ValueRefusedError:
        return None

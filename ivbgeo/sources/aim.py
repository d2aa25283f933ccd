"""Where a camera looks: its direction, how wide, and how far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.sources.fault import ValueRefusedError
from ivbgeo.sources.number import read_number
from ivbgeo.sources.text import plain

if TYPE_CHECKING:
    from ivbgeo.sources.table import Cell

__all__ = ["read_angle", "read_direction", "read_reach"]

_ROUND = 360.0
_FARTHEST = 2_000  # metres; who means more has mixed up columns or units
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


def _number(cell: Cell, unit: str) -> float | None:
    try:
        return read_number(cell.strip().removesuffix(unit) if isinstance(cell, str) else cell)
    except ValueRefusedError:
        return None

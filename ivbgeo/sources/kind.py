"""Kinds of data, and what a kind is made of: its fields, their synonyms, and its row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from ivbgeo.sources.fault import ValueRefusedError
from ivbgeo.sources.table import Cell

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ivbgeo.sources.rowset import RowSet

__all__ = ["Field", "Kind", "Reader", "Refuse", "Row", "Schema", "Settings"]


class Kind(StrEnum):
    """What a file holds, as it is called on the command line."""

    INCIDENTS = "incidents"
    CASES = "cases"
    CAMERAS = "cameras"
    POPULATION = "population"
    INDICATORS = "indicators"
    AREAS = "areas"
    CAMERA_AREAS = "camera-areas"
    PREVENTION = "prevention"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the readers of values need to know of the world: the day, and the categories."""

    today: date
    categories: Mapping[str, str]


Reader = Callable[[Cell, int], object]
"""Turns a cell, on the line it stands, into a value; raises ``ValueRefusedError``.

The same text has the same value on every line. A reader that has a method ``column``, as that of
``DateReader`` is, reads whole columns by itself.
"""

Refuse = Callable[[int, ValueRefusedError], None]
"""Takes what is the matter with the cell at a position of a column."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a row.

    ``synonyms`` are names that columns have in practice, written in any way (case, accents, space
    and punctuation don't count); the first is the one to suggest. ``reader`` makes the reader of
    one column of one file.
    """

    name: str
    synonyms: tuple[str, ...]
    reader: Callable[[Settings], Reader]
    required: bool = False


class Row(Protocol):
    """What every kind of row has: the line it stood on, and a place, as a point or an area."""

    @property
    def line(self) -> int:
        """Line of the file, as a user counts."""

    @property
    def x(self) -> float | None:
        """Metres in EPSG:28992, or None."""

    @property
    def y(self) -> float | None:
        """Metres in EPSG:28992, or None."""

    @property
    def area_code(self) -> str | None:
        """Code of an area of the division of ``division_year``."""

    @property
    def division_year(self) -> int | None:
        """Year of the division that ``area_code`` is of."""

    @property
    def area_name(self) -> str | None:
        """Name that the file gives to the area."""


@dataclass(frozen=True, slots=True)
class Schema:
    """A kind: its fields beside the place, and what makes a row of them.

    ``row`` is called with ``line``, the fields, ``x``, ``y``, ``area_code``, ``division_year`` and
    ``area_name``; it raises ``ValueRefusedError`` where they contradict each other. ``doubtful``
    tells of n rows at once in which that may be so, as an array of bool of shape (n,): only of
    those a row is made to see. Without it, all are.
    """

    kind: Kind
    fields: tuple[Field, ...]
    row: Callable[..., Row]
    doubtful: Callable[[RowSet], NDArray[np.bool_]] | None = None

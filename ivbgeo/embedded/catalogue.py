"""The catalogue of ``data/``: ``datapackage.json``, where each file comes from, and its check."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from ivbgeo.figure import Provenance

__all__ = ["Problem", "read_catalogue", "verify"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is not right in ``data/``: which file, which rule, in a Dutch sentence."""

    file: str
    rule: str
    sentence: str


def read_catalogue(data_dir: Path) -> dict[str, Provenance]:
    """Give the provenance of each file of ``data/`` by its name without extension."""
    raise NotImplementedError


def verify(data_dir: Path) -> list[Problem]:
    """Check that every file is there, unchanged, and has the rows that were written."""
    raise NotImplementedError

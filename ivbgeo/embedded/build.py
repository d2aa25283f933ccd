"""Build ``data/`` out of the source files and the tables that were typed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["build_data"]


def build_data(source_dir: Path, out: Path) -> None:
    """Build ``data/``; the same bytes every time."""
    raise NotImplementedError

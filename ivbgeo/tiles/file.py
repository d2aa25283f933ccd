"""What tile files of either form share: which picture format, and what changed."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Never

from ivbgeo.dutch import trouble
from ivbgeo.errors import SettingsError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["mark_of", "refuse", "unreadable"]


def mark_of(path: Path) -> str:
    """Give letters and digits that change when the file does."""
    stat = path.stat()
    told = f"{path.resolve()} {stat.st_size} {stat.st_mtime_ns}"
    return hashlib.sha256(told.encode()).hexdigest()[:8]


def unreadable(path: Path, error: OSError) -> Never:
    """Say that the file can't be opened.

    Raises
    ------
    SettingsError
        Always.
    """
    raise SettingsError("background.unreadable", file=path, why=trouble(error)) from None


def refuse(path: Path, *, vector: bool = False) -> Never:
    """Say that the file has no pictures to show.

    Raises
    ------
    SettingsError
        Always.
    """
    raise SettingsError("background.vector" if vector else "background.not_tiles", file=path)

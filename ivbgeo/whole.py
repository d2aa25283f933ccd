"""Files and folders that are there whole or not at all."""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ivbgeo.dutch import trouble
from ivbgeo.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["whole", "working_folder", "write_whole"]


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Give a path to write to, beside ``path``; what is there comes in its place at the end.

    If anything goes wrong, an interruption too, nothing of it is left, and what was there stays. A
    file takes the place of a file; a folder only takes a place that is free.

    Raises
    ------
    UsageError
        If it can't be written there.
    """
    path = path.resolve()
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        yield beside
        for file in [*beside.rglob("*"), beside, path.parent]:
            _flush(file)
        if beside.is_dir() and path.exists():
            raise UsageError("points.folder_there", file=path)
        beside.replace(path)
    except OSError as error:
        raise UsageError("export.write", file=path, why=trouble(error)) from None
    finally:
        if beside.is_dir():
            shutil.rmtree(beside, ignore_errors=True)
        elif beside.exists():
            beside.unlink()


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that is there whole or not at all.

    Raises
    ------
    UsageError
        If it can't be written there.
    """
    with whole(path) as beside:
        beside.write_bytes(content)


@contextmanager
def working_folder(out: Path) -> Iterator[Path]:
    """Give a folder beside ``out`` for what workers need and write; nothing of it stays.

    Raises
    ------
    UsageError
        If it can't be made there.
    """
    out = out.resolve()
    try:
        folder = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    except OSError as error:
        raise UsageError("export.write", file=out, why=trouble(error)) from None
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _flush(path: Path) -> None:
    """Have the disk hold what was written, so that a power cut leaves no half file."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

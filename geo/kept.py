"""An index kept in a file: written whole, mapped into memory, never trusted to be whole."""

from __future__ import annotations

import json
import mmap
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.edges import EDGE
from geo.index import Index

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["FORM", "load", "save"]

FORM = 1
"""Raised whenever the arrays, or what is in them, change in meaning."""

_MAGIC = b"ivbgeo index\n"
_ALIGNED = 64
_KINDS: dict[str, tuple[Any, int]] = {
    "frame": ("<f8", 1),
    "blocks": ("<i4", 2),
    "cells": ("<i4", 2),
    "entries": ("<i4", 2),
    "near": ("<i4", 1),
    "edges": (EDGE, 1),
}


def save(index: Index, file: Path) -> bool:
    """Keep an index in a file; several processes may do so at once.

    Returns
    -------
    bool
        Whether it is kept: a full or unwritable disk only costs the time of building it again.
    """
    shapes = {name: list(array.shape) for name, array in index.arrays.items()}
    head = {"form": FORM, "decides": index.decides, "shapes": shapes}
    temporary: str | None = None
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        # Written beside it and renamed: a reader meets a whole file or none.
        handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}-")
        with os.fdopen(handle, "wb") as out:
            out.write(_MAGIC + json.dumps(head).encode() + b"\n")
            for array in index.arrays.values():
                out.write(bytes(-out.tell() % _ALIGNED))
                out.write(array.data)
            out.flush()
            os.fsync(out.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(file)
    except OSError:
        return False
    finally:
        # An interruption too leaves nothing of it.
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
    return True


def load(file: Path) -> Index | None:
    """Map a kept index into memory.

    Returns
    -------
    Index or None
        None if there is no such file, or it is cut off, of another form, or something else.
    """
    try:
        with file.open("rb") as source:
            mapped = mmap.mmap(source.fileno(), 0, access=mmap.ACCESS_READ)
        return _read(mapped)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _read(mapped: mmap.mmap) -> Index:
    if mapped[: len(_MAGIC)] != _MAGIC:
        raise ValueError("no index")
    end = mapped.find(b"\n", len(_MAGIC)) + 1
    head = json.loads(mapped[len(_MAGIC) : end])
    if head["form"] != FORM:
        raise ValueError("another form")
    at, arrays = end, {}
    for name, (kind, dimensions) in _KINDS.items():
        shape = tuple(int(n) for n in head["shapes"][name])
        if len(shape) != dimensions:
            raise ValueError("another form")
        at += -at % _ALIGNED
        arrays[name] = _array(mapped, np.dtype(kind), shape, at)
        at += arrays[name].nbytes
    if at != len(mapped):
        raise ValueError("cut off, or more than an index")
    return Index(**arrays, decides=bool(head["decides"]))


def _array(mapped: mmap.mmap, kind: np.dtype[Any], shape: tuple[int, ...], at: int) -> NDArray[Any]:
    """Give an array in mapped memory; refuses (ValueError) what lies beyond its end."""
    return np.frombuffer(mapped, kind, int(np.prod(shape)), at).reshape(shape)

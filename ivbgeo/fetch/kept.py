"""Pieces of an answer kept on disk, so that a fetch goes on where it stopped.

A piece has a slot, which says what it is (service, table, region, code, year), and an edition,
which says of when it is (when the table was changed last, or that its figures are definitive). Of
a slot only one edition is needed.
"""

from __future__ import annotations

import gzip
import json
import os
import time
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from ivbgeo.dutch import trouble
from ivbgeo.errors import UsageError
from ivbgeo.whole import write_whole

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Kept"]

_SUFFIX = ".piece"
_HASH = 32  # bytes of a sha256
_DAY = 24 * 3600
# A piece that nobody asked for in so long is of a gemeente or a table that is fetched no more.
_LONGEST = 400 * _DAY
# What was being written then is being written no more.
_HALF = 3600


class Kept:
    """Keeps pieces in a folder, each in a file of its own that is there whole or not at all.

    Parameters
    ----------
    folder
        Made when the first piece comes; nothing else belongs in it.
    anew
        Give nothing that was there before: what is asked is fetched again, and kept.
    """

    def __init__(self, folder: Path, *, anew: bool = False) -> None:
        self._folder = folder
        self._anew = anew
        self._asked: dict[str, str] = {}
        self._put: set[str] = set()

    def get(self, slot: tuple[str, ...], edition: str) -> Any | None:
        """Give a piece as it was put; None if it is not there in this edition, or is damaged."""
        packed = self._packed(slot, edition)
        return None if packed is None else json.loads(gzip.decompress(packed))

    def has(self, slot: tuple[str, ...], edition: str) -> bool:
        """Whether ``get`` would give a piece."""
        return self._packed(slot, edition) is not None

    def put(self, slot: tuple[str, ...], edition: str, value: object) -> None:
        """Keep a piece: anything that JSON can hold.

        Raises
        ------
        UsageError
            If it can't be written there.
        """
        path = self._path(slot, edition)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError("export.write", file=self._folder, why=trouble(error)) from None
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        packed = gzip.compress(text.encode(), compresslevel=5, mtime=0)
        write_whole(path, sha256(packed).digest() + packed)
        self._put.add(path.name)

    def clean(self) -> None:
        """Take away other editions of what was asked, and what is very old or half."""
        now = time.time()
        for path in self._folder.glob("*") if self._folder.is_dir() else ():
            slot, _, edition = path.name.removesuffix(_SUFFIX).partition(".")
            superseded = slot in self._asked and self._asked[slot] != edition
            longest = _HALF if path.name.startswith(".") else _LONGEST
            try:
                if superseded or now - path.stat().st_mtime > longest:
                    path.unlink()
            except FileNotFoundError:
                # Another fetch cleans as well.
                continue

    def _packed(self, slot: tuple[str, ...], edition: str) -> bytes | None:
        path = self._path(slot, edition)
        if self._anew and path.name not in self._put:
            return None
        try:
            content = path.read_bytes()
            # So that it is seen to be in use.
            os.utime(path)
        except OSError:
            return None
        digest, packed = content[:_HASH], content[_HASH:]
        if sha256(packed).digest() != digest:
            path.unlink(missing_ok=True)
            return None
        return packed

    def _path(self, slot: tuple[str, ...], edition: str) -> Path:
        name = sha256(json.dumps(slot).encode()).hexdigest()[:40]
        version = sha256(edition.encode()).hexdigest()[:16]
        self._asked[name] = version
        return self._folder / f"{name}.{version}{_SUFFIX}"

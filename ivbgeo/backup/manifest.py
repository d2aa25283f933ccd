"""What a reservekopie says of itself, and the file that it is.

A ZIP file with two things in it: ``ivbgeo.json``, this, and ``store.sqlite``, a store in SQLite,
whatever database it was made of.
"""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
import zlib
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from ivbgeo.dutch import trouble
from ivbgeo.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import BinaryIO

__all__ = ["MANIFEST", "STORE", "Manifest", "pack", "read_manifest", "unpack"]

MANIFEST, STORE = "ivbgeo.json", "store.sqlite"
_KIND, _FORM = "ivbgeo-reservekopie", 1
_CHUNK = 1 << 20
_LONGEST = 1 << 20  # bytes of a manifest
_HASH = re.compile(r"[0-9a-f]{64}")
# What reading a ZIP file that is broken ends in.
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a reservekopie says of itself.

    Parameters
    ----------
    made
        When, with its zone.
    data_version, revision
        Of the store: of its data, and of its tables.
    sha256, size
        Of ``store.sqlite``: in hexadecimal digits, and in bytes.
    rows
        Table → how many rows it has.
    """

    made: datetime
    data_version: int
    revision: str
    sha256: str
    size: int
    rows: dict[str, int]

    def __post_init__(self) -> None:
        if self.made.tzinfo is None:
            raise ValueError(f"the moment {self.made} has no zone")
        if not _HASH.fullmatch(self.sha256):
            raise ValueError(f"{self.sha256!r} is no SHA-256")
        numbers = [self.data_version, self.size, *self.rows.values()]
        if any(type(number) is not int or number < 0 for number in numbers):
            raise ValueError("a count is no whole number of 0 or more")

    def dumps(self) -> str:
        """Write it as JSON."""
        told = {"kind": _KIND, "form": _FORM, **asdict(self), "made": self.made.isoformat()}
        return json.dumps(told, indent=2) + "\n"

    @classmethod
    def loads(cls, text: bytes, file: Path) -> Manifest:
        """Read it.

        Raises
        ------
        DataError
            If it is of no reservekopie, of a newer one, or not whole.
        """
        try:
            told: dict[str, Any] = json.loads(text)
            kind, form = told.pop("kind"), told.pop("form")
        except (ValueError, KeyError, TypeError, AttributeError):
            raise DataError("backup.other", file=file.name) from None
        if kind != _KIND:
            raise DataError("backup.other", file=file.name)
        if form != _FORM:
            raise DataError("backup.newer", file=file.name)
        try:
            return cls(**{**told, "made": datetime.fromisoformat(told["made"])})
        except (ValueError, KeyError, TypeError, AttributeError):
            raise DataError("backup.damaged", file=file.name) from None


def pack(path: Path, manifest: Manifest, store: Path, progress: Callable[[int], None]) -> None:
    """Write a reservekopie; ``progress`` is told of the bytes of the store as they go in."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as box:
        box.writestr(MANIFEST, manifest.dumps())
        with store.open("rb") as source, box.open(STORE, "w", force_zip64=True) as target:
            while chunk := source.read(_CHUNK):
                target.write(chunk)
                progress(len(chunk))


def read_manifest(path: Path) -> Manifest:
    """Read what a file says of itself.

    Raises
    ------
    DataError
        If it can't be read, or is no reservekopie, or is of a newer ivbgeo.
    """
    try:
        with zipfile.ZipFile(path) as box, box.open(MANIFEST) as source:
            return Manifest.loads(source.read(_LONGEST), path)
    except OSError as error:
        raise DataError("file.unreadable", file=path.name, why=trouble(error)) from None
    except (KeyError, *_BROKEN):
        raise DataError("backup.other", file=path.name) from None


def unpack(
    path: Path, manifest: Manifest, target: BinaryIO, progress: Callable[[int], None]
) -> None:
    """Write the store that is in a file, if it is as its manifest says.

    Raises
    ------
    DataError
        If it is not. What was written then is nothing.
    OSError
        If it can't be written.
    """
    damaged = DataError("backup.damaged", file=path.name)
    hashed, left = hashlib.sha256(), manifest.size
    try:
        with zipfile.ZipFile(path) as box, box.open(STORE) as source:
            while chunk := source.read(_CHUNK):
                left -= len(chunk)
                if left < 0:  # whatever it would grow to
                    raise damaged
                hashed.update(chunk)
                target.write(chunk)
                progress(len(chunk))
    except (KeyError, *_BROKEN):
        raise damaged from None
    if left or hashed.hexdigest() != manifest.sha256:
        raise damaged

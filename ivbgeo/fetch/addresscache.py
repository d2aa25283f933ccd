"""What an address service answered before: places by a hash, never an address."""

from __future__ import annotations

import hashlib
import json
import math
import os
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING

from ivbgeo.dutch import trouble
from ivbgeo.errors import UsageError
from ivbgeo.whole import whole

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["AddressCache"]

_SALT = 32  # bytes


class AddressCache:
    """Places by the hash of an address, in two files that only their owner may read.

    The hash is salted, so that the file tells nobody without the salt which addresses were asked.
    That nothing was found is kept too: throw the folder away to have everything asked again.

    Parameters
    ----------
    folder
        For this alone; made if it is not there. None: nothing comes on disk.

    Raises
    ------
    UsageError
        If it can't be read or made.
    """

    def __init__(self, folder: Path | None) -> None:
        self._new: dict[str, tuple[float, float] | None] = {}
        self._places: dict[str, tuple[float, float] | None] = {}
        self._file: Path | None = None
        if folder is None:
            self._salt = secrets.token_bytes(_SALT)
            return
        self._file = folder / "places.json"
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._salt = _salt(folder / "salt")
            self._places = _read(self._file)
        except OSError as error:
            raise UsageError("export.write", file=folder, why=trouble(error)) from None

    def key(self, *parts: str) -> str:
        """Give the hash of an address, by its parts."""
        text = json.dumps(parts).encode()
        return hashlib.blake2b(text, key=self._salt, digest_size=16).hexdigest()

    @property
    def unsaved(self) -> int:
        """How many answers are not on disk yet."""
        return len(self._new)

    def __contains__(self, key: str) -> bool:
        return key in self._places

    def __getitem__(self, key: str) -> tuple[float, float] | None:
        """Give a place, (x, y) in EPSG:28992, or None where there was none to be found."""
        return self._places[key]

    def __setitem__(self, key: str, place: tuple[float, float] | None) -> None:
        self._places[key] = self._new[key] = place

    def save(self) -> None:
        """Write what is new to disk, beside what others wrote meanwhile: all of it or nothing.

        Raises
        ------
        UsageError
            If it can't be written there.
        """
        if not self._new or self._file is None:
            return
        try:
            self._places = {**_read(self._file), **self._places}
        except OSError as error:
            raise UsageError("export.write", file=self._file, why=trouble(error)) from None
        with whole(self._file) as beside:
            beside.touch(mode=0o600)
            beside.write_text(json.dumps(self._places, separators=(",", ":")), encoding="utf-8")
        self._new = {}


def _read(path: Path) -> dict[str, tuple[float, float] | None]:
    """Give what is on disk; what can't be what was written there counts for nothing."""
    try:
        told = json.loads(path.read_bytes())
        return {str(key): _place(place) for key, place in told.items()}
    except (FileNotFoundError, ValueError, TypeError, AttributeError, RecursionError):
        return {}


def _place(told: object) -> tuple[float, float] | None:
    if told is None:
        return None
    if not isinstance(told, list) or not all(isinstance(each, int | float) for each in told):
        raise TypeError
    x, y = told
    if not (math.isfinite(x) and math.isfinite(y)):
        raise ValueError
    return float(x), float(y)


def _salt(path: Path) -> bytes:
    """Give the salt, made by whoever needs one first."""
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        salt = path.read_bytes()
        if len(salt) == _SALT:
            return salt
        path.unlink()
    except FileNotFoundError:
        pass
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(_SALT))
        # A link, for it fails where another was sooner.
        with suppress(FileExistsError):
            os.link(fresh, path)
    finally:
        fresh.unlink()
    return path.read_bytes()

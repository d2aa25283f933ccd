"""Zip files from anywhere: nothing is unpacked before its sizes, names and locks are known."""

from __future__ import annotations

import errno
import struct
import zipfile
import zlib
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING

from geo.errors import UnreadableFileError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["open_member", "open_zip", "read_whole", "reading"]

LARGEST = 1 << 30
"""Bytes: more than this, all members together, is not unpacked."""

MOST_MEMBERS = 10_000
"""How many members a file may have."""

HIGHEST_RATIO = 250
"""How many times larger a member may be than it is when packed, once it is past ``FREE``."""

FREE = 16 << 20
"""Bytes: up to here a member may be packed as tightly as it likes."""

_LOCKED = 0x1 | 0x40
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# What zipfile and zlib raise on bytes that are no zip, or one that was cut or changed.
_BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    KeyError,
    struct.error,
)


@contextmanager
def open_zip(path: Path, *, largest: int = LARGEST) -> Iterator[zipfile.ZipFile]:
    """Open a zip file of which the sizes that it states are within bounds.

    Python gives no more of a member than the stated size, so these are the bounds of what comes.

    Parameters
    ----------
    path
        The file.
    largest
        Bytes that all members together may have.

    Raises
    ------
    UnreadableFileError
        If it is broken, locked with a password, too large or too tightly packed, or has members
        with the same name or with a name that leads out of the folder.
    OSError
        If the file can't be opened.
    """
    with path.open("rb") as stream:
        with reading(path.name):
            archive = zipfile.ZipFile(stream)
        with archive:
            _check(archive.infolist(), path.name, largest)
            yield archive


@contextmanager
def reading(file: str) -> Iterator[None]:
    """Say of what is raised while a member is opened or read that the file is broken.

    Raises
    ------
    UnreadableFileError
        In the place of what zipfile and its helpers raise.
    """
    try:
        yield
    except OSError as error:
        # The computer's trouble; but a place before the start of the file is the file's.
        if error.errno not in (None, errno.EINVAL):
            raise
        raise _broken(file, error) from error
    except _BROKEN as error:
        raise _broken(file, error) from error


def read_whole(archive: zipfile.ZipFile, name: str, file: str, most: int) -> bytes:
    """Give a small member as a whole.

    Raises
    ------
    UnreadableFileError
        If it has more than ``most`` bytes, or is broken.
    """
    with reading(file):
        if archive.getinfo(name).file_size > most:
            raise _too_large(file, most)
        return archive.read(name)


def open_member(archive: zipfile.ZipFile, name: str, file: str) -> IO[bytes]:
    """Open a member to be read piece by piece, inside :func:`reading`.

    Raises
    ------
    UnreadableFileError
        If it is not there or broken.
    """
    with reading(file):
        return archive.open(name)


def _check(members: list[zipfile.ZipInfo], file: str, largest: int) -> None:
    if len(members) > MOST_MEMBERS or sum(each.file_size for each in members) > largest:
        raise _too_large(file, largest)
    seen: set[str] = set()
    for each in members:
        if each.flag_bits & _LOCKED:
            raise UnreadableFileError(
                "geo.zip.locked", f"{file} is locked with a password.", file=file
            )
        if each.compress_type not in _PACKINGS:
            raise _broken(file, f"{each.filename} is packed in way {each.compress_type}")
        if each.file_size > max(FREE, each.compress_size * HIGHEST_RATIO):
            raise _too_large(file, largest)
        name = each.filename
        parts = PurePosixPath(name.replace("\\", "/")).parts
        if not parts or ".." in parts or parts[0] == "/" or ":" in parts[0] or name in seen:
            raise UnreadableFileError(
                "geo.zip.name", f"{file} has a member called {name!r}.", file=file, value=name[:80]
            )
        seen.add(name)


def _broken(file: str, error: object) -> UnreadableFileError:
    return UnreadableFileError("geo.zip.broken", f"{file} is no whole zip: {error}.", file=file)


def _too_large(file: str, limit: int) -> UnreadableFileError:
    return UnreadableFileError(
        "geo.zip.too_large",
        f"{file} would unpack to more than {limit >> 20} MB, or is packed improbably tightly.",
        file=file,
        limit=limit >> 20,
    )

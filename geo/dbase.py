"""The table of a Shapefile (.dbf): columns of fixed width, read row by row and believed in nothing.

Source of the format: dBASE III as the ESRI Shapefile Technical Description (1998) uses it.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from datetime import datetime
from typing import IO, TYPE_CHECKING

from geo.errors import UnreadableFileError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Dbase", "open_dbase"]

_HEADER = struct.Struct("<4xIHH20x")
_FIELD = struct.Struct("<11sc4xBB14x")
_END = 0x0D
_MOST_FIELDS = 1_000
_INTEGER = re.compile(rb"[+-]?\d{1,18}")
_DECIMAL = re.compile(rb"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?")
_BATCH = 2_000

# As programs write them in a .cpg, without "CP", "ANSI", "OEM", space and punctuation.
_ENCODINGS = {
    "utf8": "utf-8", "65001": "utf-8", "1252": "cp1252", "windows1252": "cp1252",
    "iso88591": "latin-1", "88591": "latin-1", "latin1": "latin-1", "28591": "latin-1",
    "iso885915": "iso8859-15", "885915": "iso8859-15", "28605": "iso8859-15",
    "850": "cp850", "437": "cp437", "ascii": "ascii", "usascii": "ascii", "20127": "ascii",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Field:
    kind: str
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Dbase:
    """A table: names of its columns, how many rows it says to have, and the rows.

    ``rows`` gives each row once, None for one that was deleted. A value is text, int, float, bool,
    ``date`` or None; bytes as they stand where its type is another. What does not fit its type is
    given as text.
    """

    names: tuple[str, ...]
    count: int
    rows: Iterator[list[object] | None]


def open_dbase(stream: IO[bytes], encoding: str | None, file: str) -> Dbase:
    """Read the header of a table, and its rows when they are asked for.

    Parameters
    ----------
    stream
        The bytes of the .dbf.
    encoding
        What the .cpg says, as it stands there; None: there is none, and only ASCII can be read.
    file
        Its name, for errors.

    Raises
    ------
    UnreadableFileError
        If it is broken, or its letters can't be read; while the rows are read too.
    """
    codec = _codec(encoding, file)
    head = stream.read(_HEADER.size)
    if len(head) < _HEADER.size:
        raise _broken(file, "the header is cut off")
    count, size, width = _HEADER.unpack(head)
    described = stream.read(max(size - _HEADER.size, 0))
    if len(described) != size - _HEADER.size or _END not in described[:: _FIELD.size]:
        raise _broken(file, "the header is cut off")
    names, fields, at = [], [], 1
    for start in range(0, described[:: _FIELD.size].index(_END) * _FIELD.size, _FIELD.size):
        name, kind, length, decimals = _FIELD.unpack_from(described, start)
        letter = kind.decode("latin-1")
        if letter == "C":
            length += decimals << 8  # texts of more than 255 bytes
        names.append(_text(name.partition(b"\0")[0], codec, file, 0).strip())
        fields.append(_Field(letter, at, at + length))
        at += length
    if at != width or not 0 < len(fields) <= _MOST_FIELDS:
        raise _broken(file, f"{len(fields)} columns of {at} bytes, not {width}")
    return Dbase(tuple(names), count, _rows(stream, fields, count, width, codec, file))


def _rows(
    stream: IO[bytes], fields: list[_Field], count: int, width: int, codec: str, file: str
) -> Iterator[list[object] | None]:
    most = max(1, min(_BATCH, (4 << 20) // width))
    done = 0
    while done < count:
        wanted = min(most, count - done)
        block = stream.read(wanted * width)
        if len(block) < wanted * width:
            raise _broken(file, f"it ends in row {done + len(block) // width + 1} of {count}")
        for start in range(0, len(block), width):
            done += 1
            row = block[start : start + width]
            if row[0] == ord("*"):
                yield None
            elif row[0] == ord(" "):
                yield [_value(row[f.start : f.stop], f.kind, codec, file, done) for f in fields]
            else:
                raise _broken(file, f"row {done} begins with {row[0]}")


def _value(raw: bytes, kind: str, codec: str, file: str, line: int) -> object:
    if kind == "C":
        # Padded with spaces, or with NUL by some programs.
        return _text(raw.rstrip(b" \0"), codec, file, line) or None
    said = raw.strip(b" \0")
    if not said or said in _NOTHING.get(kind, ()):
        return None
    known = _READERS.get(kind)
    return said if known is None else known(said)


def _number(said: bytes) -> object:
    if _INTEGER.fullmatch(said):
        return int(said)
    return float(said) if _DECIMAL.fullmatch(said) else said.decode("ascii", "replace")


def _day(said: bytes) -> object:
    try:
        return datetime.strptime(said.decode("ascii"), "%Y%m%d").date()  # noqa: DTZ007 - a day
    except ValueError:
        return said.decode("ascii", "replace")


def _truth(said: bytes) -> object:
    return _TRUTHS.get(said, said.decode("ascii", "replace"))


_READERS = {"N": _number, "F": _number, "D": _day, "L": _truth}
_NOTHING = {"L": (b"?",), "D": (b"0" * 8,)}
_TRUTHS = {b"Y": True, b"y": True, b"T": True, b"t": True} | {
    b"N": False, b"n": False, b"F": False, b"f": False
}  # fmt: skip


def _codec(encoding: str | None, file: str) -> str:
    if encoding is None:
        return "ascii"
    said = re.sub(r"[^a-z0-9]|\b(?:ansi|oem|cp)(?=[\s\d])", "", encoding.strip().lower())
    if said not in _ENCODINGS:
        raise UnreadableFileError(
            "geo.shapefile.encoding",
            f"{file}: the .cpg says {encoding[:40]!r}, which is not known.",
            file=file,
            value=encoding.strip()[:40],
        )
    return _ENCODINGS[said]


def _text(raw: bytes, codec: str, file: str, line: int) -> str:
    try:
        return raw.decode(codec)
    except UnicodeDecodeError:
        raise UnreadableFileError(
            "geo.shapefile.letters",
            f"{file}: row {line} of the .dbf is not in {codec}; say the encoding in a .cpg.",
            file=file,
            line=line,
            value="ASCII" if codec == "ascii" else codec.upper(),
        ) from None


def _broken(file: str, why: str) -> UnreadableFileError:
    return UnreadableFileError("geo.shapefile.broken", f"{file}: the .dbf: {why}.", file=file)

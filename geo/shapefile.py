"""Shapefiles: the parts beside each other or in one zip, read strictly and in one go.

Not by GDAL, which closes open rings, makes good what is missing and passes over what it can't read.
Source of the format: ESRI Shapefile Technical Description (1998).
"""

from __future__ import annotations

import struct
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING

from geo.dbase import open_dbase
from geo.errors import UnreadableFileError
from geo.rings import to_geometry
from geo.zipped import open_member, open_zip, reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shapely.geometry.base import BaseGeometry

__all__ = ["Shape", "Shapefile", "find_parts", "open_shapefile"]

PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
"""The parts of a Shapefile that say something of its content."""

_HEADER = struct.Struct(">i20xi")
_TYPES = struct.Struct("<ii")
_RECORD = struct.Struct(">ii")
_XY = struct.Struct("<dd")
_ZIPPED = b"PK"
_CODE, _VERSION = 9994, 1000
_START = 100
_SHORTEST, _LONGEST = 4, 256 << 20
_LARGEST_TEXT = 1 << 16
_NAMES = {1: "Point", 3: "LineString", 5: "Polygon", 8: "MultiPoint", 31: "MultiPatch"}
_POINT, _MULTI_POINT, _MULTI_PATCH = 1, 8, 31
# Of a shape without heights; 10 more has heights, 20 more has measures.
_FLAT = {code + more: code for code in (1, 3, 5, 8) for more in (0, 10, 20)} | {31: 31, 0: 0}


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape: number from 1, kind (Point, Polygon, …), and its bytes; empty for no shape."""

    number: int
    kind: str
    content: bytes

    def point(self) -> tuple[float, float] | None:
        """Give (x, y) in the system of the file; None where there is no shape. No height."""
        return _XY.unpack_from(self.content, 4) if self.content else None

    def geometry(self) -> BaseGeometry | None:
        """Give the geometry, flat; None where there is none.

        Raises
        ------
        ValueError
            If its rings are not closed, or it is not whole.
        """
        if not self.content:
            return None
        return to_geometry(self.kind, self.content)


@dataclass(frozen=True, slots=True)
class Shapefile:
    """An open Shapefile.

    ``kind`` is what its shapes are, ``crs`` the text of its .prj or None. ``rows`` gives shape and
    cells of each object that is not deleted, once, in order.
    """

    kind: str
    crs: str | None
    names: tuple[str, ...]
    rows: Iterator[tuple[Shape, list[object]]]


def find_parts(path: Path) -> dict[str, Path]:
    """Find the parts that lie beside a .shp, by suffix in lower case."""
    stem = path.with_suffix("").name
    found = {".shp": path}
    for each in sorted(path.parent.iterdir()):
        if each.stem == stem and each.suffix.lower() in PARTS:
            found.setdefault(each.suffix.lower(), each)
    return found


@contextmanager
def open_shapefile(path: Path) -> Iterator[Shapefile]:
    """Open a .shp with its parts beside it, or a zip that holds one Shapefile.

    Raises
    ------
    UnreadableFileError
        If a part is missing or broken, the letters can't be read, or the zip holds none or more
        than one, is too large or locked; while the rows are read too.
    OSError
        If a file can't be opened.
    """
    with ExitStack() as stack:
        with path.open("rb") as stream:
            zipped = stream.read(len(_ZIPPED)) == _ZIPPED
        if not zipped:
            parts: dict[str, IO[bytes]] = {
                suffix: stack.enter_context(part.open("rb"))
                for suffix, part in find_parts(path).items()
                if part.is_file()
            }
        else:
            archive = stack.enter_context(open_zip(path))
            parts = {
                suffix: stack.enter_context(open_member(archive, name, path.name))
                for suffix, name in _members(archive.namelist(), path.name).items()
            }
        if ".dbf" not in parts:
            raise UnreadableFileError(
                "geo.shapefile.no_dbf", f"{path.name} has no .dbf beside it.", file=path.name
            )
        with reading(path.name):
            crs, encoding = _text(parts, ".prj"), _text(parts, ".cpg")
            kind, shapes = _shapes(parts[".shp"], path.name)
            table = open_dbase(parts[".dbf"], encoding, path.name)
        rows = _together(shapes, table.rows, table.count, path.name)
        yield Shapefile(kind, crs, table.names, rows)


def _members(names: list[str], file: str) -> dict[str, str]:
    paths = [PurePosixPath(name) for name in names if not name.endswith("/")]
    # What a Mac adds.
    paths = [path for path in paths if path.parts[0] != "__MACOSX" and path.name[0] != "."]
    shapes = [path for path in paths if path.suffix.lower() == ".shp"]
    if len(shapes) != 1:
        raise UnreadableFileError(
            "geo.shapefile.number",
            f"{file} holds {len(shapes)} Shapefiles; one is needed.",
            file=file,
            value=", ".join(path.name for path in shapes)[:200] or "geen",
        )
    stem = shapes[0].with_suffix("")
    found: dict[str, str] = {}
    for path in paths:
        if path.with_suffix("") == stem and path.suffix.lower() in PARTS:
            found.setdefault(path.suffix.lower(), str(path))
    return found


def _text(parts: dict[str, IO[bytes]], suffix: str) -> str | None:
    if suffix not in parts:
        return None
    return parts[suffix].read(_LARGEST_TEXT).decode("utf-8-sig", "replace").strip(" \0\r\n\t")


def _shapes(stream: IO[bytes], file: str) -> tuple[str, Iterator[Shape]]:
    head = stream.read(_START)
    if len(head) < _START:
        raise _broken(file, "the header is cut off")
    code, words = _HEADER.unpack_from(head)
    version, kind = _TYPES.unpack_from(head, 28)
    if code != _CODE or version != _VERSION or kind not in _FLAT:
        raise _broken(file, "this is not the header of a .shp")
    name = _NAMES.get(_FLAT[kind], "leeg")
    return name, _records(stream, words * 2, kind, name, file)


def _records(stream: IO[bytes], size: int, kind: int, name: str, file: str) -> Iterator[Shape]:
    at, number = _START, 0
    while at < size:
        number += 1
        head = stream.read(_RECORD.size)
        said, words = _RECORD.unpack(head) if len(head) == _RECORD.size else (0, 0)
        length = words * 2
        at += _RECORD.size + length
        if said != number or not _SHORTEST <= length <= _LONGEST or at > size:
            raise _broken(file, f"shape {number} is cut off, or not where it should be")
        content = stream.read(length)
        if len(content) < length:
            raise _broken(file, f"shape {number} is cut off")
        (found,) = struct.unpack_from("<i", content)
        if found not in (0, kind) or (found == _POINT and length < 4 + _XY.size):
            raise _broken(file, f"shape {number} is of type {found}, the file of {kind}")
        if _FLAT[found] == _POINT and length < 4 + _XY.size:
            raise _broken(file, f"shape {number} is cut off")
        yield Shape(number, name, content if found else b"")


def _together(
    shapes: Iterator[Shape], rows: Iterator[list[object] | None], count: int, file: str
) -> Iterator[tuple[Shape, list[object]]]:
    done = 0
    with reading(file):
        for shape in shapes:
            done += 1
            if done > count:
                break
            row = next(rows)
            if row is not None:
                yield shape, row
    if done != count:
        raise _broken(file, f"there are {count} rows in the .dbf, and another number of shapes")


def _broken(file: str, why: str) -> UnreadableFileError:
    return UnreadableFileError("geo.shapefile.broken", f"{file}: {why}.", file=file)

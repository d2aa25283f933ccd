"""What can open a file as a table: told by its content, held against its name."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Protocol

from geo.shapefile import find_parts
from geo.zipped import open_zip, read_whole
from ivbgeo.errors import DataError
from ivbgeo.sources.csvfile import open_csv
from ivbgeo.sources.geojsonfile import open_geojson
from ivbgeo.sources.geometry import refusals
from ivbgeo.sources.gpkgfile import open_gpkg
from ivbgeo.sources.odsfile import MIMETYPES, open_ods
from ivbgeo.sources.parquetfile import open_parquet
from ivbgeo.sources.shapefile import open_shape
from ivbgeo.sources.xlsxfile import open_xlsx

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ivbgeo.sources.table import Table

__all__ = ["digest", "open_table"]


class _Opener(Protocol):
    def __call__(self, path: Path, crs: int | None = None) -> AbstractContextManager[Table]:
        """Open a file as a table."""


@contextmanager
def _open_csv(path: Path, crs: int | None = None) -> Iterator[Table]:  # noqa: ARG001 - as all openers
    with open_csv(path) as table:
        yield table


_SUFFIXES: dict[str, _Opener] = {
    ".csv": _open_csv, ".tsv": _open_csv, ".tab": _open_csv, ".xlsx": open_xlsx,
    ".xlsm": open_xlsx, ".ods": open_ods, ".geojson": open_geojson, ".json": open_geojson,
    ".gpkg": open_gpkg, ".shp": open_shape, ".zip": open_shape, ".parquet": open_parquet,
    ".geoparquet": open_parquet, ".pq": open_parquet,
}  # fmt: skip
_TITLES: dict[_Opener, str] = {
    _open_csv: "CSV", open_xlsx: "Excel (.xlsx)", open_ods: "OpenDocument (.ods)",
    open_geojson: "GeoJSON", open_gpkg: "GeoPackage", open_shape: "een Shapefile",
    open_parquet: "Parquet",
}  # fmt: skip
# What is said of a file that should be binary by its name, and is not even begun as such.
_NOT_BEGUN: dict[_Opener, str] = {
    open_xlsx: "xlsx.broken", open_ods: "ods.broken", open_gpkg: "geo.gpkg.broken",
    open_shape: "geo.shapefile.broken", open_parquet: "geo.parquet.broken",
}  # fmt: skip
_PARTS = (".dbf", ".shx", ".prj", ".cpg")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_SHP = b"\x00\x00\x27\x0a"
_SQLITE = b"SQLite format 3\0"
_PARQUET = (b"PAR1", b"PARE")
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_NOT_OURS = (b"%PDF", b"\x1f\x8b", b"<", b"\x89PNG", b"Rar!", b"7z\xbc\xaf")
_LONGEST_MIMETYPE = 200


@contextmanager
def open_table(path: Path, crs: int | None = None) -> Iterator[Table]:
    """Open a file as a table.

    Parameters
    ----------
    path
        The file; of a Shapefile the .shp, with its parts beside it, or a .zip that holds them.
    crs
        28992 or 4326: what the user says, for files that have to be asked.

    Raises
    ------
    DataError
        If it is of no known format, or of another than its name says.
    OSError
        If it can't be opened.
    """
    _refuse_other_than_files(path)
    opener = _opener(path)
    expected = _SUFFIXES.get(path.suffix.lower())
    if expected not in (None, opener):
        raise DataError(
            "file.other_format", file=path.name, suffix=path.suffix, found=_TITLES[opener]
        )
    with opener(path, crs) as table:
        yield table


def digest(path: Path) -> str:
    """Give the sha256 of a file; of a Shapefile that of all of its parts together.

    Raises
    ------
    DataError
        If it is no file.
    OSError
        If it can't be read.
    """
    _refuse_other_than_files(path)
    with path.open("rb") as stream:
        if stream.read(len(_SHP)) != _SHP:
            return _sha256(path)
    parts = sorted((suffix, part) for suffix, part in find_parts(path).items() if part.is_file())
    lines = "".join(f"{suffix} {_sha256(part)}\n" for suffix, part in parts)
    return hashlib.sha256(lines.encode()).hexdigest()


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _refuse_other_than_files(path: Path) -> None:
    """Refuse folders, and what may never end: pipes and devices."""
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(mode):
        raise DataError("file.unreadable", file=path.name, why="het is geen gewoon bestand")


def _opener(path: Path) -> _Opener:
    """Tell by its content what can open a file."""
    with path.open("rb") as stream:
        start = stream.read(4096)
        if start.startswith(_OLD_OFFICE):
            encrypted = _ENCRYPTED in start + stream.read(1 << 20)
            raise DataError("xlsx.encrypted" if encrypted else "xlsx.old", file=path.name)
    suffix = path.suffix.lower()
    if not start:
        raise DataError("file.empty", file=path.name)
    if suffix in _PARTS:
        raise DataError("shape.part", file=path.name, suffix=suffix)
    for marks, opener in ((_SQLITE, open_gpkg), (_SHP, open_shape), (_PARQUET, open_parquet)):
        if start.startswith(marks):
            return opener
    if start.startswith(_ZIP):
        return _in_zip(path)
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text.startswith(b"{") or (text.startswith(b"[") and suffix in (".json", ".geojson")):
        return open_geojson
    if text.startswith(_NOT_OURS):
        raise DataError("file.unknown", file=path.name)
    expected = _SUFFIXES.get(suffix)
    if expected in _NOT_BEGUN and (expected is not open_parquet or b"\0" in start):
        raise DataError(_NOT_BEGUN[expected], file=path.name)
    return open_geojson if expected is open_geojson else _open_csv


def _in_zip(path: Path) -> _Opener:
    """Tell what a zip holds; of a broken one its name tells what it should have been."""
    expected = _SUFFIXES.get(path.suffix.lower())
    try:
        with refusals(), open_zip(path) as archive:
            names = archive.namelist()
            said = b""
            if "mimetype" in names:
                said = read_whole(archive, "mimetype", path.name, _LONGEST_MIMETYPE).strip()
    except DataError as error:
        if error.rule == "geo.zip.broken" and expected in (open_xlsx, open_ods):
            raise DataError(_NOT_BEGUN[expected], file=path.name) from error
        raise
    if "xl/workbook.xml" in names:
        return open_xlsx
    if said in MIMETYPES:
        return open_ods
    if any(name.lower().endswith(".shp") for name in names) or expected is open_shape:
        return open_shape
    raise DataError("file.unknown", file=path.name)

"""What can open a file as a table: told by its content, held against its name."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ivbgeo.errors import DataError
from ivbgeo.sources.csvfile import open_csv
from ivbgeo.sources.geojsonfile import open_geojson
from ivbgeo.sources.gpkgfile import open_gpkg
from ivbgeo.sources.table import Table
from ivbgeo.sources.xlsxfile import open_xlsx

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["open_table"]

_Opener = Callable[[Path], AbstractContextManager[Table]]

_SUFFIXES: dict[str, _Opener] = {
    ".csv": open_csv, ".tsv": open_csv, ".tab": open_csv, ".xlsx": open_xlsx, ".xlsm": open_xlsx,
    ".geojson": open_geojson, ".json": open_geojson, ".gpkg": open_gpkg,
}  # fmt: skip
_TITLES: dict[_Opener, str] = {
    open_csv: "CSV", open_xlsx: "Excel (.xlsx)", open_geojson: "GeoJSON", open_gpkg: "GeoPackage",
}  # fmt: skip
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_NOT_OURS = (
    b"PAR1",
    b"%PDF",
    b"\x1f\x8b",
    b"\x00\x00\x27\x0a",
    b"<",
    b"\x89PNG",
    b"Rar!",
    b"7z\xbc\xaf",
)


@contextmanager
def open_table(path: Path) -> Iterator[Table]:
    """Open a file as a table.

    Raises
    ------
    DataError
        If it is of no known format, or of another than its name says.
    """
    opener = _opener(path)
    expected = _SUFFIXES.get(path.suffix.lower())
    if expected not in (None, opener):
        raise DataError(
            "file.other_format", file=path.name, suffix=path.suffix, found=_TITLES[opener]
        )
    with opener(path) as table:
        yield table


def _opener(path: Path) -> _Opener:
    """Tell by its content what can open a file."""
    with path.open("rb") as stream:
        start = stream.read(4096)
        if start.startswith(_OLD_OFFICE):
            encrypted = _ENCRYPTED in start + stream.read(1 << 20)
            raise DataError("xlsx.encrypted" if encrypted else "xlsx.old", file=path.name)
    if not start:
        raise DataError("file.empty", file=path.name)
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return open_xlsx
    if start.startswith(b"SQLite format 3\0"):
        return open_gpkg
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text.startswith(b"{") or (
        text.startswith(b"[") and path.suffix.lower() in (".json", ".geojson")
    ):
        return open_geojson
    if text.startswith(_NOT_OURS):
        raise DataError("file.unknown", file=path.name)
    expected = _SUFFIXES.get(path.suffix.lower())
    if expected is open_xlsx or expected is open_gpkg:
        # What should be binary and is not even begun as such.
        raise DataError("xlsx.broken" if expected is open_xlsx else "gpkg.broken", file=path.name)
    if expected is open_geojson:
        return open_geojson
    return open_csv

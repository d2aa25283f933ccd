"""Build ``data/`` out of the source files and the tables that were typed in."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from ivbgeo.embedded import read
from ivbgeo.embedded.assemble import assemble
from ivbgeo.embedded.catalogue import PACKAGE, catalogue_text, read_catalogue
from ivbgeo.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["TABLES", "build_data"]

TABLES = Path(__file__).parent / "tables"
# What is built has to be readable before it may take the place of what is there.
_READERS: tuple[Callable[[Path], object], ...] = (
    read_catalogue,
    read.read_divisions,
    read.read_crosswalks,
    read.read_categories,
    read.read_population,
    read.read_postcodes,
    read.read_area_counts,
    read.read_indicators,
    read.read_speerpunten,
    read.read_speerpunt_categories,
    read.read_speerpunt_correspondence,
    read.read_regional_priorities,
    read.read_measures,
    read.read_camera_areas,
)


def build_data(source_dir: Path, out: Path, *, tables: Path = TABLES) -> None:
    """Build ``data/``: the same bytes every time, all of it or nothing.

    Parameters
    ----------
    source_dir
        Folder with the files of CBS and the police, under the names that ``source`` gives them.
    out
        Folder to write; what an earlier build wrote there is replaced.
    tables
        Folder with the typed tables and ``catalogue.toml``.

    Raises
    ------
    DataError
        If a source or a table is refused, or if ``out`` holds a file that is not of a build; the
        error names file and rule, and ``out`` stays as it was.
    """
    if not source_dir.is_dir():
        raise DataError("embedded.missing", file=source_dir)
    texts = assemble(source_dir, tables)
    out = out.resolve()
    ours = {*texts, PACKAGE}
    foreign = sorted(p.name for p in out.iterdir() if p.name not in ours) if out.is_dir() else []
    if foreign:
        raise DataError("embedded.foreign", file=out.name, value=foreign[0])
    out.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as folder:
        new, old = Path(folder, "new"), Path(folder, "old")
        new.mkdir()
        for name, text in texts.items():
            (new / name).write_bytes(text.encode())
        (new / PACKAGE).write_bytes(catalogue_text(tables, source_dir, new).encode())
        for reader in _READERS:
            reader(new)
        _swap(new, out, old)


def _swap(new: Path, out: Path, old: Path) -> None:
    """Put ``new`` in the place of ``out``; if that fails, ``out`` is put back."""
    if out.exists():
        out.rename(old)
    try:
        new.rename(out)
    except BaseException:
        if old.exists():
            old.rename(out)
        raise

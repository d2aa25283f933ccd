"""The areas of a file, ready to place points in; of a large file they are kept."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import shapely

from geo import DivisionId, Level, Locator, read_division
from ivbgeo.errors import UsageError
from ivbgeo.whole import whole

if TYPE_CHECKING:
    from geo import Division

__all__ = ["Areas"]

# Raised whenever what is kept, or what is made of a file, changes in meaning.
_FORM = 1
# Corners of areas from which reading and checking them takes so long that the outcome is kept.
_LARGE = 50_000


@dataclass(frozen=True, slots=True, eq=False)
class Areas:
    """What placing needs to know of a division.

    Parameters
    ----------
    id
        Level and year.
    codes
        Codes of the areas, in order.
    locator
        Gives positions in ``codes``.
    """

    id: DivisionId
    codes: tuple[str, ...]
    locator: Locator

    @classmethod
    def of(cls, division: Division, kept_in: Path | None = None) -> Areas:
        """Take what is needed of a division."""
        return cls(division.id, division.codes, division.locator(kept_in))

    @classmethod
    def open(cls, path: Path, level: Level | None, kept_in: Path) -> Areas:
        """Read a file of areas, or take what was kept of it when it was read before.

        Parameters
        ----------
        path
            A file as ``geo.read_division`` takes.
        level
            Which areas, where the file does not tell.
        kept_in
            A folder for what can be made again. Of a large file the codes and the index are kept
            there, by the content of the file.

        Raises
        ------
        GeoError
            If it can't be read, or the areas are no division.
        """
        digest = _digest(path)
        note = kept_in / f"{digest}-{level or 'any'}.json"
        kept = cls._kept(note)
        if kept is not None:
            return kept
        division = read_division(path, level)
        if int(shapely.get_num_coordinates(division.polygons).sum()) < _LARGE:
            return cls.of(division)
        areas = cls.of(division, kept_in)
        # Not of a file that was replaced meanwhile; nor of areas of which the polygons are needed.
        if digest == _digest(path) and areas.locator.decides:
            with suppress(UsageError, OSError):  # it only costs the time of reading it again
                kept_in.mkdir(parents=True, exist_ok=True)
                with whole(note) as beside:
                    beside.write_text(json.dumps(_told(division)), encoding="utf-8")
        return areas

    @classmethod
    def _kept(cls, note: Path) -> Areas | None:
        """Give what was kept, if it is all there and of this form."""
        try:
            told = json.loads(note.read_text(encoding="utf-8"))
            if told["form"] != _FORM:
                return None
            locator = Locator.kept(note.parent / Path(told["index"]).name)
            if locator is None:
                return None
            return cls(DivisionId(Level(told["level"]), told["year"]), (*told["codes"],), locator)
        except (OSError, ValueError, KeyError, TypeError):
            return None


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:  # what reads it next says so
        return "none"


def _told(division: Division) -> dict[str, object]:
    return {
        "form": _FORM,
        "level": division.level,
        "year": division.year,
        "codes": division.codes,
        "index": f"{division.content_hash}.index",
    }

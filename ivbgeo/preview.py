"""What an import would do, before it does it: the first rows, what is wrong, where the rows lie."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

import numpy as np

from geo import Level
from ivbgeo.errors import UsageError
from ivbgeo.importing import check_file
from ivbgeo.rowcolumns import division_numbers
from ivbgeo.sources.guess import fields_of
from ivbgeo.tally import Places, RowPlacer

if TYPE_CHECKING:
    from pathlib import Path

    from geo import DivisionId
    from ivbgeo.atlas import Edition
    from ivbgeo.importing import ImportReport, ReadOptions
    from ivbgeo.sources import ColumnMapping, Kind, Row, RowSet
    from ivbgeo.store import Store

__all__ = ["Preview", "look"]

_FIRST = 5
_NOWHERE = "zonder plaats"
# A code of another year, or of a larger area.
_ELSEWHERE = "niet per {level} te zeggen"
# Whatever the file has: it was read into these.
_TITLES = {"x": "X (RD)", "y": "Y (RD)"}


@dataclass(frozen=True, slots=True)
class Preview:
    """What is known of a file before it is read in.

    ``report``: that of a dry run. ``mapping``: which column was read as what, to keep for the next
    time. ``first_rows``: the first rows as they were read, title of the field → text.
    ``rejected``: the first sentence of each rule that was broken, and how often. ``level`` and
    ``places``: how many rows lie in each area, the most first. ``is_new``: whether it can be read
    in: it was not refused, and is not in the store yet.
    """

    report: ImportReport
    mapping: ColumnMapping
    first_rows: tuple[dict[str, str], ...]
    rejected: tuple[tuple[str, int], ...]
    level: str
    places: tuple[tuple[str, int], ...]
    is_new: bool


def look(store: Store, edition: Edition, path: Path, kind: Kind, options: ReadOptions) -> Preview:
    """Look at a file without writing anything.

    Raises
    ------
    DataError
        If the file as a whole can't be read.
    UsageError
        If the store has no gemeente.
    """
    checked = check_file(store, edition, path, kind, options)
    report = checked.report
    rules = Counter(rejection.rule for rejection in report.rejections)
    firsts = {rejection.rule: rejection.message for rejection in reversed(report.rejections)}
    wanted = _division(edition)
    return Preview(
        report,
        checked.parsed.mapping,
        tuple(_told(row, kind) for row in checked.parsed.rows[:_FIRST]),
        tuple((firsts[rule], count) for rule, count in rules.most_common()),
        wanted.level.value,
        _places(edition, checked.parsed.rows, wanted),
        checked.bringing is not None,
    )


def _division(edition: Edition) -> DivisionId:
    """Give the division to show places by: the newest wijken, else the gemeente."""
    for level in (Level.WIJK, Level.GEMEENTE):
        found = edition.division_ids(level)
        if found:
            return found[0]
    raise UsageError("division.unknown", value=Level.GEMEENTE, known="geen")


def _told(row: Row, kind: Kind) -> dict[str, str]:
    """Give what a row says, by the Dutch title of its fields; what it does not say is left out."""
    titles = {each.name: each.title for each in fields_of(kind)} | _TITLES
    return {
        title: _text(value)
        for name, title in titles.items()
        if (value := getattr(row, name, None)) is not None
    }


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return f"{value:%d-%m-%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")
    return str(value)


def _places(edition: Edition, rows: RowSet, wanted: DivisionId) -> tuple[tuple[str, int], ...]:
    division = edition.division(wanted)
    placer = RowPlacer(division, edition.up(wanted))
    placed = Places(rows.x, rows.y, division_numbers(rows, edition), rows.values("area_code"))
    positions = placer.positions(placed)
    counts = Counter(positions[positions >= 0].tolist())
    found = [(division.names[position], count) for position, count in counts.most_common()]
    placeless = np.isnan(rows.x) & (placed.division == 0)
    nowhere = int(placeless.sum())
    elsewhere = int(((positions < 0) & ~placeless).sum())
    rest = ((_ELSEWHERE.format(level=wanted.level), elsewhere), (_NOWHERE, nowhere))
    return (*found, *(each for each in rest if each[1]))

"""A dataset's rows (incidents, cases) counted by area, category and month."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from ivbgeo.cube import Axes
from ivbgeo.store import rows
from ivbgeo.tally import RowCounter, RowPlacer

if TYPE_CHECKING:
    from geo import DivisionId
    from ivbgeo.atlas import Edition
    from ivbgeo.cube import Cube
    from ivbgeo.viewer import Viewer

__all__ = ["count_rows"]

_CASES = "woonoverlast."


def count_rows(
    edition: Edition, viewer: Viewer, dataset_id: int, year: int
) -> dict[DivisionId, Cube]:
    """Count a dataset's rows by every division of a year, in one reading.

    Rows with a code of another year are also counted by the division that it is of: those cubes
    hold nothing but these.
    """
    told = edition.row_months[dataset_id]
    months = frozenset().union(*told.values())
    of_cases = edition.datasets[dataset_id].kind == "cases"
    cases = {c.code for c in edition.taxonomy if c.code.startswith(_CASES) and not c.members}
    categories = cases if of_cases else told
    standing = {code for code in categories if of_cases and code.endswith(".lopend")}
    division_of = {number: wanted for wanted, number in edition.numbers.items()}

    def counter(wanted: DivisionId) -> RowCounter:
        division = edition.division(wanted)
        axes = Axes(
            wanted,
            division.codes,
            tuple(sorted(categories)),
            min(months),
            max(months) - min(months) + 1,
            frozenset(standing),
        )
        if wanted.year == year:
            return RowCounter(axes, RowPlacer(division, edition.up(wanted)))
        own = {edition.numbers[wanted]: {code: code for code in division.codes}}
        return RowCounter(axes, RowPlacer(division, own), coded_only=True)

    counters = {wanted: counter(wanted) for wanted in edition.numbers if wanted.year == year}
    with edition.reading() as connection:
        batches = (
            rows.read_cases(connection, viewer, dataset_id, max(months))
            if of_cases
            else rows.read_incidents(connection, viewer, dataset_id)
        )
        # What stops the counting halfway must not leave a cursor open.
        with closing(batches):
            for batch in batches:
                for number in set(batch.division.tolist()) - {0}:
                    wanted = division_of[number]
                    if wanted not in counters:
                        counters[wanted] = counter(wanted)
                for each in counters.values():
                    each.add(batch)
    return {wanted: each.cube() for wanted, each in counters.items()}

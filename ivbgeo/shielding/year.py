"""Of which year the buurten and wijken are that a dataset's rows are counted by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo import Level
from ivbgeo.store import shields

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from ivbgeo.atlas import Edition

__all__ = ["division_year"]


def division_year(
    edition: Edition, connection: Connection, dataset_id: int, before: int | None
) -> int | None:
    """Choose the year by which the fewest rows have no known area; None where there is no gemeente.

    Of equals the one that was chosen ``before``: who has the same counts by other borders too can
    tell what lies between them. Then the newest.
    """
    years = {one.year for one in edition.division_ids(Level.GEMEENTE)}
    kind = edition.datasets[dataset_id].kind
    unplaced = shields.unplaced_by_division(connection, kind, dataset_id)
    of = {number: division.year for division, number in edition.numbers.items()}
    return min(
        years,
        key=lambda year: (
            sum(count for number, count in unplaced.items() if of.get(number) != year),
            year != before,
            -year,
        ),
        default=None,
    )

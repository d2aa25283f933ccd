"""The inspanningen of the documents: where the list starts from, never what it goes back to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.measure import SOURCE, Measure
from ivbgeo.store import measures

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy.engine import Connection

    from ivbgeo.embedded.rows import MeasureRow

__all__ = ["put_seeds", "seeds"]


def seeds(rows: Iterable[MeasureRow]) -> dict[str, Measure]:
    """Give the inspanningen of a table of crosses, by a name that stays.

    They are of the whole city. When they started, and whether they still go on, is not said there.
    """
    crosses: dict[str, list[MeasureRow]] = {}
    for row in rows:
        crosses.setdefault(f"{row.speerpunt_code}.{row.number}", []).append(row)
    return {
        name: Measure(
            title=found[0].measure,
            partners=tuple(row.partner for row in found),
            speerpunt_code=found[0].speerpunt_code,
            source=found[0].source,
            remark=found[0].remark,
        )
        for name, found in crosses.items()
    }


def put_seeds(connection: Connection, wanted: Mapping[str, Measure]) -> None:
    """Add the inspanningen that are not there yet; what was changed or taken back stays so."""
    there = measures.origins(connection)
    for name, measure in wanted.items():
        if name not in there:
            measures.add_measure(connection, measure, SOURCE, name)

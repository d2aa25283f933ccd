"""The inspanningen of the documents: where the list starts from, never what it goes back to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.measure import SOURCE, Measure
from ivbgeo.store import measures
from ivbgeo.viewer import Role, Viewer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy.engine import Connection

    from ivbgeo.embedded.rows import MeasureRow

__all__ = ["put_seeds", "seeds"]

# Who loads the embedded data has the store itself.
_ALL = Viewer(Role.BEHEER)


def seeds(rows: Iterable[MeasureRow]) -> dict[str, Measure]:
    """Give the inspanningen of the documents, by a name that stays.

    Most are of the whole city. Whether they still go on is not said there.
    """
    partners: dict[str, list[MeasureRow]] = {}
    for row in rows:
        partners.setdefault(f"{row.speerpunt_code}.{row.number}", []).append(row)
    return {
        name: Measure(
            title=found[0].measure,
            lead=found[0].lead,
            partners=tuple(row.partner for row in found if row.partner),
            area=found[0].area,
            starts=found[0].starts,
            speerpunt_code=found[0].speerpunt_code,
            category=found[0].category,
            source=found[0].source,
            remark=found[0].remark,
        )
        for name, found in partners.items()
    }


def put_seeds(connection: Connection, wanted: Mapping[str, Measure]) -> None:
    """Add the inspanningen that are not there yet; what somebody changed or took back stays so.

    Where a document was read anew and nobody said otherwise since, that is a new version.
    """
    there = {one.origin: one for one in measures.read_measures(connection, _ALL)}
    for name, measure in wanted.items():
        old = there.get(name)
        if old is None:
            measures.add_measure(connection, measure, SOURCE, name)
        elif old.changed_by == SOURCE and not old.is_erased and old.measure != measure:
            measures.add_version(connection, old.id, old.version, measure, SOURCE)

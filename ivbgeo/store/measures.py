"""Inspanningen, in versions: a change is a row that comes, and none goes."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from sqlalchemy import case, func, select

from ivbgeo.figure import Classification
from ivbgeo.measure import ERASED, Measure, MeasureStatus, MeasureVersion
from ivbgeo.store import schema, versions
from ivbgeo.store.placed import area_columns, area_in
from ivbgeo.store.versions import Versioned

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection, Row

    from ivbgeo.viewer import Viewer

__all__ = [
    "MEASURES",
    "add_measure",
    "add_version",
    "origins",
    "read_measures",
    "read_versions",
    "stamp",
]

MEASURES = Versioned(
    schema.measure, schema.measure_version, "title", "measure.unknown", "measure.moved_on"
)
_PLAIN = [field.name for field in fields(Measure) if field.name not in {"area", "partners"}]
_SAID = schema.measure_version.c
# Made once: it is asked on every page.
_STAMP = select(
    func.count(),
    func.sum(
        sum(
            (
                func.length(func.coalesce(text, ""))
                for text in (_SAID.lead, _SAID.partners, _SAID.source, _SAID.remark)
            ),
            func.length(_SAID.title),
        )
    ),
    func.sum(case((_SAID.title == ERASED, 1), else_=0)),
)


def read_measures(connection: Connection, viewer: Viewer) -> tuple[MeasureVersion, ...]:
    """Give the newest version of each inspanning that a viewer may read, the oldest one first."""
    found = map(_version, versions.newest_rows(connection, MEASURES))
    return tuple(one for one in found if viewer.may_read(one.measure.classification))


def read_versions(
    connection: Connection, viewer: Viewer, measure_id: int
) -> tuple[MeasureVersion, ...]:
    """Give the versions of an inspanning that a viewer may read, the newest first."""
    found = map(_version, versions.version_rows(connection, MEASURES, measure_id))
    return tuple(one for one in found if viewer.may_read(one.measure.classification))


def add_measure(
    connection: Connection, measure: Measure, by: str, origin: str | None = None
) -> int:
    """Write the first version of an inspanning; gives its number."""
    return versions.add_entry(connection, MEASURES, _columns(measure), by, origin)


def add_version(
    connection: Connection,
    measure_id: int,
    seen: int,
    measure: Measure,
    by: str,
    *,
    withdrawn: bool = False,
) -> int:
    """Write what is said of an inspanning from now on, and refuse, as ``versions.add_version``."""
    said = _columns(measure)
    return versions.add_version(
        connection, MEASURES, measure_id, seen, said, by, withdrawn=withdrawn
    )


def stamp(connection: Connection) -> tuple[int, ...]:
    """Give what changes with all that is said of inspanningen: what was read under it stays right.

    A version comes, or its texts are blanked; nothing else is done to one.
    """
    return tuple(int(number or 0) for number in connection.execute(_STAMP).one())


def origins(connection: Connection) -> dict[str, int]:
    """Give the number of each inspanning that came from the embedded data, by its name there."""
    table = schema.measure
    query = select(table.c.origin, table.c.id).where(table.c.origin.is_not(None))
    return {row.origin: row.id for row in connection.execute(query)}


def _columns(measure: Measure) -> dict[str, Any]:
    return {
        **{name: getattr(measure, name) for name in _PLAIN},
        **area_columns(measure.area),
        "partners": "\n".join(measure.partners),
    }


def _version(row: Row[Any]) -> MeasureVersion:
    told = {name: getattr(row, name) for name in _PLAIN} | {
        "partners": tuple(row.partners.split("\n")) if row.partners else (),
        "area": area_in(row),
        "status": MeasureStatus(row.status),
        "classification": Classification(row.classification),
    }
    return MeasureVersion(
        id=row.owner_id,
        version=row.version,
        changed_at=versions.when(row.changed_at),
        changed_by=row.changed_by,
        withdrawn=row.withdrawn,
        measure=Measure(**told),
        origin=row.origin,
    )

"""What was done about signals: rows that only come; the last one of a signal holds."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select

from geo import AreaId, Level
from ivbgeo.period import Period
from ivbgeo.signalnote import SignalKey, SignalNote, SignalStatus
from ivbgeo.store.schema import signal_note
from ivbgeo.store.versions import when

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection, Row

__all__ = ["add_note", "read_notes"]


def add_note(connection: Connection, note: SignalNote) -> None:
    """Write a note behind those that are there."""
    area = note.key.area
    connection.execute(
        insert(signal_note),
        {
            "area_code": area.code,
            "level": area.level.value,
            "division_year": area.year,
            "category": note.key.category,
            "month": note.key.month.first_index,
            "status": note.status.value,
            "remark": note.remark,
            "noted_by": note.noted_by,
            "noted_at": note.noted_at.astimezone(UTC),
        },
    )


def read_notes(connection: Connection, month: Period) -> tuple[SignalNote, ...]:
    """Give the notes of all signals of a month, the first one first."""
    query = select(signal_note).where(signal_note.c.month == month.first_index)
    return tuple(map(_note, connection.execute(query.order_by(signal_note.c.id))))


def _note(row: Row[Any]) -> SignalNote:
    area = AreaId(row.area_code, row.division_year, Level(row.level))
    return SignalNote(
        SignalKey(area, row.category, Period.of_indices(row.month, row.month)),
        SignalStatus(row.status),
        row.remark,
        row.noted_by,
        when(row.noted_at),
        row.id,
    )

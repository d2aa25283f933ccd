"""``ivbgeo measures``."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

from ivbgeo.atlas import Atlas
from ivbgeo.cli.records import check_form, write_records
from ivbgeo.machine import viewer_as
from ivbgeo.measures.listing import measures
from ivbgeo.measures.words import area_name
from ivbgeo.settings import Settings
from ivbgeo.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from ivbgeo.atlas import Edition
    from ivbgeo.measure import MeasureVersion
    from ivbgeo.viewer import Role

__all__ = ["run_measures"]

_COLUMNS = (
    "id", "version", "title", "lead", "partners", "area_code", "area_name", "level",
    "division_year", "from", "to", "open_ended", "status", "speerpunt", "category", "indicator",
    "classification", "source", "remark", "changed_at", "changed_by",
)  # fmt: skip


def run_measures(role: Role, wijken: list[str] | None, form: str, out: Path | None) -> None:
    """Write what is done, as far as a role may see it: CSV or JSON, one record each."""
    viewer = viewer_as(role, wijken)
    check_form(form)
    with closing(Store.open(Settings.load().database_url)) as store:
        edition = Atlas(store).edition()
        rows = [_row(edition, one) for one in measures(edition, viewer)]
    write_records(_COLUMNS, rows, form, out)


def _row(edition: Edition, one: MeasureVersion) -> tuple[Any, ...]:
    """Give one inspanning; what is not known is None, and an area that is None is the city."""
    measure, area = one.measure, one.measure.area
    where = (area.level.value, area.year) if area else (None, None)
    return (
        one.id,
        one.version,
        measure.title,
        measure.lead or None,
        list(measure.partners),
        area.code if area else None,
        area_name(edition, area),
        *where,
        measure.starts.isoformat() if measure.starts else None,
        measure.ends.isoformat() if measure.ends else None,
        measure.open_ended,
        measure.status.value,
        measure.speerpunt_code,
        measure.category,
        measure.indicator,
        measure.classification.value,
        measure.source or None,
        measure.remark or None,
        one.changed_at.isoformat(timespec="seconds"),
        one.changed_by,
    )

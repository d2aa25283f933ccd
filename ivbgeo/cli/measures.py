"""``ivbgeo measures``."""

from __future__ import annotations

import csv
import io
import json
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any

from ivbgeo.atlas import Atlas
from ivbgeo.errors import UsageError
from ivbgeo.measures.listing import measures
from ivbgeo.measures.words import area_name
from ivbgeo.settings import Settings
from ivbgeo.store import Store
from ivbgeo.viewer import Viewer
from ivbgeo.whole import write_whole

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ivbgeo.atlas import Edition
    from ivbgeo.measure import MeasureVersion
    from ivbgeo.viewer import Role

__all__ = ["run_measures"]

_FORMS = ("csv", "json")
# A spreadsheet would work out a text that begins so.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def run_measures(role: Role, wijken: list[str] | None, form: str, out: Path | None) -> None:
    """Write what is done, as far as a role may see it: CSV or JSON, one record each."""
    viewer = Viewer(role, frozenset(wijken or ()))
    if form not in _FORMS:
        raise UsageError("export.format", value=form, known=", ".join(_FORMS))
    with closing(Store.open(Settings.load().database_url)) as store:
        edition = Atlas(store).edition()
        records = [_record(edition, one) for one in measures(edition, viewer)]
    content = (_csv(records) if form == "csv" else _json(records)).encode()
    if out is not None:
        write_whole(out, content)
    else:
        sys.stdout.buffer.write(content)


def _record(edition: Edition, one: MeasureVersion) -> dict[str, Any]:
    """Give one inspanning; what is not known is None, and an area that is None is the city."""
    measure, area = one.measure, one.measure.area
    return {
        "id": one.id,
        "version": one.version,
        "title": measure.title,
        "lead": measure.lead or None,
        "partners": list(measure.partners),
        "area_code": area.code if area else None,
        "area_name": area_name(edition, area),
        "level": area.level.value if area else None,
        "division_year": area.year if area else None,
        "from": measure.starts.isoformat() if measure.starts else None,
        "to": measure.ends.isoformat() if measure.ends else None,
        "open_ended": measure.open_ended,
        "status": measure.status.value,
        "speerpunt": measure.speerpunt_code,
        "category": measure.category,
        "indicator": measure.indicator,
        "classification": measure.classification.value,
        "source": measure.source or None,
        "remark": measure.remark or None,
        "changed_at": one.changed_at.isoformat(timespec="seconds"),
        "changed_by": one.changed_by,
    }


def _json(records: Sequence[dict[str, Any]]) -> str:
    return json.dumps(records, ensure_ascii=False, indent=1) + "\n"


def _csv(records: Sequence[dict[str, Any]]) -> str:
    if not records:
        return ""
    text = io.StringIO()
    writer = csv.DictWriter(text, records[0], lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in each.items()} for each in records)
    return text.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, list):
        value = "; ".join(value)
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value

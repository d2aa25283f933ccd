"""``ivbgeo signals``."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from ivbgeo.atlas import Atlas
from ivbgeo.cli import output
from ivbgeo.cli.records import check_form, write_records
from ivbgeo.errors import UsageError
from ivbgeo.period import Period
from ivbgeo.places import lies_in, own_areas
from ivbgeo.settings import Settings
from ivbgeo.signalnote import SignalKey, SignalStatus
from ivbgeo.signals import past_of, watch
from ivbgeo.signals.noting import may_read_notes, notes_of
from ivbgeo.signals.words import NO_MONTHS, found, not_judged
from ivbgeo.store import Store

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from geo import Level
    from ivbgeo.atlas import Edition
    from ivbgeo.signals import Signal
    from ivbgeo.viewer import Viewer

__all__ = ["run_signals"]

_COLUMNS = (
    "area_code", "area_name", "level", "division_year", "category", "month", "count", "expected",
    "limit", "p", "firm", "provisional", "status", "source", "retrieved",
)  # fmt: skip


def run_signals(
    viewer: Viewer, level: Level, month: str | None, form: str, out: Path | None
) -> None:
    """Write the signals of a month as one file, and say beside it how far to trust them."""
    check_form(form)
    wanted = _month(month)
    with closing(Store.open(Settings.load().database_url)) as store:
        edition = Atlas(store).edition()
        seen = watch(past_of(edition, viewer, level), wanted)
        signals = _in_own(edition, viewer, seen.signals if seen else ())
        rows = _rows(edition, viewer, signals)
    if seen is None:
        output.say(NO_MONTHS)
    else:
        output.say(found(seen, len(signals) if viewer.wijken else None))
        for line in not_judged(seen):
            output.say(line)
    write_records(_COLUMNS, rows, form, out)


def _month(text: str | None) -> Period | None:
    if text is None:
        return None
    period = Period.parse(text)
    if period.first != period.last:
        raise UsageError("signal.month", value=text)
    return period


def _in_own(edition: Edition, viewer: Viewer, signals: Sequence[Signal]) -> tuple[Signal, ...]:
    """Give those that lie in the viewer's own wijken; all where there are none."""
    own = own_areas(edition, viewer)
    return tuple(
        one
        for one in signals
        if not viewer.wijken or any(lies_in(edition, one.area, area) for area in own)
    )


def _rows(edition: Edition, viewer: Viewer, signals: Sequence[Signal]) -> list[tuple[object, ...]]:
    notes, told = notes_of(edition, viewer, signals), may_read_notes(viewer)
    rows: list[tuple[object, ...]] = []
    for one in signals:
        last = notes.get(SignalKey(one.area, one.category, one.month), ())[:1]
        # Not known is not the same as not looked at.
        status = last[0].status if last else SignalStatus.NIEUW if told else None
        values: tuple[object, ...] = (
            one.area.code, one.area_name, one.area.level.value, one.area.year, one.category,
            one.month.start, one.count, round(one.expected, 3), one.limit, float(f"{one.p:.3g}"),
            one.firm, one.provisional, status,
            one.provenance.citation, one.provenance.retrieved.isoformat(),
        )  # fmt: skip
        rows.append(values)
    return rows

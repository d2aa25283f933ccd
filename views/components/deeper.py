"""What lies behind a map, for who looks further: the funnel, the hours, what follows what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from ivbgeo.following import following
from ivbgeo.hours import by_hour, has_hours
from ivbgeo.points import may_have_points
from views.components.funnel import funnel_panel
from views.components.looked import looked, words
from views.components.times import following_table, week_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo import AreaId
    from ivbgeo.atlas import Edition
    from ivbgeo.mapreading import MapReading
    from ivbgeo.viewer import Viewer
    from views.components.maps import Sheet

__all__ = ["deeper"]


def deeper(edition: Edition, viewer: Viewer, sheets: Sequence[Sheet], chosen: str | None) -> None:
    """Draw what can be opened under one map of one period; ``chosen`` is the chosen area."""
    reading = sheets[0].made.reading
    if len(sheets) > 1 or reading.before is not None:
        return
    funnel_panel(reading, chosen)
    area = _area(reading, chosen)
    if has_hours(edition, viewer, reading.question.category, reading.question.period, area):
        _hours(edition, viewer, reading, area)
    if may_have_points(edition, viewer, reading.question.category, reading.question.period):
        _following(edition, viewer, reading)


def _hours(edition: Edition, viewer: Viewer, reading: MapReading, area: AreaId | None) -> None:
    with st.expander("Op welke dag en welk uur?", key="hours", on_change="rerun") as panel:
        # Nothing is counted for who does not look.
        if not panel.open:
            return
        where = next(
            (one.figure.area_name for one in reading.readings if one.figure.area == area),
            "het hele gebied",
        )
        asked = reading.question
        told = by_hour(edition, viewer, asked.category, asked.period, area)
        looked(viewer, "uren", [told.provenance], area=area, detail=words(asked))
        week_table(told, edition.taxonomy[asked.category].title, where)


def _following(edition: Edition, viewer: Viewer, reading: MapReading) -> None:
    title = "Volgen voorvallen elkaar snel en dichtbij op?"
    with st.expander(title, key="following", on_change="rerun") as panel:
        # Laying days out anew takes a second or so.
        if not panel.open:
            return
        asked = reading.question
        looked(viewer, "wat op elkaar volgt", detail=words(asked))
        told = following(edition, viewer, asked.category, asked.period)
        if told is None:
            return
        following_table(told, title)


def _area(reading: MapReading, chosen: str | None) -> AreaId | None:
    return next(
        (one.figure.area for one in reading.readings if one.figure.area.code == chosen), None
    )

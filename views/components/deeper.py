"""What lies behind a map, for who looks further: the funnel, the hours, what follows what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from ivbgeo.dutch import number
from ivbgeo.following import following
from ivbgeo.hours import by_hour, has_hours
from ivbgeo.points import may_have_points
from ivbgeo.words import origin
from layers.week import week_html
from views.components.funnel import funnel_panel
from views.components.markdown import plain
from views.components.plain_table import plain_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo import AreaId
    from ivbgeo.atlas import Edition
    from ivbgeo.mapreading import MapReading
    from ivbgeo.viewer import Viewer
    from views.components.maps import Sheet

__all__ = ["deeper"]

_FEWEST_TIMED = 50  # fewer say little of 168 hours, and much of each incident
_LIMITS = (
    "Het zegt niet wie het deed, en ook niet waardoor. Verandert in een lange periode de plek én "
    "de tijd van voorvallen, dan telt dat mee."
)


def deeper(edition: Edition, viewer: Viewer, sheets: Sequence[Sheet], chosen: str | None) -> None:
    """Draw what can be opened under one map of one period; ``chosen`` is the chosen area."""
    reading = sheets[0].made.reading
    if len(sheets) > 1 or reading.before is not None:
        return
    funnel_panel(reading, chosen)
    if has_hours(edition, viewer, reading.question.category, reading.question.period):
        _hours(edition, viewer, reading, chosen)
    if may_have_points(edition, viewer, reading.question.category, reading.question.period):
        _following(edition, viewer, reading)


def _hours(edition: Edition, viewer: Viewer, reading: MapReading, chosen: str | None) -> None:
    with st.expander("Op welke dag en welk uur?", key="hours", on_change="rerun") as panel:
        # Nothing is counted for who does not look.
        if not panel.open:
            return
        area = _area(reading, chosen)
        where = next(
            (one.figure.area_name for one in reading.readings if one.figure.area == area),
            "het hele gebied",
        )
        asked = reading.question
        told = edition.once(
            ("hours", viewer, asked.category, asked.period, area),
            lambda: by_hour(edition, viewer, asked.category, asked.period, area),
        )
        if told.counts is None or told.timed < _FEWEST_TIMED:
            st.markdown(
                f"Van {number(told.timed)} voorvallen in {plain(where)} is het uur bekend. Vanaf "
                f"{_FEWEST_TIMED} is te zien wanneer het vaker gebeurt."
            )
            return
        name = f"{edition.taxonomy[asked.category].title} in {where}, {asked.period}, per uur"
        st.html(week_html(told.counts, name))
        untimed = f" Van {number(told.untimed)} is het uur niet bekend." if told.untimed else ""
        st.markdown(
            f"{plain(name)}: {number(told.timed)} voorvallen.{untimed} Hoe donkerder, hoe meer. "
            "Kan een voorval in een paar uren zijn geweest, dan telt het in elk daarvan voor een "
            "deel mee; getallen zijn afgerond."
        )
        if told.provenance is not None:
            st.caption(plain(f"Bron: {origin(told.provenance)}."))


def _following(edition: Edition, viewer: Viewer, reading: MapReading) -> None:
    title = "Volgen voorvallen elkaar snel en dichtbij op?"
    with st.expander(title, key="following", on_change="rerun") as panel:
        # Laying days out anew takes a second or so.
        if not panel.open:
            return
        asked = reading.question
        told = following(edition, viewer, asked.category, asked.period)
        if told is None:
            return
        st.markdown("\n".join(f"- {plain(one)}" for one in told.sentences))
        if told.found is not None:
            plain_table(told.table, f"{title} Keren zo vaak als door toeval")
            st.markdown(
                "Elk getal zegt hoe vaak twee voorvallen zo dichtbij en zo kort na elkaar waren, "
                f"vergeleken met toeval. 1 keer is zoals verwacht. {_LIMITS}"
            )
        st.caption(plain(f"Bron: {origin(told.provenance)}."))


def _area(reading: MapReading, chosen: str | None) -> AreaId | None:
    return next(
        (one.figure.area for one in reading.readings if one.figure.area.code == chosen), None
    )

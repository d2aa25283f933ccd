"""One map or two beside each other, with their legends and timelines."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import streamlit as st

from ivbgeo.bookmark import SECOND as SECOND_NAME
from layers.assets import STATIC
from layers.background import background_command
from layers.legend import legend_command
from layers.thematic import ThematicMap, difference_map, thematic_map
from views.components import session
from views.components.looked import looked, of_question, words
from views.components.map_panel import FIRST, SECOND, map_panel
from views.components.markdown import plain

if TYPE_CHECKING:
    from typing import Any

    from ivbgeo.atlas import Edition
    from ivbgeo.search import Hit
    from ivbgeo.viewer import Viewer
    from layers.command import Scene
    from layers.thematic import Classing
    from views.components.beside import Beside
    from views.components.choices import Choice
    from views.components.points import PointLayers

__all__ = ["Sheet", "draw", "go_to", "make"]

_GONE = "gone-to"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A map that is shown: its name within the session, what is on it, and what was chosen."""

    key: str
    made: ThematicMap
    choice: Choice


def make(
    edition: Edition, viewer: Viewer, choice: Choice, beside: Beside, classing: Classing
) -> tuple[Sheet, ...]:
    """Make what is to be shown: a map, the difference with a period, or two maps."""
    if beside.before is not None:
        shown = beside.first or choice
        made = difference_map(
            edition, viewer, choice.question, beside.before, choice.statistic, STATIC,
            periods=shown.periods,
        )  # fmt: skip
        _note(edition, viewer, made, shown)
        return (Sheet(FIRST, made, shown),)
    chosen = (choice,) if beside.second is None else (choice, beside.second)
    sheets = tuple(
        Sheet(
            key,
            thematic_map(
                edition, viewer, one.question, one.statistic, STATIC,
                classing=classing, periods=one.periods,
            ),
            one,
        )
        for key, one in zip((FIRST, SECOND), chosen, strict=False)
    )  # fmt: skip
    for sheet in sheets:
        _note(edition, viewer, sheet.made, sheet.choice)
    return sheets


def _note(edition: Edition, viewer: Viewer, made: ThematicMap, choice: Choice) -> None:
    """Note what is looked at; the timeline sends its other periods along."""
    sent = choice.periods
    line = f"; tijdlijn van {sent[0]} tot en met {sent[-1]}" if len(sent) > 1 else ""
    for answer in made.reading.answers:
        asked = answer.question
        looked(viewer, "kaart", of_question(edition, viewer, asked), detail=words(asked) + line)


def draw(sheet: Sheet, scene: Scene, points: PointLayers) -> None:
    """Draw one map, with its legend, its timeline, and what is chosen to be on it."""
    made = sheet.made
    if scene.linked:
        st.header(plain(made.choropleth.title), anchor=False)
    scene = replace(
        scene,
        choropleth=made.choropleth,
        legend=legend_command(made.choropleth, made.reading.unit, made.reading.when),
        timeline=_timeline(sheet),
        background=background_command(session.settings()),
    )
    map_panel(points.on(scene), sheet.key)


def _timeline(sheet: Sheet) -> dict[str, Any] | None:
    timeline = sheet.choice.timeline
    if timeline and sheet.key == SECOND:
        timeline["name"] += SECOND_NAME
    return timeline


def go_to(hit: Hit | None) -> dict[str, Any] | None:
    """Tell the map where to go, in the run in which a place was found."""
    if hit is None:
        return None
    st.session_state[_GONE] = st.session_state.get(_GONE, 0) + 1
    return {"n": st.session_state[_GONE], "at": [hit.lon, hit.lat], "bounds": hit.bounds}

"""One map or two beside each other, with their legends and timelines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from layers.assets import STATIC
from layers.background import background_command
from layers.command import Scene
from layers.legend import legend_command
from layers.thematic import ThematicMap, difference_map, thematic_map
from views.components import session
from views.components.map_panel import map_panel

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from ivbgeo.atlas import Edition
    from ivbgeo.viewer import Viewer
    from layers.cameras import CameraMark
    from layers.thematic import Classing
    from views.components.beside import Beside
    from views.components.choices import Choice

__all__ = ["FIRST", "SECOND", "draw", "make"]

FIRST, SECOND = "kaart", "kaart-2"


def make(
    edition: Edition, viewer: Viewer, choice: Choice, beside: Beside, classing: Classing
) -> tuple[ThematicMap, ThematicMap | None]:
    """Make what is to be shown: the first map, or the difference, and the one beside it."""
    if beside.before is not None:
        made = difference_map(
            edition, viewer, choice.question, beside.before, choice.statistic, STATIC
        )
        return made, None
    first, second = (
        thematic_map(
            edition, viewer, one.question, one.statistic, STATIC,
            classing=classing, periods=one.periods,
        ) if one else None
        for one in (choice, beside.second)
    )  # fmt: skip
    assert first is not None  # noqa: S101 - for the type checker
    return first, second


def draw(
    key: str,
    made: ThematicMap,
    choice: Choice,
    *,
    selected: str | None,
    cameras: Sequence[CameraMark] = (),
    go: Mapping[str, Any] | None = None,
    linked: bool = False,
) -> None:
    """Draw one map."""
    reading = made.reading
    map_panel(
        Scene(
            made.choropleth,
            cameras,
            selected,
            legend_command(made.choropleth, reading.unit, reading.when),
            choice.timeline,
            go,
            linked=linked,
            background=background_command(session.settings()),
        ),
        key,
    )


def caption(made: ThematicMap) -> None:
    """Name a map that stands beside another."""
    st.markdown(f"**{made.choropleth.title}**")

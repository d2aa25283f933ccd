"""The map of the page WAS: the buurten of one wijk, and below it what is known of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from ivbgeo.reading import Statistic
from layers.assets import STATIC
from layers.background import background_command
from layers.command import Scene
from layers.legend import legend_command
from layers.wijk_map import wijk_alone
from views.components import session
from views.components.area_panel import area_panel
from views.components.looked import looked, of_question, words
from views.components.map_panel import heard, map_panel
from views.components.selection import Selection

if TYPE_CHECKING:
    from ivbgeo.atlas import Edition
    from ivbgeo.viewer import Viewer
    from views.components.was_choices import WasChoice

__all__ = ["draw_map"]

_KEY = "was"
_SMALL = (
    "Het aantal per buurt. Grote buurten hebben vanzelf meer, en kleine verschillen zijn meestal "
    "toeval."
)


def draw_map(edition: Edition, viewer: Viewer, choice: WasChoice) -> None:
    """Draw the map; a buurt that is chosen is told below it."""
    question = choice.question
    made = wijk_alone(edition, viewer, choice.wijk, question, Statistic.AANTAL, STATIC)
    looked(
        viewer, "kaart van een wijk", of_question(edition, viewer, question),
        area=choice.wijk, detail=words(question),
    )  # fmt: skip
    selection = Selection(made.reading)
    selection.take(heard(_KEY).area)
    map_panel(
        Scene(
            made.choropleth,
            selected=selection.code,
            legend={
                **legend_command(
                    made.choropleth, choice.category.title, made.reading.when, seen_only=True
                ),
                "notes": [_SMALL],
            },
            background=background_command(session.settings()),
            phone=True,
        ),
        _KEY,
    )
    with st.container(key="area-was"):
        if selection.code is not None:
            area_panel(edition, viewer, made.reading, selection.code, _KEY)
            selection.closer(_KEY)

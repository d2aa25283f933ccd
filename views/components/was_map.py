"""The map of the page WAS: the buurten of one wijk, and below it what is known of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from ivbgeo.prevention.inwijk import spots_in
from ivbgeo.prevention.kind import PreventionKind
from ivbgeo.reading import Statistic
from layers.assets import STATIC
from layers.background import background_command
from layers.command import Scene
from layers.legend import legend_command
from layers.prevention_layer import prevention_layer
from layers.shapes import Spot, SpotKind
from layers.wijk_map import wijk_alone
from views.components import session
from views.components.area_panel import area_panel
from views.components.looked import looked, of_question, words
from views.components.map_panel import heard, map_panel
from views.components.selection import Selection
from views.components.shape_map import clicked
from views.components.spot_form import pointed_at
from views.components.was_holds import holds_today

if TYPE_CHECKING:
    from geo import AreaId
    from ivbgeo.atlas import Edition
    from ivbgeo.viewer import Viewer
    from layers.shapes import ShapeLayer
    from views.components.was_choices import WasChoice

__all__ = ["draw_map"]

_KEY = "was"
_SMALL = (
    "Het aantal per buurt. Grote buurten hebben vanzelf meer, en kleine verschillen zijn meestal "
    "toeval."
)


def draw_map(
    edition: Edition, viewer: Viewer, choice: WasChoice, *, reporting: bool = False
) -> None:
    """Draw the map; a buurt that is chosen is told below it.

    ``reporting``: a press says where a plek is.
    """
    question = choice.question
    made = wijk_alone(edition, viewer, choice.wijk, question, Statistic.AANTAL, STATIC)
    looked(
        viewer, "kaart van een wijk", of_question(edition, viewer, question),
        area=choice.wijk, detail=words(question),
    )  # fmt: skip
    selection = Selection(made.reading)
    if not reporting:  # what was said on the map is told once
        selection.take(heard(_KEY).area)
    layer = _layer(edition, viewer, choice.wijk, reporting=reporting)
    legend = legend_command(
        made.choropleth, choice.category.title, made.reading.when, seen_only=True
    )
    legend["entries"] += layer.legend("", "")["entries"]
    legend["notes"] = [_SMALL] if any(one.value for one in made.reading.readings) else []
    map_panel(
        Scene(
            made.choropleth,
            selected=None if reporting else selection.code,
            legend=None if reporting else legend,
            background=background_command(session.settings()),
            shapes=layer.kept if layer.shapes or layer.spots else None,
            asks="place" if reporting else "area",
            phone=True,
        ),
        _KEY,
    )
    with st.container(key="area-was"):
        if selection.code is not None and not reporting:
            area_panel(edition, viewer, made.reading, selection.code, _KEY)
            selection.closer(_KEY)


def _layer(edition: Edition, viewer: Viewer, wijk: AreaId, *, reporting: bool) -> ShapeLayer:
    """Give what lies over the buurten: plekken, rounds and zones; groups are said in words."""
    place = pointed_at(clicked(_KEY)) if reporting else None
    here = [Spot("Hier meldt u een plek", SpotKind.PLEK, *place)] if place else []
    said = () if reporting else holds_today(edition, viewer, wijk)
    shown = [one for one in said if one.kind is not PreventionKind.GROEP]
    looked(viewer, "preventie in een wijk", shown, area=wijk)
    plekken = spots_in(edition, viewer, wijk)
    if plekken:
        looked(viewer, "stille en enge plekken", area=wijk)
    return prevention_layer(edition, shown, plekken, over_colours=True, more=((), here))

"""The map of a page in steps: areas, and over them what the step is about.

Owns where each map was sent last, and which click was told.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

import streamlit as st

from geo import NETHERLANDS_BOUNDS, WgsPoints, to_rd
from layers.assets import STATIC
from layers.background import background_command
from layers.bare_map import bare_map
from layers.choropleth import Choropleth
from layers.command import Scene
from layers.legend import legend_command
from views.components import session
from views.components.map_panel import heard, map_panel

if TYPE_CHECKING:
    from typing import Any

    from ivbgeo.atlas import Edition
    from layers.shapes import ShapeLayer

__all__ = ["Asks", "Clicked", "clicked", "shape_map"]

_NO_BORDERS = "Er zijn nog geen grenzen van buurten in de opslag, dus ook geen kaart."


class Asks(Enum):
    """What a click on a map says: a place, that may be kept nowhere, not even what is in view."""

    NOTHING = "nothing"
    PLACE = "place"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Clicked:
    """A place that was clicked on the map, EPSG:28992, metres."""

    x: float
    y: float


def clicked(key: str) -> Clicked | None:
    """Tell where was clicked on a map since the last run; to be asked before the map is drawn.

    Each click is told once.
    """
    text = heard(key).place
    try:
        lat, lon = map(float, (text or "").split(","))
    except ValueError:
        return None  # no click, or not from our map
    west, south, east, north = NETHERLANDS_BOUNDS
    if not (west <= lon <= east and south <= lat <= north):
        return None
    found = to_rd(WgsPoints([lon], [lat]))
    return Clicked(round(float(found.x[0]), 1), round(float(found.y[0]), 1))


def shape_map(
    ground: Edition | Choropleth,
    layer: ShapeLayer,
    key: str,
    title: str,
    *,
    about: str = "",
    asks: Asks = Asks.NOTHING,
    subject: str | None = None,
) -> None:
    """Draw a map.

    Parameters
    ----------
    ground
        What lies below: areas with their colours, or of an edition the borders of all alone.
    layer
        What lies over it.
    key
        Name of the map within the session.
    title, about
        What the legend says above, in Dutch.
    asks
        What a click says (see :func:`clicked`).
    subject
        What the map is about: when that changes the map goes to where it is. Left out: whenever
        what is on the map is somewhere else. Empty: it stays as it is.
    """
    colours = ground if isinstance(ground, Choropleth) else None
    choropleth = ground if isinstance(ground, Choropleth) else bare_map(ground, title, STATIC)
    if choropleth is None:
        st.info(_NO_BORDERS)
        return
    map_panel(
        Scene(
            choropleth,
            legend=_legend(layer, title, about, colours),
            go=_go(layer, key, subject),
            background=background_command(session.settings()),
            shapes=layer.kept,
            asks="nothing" if asks is Asks.NOTHING else "place",
            secret=asks is Asks.HIDDEN,
        ),
        key,
    )


def _legend(
    layer: ShapeLayer, title: str, about: str, colours: Choropleth | None
) -> dict[str, Any] | None:
    if colours is None:
        return layer.legend(title, about) if layer.bounds else None
    # First what lies over the colours; of states only those that there are.
    used = {look.fill(colours.classes) for look in colours.looks} | {*colours.classes.colours}
    below = [one for one in legend_command(colours, title, about)["entries"] if one[0] in used]
    legend = layer.legend(title, about)
    return {**legend, "entries": legend["entries"] + below}


def _go(layer: ShapeLayer, key: str, subject: str | None) -> dict[str, Any] | None:
    """Tell the map where to go, once for each subject."""
    if layer.bounds is None or subject == "":
        return None
    memory = f"{key}-gone-to"
    at, n = st.session_state.get(memory, (None, 0))
    wanted = layer.bounds if subject is None else subject
    if at != wanted:
        at, n = wanted, n + 1
    st.session_state[memory] = at, n
    west, south, east, north = layer.bounds
    middle = [(west + east) / 2, (south + north) / 2]
    return {"n": n, "at": middle, "bounds": list(layer.bounds), "whole": True}

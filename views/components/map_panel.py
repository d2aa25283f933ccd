"""The map in a page: the only caller of streamlit-folium. Owns the memory of what it said last.

streamlit-folium makes the same base of each map anew in every run, which takes longer than all that
is said of it. So it makes that once for each key; a run puts its own piece of script in. This leans
on the name ``_component_func`` of streamlit-folium 0.27.4, which a test watches.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

import streamlit as st
import streamlit_folium

from layers.base_map import base_map, piece
from layers.command import script
from views.components.kept import to_send

if TYPE_CHECKING:
    from typing import Any

    from layers.command import Scene

__all__ = ["FIRST", "SECOND", "Heard", "heard", "map_panel", "view_of"]

FIRST, SECOND = "kaart", "kaart-2"

_HEIGHT = 480  # pixels, until the frame says what it needs
_LONGEST = 60  # of a code, a period or a view
_HERE = "ivbgeoMap.here;"  # in place of what a run has to say
_listening = Lock()
_draw = streamlit_folium._component_func  # noqa: SLF001 - see above


@dataclass(frozen=True, slots=True)
class Heard:
    """What was done on a map: an area was chosen, a period, or a place (latitude, longitude).

    The words of a browser.
    """

    area: str | None = None
    period: str | None = None
    place: str | None = None


def heard(key: str = FIRST) -> Heard:
    """Tell what was done on a map since the last run; to be asked before the map is drawn.

    Each thing is told once. Whether there is such an area or period is for the caller to see.
    """
    return Heard(*(_told(key, kind) for kind in ("area", "period", "place")))


def view_of(key: str = FIRST) -> str | None:
    """Give what is in view as the map told it last, empty for all of it; None: not told yet."""
    answer = st.session_state.get(key)
    told = answer.get("view") if isinstance(answer, Mapping) else None
    return told if isinstance(told, str) and len(told) <= _LONGEST else None


def map_panel(scene: Scene, key: str = FIRST) -> None:
    """Draw the map.

    To be used within a ``st.fragment``, together with the widgets that change it. The map stays
    where it is when the scene changes: only what differs is sent.

    Parameters
    ----------
    scene
        What to show.
    key
        Name of the map within the session; stable, or the map is made again.
    """
    with _listening:
        told = _told_of(key)
    said = script(scene, to_send(scene.all_kept, key))
    group = told["feature_group"].replace(_HERE, said)
    _draw(**{**told, "feature_group": group})


@cache
def _told_of(key: str) -> dict[str, Any]:
    """Give what streamlit-folium would tell its frame, with ``_HERE`` for what a run says."""
    told: dict[str, Any] = {}
    streamlit_folium._component_func = told.update  # noqa: SLF001 - see above
    try:
        streamlit_folium.st_folium(
            base_map(),
            key=key,
            height=_HEIGHT,
            use_container_width=True,
            returned_objects=[],
            feature_group_to_add=piece(_HERE),
        )
    finally:
        streamlit_folium._component_func = _draw  # noqa: SLF001 - see above
    return told


def _told(key: str, kind: str) -> str | None:
    """Give what was said of a kind since it was asked last."""
    answer = st.session_state.get(key)
    # It comes from a browser, so it may be anything.
    match answer.get(kind) if isinstance(answer, Mapping) else None:
        case [str(value), int(number)] if len(value) <= _LONGEST:
            memory = f"{key}-{kind}-last"
            if number != st.session_state.get(memory):
                st.session_state[memory] = number
                return value
    return None

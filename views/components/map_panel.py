"""The map in a page: the only caller of streamlit-folium. Owns the memory of the last click."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import streamlit as st
from streamlit_folium import st_folium

from layers.base_map import base_map
from layers.command import feature_group

if TYPE_CHECKING:
    from layers.cameras import CameraMark
    from layers.choropleth import Choropleth

__all__ = ["map_panel"]


def map_panel(
    choropleth: Choropleth,
    cameras: Sequence[CameraMark] = (),
    selected: str | None = None,
    height: int = 560,
    key: str = "kaart",
) -> str | None:
    """Draw the map and tell which area was chosen just now.

    To be used within a ``st.fragment``, together with the widgets that change it. The map stays
    where it is when the choropleth changes: only colours and labels are sent.

    Parameters
    ----------
    choropleth
        What to show.
    cameras
        Camera areas on top; none hides their switch too.
    selected
        Code of the area with the strong outline.
    height
        In pixels.
    key
        Name of the map within the session; stable, or the map is made again.

    Returns
    -------
    str or None
        Code of an area of this choropleth if it was clicked (or chosen with Enter) since the last
        run, else None. The same area can be chosen again.
    """
    answer = st_folium(
        base_map(),
        key=key,
        height=height,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=feature_group(choropleth, cameras, selected),
    )
    return _new_choice(answer, {look.code for look in choropleth.looks}, f"{key}-last-choice")


def _new_choice(answer: object, codes: set[str], memory: str) -> str | None:
    """Read what the frame says; it comes from a browser, so it may be anything."""
    if not isinstance(answer, Mapping):
        return None
    code, number = answer.get("area"), answer.get("n")
    if not isinstance(code, str) or code not in codes or not isinstance(number, int):
        return None
    if number == st.session_state.get(memory):
        return None
    st.session_state[memory] = number
    return code

"""Camera areas: their marks on the map, and the equal list in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from ivbgeo.city import cameras_in_all
from ivbgeo.dutch import day, moment
from layers.thematic import camera_marks
from views.components.markdown import plain

if TYPE_CHECKING:
    from ivbgeo.atlas import Edition
    from ivbgeo.viewer import Viewer
    from layers.cameras import CameraMark

__all__ = ["camera_list", "marks"]


def marks(edition: Edition, viewer: Viewer) -> tuple[CameraMark, ...]:
    """Give the marks of the camera areas that this viewer may see."""
    return camera_marks(edition, edition.camera_areas(viewer))


def camera_list(edition: Edition, viewer: Viewer) -> None:
    """Draw the list."""
    areas = edition.camera_areas(viewer)
    if not areas:
        return
    title = f"Cameragebieden op de kaart ({len(areas)})"
    with st.expander(title, key="camera-list", on_change="rerun") as panel:
        # Nothing is sent for who does not look.
        if not panel.open:
            return
        st.write(cameras_in_all(edition, viewer))
        for area in areas:
            since = f"sinds {moment(area.since)}" if area.since else "beginjaar niet bekend"
            until = f", tot en met {day(area.until)}" if area.until else ""
            st.markdown(f"**{plain(area.name)}** ({plain(f'{area.kind}, {since}{until}')})")
            st.caption(plain(f"{area.precision} Bron: {area.source}."))

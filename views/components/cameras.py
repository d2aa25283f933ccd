"""Camera areas: their marks on the map, and the equal list in words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from ivbgeo.city import cameras_in_all
from ivbgeo.register import standing
from ivbgeo.register.words import period, state
from layers.thematic import camera_marks
from views.components.looked import looked
from views.components.markdown import plain

if TYPE_CHECKING:
    from ivbgeo.atlas import Edition
    from ivbgeo.designation import Designation
    from ivbgeo.viewer import Viewer
    from layers.cameras import CameraMark

__all__ = ["camera_list", "marks"]


def marks(edition: Edition, viewer: Viewer) -> tuple[CameraMark, ...]:
    """Give the marks of the camera areas of today that this viewer may see."""
    areas = _areas(edition, viewer)
    # Borders are many corners: worked out once.
    return edition.once(("camera marks", areas), lambda: camera_marks(edition, areas))


def camera_list(edition: Edition, viewer: Viewer) -> None:
    """Draw the list."""
    areas = _areas(edition, viewer)
    if not areas:
        return
    title = f"Cameragebieden op de kaart ({len(areas)})"
    with st.expander(title, key="camera-list", on_change="rerun") as panel:
        # Nothing is sent for who does not look.
        if not panel.open:
            return
        st.markdown(plain(cameras_in_all(edition, viewer)))
        for area in areas:
            when = ", ".join([area.kind, period(area), state(area, _today())])
            st.markdown(f"**{plain(area.name)}** ({plain(when)})")
            st.caption(plain(f"{area.precision} Bron: {area.source or 'niet genoemd'}.".strip()))


def _areas(edition: Edition, viewer: Viewer) -> tuple[Designation, ...]:
    areas = tuple(one.designation for one in standing(edition, viewer, _today()))
    looked(viewer, "cameragebieden op de kaart", areas)
    return areas


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the user's own day

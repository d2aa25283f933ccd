"""The stille and enge plekken of a wijk, each to be opened; for who walks there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from ivbgeo.dutch import day
from ivbgeo.prevention.inwijk import spots_in
from ivbgeo.prevention.listing import may_report, spot_history
from ivbgeo.prevention.words import spot_changes
from ivbgeo.register.words import who
from views.components.looked import looked
from views.components.markdown import plain
from views.components.spot_form import change_form

if TYPE_CHECKING:
    from ivbgeo.atlas import Edition
    from ivbgeo.prevention.spot import SpotVersion
    from ivbgeo.viewer import Viewer
    from views.components.was_choices import WasWijk

__all__ = ["spot_list"]

_MOST = 10  # that were solved, the newest first
_NONE = "Er zijn nu geen plekken gemeld in deze wijk."


def spot_list(edition: Edition, viewer: Viewer, wijk: WasWijk) -> None:
    """Draw the list for who may see the plekken of this wijk; else nothing."""
    if not (may_report(viewer) and wijk.is_own):
        return
    looked(viewer, "stille en enge plekken", area=wijk.area)
    found = spots_in(edition, viewer, wijk.area, solved=True)
    waiting = [one for one in found if not one.spot.is_solved]
    solved = sorted(
        (one for one in found if one.spot.solved),
        key=lambda one: (one.spot.solved, one.number),
        reverse=True,
    )
    st.header("Stille en enge plekken", anchor=False)
    if not waiting:
        st.markdown(_NONE)
    for one in waiting:
        _spot(edition, viewer, one)
    if solved:
        st.markdown(f"Opgelost ({len(solved)}):")
    for one in solved[:_MOST]:
        _spot(edition, viewer, one)


def _spot(edition: Edition, viewer: Viewer, one: SpotVersion) -> None:
    said = one.spot
    title = plain(f"Plek {one.number}: {said.kind.words}, {said.light.words}")
    panel = st.expander(title, key=f"{one.key}-open", on_change="rerun")
    if not panel.open:
        return
    with panel:
        solved = f", opgelost op {day(said.solved)}" if said.solved else ""
        st.markdown(plain(f"Gemeld op {day(said.reported)}{solved}. Stand: {said.status.words}."))
        if said.remark:
            st.markdown(plain(said.remark))
        change_form(edition, viewer, one)
        _history(edition, viewer, one)


def _history(edition: Edition, viewer: Viewer, one: SpotVersion) -> None:
    """Draw what was said of it, the newest first: the number of a version is that to blank."""
    versions = spot_history(edition, viewer, one.key)
    told = []
    for version, earlier in zip(versions, [*versions[1:], None], strict=True):
        changes = " ".join(spot_changes(version, earlier))
        told.append(f"- {plain(f'Versie {version.version}, {who(version)}: {changes}')}")
    st.markdown("\n".join(["Wat erover is gezegd:", "", *told]))

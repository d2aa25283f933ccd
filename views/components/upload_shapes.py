"""Bringing a file of shapes in: camera areas, or prevention. Owns these widgets."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from geo import GeoError
from ivbgeo.errors import DataError
from ivbgeo.figure import Classification
from ivbgeo.messages import sentence
from ivbgeo.prevention.importing import import_preventions
from ivbgeo.prevention.kind import PreventionKind
from ivbgeo.register.importing import import_camera_areas
from ivbgeo.sources import Kind
from views.components import session
from views.components.markdown import plain

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ivbgeo.importing import ImportReport
    from ivbgeo.store import Store
    from ivbgeo.viewer import Viewer

__all__ = ["SHAPES", "upload_shapes"]

SHAPES = frozenset({Kind.CAMERA_AREAS, Kind.PREVENTION})
"""The kinds of files that are read as shapes, each with what is said of it."""
_SEEN = "upload-shapes-seen"
_SHOWN = 20
_FOR_WHOM = {
    Classification.INTERN: "Alleen medewerkers (intern)",
    Classification.OPEN: "Iedereen (open)",
}
_FILE_SAYS = "Dat staat in het bestand, in een kolom ‘soort’"


def upload_shapes(store: Store, viewer: Viewer, path: Path, kind: Kind) -> ImportReport | None:
    """Look at a file, and bring it in; gives the report when that is done."""
    edition = session.edition()
    bring: Callable[..., ImportReport]
    what: PreventionKind | None = None
    if kind is Kind.PREVENTION:
        kinds = list(PreventionKind)
        # By place: Streamlit lets an option that is None be cleared, in English.
        at = st.selectbox("Wat is het?", range(-1, len(kinds)), format_func=_called)
        what = None if at < 0 else kinds[at]
        bring = partial(import_preventions, edition, path, kind=what, viewer=viewer)
    else:
        bring = partial(import_camera_areas, store, edition, path, viewer=viewer)
    who = st.selectbox("Voor wie?", list(_FOR_WHOM), format_func=_FOR_WHOM.__getitem__)
    key = (path, kind, what, who, edition.version)
    kept = st.session_state.get(_SEEN)
    if kept is None or kept[0] != key:
        try:
            looked = bring(classification=who, dry_run=True)
        except (DataError, GeoError) as error:
            # Another choice above may be the right one.
            st.error(plain(sentence(error.rule, **error.values)))
            return None
        kept = st.session_state[_SEEN] = key, looked
    report: ImportReport = kept[1]
    if report.refused:
        st.error(plain(report.message))
        st.markdown("\n".join(f"- {plain(one.message)}" for one in report.rejections[:_SHOWN]))
        return None
    st.info(plain(report.message))
    for remark in (*report.overlaps, *report.notes):
        st.warning(plain(remark))
    if report.ignored_columns:
        st.caption(plain(f"Niet overgenomen: {', '.join(report.ignored_columns)}."))
    if not (report.rows_read and st.button("Inlezen", type="primary")):
        return None
    with st.spinner("Inlezen …"):
        return bring(classification=who)


def _called(at: int) -> str:
    if at < 0:
        return _FILE_SAYS
    words = list(PreventionKind)[at].plural
    return words[0].upper() + words[1:]

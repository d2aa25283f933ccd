"""What changed lately in a wijk, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from ivbgeo.wijk import lately
from ivbgeo.words import origin
from views.components.looked import looked, told_to
from views.components.markdown import plain

if TYPE_CHECKING:
    from geo import AreaId
    from ivbgeo.atlas import Edition
    from ivbgeo.viewer import Viewer

__all__ = ["changed"]

_MOST = 5  # changes that are said at once
_NONE = "Er is geen verandering te zien die toeval niet kan verklaren."


def changed(edition: Edition, viewer: Viewer, wijk: AreaId) -> None:
    """Say what changed in the wijk, or that nothing can be told from chance."""
    found = lately(edition, viewer, wijk)
    looked(
        viewer, "wat veranderde in een wijk", told_to(edition, viewer),
        area=wijk, detail=str(found.period or ""),
    )  # fmt: skip
    st.header("Wat veranderde er?", anchor=False)
    said = [f"- {plain(one)}" for one in found.sentences]
    if said:
        st.markdown("\n".join(said[:_MOST]))
    elif found.compared:
        st.markdown(_NONE)
    if said[_MOST:]:
        with st.expander(f"Nog {len(said) - _MOST}"):
            st.markdown("\n".join(said[_MOST:]))
    st.markdown(plain(found.about))
    if found.sources:
        with st.expander("Waar komt dit vandaan?"):
            st.markdown("\n\n".join(f"{plain(origin(one))}." for one in found.sources))

"""What is known of the chosen area: the figure, how it lies to the city, its parts, its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from ivbgeo.dossier import area_dossier
from ivbgeo.words import origin
from views.components.markdown import plain
from views.components.plain_table import plain_table

if TYPE_CHECKING:
    from ivbgeo.atlas import Edition
    from ivbgeo.reading import MapReading
    from ivbgeo.viewer import Viewer

__all__ = ["area_panel"]


def area_panel(edition: Edition, viewer: Viewer, reading: MapReading, code: str) -> None:
    """Draw the panel of one area."""
    dossier = area_dossier(edition, viewer, reading, code)
    st.header(plain(dossier.name), anchor=False)
    st.markdown(f"**{plain(dossier.headline)}**")
    st.markdown(plain(" ".join(dossier.sentences)))
    if dossier.parts:
        columns = [title for title, _ in dossier.parts[0][1]]
        cells = zip(*([text for _, text in row] for _, row in dossier.parts), strict=True)
        plain_table(
            {"": [name for name, _ in dossier.parts], **dict(zip(columns, cells, strict=True))},
            f"{dossier.headline}, in delen",
        )
    with st.expander("Waar komt dit vandaan?"):
        if not dossier.provenance:
            st.write("Er is geen cijfer, dus ook geen bron.")
        for what, provenance in dossier.provenance:
            st.markdown(f"**{what}:** {plain(origin(provenance))}.")
            if provenance.remark:
                st.caption(plain(provenance.remark))
            st.caption(f"Controlegetal (SHA-256): {provenance.sha256[:16]}…")

"""What is known of the chosen area: the figure, how it lies to the city, its parts, its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from ivbgeo.dossier import area_dossier
from ivbgeo.words import origin
from views.components.looked import looked, of_question, words
from views.components.markdown import plain
from views.components.plain_table import plain_table

if TYPE_CHECKING:
    from ivbgeo.atlas import Edition
    from ivbgeo.dossier import AreaDossier
    from ivbgeo.reading import MapReading
    from ivbgeo.viewer import Viewer

__all__ = ["area_panel"]


def area_panel(edition: Edition, viewer: Viewer, reading: MapReading, code: str, key: str) -> None:
    """Draw the panel of one area; ``key`` names it within the session."""
    dossier = area_dossier(edition, viewer, reading, code)
    looked(
        viewer, "gebied op de kaart", of_question(edition, viewer, reading.question),
        area=reading.answer.division.area_id(code), detail=words(reading.question),
    )  # fmt: skip
    st.header(plain(dossier.name), anchor=False)
    # One element: each costs some 130 bytes of a change.
    st.markdown(f"**{plain(dossier.headline)}**\n\n{plain(' '.join(dossier.sentences))}")
    if dossier.parts:
        columns = [title for title, _ in dossier.parts[0][1]]
        cells = zip(*([text for _, text in row] for _, row in dossier.parts), strict=True)
        plain_table(
            {"": [name for name, _ in dossier.parts], **dict(zip(columns, cells, strict=True))},
            f"{dossier.headline}, in delen",
        )
    # Said when it is opened: it is longer than all the rest.
    origins = st.expander("Waar komt dit vandaan?", key=f"{key}-origin", on_change="rerun")
    if origins.open:
        origins.markdown(_origins(dossier))


def _origins(dossier: AreaDossier) -> str:
    if not dossier.provenance:
        return "Er is geen cijfer, dus ook geen bron."
    return "\n\n".join(
        f"**{what}:** {plain(origin(provenance))}. {plain(provenance.remark)}  \n"
        f"Controlegetal (SHA-256): {provenance.sha256[:16]}…"
        for what, provenance in dossier.provenance
    )

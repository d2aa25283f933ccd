"""A sheet for a round on paper, made when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from layers.naming import file_name
from views.components import session
from views.components.looked import taken

if TYPE_CHECKING:
    from geo import AreaId
    from ivbgeo.atlas import Edition
    from ivbgeo.viewer import Viewer

__all__ = ["sheet_paper"]


def sheet_paper(edition: Edition, viewer: Viewer, wijk: AreaId, name: str, key: str) -> None:
    """Draw the button that gives the sheet of a wijk, as this viewer may see it.

    Parameters
    ----------
    name
        Of the wijk.
    key
        For the button; it may be on a page once.
    """
    settings = session.settings()

    def make() -> bytes:
        # Typst and matplotlib take long to load: nobody waits for them who only looks.
        from ivbgeo.municipality import phone_of  # noqa: PLC0415 - said above
        from ivbgeo.prevention.roundsheet import round_sheet  # noqa: PLC0415 - said above
        from ivbgeo.tiles import tile_source  # noqa: PLC0415 - said above
        from layers.roundsheet import round_pdf  # noqa: PLC0415 - said above

        sheet = round_sheet(edition, viewer, wijk)
        return round_pdf(edition, sheet, tile_source(settings), phone_of(edition, settings))

    # Plekken are for few: whoever is signed in and takes it along is noted.
    noted = taken(viewer, "rondeblad", make, area=wijk, detail="pdf")
    st.download_button(
        "Rondeblad op papier (PDF)",
        noted,
        f"{file_name(f'rondeblad {name}')}.pdf",
        "application/pdf",
        key=f"sheet-{key}",
        on_click="ignore",
    )

"""The wijkprofiel on paper, made when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from layers.assets import STATIC
from layers.naming import file_name
from views.components.looked import taken, told_to

if TYPE_CHECKING:
    from views.components.wijk_sheet import WijkSheet

__all__ = ["paper"]


def paper(sheet: WijkSheet) -> None:
    """Draw the button."""
    profile = sheet.profile

    def make() -> bytes:
        # Typst and matplotlib take long to load: nobody waits for them who only looks.
        from layers.profile import profile_pdf  # noqa: PLC0415 - said above

        return profile_pdf(sheet.edition, sheet.viewer, profile, STATIC)

    noted = taken(
        sheet.viewer, "wijkprofiel", make, told_to(sheet.edition, sheet.viewer),
        area=profile.area, detail=f"{profile.period}; pdf",
    )  # fmt: skip
    st.download_button(
        "Wijkprofiel op papier (PDF)",
        noted,
        f"{file_name(f'wijkprofiel {profile.name} {profile.period}')}.pdf",
        "application/pdf",
        key=f"paper-{sheet.key}",
        on_click="ignore",
    )

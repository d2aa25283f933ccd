"""What the municipality puts first in each period."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from ivbgeo.speerpunten import periods

if TYPE_CHECKING:
    from ivbgeo.atlas import Edition
    from ivbgeo.viewer import Viewer

__all__ = ["speerpunten_panel"]


def speerpunten_panel(edition: Edition, viewer: Viewer) -> None:
    """Draw the speerpunten by period."""
    found = periods(edition, viewer)
    if not found:
        st.write("Hiervan staat nog niets in de opslag.")
        return
    for column, (period, lines) in zip(st.columns(len(found)), found.items(), strict=True):
        column.subheader(period, anchor=False)
        column.markdown("\n".join(lines))

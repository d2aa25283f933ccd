"""What the municipality puts first in each period, and what is done for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from ivbgeo.speerpunten import efforts, periods
from views.components.plain_table import plain_table

if TYPE_CHECKING:
    from ivbgeo.atlas import Edition
    from ivbgeo.viewer import Viewer

__all__ = ["speerpunten_panel"]


def speerpunten_panel(edition: Edition, viewer: Viewer) -> None:
    """Draw the speerpunten by period and the inspanningen with their partners."""
    found = periods(edition, viewer)
    if not found:
        st.write("Hiervan staat nog niets in de opslag.")
        return
    for column, (period, lines) in zip(st.columns(len(found)), found.items(), strict=True):
        column.subheader(period, anchor=False)
        column.markdown("\n".join(lines))
    for title, rows in efforts(edition, viewer).items():
        with st.expander(f"Inspanningen: {title}"):
            columns = {column: [row[column] for row in rows] for column in rows[0]}
            plain_table(columns, f"Inspanningen en partners: {title}")

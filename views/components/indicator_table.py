"""Figures of a single year, as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from ivbgeo.city import value_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ivbgeo.city import Series

__all__ = ["indicator_table"]

_MET = {True: "ja", False: "nee", None: ""}


def indicator_table(found: Sequence[Series]) -> None:
    """Draw the table."""
    points = [(series, point) for series in found for point in series.points]
    st.dataframe(
        {
            "Cijfer": [series.title for series, _ in points],
            "Jaar": [str(point.period) for _, point in points],
            "Waarde": [value_words(point) for _, point in points],
            "Eenheid": [series.unit for series, _ in points],
            "Doel gehaald": [_MET[point.target_met] for _, point in points],
            "Opmerking": [point.remark for _, point in points],
            "Bron": [point.source for _, point in points],
        },
        hide_index=True,
        alt="Tabel met cijfers van één jaar",
    )

"""The same figures as the map, as a table to sort, and as files to take along."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from ivbgeo.export import Format, export, export_for_excel
from ivbgeo.table import figure_frame

if TYPE_CHECKING:
    from ivbgeo.reading import MapReading

__all__ = ["figure_table"]

_GEOJSON = "application/geo+json"
_GPKG = "application/geopackage+sqlite3"


def figure_table(reading: MapReading) -> None:
    """Draw the table and the buttons."""
    frame, decimals = figure_frame(reading)
    st.dataframe(
        # A styler keeps the numbers sortable and writes them the Dutch way, whatever the browser.
        frame.style.format(precision=decimals, decimal=",", thousands=".", na_rep="–"),
        hide_index=True,
        placeholder="–",
        height=min(38 + 35 * len(frame), 420),
        key="figures",
        alt=f"Tabel: {reading.title}, {reading.question.period}",
    )
    question = reading.question
    name = f"{question.category}-{question.level}-{question.period.start}"
    answers = [reading.answer]
    files = (
        ("CSV voor Excel", "csv", "text/csv", partial(export_for_excel, answers)),
        ("GeoJSON", "geojson", _GEOJSON, partial(export, answers, Format.GEOJSON)),
        ("GeoPackage", "gpkg", _GPKG, partial(export, answers, Format.GPKG)),
    )
    for column, (title, suffix, mime, make) in zip(st.columns(3), files, strict=True):
        column.download_button(
            title, make, f"{name}.{suffix}", mime, on_click="ignore", width="stretch"
        )

"""Figures of a single year, as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.city import value_words
from views.components.plain_table import plain_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ivbgeo.city import Series

__all__ = ["indicator_table"]

_MET = {True: "ja", False: "nee", None: ""}


def indicator_table(title: str, found: Sequence[Series]) -> None:
    """Draw the table of a section with this title."""
    points = [(series, point) for series in found for point in series.points]
    plain_table(
        {
            "Cijfer": [series.title for series, _ in points],
            "Jaar": [str(point.period) for _, point in points],
            "Waarde": [value_words(point) for _, point in points],
            "Eenheid": [series.unit for series, _ in points],
            "Doel gehaald": [_MET[point.target_met] for _, point in points],
            "Opmerking": [point.remark for _, point in points],
            "Bron": [point.source for _, point in points],
        },
        f"Cijfers van één jaar: {title}",
    )

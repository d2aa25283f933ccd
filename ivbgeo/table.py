"""A map's figures as a table with Dutch headings: the equal of the map for who can't see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ivbgeo.reading import Statistic

if TYPE_CHECKING:
    from ivbgeo.reading import MapReading

__all__ = ["figure_frame"]


def figure_frame(reading: MapReading) -> tuple[pd.DataFrame, int]:
    """Give the table of a map, and the number of decimals of its value.

    Returns
    -------
    DataFrame
        One row per area: Gebied, the value (NaN where there is none), Toestand, Opmerking.
    """
    heading = {
        Statistic.AANTAL: "Aantal",
        Statistic.PER_1000: "Per 1.000",
        Statistic.AANDEEL_LOPEND: "% lopend",
    }[reading.statistic]
    frame = pd.DataFrame(
        {
            "Gebied": [one.figure.area_name for one in reading.readings],
            heading: pd.array([one.value for one in reading.readings], dtype="float64"),
            "Toestand": [one.state.words for one in reading.readings],
            "Opmerking": [one.note if one.state.has_value else "" for one in reading.readings],
        }
    )
    known = frame[heading].notna()
    frame = pd.concat([frame[known].sort_values(heading, ascending=False), frame[~known]])
    return frame.reset_index(drop=True), 0 if reading.statistic is Statistic.AANTAL else 1

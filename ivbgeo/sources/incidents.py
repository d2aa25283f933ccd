"""Incidents: what, when and where; never who."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

import numpy as np

from ivbgeo.sources.fault import ValueRefusedError
from ivbgeo.sources.kind import Field, Kind, Schema
from ivbgeo.sources.moment import DateReader
from ivbgeo.sources.text import CategoryReader

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ivbgeo.sources.rowset import RowSet

__all__ = ["INCIDENTS", "IncidentRow"]


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One incident. ``start`` and ``end`` are local; a ``date`` where the time is not known.

    ``category`` is a code of the police. ``x``, ``y``: metres, EPSG:28992, both or none.
    """

    line: int
    category: str
    start: date
    end: date | None = None
    x: float | None = None
    y: float | None = None
    area_code: str | None = None
    division_year: int | None = None
    area_name: str | None = None

    def __post_init__(self) -> None:
        if self.end is not None and _before(self.end, self.start):
            raise ValueRefusedError("date.order", self.end, field="end", first=self.start)


def _before(one: date, other: date) -> bool:
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one < other
    return f"{one:%Y-%m-%d}" < f"{other:%Y-%m-%d}"


def _disordered(rows: RowSet) -> NDArray[np.bool_]:
    """Tell which rows end before they start: by the day, unless both have a time."""
    start, end = rows.times("start"), rows.times("end")
    days = end.values.astype("M8[D]") < start.values.astype("M8[D]")
    return np.where(start.timed & end.timed, end.values < start.values, days)


INCIDENTS = Schema(
    Kind.INCIDENTS,
    (
        Field(
            "category",
            (
                "categorie",
                "soort misdrijf",
                "soort delict",
                "delict",
                "delictcode",
                "misdrijf",
                "misdrijfcode",
                "soort incident",
                "incidenttype",
                "type incident",
                "type delict",
                "soort",
                "categoriecode",
                "maatschappelijke klasse",
                "mk",
                "category",
                "crime type",
                "crime",
                "offence",
                "incident type",
                "type",
            ),
            lambda settings: CategoryReader(settings.categories),
            required=True,
        ),
        Field(
            "start",
            (
                "begin",
                "begindatum",
                "startdatum",
                "datum begin",
                "datum start",
                "datum",
                "pleegdatum",
                "pleegdatum begin",
                "begin pleegperiode",
                "datum tijd",
                "datum/tijd",
                "datum en tijd",
                "tijdstip",
                "datum incident",
                "incidentdatum",
                "start",
                "start date",
                "date",
                "datetime",
                "date time",
                "timestamp",
                "moment",
                "van",
                "datum van",
                "pleegmoment",
                "begintijdstip",
                "from",
                "begin datum tijd",
            ),
            lambda settings: DateReader(settings.today, with_time=True, future=False),
            required=True,
        ),
        Field(
            "end",
            (
                "eind",
                "einde",
                "einddatum",
                "datum eind",
                "datum einde",
                "pleegdatum eind",
                "pleegdatum einde",
                "eind pleegperiode",
                "einde pleegperiode",
                "end",
                "end date",
                "tot",
                "datum tot",
                "tot en met",
                "t/m",
                "eindtijdstip",
                "until",
                "to",
            ),
            lambda settings: DateReader(settings.today, with_time=True, future=False),
        ),
    ),
    IncidentRow,
    _disordered,
)

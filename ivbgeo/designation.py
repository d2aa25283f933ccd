"""A camera area: what the mayor designates, where and for how long (art. 151c Gemeentewet)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ivbgeo.camera import CameraKind
from ivbgeo.dutch import day
from ivbgeo.errors import DataError
from ivbgeo.figure import Classification
from ivbgeo.outline import POLYGONS, check_outline

if TYPE_CHECKING:
    from datetime import datetime

    from shapely.geometry.base import BaseGeometry

    from geo import AreaId

__all__ = ["LONGEST_RETENTION", "Designation", "DesignationVersion"]

LONGEST_RETENTION = 28
"""Days that recordings may be kept at most: four weeks."""

_LONGEST = {"name": 120, "order": 300, "bylaw": 300, "evaluation_every": 80, "place_name": 120}
_LONGEST_TEXT = 4000
_CALLED = {
    "name": "Naam",
    "order": "Besluit van de burgemeester",
    "bylaw": "Verordening van de raad",
    "evaluation_every": "Hoe vaak evalueren",
    "place_name": "Plek",
    "signs": "Borden",
    "necessity": "Noodzaak",
    "proportionality": "Proportionaliteit",
    "subsidiarity": "Subsidiariteit",
    "consultation": "Overleg",
    "live_viewing": "Meekijken",
    "withdrawal": "Wanneer het stopt",
    "precision": "Hoe precies",
    "source": "Bron",
    "remark": "Opmerking",
}
_STARTS = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Designation:
    """What is said of a camera area. Not known is ``None`` or an empty text, never a guess.

    Parameters
    ----------
    name, kind
        What it is called; ``vast`` or ``tijdelijk``.
    starts
        A year, month or day (``2014``, ``2014-08``, ``2014-08-01``), as far as known.
    ends, withdrawn_on
        The last day of the order; the day on which it was withdrawn before that.
    evaluation, evaluation_every
        The day of the next evaluation; how often, in words.
    order, bylaw
        The order of the mayor and the bylaw of the council that it rests on.
    border
        The designated area, EPSG:28992; ``None`` where its border is not known here.
    area
        A place to start looking from; ``None`` is the whole city. Not the designated area.
    lon, lat, precision
        A public point (degrees WGS84) and how exact it is, in Dutch.
    signs, live_viewing, consultation
        How it can be known that there are cameras; whether somebody watches; the talk with the
        prosecutor and the police.
    necessity, proportionality, subsidiarity, withdrawal
        The reasons, as the municipality gives them; the figure or the state at which it stops.
    retention_days
        How long recordings are kept.

    Raises
    ------
    DataError
        If the name is missing, a text too long, days are reversed, the border is no polygon, or
        recordings are kept for longer than four weeks.
    """

    name: str
    kind: CameraKind
    starts: str = ""
    ends: date | None = None
    withdrawn_on: date | None = None
    evaluation: date | None = None
    evaluation_every: str = ""
    order: str = ""
    bylaw: str = ""
    border: BaseGeometry | None = None
    area: AreaId | None = None
    place_name: str = ""
    lon: float | None = None
    lat: float | None = None
    precision: str = ""
    signs: str = ""
    live_viewing: str = ""
    consultation: str = ""
    necessity: str = ""
    proportionality: str = ""
    subsidiarity: str = ""
    withdrawal: str = ""
    retention_days: int | None = None
    classification: Classification = Classification.OPEN
    source: str = ""
    remark: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "kind", CameraKind(self.kind))
        if not self.name.strip():
            raise DataError("designation.no_name")
        for name, called in _CALLED.items():
            text, most = getattr(self, name), _LONGEST.get(name, _LONGEST_TEXT)
            if len(text) > most:
                raise DataError("measure.long", what=called, value=len(text), most=most)
        self._check_days()
        if (self.lon is None) != (self.lat is None):
            raise ValueError(f"{self.name}: a place needs both lon and lat, or neither")
        if self.retention_days is not None and not 1 <= self.retention_days <= LONGEST_RETENTION:
            raise DataError(
                "designation.retention", value=self.retention_days, most=LONGEST_RETENTION
            )
        if self.border is not None:
            check_outline(self.border, POLYGONS, "designation.border")
        if self.classification is Classification.VERTROUWELIJK:
            raise DataError("designation.classification")

    def _check_days(self) -> None:
        if self.starts:
            _first_day(self.starts)
        for last in (self.ends, self.withdrawn_on):
            # "2014" is before any day of 2014.
            if last is not None and self.starts > last.isoformat():
                raise DataError("designation.dates", first=self.starts, last=day(last))

    @property
    def texts(self) -> tuple[str, ...]:
        """All that somebody typed in."""
        return tuple(getattr(self, name) for name in _CALLED)

    @property
    def first_day(self) -> date | None:
        """The first day, or the first that it can have been; None where no start is known."""
        return _first_day(self.starts) if self.starts else None

    @property
    def last_day(self) -> date | None:
        """The last day on which cameras may be there; None where no end is known."""
        return min(filter(None, (self.ends, self.withdrawn_on)), default=None)

    def has_run_out(self, when: date) -> bool:
        """Whether the end of a fixed one is past, and nobody wrote that it was withdrawn."""
        is_past = self.ends is not None and self.ends < when
        return is_past and self.kind is CameraKind.VAST and self.withdrawn_on is None

    def is_valid_on(self, when: date) -> bool:
        """Whether cameras may be there on a day; of an unknown first day it is taken that they may.

        Of a year or a month as the first day: from its beginning.
        """
        last = self.last_day
        return self.starts <= when.isoformat() and (last is None or when <= last)


@dataclass(frozen=True, slots=True, kw_only=True)
class DesignationVersion:
    """What was said of a camera area from a moment on, and the role that said so.

    Parameters
    ----------
    key
        What it is called for good: of one from a source its name there, else its number.
    version
        From 1; 0 for what a source says and nobody changed here.
    """

    key: str
    version: int
    changed_at: datetime
    changed_by: str
    withdrawn: bool
    designation: Designation


def _first_day(starts: str) -> date:
    if not _STARTS.fullmatch(starts):
        raise DataError("designation.starts", value=starts[:40])
    try:
        return date(*[*map(int, starts.split("-")), 1, 1][:3])
    except ValueError:
        raise DataError("designation.starts", value=starts) from None

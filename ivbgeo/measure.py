"""An inspanning: who does what with whom, where, from when to when, and what it should move."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from ivbgeo.dutch import day
from ivbgeo.errors import DataError
from ivbgeo.figure import Classification

if TYPE_CHECKING:
    from geo import AreaId

__all__ = ["ERASED", "SOURCE", "Measure", "MeasureStatus", "MeasureVersion"]

SOURCE = "bron"
"""Who a version is of that was taken from a document, as against a role."""

ERASED = "(gewist)"
"""What stands where the beheerder blanked what was typed: the title of a version, or a remark."""

_LONGEST = {"title": 120, "lead": 80, "source": 200, "remark": 2000}
_LONGEST_PARTNER = 60
_MOST_PARTNERS = 20
_CALLED = {
    "title": "Wat",
    "lead": "Wie",
    "source": "Bron",
    "remark": "Opmerking",
}


class MeasureStatus(StrEnum):
    """How far an inspanning is. ``ONBEKEND``: nobody said."""

    ONBEKEND = "onbekend"
    GEPLAND = "gepland"
    LOOPT = "loopt"
    AFGEROND = "afgerond"
    GESTOPT = "gestopt"

    @property
    def words(self) -> str:
        """Dutch words for a status."""
        return "niet bekend" if self is MeasureStatus.ONBEKEND else self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What is said of an inspanning. Not known is ``None`` or an empty text.

    Parameters
    ----------
    title
        What is done.
    lead
        Who does it: an organisation, never a person.
    partners
        Who takes part, organisations too.
    area
        Where; ``None`` is the whole city.
    starts, ends
        First and last day; ``None`` is not known.
    open_ended
        It is known that no end was set.
    speerpunt_code, category, indicator
        What it serves, and the counts or the indicator that it should move.
    classification
        ``open`` or ``intern``.

    Raises
    ------
    DataError
        If a text is missing or too long, days are reversed, or it has an end and no end.
    """

    title: str
    lead: str = ""
    partners: tuple[str, ...] = ()
    area: AreaId | None = None
    starts: date | None = None
    ends: date | None = None
    open_ended: bool = False
    status: MeasureStatus = MeasureStatus.ONBEKEND
    speerpunt_code: str | None = None
    category: str | None = None
    indicator: str | None = None
    classification: Classification = Classification.OPEN
    source: str = ""
    remark: str = ""

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise DataError("measure.no_title")
        for name, most in _LONGEST.items():
            _refuse_long(_CALLED[name], getattr(self, name), most)
        if len(self.partners) > _MOST_PARTNERS:
            raise DataError("measure.partners", value=len(self.partners), most=_MOST_PARTNERS)
        for partner in self.partners:
            _refuse_long("Partners", partner, _LONGEST_PARTNER)
        if self.starts and self.ends and self.ends < self.starts:
            raise DataError("measure.dates", first=day(self.starts), last=day(self.ends))
        if self.open_ended and self.ends:
            raise DataError("measure.open_ended", value=day(self.ends))
        if self.classification is Classification.VERTROUWELIJK:
            raise DataError("measure.classification")

    @property
    def texts(self) -> tuple[str, ...]:
        """All that somebody typed in."""
        return (self.title, self.lead, *self.partners, self.source, self.remark)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureVersion:
    """What was said of an inspanning from a moment on, and the role that said so.

    ``version`` counts from 1. ``withdrawn``: it was taken back as a whole, and is listed no more.
    """

    id: int
    version: int
    changed_at: datetime
    changed_by: str
    withdrawn: bool
    measure: Measure
    origin: str | None = None

    @property
    def is_erased(self) -> bool:
        """Whether the beheerder blanked what was typed here."""
        return self.measure.title == ERASED


def _refuse_long(what: str, text: str, most: int) -> None:
    if len(text) > most:
        raise DataError("measure.long", what=what, value=len(text), most=most)

"""Prevention: a group of neighbours, the area or round of a WAS-team, a zone or an evening."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ivbgeo.dutch import day
from ivbgeo.errors import DataError
from ivbgeo.figure import Classification
from ivbgeo.outline import check_outline
from ivbgeo.prevention.contact import check_contact
from ivbgeo.prevention.kind import PreventionKind

if TYPE_CHECKING:
    from datetime import date, datetime

    from shapely.geometry.base import BaseGeometry

    from geo import AreaId

__all__ = ["Prevention", "PreventionVersion"]

_LONGEST = {
    "name": 120,
    "times": 200,
    "contact_role": 80,
    "contact": 200,
    "decision": 300,
    "place": 120,
    "source": 200,
    "remark": 2000,
}
_CALLED = {
    "name": "Naam",
    "times": "Tijden",
    "contact_role": "Contact (functie)",
    "contact": "Contact (adres)",
    "decision": "Besluit",
    "place": "Plaats",
    "source": "Bron",
    "remark": "Opmerking",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Prevention:
    """What is said of one. Not known is ``None`` or an empty text, never a guess.

    Parameters
    ----------
    kind, name
        What it is, and what it is called.
    border
        Where it is, EPSG:28992, metres: one or more polygons; of a round lines or polygons; of an
        evening a point. ``None`` where that is not known here.
    area
        The wijk or buurt that it is of, where no border is known.
    valid_from, valid_to
        The first and the last day; ``None`` is not known.
    times
        When on those days, in words: ‘vrijdag van 20.00 tot 22.00 uur’.
    contact_role, contact
        A function (‘coördinator buurtpreventie’), and its e-mail or web address: never a person.
    decision, place
        By which order; where, in words.
    classification
        ``open`` or ``intern``.

    Raises
    ------
    DataError
        If the name is missing, a text is too long, the days are reversed, the border is of another
        sort or crosses itself, or the contact is no address.
    """

    kind: PreventionKind
    name: str
    border: BaseGeometry | None = None
    area: AreaId | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    times: str = ""
    contact_role: str = ""
    contact: str = ""
    decision: str = ""
    place: str = ""
    classification: Classification = Classification.INTERN
    source: str = ""
    remark: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "kind", PreventionKind(self.kind))
        if not self.name.strip():
            raise DataError("prevention.no_name", what=self.kind.words)
        for name, most in _LONGEST.items():
            text = getattr(self, name)
            if len(text) > most:
                raise DataError("measure.long", what=_CALLED[name], value=len(text), most=most)
        first, last = self.valid_from, self.valid_to
        if first and last and last < first:
            raise DataError("prevention.dates", first=day(first), last=day(last))
        if self.border is not None:
            check_outline(self.border, self.kind.sorts, "prevention.border")
        check_contact(self.contact)
        if self.classification is Classification.VERTROUWELIJK:
            raise DataError("prevention.classification")

    @property
    def texts(self) -> tuple[str, ...]:
        """All that somebody typed in, but the contact address, which has rules of its own."""
        return tuple(getattr(self, name) for name in _CALLED if name != "contact")

    @property
    def last_day(self) -> date | None:
        """The last day on which it is there; an evening of which one day is known is on that."""
        is_evening = self.kind is PreventionKind.AVOND
        return self.valid_to or (self.valid_from if is_evening else None)

    def is_valid_on(self, when: date) -> bool:
        """Whether it holds on a day; of a first or last day that is not known it is taken so.

        An evening is announced: it is there until it has been.
        """
        is_there = self.valid_from is None or self.valid_from <= when
        last = self.last_day
        is_there = is_there or self.kind is PreventionKind.AVOND
        return is_there and (last is None or when <= last)


@dataclass(frozen=True, slots=True, kw_only=True)
class PreventionVersion:
    """What was said of one from a moment on, and the role that said so.

    Parameters
    ----------
    key
        What it is called for good: of one from a file its code or name there, else its number.
    version
        From 1; 0 for what a file says and nobody changed here.
    """

    key: str
    version: int
    changed_at: datetime
    changed_by: str
    withdrawn: bool
    prevention: Prevention

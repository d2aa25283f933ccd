"""What must be decided soon: an evaluation is due, an order ends, a camera is in no area."""

from __future__ import annotations

import calendar
import itertools
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

import shapely

from ivbgeo.camera import CameraKind
from ivbgeo.dutch import day, moment
from ivbgeo.register.listing import cameras, designations
from ivbgeo.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ivbgeo.atlas import Edition
    from ivbgeo.camera import Camera, CameraVersion
    from ivbgeo.designation import Designation, DesignationVersion
    from ivbgeo.viewer import Viewer

__all__ = ["Deadline", "DeadlineKind", "deadlines", "years_between"]

_COUNTS = {"een": 1, "één": 1, "elk": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6}
_EVERY = re.compile(
    r"\b(?P<count>\d{1,2}|een|één|elk|twee|drie|vier|vijf|zes)\s+jaar\b"
    r"|\b(?P<joined>twee|drie|vier|vijf|zes)?jaarlijks\b",
    re.IGNORECASE,
)
# What ended longer ago is over: there is nothing left to look after.
_RECENT = timedelta(days=31)
_NAMED = 5
# Signs of a moment of which the month or the day is known.
_MONTH, _DAY = len("2026-08"), len("2026-08-01")


class DeadlineKind(StrEnum):
    """What it is about."""

    EVALUATIE = "evaluatie"
    EINDE = "einde"
    GEBIED = "gebied"

    @property
    def words(self) -> str:
        """What it is called on screen."""
        return _WORDS[self]


_WORDS = {
    DeadlineKind.EVALUATIE: "Evaluatie",
    DeadlineKind.EINDE: "Einde",
    DeadlineKind.GEBIED: "Cameragebied",
}


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something to decide.

    ``what``: ``camera`` or ``cameragebied``. ``key``: of it, empty where it is of several.
    ``sentence``: what is the matter, and what to do. ``is_late``: the day is past, or it is so now.
    ``is_worked_out``: the day follows from how often; nobody wrote it down.
    ``span``: a year or a month (``2027``, ``2026-08``) of which ``day`` is the last day, where no
    day is known.
    """

    day: date
    kind: DeadlineKind
    what: str
    key: str
    name: str
    sentence: str
    is_late: bool
    is_worked_out: bool = False
    span: str = ""

    @property
    def when(self) -> str:
        """When it is, as exactly as is known, in Dutch."""
        return moment(self.span) if self.span else day(self.day)

    @property
    def is_past(self) -> bool:
        """Whether a day is past: what is so now has none to be late for."""
        return self.is_late and self.kind is not DeadlineKind.GEBIED

    @property
    def title(self) -> str:
        """What it is about, and whether it is late."""
        return f"{self.kind.words}{' (te laat)' if self.is_past else ''}"


def deadlines(
    edition: Edition, viewer: Viewer, today: date, months: int = 12
) -> tuple[Deadline, ...]:
    """Give what must be decided, what is late first, then by day.

    Of cameras only to who may see where they are.

    Parameters
    ----------
    months
        How far ahead.
    """
    areas = designations(edition, viewer)
    found = cameras(edition, viewer) if viewer.may_see_points else ()
    until = _later(today, months)
    told = [
        *_evaluations(areas, found, today, until),
        *_ends_of_areas(areas, found, today, until),
        *_ends_of_cameras(found, today, until),
        *_outside(areas, found, today),
    ]
    return tuple(sorted(told, key=lambda one: (not one.is_late, one.day, one.name, one.kind)))


def years_between(words: str) -> int | None:
    """Read how many years lie between two evaluations; None where it does not say.

    Examples
    --------
    >>> years_between("elke vier jaar"), years_between("tweejaarlijks"), years_between("soms")
    (4, 2, None)
    """
    found = _EVERY.search(words)
    if found is None:
        return None
    count = found["count"] or found["joined"] or "een"
    years = int(count) if count.isdecimal() else _COUNTS[count.lower()]
    return years or None


def _evaluations(
    areas: Sequence[DesignationVersion],
    found: Sequence[CameraVersion],
    today: date,
    until: date,
) -> Iterator[Deadline]:
    kind = DeadlineKind.EVALUATIE
    for one in areas:
        said = one.designation
        if said.withdrawn_on is not None and said.withdrawn_on < today:
            continue
        if said.evaluation is None:
            yield from _worked_out(one, today, until)
        elif said.evaluation <= until:
            is_late = said.evaluation < today
            sentence = _evaluate(said.evaluation, is_late=is_late)
            yield Deadline(
                said.evaluation, kind, "cameragebied", one.key, said.name, sentence, is_late
            )
    for camera in found:
        due = camera.camera.evaluation
        if due is not None and due <= until and camera.camera.is_valid_on(today):
            is_late = due < today
            sentence = _evaluate(due, is_late=is_late)
            yield Deadline(due, kind, "camera", camera.key, camera.camera.name, sentence, is_late)


def _evaluate(due: date, *, is_late: bool) -> str:
    was = "moest" if is_late else "moet"
    return (
        f"De evaluatie {was} er zijn op {day(due)}. Evalueer, en vul daarna de dag van de "
        "volgende in."
    )


def _worked_out(one: DesignationVersion, today: date, until: date) -> Iterator[Deadline]:
    """Work out from when and how often, where nobody wrote down a day."""
    said = one.designation
    years = years_between(said.evaluation_every)
    if years is None or said.first_day is None or not said.is_valid_on(today):
        return
    # The turn that passed within a year still counts: nobody said that it was done.
    turns = (_later(said.first_day, 12 * years * count) for count in itertools.count(1))
    known = len(said.starts)
    turn = next(one for one in turns if _last_of(one, known) >= _later(today, -12))
    if turn > until:
        return
    due = _last_of(turn, known)
    is_late = due < today
    when = turn.isoformat()[:known]
    is_day = known == _DAY
    sentence = (
        f"Uitgerekend uit het begin ({moment(said.starts)}) en ‘{said.evaluation_every}’: de "
        f"evaluatie {'moest' if is_late else 'moet'} er zijn {'op' if is_day else 'in'} "
        f"{moment(when)}. Of er tussendoor een was, is niet bekend. Vul de dag van de volgende "
        "evaluatie in."
    )
    kind = DeadlineKind.EVALUATIE
    yield Deadline(
        due, kind, "cameragebied", one.key, said.name, sentence, is_late, True,
        "" if is_day else when,
    )  # fmt: skip


def _last_of(first: date, known: int) -> date:
    """Give the last day of the year or the month that a day stands for, else the day itself."""
    if known == _DAY:
        return first
    if known == _MONTH:
        return _later(first, 1) - timedelta(days=1)
    return _later(first, 12) - timedelta(days=1)


def _ends_of_areas(
    areas: Sequence[DesignationVersion],
    found: Sequence[CameraVersion],
    today: date,
    until: date,
) -> Iterator[Deadline]:
    for one in areas:
        said = one.designation
        if said.ends is None or said.withdrawn_on is not None or said.ends > until:
            continue
        is_late = said.ends < today
        there = [
            each.camera.name
            for each in found
            if each.camera.is_valid_on(today) and _belongs(each.camera, one)
        ]
        if is_late and said.kind is CameraKind.TIJDELIJK and not there:
            continue  # it came to its end, as was meant
        sentence = f"De aanwijzing {'eindigde' if is_late else 'eindigt'} op {day(said.ends)}."
        if there:
            sentence += f" Er {_hang(there)}."
        sentence += (
            " Neem een nieuw besluit als het nog nodig is, of schrijf op wanneer de aanwijzing is "
            "ingetrokken."
        )
        yield Deadline(
            said.ends, DeadlineKind.EINDE, "cameragebied", one.key, said.name, sentence, is_late
        )


def _belongs(camera: Camera, area: DesignationVersion) -> bool:
    """Whether a camera hangs for an area: it says so, or it says nothing and hangs in it."""
    if camera.designation is not None or camera.x is None:
        return camera.designation == area.key
    border = area.designation.border
    return border is not None and bool(border.covers(shapely.Point(camera.x, camera.y)))


def _hang(names: Sequence[str]) -> str:
    return "hangt 1 camera" if len(names) == 1 else f"hangen {len(names)} camera’s"


def _ends_of_cameras(
    found: Sequence[CameraVersion], today: date, until: date
) -> Iterator[Deadline]:
    for one in found:
        last = one.camera.valid_to
        if last is None or not today - _RECENT <= last <= until:
            continue
        is_late = last < today
        told = (
            f"Liep af op {day(last)}. Controleer of de camera weg is."
            if is_late
            else f"Loopt af op {day(last)}. Verleng op tijd, of plan het weghalen."
        )
        yield Deadline(last, DeadlineKind.EINDE, "camera", one.key, one.camera.name, told, is_late)


def _outside(
    areas: Sequence[DesignationVersion], found: Sequence[CameraVersion], today: date
) -> Iterator[Deadline]:
    """Find cameras in use that lie in no area that is designated now, as far as can be told."""
    there = {one.key: one.designation for one in areas if one.designation.is_valid_on(today)}
    names = {one.key: one.designation.name for one in areas}
    doubtful = []
    for one in found:
        if not one.camera.is_valid_on(today):
            continue
        told = _stands(one, there, names)
        if told is None:
            doubtful.append(one.camera.name)
        elif told:
            yield Deadline(
                today, DeadlineKind.GEBIED, "camera", one.key, one.camera.name, told, True
            )
    if doubtful:
        count = "1 camera" if len(doubtful) == 1 else f"{len(doubtful)} camera’s"
        rest = len(doubtful) - _NAMED
        called = [*doubtful[:_NAMED], *([f"nog {rest}"] if rest > 0 else [])]
        sentence = (
            f"Niet te zeggen of deze in een aangewezen gebied hangen: {listed(called)}. Kies bij "
            "elke camera het gebied, of geef elk gebied zijn grens."
        )
        yield Deadline(today, DeadlineKind.GEBIED, "camera", "", count, sentence, True)


def _stands(
    one: CameraVersion, there: Mapping[str, Designation], names: Mapping[str, str]
) -> str | None:
    """Say what is wrong with where a camera stands: empty if nothing, None if it can't be told."""
    camera = one.camera
    place = None if camera.x is None else shapely.Point(camera.x, camera.y)
    if camera.designation is not None:
        own = there.get(camera.designation)
        if own is None:
            name = names.get(camera.designation, camera.designation)
            return (
                f"Hoort bij ‘{name}’, maar dat gebied is nu niet aangewezen. Haal de camera weg, "
                "of kies het gebied waar zij nu bij hoort."
            )
        if own.border is not None and place is not None and not own.border.covers(place):
            return (
                f"Hangt buiten de grens van ‘{own.name}’. Controleer de plaats van de camera en de "
                "grens van het gebied."
            )
        return ""
    borders = [each.border for each in there.values()]
    if place is not None and any(each is not None and each.covers(place) for each in borders):
        return ""
    if place is None or None in borders:
        return None
    return (
        "Hangt in geen gebied dat nu is aangewezen. Een camera mag daar alleen na een besluit van "
        "de burgemeester."
    )


def _later(start: date, months: int) -> date:
    """Give the same day of a later (or earlier) month, or the last one that it has."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))

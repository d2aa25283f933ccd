"""Lines that hold on to each other: each has the hash of the one before it in its own."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from geo import AreaId, Level
from ivbgeo.record.entry import Act, Entry
from ivbgeo.viewer import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["START", "Broken", "Head", "Line", "Mark", "anchor", "broken", "chained"]

_ANCHOR = re.compile(r"(\d+) ([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Head:
    """Up to which line a record goes: its number, from 1, and its hash; 0 where there is none."""

    number: int
    hash: str


START = Head(0, "0" * 64)


@dataclass(frozen=True, slots=True)
class Mark:
    """A line that was the newest at some check, as it is kept elsewhere.

    ``at``: its moment, with its zone; ``days``: for how many days after it the line has to be
    there.
    """

    head: Head
    at: datetime
    days: int

    def has_to_be_there(self, now: datetime) -> bool:
        """Whether the line is too young to have been tidied away."""
        return now - self.at < timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it stands written; a hand in the database may have made anything of it.

    Parameters
    ----------
    number
        Counts from 1, without gaps.
    at
        The moment, with its zone, to the microsecond.
    act, what, role, who, detail
        As ``Entry`` has them.
    area_code, level, division_year
        The area, or all three None.
    hash
        SHA-256, in hexadecimal digits, over the hash of the line before it and all that it says.
    """

    number: int
    at: datetime
    act: str
    what: str
    role: str
    who: str
    area_code: str | None
    level: str | None
    division_year: int | None
    detail: str
    hash: str = ""

    @property
    def head(self) -> Head:
        """The line as the last one of a record."""
        return Head(self.number, self.hash)

    @property
    def entry(self) -> Entry:
        """What the line says.

        Raises
        ------
        ValueError
            If no line of ours says that.
        """
        area = None
        if self.area_code is not None and self.level is not None and self.division_year is not None:
            area = AreaId(self.area_code, self.division_year, Level(self.level))
        return Entry(Act(self.act), self.what, Role(self.role), self.who, area, self.detail)

    def link(self, before: str) -> str:
        """Give the hash that the line has behind the one of the hash ``before``."""
        told = [
            *(before, self.number),
            self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            *(self.act, self.what, self.role, self.who),
            *(self.area_code, self.level, self.division_year),
            self.detail,
        ]
        # As JSON, so that no two lines are written by the same signs.
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Broken:
    """What is wrong with a chain: a rule of the table of sentences, and the lines it is about."""

    rule: str
    first: int
    last: int


def chained(head: Head, at: datetime, entries: Iterable[Entry]) -> tuple[Line, ...]:
    """Give the lines of what was done at a moment, behind the last one that is there."""
    lines: list[Line] = []
    for entry in entries:
        area = entry.area
        told = Line(
            number=head.number + 1,
            at=at,
            act=entry.act.value,
            what=entry.what,
            role=entry.role.value,
            who=entry.who,
            area_code=area.code if area else None,
            level=area.level.value if area else None,
            division_year=area.year if area else None,
            detail=entry.detail,
        )
        line = replace(told, hash=told.link(head.hash))
        lines.append(line)
        head = line.head
    return tuple(lines)


def anchor(head: Head) -> str:
    """Give what an ``OPGERUIMD`` line says of the last line that was taken away."""
    return f"{head.number} {head.hash}"


def broken(
    lines: Iterable[Line],
    head: Head | None,
    aside: Sequence[Mark] = (),
    further: Iterable[Line] = (),
    now: datetime | None = None,
) -> Iterator[Broken]:
    """Look through a chain; gives nothing if all of it is as it was written.

    Parameters
    ----------
    lines
        The lines that are there, by number.
    head
        Up to which line the record went, by what is written beside it; None where that is lost.
    aside
        Lines as they were kept elsewhere, by number; none where nothing was.
    further
        Lines behind these, where these are not all: one of them may say what went before the first.
    now
        The moment, with its zone; None: the clock's.
    """
    first: Line | None = None
    last = START
    anchors = dict(filter(None, map(_taken, further)))
    marked = {mark.head.number for mark in aside}
    seen: dict[int, str] = {}
    for line in lines:
        if first is None:
            first = line
        elif line.number != last.number + 1:
            yield Broken("check.record_missing", last.number + 1, line.number - 1)
        elif line.hash != line.link(last.hash):
            yield Broken("check.record_altered", line.number, line.number)
        taken = _taken(line)
        if taken:
            anchors[taken[0]] = taken[1]
        if line.number in marked:
            seen[line.number] = line.hash
        last = line.head
    if first is not None:
        yield from _at_the_start(first, anchors)
    yield from _at_the_end(last, head)
    gone = first.number - 1 if first is not None else 0
    # A line that went says what it was by the one that says so.
    told = anchors | seen
    yield from _against(aside, told, gone, last, now or datetime.now(UTC))


def _taken(line: Line) -> tuple[int, str] | None:
    """Give the number and the hash of the last line that went, if this line says so."""
    found = _ANCHOR.fullmatch(line.detail) if line.act == Act.OPGERUIMD else None
    return (int(found[1]), found[2]) if found else None


def _at_the_start(first: Line, anchors: dict[int, str]) -> Iterator[Broken]:
    """Hold the first line that is there to what is known of the one before it."""
    gone = first.number - 1
    before = anchors.get(gone) if gone else START.hash
    if before is None:
        yield Broken("check.record_missing", 1, gone)
    elif first.hash != first.link(before):
        yield Broken("check.record_altered", first.number, first.number)


def _at_the_end(last: Head, head: Head | None) -> Iterator[Broken]:
    if head is None:
        yield Broken("check.record_head", last.number, last.number)
    elif head.number > last.number:
        yield Broken("check.record_missing", last.number + 1, head.number)
    elif head != last:
        yield Broken("check.record_head", head.number, last.number)


def _against(
    aside: Sequence[Mark], told: dict[int, str], gone: int, last: Head, now: datetime
) -> Iterator[Broken]:
    """Hold the chain to what was kept elsewhere: so it can't be cut or written anew as a whole.

    Parameters
    ----------
    told
        The hashes of lines that are there, and of those that went as far as that is said.
    gone
        Up to which line they went at the start.
    """
    heads = [mark.head for mark in aside]
    cut = [one.number for one in heads if one.number > last.number]
    if cut:
        yield Broken("check.record_missing", last.number + 1, max(cut))
    # That it was tidied away is no more than what a line says: anybody can write that.
    early = [
        mark.head.number for mark in aside if mark.head.number <= gone and mark.has_to_be_there(now)
    ]
    if early:
        yield Broken("check.record_missing", min(early), gone)
    other = [one.number for one in heads if told.get(one.number, one.hash) != one.hash]
    if other:
        yield Broken("check.record_rewritten", 1, max(other))

"""Lines that hold on to each other: each has the hash of the one before it in its own."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from geo import AreaId, Level
from ivbgeo.record.entry import Act, Entry
from ivbgeo.viewer import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["START", "Broken", "Head", "Line", "anchor", "broken", "chained"]

_ANCHOR = re.compile(r"(\d+) ([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Head:
    """Up to which line a record goes: its number, from 1, and its hash; 0 where there is none."""

    number: int
    hash: str


START = Head(0, "0" * 64)


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
    aside: Head | None = None,
    further: Iterable[Line] = (),
) -> Iterator[Broken]:
    """Look through a chain; gives nothing if all of it is as it was written.

    Parameters
    ----------
    lines
        The lines that are there, by number.
    head
        Up to which line the record went, by what is written beside it; None where that is lost.
    aside
        The same, as it was kept elsewhere at some moment; None where nothing was.
    further
        Lines behind these, where these are not all: one of them may say what went before the first.
    """
    first: Line | None = None
    last = START
    anchors = dict(filter(None, map(_taken, further)))
    seen: str | None = None
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
        if aside is not None and line.number == aside.number:
            seen = line.hash
        last = line.head
    if first is not None:
        yield from _at_the_start(first, anchors)
    yield from _at_the_end(last, head)
    yield from _against(aside, seen, last)


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


def _against(aside: Head | None, seen: str | None, last: Head) -> Iterator[Broken]:
    """Hold the chain to what was kept elsewhere: so it can't be cut or written anew as a whole."""
    if aside is None:
        return
    if aside.number > last.number:
        yield Broken("check.record_missing", last.number + 1, aside.number)
    elif seen is not None and seen != aside.hash:  # None: taken away since, or missing
        yield Broken("check.record_rewritten", 1, aside.number)

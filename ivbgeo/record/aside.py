"""The newest lines in a file of its own, best on another machine: a chain can't be cut unseen.

One line a day for as long as the record keeps them: what is younger than that has to be there, and
all that lies between.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from ivbgeo.errors import DataError
from ivbgeo.record.chain import Head, Mark
from ivbgeo.whole import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["keep_aside", "read_aside"]

_HASH = re.compile(r"[0-9a-f]{64}")


def keep_aside(path: Path, marks: Iterable[Mark], now: datetime) -> None:
    """Write which lines were the newest: the last one of each day that still has to be there.

    Raises
    ------
    UsageError
        If it can't be written there.
    """
    *_, newest = known = sorted(marks, key=lambda mark: mark.head.number)
    of_days = {mark.at.date(): mark for mark in known if mark.has_to_be_there(now)}
    # The newest one of all stays: it says how far the record went.
    of_days[newest.at.date()] = newest
    kept = [
        {
            "number": mark.head.number,
            "hash": mark.head.hash,
            "at": mark.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "days": mark.days,
        }
        for mark in of_days.values()
    ]
    write_whole(path, json.dumps(kept, indent=0).encode() + b"\n")


def read_aside(path: Path, days: int) -> tuple[Mark, ...]:
    """Give which lines were the newest when that was last written, by number; none: it never was.

    Parameters
    ----------
    days
        For how many days a line is kept now: what was to be kept for longer no longer has to be.

    Raises
    ------
    DataError
        If the file is not what was written.
    """
    try:
        marks = [_mark(told) for told in json.loads(path.read_bytes())]
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, KeyError, TypeError):
        raise DataError("check.record_aside", file=path) from None
    if not marks:
        raise DataError("check.record_aside", file=path)
    marks.sort(key=lambda mark: mark.head.number)
    return tuple(replace(mark, days=min(mark.days, days)) for mark in marks)


def _mark(told: Any) -> Mark:
    number, digits, days = told["number"], told["hash"], told["days"]
    at = datetime.fromisoformat(told["at"])
    if type(number) is not int or number < 1 or type(days) is not int or days < 1:
        raise ValueError(f"{number} and {days} are no line and days")
    if at.tzinfo is None or not _HASH.fullmatch(digits):
        raise ValueError(f"{at} and {digits} are no moment and hash")
    return Mark(Head(number, digits), at, days)

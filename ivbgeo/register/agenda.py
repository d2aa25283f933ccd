"""What must be decided, as a calendar file (RFC 5545) that any calendar reads."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from icalendar import Alarm, Calendar, Event

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ivbgeo.register.deadlines import Deadline

__all__ = ["calendar"]

_AHEAD = timedelta(days=-28)


def calendar(deadlines: Iterable[Deadline], now: datetime | None = None) -> bytes:
    """Write what must be decided as whole days, each with an alarm four weeks ahead.

    Of which no day is known stands on the last one that it can be, and says so.
    An entry keeps its name: who reads in a later file gets the new day in place of the old one.

    Parameters
    ----------
    now
        When it was made; None: now.
    """
    made = Calendar()
    made.add("prodid", "-//ivbgeo//Cameraregister//NL")
    made.add("version", "2.0")
    made.add("x-wr-calname", "Cameratoezicht: wat moet worden besloten")
    for one in deadlines:
        event = Event()
        event.add("uid", f"{one.kind}.{one.what}.{one.key}@ivbgeo")
        event.add("dtstamp", now or datetime.now(UTC))
        event.add("dtstart", one.day)
        event.add("dtend", one.day + timedelta(days=1))
        summary = f"{one.title}: {one.name}" + (f" (ongeveer: {one.when})" if one.span else "")
        event.add("summary", summary)
        event.add("description", one.sentence)
        event.add("transp", "TRANSPARENT")
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", _AHEAD)
        alarm.add("description", summary)
        event.add_component(alarm)
        made.add_component(event)
    return bytes(made.to_ical())

"""What somebody chose on the map, as the address of the page says it, and back.

An address comes from anybody: what it asks is kept as text here, and taken over only where it is
among what this viewer can choose.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING

from ivbgeo.errors import UsageError
from ivbgeo.period import Period

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["PERIOD", "SECOND", "Bookmark", "Wish", "period_key", "period_of"]

_LONGEST = 80
_FIRST = {"theme": "onderwerp", "category": "soort", "statistic": "maat", "period": "periode"}
_OTHER = {
    "level": "per",
    "area": "gebied",
    "method": "klassen",
    "breaks": "grenzen",
    "beside": "naast",
    "points": "punten",
    "view": "beeld",
}
PERIOD = _FIRST["period"]
SECOND = "2"  # behind the name of what is asked of the second map


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked of one map; empty: not said."""

    theme: str = ""
    category: str = ""
    statistic: str = ""
    period: str = ""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """What an address asks. ``area`` is year and code of an area (``2025-BU06370101``).

    ``beside`` is what the map is compared with, ``second`` what the second map then shows;
    ``view`` is what is in view, which the map itself keeps: west, south, east, north in degrees.
    """

    first: Wish = field(default_factory=Wish)
    level: str = ""
    area: str = ""
    method: str = ""
    breaks: str = ""
    beside: str = ""
    points: str = ""
    view: str = ""
    second: Wish = field(default_factory=Wish)

    @classmethod
    def parse(cls, params: Mapping[str, str]) -> Bookmark:
        """Read the parameters of an address; what is not ours is left, what is too long is cut."""
        given = {name: value[:_LONGEST] for name, value in params.items()}
        first = Wish(**{key: given.get(name, "") for key, name in _FIRST.items()})
        second = Wish(**{key: given.get(name + SECOND, "") for key, name in _FIRST.items()})
        other = {key: given.get(name, "") for key, name in _OTHER.items()}
        return cls(first=first, second=second, **other)

    def params(self) -> dict[str, str]:
        """Write the parameters of an address, in a fixed order; what is empty is left out."""
        first, second = asdict(self.first), asdict(self.second)
        written = {name: first[key] for key, name in _FIRST.items()}
        written |= {name: getattr(self, key) for key, name in _OTHER.items()}
        written |= {name + SECOND: second[key] for key, name in _FIRST.items()}
        return {name: value for name, value in written.items() if value}

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked, but perhaps a view."""
        return replace(self, view="") == Bookmark()


def period_key(period: Period) -> str:
    """Write a period as an address does: ``2023``, ``2023-04`` or ``2026-01/2026-09``.

    Examples
    --------
    >>> period_key(Period.year(2023)), period_key(Period.parse("2026-01", "2026-09"))
    ('2023', '2026-01/2026-09')
    """
    if period.is_year:
        return period.start[:4]
    return period.start if period.first == period.last else f"{period.start}/{period.end}"


def period_of(key: str) -> Period | None:
    """Read a period out of an address; None if it is none."""
    first, _, last = key.partition("/")
    try:
        return Period.parse(first, last or None)
    except UsageError:
        return None

"""What somebody does on a page: which filter is changed, and to what.

A change is always another choice than the one before, and it has to come back on the map.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.load.wire import Session, SessionError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import numpy as np

    from benchmarks.load.wire import Answer

__all__ = ["KAART", "PLAIN", "WIJK", "Page", "Visitor"]

# What is not chosen from a list.
_PERIOD, _AREA = "period", "area"


@dataclass(frozen=True, slots=True)
class Page:
    """A page that is visited.

    ``path``: below the address of the app; ``query``: what its address asks at first; ``weights``:
    how often each filter is changed, by the label of its list, or "period" and "area" for what is
    done on the map; ``said``: what the map says then, as a mapping to be written as JSON.
    """

    name: str
    path: str
    query: str
    weights: Mapping[str, int]
    said: Callable[[str, str, int], Mapping[str, object]] | None = None


def _ours(kind: str, value: str, number: int) -> Mapping[str, object]:
    # As static/map/core.js has it.
    return {kind: [value, number], "view": ""}


def _theirs(_: str, value: str, __: int) -> Mapping[str, object]:
    feature = {"type": "Feature", "properties": {"code": value, "name": value}, "geometry": None}
    return {"last_active_drawing": feature}


KAART = Page(
    "Kaart", "", "onderwerp=misdrijven&maat=aantal&per=buurt",
    {_PERIOD: 40, "Soort": 30, "Maat": 15, _AREA: 15}, _ours,
)  # fmt: skip
WIJK = Page(
    "Mijn wijk", "wijk", "", {"Wijk": 30, "Periode": 30, "Op de kaart": 30, "Maat": 10}
)  # fmt: skip
# The plain page has two lists; its map is clicked as often.
PLAIN = Page("st_folium", "", "", {"Jaar": 45, "Soort": 40, _AREA: 15}, _theirs)


@dataclass
class Visitor:
    """Somebody with a page open, who changes something now and then."""

    page: Page
    session: Session
    chance: np.random.Generator
    years: Sequence[str]
    areas: Sequence[str]
    _number: int = 0
    _last: tuple[str, str] = ("", "")

    @classmethod
    def of(
        cls, page: Page, address: str, chance: np.random.Generator, years: Sequence[str],
        areas: Sequence[str], cookie: str = "",
    ) -> Visitor:  # fmt: skip
        """Let somebody stand before the door."""
        return cls(page, Session(address, page.path, page.query, cookie), chance, years, areas)

    async def change(self) -> Answer:
        """Change one filter.

        Raises
        ------
        SessionError
            If the page says that something went wrong, or its map has nothing new.
        """
        what, to = self._last
        weights = self.page.weights
        while (what, to) == self._last:
            what = self._one_of([each for each, often in weights.items() for _ in range(often)])
            to = self._choice(what)
        self._last = (what, to)
        if what in (_PERIOD, _AREA) and self.page.said is not None:
            self._number += 1
            answer = await self.session.tell(json.dumps(self.page.said(what, to, self._number)))
        else:
            answer = await self.session.choose(what, to)
        if not answer.maps:
            raise SessionError(f"{what} → {to}: nothing new on the map")
        return answer

    def _choice(self, what: str) -> str:
        if what == _PERIOD:
            return self._one_of(self.years)
        if what == _AREA:
            return self._one_of(self.areas)
        return self._one_of(self.session.labels[what][1])

    def _one_of(self, options: Sequence[str]) -> str:
        return options[int(self.chance.integers(len(options)))]

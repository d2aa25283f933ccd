"""What comes out of a scenario, as plain values that can be kept as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from ivbgeo.errors import DataError
from ivbgeo.scenario.ground import Source

__all__ = [
    "Option",
    "Place",
    "ScenarioAnswer",
    "Step",
    "Tested",
    "Year",
    "answer_of",
    "answer_text",
]


@dataclass(frozen=True, slots=True)
class Place:
    """A place for a camera, or one that is there.

    Parameters
    ----------
    name, where
        What it is called, and the buurt that it lies in; empty where that is not known.
    x, y
        EPSG:28992, metres (or a grid of its own).
    seen, alone
        The weight that it sees, and the part of it that no other camera of the choice sees.
    cost, frontage
        Euros, and metres of private front; None where not known.
    ground
        What it sees as WKT, EPSG:28992; empty where it is a circle as wide as the question says.
    bare
        Whether the file of buildings knows of none within reach: worked out as if there are none.
    outside
        The part of the ground it sees that lies outside the camera areas in which places were
        looked for, 0 to 1; None where that was elsewhere.
    """

    name: str
    x: float
    y: float
    where: str = ""
    seen: float = 0.0
    alone: float = 0.0
    cost: float | None = None
    frontage: float | None = None
    ground: str = ""
    bare: bool = False
    outside: float | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of places, and what it and the cameras that stay reach.

    ``covered``: weight seen at least once; ``worth``: what was made large; ``gap``: the part that
    may still be missed, None where nobody knows; ``allowed``: whether it keeps to every demand.
    """

    places: tuple[Place, ...]
    covered: float
    worth: float
    gap: float | None = None
    proven: bool = False
    allowed: bool = True

    @property
    def ranked(self) -> tuple[Place, ...]:
        """The places, those first that see most that no other sees."""
        return tuple(sorted(self.places, key=lambda one: (-one.alone, -one.seen)))

    @property
    def cost(self) -> float | None:
        """What all cost together, euros."""
        known = [one.cost for one in self.places if one.cost is not None]
        return sum(known) if len(known) == len(self.places) else None


@dataclass(frozen=True, slots=True)
class Step:
    """The best choice of one number of cameras, and what it adds to that of one fewer."""

    number: int
    covered: float
    worth: float
    gain: float
    gap: float
    proven: bool
    chosen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tested:
    """How a choice did in a year that it did not know (``ivbgeo.planning.Score``)."""

    name: str
    places: int
    reached: float
    pai: float | None
    pei: float | None


@dataclass(frozen=True, slots=True)
class Year:
    """What the choice and the cameras that stay see of one year."""

    period: str
    covered: float
    total: float


@dataclass(frozen=True, slots=True)
class ScenarioAnswer:
    """The whole answer.

    Parameters
    ----------
    chosen, greedy
        The best choice, and that of greed.
    cameras, today
        The cameras that stay, and the weight that they see.
    total, reachable
        All weight, and the part that can be seen from any place or camera.
    hot, hot_once, hot_twice
        Weight of the hottest, and how much of it is seen once at least, and twice; None where it
        was not asked.
    curve, hindsight, years
        What each camera adds; the test on the last year; and the choice by year.
    tested_on, tested_total
        The year of the test, and what happened in it that no camera sees yet.
    free
        From how many places could be chosen.
    candidates
        Those places, x and y in whole metres; empty where they are too many to draw.
    obstacles
        Whether buildings were reckoned with.
    cautions, notes, sources
        Sentences that go with the answer wherever it is told; on what was left out; and where all
        came from.
    data_version, made_on
        Of the store, None without one; and the day, as YYYY-MM-DD.
    outside
        The part of the ground that the choice sees that lies outside these camera areas, as of
        ``Place``.
    """

    chosen: Option
    greedy: Option
    cameras: tuple[Place, ...]
    today: float
    total: float
    reachable: float
    hot: float | None
    hot_once: float | None
    hot_twice: float | None
    curve: tuple[Step, ...]
    hindsight: tuple[Tested, ...]
    tested_on: str
    tested_total: float
    years: tuple[Year, ...]
    free: int
    candidates: tuple[tuple[int, int], ...]
    obstacles: bool
    cautions: tuple[str, ...]
    notes: tuple[str, ...]
    sources: tuple[Source, ...]
    data_version: int | None
    made_on: str
    outside: float | None = None

    @property
    def covered(self) -> float:
        """The weight that the choice and the cameras that stay see."""
        return self.chosen.covered


def answer_text(answer: ScenarioAnswer) -> str:
    """Write an answer as JSON."""
    return json.dumps(asdict(answer), ensure_ascii=False)


def answer_of(text: str) -> ScenarioAnswer:
    """Read an answer out of JSON.

    Raises
    ------
    DataError
        If it is no answer, or of a form that is not known here.
    """
    try:
        told = json.loads(text)
        for name, kind in (
            ("cameras", Place), ("curve", Step), ("hindsight", Tested), ("years", Year),
            ("sources", Source),
        ):  # fmt: skip
            told[name] = tuple(kind(**_tupled(each)) for each in told[name])
        for name in ("chosen", "greedy"):
            told[name]["places"] = tuple(Place(**each) for each in told[name]["places"])
            told[name] = Option(**told[name])
        told["candidates"] = tuple((x, y) for x, y in told["candidates"])
        return ScenarioAnswer(**_tupled(told))
    except (KeyError, TypeError, ValueError) as error:
        raise DataError("scenario.broken", why=error) from None


def _tupled(told: dict[str, Any]) -> dict[str, Any]:
    """Give lists as tuples: that is what JSON makes of them."""
    return {
        name: tuple(value) if isinstance(value, list) else value for name, value in told.items()
    }

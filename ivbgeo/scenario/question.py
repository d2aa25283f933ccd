"""A scenario: the whole question of where cameras would help, as a plain value.

What the answer needs beside it (incidents, the register, kept files) is found by what stands here.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from math import inf, isfinite
from typing import Any

from geo import AreaId, Level
from ivbgeo.dutch import number
from ivbgeo.errors import DataError, IvbgeoError
from ivbgeo.period import Period
from ivbgeo.planning import Aim, Limits

__all__ = ["SECOND", "DemandFrom", "Scenario", "Years", "scenario_of", "scenario_text"]

SECOND = 0.5
"""What a second view of the hottest demand adds, as a part of what the first does."""

LEAST_SPACING, MOST_SPACING = 10.0, 500.0
_HOURS = 24
_MOST_VIEWS = 2


class DemandFrom(StrEnum):
    """Where what has to be seen comes from."""

    INCIDENTS = "incidenten"
    AREAS = "gebieden"
    FILE = "bestand"

    @property
    def words(self) -> str:
        """What it is called on screen."""
        return {
            DemandFrom.INCIDENTS: "Incidenten met een punt",
            DemandFrom.AREAS: "Aantallen per buurt, verspreid",
            DemandFrom.FILE: "Een eigen bestand met punten",
        }[self]


class Years(StrEnum):
    """How several years count."""

    TOGETHER = "samen"
    MEAN = "gemiddeld"
    WORST = "slechtste"

    @property
    def words(self) -> str:
        """What it is called on screen."""
        return {
            Years.TOGETHER: "Alles bij elkaar",
            Years.MEAN: "Elk jaar even zwaar",
            Years.WORST: "Ook in het slechtste jaar goed",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """The whole question.

    Parameters
    ----------
    candidates
        The kept file of places, by its sha256; empty: a grid in ``designations`` and ``areas``, or
        in the whole gemeente where both are empty.
    designations, areas
        Camera areas by the key of the register, and areas.
    spacing
        Of the grid, metres.
    leave_out
        Whether places outside the gemeente or inside a building are left out; else they are an
        error.
    public
        The kept file of public ground, in which places have to lie; empty: anywhere.
    forbidden
        The kept file of zones where no camera may come; empty: none.
    existing
        Whether the cameras of the register stay and count.
    demand, demand_file
        Where demand comes from; for a file, which.
    kinds
        Categories with the weight of each.
    period
        Of the incidents or counts.
    hours
        From and to which hour of the day, such as (18, 6); None: all day.
    half_life
        After so many months an incident counts half; None: all count alike.
    years
        How years of twelve months count, backward from the end of the period.
    radius
        How far a camera sees, metres.
    buildings
        The kept file of buildings that hide what is behind them; empty: a circle.
    number, budget, months
        How many cameras at most, euros for all of them, over how many months.
    yearly_cost, installation, removal
        Of one camera, euros; where the file of places says so, that holds.
    apart
        Metres between cameras at least.
    most_frontage, frontage_price
        Metres of private front that one camera may see; weight that a metre has to be worth.
    hottest, views
        The part of what happens that is hottest, and how many cameras have to see it: 0 none asked,
        1 one at least, 2 one at least and preferably two.
    seconds
        How long choosing may take.
    curve, hindsight
        Whether to work out what each camera adds, and the test on the last year.

    Raises
    ------
    DataError
        If a value can't be, or two of them don't go together.
    """

    candidates: str = ""
    designations: tuple[str, ...] = ()
    areas: tuple[AreaId, ...] = ()
    spacing: float = 50.0
    leave_out: bool = False
    public: str = ""
    forbidden: str = ""
    existing: bool = True
    demand: DemandFrom = DemandFrom.INCIDENTS
    demand_file: str = ""
    kinds: tuple[tuple[str, float], ...] = ()
    period: Period | None = None
    hours: tuple[int, int] | None = None
    half_life: float | None = None
    years: Years = Years.TOGETHER
    radius: float = 60.0
    buildings: str = ""
    number: int | None = None
    budget: float | None = None
    months: int = 12
    yearly_cost: float | None = None
    installation: float = 0.0
    removal: float = 0.0
    apart: float = 0.0
    most_frontage: float | None = None
    frontage_price: float = 0.0
    hottest: float = 0.1
    views: int = 0
    seconds: float = 30.0
    curve: bool = True
    hindsight: bool = True

    def __post_init__(self) -> None:
        object.__setattr__(self, "demand", DemandFrom(self.demand))
        object.__setattr__(self, "years", Years(self.years))
        _check_amounts(self)
        if self.demand is DemandFrom.FILE:
            if not self.demand_file:
                raise DataError("scenario.no_demand_file")
        elif not self.kinds:
            raise DataError("scenario.no_kinds")
        elif self.period is None:
            raise DataError("scenario.no_period")
        if self.hours is not None and self.demand is not DemandFrom.INCIDENTS:
            raise DataError("scenario.hours_of_counts")
        if self.half_life is not None and self.years is not Years.TOGETHER:
            raise DataError("scenario.recency_and_years")
        _ = self.limits  # what can't bound a choice is refused by its own rule

    @property
    def limits(self) -> Limits:
        """What bounds the choice."""
        return Limits(
            self.number,
            self.budget,
            self.apart,
            inf if self.most_frontage is None else self.most_frontage,
            self.frontage_price,
            Aim.WORST if self.years is Years.WORST else Aim.MEAN,
        )

    @property
    def windows(self) -> tuple[Period, ...]:
        """The years of twelve months that the period has, the oldest first; its end is theirs."""
        if self.period is None or self.demand is DemandFrom.FILE:
            return ()
        first, last = self.period.first_index, self.period.last_index
        starts = range(last - 11, first - 1, -12)
        return tuple(Period.of_indices(start, start + 11) for start in reversed(starts))

    @property
    def files(self) -> dict[str, str]:
        """The kept files that it needs: sha256 by the field that names it."""
        names = ("candidates", "public", "forbidden", "demand_file", "buildings")
        used = {name: getattr(self, name) for name in names}
        if self.demand is not DemandFrom.FILE:
            used["demand_file"] = ""
        return {name: found for name, found in used.items() if found}


def scenario_text(scenario: Scenario) -> str:
    """Write a scenario as JSON."""
    told = asdict(scenario)
    told["areas"] = [[one.code, one.year, one.level.value] for one in scenario.areas]
    if scenario.period is not None:
        told["period"] = [scenario.period.start, scenario.period.end]
    return json.dumps(told, ensure_ascii=False)


def scenario_of(text: str) -> Scenario:
    """Read a scenario out of JSON.

    Raises
    ------
    DataError
        If it is no scenario, or of a form that is not known here.
    """
    try:
        told = json.loads(text)
        # A field that is not known here is a TypeError.
        return Scenario(**{name: _value(name, value) for name, value in told.items()})
    except (AttributeError, IvbgeoError, KeyError, TypeError, ValueError) as error:
        raise DataError("scenario.broken", why=error) from None


def _value(name: str, value: Any) -> Any:
    if name == "areas":
        return tuple(AreaId(code, year, Level(level)) for code, year, level in value)
    if name == "kinds":
        return tuple((str(code), float(weight)) for code, weight in value)
    if name == "designations":
        return tuple(map(str, value))
    if name == "period":
        return None if value is None else Period.parse(*value)
    if name == "hours":
        return None if value is None else (int(value[0]), int(value[1]))
    return value


def _check_amounts(asked: Scenario) -> None:
    for rule, value, fine in (
        ("scenario.spacing", asked.spacing, LEAST_SPACING <= asked.spacing <= MOST_SPACING),
        ("plan.radius", asked.radius, 0 < asked.radius < inf),
        ("plan.time_limit", asked.seconds, 0 < asked.seconds < inf),
        ("plan.months", asked.months, asked.months >= 1),
        ("scenario.hottest", asked.hottest, 0 < asked.hottest <= 1),
        ("scenario.views", asked.views, 0 <= asked.views <= _MOST_VIEWS),
        ("scenario.half_life", asked.half_life, asked.half_life is None or asked.half_life > 0),
    ):
        if not fine:
            told = number(value) if value is not None and isfinite(value) else value
            raise DataError(rule, value=told, low=number(LEAST_SPACING), most=number(MOST_SPACING))
    euros = (asked.yearly_cost or 0.0, asked.installation, asked.removal)
    for value in (*euros, *(weight for _, weight in asked.kinds)):
        if not 0 <= value < inf:
            raise DataError("plan.value")
    if asked.hours is not None:
        first, last = asked.hours
        if not (0 <= first <= _HOURS and 0 <= last <= _HOURS) or first == last:
            raise DataError("scenario.hours", first=first, last=last)

"""A figure: a value with its unit, period, area, state and provenance. There is no bare number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from geo import AreaId
from ivbgeo.period import Period

__all__ = ["Classification", "Figure", "Provenance", "State", "Verdict"]


class State(StrEnum):
    """What is known of a value. Only ``NUL`` and ``GEMETEN`` come with a number."""

    NUL = "nul"
    GEMETEN = "gemeten"
    AFGESCHERMD = "afgeschermd"
    NIET_GEMETEN = "niet_gemeten"

    @property
    def has_value(self) -> bool:
        """Whether a number belongs to this state."""
        return self in (State.NUL, State.GEMETEN)


class Verdict(StrEnum):
    """An area against the city, by the exact 99.8% limits of the funnel plot."""

    HIGH = "hoog"
    LOW = "laag"
    ALIKE = "niet te onderscheiden van de stad"


class Classification(StrEnum):
    """Who a dataset is for."""

    OPEN = "open"
    INTERN = "intern"
    VERTROUWELIJK = "vertrouwelijk"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a figure comes from.

    ``retrieved`` is the day on which the source was read; ``sha256`` is the hash of what was read.
    """

    dataset: str
    title: str
    source: str
    table: str
    retrieved: date
    sha256: str
    licence: str
    classification: Classification
    url: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A count in an area over a period, with all that may be said of it.

    ``rate`` and its 95% interval are per 1,000 of ``denominator`` (a Dutch sentence part such as
    ``"15.915 inwoners (2024)"``), ``population`` is the denominator itself. ``estimated`` says that
    the count went through a crosswalk between division years, ``rate_estimated`` that the
    population did. ``reason`` is a Dutch sentence that says why there is no number.
    """

    area: AreaId
    area_name: str
    category: str
    period: Period
    state: State
    provenance: Provenance | None
    count: float | None = None
    unit: str = ""
    rate: float | None = None
    rate_low: float | None = None
    rate_high: float | None = None
    eb_rate: float | None = None
    verdict: Verdict | None = None
    denominator: str | None = None
    population: float | None = None
    population_provenance: Provenance | None = None
    rate_estimated: bool = False
    provisional: bool = False
    estimated: bool = False
    reason: str = ""

    def __post_init__(self) -> None:
        if self.state.has_value != (self.count is not None):
            raise ValueError(f"{self.area}: state {self.state} does not fit {self.count!r}")
        if self.state is State.NUL and self.count != 0:
            raise ValueError(f"{self.area}: state nul needs count 0, not {self.count!r}")
        if self.state is State.GEMETEN and not self.count:
            raise ValueError(
                f"{self.area}: state gemeten needs a count above 0, not {self.count!r}"
            )
        if self.state.has_value and self.provenance is None:
            raise ValueError(f"{self.area}: a figure without provenance may not exist")

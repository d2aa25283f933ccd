"""A figure: a value with its unit, period, area, state and provenance. There is no bare number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import isfinite

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
    def words(self) -> str:
        """Dutch words for a state."""
        return self.value.replace("_", " ")

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

    @property
    def citation(self) -> str:
        """Source and table, as they are named beside a figure."""
        return ", ".join(filter(None, [self.source, self.table]))


@dataclass(frozen=True, slots=True)
class Figure:
    """A count in an area over a period, with all that may be said of it.

    ``rate`` and its 95% interval are per 1,000 of ``denominator`` (a Dutch sentence part such as
    ``"15.915 inwoners (2024)"``), ``population`` is the denominator itself; so is ``eb_rate``, from
    which chance is taken off, with its 95% interval. ``expected`` is the count if the rate were
    that of the city. ``estimated`` says that
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
    eb_low: float | None = None
    eb_high: float | None = None
    expected: float | None = None
    verdict: Verdict | None = None
    denominator: str | None = None
    population: float | None = None
    population_provenance: Provenance | None = None
    rate_estimated: bool = False
    provisional: bool = False
    estimated: bool = False
    reason: str = ""

    def __post_init__(self) -> None:
        numbers = (self.count, *self._rates, self.population)
        if not all(value is None or (isfinite(value) and value >= 0) for value in numbers):
            raise ValueError(f"{self.area}: not known is None, never {numbers}")
        if self.state.has_value != (self.count is not None):
            raise ValueError(f"{self.area}: state {self.state} does not fit {self.count!r}")
        if self.count is not None and (self.state is State.NUL) != (self.count == 0):
            raise ValueError(f"{self.area}: state {self.state} does not fit {self.count!r}")
        if not self.state.has_value and (self._said or self.provisional or self.estimated):
            raise ValueError(f"{self.area}: state {self.state} lets nothing be said of a number")
        if self.state.has_value and self.provenance is None:
            raise ValueError(f"{self.area}: a figure without provenance may not exist")
        if self.rate is not None and (self.denominator is None or self.population is None):
            raise ValueError(f"{self.area}: a rate without denominator may not exist")
        if self.population is not None and self.population_provenance is None:
            raise ValueError(f"{self.area}: a population without provenance may not exist")
        self._check_between(self.rate_low, self.rate, self.rate_high)
        self._check_between(self.eb_low, self.eb_rate, self.eb_high)

    def _check_between(self, low: float | None, rate: float | None, high: float | None) -> None:
        if (low is None, high is None) != ((rate is None),) * 2 or (
            rate is not None and not low <= rate <= high  # type: ignore[operator]  # both are there
        ):
            raise ValueError(f"{self.area}: {rate!r} lies outside {low!r} to {high!r}")

    @property
    def _rates(self) -> tuple[float | None, ...]:
        return (
            self.rate, self.rate_low, self.rate_high,
            self.eb_rate, self.eb_low, self.eb_high, self.expected,
        )  # fmt: skip

    @property
    def _said(self) -> bool:
        """Whether anything is told that is worked out from the number."""
        said = (*self._rates, self.verdict, self.denominator, self.population)
        return any(value is not None for value in said)

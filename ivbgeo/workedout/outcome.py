"""Whether it worked: before and after in the zones, by kind, with what may and may not be said."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from scipy import special

from geo import Level
from ivbgeo.dutch import moment
from ivbgeo.errors import DataError
from ivbgeo.evaluation import (
    Around,
    Called,
    Difference,
    Zone,
    Zones,
    around,
    net_effect,
    quotient,
    verdict,
    weighted_difference,
)
from ivbgeo.measures.effect import Comparison, Obstacle, Windows, compare_change
from ivbgeo.period import Period
from ivbgeo.workedout.alongside import alongside
from ivbgeo.workedout.controls import find_buffer_control, find_control
from ivbgeo.workedout.counted import Basis, count_areas, count_points, point_sources, rows_of
from ivbgeo.workedout.layout import RING, lay_out
from ivbgeo.workedout.spans import Spans, find_spans, used_months

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from ivbgeo.atlas import Edition
    from ivbgeo.viewer import Viewer
    from ivbgeo.workedout.controls import Control
    from ivbgeo.workedout.counted import Counted, Row
    from ivbgeo.workedout.layout import Layout
    from ivbgeo.workedout.place import Place

__all__ = ["Ask", "Course", "Outcome", "Worked", "work_out"]

_LEVEL = 0.95
_WHY = {
    Obstacle.NOT_MEASURED: "evaluate.not_measured",
    Obstacle.TWO_SOURCES: "evaluate.two_sources",
    Obstacle.NOT_STARTED: "evaluate.not_started",
    Obstacle.TOO_RECENT: "evaluate.too_recent",
    Obstacle.TOO_SHORT: "evaluate.too_short",
    Obstacle.NO_BEFORE: "evaluate.no_before",
    Obstacle.ESTIMATED: "evaluate.estimated",
    Obstacle.UNPLACED: "evaluate.unplaced",
}


@dataclass(frozen=True, slots=True, eq=False)
class Ask:
    """What is asked.

    Parameters
    ----------
    place
        Where the cameras are or were, and when.
    kinds
        Codes of categories.
    ring
        Metres around the place; 0: no zone around it; None: the areas around it.
    control, buffer_control
        Codes of the areas to compare with the place, and with the zone around it; None: found by
        likeness.
    months
        Compare this many months at most; None: as many as there are, three years at most.
    whole
        Take the counts of whole areas, though there are points.
    others
        Other places with cameras, EPSG:28992: no control zone is looked for there.
    key
        Of the camera area or the camera in the register; empty: of none.
    """

    place: Place
    kinds: tuple[str, ...]
    ring: float | None = RING
    control: tuple[str, ...] | None = None
    buffer_control: tuple[str, ...] | None = None
    months: int | None = None
    whole: bool = False
    others: tuple[BaseGeometry, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one row. Where too few were counted before, it has no figures.

    ``called``: what the zones are called, for whole buurten are no camera area.
    """

    row: Row
    zones: Zones
    called: Called = field(default_factory=Called)

    @property
    def quotient(self) -> float | None:
        """The weighted displacement quotient; None where it says nothing."""
        return quotient(self.zones) if self.zones.enough else None

    @property
    def net_effect(self) -> float | None:
        """The total net effect."""
        return net_effect(self.zones) if self.zones.enough else None

    @property
    def difference(self) -> Difference | None:
        """The weighted displacement difference."""
        return weighted_difference(self.zones) if self.zones.enough else None

    @property
    def alone(self) -> Difference | None:
        """The same of the place itself, without the zone around it."""
        if not self.zones.enough:
            return None
        return weighted_difference(Zones(self.zones.response, self.zones.control))

    @property
    def around(self) -> Around | None:
        """What came around it against what was expected there; None where that says nothing."""
        return around(self.zones) if self.zones.enough else None

    @property
    def ratio(self) -> float | None:
        """How many times as many there were in the control zone before."""
        return self.zones.control.before / self.zones.response.before if self.zones.enough else None

    @property
    def verdict(self) -> str:
        """What may be said, in Dutch."""
        return verdict(self.zones, self.called)


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """Counts by month of the first row, shape (m,) each; NaN where not known."""

    months: Period
    response: NDArray[np.float64]
    buffer: NDArray[np.float64] | None
    control: NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Worked:
    """What was found. Plain data but for the geometry of the layout.

    ``before``, ``after`` and ``gone`` are the months; ``gone_before`` those that ``gone`` is
    compared with. ``outcomes``: while it was there; ``gone_outcomes``: after it went, none if that
    can't be told. ``alongside``: what else began or ended here in these months. ``unplaced``:
    incidents in these months that have no point. ``varies``: the months vary more than chance
    alone would have it, so that the intervals are too narrow.
    """

    ask: Ask
    layout: Layout = field(repr=False)
    basis: Basis
    control: Control
    buffer_control: Control | None
    before: Period
    after: Period
    gone_before: Period | None
    gone: Period | None
    outcomes: tuple[Outcome, ...]
    gone_outcomes: tuple[Outcome, ...]
    course: Course = field(repr=False)
    provisional: bool
    unplaced: int
    varies: bool
    alongside: tuple[str, ...]
    source: Counted = field(repr=False)

    @property
    def called(self) -> Called:
        """What the zones are called."""
        return self.outcomes[0].called


def work_out(edition: Edition, viewer: Viewer, ask: Ask) -> Worked:
    """Lay before and after side by side, in the zone of the cameras, around it and elsewhere.

    From points where the viewer may see them and they cover the time; else from the counts of the
    whole areas that the place lies in.

    Raises
    ------
    DataError
        If nothing can be compared: the sentence says why, and what to do.
    UsageError
        If there is no such category.
    UnknownAreaError
        If there is no such area.
    """
    place = ask.place
    rows = rows_of(edition, ask.kinds)
    tried: list[tuple[Obstacle, str]] = []
    for layout, counted in _tries(edition, viewer, ask, rows):
        spans = find_spans(
            counted.known, counted.months.first_index, place.begun, place.ends, ask.months
        )
        refused = spans if isinstance(spans, Obstacle) else _refused(counted, spans)
        if refused is None and isinstance(spans, Spans):
            return _worked(edition, viewer, ask, layout, counted, spans)
        tried.append((refused or Obstacle.NOT_MEASURED, _known_months(counted)))
    # What is known but can't be compared says more than that nothing is known.
    tried.sort(key=lambda one: one[0] is Obstacle.NOT_MEASURED)
    why, months = tried[0]
    raise DataError(_WHY[why], name=place.name, starts=moment(place.starts), months=months)


def _known_months(counted: Counted) -> str:
    known = np.flatnonzero(counted.known)
    if not known.size:
        return "niets"
    return str(_period(counted.months.first_index, slice(int(known[0]), int(known[-1]) + 1)))


def _tries(
    edition: Edition, viewer: Viewer, ask: Ask, rows: tuple[Row, ...]
) -> Iterator[tuple[Layout, Counted]]:
    division = edition.division(edition.division_id(Level.BUURT))
    if not ask.whole:
        sources = point_sources(edition, viewer, rows)
        if sources:
            layout = lay_out(edition, division, ask.place, ask.ring, ask.others, whole=False)
            for source in sources:
                yield layout, count_points(edition, viewer, layout, rows, source)
    layout = lay_out(edition, division, ask.place, ask.ring, ask.others, whole=True)
    yield layout, count_areas(edition, viewer, layout, rows)


def _refused(counted: Counted, spans: Spans) -> Obstacle | None:
    used = used_months(spans)
    if counted.unsure:
        return Obstacle.UNPLACED
    if counted.estimated[used].any():
        return Obstacle.ESTIMATED
    return Obstacle.TWO_SOURCES if len({counted.sources[at] for at in used}) > 1 else None


def _worked(
    edition: Edition, viewer: Viewer, ask: Ask, layout: Layout, counted: Counted, spans: Spans
) -> Worked:
    used = used_months(spans)
    control, control_at = find_control(layout, counted, spans, ask.place.name, ask.control)
    buffer_control, buffer_at = find_buffer_control(
        layout, counted, spans, control_at, ask.buffer_control
    )
    called = _called(ask.place, layout)
    first = counted.months.first_index
    of_control = counted.areas[list(control_at)].sum(axis=0)
    of_buffer_control = counted.areas[list(buffer_at)].sum(axis=0) if buffer_at else None

    def zones(row: int, window: Windows) -> Zones:
        def zone(series: NDArray[np.float64]) -> Zone:
            parts = series[row, window.before], series[row, window.after]
            return Zone(*(float(part.sum()) for part in parts))

        return Zones(
            zone(counted.response),
            zone(of_control),
            None if counted.buffer is None else zone(counted.buffer),
            None if of_buffer_control is None else zone(of_buffer_control),
        )

    def outcomes(window: Windows) -> tuple[Outcome, ...]:
        return tuple(Outcome(row, zones(at, window), called) for at, row in enumerate(counted.rows))

    last = spans.there.after if spans.gone is None else spans.gone.after
    span = _period(first, slice(spans.there.before.start, last.stop))
    return Worked(
        ask=ask,
        layout=layout,
        basis=counted.basis,
        control=control,
        buffer_control=buffer_control,
        before=_period(first, spans.there.before),
        after=_period(first, spans.there.after),
        gone_before=None if spans.gone is None else _period(first, spans.gone.before),
        gone=None if spans.gone is None else _period(first, spans.gone.after),
        outcomes=outcomes(spans.there),
        gone_outcomes=() if spans.gone is None else outcomes(spans.gone),
        course=Course(
            counted.months,
            counted.response[0],
            None if counted.buffer is None else counted.buffer[0],
            of_control[0],
        ),
        provisional=bool(counted.provisional[used].any()),
        unplaced=int(counted.unplaced[used].sum()),
        varies=_varies(counted.response[0], of_control[0], spans.there),
        alongside=alongside(edition, viewer, ask.key, layout.response, span),
        source=counted,
    )


def _called(place: Place, layout: Layout) -> Called:
    """Name the zones after what was counted: whole buurten are larger than a camera area."""
    many = "buurten" if len(layout.inside) > 1 else "buurt"
    where = "het cameragebied"
    if place.areas:
        where = f"de gekozen {many}"
    elif layout.inside:
        where = f"de {many} waar het cameragebied in ligt"
    return Called(where, "de buurten eromheen" if layout.around else "de zone eromheen")


def _varies(response: NDArray[np.float64], control: NDArray[np.float64], window: Windows) -> bool:
    """Tell whether the place's share of both varies by month more than chance explains."""
    found = compare_change(response, control, window)
    freedom = 2 * window.months - 2
    limit = float(special.chdtri(freedom, 1 - _LEVEL)) / freedom
    return isinstance(found, Comparison) and found.dispersion > limit


def _period(first: int, window: slice) -> Period:
    return Period.of_indices(first + window.start, first + window.stop - 1)

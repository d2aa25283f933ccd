"""What came of an inspanning as far as counts tell: before and after, here and elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geo import Level
from ivbgeo.dutch import number
from ivbgeo.history import history
from ivbgeo.measure import MeasureStatus
from ivbgeo.measures.effect import (
    LEAST,
    Comparison,
    Obstacle,
    Windows,
    compare_change,
    windows,
)
from ivbgeo.measures.words import area_name
from ivbgeo.period import Period
from ivbgeo.places import is_known, touches
from ivbgeo.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from geo import AreaId
    from ivbgeo.atlas import Edition
    from ivbgeo.figure import Provenance
    from ivbgeo.history import History
    from ivbgeo.measure import Measure, MeasureVersion
    from ivbgeo.viewer import Viewer

__all__ = ["BeforeAfter", "before_after"]

_NO_CAUSE = "Dat het door de inspanning komt, is hiermee niet gezegd."
# Regression to the mean: of places that were chosen for a peak, most fall whatever is done.
_BY_ITSELF = "Een inspanning begint vaak als er juist veel was; dan daalt het ook vaak vanzelf."
_WHY = {
    Obstacle.NO_START: "het begin van deze inspanning is niet bekend",
    Obstacle.WHOLE_CITY: "zij is van de hele stad; er is geen rest om mee te vergelijken",
    Obstacle.NO_CATEGORY: "er is niet gekozen welke soort zij moet veranderen",
    Obstacle.ONLY_INDICATOR: "de indicator is er alleen van de stad en per jaar (pagina Stad)",
    Obstacle.TWO_SOURCES: "de cijfers van voor en na komen uit twee bronnen",
    Obstacle.NOT_MEASURED: "hiervan zijn er geen cijfers per maand, hier en in de rest van de stad",
    Obstacle.NOT_STARTED: "van na het begin zijn er nog geen cijfers",
    Obstacle.TOO_RECENT: "van na het begin zijn er nog geen drie hele maanden met cijfers",
    Obstacle.TOO_SHORT: "zij duurde geen drie hele maanden",
    Obstacle.NO_BEFORE: "van voor het begin zijn er geen cijfers van dezelfde maanden",
    Obstacle.ESTIMATED: "de cijfers hier zijn voor een deel geschat",
    Obstacle.UNPLACED: "van te veel incidenten is niet bekend waar ze waren",
    Obstacle.FEW_BEFORE: f"vooraf waren er hier minder dan {LEAST}; dat is te weinig",
    Obstacle.FEW_ELSEWHERE: "in de rest van de stad waren er te weinig om mee te vergelijken",
}


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """What can be said of before and after.

    Parameters
    ----------
    sentence
        The whole of it in one sentence.
    details
        The figures, and how sure they are; none where nothing was counted.
    comparison
        The figures as numbers; None where there is nothing to compare.
    before, after
        The months that were compared.
    provenance
        Where the counts come from.
    obstacle
        Why nothing is said; None where something is.
    """

    sentence: str
    details: tuple[str, ...] = ()
    comparison: Comparison | None = None
    before: Period | None = None
    after: Period | None = None
    provenance: Provenance | None = None
    obstacle: Obstacle | None = None


@dataclass(frozen=True, slots=True, eq=False)
class _Counts:
    """Counts by month, shape (months,) each, of an area and of the rest of the city."""

    months: Period
    area: NDArray[np.float64]
    elsewhere: NDArray[np.float64]
    known: NDArray[np.bool_]
    estimated: NDArray[np.bool_]
    provisional: NDArray[np.bool_]
    sources: tuple[str | None, ...]
    provenances: tuple[Provenance | None, ...]


def before_after(
    edition: Edition, viewer: Viewer, version: MeasureVersion, others: Iterable[MeasureVersion]
) -> BeforeAfter:
    """Compare how the counts that an inspanning should move changed, here and elsewhere.

    Parameters
    ----------
    others
        All inspanningen that the viewer may see: of those that began here at the same time, and
        should move the same, it can't be told which did what.
    """
    measure = version.measure
    area, starts = measure.area, measure.starts
    if area is None:
        return _refused(Obstacle.WHOLE_CITY)
    if starts is None:
        return _refused(Obstacle.NO_START)
    counts = _counts(edition, viewer, area, measure.category)
    if counts is Obstacle.NO_CATEGORY and measure.indicator is not None:
        counts = Obstacle.ONLY_INDICATOR
    if isinstance(counts, Obstacle):
        return _refused(counts)
    found = windows(counts.known, counts.months.first_index, starts, measure.ends)
    if isinstance(found, Obstacle):
        return _refused(found)
    compared = _compared(counts, found)
    if isinstance(compared, Obstacle):
        return _refused(compared)
    before, after = (_period(counts.months, window) for window in (found.before, found.after))
    span = Period(before.first, after.last)
    same = [
        f"‘{one.measure.title}’"
        for one in others
        if one.id != version.id
        and _is_same_time(one.measure, span)
        and _moves(edition, one.measure, measure)
        and one.measure.area is not None
        and touches(edition, one.measure.area, area)
    ]
    name = area_name(edition, area)
    details = [*_details(name, compared, before, after), _NO_CAUSE]
    if compared.side < 0:
        details.append(_BY_ITSELF)
    if counts.provisional[found.before].any() or counts.provisional[found.after].any():
        details.append("De nieuwste cijfers zijn nog voorlopig.")
    if same:
        sentence = (
            "Of het door deze inspanning anders ging kan niet worden gezegd: in dezelfde tijd is "
            f"hier ook gedaan: {listed(same)}."
        )
    else:
        sentence = _verdict(name, compared)
    return BeforeAfter(
        sentence,
        tuple(details),
        compared,
        before,
        after,
        counts.provenances[found.after.start],
        Obstacle.OTHERS if same else None,
    )


def _refused(why: Obstacle) -> BeforeAfter:
    return BeforeAfter(f"Of er iets veranderde kan niet worden gezegd: {_WHY[why]}.", obstacle=why)


def _counts(
    edition: Edition, viewer: Viewer, area: AreaId, category: str | None
) -> _Counts | Obstacle:
    if category is None or category not in edition.taxonomy:
        return Obstacle.NO_CATEGORY
    cities = edition.division_ids(Level.GEMEENTE)
    if not cities or not is_known(edition, area):
        return Obstacle.NOT_MEASURED
    here, city = (history(edition, viewer, each) for each in (area.division, cities[0]))
    if here.months != city.months:
        return Obstacle.NOT_MEASURED
    at = here.division.codes.index(area.code)
    own, whole = here.by_month(category), city.by_month(category)
    if own.unsure or whole.unsure:
        return Obstacle.UNPLACED
    series, total = own.values.count[at], whole.values.count[0]
    elsewhere = total - series
    sources = tuple(_source(here, city, category, month) for month in _indices(here.months))
    # Of one source alone: counts of two are not to be taken from each other.
    with np.errstate(invalid="ignore"):
        known = ~np.isnan(elsewhere) & (elsewhere >= 0) & np.array([bool(s) for s in sources])
    return _Counts(
        here.months,
        series,
        elsewhere,
        known,
        own.values.estimated[at] | whole.values.estimated[0],
        own.values.provisional[at] | whole.values.provisional[0],
        sources,
        own.sources,
    )


def _source(here: History, city: History, category: str, month: int) -> str | None:
    """Name the dataset that tells of a month; None if it is not the same here and of the city."""
    period = Period.of_indices(month, month)
    told = [one.over(category, period).provenance for one in (here, city)]
    names = {one.dataset if one else None for one in told}
    return names.pop() if len(names) == 1 else None


def _indices(period: Period) -> range:
    return range(period.first_index, period.last_index + 1)


def _compared(counts: _Counts, found: Windows) -> Comparison | Obstacle:
    used = np.r_[found.before, found.after]
    if counts.estimated[used].any():
        return Obstacle.ESTIMATED
    if len({counts.sources[month] for month in used}) > 1:
        return Obstacle.TWO_SOURCES
    return compare_change(counts.area, counts.elsewhere, found)


def _period(months: Period, window: slice) -> Period:
    first = months.first_index
    return Period.of_indices(first + window.start, first + window.stop - 1)


def _is_same_time(other: Measure, span: Period) -> bool:
    """Whether another inspanning began or ended within the months that are compared.

    Of one that began nobody knows when, it can't be said that it did not.
    """
    if other.status is MeasureStatus.GEPLAND:
        return False
    turns = [day for day in (other.starts, other.ends) if day is not None]
    return other.starts is None or any(span.first_day < day <= span.last_day for day in turns)


def _moves(edition: Edition, other: Measure, measure: Measure) -> bool:
    """Whether another inspanning should move some of the same counts."""
    taxonomy = edition.taxonomy
    moved = [
        taxonomy.leaves(one.category) if one.category in taxonomy else frozenset()
        for one in (other, measure)
        if one.category is not None
    ]
    return len(moved) > 1 and not moved[0].isdisjoint(moved[1])


def _details(name: str, found: Comparison, before: Period, after: Period) -> tuple[str, ...]:
    here = _change(found.before, found.after)
    there = _change(found.elsewhere_before, found.elsewhere_after)
    own = f"{number(found.before)} in {before} en {number(found.after)} in {after}"
    rest = f"{number(found.elsewhere_before)} en {number(found.elsewhere_after)}"
    likely = number(found.before * found.elsewhere_after / found.elsewhere_before, 0)
    bounds = f"tussen {number(found.low, 2)} en {number(found.high, 2)} keer"
    return (
        f"{name}: {own}{here}.",
        f"De rest van de stad in dezelfde maanden: {rest}{there}.",
        f"Was het hier gegaan als in de rest van de stad, dan waren het er erna ongeveer {likely}.",
        f"Het zijn er {number(found.ratio, 2)} keer zoveel, met 95% zekerheid {bounds}.",
    )


def _change(before: float, after: float) -> str:
    """Say a change as a percentage; both windows have 20 or more before."""
    part = round(100 * (after - before) / before)
    if part == 0:
        return ", ongeveer evenveel"
    return f", {number(abs(part))}% {'meer' if part > 0 else 'minder'}"


def _verdict(name: str, found: Comparison) -> str:
    if found.side == 0:
        return (
            f"Het ging in {name} niet te onderscheiden van de rest van de stad: het verschil kan "
            "toeval zijn."
        )
    fell, fell_there = found.after < found.before, found.elsewhere_after < found.elsewhere_before
    if found.side < 0:
        if not fell:
            return f"Het steeg in {name} minder dan in de rest van de stad."
        end = "meer dan in de rest van de stad" if fell_there else "in de rest van de stad niet"
        return f"Het daalde in {name}{' ' if fell_there else ', '}{end}."
    if fell:
        return f"Het daalde in {name} minder dan in de rest van de stad."
    end = "in de rest van de stad niet" if fell_there else "meer dan in de rest van de stad"
    return f"Het steeg in {name}{', ' if fell_there else ' '}{end}."

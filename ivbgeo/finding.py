"""What knows the answer to a question: the sources that could tell, and the counts of the first.

Sources are never added up. Of those that cover the period, the first that knows anything answers:
counts published by that very level, then rows (incidents, cases) counted here, then published
counts of finer areas added up, then published counts of another division year through a crosswalk.
What came with ivbgeo answers after what the municipality brought in itself, of which the dataset
that came last answers first.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from geo import Level
from ivbgeo.crossing import brought, can_cross, left_behind
from ivbgeo.hiding import Hidden, Withheld
from ivbgeo.permitted import hidden_in, left_for
from ivbgeo.published import published
from ivbgeo.series import Values, roll_up
from ivbgeo.viewer import COUNTING, Detail

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from geo import DivisionId
    from ivbgeo.atlas import Edition
    from ivbgeo.figure import Provenance
    from ivbgeo.question import Question
    from ivbgeo.store.datasets import Dataset
    from ivbgeo.viewer import Viewer

__all__ = ["Found", "find"]

# Rows of which the area is not known: from this many, and this part of all, an area without any is
# not known to be nul. Fewer are said beside the map, as "zonder plaats".
_MANY_UNKNOWN = 5
_LARGE_PART_UNKNOWN = 0.05


@dataclass(frozen=True, slots=True)
class _Source:
    """A dataset that may answer, by which division, and how: published counts or rows.

    ``through``: the division that its counts are of, where a crosswalk brings them here.
    """

    dataset: Dataset
    division: DivisionId
    rows: bool
    through: DivisionId | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """Counts of every area of a division, from one source.

    ``unsure``: so many rows have no known area that each count is a lower bound. ``hidden``: why
    each is not shown, values of ``Hidden``, shape (areas,). ``unplaced`` is None where how many
    have no area may not be told.
    """

    division: DivisionId
    provenance: Provenance
    values: Values
    unplaced: int | None = 0
    unsure: bool = False
    hidden: NDArray[np.uint8] = field(default_factory=lambda: np.empty(0, np.uint8))

    def __post_init__(self) -> None:
        if not self.hidden.size:
            none = np.zeros(self.values.count.shape, dtype=np.uint8)
            object.__setattr__(self, "hidden", none)


def find(
    edition: Edition, question: Question, viewer: Viewer
) -> tuple[Found | None, Withheld | None]:
    """Find the counts that answer a question.

    Returns
    -------
    found
        None if nothing that this viewer may read knows anything.
    withheld
        The first source that could tell, but of no area to this viewer.
    """
    withheld: Withheld | None = None
    for source in _sources(edition, question, viewer):
        found = _seen(edition, question, viewer, source)
        if isinstance(found, Withheld):
            withheld = withheld or found
        elif found is not None:
            return found, withheld
    return None, withheld


def _seen(
    edition: Edition, question: Question, viewer: Viewer, source: _Source
) -> Found | Withheld | None:
    """Give what a source tells a viewer; None if it knows nothing of this period."""
    provenance, kind = source.dataset.provenance, source.dataset.kind
    size = len(edition.division(source.division).codes)
    if not viewer.may_see(kind, provenance.classification):
        return Withheld.of(source.division, size, Hidden.ROLE)
    detail = viewer.detail(kind, provenance.classification)
    if not source.rows or detail is Detail.EXACT:
        return _values(edition, question, viewer, source)
    of_own = detail is Detail.OWN and question.level is not Level.GEMEENTE
    exact = _values(edition, question, COUNTING, source) if of_own else None
    if of_own and exact is None and not viewer.published:
        return Withheld.of(source.division, size, Hidden.ELSEWHERE)
    found = _left(edition, question, viewer, source)
    if exact is not None:
        found = _with_own(edition, viewer, exact, found)
    return Withheld(found.division, found.hidden) if found.hidden.all() else found


def _with_own(edition: Edition, viewer: Viewer, exact: Found, left: Found) -> Found:
    """Give exact counts of the viewer's own areas; of others, if all may see it, what is left."""
    hidden = hidden_in(edition, viewer, exact.division)
    own = hidden == Hidden.NO
    others = np.full(len(own), np.nan)
    if viewer.published and left.division == exact.division:
        hidden, others = np.where(own, hidden, left.hidden), left.values.count
    values = Values(
        np.where(own, exact.values.count, others),
        exact.values.provisional & own,
        exact.values.estimated & own,
    )
    return replace(exact, values=values, unplaced=None, hidden=hidden)


def _left(edition: Edition, question: Question, viewer: Viewer, source: _Source) -> Found:
    """Give what withholding left of a source's rows, by the newest division that has any of it."""
    asked = question.category, question.period
    best: list[Found] = []
    for division in edition.division_ids(question.level):
        if question.division_year not in (None, division.year):
            continue
        left = left_for(edition, viewer, source.dataset.id, division, *asked)
        none = np.zeros(len(left.counts), dtype=bool)
        values = Values(left.counts, none, none)
        provenance = source.dataset.provenance
        found = Found(division, provenance, values, None, left.incomplete, left.hidden)
        if (left.hidden == Hidden.NO).any():
            return found
        best.append(found)
    # There is at least one: the division that the source is of.
    return best[0]


def _found(source: _Source, values: Values, unplaced: int = 0, *, unsure: bool = False) -> Found:
    return Found(source.division, source.dataset.provenance, values, unplaced, unsure)


def _sources(edition: Edition, question: Question, viewer: Viewer) -> Iterator[_Source]:
    """Give the sources that could answer, the best first."""
    direct, counted, finer, across = [], [], [], []
    for dataset in (edition.datasets[number] for number in edition.told_by(question.category)):
        for division in edition.covered_divisions(dataset.id, question.category, question.period):
            if question.division_year not in (None, division.year):
                target = _division_of(edition, question, question.division_year)
                if target is not None and can_cross(edition, division, target):
                    across.append(_Source(dataset, target, rows=False, through=division))
                continue
            if division.level == question.level:
                direct.append(_Source(dataset, division, rows=False))
                continue
            target = _division_of(edition, question, division.year)
            if target is not None and edition.numbers[division] in edition.up(target):
                finer.append(_Source(dataset, target, rows=False))
        months = edition.months_of_rows(dataset.id, question.category, viewer)
        if months.issuperset(range(question.period.first_index, question.period.last_index + 1)):
            fitting = [
                target
                for target in edition.division_ids(question.level)
                if question.division_year in (None, target.year)
            ]
            counted += [_Source(dataset, target, rows=True) for target in fitting[:1]]
    # Of several years of borders the newest comes first, then what was brought in last; what came
    # with ivbgeo comes last.
    for group in (direct, counted, finer):
        yield from sorted(
            group, key=lambda s: (-s.division.year, s.dataset.is_embedded, -s.dataset.id)
        )
    year = question.division_year or 0
    # The nearest year, and the same level, know best.
    yield from sorted(
        across,
        key=lambda s: (
            abs(s.through.year - year) if s.through else 0,
            s.through is not None and s.through.level != question.level,
            s.dataset.is_embedded,
            -s.dataset.id,
        ),
    )


def _division_of(edition: Edition, question: Question, year: int | None) -> DivisionId | None:
    return next((d for d in edition.division_ids(question.level) if d.year == year), None)


def _values(edition: Edition, question: Question, viewer: Viewer, source: _Source) -> Found | None:
    """Count; None if the source turns out to know nothing of this period."""
    if source.rows:
        return _counted(edition, question, viewer, source)
    if source.through is not None:
        own = _published(edition, question, viewer, source.dataset.id, source.through)
        values = brought(edition, own, source.through, source.division)
        if values is None or not values.known.any():
            return None
        left = round(left_behind(edition, own, source.through, source.division))
        unsure = _is_much(left, left + float(np.nansum(values.count)))
        return _found(source, _without_nul(values) if unsure else values, left, unsure=unsure)
    values = _published(edition, question, viewer, source.dataset.id, source.division)
    return _found(source, values) if values.known.any() else None


def _counted(edition: Edition, question: Question, viewer: Viewer, source: _Source) -> Found | None:
    """Count rows by the division that asks for the fewest guesses; of equals, the newest."""
    best: Found | None = None
    fewest = np.inf
    for division in edition.division_ids(question.level):
        if question.division_year not in (None, division.year):
            continue
        found, guessed = _counted_by(edition, question, viewer, replace(source, division=division))
        if found is not None and guessed < fewest:
            best, fewest = found, guessed
        if not guessed:
            break
    return best


def _counted_by(
    edition: Edition, question: Question, viewer: Viewer, source: _Source
) -> tuple[Found | None, float]:
    """Count rows by one division; those with a code of another year come through the crosswalk.

    Gives also how many rows came that way, or could not be placed for it.
    """
    cube = edition.cube(viewer, source.dataset.id, source.division)
    if cube is None:
        return None, 0.0
    leaves = edition.taxonomy.leaves(question.category)
    told = cube.by_area(leaves, question.period)
    counts, unknown, guessed = told.counts.astype("float64"), told.unknown, 0.0
    estimated = np.zeros(len(counts), dtype=bool)
    year = source.division.year
    for other, coded in edition.coded_elsewhere(viewer, source.dataset.id, year).items():
        theirs = coded.by_area(leaves, question.period).counts.astype("float64")
        guessed += theirs.sum()
        nothing = np.zeros(len(theirs), dtype=bool)
        moved = brought(edition, Values(theirs, nothing, nothing), other, source.division)
        if moved is not None:
            # A target that no row of the crosswalk leads to got nothing.
            part = np.nan_to_num(moved.count)
            counts += part
            estimated |= moved.estimated
            unknown -= round(part.sum())
    if unknown > 0 and not counts.any():
        # They are somewhere, perhaps in areas of another year: nothing here is known to be nul.
        return None, guessed
    unsure = _is_much(unknown, told.total)
    values = Values(counts, np.zeros(len(counts), dtype=bool), estimated)
    if unsure:
        values = _without_nul(values)
    return _found(source, values, unknown + told.outside, unsure=unsure), guessed


def _is_much(unknown: float, total: float) -> bool:
    return unknown >= max(_MANY_UNKNOWN, _LARGE_PART_UNKNOWN * total)


def _without_nul(values: Values) -> Values:
    """Where much has no known area, nothing is known to be nul."""
    count = np.where(values.count == 0, np.nan, values.count)
    return Values(count, values.provisional & (count > 0), values.estimated & (count > 0))


def _published(
    edition: Edition, question: Question, viewer: Viewer, dataset_id: int, wanted: DivisionId
) -> Values:
    """Read published counts of a division, and of finer ones of its year added up."""
    division = edition.division(wanted)
    values = Values.unknown(len(division.codes))
    covered = set(edition.covered_divisions(dataset_id, question.category, question.period))
    for number_, parent_of in edition.up(wanted).items():
        finer = next(d for d, known in edition.numbers.items() if known == number_)
        if finer not in covered:
            continue
        part = published(edition, viewer, dataset_id, finer, question.category, question.period)
        if finer != wanted:
            codes = edition.division(finer).codes
            part = roll_up(part, codes, parent_of, division.codes)
        values = values.filled_from(part)
        if values.known.all():
            break
    return values

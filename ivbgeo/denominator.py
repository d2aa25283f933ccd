"""What a rate is per 1,000 of: people, households or dwellings, of the year nearest by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.crossing import brought, can_cross
from ivbgeo.period import Period
from ivbgeo.published import published
from ivbgeo.question import Per
from ivbgeo.series import Values

if TYPE_CHECKING:
    from geo import Division, DivisionId
    from ivbgeo.atlas import Edition
    from ivbgeo.figure import Provenance
    from ivbgeo.question import Question
    from ivbgeo.viewer import Viewer

__all__ = ["people_of", "population_of"]

_DENOMINATORS = {per.value for per in Per}
# A population of longer ago, or from longer after, says too little of a period.
_FARTHEST_YEAR = 3


def population_of(
    edition: Edition, question: Question, viewer: Viewer, division: Division
) -> tuple[Values, int | None, Provenance | None]:
    """Give the denominator of a question for each area of a division, its year and its source.

    See :func:`people_of`.
    """
    if question.category in _DENOMINATORS:
        return Values.unknown(len(division.codes)), None, None
    return people_of(edition, viewer, division.id, question.per, question.period.last_year)


def people_of(
    edition: Edition, viewer: Viewer, wanted: DivisionId, per: Per, year: int
) -> tuple[Values, int | None, Provenance | None]:
    """Give what a rate is per 1,000 of, for each area of a division, its year and its source.

    It is of the year nearest to the one asked: on this very division if there is one, else on
    that of another year, through the crosswalk and so estimated. Of one year, what was brought in
    last goes first, and what came with ivbgeo goes last.
    """
    key = ("people", viewer, wanted, per, year)
    return edition.once(key, lambda: _find(edition, viewer, edition.division(wanted), per, year))


def _find(
    edition: Edition, viewer: Viewer, division: Division, per: Per, wanted: int
) -> tuple[Values, int | None, Provenance | None]:
    unknown = Values.unknown(len(division.codes)), None, None
    if per.value not in edition.taxonomy:
        return unknown
    division_of = {number: d for d, number in edition.numbers.items()}
    found = {
        (year, division_of[row.division_id], row.dataset_id)
        for row in edition.coverage_of(per)
        if division_of[row.division_id].level == division.id.level
        and viewer.may_read(edition.datasets[row.dataset_id].provenance.classification)
        for year in range(row.first_month // 12, row.last_month // 12 + 1)
        if abs(year - wanted) <= _FARTHEST_YEAR
    }
    here = {one for one in found if one[1] == division.id}
    there = {one for one in found - here if can_cross(edition, one[1], division.id)}
    if not (here or there):
        return unknown
    year, own, dataset_id = min(
        here or there,
        key=lambda one: (
            abs(one[0] - wanted),
            -one[0],
            abs(one[1].year - division.year),
            edition.datasets[one[2]].is_embedded,
            -one[2],
        ),
    )
    values = published(edition, viewer, dataset_id, own, per, Period.year(year))
    if own != division.id:
        values = brought(edition, values, own, division.id) or unknown[0]
    return values, year, edition.datasets[dataset_id].provenance

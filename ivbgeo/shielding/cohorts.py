"""Cases as a table to withhold of: all years at once, for a case that is open is so in several.

What is shown is, of each calendar year, how many cases were closed in it and how many were open at
its end. These hang together: who is open at the end of a year was so at the end of the year before,
or was opened since. So the leaves are courses: open at the end of these years, closed in that one.
A month of cases is never shown: from month to month hardly any case changes, and what changed would
be the difference.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ivbgeo.shielding.incidents import is_much
from ivbgeo.shielding.naming import ALL, CLOSED, OPEN, WHOLE, case_period
from ivbgeo.shielding.subject import Subject
from ivbgeo.store import rows
from ivbgeo.viewer import COUNTING
from ivbgeo.withholding import Axis, Published, State, Table

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from ivbgeo.atlas import Edition
    from ivbgeo.shielding.ground import Ground
    from ivbgeo.shielding.subject import Memory

__all__ = ["Cohorts", "aligned"]

_MONTHS = 12
_TENURES = ("koop", "corporatie", "particulier")
_STATUSES = (OPEN, CLOSED, "")
_LATER = "later"


class Cohorts:
    """The cases of a dataset.

    Parameters
    ----------
    edition, ground
        Which rows there are, and where they are counted.
    dataset_id
        The dataset.
    """

    def __init__(self, edition: Edition, ground: Ground, dataset_id: int) -> None:
        self._edition, self._ground, self._dataset_id = edition, ground, dataset_id
        months = frozenset().union(*edition.row_months[dataset_id].values())
        # Only whole years: of one that goes on there is no end yet.
        self._years = sorted(
            year
            for year in {month // _MONTHS for month in months}
            if months.issuperset(range(year * _MONTHS, (year + 1) * _MONTHS))
        )
        self._last_month = max(months, default=0)
        self.spans = (ALL,) if self._years else ()

    def subject(self, span: str, before: Sequence[Memory] = ()) -> Subject:
        """Give the table of all years.

        Parameters
        ----------
        before
            What was published before: what that has names of stays on the sides.
        """
        was = [one.published.table for one in before]
        years = sorted({*self._years, *(year for one in was for year in _years_of(one))})
        courses = _courses(years, self._years, was)
        counts, unknown = _count(
            self._edition, self._ground, self._dataset_id, years, courses, self._last_month
        )
        filled = self._ground.filled(counts)
        areas = self._ground.axis(filled, {name for one in was for name in one.areas.leaves})
        tenures = tuple(f"{WHOLE}.{tenure}" for tenure in _TENURES)
        leaves = counts[self._ground.numbers(areas.leaves)].astype(np.float64)
        table = Table(
            areas, Axis((*tenures, WHOLE), {WHOLE: tenures}), _periods(years, courses), leaves
        )
        shown = {case_period(year, status) for year in self._years for status in _STATUSES}
        named = np.zeros(table.shape, dtype=np.bool_)
        named[
            np.ix_(
                ["/" not in name for name in areas.names],
                [True] * len(table.categories.names),
                [name in shown for name in table.periods.names],
            )
        ] = True
        much = is_much(unknown, float(counts.sum()))
        return Subject(span, table, named, self._ground.divisions, much)


def aligned(before: Published, table: Table) -> Published:
    """Give what was published before by the courses of a later table, which are finer.

    How many of an old course went on as which new one is taken from the later table, as far as its
    counts reach: the earlier figures do not tell, and what did not change has to be seen as that.
    """
    old, new = before.table.periods, table.periods
    if old.names == new.names:
        return before
    years = _years_of(before.table)
    names = {name: i for i, name in enumerate(table.areas.leaves)}
    at = np.array([names[name] for name in before.table.areas.leaves])
    leaves = np.zeros((at.size, before.table.leaves.shape[1], len(new.leaves)))
    for i, course in enumerate(old.leaves):
        finer = [j for j, name in enumerate(new.leaves) if _coarse(name, years) == course]
        left = before.table.leaves[:, :, i].copy()
        for j in finer:
            # The last one takes what is over.
            part = left if j == finer[-1] else np.minimum(left, table.leaves[at][:, :, j])
            leaves[:, :, j] += part
            left = left - part
    sides = before.table.areas, before.table.categories, new
    states = np.full((*before.states.shape[:2], len(new.names)), State.LEFT_OUT, dtype=np.uint8)
    exposed = np.zeros(states.shape, dtype=np.bool_)
    for i, name in enumerate(old.names):
        if name in new.names and name not in old.leaves:
            states[:, :, new.names.index(name)] = before.states[:, :, i]
            exposed[:, :, new.names.index(name)] = before.exposed[:, :, i]
    return replace(before, table=Table(*sides, leaves), states=states, exposed=exposed)


def _years_of(table: Table) -> tuple[int, ...]:
    """Give the years that a table has cells of."""
    return tuple(int(name) for name in table.periods.parts if name.isdecimal())


def _course(first: int, last: int, closed: str) -> str:
    """Call the cases that were open at the end of these years, and closed in that one."""
    return f"{first}-{last}>{closed}"


def _courses(
    years: Collection[int], told: Collection[int], was: Collection[Table] = ()
) -> list[str]:
    """Give all courses that a case can have, or had before when less was told.

    Who is not open any more at the end of a year that is told was closed in it. A course that
    nobody can have would be a place to hide in that others know to be empty.
    """
    had = {
        name
        for one in was
        for name, some in zip(one.periods.leaves, one.leaves.sum(axis=(0, 1)).tolist(), strict=True)
        # Of years that it has no cells of it is told in finer courses.
        if some and _parts_of(name)[1] + 1 in _years_of(one)
    }
    made = [f">{year}" for year in years]  # opened and closed within one year
    for first in years:
        for last in years:
            if last >= first:
                later = _course(first, last, _LATER)
                made += [later] if last + 1 not in told or later in had else []
                made += [_course(first, last, str(year)) for year in years if year > last][:1]
    return made


def _parts_of(course: str) -> tuple[int, int, str]:
    """Give first and last year at the end of which it was open, 0 for none; and where it closed."""
    span, _, closed = course.partition(">")
    first, _, last = span.partition("-")
    return int(first or 0), int(last or 0), closed


def _coarse(course: str, years: Collection[int]) -> str:
    """Give the course that it is by fewer years; empty for one that is in none of them."""
    first, last, closed = _parts_of(course)
    inside = [year for year in years if first <= year <= last]
    end = closed if closed.isdecimal() and int(closed) in years else _LATER
    if inside:
        return _course(inside[0], inside[-1], end)
    return f">{end}" if end != _LATER else ""


def _periods(years: Collection[int], courses: list[str]) -> Axis:
    """Give courses, and of each year what was open, what was closed, and both."""
    parts: dict[str, tuple[str, ...]] = {}
    for year in years:
        told = [(course, *_parts_of(course)) for course in courses]
        parts[case_period(year, OPEN)] = tuple(
            course for course, first, last, _ in told if first <= year <= last
        )
        parts[case_period(year, CLOSED)] = tuple(
            course for course, _, _, closed in told if closed == str(year)
        )
        parts[case_period(year, "")] = (case_period(year, OPEN), case_period(year, CLOSED))
    return Axis((*courses, *parts), parts)


def _count(
    edition: Edition,
    ground: Ground,
    dataset_id: int,
    years: list[int],
    courses: list[str],
    last_month: int,
) -> tuple[NDArray[np.int64], int]:
    """Count by place, tenure and course; and what has no known area."""
    position = {course: i for i, course in enumerate(courses)}
    counts = np.zeros((len(ground.places), len(_TENURES), len(courses)), dtype=np.int64)
    unknown = 0
    with (
        edition.reading() as connection,
        closing(rows.read_cases(connection, COUNTING, dataset_id, last_month)) as batches,
    ):
        for batch in batches:
            at = ground.positions(batch)
            for i, place in enumerate(at.tolist()):
                _, tenure, status = batch.category[i].split(".")
                first, last = int(batch.first_month[i]), int(batch.last_month[i])
                if place < 0:
                    unknown += bool(np.isnan(batch.x[i]))
                    continue
                where = place, _TENURES.index(tenure)
                if status == CLOSED:
                    if first // _MONTHS in years:
                        counts[(*where, position[f">{first // _MONTHS}"])] += 1
                    continue
                inside = [y for y in years if first <= y * _MONTHS + _MONTHS - 1 <= last]
                if not inside:
                    continue  # opened and closed between two ends of years
                year = (last + 1) // _MONTHS
                closed = last < last_month and year in years
                counts[
                    (
                        *where,
                        position[_course(inside[0], inside[-1], str(year) if closed else _LATER)],
                    )
                ] += 1
                if closed:
                    # It comes once more, as closed: here it is known where from.
                    counts[(*where, position[f">{year}"])] -= 1
    return counts, unknown

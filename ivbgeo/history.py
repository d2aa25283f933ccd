"""Counts of a division by area and month: for what looks at many categories or periods at once.

Every number is that of ``ivbgeo.finding``, so that it is the same here and on the map.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from ivbgeo.finding import find
from ivbgeo.keeping import Keeper
from ivbgeo.offered import months_of
from ivbgeo.period import Period
from ivbgeo.question import Question
from ivbgeo.series import Values

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo import Division, DivisionId
    from ivbgeo.atlas import Edition
    from ivbgeo.figure import Provenance
    from ivbgeo.viewer import Viewer

__all__ = ["History", "Told", "history"]

_YEAR = 12
# What was asked last, of all kinds of crime: a period of a category takes 2 kB, by month 0.3 MB.
_LATEST = 4096


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """Counts over a period, or over many: ``values`` of shape (areas,) or (areas, months).

    ``provenance`` is None where nothing is known, and by month that of the newest; ``withheld``:
    there is a source that could tell, but not this viewer, at least of some; ``unsure``: each count
    is a lower bound. ``sources``: by month, the source of each. ``hidden``: why each count is not
    shown, values of ``ivbgeo.hiding.Hidden``, of the same shape.
    """

    values: Values
    provenance: Provenance | None
    hidden: NDArray[np.uint8]
    unsure: bool = False
    sources: tuple[Provenance | None, ...] = ()

    @property
    def withheld(self) -> bool:
        """Whether a count is there that this viewer may not see."""
        return bool(self.hidden.any())

    def of_source(self, at: int) -> NDArray[np.float64]:
        """Give the counts up to a place on the last axis, of the source that tells of it alone.

        Two sources may count another way: what the others tell is not known, as NaN.
        """
        known = [one is not None and one == self.sources[at] for one in self.sources[: at + 1]]
        return np.where(np.array(known), self.values.count[:, : at + 1], np.nan)


@dataclass(frozen=True, slots=True, eq=False)
class History:
    """All that a viewer may read of a division's counts.

    Parameters
    ----------
    division
        The areas, in the order of its codes.
    categories
        All that have any figure that this viewer may read, in the order of the taxonomy.
    months
        The months that are counted along: whole years.
    """

    edition: Edition = field(repr=False)
    viewer: Viewer
    division: Division = field(repr=False)
    categories: tuple[str, ...]
    months: Period
    _kept: Keeper = field(default_factory=lambda: Keeper(_LATEST), init=False, repr=False)

    def over(self, category: str, period: Period) -> Told:
        """Give the counts of a category over a period, as a map of it shows them."""
        return self._kept.once((category, period), lambda: self._find(category, period))

    def of(self, category: str, period: Period) -> NDArray[np.float64]:
        """Give the counts of a category over a period, shape (areas,); NaN where not known."""
        return self.over(category, period).values.count

    def by_month(self, category: str) -> Told:
        """Give the counts by month, shape (areas, months); NaN where not known."""
        return self._kept.once((category,), lambda: self._by_month(category))

    def at(self, month: int) -> int:
        """Give the place among the months of one, as ``year * 12 + month - 1``."""
        return month - self.months.first_index

    def _find(self, category: str, period: Period) -> Told:
        question = Question(
            category, self.division.id.level, period, division_year=self.division.year
        )
        found, withheld = find(self.edition, question, self.viewer)
        if found is None:
            size = len(self.division.codes)
            hidden = np.zeros(size, dtype=np.uint8) if withheld is None else withheld.hidden
            return Told(Values.unknown(size), None, hidden)
        return Told(found.values, found.provenance, found.hidden, found.unsure)

    def _by_month(self, category: str) -> Told:
        """Ask every month that there are counts of; the newest tells where they come from."""
        shape = len(self.division.codes), self.months.last_index - self.months.first_index + 1
        made = Values(np.full(shape, np.nan), np.zeros(shape, bool), np.zeros(shape, bool))
        sources: list[Provenance | None] = [None] * shape[1]
        hidden = np.zeros(shape, dtype=np.uint8)
        provenance, unsure = None, False
        known = self._take_whole(category, made)
        for month in months_of(self.edition, category, self.viewer, self.months):
            at = self.at(month.first_index)
            if at in known:
                provenance = sources[at] = known[at]
                continue
            told = self._find(category, month)
            made.count[:, at] = told.values.count
            made.provisional[:, at] = told.values.provisional
            made.estimated[:, at] = told.values.estimated
            sources[at] = told.provenance
            provenance = told.provenance or provenance
            hidden[:, at] = told.hidden
            unsure = unsure or told.unsure
        for array in (made.count, made.provisional, made.estimated, hidden):
            array.flags.writeable = False
        return Told(made, provenance, hidden, unsure, tuple(sources))

    def _take_whole(self, category: str, made: Values) -> dict[int, Provenance]:
        """Take the months that need no search, in one go; gives their places and their source.

        Where nothing else tells of a category, a month is what that one dataset published of it, if
        that is of all areas. With 60 kinds of 170 months a search for each takes seconds.
        """
        sources = self.edition.told_by(category)
        if len(sources) != 1 or self.edition.taxonomy[category].members:
            return {}
        (number,) = sources
        source = self.edition.datasets[number].provenance
        if number not in self.edition.readable(self.viewer):
            return {}
        published = self.edition.published(self.viewer, number, category)
        for runs in published.get(self.edition.numbers[self.division.id], ()):
            if runs.months == 1:
                whole = np.flatnonzero(~np.isnan(runs.values.count).any(axis=0))
                at = runs.starts[whole] - self.months.first_index
                made.count[:, at] = runs.values.count[:, whole]
                made.provisional[:, at] = runs.values.provisional[:, whole]
                made.estimated[:, at] = runs.values.estimated[:, whole]
                return dict.fromkeys(at.tolist(), source)
        return {}


def history(edition: Edition, viewer: Viewer, wanted: DivisionId) -> History:
    """Give the history of a division for a viewer, the same to whoever asks again.

    Raises
    ------
    KeyError
        If the store has no such division.
    """

    def make() -> History:
        years_of = {c.code: edition.years_of(c.code, viewer) for c in edition.taxonomy}
        told = tuple(code for code, years in years_of.items() if years)
        # Without any figure there is still a year, of which nothing is known.
        years = {year for code in told for year in years_of[code]} or {wanted.year}
        months = Period((min(years), 1), (max(years), _YEAR))
        return History(edition, viewer, edition.division(wanted), told, months)

    return edition.once(("history", viewer, wanted), make)

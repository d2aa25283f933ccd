"""All comparisons of some areas: every category, against the city and against earlier."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from geo import Level
from ivbgeo.denominator import people_of
from ivbgeo.history import history
from ivbgeo.period import Period
from ivbgeo.question import Per
from ivbgeo.standout.comparison import Comparison, Kind
from ivbgeo.statistics import FEWEST_PEOPLE, change_p, funnel_p

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from geo import AreaId, DivisionId
    from ivbgeo.atlas import Edition
    from ivbgeo.category import Category
    from ivbgeo.figure import Provenance
    from ivbgeo.history import History, Told
    from ivbgeo.viewer import Viewer

__all__ = ["Comparisons", "categories_of", "comparisons_of", "per_of"]

_T = TypeVar("_T", bound=np.generic)

_CASES = "woonoverlast"
_KINDS = frozenset({"politie", "groep", "overlast", _CASES})
# What happens to homes is counted per dwelling, else per household, where those are known.
_OF_HOMES = frozenset({"1.1.1", "1.1.2", "hic.woninginbraak", _CASES})
_PER_HOME = (Per.WONINGEN, Per.HUISHOUDENS)
_YEAR = 12


@dataclass(frozen=True, slots=True)
class Comparisons:
    """What was compared, and of the rest why it could not be: a Dutch reason and how often."""

    made: tuple[Comparison, ...]
    left_out: Counter[str] = field(default_factory=Counter)


def categories_of(edition: Edition, viewer: Viewer) -> tuple[Category, ...]:
    """Give the categories of incidents and cases that there are figures of.

    A group of one category is that one by another name.
    """
    return tuple(
        category
        for category in edition.taxonomy
        if category.kind in _KINDS
        and len(category.members) != 1
        # Of tenures it is not known how many dwellings there are of each.
        and not category.code.startswith(f"{_CASES}.")
        and edition.years_of(category.code, viewer)
    )


def per_of(edition: Edition, viewer: Viewer, category: str, division: DivisionId, year: int) -> Per:
    """Give what a rate of a category is per 1,000 of: homes for what happens to homes."""
    for per in _PER_HOME if category in _OF_HOMES else ():
        homes, _, _ = people_of(edition, viewer, division, per, year)
        if homes.known.any():
            return per
    return Per.INWONERS


def comparisons_of(
    edition: Edition,
    viewer: Viewer,
    areas: Sequence[AreaId],
    period: Period,
    kinds: Collection[str] | None = None,
) -> Comparisons:
    """Compare the counts of areas over a period, of every category that has figures.

    Woonoverlast is counted by casewijk and compared there; the rest by the other levels. ``kinds``:
    the codes of the categories to compare; None: all.

    Raises
    ------
    KeyError, ValueError
        If there is no such division or area.
    """
    found = Comparisons((), Counter())
    made: list[Comparison] = []
    for division in dict.fromkeys(area.division for area in areas):
        codes = tuple(area.code for area in areas if area.division == division)
        past = history(edition, viewer, division)
        at = np.array([past.division.codes.index(code) for code in codes])
        part = _Part(edition, viewer, past, codes, at, period)
        for category in categories_of(edition, viewer):
            if kinds is not None and category.code not in kinds:
                continue
            if (category.kind == _CASES) == (division.level is Level.CASEWIJK):
                made += part.compare(category, found.left_out)
    return Comparisons(tuple(made), found.left_out)


@dataclass(frozen=True, slots=True)
class _Part:
    """The areas of one division that are looked at, ``codes``, at their places ``at`` in it."""

    edition: Edition
    viewer: Viewer
    history: History
    codes: tuple[str, ...]
    at: NDArray[np.intp]
    period: Period

    def compare(self, category: Category, left_out: Counter[str]) -> list[Comparison]:
        told = self.history.over(category.code, self.period)
        if told.provenance is None or np.isnan(self._here(told.values.count)).all():
            hidden = int((self._here(told.hidden) > 0).sum())
            left_out["afgeschermd"] += hidden
            left_out["niet gemeten"] += len(self.codes) - hidden
            return []
        made = self._with_city(category, told, left_out)
        # A case that is open in two years counts in both: the two are no two numbers of events.
        for kind in () if category.kind == _CASES else (Kind.BEFORE, Kind.SEASON):
            made += self._with_before(kind, category, told, left_out)
        return made

    def _with_city(
        self, category: Category, told: Told, left_out: Counter[str]
    ) -> list[Comparison]:
        year, division = self.period.last_year, self.history.division.id
        per = per_of(self.edition, self.viewer, category.code, division, year)
        people, _, source = people_of(self.edition, self.viewer, division, per, year)
        rate = self._city_rate(category, told, per, people.count)
        if source is None or rate is None:
            lacks = f"niet bekend hoeveel {per}" if source is None else "geen cijfer van de stad"
            left_out[lacks] += len(self.codes)
            return []
        count, base = self._here(told.values.count), self._here(people.count)
        rough = self._here(told.values.estimated) | self._here(people.estimated) | told.unsure
        chance = funnel_p(count, base, rate)
        why = np.select(
            [self._here(told.hidden) > 0, np.isnan(count), ~(base >= 0), rough,
             base < FEWEST_PEOPLE],
            ["afgeschermd", "niet gemeten", f"niet bekend hoeveel {per}", "geschat",
             f"minder dan {FEWEST_PEOPLE} {per}"],
            "",
        )  # fmt: skip
        return self._made(
            (Kind.LEVEL, category, told, why), (count, base * rate, chance), source, left_out,
            per=per,
        )  # fmt: skip

    def _with_before(
        self, kind: Kind, category: Category, told: Told, left_out: Counter[str]
    ) -> list[Comparison]:
        before = self._before(kind)
        if before is None:
            return []
        earlier = self.history.over(category.code, before)
        if earlier.provenance is None:
            left_out["geen cijfers van eerder"] += len(self.codes)
            return []
        if earlier.provenance != told.provenance:
            # Two sources may count another way.
            left_out["eerder uit een andere bron"] += len(self.codes)
            return []
        new, old = self._here(told.values.count), self._here(earlier.values.count)
        rough = self._here(told.values.estimated) | self._here(earlier.values.estimated)
        rough = rough | told.unsure | earlier.unsure
        # What is provisional may still go up: that it is less can't be said yet.
        early = self._here(told.values.provisional) & ~self._here(earlier.values.provisional)
        why = np.select(
            [
                self._here(told.hidden | earlier.hidden) > 0,
                np.isnan(new + old),
                rough,
                early & (new < old),
            ],
            ["afgeschermd", "niet gemeten", "geschat", "voorlopig, en kan nog oplopen"],
            "",
        )
        one = np.ones(len(new))
        return self._made(
            (kind, category, told, why), (new, old, change_p(old, new, one, one)),
            earlier.provenance, left_out, before=before,
        )  # fmt: skip

    def _before(self, kind: Kind) -> Period | None:
        """Give the earlier period, just as long; None where it is the same as the one before."""
        first, last = self.period.first_index, self.period.last_index
        length = last - first + 1
        if kind is Kind.BEFORE:
            return Period.of_indices(first - length, first - 1)
        return None if length >= _YEAR else Period.of_indices(first - _YEAR, last - _YEAR)

    def _city_rate(
        self, category: Category, told: Told, per: Per, people: NDArray[np.float64]
    ) -> float | None:
        """Give the city's count per head, of the same source; as ``ivbgeo.answering`` does."""
        for division in self.edition.division_ids(Level.GEMEENTE)[:1]:
            city = history(self.edition, self.viewer, division).over(category.code, self.period)
            heads, _, _ = people_of(self.edition, self.viewer, division, per, self.period.last_year)
            if (
                city.provenance == told.provenance
                and city.values.known.all()
                and heads.count[0] > 0
            ):
                return float(city.values.count[0] / heads.count[0])
        lived = people > 0
        if not lived.any() or np.isnan(told.values.count[lived]).any():
            return None
        return float(told.values.count[lived].sum() / people[lived].sum())

    def _made(
        self,
        what: tuple[Kind, Category, Told, NDArray[np.str_]],
        numbers: tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]],
        other: Provenance,
        left_out: Counter[str],
        *,
        per: Per | None = None,
        before: Period | None = None,
    ) -> list[Comparison]:
        """Make a comparison of each area that can be; ``what`` ends in why one can't be."""
        kind, category, told, why = what
        count, expected, chance = numbers
        provisional = self._here(told.values.provisional)
        sources = (other,) if told.provenance is None else (told.provenance, other)
        made = []
        for i, code in enumerate(self.codes):
            if why[i]:
                left_out[str(why[i])] += 1
            else:
                name = self.history.division.names[self.at[i]]
                made.append(
                    Comparison(
                        kind, self.history.division.area_id(code), name,
                        category, self.period, float(count[i]), float(expected[i]),
                        float(chance[i]), sources, per, before,
                        bool(provisional[i]),
                    )
                )  # fmt: skip
        return made

    def _here(self, values: NDArray[_T]) -> NDArray[_T]:
        """Take the areas that are looked at."""
        return values[self.at]

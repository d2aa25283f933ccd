"""Which area a name means: as it is written, by rules of spelling, or by a slip of the pen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from geo import AreaId, Level
from ivbgeo.sources.spelling import Spelling
from ivbgeo.sources.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from geo import DivisionId

__all__ = ["AreaNames", "FoundName", "How", "MissedName", "NameScope", "Why"]

# What the nearest other name has to be farther away, in slips.
_MARGIN = 2
# Slips that a name may have: none if what tells it apart is shorter than this, one, or two.
_FOR_ONE, _FOR_TWO = 5, 10
_FOR_ONE_MORE = 4
# No area is called so; it is not searched for either.
_LONGEST = 80
# How likely a name is meant of which only a part was given; slips come after.
_BEGINNING, _WITHIN = 1, 2
# By ear, at the beginning of a name; any other first letter is another name.
_SAME_SOUND = ({"s", "z"}, {"f", "v"}, {"c", "k"}, {"i", "y"})


class NameScope(StrEnum):
    """What the column of a name says of its level."""

    BUURT = "buurt"
    WIJK = "wijk"
    ANY = "gebied"

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels to look in; a casewijk is called a wijk too."""
        return _LEVELS[self]


_LEVELS = {
    NameScope.BUURT: (Level.BUURT,),
    NameScope.WIJK: (Level.WIJK, Level.CASEWIJK),
    NameScope.ANY: (Level.BUURT, Level.WIJK, Level.CASEWIJK, Level.GEMEENTE),
}


class How(StrEnum):
    """In what way a name was found."""

    EXACT = "exact"
    SPELLING = "spelling"


class Why(StrEnum):
    """Why a name was not found."""

    UNKNOWN = "unknown"
    AMBIGUOUS = "ambiguous"
    OTHER_YEAR = "other_year"
    NO_DIVISION = "no_division"


@dataclass(frozen=True, slots=True)
class FoundName:
    """The one area that a name means, and what that area is called."""

    area: AreaId
    name: str
    how: How


@dataclass(frozen=True, slots=True)
class MissedName:
    """That a name means no one area; ``years``: divisions that do have it, for OTHER_YEAR."""

    why: Why
    years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Known:
    """An area with the ways to write its name."""

    area: AreaId
    name: str
    plain: str

    @property
    def spellings(self) -> tuple[Spelling, ...]:
        return _spellings(self.name)


@lru_cache(maxsize=100_000)
def _spellings(name: str) -> tuple[Spelling, ...]:
    """Give the ways to write a name; only when asked, for of all areas of the nation it is slow."""
    return Spelling.all_of(name)


def _slips(written: Spelling, name: Spelling, most: int) -> int | None:
    """Count the slips by which a name was written; None if another name must be meant."""
    if written.marks != name.marks or not _begin_alike(name.key, written.key):
        return None
    slips = OSA.distance(written.key, name.key, score_cutoff=most)
    return slips if slips <= most else None


class AreaNames:
    """Finds areas by name. A name is looked up once; asked again, the answer is the same.

    The first of these that knows the name decides; if it knows more than one area, none is meant:

    1. The name as it is, but for case, accents, space and punctuation.
    2. The name by the rules of ``ivbgeo.sources.spelling``.
    3. The name with an abbreviation that ends in a dot ("Burg. Hoekstrapark").
    4. The nearest name by slips (a letter too many, missing, wrong, or two turned round; Damerau
       1964, restricted): at most 1, or 2 where what tells the name apart has 10 letters or more,
       and none where it has fewer than 5; every other name at least 2 slips farther; the first
       letter right, or one that sounds alike. Digits, points of the compass, hoog, laag, midden
       and centrum have to be the same, in the same order.

    A name that another year has as it is, and the year asked has not, may mean an area of that
    other year: it is not taken for a slip and, where no year was asked, for no other spelling.

    Parameters
    ----------
    names
        By division: code → name.
    """

    def __init__(self, names: Mapping[DivisionId, Mapping[str, str]]) -> None:
        self._divisions = {
            division: tuple(
                _Known(AreaId(code, division.year, division.level), name, plain(name))
                for code, name in areas.items()
            )
            for division, areas in names.items()
        }
        self._answers: dict[tuple[str, NameScope, int | None], FoundName | MissedName] = {}

    def find(self, text: str, scope: NameScope, year: int | None = None) -> FoundName | MissedName:
        """Find the area that a name means.

        Parameters
        ----------
        text
            The name.
        scope
            Which levels to look in.
        year
            Year of the division; None: the newest of each level.
        """
        key = (text, scope, year)
        if key not in self._answers:
            self._answers[key] = self._find(text, scope, year)
        return self._answers[key]

    def suggest(
        self, text: str, divisions: Sequence[DivisionId], most: int
    ) -> tuple[FoundName, ...]:
        """Give the areas that a text may mean, the likeliest first, for somebody to choose from.

        First those that are called so, or have it for their code; then those whose name begins
        with it; then those whose name has it somewhere; then those whose name is a few slips away.
        The rules of spelling are those of ``find``; because somebody chooses, there may be a slip
        for every 4 letters that tell the name apart.

        Parameters
        ----------
        text
            A name, or a part of one.
        divisions
            To look in; of areas that are as likely, those of the first one go first.
        most
            How many to give at most.
        """
        asked, written = plain(text), Spelling.of(text)
        if not asked or len(text) > _LONGEST:
            return ()
        known = [
            (place, each)
            for place, division in enumerate(divisions)
            for each in self._divisions[division]
        ]
        found = {
            each.area: (rank, place, each, How.EXACT)
            for place, each in known
            if (rank := _rank(each, asked)) is not None
        }
        if len(found) < most:
            found |= {
                each.area: (rank, place, each, How.SPELLING)
                for place, each in known
                if each.area not in found and (rank := _spelled_rank(each, written)) is not None
            }
        ordered = sorted(found.values(), key=lambda one: (*one[:2], one[2].plain, one[2].area))
        return tuple(FoundName(each.area, each.name, how) for *_, each, how in ordered[:most])

    def _find(self, text: str, scope: NameScope, year: int | None) -> FoundName | MissedName:
        chosen = [d for level in scope.levels if (d := self._division(level, year)) is not None]
        if not chosen:
            return MissedName(Why.NO_DIVISION)
        asked, written = plain(text), Spelling.of(text)
        known = [each for division in chosen for each in self._divisions[division]]
        if not asked or len(text) > _LONGEST:
            return MissedName(Why.UNKNOWN)
        found = _one(scope, (each for each in known if each.plain == asked), How.EXACT)
        if found is not None:
            return found
        years = {
            division.year
            for division, areas in self._divisions.items()
            if division.level in scope.levels
            and division not in chosen
            and any(each.plain == asked for each in areas)
        }
        elsewhere = MissedName(Why.OTHER_YEAR, tuple(sorted(years)))
        if years and year is None:
            return elsewhere
        rules: tuple[Callable[[Spelling], bool], ...] = (
            lambda other: other.key == written.key,
            written.abbreviates,
        )
        for rule in rules:
            fitting = (each for each in known if any(map(rule, each.spellings)))
            found = _one(scope, fitting, How.SPELLING)
            if found is not None:
                return found
        return elsewhere if years else self._nearest(written, scope, known)

    def _division(self, level: Level, year: int | None) -> DivisionId | None:
        of_level = [d for d in self._divisions if d.level is level and year in (None, d.year)]
        return max(of_level, key=lambda division: division.year, default=None)

    def _nearest(
        self, written: Spelling, scope: NameScope, known: Sequence[_Known]
    ) -> FoundName | MissedName:
        fitting = [
            (count, spelling.key, each)
            for each in known
            for spelling in each.spellings
            if (count := _slips(written, spelling, _most_slips(spelling))) is not None
        ]
        if not fitting:
            return MissedName(Why.UNKNOWN)
        fewest, key, _ = min(fitting, key=lambda each: each[:2])
        others = (
            OSA.distance(written.key, spelling.key)
            for division, areas in self._divisions.items()
            if division.level in scope.levels
            for each in areas
            for spelling in each.spellings
            if spelling.key != key
        )
        if min(others, default=fewest + _MARGIN) < fewest + _MARGIN:
            return MissedName(Why.AMBIGUOUS)
        nearest = (each for _, other, each in fitting if other == key)
        return _one(scope, nearest, How.SPELLING) or MissedName(Why.UNKNOWN)


def _one(scope: NameScope, fitting: Iterable[_Known], how: How) -> FoundName | MissedName | None:
    """Give the one that fits; None if none does. A wijk goes before a casewijk of that name."""
    found = list({each.area: each for each in fitting}.values())
    if scope is NameScope.WIJK:
        wijken = [each for each in found if each.area.level is Level.WIJK]
        found = wijken or found
    if not found:
        return None
    if len(found) > 1:
        return MissedName(Why.AMBIGUOUS)
    return FoundName(found[0].area, found[0].name, how)


def _rank(each: _Known, asked: str) -> int | None:
    """Tell how well a name has what is asked, 0 the best; None if it has not."""
    if asked in (each.plain, each.area.code.casefold()):
        return 0
    return _part_rank(each.plain, asked)


def _spelled_rank(each: _Known, written: Spelling) -> int | None:
    ranks: list[int | None] = []
    for spelling in each.spellings:
        if spelling.key == written.key or written.abbreviates(spelling):
            return 0
        # One more than where nobody chooses.
        slips = _slips(written, spelling, spelling.telling // _FOR_ONE_MORE)
        ranks += [
            _part_rank(spelling.key, written.key),
            None if slips is None else _WITHIN + slips,
        ]
    return min((rank for rank in ranks if rank is not None), default=None)


def _part_rank(whole: str, part: str) -> int | None:
    if whole.startswith(part):
        return _BEGINNING
    return _WITHIN if part in whole else None


def _most_slips(spelling: Spelling) -> int:
    return (spelling.telling >= _FOR_ONE) + (spelling.telling >= _FOR_TWO)


def _begin_alike(one: str, other: str) -> bool:
    first = {one[:1], other[:1]}
    return len(first) == 1 or first in _SAME_SOUND

"""Where the rows of a file are, by the best that the file says of it.

The order: a point, the code of an area, its name, an address, a postcode. What the file itself
says of an area goes before what has to be looked up, so that no more addresses leave the house than
needed; an address goes before a postcode, for it is finer. A row that none of these places is
without a place: it is counted as that, and kept.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from geo import AreaId, Level
from ivbgeo.dutch import number
from ivbgeo.sources import Kind, RowSet
from ivbgeo.sources.fault import visible
from ivbgeo.sources.names import AreaNames, How, MissedName, Why
from ivbgeo.store.divisions import read_names
from ivbgeo.store.postcodes import read_postcodes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ivbgeo.atlas import Edition
    from ivbgeo.fetch.addresses import AddressBook
    from ivbgeo.sources import ParsedFile

__all__ = ["Evidence", "Placement", "area_names", "place_rows"]

_NAMED = 20
_SPELLINGS = 100
# A longer text in a column of names is something else, that had better not be repeated.
_LONGEST = 60
_MOST_WORDS = 4
_OFF = "Adressen zijn niet opgezocht: de adressendienst staat uit."


class Evidence(StrEnum):
    """What a row was placed by."""

    POINT = "punt"
    CODE = "code"
    NAME = "naam"
    SPELLING = "naam (anders gespeld)"
    POSTCODE = "postcode"
    ADDRESS = "adres"
    NONE = "zonder plaats"


@dataclass(frozen=True, slots=True)
class Placement:
    """The rows of a file with their places, and how they were found.

    Attributes
    ----------
    rows
        As many as before.
    placed
        How many rows by what, for each ``Evidence``.
    spellings
        Names that were read as another, the most frequent first, at most 100.
    not_found
        Names of areas that mean no one area, the most frequent first, at most 20.
    notes
        Sentences: of which division the areas are, and what was not looked up.
    """

    rows: RowSet
    placed: dict[str, int]
    spellings: tuple[str, ...] = ()
    not_found: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def unplaced(self) -> int:
        """How many rows are without a place."""
        return self.placed[Evidence.NONE]


def place_rows(edition: Edition, parsed: ParsedFile, book: AddressBook | None = None) -> Placement:
    """Give each row that has no place the one that its clues tell.

    Of a camera only a point is kept, so a name and a postcode don't place it.

    Parameters
    ----------
    book
        Where addresses are looked up; None: nowhere.

    Raises
    ------
    FetchError
        If the address service does not give an answer.
    """
    placing = _Placing(edition, parsed)
    if parsed.kind is not Kind.CAMERAS:
        placing.by_name()
    placing.by_address(book)
    if parsed.kind is not Kind.CAMERAS:
        placing.by_postcode()
    return placing.placement()


class _Placing:
    """The rows of one file on their way to a place."""

    def __init__(self, edition: Edition, parsed: ParsedFile) -> None:
        self.edition = edition
        self.scope = parsed.scope
        self.rows = parsed.rows
        self.x, self.y = parsed.rows.x, parsed.rows.y
        self.codes: list[str | None] = list(parsed.rows.values("area_code"))
        self.years: list[int | None] = list(parsed.rows.values("division_year"))
        coded = np.zeros(len(parsed.rows), dtype=np.bool_)
        if parsed.rows.has("area_code"):
            coded[:] = [code is not None for code in self.codes]
        pointed = ~np.isnan(self.x)
        self.open = ~(pointed | coded)
        self.counts: Counter[Evidence] = Counter()
        self.counts[Evidence.POINT] = int(pointed.sum())
        self.counts[Evidence.CODE] = int((coded & ~pointed).sum())
        self.read_as: Counter[tuple[str, str]] = Counter()
        self.missed: Counter[tuple[str, MissedName]] = Counter()
        self.notes: list[str] = []

    def by_name(self) -> None:
        """Place rows by the name of an area; each name is looked up once."""
        clues = self.rows.clues
        if not clues.names or not self.open.any():
            return
        names = area_names(self.edition)
        divisions: Counter[str] = Counter()
        for at in np.flatnonzero(self.open).tolist():
            name = clues.names[at]
            if name is None:
                continue
            found = names.find(name, self.scope, clues.years[at])
            if isinstance(found, MissedName):
                self.missed[name, found] += 1
                continue
            self._settle(at, found.area, _BY[found.how])
            divisions[f"{found.area.level} {found.area.year}"] += 1
            if found.how is How.SPELLING:
                self.read_as[name, found.name] += 1
        self._note("Namen zijn gelezen in de indeling", divisions)

    def by_address(self, book: AddressBook | None) -> None:
        """Place rows by their address, as points within the gemeente."""
        addresses = self.rows.clues.addresses
        asked = [
            (at, address)
            for at in (np.flatnonzero(self.open).tolist() if addresses else ())
            if (address := addresses[at]) is not None
        ]
        if not asked:
            return
        if book is None:
            self.notes.append(_OFF)
            return
        points = book.find_all(address for _, address in asked)
        places = [(at, *points[address]) for at, address in asked if address in points]
        at = np.array([place[0] for place in places], dtype=np.int64)
        x, y = (np.array([place[axis] for place in places], dtype=np.float64) for axis in (1, 2))
        gemeente = self.edition.division(self.edition.division_id(Level.GEMEENTE))
        # Generalised borders may leave out a house at the edge: then it is not known in which area.
        inside = gemeente.locator().locate(x, y) >= 0
        at = at[inside]
        self.x, self.y = self.x.copy(), self.y.copy()
        self.x[at], self.y[at] = x[inside], y[inside]
        self.open[at] = False
        self.counts[Evidence.ADDRESS] += len(at)

    def by_postcode(self) -> None:
        """Place rows by a postcode that lies in one area."""
        postcodes = self.rows.clues.postcodes
        if not postcodes or not self.open.any():
            return
        placed = _postcodes(self.edition)
        divisions: Counter[str] = Counter()
        for at in np.flatnonzero(self.open).tolist():
            area = placed.get(postcodes[at] or "")
            if area is not None:
                self._settle(at, area, Evidence.POSTCODE)
                divisions[f"{area.level} {area.year}"] += 1
        self._note("Postcodes zijn gelezen in de indeling", divisions)

    def placement(self) -> Placement:
        """Give the rows with their places."""
        self.counts[Evidence.NONE] = int(self.open.sum())
        columns = dict(self.rows.columns)
        if sum(self.counts[by] for by in _BY_AREA):
            columns |= {"area_code": self.codes, "division_year": self.years}
        rows = self.rows
        return Placement(
            RowSet(rows.make, rows.line, self.x, self.y, columns),
            {evidence.value: self.counts[evidence] for evidence in Evidence},
            tuple(
                f"‘{visible(name)}’ gelezen als {right} ({_rows(count)})"
                for (name, right), count in self.read_as.most_common(_SPELLINGS)
            ),
            tuple(_told(self.missed)),
            tuple(self.notes),
        )

    def _settle(self, at: int, area: AreaId, by: Evidence) -> None:
        self.codes[at], self.years[at] = area.code, area.year
        self.open[at] = False
        self.counts[by] += 1

    def _note(self, words: str, divisions: Counter[str]) -> None:
        if divisions:
            told = ", ".join(f"{name} ({_rows(count)})" for name, count in divisions.most_common())
            self.notes.append(f"{words}: {told}.")


_BY_AREA = (Evidence.NAME, Evidence.SPELLING, Evidence.POSTCODE)
_BY = {How.EXACT: Evidence.NAME, How.SPELLING: Evidence.SPELLING}


def _told(missed: Counter[tuple[str, MissedName]]) -> Iterable[str]:
    for (name, why), _ in missed.most_common(_NAMED):
        shown = visible(name) if _is_name(name) else "(een andere tekst)"
        if why.why is Why.AMBIGUOUS:
            yield f"{shown} (kan meer dan één gebied zijn)"
        elif why.why is Why.OTHER_YEAR:
            yield f"{shown} (wel in {' en '.join(map(str, why.years))})"
        else:
            yield shown


def _is_name(text: str) -> bool:
    """Whether a text can be told again: what has digits or many words may be of persons."""
    short = len(text) <= _LONGEST and len(text.split()) <= _MOST_WORDS
    return short and not re.search(r"\d\d|@", text)


def _rows(count: int) -> str:
    return f"{number(count)} {'rij' if count == 1 else 'rijen'}"


def area_names(edition: Edition) -> AreaNames:
    """Give the names of the areas of every division, read once for each edition."""

    def make() -> AreaNames:
        with edition.reading() as connection:
            return AreaNames(
                {division: read_names(connection, n) for division, n in edition.numbers.items()}
            )

    return edition.once(("area names",), make)


def _postcodes(edition: Edition) -> dict[str, AreaId]:
    def make() -> dict[str, AreaId]:
        with edition.reading() as connection:
            return read_postcodes(connection)

    return edition.once(("postcodes",), make)

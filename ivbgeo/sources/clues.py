"""What else a file says of where its rows are: names of areas, postcodes, addresses.

It is only to find places by. It is no part of a row, so it can't get into the store.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from itertools import compress
from typing import TYPE_CHECKING, Any

from ivbgeo.sources.address import Address, postcode4

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from ivbgeo.sources.table import Batch, Cell

__all__ = ["ClueReader", "Clues"]

_ADDRESS = ("street", "house_number", "house_letter", "house_suffix", "postcode", "town")
_CLUES = frozenset({"area_name", *_ADDRESS})
_REMEMBERED = 50_000


@dataclass(frozen=True, slots=True)
class Clues:
    """Of n rows; each list is empty if the file has no such column. ``repr`` shows none of it.

    Attributes
    ----------
    names, years
        The name of an area, and the year of its division where that is said.
    postcodes
        Four digits.
    addresses
        Those that say enough to be looked up.
    """

    names: list[str | None] = field(default_factory=list, repr=False)
    years: list[int | None] = field(default_factory=list, repr=False)
    postcodes: list[str | None] = field(default_factory=list, repr=False)
    addresses: list[Address | None] = field(default_factory=list, repr=False)

    def where(self, kept: NDArray[Any]) -> Clues:
        """Give those of the rows at which ``kept``, of shape (n,), says so."""
        return Clues(*(list(compress(getattr(self, one.name), kept)) for one in fields(self)))

    @classmethod
    def joined(cls, parts: Sequence[Clues]) -> Clues:
        """Put those of rows one after another."""
        return cls(
            *([each for part in parts for each in getattr(part, one.name)] for one in fields(cls))
        )


class ClueReader:
    """Reads the clues of one file. What can't be read is no clue: nothing is refused for it.

    Parameters
    ----------
    positions
        Field → column.
    """

    def __init__(self, positions: Mapping[str, int]) -> None:
        self._fields = {name: at for name, at in positions.items() if name in _CLUES}
        self._known: dict[Callable[..., Any], dict[Any, Any]] = {}

    def read(self, batch: Batch, years: list[int | None], needed: Sequence[int]) -> Clues:
        """Read the clues of a batch of n rows.

        Parameters
        ----------
        years
            Of the division of each row, where known.
        needed
            Positions of the rows that have no place otherwise; of others nothing is read.
        """
        if not self._fields:
            return Clues()
        names = self._words(batch, "area_name", _name, needed)
        return Clues(
            names,
            years if names else [],
            self._words(batch, "postcode", postcode4, needed),
            self._addresses(batch, needed),
        )

    def _words(
        self,
        batch: Batch,
        name: str,
        make: Callable[[object], str | None],
        needed: Sequence[int],
    ) -> list[str | None]:
        """Make something of the cells of a column, once for a text that occurs again."""
        if name not in self._fields:
            return []
        known = self._known.setdefault(make, {})
        made: list[str | None] = [None] * len(batch.lines)
        cells = batch.columns[self._fields[name]]
        for at in needed:
            cell = cells[at]
            if type(cell) is str and cell in known:
                made[at] = known[cell]
                continue
            made[at] = make(cell)
            if type(cell) is str and len(known) < _REMEMBERED:
                known[cell] = made[at]
        return made

    def _addresses(self, batch: Batch, needed: Sequence[int]) -> list[Address | None]:
        if self._fields.keys().isdisjoint({"street", "house_number"}):
            return []
        known = self._known.setdefault(_address, {})
        nothing = [None] * len(batch.lines)
        made: list[Address | None] = [*nothing]
        columns: list[Sequence[Cell]] = [
            batch.columns[self._fields[name]] if name in self._fields else nothing
            for name in _ADDRESS
        ]
        for at in needed:
            cells = tuple(column[at] for column in columns)
            # As keys, 1 and True are the same.
            plain = all(cell is None or type(cell) is str for cell in cells)
            if plain and cells in known:
                made[at] = known[cells]
                continue
            made[at] = _address(*cells)
            if plain and len(known) < _REMEMBERED:
                known[cells] = made[at]
        return made


def _name(cell: object) -> str | None:
    return (cell.strip() or None) if isinstance(cell, str) else None


def _address(
    street: object, number: object, letter: object, suffix: object, postcode: object, town: object
) -> Address | None:
    more = " ".join(str(cell) for cell in (letter, suffix) if isinstance(cell, str | int))
    return Address.of(street, number, more, postcode, town)

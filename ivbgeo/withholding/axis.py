"""One side of a table: names, of which some are the sum of others."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array

from ivbgeo.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

__all__ = ["Axis"]


@dataclass(frozen=True, slots=True, eq=False)
class Axis:
    """Names along one side of a table.

    Parameters
    ----------
    names
        Every name once, shape (n,): areas of all levels, kinds with groups and the total, months
        with years.
    parts
        Of a name that is a sum: the names that add up to it, each thing in one of them only. Groups
        may overlap each other. What has no parts is a leaf.

    Raises
    ------
    DataError
        If a name is there twice, is unknown, is a part of itself, or counts something twice.

    Examples
    --------
    >>> axis = Axis(("a", "b", "all"), {"all": ("a", "b")})
    >>> axis.leaves, axis.matrix.toarray().tolist()
    (('a', 'b'), [[1, 0], [0, 1], [1, 1]])
    """

    names: tuple[str, ...]
    parts: Mapping[str, tuple[str, ...]]
    leaves: tuple[str, ...] = field(init=False, repr=False)
    matrix: csr_array = field(init=False, repr=False)
    """Which leaves each name is the sum of, shape (names, leaves), zeros and ones."""

    def __post_init__(self) -> None:
        position = {name: i for i, name in enumerate(self.names)}
        if len(position) != len(self.names) or not self.names:
            raise DataError("withholding.axis", value=", ".join(self.names[:3]))
        leaves = tuple(name for name in self.names if not self.parts.get(name))
        column = {name: i for i, name in enumerate(leaves)}
        found: dict[str, frozenset[int]] = {}

        def within(name: str, above: frozenset[str]) -> frozenset[int]:
            if name not in position or name in above:
                raise DataError("withholding.axis", value=name)
            if name not in found:
                if name in column:
                    found[name] = frozenset({column[name]})
                else:
                    under = [within(part, above | {name}) for part in self.parts[name]]
                    found[name] = frozenset().union(*under)
                    if sum(map(len, under)) != len(found[name]):
                        raise DataError("withholding.axis", value=name)
            return found[name]

        dense = np.zeros((len(self.names), len(leaves)), dtype=np.int8)
        for name, row in position.items():
            dense[row, sorted(within(name, frozenset()))] = 1
        if unknown := set(self.parts) - set(position):
            raise DataError("withholding.axis", value=min(unknown))
        object.__setattr__(self, "leaves", leaves)
        object.__setattr__(self, "matrix", csr_array(dense))

    @property
    def first(self) -> NDArray[np.intp]:
        """Position of the first name that is the sum of the same leaves, shape (n,)."""
        known: dict[bytes, int] = {}
        rows = self.matrix.toarray()
        return np.array([known.setdefault(row.tobytes(), i) for i, row in enumerate(rows)])

    def lines(self) -> tuple[NDArray[np.intp], NDArray[np.int8]]:
        """Give ways in which a name falls into others.

        For each name: into its leaves; into its parts; into each other name within it and the
        leaves beside that.

        Returns
        -------
        whole, pieces
            Positions of the names that fall apart, shape (k,); and what they fall into, shape (k,
            names), zeros and ones.
        """
        rows = self.matrix.toarray().astype(bool)
        position = {name: i for i, name in enumerate(self.names)}
        leaf = np.array([position[name] for name in self.leaves])
        first = self.first
        whole: list[int] = []
        pieces: list[NDArray[np.int8]] = []
        for i in np.flatnonzero((rows.sum(axis=1) > 1) & (first == np.arange(len(rows)))):
            splits = [[position[part] for part in self.parts[self.names[i]]], []]
            inside = np.flatnonzero((rows <= rows[i]).all(axis=1) & (first == np.arange(len(rows))))
            splits += [[j] for j in inside.tolist() if j != i and rows[j].sum() > 1]
            seen: set[bytes] = set()
            for split in splits:
                rest = rows[i] & ~rows[split].any(axis=0) if split else rows[i]
                line = np.zeros(len(rows), dtype=np.int8)
                line[first[split]] = 1
                line[first[leaf[rest]]] = 1
                if line.tobytes() not in seen:
                    seen.add(line.tobytes())
                    whole.append(int(i))
                    pieces.append(line)
        shape = (0, len(rows))
        return np.array(whole, dtype=np.intp), np.array(pieces) if pieces else np.zeros(
            shape, np.int8
        )

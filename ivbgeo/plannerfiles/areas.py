"""Areas of a file, ready to compute with."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import shapely

if TYPE_CHECKING:
    from typing import Self

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

__all__ = ["PRIVATE", "Condition", "KeptAreas"]

PRIVATE = {"yes": 1, "no": 0, "unsaid": -1}
"""How it is written whether a building is private: a home."""


@dataclass(frozen=True, slots=True)
class Condition:
    """In what state the areas of a file were.

    ``mended``: how many were broken, and made whole. ``left_out``: how many had no surface.
    ``overlapping``: how many lie over another by more than rounding.
    """

    mended: int = 0
    left_out: int = 0
    overlapping: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class KeptAreas:
    """The areas of one file that have a surface, n of them. Threads can share it.

    Parameters
    ----------
    names
        What each is called, no two alike; empty where the file doesn't say.
    polygons
        Object array (n,): valid polygons and multipolygons, EPSG:28992, metres.
    private
        Of buildings, int8 array (n,): 1 for a home, 0 for none, -1 where it isn't said. None where
        the file says it of no building at all.
    condition
        In what state they were.
    """

    names: tuple[str, ...]
    polygons: NDArray[np.object_]
    private: NDArray[np.int8] | None
    condition: Condition
    _tree: shapely.STRtree = field(init=False, repr=False)

    def __post_init__(self) -> None:
        n = len(self.polygons)
        if len(self.names) != n or (self.private is not None and len(self.private) != n):
            raise ValueError(f"{n} polygons need as many names and marks")
        object.__setattr__(self, "_tree", shapely.STRtree(self.polygons))

    def __len__(self) -> int:
        return len(self.polygons)

    def called(self, at: int) -> str:
        """Say what one of them is called, in Dutch; by its number where it has no name."""
        return self.names[at] or f"Plek {at + 1} van het bestand"

    def near(self, shape: BaseGeometry) -> NDArray[np.intp]:
        """Tell which of them touch a shape (EPSG:28992): their positions, ascending."""
        return np.sort(self._tree.query(shape, predicate="intersects"))

    def table(self) -> pa.Table:
        """Write them as a table, to be kept."""
        columns: dict[str, Any] = {
            "name": pa.array(self.names, pa.string()),
            "geometry": pa.array(shapely.to_wkb(self.polygons), pa.binary()),
        }
        if self.private is not None:
            columns["private"] = pa.array(self.private, pa.int8())
        told = json.dumps(asdict(self.condition)).encode()
        return pa.table(columns).replace_schema_metadata({"condition": told})

    @classmethod
    def of_table(cls, table: pa.Table) -> Self:
        """Read them from such a table."""
        polygons = shapely.from_wkb(table["geometry"].to_numpy(zero_copy_only=False))
        private = table["private"].to_numpy() if "private" in table.column_names else None
        condition = Condition(**json.loads(table.schema.metadata[b"condition"]))
        return cls(tuple(table["name"].to_pylist()), polygons, private, condition)

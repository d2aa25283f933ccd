"""The peers, used as well as they can be: what they need is made before the clock starts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pyarrow as pa
import sedonadb
import shapely

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

__all__ = ["Joined", "Sedona", "differing"]

# Metres: points nearer to a border than this may be placed on either side of it by a peer.
_ON_BORDER = 1e-6


class Sedona:
    """SedonaDB with the areas in memory, and points as geometries in memory.

    Of its options one makes it much quicker here than it is of its own accord: its second geometry
    library, ``geo``. How geometries are prepared, the order of the join, the index within polygons
    and making points in the join were tried too, and gain less or nothing beside it.

    Parameters
    ----------
    polygons
        Object array (m,), EPSG:28992, metres.
    library
        One of its geometry libraries; None leaves the choice to it.
    """

    def __init__(self, polygons: NDArray[np.object_], library: str | None = None) -> None:
        self.context = sedonadb.connect()
        if library is not None:
            self.context.sql(f"SET sedona.spatial_join.spatial_library = '{library}'").execute()
        areas = gpd.GeoDataFrame(
            {"area": np.arange(len(polygons), dtype=np.int32)}, geometry=list(polygons)
        )
        self.context.create_data_frame(areas).to_memtable().to_view("areas")

    def hold(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> None:
        """Take points, as a table in memory."""
        raw = pa.table({"id": np.arange(x.size, dtype=np.int32), "x": x, "y": y})
        self.context.create_data_frame(raw).to_view("raw", overwrite=True)
        made = self.context.sql("SELECT id, ST_Point(x, y) AS geometry FROM raw")
        made.to_memtable().to_view("points", overwrite=True)

    def hold_file(self, path: Path) -> None:
        """Take the points of a file of Parquet, which is read anew by each question."""
        self.context.read_parquet(str(path)).to_view("file", overwrite=True)

    def place(self) -> pa.Table:
        """Give the pairs of a point (id) and an area that it lies in."""
        return self.ask(
            "SELECT p.id, a.area FROM points p JOIN areas a "
            "ON ST_Intersects(a.geometry, p.geometry)"
        )

    def ask(self, sql: str) -> pa.Table:
        """Answer a question; it has to go by a spatial join with an index."""
        plan = str(pa.table(self.context.sql(f"EXPLAIN {sql}"))["plan"].to_pylist())
        if "SpatialJoinExec" not in plan:
            raise RuntimeError(f"SedonaDB doesn't join by an index here:\n{plan}")
        return pa.table(self.context.sql(sql))


class Joined:
    """``geopandas.sjoin``, with the points as a frame in memory; either order of the two."""

    def __init__(
        self, polygons: NDArray[np.object_], x: NDArray[np.float64], y: NDArray[np.float64]
    ) -> None:
        self.areas = gpd.GeoDataFrame(
            {"area": np.arange(len(polygons), dtype=np.int32)}, geometry=list(polygons)
        )
        self.points = gpd.GeoDataFrame(
            {"id": np.arange(x.size, dtype=np.int32)}, geometry=gpd.points_from_xy(x, y)
        )

    def points_first(self) -> Any:
        """Ask a tree of the areas for each point."""
        return gpd.sjoin(self.points, self.areas, predicate="intersects")

    def areas_first(self) -> Any:
        """Ask a tree of the points for each area, prepared; quicker where areas are intricate."""
        return gpd.sjoin(self.areas, self.points, predicate="intersects")


def differing(
    ours: NDArray[np.int32],
    pairs: Any,
    polygons: NDArray[np.object_],
    points: tuple[NDArray[np.float64], NDArray[np.float64]],
) -> int:
    """Count the points that a peer places elsewhere, those on borders apart.

    Parameters
    ----------
    ours
        int32 array (n,): positions of areas, -1 for none.
    pairs
        Table or frame with columns ``id`` and ``area``: what the peer found.
    polygons
        Object array (m,), EPSG:28992, metres.
    points
        x and y, float64 arrays (n,).
    """
    number, area = np.asarray(pairs["id"]), np.asarray(pairs["area"])
    theirs = np.full(ours.size, len(polygons), dtype=np.int32)
    np.minimum.at(theirs, number, area)
    theirs[theirs == len(polygons)] = -1
    other = np.flatnonzero(ours != theirs)
    at = shapely.points(points[0][other], points[1][other])
    near = np.zeros(other.size, dtype=bool)
    for answer in (ours[other], theirs[other]):
        border = shapely.boundary(polygons[answer])
        near |= (answer >= 0) & (shapely.distance(border, at) < _ON_BORDER)
    return int(np.count_nonzero(~near))

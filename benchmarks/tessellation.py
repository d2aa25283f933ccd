"""A made division as large as the nation: a coverage of 14,500 areas, 100 to 200 vertices each.

Voronoi cells of clustered points, of which each edge is replaced by one jagged line. The cells of
points outside the outline are left out, so that the outer border is as jagged as all others.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyogrio.raw
import shapely
from scipy.spatial import Voronoi

from geo import Area, AreaId, Division, Level

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["AREAS", "CACHE", "OUTLINE", "national_file", "tessellation", "tessellation_polygons"]

AREAS = 14_500
"""About as many as there are buurten in the Netherlands."""

CACHE = Path("var/benchmarks")
"""Where what is made once is kept."""

# Metres, EPSG:28992: about as the land lies, water and all.
OUTLINE = (
    (14_000, 358_000), (14_000, 412_000), (62_000, 448_000), (98_000, 530_000), (105_000, 583_000),
    (150_000, 608_000), (240_000, 618_000), (277_000, 585_000), (277_000, 540_000),
    (262_000, 500_000), (268_000, 470_000), (248_000, 435_000), (205_000, 425_000),
    (212_000, 380_000), (198_000, 309_000), (174_000, 309_000), (172_000, 345_000),
    (140_000, 362_000), (95_000, 378_000), (60_000, 358_000),
)  # fmt: skip

_VERTICES = 140
# Metres: no two generators in one square of this side, and no two vertices much nearer than that.
_NEAREST, _STEP = 150.0, 1.0
# A jagged line keeps this far within its kite, and is no steeper than this at its ends.
_KEPT_WITHIN, _STEEPEST = 0.9, 0.5
_YEAR = 2025


@dataclass(frozen=True, slots=True)
class _Lines:
    """One line per edge between two cells; the vertices of all of them in a row.

    ``xy`` (n, 2): per line its first end and all between, not its last end. ``start`` (m,), where
    each begins; ``size`` (m,), how many it has; ``end`` (m, 2), the last ends.
    """

    xy: NDArray[np.float64]
    start: NDArray[np.intp]
    size: NDArray[np.intp]
    end: NDArray[np.float64]


def national_file(areas: int = AREAS, folder: Path = CACHE) -> Path:
    """Give the tessellation as a GeoPackage, made if it isn't there yet."""
    path = folder / f"tessellation-{areas}.gpkg"
    if path.exists():
        return path
    folder.mkdir(parents=True, exist_ok=True)
    polygons = tessellation_polygons(areas)
    codes = _codes(areas)
    beside = path.with_name(f".{os.getpid()}-{path.name}")
    pyogrio.raw.write(
        beside,
        shapely.to_wkb(polygons),
        [codes, codes, np.full(areas, str(Level.BUURT), dtype=object), np.full(areas, _YEAR)],
        ["code", "name", "level", "year"],
        driver="GPKG",
        layer="buurten",
        geometry_type="Polygon",
        crs="EPSG:28992",
    )
    beside.replace(path)
    return path


def tessellation(areas: int = AREAS, seed: int = 1) -> Division:
    """Give the tessellation as a division, checked as any other."""
    return Division.from_areas(
        Area(AreaId(code, _YEAR, Level.BUURT), code, polygon)
        for code, polygon in zip(_codes(areas), tessellation_polygons(areas, seed), strict=True)
    )


def tessellation_polygons(areas: int = AREAS, seed: int = 1) -> NDArray[np.object_]:
    """Make the polygons, object array (areas,), EPSG:28992, metres; the same for the same seed."""
    chance = np.random.default_rng(seed)
    points = _generators(areas, chance)
    cells = Voronoi(points)
    between, ends = cells.ridge_points, np.array(cells.ridge_vertices)
    kept = (between < areas).any(axis=1)
    between, ends = between[kept], ends[kept]
    lines = _jagged(points, between, cells.vertices[ends], _sizes(between, areas), chance)
    return _rings(points[:areas], between, cells.vertices[ends], lines)


def _codes(areas: int) -> NDArray[np.object_]:
    return np.array([f"BU{i:08d}" for i in range(areas)], dtype=object)


def _generators(areas: int, chance: np.random.Generator) -> NDArray[np.float64]:
    """Give points within the outline, most of them in towns, and after those points around it."""
    outline = shapely.Polygon(OUTLINE)
    shapely.prepare(outline)
    left, bottom, right, top = outline.bounds
    towns = chance.uniform((left, bottom), (right, top), (400, 2))
    spread = chance.lognormal(np.log(2_000.0), 0.6, 400)
    weight = spread**2 / np.sum(spread**2)
    many = 3 * areas
    at = chance.choice(400, many, p=weight)
    near = towns[at] + chance.normal(size=(many, 2)) * spread[at, None]
    far = chance.uniform((left, bottom), (right, top), (many, 2))
    points = np.where((chance.random(many) < 0.75)[:, None], near, far)  # noqa: PLR2004 - most
    _, first = np.unique(np.floor(points / _NEAREST), axis=0, return_index=True)
    points = points[np.sort(first)]
    points = points[shapely.contains_xy(outline, points)][:areas]
    if len(points) < areas:
        raise ValueError(f"{areas} areas don't fit")
    # Around the outline a regular fringe, one beyond the other, so that no inner cell is endless.
    fringe = [
        shapely.get_coordinates(shapely.segmentize(outline.buffer(d).exterior, 2_000.0))[:-1]
        for d in (1_500.0, 20_000.0)
    ]
    return np.concatenate([points, *fringe])


def _sizes(between: NDArray[np.intp], areas: int) -> NDArray[np.intp]:
    """Tell how many vertices each line gets, so that each cell has about as many."""
    edges = np.bincount(between.ravel(), minlength=areas)
    share = _VERTICES / np.maximum(edges, 1)
    share[areas:] = np.nan
    return np.rint(np.nanmean(share[between], axis=1)).astype(np.intp)


def _jagged(
    points: NDArray[np.float64],
    between: NDArray[np.intp],
    ends: NDArray[np.float64],
    size: NDArray[np.intp],
    chance: np.random.Generator,
) -> _Lines:
    """Draw each line within the kite of its two ends and its two generators.

    Kites don't overlap. Along the edge each line only goes forward, so that it never meets itself.
    """
    along = ends[:, 1] - ends[:, 0]
    length = np.hypot(along[:, 0], along[:, 1])
    size = np.maximum(np.minimum(size, (length / _STEP).astype(np.intp)), 1)
    unit = along / np.maximum(length, np.finfo(float).tiny)[:, None]
    normal = np.stack([-unit[:, 1], unit[:, 0]], axis=1)
    # The two generators are each other's mirror image: one of them tells both slopes.
    towards = points[between[:, 0]] - ends[:, 0]
    foot = np.sum(towards * unit, axis=1)
    height = np.abs(np.sum(towards * normal, axis=1))
    rise = np.minimum(height / np.maximum(foot, height), _STEEPEST)
    fall = np.minimum(height / np.maximum(length - foot, height), _STEEPEST)
    start = np.cumsum(size) - size
    line = np.repeat(np.arange(size.size), size)
    step = np.arange(line.size) - start[line]
    # Uneven steps; the first is 0, which is the end itself.
    t = (step + np.where(step > 0, chance.uniform(-0.3, 0.3, line.size), 0.0)) / size[line]
    room = np.minimum(rise[line] * t, fall[line] * (1.0 - t)) * length[line]
    sway = np.sin(
        2 * np.pi * (t * chance.uniform(0.5, 3.0, size.size)[line] + chance.random(size.size)[line])
    )
    swing = 0.6 * sway + 0.4 * chance.uniform(-1.0, 1.0, line.size)
    xy = ends[line, 0] + t[:, None] * along[line]
    xy += (_KEPT_WITHIN * room * swing)[:, None] * normal[line]
    xy[start] = ends[:, 0]
    return _Lines(xy, start, size, ends[:, 1])


def _rings(
    points: NDArray[np.float64],
    between: NDArray[np.intp],
    ends: NDArray[np.float64],
    lines: _Lines,
) -> NDArray[np.object_]:
    """Put the lines around each cell one after the other, counter-clockwise."""
    line = np.tile(np.arange(len(between)), 2)
    cell = between.T.ravel()
    inner = cell < len(points)
    line, cell = line[inner], cell[inner]
    a, b = ends[line, 0] - points[cell], ends[line, 1] - points[cell]
    forward = a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0] > 0
    middle = a + b
    order = np.lexsort((np.arctan2(middle[:, 1], middle[:, 0]), cell))
    line, cell, forward = line[order], cell[order], forward[order]
    size = lines.size[line]
    piece = np.repeat(np.arange(line.size), size)
    step = np.arange(piece.size) - (np.cumsum(size) - size)[piece]
    # Backward, a line begins with its last end and leaves out its first.
    at = np.where(forward[piece], step, size[piece] - step)
    xy = lines.xy[lines.start[line[piece]] + np.minimum(at, size[piece] - 1)]
    last = at == size[piece]
    xy[last] = lines.end[line[piece[last]]]
    rings = shapely.linearrings(xy, indices=cell[piece])
    return shapely.polygons(rings)

"""What the tests of geo share: real divisions, coverages made on the spot, and who refuses."""

from __future__ import annotations

import json
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
import shapely.affinity
from hypothesis import strategies as st

from geo import Area, AreaId, Division, GeoError, Level, read_division
from ivbgeo.messages import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
LEFT, BOTTOM, CELL = 88_000.0, 450_000.0, 100.0


@contextmanager
def refused(kind: type[GeoError], rule: str) -> Iterator[pytest.ExceptionInfo[GeoError]]:
    """Expect an error of this rule, with all that its Dutch sentence names."""
    with pytest.raises(kind) as caught:
        yield caught
    assert caught.value.rule == rule
    assert sentence(rule, **caught.value.values)


def square(x, y, width=100.0, height=None):
    height = width if height is None else height
    return shapely.box(LEFT + x, BOTTOM + y, LEFT + x + width, BOTTOM + y + height)


def area(code, polygon, *, name=None, year=2025, level=Level.BUURT, parent=None):
    return Area(AreaId(code, year, level), name or f"Naam {code}", polygon, parent)


def division(polygons, *, year=2025, level=Level.BUURT):
    """Make a division of polygons by code."""
    return Division.from_areas(
        area(code, polygon, year=year, level=level) for code, polygon in polygons.items()
    )


def jittered_cells(columns, rows, seed):
    """Give cells (columns * rows) of which the inner corners are moved: nothing is parallel."""
    random = np.random.default_rng(seed)
    corners = np.stack(
        np.meshgrid(np.arange(columns + 1.0), np.arange(rows + 1.0), indexing="ij"), axis=-1
    )
    corners += random.uniform(-0.25, 0.25, corners.shape)
    corners = corners * CELL + [LEFT, BOTTOM]
    return [
        shapely.Polygon(
            [corners[i, j], corners[i + 1, j], corners[i + 1, j + 1], corners[i, j + 1]]
        )
        for i in range(columns)
        for j in range(rows)
    ]


def joined(cells, owners):
    """Join cells of one owner; -1 is a cell that belongs to no area. At least one area is left."""
    if owners.max() < 0:
        owners[0] = 0
    names = sorted(set(owners) - {-1})
    polygons = np.empty(len(names), dtype=object)
    polygons[:] = [shapely.coverage_union_all(cells[owners == owner]) for owner in names]
    return polygons


@st.composite
def coverages(draw):
    """Draw polygons of a coverage: cells joined at random, so with parts, holes and enclaves."""
    columns, rows = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    cells = np.array(jittered_cells(columns, rows, draw(st.integers(0, 2**32 - 1))))
    number = columns * rows
    owners = np.array(draw(st.lists(st.integers(-1, 4), min_size=number, max_size=number)))
    return joined(cells, owners)


@st.composite
def lattices(draw):
    """Draw coverages that are delicate for a grid: all borders run along powers of two.

    Whole squares and halves of squares of 2**-6 to 2**6 metres, with slivers of a millimetre or
    less, joined at random: edges along cells, in rows, and many that meet in one point.
    """
    columns, rows = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    side = 2.0 ** draw(st.integers(-6, 6))
    sliver = side * 2.0 ** -draw(st.integers(1, 12))
    x = np.sort(np.concatenate([np.arange(columns + 1.0) * side, [sliver]])) + 2.0**16
    y = np.sort(np.concatenate([np.arange(rows + 1.0) * side, [sliver]])) + 2.0**18
    cells = []
    for left, right in pairwise(x):
        for bottom, top in pairwise(y):
            corners = [(left, bottom), (right, bottom), (right, top), (left, top)]
            if draw(st.booleans()):
                cells += [shapely.Polygon(corners[:3]), shapely.Polygon([corners[0], *corners[2:]])]
            else:
                cells.append(shapely.Polygon(corners))
    cells = np.array(cells)
    owners = np.array(draw(st.lists(st.integers(-1, 3), min_size=cells.size, max_size=cells.size)))
    return joined(cells, owners)


@st.composite
def rough_coverages(draw):
    """Draw what is a coverage to us, not to GEOS: vertices that do not match, tiny overlaps."""
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    off = draw(st.sampled_from([0.0, 0.004, -0.004, 1e-9]))
    polygons = []
    for column in range(draw(st.integers(1, 3))):
        edges = np.sort(np.concatenate([[0.0, 100.0], random.uniform(5, 95, 3)]))
        left, right = 50.0 * column - off, 50.0 * (column + 1)
        polygons += [square(left, low, right - left, high - low) for low, high in pairwise(edges)]
    if draw(st.booleans()):
        polygons = [shapely.affinity.rotate(each, 30, origin=(LEFT, BOTTOM)) for each in polygons]
    return np.array(polygons)


def random_division(cells_along, seed=0, level=Level.BUURT, year=2025, groups=None):
    """Make a larger division of jittered cells, optionally joined in groups."""
    cells = np.array(jittered_cells(cells_along, cells_along, seed))
    if groups is None:
        return division(
            {f"BU{i:08d}": cell for i, cell in enumerate(cells)}, year=year, level=level
        )
    owner = np.random.default_rng(seed).integers(0, groups, cells.size)
    return division(
        {f"BU{i:08d}": shapely.coverage_union_all(cells[owner == i]) for i in np.unique(owner)},
        year=year,
        level=level,
    )


def real_files():
    """Give the real division files that this machine has: shared ones, or the project's own."""
    shared = sorted((ROOT / "../shared/data").glob("cbs_*_zoetermeer_rd.geojson"))
    own = sorted(
        path
        for path in (ROOT / "data").rglob("*.geojson")
        if path.stem.startswith(("buurten", "wijken", "casewijken"))
    )
    return shared or own


def divisions():
    """Give real divisions where there are any, and always one that is made here."""
    return [*(read_division(path) for path in real_files()), random_division(12, groups=60)]


def largest_division():
    """Give the division with the most areas: the real buurten where they are at hand."""
    real = [read_division(path) for path in real_files()]
    return max(real, key=len) if real else random_division(12)


def two_years():
    """Give the wijken of 2024 and of 2025: real ones, or a made pair that recycles a code too."""
    wanted = {}
    for path in real_files():
        each = read_division(path)
        if each.level is Level.WIJK:
            wanted[each.year] = each
    if {2024, 2025} <= set(wanted):
        return wanted[2024], wanted[2025]
    names = {2024: ("Meerzicht", "Rokkeveen"), 2025: ("Dorp", "Meerzicht")}
    places = {2024: (square(0, 0), square(0, 100)), 2025: (square(0, 100), square(0, 0))}
    codes = ("WK063701", "WK063705")
    made = (
        Division.from_areas(
            area(code, polygon, name=name, year=year, level=Level.WIJK)
            for code, name, polygon in zip(codes, names[year], places[year], strict=True)
        )
        for year in (2024, 2025)
    )
    return tuple(made)


def write_geojson(path, features, crs=28992):
    """Write features (properties, geometry) with the old crs member; None leaves it out."""
    collection = {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": properties,
                "geometry": None if shape is None else json.loads(shapely.to_geojson(shape)),
            }
            for properties, shape in features
        ],
    }
    if crs is not None:
        collection["crs"] = {
            "type": "name",
            "properties": {"name": f"urn:ogc:def:crs:EPSG::{crs}"},
        }
    path.write_text(json.dumps(collection), encoding="utf-8")
    return path

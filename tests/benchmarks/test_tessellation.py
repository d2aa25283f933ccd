"""The made division is what it is said to be: a coverage, intricate, the same each time."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from benchmarks.tessellation import OUTLINE, national_file, tessellation, tessellation_polygons
from geo import read_division

AREAS = 400


@pytest.fixture(scope="module")
def polygons():
    return tessellation_polygons(AREAS)


def test_it_is_a_coverage_in_the_strict_sense_without_holes(polygons):
    assert shapely.is_valid(polygons).all()
    assert shapely.coverage_is_valid(polygons)
    whole = shapely.coverage_union_all(polygons)
    assert whole.geom_type == "Polygon"
    assert not whole.interiors


def test_areas_have_a_hundred_to_two_hundred_vertices_save_for_a_few(polygons):
    vertices = shapely.get_num_coordinates(polygons) - 1
    assert np.mean((vertices >= 100) & (vertices <= 200)) > 0.97


def test_it_lies_about_where_the_nation_does(polygons):
    whole, outline = shapely.coverage_union_all(polygons), shapely.Polygon(OUTLINE)
    assert shapely.area(whole ^ outline) < 0.15 * outline.area


def test_borders_are_jagged_and_shared(polygons):
    edge = shapely.intersection(polygons[0], polygons[1:])
    shared = edge[shapely.get_num_coordinates(shapely.line_merge(edge)) > 10]
    assert shared.size
    lines = shapely.line_merge(shared)
    ends = shapely.distance(shapely.get_point(lines, 0), shapely.get_point(lines, -1))
    assert (shapely.length(lines) > 1.01 * ends).all()


def test_the_same_seed_gives_the_same_and_another_gives_another(polygons):
    assert shapely.equals_identical(tessellation_polygons(AREAS), polygons).all()
    assert not shapely.equals_identical(tessellation_polygons(AREAS, seed=2), polygons).any()


def test_its_file_is_read_as_the_division_that_was_made(tmp_path):
    file = national_file(50, tmp_path)
    assert read_division(file) == tessellation(50)
    assert [path.name for path in tmp_path.iterdir()] == [file.name]

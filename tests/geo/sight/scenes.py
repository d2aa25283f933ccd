"""Scenes to look at, and the slow ways that the quick one is held to."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import shapely
from hypothesis import strategies as st
from shapely.affinity import rotate, translate

from geo import Sight

X, Y = 93_000.0, 452_000.0
"""The middle of every scene, EPSG:28992."""


def box(x0, y0, x1, y1):
    """A box, metres from the middle."""
    return shapely.box(X + x0, Y + y0, X + x1, Y + y1)


def sight(direction=0.0, angle=360.0, reach=50.0, x=0.0, y=0.0):
    return Sight(X + x, Y + y, direction, angle, reach)


def rim(looking, eye):
    """What would be seen if nothing stood in the way, by another way: a fan of triangles."""
    left = 0.0 if looking.angle >= 360 else looking.direction - looking.angle / 2
    right = left + looking.angle
    whole = np.radians(np.arange(360))
    corners = np.column_stack([np.sin(whole), np.cos(whole)]) * looking.reach
    disc = translate(shapely.Polygon(corners), *eye)
    if looking.angle >= 360:
        return disc
    turns = np.radians(np.linspace(left, right, max(int(looking.angle), 2)))
    far = 2 * looking.reach * np.column_stack([np.sin(turns), np.cos(turns)])
    fan = shapely.Polygon([(0, 0), *far])
    return shapely.intersection(disc, translate(fan, *eye))


def shadowed(looking, obstacles, eye):
    """What is seen, by taking away the shadow of every edge from what would be seen: slow."""
    shadows = []
    far = 4 * looking.reach + 200
    for ring in shapely.get_rings(shapely.get_parts(obstacles)):
        xy = shapely.get_coordinates(ring) - eye
        for one, other in pairwise(xy):
            away = [corner * far / max(np.hypot(*corner), 1e-9) for corner in (other, one)]
            # Cut in two at what is nearest, so that no far side of a shadow comes near the eye.
            way = other - one
            between = one + way * np.clip(-(one @ way) / (way @ way), 0, 1)
            middle = between * far / max(np.hypot(*between), 1e-9)
            for p, q, u, v in ((one, between, middle, away[1]), (between, other, away[0], middle)):
                hull = shapely.convex_hull(shapely.multipoints([p, q, u, v]))
                shadows.append(translate(hull, *eye))
    area = rim(looking, eye)
    return shapely.difference(area, shapely.union_all([*obstacles, *shadows])) if shadows else area


def rays(looking, obstacles, eye, number=720):
    """How far one sees along rays, by cutting each with every edge: slow. Bearings and metres."""
    left = 0.0 if looking.angle >= 360 else looking.direction - looking.angle / 2
    turns = np.radians(left + (np.arange(number) + 0.5) / number * looking.angle)
    ways = np.column_stack([np.sin(turns), np.cos(turns)])
    # The far border runs straight from whole degree to whole degree.
    beside = np.radians(np.degrees(turns) % 1 - 0.5)
    reached = looking.reach * np.cos(np.radians(0.5)) / np.cos(beside)
    for ring in shapely.get_rings(shapely.get_parts(obstacles)):
        xy = shapely.get_coordinates(ring) - eye
        for p, q in pairwise(xy):
            across = q - p
            bottom = ways[:, 0] * across[1] - ways[:, 1] * across[0]
            with np.errstate(divide="ignore", invalid="ignore"):
                away = (p[0] * across[1] - p[1] * across[0]) / bottom
                along = (p[0] * ways[:, 1] - p[1] * ways[:, 0]) / bottom
            hit = (away > 0) & (along >= 0) & (along <= 1)
            reached = np.where(hit, np.minimum(reached, away), reached)
    return turns, reached


@st.composite
def obstacles(draw, most=8):
    """Boxes, triangles, courtyards and bow-ties that may overlap, on whole or odd coordinates."""
    found = []
    places = st.one_of(st.integers(-40, 40).map(float), st.floats(-40, 40, allow_subnormal=False))
    sizes = st.one_of(st.integers(1, 20).map(float), st.floats(0.5, 20))
    for _ in range(draw(st.integers(0, most))):
        x, y, w, h = draw(places), draw(places), draw(sizes), draw(sizes)
        kind = draw(st.sampled_from(["box", "triangle", "court", "bow", "two"]))
        made = box(x, y, x + w, y + h)
        if kind == "triangle":
            made = shapely.Polygon([(X + x, Y + y), (X + x + w, Y + y), (X + x, Y + y + h)])
        elif kind == "court":
            made = made.difference(box(x + w / 4, y + h / 4, x + w * 3 / 4, y + h * 3 / 4))
        elif kind == "bow":
            corners = [(x, y), (x + w, y + h), (x + w, y), (x, y + h)]
            made = shapely.Polygon([(X + a, Y + b) for a, b in corners])
        elif kind == "two":
            made = shapely.multipolygons([made, box(x + w + 1, y, x + 2 * w + 1, y + h)])
        if draw(st.booleans()):
            made = rotate(made, draw(st.floats(0, 90)))
        found.append(made)
    return found


@st.composite
def sights(draw):
    return sight(
        draw(st.one_of(st.integers(0, 360).map(float), st.floats(0, 360))),
        draw(st.one_of(st.sampled_from([360.0, 1.0, 90.0, 180.0, 359.0]), st.floats(1, 360))),
        draw(st.floats(2, 60)),
        draw(st.integers(-3, 3)),
        draw(st.integers(-3, 3)),
    )

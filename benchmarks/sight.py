"""What is seen from places in a made town: 2,000 places among 5,000 buildings; one at a time."""

from __future__ import annotations

import statistics
import time
from itertools import cycle
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely.affinity import rotate

from benchmarks.finding import Finding, at_most, duration, plain
from benchmarks.timing import in_turns, say
from geo import Obstacles, Sight, visible_area, visible_areas
from ivbgeo.plannerfiles.areas import Condition, KeptAreas
from ivbgeo.seeing import Around, Look, figures, ring_rows, see, sentences
from layers.sight.drawn import sight_layer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from geo import VisibleAreas

__all__ = ["measure", "naive", "town"]

_X, _Y = 93_000.0, 452_000.0
_HOUSES, _PLACES = 5_000, 2_000
_BOUND, _ONE = 20.0, 0.05
_ALONE = 200
_PEER = 15
# Metres: a house, its row with the street and gardens behind it, and houses in a row.
_WIDE, _DEEP, _APART, _ROW = 5.4, 9.0, 32.0, 8
_EVERY = 5  # one house in so many has a court
_FAR = 4.0  # a shadow is cast so many times the reach
_SAME = 1e-4  # m²


def measure(fewer: int) -> Iterator[Finding]:
    """Look from places, 2,000 divided by ``fewer``, in all; then from one after the other."""
    houses = town(_HOUSES, seed=1)
    subject = f"{_HOUSES:,} buildings"
    before = time.perf_counter()
    against = Obstacles(houses)
    yield plain(subject, "reading them in", duration(time.perf_counter() - before))
    for reach in (60.0, 150.0):
        looks = _places(against, _PLACES // fewer, reach, seed=2)
        yield from _all_at_once(looks, against, f"{subject}, {len(looks):,} places, {reach:g} m")
        yield from _one_by_one(looks[:_ALONE], against, f"{subject}, one place, {reach:g} m")
        around = _around(houses, against)
        yield from _all_said(looks[:_ALONE], around, f"{subject}, all that is said, {reach:g} m")
    yield from _beside_shadows(looks[:_PEER], houses, against, f"{subject}, {_PEER} places, 150 m")


def town(number: int, seed: int) -> NDArray[np.object_]:
    """Make a town of houses in rows that share walls, each row turned a little; some with a court.

    Object array (number,) of polygons, EPSG:28992, metres.
    """
    chance = np.random.default_rng(seed)
    rows = -(-number // _ROW)
    columns = int(np.ceil(np.sqrt(rows * _APART / (_ROW * _WIDE + 10))))
    houses = []
    for i in range(rows):
        left = _X + i % columns * (_ROW * _WIDE + 10)
        low = _Y + i // columns * _APART
        turn = chance.uniform(-12, 12)
        for j in range(_ROW):
            deep = _DEEP + chance.choice([0, 0, 1.5, 3])
            house = shapely.box(left + j * _WIDE, low, left + (j + 1) * _WIDE, low + deep)
            if j % _EVERY == 0:
                court = shapely.box(left + j * _WIDE + 2, low + 3, left + j * _WIDE + 3.5, low + 6)
                house = house.difference(court)
            houses.append(rotate(house, turn, origin=(left + _ROW * _WIDE / 2, low)))
    made = np.empty(number, dtype=object)
    made[:] = houses[:number]
    return made


def naive(look: Sight, houses: NDArray[np.object_], tree: shapely.STRtree) -> Any:
    """Give what is seen the plain way: all that is within reach less the shadow of every wall.

    With the same index, shadows made all at once, and taken away all at once.
    """
    x, y, far = look.x, look.y, _FAR * look.reach
    near = houses[
        tree.query(shapely.box(x - look.reach, y - look.reach, x + look.reach, y + look.reach))
    ]
    xy, ring = shapely.get_coordinates(shapely.get_rings(near), return_index=True)
    same = ring[1:] == ring[:-1]
    one, other = xy[:-1][same] - (x, y), xy[1:][same] - (x, y)
    middle = (one + other) / 2
    out = [
        each * (far / np.hypot(each[:, 0], each[:, 1]))[:, None] for each in (one, middle, other)
    ]
    # In halves, so that the far side of a shadow stays out of reach.
    quads = [
        np.stack([one, middle, out[1], out[0]], axis=1),
        np.stack([middle, other, out[2], out[1]], axis=1),
    ]
    shadows = shapely.polygons(np.concatenate(quads) + np.array([x, y]))
    left = 0.0 if look.all_around else look.left
    turns = np.arange(np.floor(left), np.ceil(left + look.angle) + 1)
    corners = np.radians(turns)
    rim = np.column_stack([x + look.reach * np.sin(corners), y + look.reach * np.cos(corners)])
    within: Any = shapely.polygons(rim[:-1] if look.all_around else np.vstack([rim, [x, y]]))
    if not look.all_around:
        edge = np.radians(np.linspace(left, left + look.angle, 9))
        wedge = np.column_stack([x + far * np.sin(edge), y + far * np.cos(edge)])
        within = shapely.intersection(within, shapely.polygons(np.vstack([wedge, [x, y]])))
    return shapely.difference(within, shapely.union_all([*shadows, *near]))


def _places(against: Obstacles, number: int, reach: float, seed: int) -> list[Sight]:
    """Make places outside buildings: cameras of 60, 90 and 360 degrees in turn."""
    chance = np.random.default_rng(seed)
    low, high = against.edges.min(axis=0)[:2], against.edges.max(axis=0)[:2]
    at = chance.uniform(low, high, (2 * number, 2))
    free = at[against.tree.query(shapely.points(at), predicate="dwithin", distance=1e-3)[0]]
    outside = ~np.isin(at[:, 0], free[:, 0])
    return [
        Sight(float(x), float(y), float(turn), angle, reach)
        for (x, y), turn, angle in zip(
            at[outside][:number], chance.uniform(0, 360, number), cycle((60.0, 90.0, 360.0)),
            strict=False,
        )
    ]  # fmt: skip


def _all_at_once(looks: Sequence[Sight], against: Obstacles, subject: str) -> Iterator[Finding]:
    say(subject)
    timing = in_turns({"ivbgeo": lambda: visible_areas(looks, against)}, rounds=3)["ivbgeo"]
    found: VisibleAreas = timing.answer
    seconds = timing.median
    yield at_most(subject, "all of them", seconds, _BOUND, duration(seconds), duration(_BOUND))
    yield plain(subject, "seen of what is within reach", f"{_part(looks, found):.0%}")


def _part(looks: Sequence[Sight], found: VisibleAreas) -> float:
    whole = sum(np.pi * look.reach**2 * look.angle / 360 for look in looks)
    return float(found.square_metres().sum() / whole)


def _one_by_one(looks: Sequence[Sight], against: Obstacles, subject: str) -> Iterator[Finding]:
    say(subject)
    taken = []
    for look in looks:
        before = time.perf_counter()
        visible_area(look, against)
        taken.append(time.perf_counter() - before)
    middle, slow = statistics.median(taken), float(np.quantile(taken, 0.95))
    yield at_most(subject, "median", middle, _ONE, duration(middle), duration(_ONE))
    yield at_most(subject, "95 of 100", slow, _ONE, duration(slow), duration(_ONE))


def _around(houses: NDArray[np.object_], against: Obstacles) -> Around:
    """Give the houses as a file of a planner is, with streets and schoolyards."""
    left, low, right, top = shapely.total_bounds(houses)
    chance = np.random.default_rng(3)
    streets = [shapely.box(left, y, right, y + 13) for y in np.arange(low - 20, top, _APART)]
    lanes = [shapely.box(x, low, x + 8, top) for x in np.arange(left - 9, right, 53.0)]
    yards = [
        shapely.box(x, y, x + 40, y + 25)
        for x, y in chance.uniform((left, low), (right, top), (50, 2))
    ]
    homes = chance.integers(-1, 2, len(houses)).astype(np.int8)
    return Around(
        KeptAreas(("",) * len(houses), houses, homes, Condition()),
        KeptAreas(("",) * len([*streets, *lanes]), np.array([*streets, *lanes]), None, Condition()),
        KeptAreas(tuple(f"Plein {i}" for i in range(50)), np.array(yards), None, Condition()),
        against,
        ("panden", "straten", "pleinen"),
    )


def _all_said(looks: Sequence[Sight], around: Around, subject: str) -> Iterator[Finding]:
    """Look, and say everything: rings, public ground, homes, schoolyards, words and tables."""
    say(subject)
    taken, drawn = [], []
    for look in looks:
        one = Look("", look.x, look.y, look.direction, look.angle, look.reach, 5, 3840, 60)
        before = time.perf_counter()
        seen = see(one, around)
        sentences(seen), figures(seen), ring_rows(seen)
        said = time.perf_counter()
        sight_layer(one, around, seen)
        taken.append(said - before)
        drawn.append(time.perf_counter() - said)
    middle, slow = statistics.median(taken), float(np.quantile(taken, 0.95))
    yield at_most(subject, "median", middle, _ONE, duration(middle), duration(_ONE))
    yield at_most(subject, "95 of 100", slow, _ONE, duration(slow), duration(_ONE))
    yield plain(subject, "and drawn for a map: median", duration(statistics.median(drawn)))


def _beside_shadows(
    looks: Sequence[Sight], houses: NDArray[np.object_], against: Obstacles, subject: str
) -> Iterator[Finding]:
    say(subject)
    tree = shapely.STRtree(houses)
    times = in_turns(
        {
            "ivbgeo": lambda: visible_areas(looks, against),
            "shadows": lambda: [naive(look, houses, tree) for look in looks],
        },
        rounds=3,
        slow=("shadows",),
    )
    ours, theirs = times["ivbgeo"], times["shadows"]
    yield plain(subject, "ivbgeo", duration(ours.median))
    yield plain(subject, "taking shadows away with shapely", duration(theirs.median))
    yield plain(subject, "shadows over ivbgeo", str(theirs.over(ours)))
    apart = shapely.area(shapely.symmetric_difference(ours.answer.areas, np.array(theirs.answer)))
    wrong = int(np.count_nonzero(apart > _SAME))
    yield at_most(subject, "answers that differ", wrong, 0, str(wrong), "0")

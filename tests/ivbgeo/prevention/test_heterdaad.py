"""Which groups to inform, in which order, and where there is none."""

from datetime import UTC, datetime

import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.affinity import translate

from ivbgeo.prevention.heterdaad import by_distance
from ivbgeo.prevention.kind import PreventionKind
from ivbgeo.prevention.prevention import Prevention, PreventionVersion

X, Y, RADIUS = 93_000.0, 452_000.0, 100.0
POINT = shapely.Point(X, Y)
CIRCLE = POINT.buffer(RADIUS, quad_segs=64)


def group(border, name="Groep", key="1"):
    said = Prevention(kind=PreventionKind.GROEP, name=name, border=border)
    return PreventionVersion(
        key=key, version=1, changed_at=datetime(2026, 1, 1, tzinfo=UTC), changed_by="beheer",
        withdrawn=False, prevention=said,
    )  # fmt: skip


def box(x, y, width, height):
    return translate(shapely.box(0, 0, width, height), X + x, Y + y)


def names(found):
    return [one.version.prevention.name for one in found]


def test_the_nearest_comes_first_then_who_covers_most_then_by_name():
    far = group(box(150, -10, 20, 20), "Ver weg")
    near = group(box(20, -50, 100, 100), "Dichtbij")
    small, large = group(box(-5, -5, 10, 10), "A klein"), group(box(-50, -50, 100, 100), "Z groot")
    twins = [group(box(-5, -5, 10, 10), name, name) for name in ("C", "b")]
    touching, rest = by_distance(POINT, CIRCLE, RADIUS, [far, near, small, large, *twins])
    assert names(touching) == ["Z groot", "A klein", "b", "C", "Dichtbij"]
    assert [round(one.metres) for one in touching] == [0, 0, 0, 0, 20]
    assert names(rest) == ["Ver weg"]
    assert rest[0].share == 0


def test_one_that_only_just_touches_the_circle_is_informed():
    touching, rest = by_distance(
        POINT, CIRCLE, RADIUS, [group(box(100, -5, 9, 9)), group(box(101, 0, 9, 9))]
    )
    assert [round(one.metres) for one in touching] == [100]
    assert len(rest) == 1


def test_parts_of_one_group_count_together():
    parts = shapely.MultiPolygon([box(-200, -200, 150, 400), box(30, -200, 10, 400)])
    ((found,), _) = by_distance(POINT, CIRCLE, RADIUS, [group(parts)])
    assert found.metres == 30
    expected = parts.intersection(CIRCLE).area / CIRCLE.area
    assert abs(found.share - expected) < 1e-9


boxes = st.lists(
    st.builds(
        box, st.floats(-300, 300), st.floats(-300, 300), st.floats(1, 200), st.floats(1, 200)
    ),
    max_size=6,
)


@settings(max_examples=50)
@given(boxes, st.randoms())
def test_none_is_lost_and_the_order_does_not_hang_on_how_they_were_given(borders, chance):
    groups = [group(border, f"Groep {n}", str(n)) for n, border in enumerate(borders)]
    touching, rest = by_distance(POINT, CIRCLE, RADIUS, groups)
    assert sorted(names([*touching, *rest])) == sorted(one.prevention.name for one in groups)
    metres = [one.metres for one in (*touching, *rest)]
    assert metres == sorted(metres)
    assert all(0 <= one.share <= 1 for one in touching)
    mixed = list(groups)
    chance.shuffle(mixed)
    assert by_distance(POINT, CIRCLE, RADIUS, mixed) == (touching, rest)


@settings(max_examples=30)
@given(boxes, st.integers(-9_000, 9_000), st.integers(-9_000, 9_000))
def test_it_does_not_matter_where_the_city_lies(borders, dx, dy):
    def found(dx, dy):
        groups = [group(translate(one, dx, dy), "x", str(n)) for n, one in enumerate(borders)]
        made = by_distance(translate(POINT, dx, dy), translate(CIRCLE, dx, dy), RADIUS, groups)
        return [{one.version.key: round(one.metres, 3) for one in part} for part in made]

    here, there = found(0, 0), found(dx, dy)
    assert here[0].keys() | here[1].keys() == there[0].keys() | there[1].keys()
    # At the very edge rounding may decide, and nothing hangs on it.
    edge = {key for part in here for key, metres in part.items() if abs(metres - RADIUS) < 0.01}
    assert all(here[0][key] == there[0][key] for key in here[0].keys() - edge)

from __future__ import annotations

import json
import pickle
from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import given

from geo import (
    NETHERLANDS_BOUNDS,
    Area,
    AreaId,
    Division,
    DivisionId,
    InvalidDivisionError,
    Level,
    UnknownCodeError,
    read_division,
)
from tests.geo.coverages import (
    BOTTOM,
    LEFT,
    area,
    coverages,
    division,
    divisions,
    largest_division,
    refused,
    square,
    two_years,
)

real = pytest.mark.parametrize("each", divisions(), ids=lambda each: f"{each.id}-{len(each)}")


def test_areas_are_sorted_by_code():
    made = Division.from_areas(
        [area("BU2", square(0, 0), parent="WK1"), area("BU1", square(100, 0), name="Dorp")]
    )
    assert made.id == DivisionId(Level.BUURT, 2025)
    assert (made.level, made.year) == (Level.BUURT, 2025)
    assert made.codes == ("BU1", "BU2")
    assert made.names == ("Dorp", "Naam BU2")
    assert made.parents == (None, "WK1")
    assert made.area("BU2") == Area(
        AreaId("BU2", 2025, Level.BUURT), "Naam BU2", square(0, 0), "WK1"
    )
    assert len(made) == 2
    assert "BU1" in made
    assert "BU3" not in made


def test_an_unknown_code_is_named_with_year_and_level():
    with refused(UnknownCodeError, "geo.division.code") as caught:
        division({"BU1": square(0, 0)}).area("BU9")
    assert all(part in str(caught.value) for part in ("BU9", "2025", "buurt"))


def test_a_division_cannot_be_changed():
    made = division({"BU1": square(0, 0), "BU2": square(100, 0)})
    with pytest.raises(AttributeError):
        made.codes = ()
    with pytest.raises(ValueError, match="read-only"):
        made.polygons[0] = square(0, 0)


def test_years_and_levels_do_not_mix():
    with refused(InvalidDivisionError, "geo.division.mixed") as caught:
        Division.from_areas([area("BU1", square(0, 0)), area("BU2", square(100, 0), year=2024)])
    assert all(part in str(caught.value) for part in ("buurt-2024", "buurt-2025"))
    with refused(InvalidDivisionError, "geo.division.mixed"):
        Division.from_areas(
            [area("BU1", square(0, 0)), area("WK1", square(100, 0), level=Level.WIJK)]
        )


def test_doubled_and_empty_codes_and_no_areas_are_refused():
    with refused(InvalidDivisionError, "geo.division.doubled") as caught:
        Division.from_areas([area("BU1", square(0, 0)), area("BU1", square(100, 0))])
    assert "BU1" in str(caught.value)
    with refused(InvalidDivisionError, "geo.division.no_code"):
        Division.from_areas([area(" ", square(0, 0), name="Dorp")])
    with refused(InvalidDivisionError, "geo.division.empty"):
        Division.from_areas([])
    with refused(InvalidDivisionError, "geo.division.empty"):
        Division(DivisionId(Level.BUURT, 2025), (), (), np.array([], dtype=object), ())


def test_the_constructor_checks_too():
    two = division({"BU1": square(0, 0), "BU2": square(100, 0)})
    with pytest.raises(ValueError, match="sorted"):
        Division(two.id, two.codes[::-1], two.names, two.polygons, two.parents)
    with pytest.raises(ValueError, match="differ in number"):
        Division(two.id, two.codes, two.names, two.polygons[:1], two.parents)
    with refused(InvalidDivisionError, "geo.division.overlap"):
        Division(two.id, two.codes, two.names, two.polygons[[0, 0]], two.parents)


def areas_of(whole):
    return [whole.area(code) for code in whole.codes]


def test_what_was_checked_is_not_checked_again_and_is_the_same():
    two = division({"BU1": square(0, 0), "BU2": square(100, 0)})
    again = Division.kept(areas_of(two), two.content_hash)
    assert again == two
    assert not again.polygons.flags.writeable
    places = shapely.get_coordinates(shapely.centroid(two.polygons)).T.copy()
    assert again.locator().locate(*places).tolist() == [0, 1]


def test_what_is_no_longer_as_it_was_checked_is_checked():
    two = division({"BU1": square(0, 0), "BU2": square(100, 0)})
    moved = [replace(two.area("BU1"), polygon=square(50, 0)), two.area("BU2")]
    with refused(InvalidDivisionError, "geo.division.overlap"):
        Division.kept(moved, two.content_hash)
    with refused(InvalidDivisionError, "geo.division.empty"):
        Division.kept([], two.content_hash)


@pytest.mark.parametrize(
    "corner", [(4.49, 52.05), (52.05, 4.49), (452_000.0, 94_000.0), (500_000.0, 6_800_000.0)]
)
def test_areas_in_another_system_are_refused(corner):
    with refused(InvalidDivisionError, "geo.division.coordinates"):
        division({"BU1": shapely.box(*corner, corner[0] + 0.01, corner[1] + 0.01)})


def test_heights_are_dropped():
    made = division({"BU1": shapely.force_3d(square(0, 0), 12.0)})
    assert not made.polygons[0].has_z


def test_the_hash_is_of_content_and_not_of_writing():
    made = division({"BU1": square(0, 0), "BU2": square(100, 0)})
    turned = division({"BU1": shapely.reverse(square(0, 0)), "BU2": square(100, 0)})
    assert made.content_hash == turned.content_hash
    assert made == turned
    assert hash(made) == hash(turned)
    assert len(made.content_hash) == 64
    # Written down: it must be the same on another day and another machine.
    assert made.content_hash.startswith("62ca63701294e1b0")
    others = [
        division({"BU1": square(0, 0), "BU3": square(100, 0)}),
        division({"BU1": square(0, 0), "BU2": square(100, 0, 101)}),
        division({"BU1": square(0, 0), "BU2": square(100, 0)}, year=2024),
        division({"BU1": square(0, 0), "BU2": square(100, 0)}, level=Level.WIJK),
        Division.from_areas([area("BU1", square(0, 0)), area("BU2", square(100, 0), name="X")]),
        Division.from_areas([area("BU1", square(0, 0)), area("BU2", square(100, 0), parent="W")]),
    ]
    assert len({made.content_hash, *(other.content_hash for other in others)}) == 7
    assert made != others[0]
    assert made != "buurt-2025"


def test_water_is_told_apart_and_changes_what_the_areas_are():
    land, lake = area("BU1", square(0, 0), parent="W"), area("BU2", square(100, 0), parent="W")
    lake = replace(lake, water=True)
    made = Division.from_areas([lake, land])
    assert made.water == (False, True)
    assert made.area("BU2") == lake
    assert not made.area("BU1").water
    dry = Division.from_areas([land, replace(lake, water=False)])
    assert dry.water == (False, False)
    assert dry != made
    whole = made.dissolve(Level.WIJK, {"BU1": "W", "BU2": "W"}, {"W": "Wijk"})
    assert whole.water == (False,)
    assert made.dissolve(Level.WIJK, {"BU2": "W"}, {"W": "Wijk"}).water == (True,)
    # Water is ground like any other for a point.
    x, y = np.array([LEFT + 50, LEFT + 150]), np.array([BOTTOM + 50, BOTTOM + 50])
    assert made.locator().locate(x, y).tolist() == [0, 1]
    with pytest.raises(ValueError, match="differ in number"):
        Division(made.id, made.codes, made.names, made.polygons, made.parents, (True,))


@real
def test_a_division_travels_to_a_worker(each):
    copy = pickle.loads(pickle.dumps(each))  # noqa: S301 - our own bytes
    assert copy == each


def test_the_locator_is_made_once():
    made = division({"BU1": square(0, 0)})
    assert made.locator() is made.locator()
    assert made.locator().locate(np.array([LEFT + 1]), np.array([450_001.0])).tolist() == [0]


def test_dissolving_joins_and_leaves_out():
    buurten = division({f"BU{i}": square(100 * i, 0) for i in range(4)})
    casewijken = buurten.dissolve(
        Level.CASEWIJK,
        {"BU0": "CW2", "BU1": "CW2", "BU3": "CW1"},
        {"CW1": "Meerzicht", "CW2": "Dorp", "CW3": "Leeg"},
        {"CW1": "GM0637"},
    )
    assert casewijken.id == DivisionId(Level.CASEWIJK, 2025)
    assert casewijken.codes == ("CW1", "CW2")
    assert casewijken.names == ("Meerzicht", "Dorp")
    assert casewijken.parents == ("GM0637", None)
    assert casewijken.area("CW2").polygon.equals(square(0, 0, 200, 100))


def test_dissolving_refuses_what_it_does_not_know():
    buurten = division({"BU0": square(0, 0)})
    with refused(UnknownCodeError, "geo.division.code"):
        buurten.dissolve(Level.WIJK, {"BU9": "WK1"}, {"WK1": "Dorp"})
    with refused(InvalidDivisionError, "geo.division.name") as caught:
        buurten.dissolve(Level.WIJK, {"BU0": "WK1"}, {})
    assert "WK1" in str(caught.value)
    with refused(InvalidDivisionError, "geo.division.empty"):
        buurten.dissolve(Level.WIJK, {}, {})


def test_dissolving_the_buurten_gives_the_wijken():
    each = largest_division()
    parent = {
        code: parent or f"WK{code[2:8]}"
        for code, parent in zip(each.codes, each.parents, strict=True)
    }
    wijken = each.dissolve(Level.WIJK, parent, {code: code for code in parent.values()})
    assert shapely.area(wijken.polygons).sum() == pytest.approx(shapely.area(each.polygons).sum())
    random = np.random.default_rng(5)
    left, bottom, right, top = shapely.total_bounds(each.polygons)
    x, y = random.uniform(left, right, 20_000), random.uniform(bottom, top, 20_000)
    found, around = each.locator().locate(x, y), wijken.locator().locate(x, y)
    assert [parent[each.codes[i]] if i >= 0 else None for i in found] == [
        wijken.codes[i] if i >= 0 else None for i in around
    ]


def ring_area(ring):
    (x, y) = np.array(ring).T
    return float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]) / 2)


@real
def test_geojson_is_as_rfc_7946_wants_it(each):
    collection = json.loads(json.dumps(each.geojson(), allow_nan=False))
    assert set(collection) == {"type", "features"}
    assert [feature["id"] for feature in collection["features"]] == list(each.codes)
    lon0, lat0, lon1, lat1 = NETHERLANDS_BOUNDS
    for feature, name, parent in zip(collection["features"], each.names, each.parents, strict=True):
        assert feature["type"] == "Feature"
        assert feature["properties"] == {
            "code": feature["id"],
            "name": name,
            "year": each.year,
            "level": str(each.level),
            "parent": parent,
        }
        geometry = feature["geometry"]
        parts = geometry["coordinates"]
        for rings in [parts] if geometry["type"] == "Polygon" else parts:
            assert ring_area(rings[0]) > 0
            assert all(ring_area(ring) < 0 for ring in rings[1:])
            for ring in rings:
                assert ring[0] == ring[-1]
                assert all(lon0 < lon < lon1 and lat0 < lat < lat1 for lon, lat in ring)
                assert all(round(number, 7) == number for corner in ring for number in corner)


@real
def test_what_is_written_as_geojson_is_read_as_the_same_valid_coverage(each, tmp_path):
    path = tmp_path / "division.geojson"
    path.write_text(json.dumps(each.geojson()), encoding="utf-8")
    again = read_division(path)
    assert (again.id, again.codes, again.names) == (each.id, each.codes, each.names)
    assert again.parents == each.parents
    # Vertices in whole metres move by millimetres, shared ones together: still no overlap, no gap.
    assert shapely.hausdorff_distance(again.polygons, each.polygons).max() < 0.01
    assert shapely.coverage_is_valid(each.polygons)
    assert shapely.coverage_is_valid(again.polygons)


@given(coverages())
def test_any_coverage_survives_geojson(polygons):
    made = division({f"CW{i}": p for i, p in enumerate(polygons)}, level=Level.CASEWIJK)
    shapes = [json.dumps(f["geometry"]) for f in made.geojson()["features"]]
    assert shapely.coverage_is_valid(shapely.from_geojson(shapes))


def test_geojson_takes_extra_properties_that_replace_nothing():
    made = division({"BU1": square(0, 0), "BU2": square(100, 0)})
    features = made.geojson({"BU2": {"count": 3, "code": "BU9"}})["features"]
    assert "count" not in features[0]["properties"]
    assert features[1]["properties"]["count"] == 3
    assert features[1]["properties"]["code"] == "BU2"
    with refused(UnknownCodeError, "geo.division.code"):
        made.geojson({"BU9": {}})


def test_a_recycled_code_is_another_place_in_another_year():
    """WK063705 was Rokkeveen in 2024 and is Meerzicht in 2025: a code needs its year."""
    old, new = two_years()
    was, now = old.area("WK063705"), new.area("WK063705")
    assert was.id.code == now.id.code
    assert was.id != now.id
    assert (was.name, now.name) == ("Rokkeveen", "Meerzicht")
    assert shapely.intersection(was.polygon, now.polygon).area < 0.01 * now.polygon.area
    x, y = (np.array([value]) for value in now.polygon.representative_point().coords[0])
    assert old.names[old.locator().locate(x, y)[0]] == "Meerzicht"
    assert old.codes[old.locator().locate(x, y)[0]] != "WK063705"

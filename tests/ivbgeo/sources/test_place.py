import numpy as np
import pytest

from geo import WgsPoints, to_rd
from ivbgeo.sources.place import Placer

HEAD = {"rd": "soort;datum;rd_x;rd_y\n", "wgs": "soort;datum;lon;lat\n", "xy": "soort;datum;x;y\n"}


@pytest.fixture
def place(read):
    def place(head, *pairs, **options):
        body = "".join(f"1.4.6;1-1-2023;{first};{second}\n" for first, second in pairs)
        return read(HEAD[head] + body, **options)

    return place


@pytest.mark.parametrize(
    ("head", "pair", "rule", "says"),
    [
        ("wgs", ("52,06", "4,49"), "coords.swapped", "‘52,06 en 4,49’"),
        ("wgs", ("94000", "452000"), "coords.other_crs", "--crs EPSG:28992"),
        ("wgs", ("452000", "94000"), "coords.other_crs", "--crs EPSG:28992"),
        ("wgs", ("13.4", "52.5"), "coords.outside_netherlands", "‘13.4 en 52.5’"),
        ("rd", ("452000", "94000"), "coords.swapped", "‘452000 en 94000’"),
        ("rd", ("4.49", "52.06"), "coords.other_crs", "--crs EPSG:4326"),
        ("rd", ("94000000", "452000000"), "coords.outside_netherlands", "buiten Nederland"),
        ("rd", ("0", "0"), "coords.zero", "nul en nul"),
        ("rd", ("94000", ""), "coords.half", "94000 en leeg"),
        ("rd", ("94000", "a"), "number.unreadable", "kolom ‘rd_y’"),
        ("xy", ("52,06", "4,49"), "coords.swapped", "‘52,06 en 4,49’"),
        ("xy", ("452000", "94000"), "coords.swapped", "‘452000 en 94000’"),
    ],
)
def test_what_is_refused(place, head, pair, rule, says):
    parsed = place(head, pair)
    (rejection,) = parsed.rejections
    assert (rejection.rule, rejection.line, parsed.rows) == (rule, 2, ())
    assert says in rejection.message


def test_the_parameter_goes_before_the_names(place):
    assert place("wgs", ("94000", "452000"), crs=28992).rows[0].x == 94000.0
    assert place("rd", ("4,49", "52,06"), crs=4326).crs == 4326
    assert place("xy", ("94000", "452000"), crs=4326).rejections[0].rule == "coords.other_crs"


def test_degrees_become_metres_in_bulk(place):
    rng = np.random.default_rng(7)
    lon, lat = rng.uniform(4.42, 4.55, 300), rng.uniform(52.02, 52.1, 300)
    rows = place("wgs", *zip(lon.tolist(), lat.tolist(), strict=True)).rows
    expected = to_rd(WgsPoints(lon, lat))
    assert np.array_equal([row.x for row in rows], expected.x)
    assert np.array_equal([row.y for row in rows], expected.y)


def test_some_rows_are_placed_and_some_are_not(place):
    parsed = place("xy", ("", ""), ("94000", "452000"), ("4.49", "52.06"), ("", " "))
    assert [(row.line, row.x) for row in parsed.rows] == [(2, None), (3, 94000.0), (5, None)]
    assert [(r.line, r.rule) for r in parsed.rejections] == [(4, "coords.other_crs")]


def test_thousands_in_metres_and_decimals_in_degrees(place):
    assert place("rd", ("94.000", "452.000")).rows[0].x == 94000.0
    assert place("xy", ("94.000", "452.000")).rows[0].x == 94000.0
    assert place("xy", ("4.493", "52.061")).crs == 4326
    assert place("wgs", ("4.493", "52.061")).rows[0].x > 90_000


def test_a_corner_of_the_box_that_is_abroad(place):
    # Within the degrees of the Netherlands, yet outside the bounds of RD New.
    assert place("wgs", ("3.2", "50.7")).rejections[0].rule == "coords.outside_netherlands"
    x, y, faults = Placer(4326).place(["3.2", None], ["50.7", None])
    assert np.isnan([x, y]).all()
    assert list(faults) == [0]


def test_no_places_at_all(place, read):
    assert place("xy", ("", "")).crs is None
    assert read("soort;datum\n1.4.6;1-1-2023\n").rows[0].x is None


def test_the_first_places_tell_even_after_many_rows_without(place):
    pairs = [("", "")] * 20_001 + [("4.49", "52.06")]
    parsed = place("xy", *pairs)
    assert parsed.crs == 4326
    assert parsed.rows[-1].x is not None

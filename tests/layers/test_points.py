"""Layers of points: what goes to the frame, what the legend says, and where the picture lies."""

import base64
import io
import json

import numpy as np
import pytest
import shapely
from PIL import Image

from geo import (
    Area,
    AreaId,
    Division,
    Level,
    MercatorPoints,
    RdPoints,
    density_of,
    from_mercator,
    peak,
    to_mercator,
)
from ivbgeo.period import Period
from ivbgeo.points import Points
from layers.density_image import density_image
from layers.points import PointKind, point_layer
from tests.layers.sample import town

BUURTEN = town()[Level.BUURT]
COUNTED = pytest.mark.parametrize("kind", [PointKind.HEXAGONS, PointKind.SQUARES])


def made(number=2_000, seed=1):
    chance = np.random.default_rng(seed)
    return RdPoints(
        (92_000 + 900 * chance.normal(size=number)).round(1),
        (453_000 + 700 * chance.normal(size=number)).round(1),
    )


@pytest.fixture
def points(source):
    def points(places, unplaced=0):
        return Points("1.1.1", Period.year(2023), places, unplaced, source)

    return points


def sent(layer):
    return json.loads(layer.kept.data)


def on_map(frame, x, y):
    """What static/map/points.js makes of the frame: metres of RD to metres of the map."""
    u, v = (
        (axis - middle) / frame["reach"]
        for axis, middle in zip((x, y), frame["centre"], strict=True)
    )
    powers = np.array([u**i * v**j for i in range(5) for j in range(5 - i)])
    return np.array(frame["coefficients"]) @ powers


def test_clusters_get_every_point_to_the_metre(points):
    places = made()
    data = sent(point_layer(points(places), PointKind.CLUSTERS, BUURTEN))
    offsets = np.frombuffer(base64.b64decode(data["places"]), "<u2").reshape(-1, 2)
    assert len(offsets) == len(places)
    x, y = (data["origin"] + data["step"] * offsets.astype(float)).T
    assert np.abs(x - places.x).max() <= 0.5
    assert np.abs(y - places.y).max() <= 0.5
    wanted = to_mercator(RdPoints(x, y))
    found = on_map(data["frame"], x, y)
    assert np.hypot(found[0] - wanted.x, found[1] - wanted.y).max() < 1e-3


def test_wide_ground_is_sent_in_larger_steps(points):
    places = RdPoints([20_000.0, 200_000.0], [400_000.0, 550_000.0])
    data = sent(point_layer(points(places), PointKind.CLUSTERS, BUURTEN))
    assert data["step"] == 3
    offsets = np.frombuffer(base64.b64decode(data["places"]), "<u2").reshape(-1, 2)
    assert offsets.tolist() == [[0, 0], [60_000, 50_000]]


@COUNTED
def test_cells_are_few_numbers_that_add_up(points, kind):
    places = made()
    layer = point_layer(points(places), kind, BUURTEN)
    data = sent(layer)
    cells = np.array(data["cells"]).reshape(-1, 3)
    assert cells[:, 2].sum() == len(places)
    assert len(layer.kept.data) < 40_000
    assert len(data["breaks"]) == len(data["colours"]) == len(layer.entries)
    assert data["colours"] == [colour for colour, _ in layer.entries]


@COUNTED
def test_the_busiest_cells_are_told_by_buurt_and_number(points, kind):
    buurt = BUURTEN.locator()
    crowd = RdPoints(np.full(40, 92_051.0), np.full(40, 453_049.0))
    near = RdPoints([92_049.0, 92_450.0], [453_049.0, 453_450.0])
    places = RdPoints(np.append(crowd.x, near.x), np.append(crowd.y, near.y))
    first, second = point_layer(points(places), kind, BUURTEN).busiest
    assert (first.value, second.value) == (41, 1)
    assert first.place == BUURTEN.names[buurt.locate(crowd.x[:1], crowd.y[:1])[0]]


def test_clusters_are_told_by_buurt(points):
    layer = point_layer(points(made()), PointKind.CLUSTERS, BUURTEN)
    located = BUURTEN.locator().locate(made().x, made().y)
    name, count = np.unique(np.array(BUURTEN.names)[located[located >= 0]], return_counts=True)
    assert layer.busiest[0].value == count.max()
    assert layer.busiest[0].place == name[count.argmax()]
    assert len(layer.busiest) == 5


def test_what_lies_outside_has_no_name(points):
    places = RdPoints([80_000.0], [453_000.0])
    (only,) = point_layer(points(places), PointKind.SQUARES, BUURTEN).busiest
    assert (only.place, only.value) == ("buiten de buurten", 1)


def test_the_tops_of_a_density_are_told_by_buurt(points):
    places = RdPoints([92_000.0] * 30 + [94_000.0] * 20 + [95_000.0], [453_000.0] * 51)
    layer = point_layer(points(places), PointKind.DENSITY, BUURTEN, 200)
    names = [BUURTEN.names[at] for at in BUURTEN.locator().locate(places.x, places.y)[[0, 30]]]
    # One alone is no top.
    assert [busy.place for busy in layer.busiest] == names
    assert layer.busiest[0].value == pytest.approx(30 * peak(200), rel=0.02)


def test_a_top_outside_the_areas_is_not_told(points):
    places = RdPoints([92_000.0] * 3 + [80_000.0] * 50, [453_000.0] * 53)
    (only,) = point_layer(points(places), PointKind.DENSITY, BUURTEN, 200).busiest
    assert only.value == pytest.approx(3 * peak(200), rel=0.02)


@pytest.mark.parametrize("kind", list(PointKind))
def test_the_legend_says_what_when_how_many_and_how_many_not(points, kind):
    legend = point_layer(points(made(1_234), 5), kind, BUURTEN).legend("Straatroof", "heel 2023")
    text = json.dumps(legend, ensure_ascii=False)
    assert legend["period"] == "heel 2023"
    assert legend["unit"].startswith("Straatroof, ")
    for words in ("1.234 incidenten met een punt. 5 zonder punt", "Proefbron", "niet gekleurd"):
        assert words in text
    assert legend["entries"]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (PointKind.HEXAGONS, "200 meter"),
        (PointKind.SQUARES, "100 bij 100 meter"),
        (PointKind.DENSITY, "per km², tot op 400 meter"),
    ],
)
def test_the_legend_says_how_large_or_how_far(points, kind, words):
    layer = point_layer(points(made(50)), kind, BUURTEN, 400)
    assert words in layer.legend("x", "y")["unit"]


@pytest.mark.parametrize("kind", list(PointKind))
def test_no_points_is_said_and_nothing_is_drawn(points, kind):
    layer = point_layer(points(RdPoints([], []), 3), kind, BUURTEN)
    assert (layer.kept, layer.command(), layer.busiest) == (None, None, ())
    assert "Geen incidenten met een punt. 3 zonder punt" in layer.notes[0]


@pytest.mark.parametrize("kind", list(PointKind))
def test_one_point_is_drawn(points, kind):
    layer = point_layer(points(RdPoints([92_000.0], [453_000.0])), kind, BUURTEN)
    assert layer.command()["hash"] == layer.kept.hash
    assert "1 incident met een punt" in " ".join(layer.notes)


def test_the_same_points_have_the_same_hash_and_others_another(points):
    one, same = (point_layer(points(made()), PointKind.SQUARES, BUURTEN).kept for _ in range(2))
    other = point_layer(points(made(seed=2)), PointKind.SQUARES, BUURTEN).kept
    assert one == same
    assert one.hash != other.hash


# --- the picture of a density ---------------------------------------------------------------


def pixels(image):
    picture = Image.open(io.BytesIO(image.png))
    assert picture.mode == "P"
    return np.array(picture), np.array(picture.convert("RGBA"))


def country():
    polygon = shapely.box(20_000, 320_000, 270_000, 610_000)
    return Division.from_areas([Area(AreaId("GM0001", 2025, Level.GEMEENTE), "Alles", polygon)])


@pytest.mark.parametrize("bandwidth", [100, 200, 400])
def test_the_picture_lies_where_the_points_are(bandwidth):
    # Far apart: each is a spot of its own, all over a large town.
    spots = RdPoints(
        [86_003.0, 86_541.0, 92_250.7, 99_017.0, 98_312.0],
        [446_011.0, 456_783.0, 451_432.1, 446_700.0, 457_205.0],
    )
    many = RdPoints(np.repeat(spots.x, 9), np.repeat(spots.y, 9))
    image = density_image(density_of(many, bandwidth), country())
    classes, _ = pixels(image)
    left, bottom, right, top = image.bounds
    pixel = (right - left) / classes.shape[1]
    assert pixel == pytest.approx((top - bottom) / classes.shape[0])
    rows, columns = np.nonzero(classes)
    x, y = left + (columns + 0.5) * pixel, top - (rows + 0.5) * pixel
    wanted = to_mercator(spots)
    for east, north in zip(wanted.x, wanted.y, strict=True):
        near = np.hypot(x - east, y - north) < 2 * bandwidth * 1.65
        assert near.sum() > 50
        middle = x[near].mean() - east, y[near].mean() - north
        assert np.hypot(*middle) < 0.5 * pixel


def test_a_pixel_has_the_class_of_the_density_there():
    density = density_of(made(5_000), 200)
    image = density_image(density, country())
    classes, colours = pixels(image)
    left, _, _, top = image.bounds
    pixel = (image.bounds[2] - left) / classes.shape[1]
    chance = np.random.default_rng(4)
    rows, columns = (chance.integers(0, size, 500) for size in classes.shape)
    places = from_mercator(
        MercatorPoints(left + (columns + 0.5) * pixel, top - (rows + 0.5) * pixel)
    )
    for row, column, value in zip(rows, columns, density.at(places), strict=True):
        if value <= image.floor:
            assert colours[row, column, 3] == 0
        else:
            colour = image.classes.colours[image.classes.index(value)]
            assert "#{:02x}{:02x}{:02x}".format(*colours[row, column, :3]) == colour
            assert colours[row, column, 3] == 255


def test_outside_the_areas_nothing_is_shown():
    density = density_of(RdPoints([89_000.0] * 50, [453_000.0] * 50), 400)
    inside = density_image(density, BUURTEN)
    painted, _ = pixels(inside)
    left, _, right, top = inside.bounds
    pixel = (right - left) / painted.shape[1]
    rows, columns = np.nonzero(painted)
    places = from_mercator(
        MercatorPoints(left + (columns + 0.5) * pixel, top - (rows + 0.5) * pixel)
    )
    assert (BUURTEN.locator().locate(places.x, places.y) >= 0).all()
    assert 0 < len(rows) < np.count_nonzero(pixels(density_image(density, country()))[0])


def test_points_alone_leave_it_empty():
    image = density_image(density_of(RdPoints([92_000.0], [453_000.0]), 200), BUURTEN)
    assert len(image.classes) == 0
    assert not pixels(image)[0].any()
    assert image.address.startswith("data:image/png;base64,")

"""Areas off the wire: page by page, of one gemeente, in RD whatever the service makes of that."""

import json

import numpy as np
import pytest
import shapely

from geo import polygons_to_wgs84
from ivbgeo.fetch.features import FeaturesError, OgcApi, WfsService, Window, window_of
from ivbgeo.fetch.http import Client

TOWN = Window(88_000, 448_000, 98_000, 456_000)


@pytest.fixture
def client(replica):
    with Client(replica.url, tries=1) as client:
        yield client


def _read(service, collection="buurten", gemeente="GM0637", window=TOWN):
    return [each for page in service.pages(collection, gemeente, window) for each in page]


def _shift(change):
    """Redraw every feature of an answer."""

    def changed(told):
        for feature in told["features"]:
            shape = shapely.from_geojson(json.dumps(feature["geometry"]))
            feature["geometry"] = json.loads(shapely.to_geojson(change(shape)))

    return changed


@pytest.mark.parametrize("service", [OgcApi, WfsService])
def test_every_page_is_read_and_neighbours_are_left_out(replica, client, service):
    whole = _read(service(client, 2025))
    assert len(whole) == 147
    assert {each.code[:6] for each in whole} == {"BU0637"}
    asked = len(replica.requests)
    replica.features.page = 40
    assert _read(service(client, 2025)) == whole
    assert len(replica.requests) - asked >= 4
    (water,) = [each for each in whole if each.water]
    assert (water.code, water.wijk) == ("BU06379997", "WK063799")
    around = window_of(each.geometry for each in whole)
    assert (around.left, around.top) == pytest.approx((88_900, 456_000), abs=2500)


def test_only_what_lies_around_is_asked_for(replica, client):
    (corner,) = {(each.code, each.name) for each in _read(OgcApi(client, 2025), "gemeenten")}
    assert corner == ("GM0637", "Zoetermeer")
    assert "bbox=4.4" in replica.requests[0]
    assert _read(OgcApi(client, 2025), window=Window(10_000, 400_000, 11_000, 401_000)) == []


def test_links_of_a_mirror_that_name_the_original_are_followed_at_the_mirror(replica, client):
    replica.features.page = 40
    replica.links = "https://api.pdok.nl"
    assert len(_read(OgcApi(client, 2025))) == 147


def test_a_next_link_that_goes_round_is_refused(replica, client):
    replica.features.page = 40

    first = []

    def round_and_round(told):
        first.append(told["links"])
        told["links"] = first[0]

    replica.faults.changed(round_and_round, "/ogc/v1")
    with pytest.raises(FeaturesError) as caught:
        _read(OgcApi(client, 2025))
    assert caught.value.rule == "features.form"
    assert len(replica.requests) == 2


def test_a_wfs_that_gives_its_first_page_again_and_again_is_refused(replica, client):
    first = []

    def again(told):
        told.pop("numberMatched")
        first.append(told["features"])
        told["features"] = first[0]

    replica.features.page = 100
    replica.faults.changed(again, "/wfs/v1_0")
    with pytest.raises(FeaturesError):
        _read(WfsService(client, 2025))
    assert len(replica.requests) == 2


def test_degrees_are_brought_to_metres(replica, client):
    before = _read(OgcApi(client, 2025))
    to_degrees = _shift(lambda s: polygons_to_wgs84(np.array([s], dtype=object))[0])
    replica.faults.changed(to_degrees, "/ogc/v1")
    found = _read(OgcApi(client, 2025))
    for old, new in zip(before, found, strict=True):
        assert shapely.hausdorff_distance(old.geometry, new.geometry) < 0.01


@pytest.mark.parametrize(
    "change",
    [
        lambda s: shapely.transform(s, lambda xy: xy[:, ::-1]),
        lambda s: shapely.transform(s, lambda xy: xy + 6_000_000),
    ],
    ids=["swapped", "another system"],
)
def test_other_coordinates_are_refused(replica, client, change):
    replica.faults.changed(_shift(change), "/ogc/v1")
    with pytest.raises(FeaturesError) as caught:
        _read(OgcApi(client, 2025))
    assert caught.value.rule == "features.coordinates"
    assert "geen RD en geen graden" in str(caught.value)


def _without(name):
    def changed(told):
        for feature in told["features"]:
            feature["properties"].pop(name, None)

    return changed


def test_what_can_be_told_from_the_code_may_be_left_out(replica, client):
    replica.faults.changed(_without("gemeentecode"), "/ogc/v1")
    replica.faults.changed(_without("wijkcode"), "/ogc/v1")
    found = _read(OgcApi(client, 2025))
    assert len(found) == 147
    assert {each.wijk for each in found} == {""}


def _open_ring(told):
    for feature in told["features"]:
        for part in feature["geometry"]["coordinates"]:
            part[0].pop()


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (_without("buurtcode"), "features.property"),
        (lambda told: told.pop("features"), "features.form"),
        (lambda told: told.update(features=[1]), "features.form"),
        (lambda told: told.update(features={"a": 1}), "features.form"),
        (lambda told: [each.pop("geometry") for each in told["features"]], "features.form"),
        (lambda told: [each.update(geometry=None) for each in told["features"]],
         "features.geometry"),
        (_open_ring, "features.geometry"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("service", [OgcApi, WfsService])
def test_an_answer_of_another_form_is_refused(replica, client, service, change, rule):
    replica.faults.changed(change, "buurten")
    with pytest.raises(FeaturesError) as caught:
        _read(service(client, 2025))
    assert caught.value.rule == rule
    assert str(caught.value)

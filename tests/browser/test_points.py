"""Points in a real browser: drawn, told, sent once, and to nobody who may not see them."""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pytest
import shapely
from playwright.sync_api import expect

from benchmarks.points import clustered
from geo import RdPoints, WgsPoints, read_division, to_mercator, to_rd, to_wgs84
from ivbgeo.atlas import Atlas
from ivbgeo.demo import load_demo
from ivbgeo.importing import ReadOptions, import_file
from ivbgeo.sources import Kind
from ivbgeo.store import Store
from layers.assets import script_addresses
from tests import somebody
from tests.replica.oidc import CLIENT, SECRET

SAME_WINDOW = True
ROOT = Path(__file__).resolve().parents[2]
NUMBER = 20_000
# The place of one incident, known by its digits: nothing else is there.
MARKED = (94_321.7, 452_187.3)
CAMERA = "naam,soort,geldig vanaf,geldig tot,besluit,x,y,richting,kijkhoek,bereik\n"
KEEP = re.compile(r'ivbgeoMap\.keep\(\\?"(k-[0-9a-f]+)\\?", (\{.*?\})\);')


def written(folder, number):
    """Write a file of incidents of 2023 in town, and one of cameras."""
    buurten = read_division(ROOT / "data" / "buurten.geojson")
    ground = shapely.union_all(buurten.polygons[~np.array(buurten.water)])
    x, y = (axis.round(1) for axis in clustered(2 * number, ground))
    inside = np.flatnonzero(buurten.locator().locate(x, y) >= 0)[: number - 1]
    rows = [f"1.1.1,2023-{1 + n % 12:02}-05,{x[i]},{y[i]},,\n" for n, i in enumerate(inside)]
    rows.append(f"1.1.1,2023-02-05,{MARKED[0]},{MARKED[1]},,\n")
    rows += [f"1.1.1,2023-{month:02}-01,,,BU06370101,2025\n" for month in range(1, 13)]
    incidents, cameras = folder / "incidenten.csv", folder / "cameras.csv"
    incidents.write_text("categorie,begin,x,y,buurtcode,jaar indeling\n" + "".join(rows))
    cameras.write_text(
        CAMERA
        + f"<b>Plein</b>,vast,2024-01-01,,B-1,{MARKED[0]},{MARKED[1]},90,60,150\n"
        + "Kermis,tijdelijk,2024-05-01,2024-05-31,B-2,93500,452500,0,90,80\n"
    )
    return (incidents, Kind.INCIDENTS), (cameras, Kind.CAMERAS)


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    folder = tmp_path_factory.mktemp("points")
    address = f"sqlite:///{folder / 'store.sqlite'}"
    store = Store.open(address)
    load_demo(store, ROOT / "data")
    for path, kind in written(folder, NUMBER):
        options = ReadOptions(today=date(2026, 11, 1))
        report = import_file(store, Atlas(store).edition(), path, kind, options)
        assert not report.refused, report.rejections[:3]
    store.close()
    return address


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Give a folder with the script, the settings and the static files beside it."""
    made = tmp_path_factory.mktemp("app")
    script_addresses()  # writes the script
    shutil.copy(Path(__file__).with_name("points_script.py"), made / "points_script.py")
    shutil.copytree(
        ROOT / ".streamlit", made / ".streamlit", ignore=shutil.ignore_patterns("secrets*")
    )
    shutil.copytree(ROOT / "static", made / "static", ignore=shutil.ignore_patterns("areas"))
    return made


@pytest.fixture(scope="module")
def planner(served, folder, database, provider):
    # A script without a server of its own, which would hand these over.
    secrets = {
        "client_id": CLIENT, "client_secret": SECRET, "cookie_secret": somebody.COOKIE_SECRET,
        "redirect_uri": "http://127.0.0.1:{port}/oauth2callback",
        "server_metadata_url": f"{provider.url}/.well-known/openid-configuration",
    }  # fmt: skip
    lines = (f'{name} = "{value}"\n' for name, value in secrets.items())
    how = 'client_kwargs = { scope = "openid", token_endpoint_auth_method = "client_secret_post" }'
    text = f"[auth]\n{''.join(lines)}{how}\n"
    (folder / ".streamlit" / "secrets.toml").write_text(text)
    environment = {"IVBGEO_DATABASE_URL": database}
    return served(folder / "points_script.py", cwd=folder, environment=environment, role="planner")


@dataclass
class Heard:
    """What comes over the websocket, byte for byte."""

    frames: list[bytes]

    def text(self, start=0):
        return b"".join(self.frames[start:]).decode("utf-8", "replace")

    def kept(self, start=0):
        """Give what was handed over to be kept: hash → data."""
        found = KEEP.findall(self.text(start))
        return {name: json.loads(data.replace('\\"', '"')) for name, data in found}


@pytest.fixture
def heard(page):
    told = Heard([])

    def on_socket(socket):
        socket.on(
            "framereceived",
            lambda data: told.frames.append(data.encode() if isinstance(data, str) else data),
        )

    page.on("websocket", on_socket)
    return told


@pytest.fixture
def frame(page, heard, planner):  # noqa: ARG001 - it has to listen before the page opens
    return opened(page, planner.url)


def opened(page, url):
    page.goto(url)
    areas = page.frame_locator("iframe").locator("path[role=button]")
    expect(areas.first).to_be_visible(timeout=60_000)  # the first start on a busy machine
    return inside(page)


def inside(page):
    frame = next(frame for frame in page.frames if "st_folium" in frame.url)
    frame.evaluate(LOOK)
    return frame


def choose(page, name):
    page.get_by_role("radio", name=name).or_(page.get_by_role("button", name=name)).first.click()


# What is on the map, told by Leaflet itself.
LOOK = """() => {
  const layers = () => Object.values(map._layers);
  const size = (one) => (one.options.text ? Number(one.options.text.replaceAll(".", "")) : 1);
  const drawn = () => layers().filter((one) => one.options.renderer instanceof L.Canvas);
  const bubbles = () => drawn().filter((one) => one.getRadius);
  const cells = () => drawn().filter((one) => !one.getRadius);
  const middle = (one) => map.latLngToContainerPoint((one.getLatLng || one.getCenter).call(one));
  window.look = {
    bubbles: () => bubbles().length,
    cells: () => cells().length,
    total: () => bubbles().reduce((sum, one) => sum + size(one), 0),
    largest: () => middle(bubbles().reduce((a, b) => (size(a) >= size(b) ? a : b))),
    corners: () => cells()[0].getLatLngs()[0].map(({ lat, lng }) => [lng, lat]),
    ring: () => middle(layers().find((one) => one.options.color === "#ffcc33" && !one.isEmpty?.())),
  };
}"""


def drawn(frame, what):
    """Wait until there are ``bubbles`` or ``cells`` on the map; give how many there are."""
    frame.wait_for_function(f"look.{what}() > 0")
    return frame.evaluate(f"look.{what}()")


def legend(frame):
    return frame.locator(".ivb-legend")


def points_of(data):
    offsets = np.frombuffer(base64.b64decode(data["places"]), "<u2").reshape(-1, 2)
    return np.array(data["origin"]) + data["step"] * offsets


def test_the_planner_gets_every_point_once_and_only_coordinates(page, frame, heard):
    choose(page, "Clusters")
    drawn(frame, "bubbles")
    (data,) = heard.kept().values()
    assert set(data) == {"kind", "frame", "origin", "step", "places", "unit"}
    points = points_of(data)
    assert len(points) == NUMBER
    assert np.hypot(*(points - MARKED).T).min() < 1
    # The sum of what is drawn is all of them.
    frame.evaluate("map.setView([52.06, 4.49], 11, { animate: false }); 1")
    assert frame.evaluate("look.total()") == NUMBER
    expect(legend(frame)).to_contain_text("20.000 incidenten met een punt. 12 zonder punt")
    expect(legend(frame)).to_contain_text("Diefstal/inbraak woning, losse incidenten, 2023")


def test_clusters_made_in_pieces_are_those_of_the_library(page, frame):
    choose(page, "Clusters")
    drawn(frame, "bubbles")
    frame.evaluate(
        """() => {
          window.Plain = Supercluster;
          window.Supercluster = class extends Plain {
            constructor(options) { super(options); window.made = this; }
          };
        }"""
    )
    page.get_by_text("Februari", exact=True).click()
    frame.wait_for_function("window.made && made.trees[6]")
    differ = frame.evaluate(
        """() => {
          const plain = new Plain(made.options).load(made.points);
          const all = (one, zoom) => JSON.stringify(one.getClusters([-180, -85, 180, 85], zoom));
          return [...Array(13).keys()].filter((at) => all(plain, at + 6) !== all(made, at + 6));
        }"""
    )
    assert differ == []


def test_what_was_sent_is_not_sent_again(page, frame, heard):
    choose(page, "Clusters")
    drawn(frame, "bubbles")
    before = len(heard.frames)
    choose(page, "Geen")
    frame.wait_for_function("look.bubbles() === 0")
    choose(page, "Clusters")
    drawn(frame, "bubbles")
    assert heard.kept(before) == {}
    # What else changes on the map leaves it where it is.
    page.get_by_test_id("stMain").get_by_text("Camera’s", exact=True).click()
    expect(frame.locator(".ivb-view")).to_have_count(1)
    assert [set(data) for data in heard.kept(before).values()] == [{"cameras"}]
    before = len(heard.frames)
    page.get_by_text("Februari", exact=True).click()
    expect(legend(frame)).to_contain_text("februari 2023")
    page.wait_for_timeout(300)
    (data,) = heard.kept(before).values()
    assert 1_000 < len(points_of(data)) < 2_000
    page.get_by_text("Februari", exact=True).click()
    expect(legend(frame)).to_contain_text("20.000 incidenten")
    page.wait_for_timeout(300)
    assert len(heard.kept(before)) == 1


def test_a_map_that_was_away_asks_for_what_it_lacks(page, frame, heard):
    choose(page, "Clusters")
    drawn(frame, "bubbles")
    page.get_by_text("Weg", exact=True).click()
    expect(page.get_by_text("Geen kaart")).to_be_visible()
    before = len(heard.frames)
    page.get_by_text("Weg", exact=True).click()
    expect(page.frame_locator("iframe").locator("path[role=button]").first).to_be_visible()
    again = inside(page)
    drawn(again, "bubbles")
    assert len(heard.kept(before)) == 1


def test_cells_are_drawn_and_add_up(page, frame, heard):
    for name, words in (
        ("Zeshoeken", "per zeshoek van 200 meter breed"),
        ("Vakken van 100 m", "per vak van 100 bij 100 meter"),
    ):
        start = len(heard.frames)
        choose(page, name)
        expect(legend(frame)).to_contain_text(words)
        (data,) = heard.kept(start).values()
        cells = np.array(data["cells"]).reshape(-1, 3)
        assert cells[:, 2].sum() == NUMBER
        assert drawn(frame, "cells") == len(cells)
        # Corners meet: the polynomial in the browser is the way of the server.
        lon, lat = np.array(frame.evaluate("look.corners()")).T
        assert len(lon) == data["corners"]
        rd = to_rd(WgsPoints(lon, lat))
        sides = np.hypot(np.diff(rd.x), np.diff(rd.y))
        side = data["width"] if data["corners"] == 4 else data["width"] / np.sqrt(3)
        assert sides == pytest.approx(np.full(len(sides), side), abs=0.01)


def test_a_density_is_a_picture_with_its_bandwidth(page, frame):
    choose(page, "Dichtheid")
    expect(legend(frame)).to_contain_text("dichtheid per km², tot op 200 meter")
    image = frame.locator(".leaflet-ivb-points-pane img")
    expect(image).to_have_attribute("alt", "Punten als dichtheid")
    assert image.evaluate("(image) => image.complete && image.naturalWidth > 300")
    choose(page, "400 m")
    expect(legend(frame)).to_contain_text("tot op 400 meter")
    expect(legend(frame)).to_contain_text("6,0 per km²")
    expect(image).to_have_count(1)


def test_the_areas_have_no_colour_under_points_and_can_still_be_chosen(page, frame):
    areas = frame.locator("path[role=button]")
    fills = "(all) => [...new Set(all.map((one) => one.getAttribute('fill')))]"
    assert len(areas.evaluate_all(fills)) > 3
    choose(page, "Vakken van 100 m")
    drawn(frame, "cells")
    assert areas.evaluate_all(fills) == ["#f4f7f7"]
    frame.evaluate(
        """() => { window.said = null; const tell = Streamlit.setComponentValue;
          Streamlit.setComponentValue = (value) => { window.said = value; tell(value) } }"""
    )
    frame.locator("#map_div").click(position={"x": 330, "y": 240})
    assert re.fullmatch(r"BU0637\d{4}", frame.evaluate("window.said.area[0]"))


def test_mouse_and_keyboard_say_the_number(page, frame):
    choose(page, "Vakken van 100 m")
    drawn(frame, "cells")
    frame.locator("#map_div").hover(position={"x": 330, "y": 240})
    tooltip = frame.locator(".ivb-tooltip")
    expect(tooltip).to_contain_text(re.compile(r"^\d+ incident(en)?vak van 100 m"))
    stop = frame.locator(".ivb-points-stop")
    expect(stop).to_have_attribute("aria-label", re.compile("^Punten als vakken van 100 m. Met de"))
    stop.focus()
    said = frame.get_by_role("status")
    expect(said).to_have_text(re.compile(r"^\d+ incidenten\. vak van 100 m$"))
    first = frame.evaluate("look.ring().x")
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(300)
    assert frame.evaluate("look.ring().x") > first
    page.keyboard.press("Tab")  # no trap
    assert not frame.evaluate("document.activeElement.matches('.ivb-points-stop')")
    expect(said).to_have_text("")


def test_a_cluster_falls_apart_by_click_and_by_enter(page, frame):
    choose(page, "Clusters")
    drawn(frame, "bubbles")
    zoom = frame.evaluate("map.getZoom()")
    frame.locator("#map_div").click(position=frame.evaluate("look.largest()"))
    frame.wait_for_function("(zoom) => map.getZoom() > zoom", arg=zoom)
    frame.wait_for_function("!map._animatingZoom")
    zoom = frame.evaluate("map.getZoom()")
    frame.locator(".ivb-points-stop").focus()
    expect(frame.get_by_role("status")).to_contain_text("zoom in")
    page.keyboard.press("Enter")
    frame.wait_for_function("(zoom) => map.getZoom() > zoom", arg=zoom)


@pytest.mark.usefixtures("frame")
def test_the_same_stands_in_words_beside_the_map(page):
    choose(page, "Zeshoeken")
    expect(page.get_by_role("heading", name="Waar de meeste incidenten zijn")).to_be_visible()
    table = page.get_by_role("table", name=re.compile("waar de meeste incidenten zijn"))
    expect(table.get_by_role("row")).to_have_count(6)
    expect(table).to_contain_text("Incidenten in één zeshoek")


def test_cameras_of_a_day_are_drawn_and_listed(page, frame):
    page.get_by_test_id("stMain").get_by_text("Camera’s", exact=True).click()
    views = frame.locator(".ivb-view")
    expect(views).to_have_count(1)
    expect(frame.locator(".leaflet-ivb-views-pane path")).to_have_count(1)
    views.hover()
    tooltip = frame.locator(".ivb-tooltip")
    expect(tooltip.locator("strong")).to_have_text("<b>Plein</b>")
    expect(tooltip).to_contain_text("naar het oosten (90°), 60° breed, tot 150 meter")
    page.get_by_text(re.compile(r"^Camera’s op .* \(1 op de kaart\)$")).click()
    rows = page.get_by_role("table", name="Camera’s").get_by_role("row")
    expect(rows).to_have_count(3)
    expect(rows.filter(has_text="Kermis")).to_contain_text("niet meer in gebruik")
    expect(page.get_by_text("zonder gebouwen berekend")).to_be_visible()


def test_the_page_kaart_has_them_for_the_planner(served, database, page, heard):
    environment = {"IVBGEO_DATABASE_URL": database}
    app = served(ROOT / "app.py", environment=environment, role="planner")
    frame = opened(page, app.url)
    choose(page, "Misdrijven")
    expect(frame.locator("path[role=button]")).to_have_count(146)
    page.get_by_role("combobox", name="Soort").click()
    page.get_by_role("option", name="Diefstal/inbraak woning", exact=True).click()
    expect(frame.get_by_role("region", name=re.compile("^Kaart: .*inbraak woning"))).to_be_visible()
    choose(page, "Clusters")
    drawn(frame, "bubbles")
    (data,) = [data for data in heard.kept().values() if "places" in data]
    points = points_of(data)
    assert len(points) == NUMBER
    assert np.hypot(*(points - MARKED).T).min() < 1
    expect(page.get_by_role("heading", name="Waar de meeste incidenten zijn")).to_be_visible()


# --- who may not see them -----------------------------------------------------------------------


def traces():
    """Give every way in which the marked place could be written, by its digits."""
    place = RdPoints([MARKED[0]], [MARKED[1]])
    world, web = to_wgs84(place), to_mercator(place)
    digits = [
        *(f"{value:.0f}" for value in MARKED),
        *(f"{int(value)}" for value in MARKED),
        *(f"{axis[0]:.0f}" for axis in (web.x, web.y)),
        *(f"{axis[0]:.4f}"[:-1] for axis in (world.lon, world.lat)),
    ]
    return re.compile("|".join(rf"(?<!\d){re.escape(one)}" for one in digits))


@pytest.mark.parametrize("role", ["publiek", "wijkregisseur"])
def test_nobody_else_gets_a_point(served, database, page, heard, role):
    environment = {"IVBGEO_DATABASE_URL": database}
    app = served(ROOT / "app.py", environment=environment, role=role, wijken="WK063705")
    frame = opened(page, app.url)
    choose(page, "Misdrijven")
    expect(frame.locator("path[role=button]")).to_have_count(146)
    expect(page.get_by_text("Punten", exact=True)).to_have_count(0)
    expect(page.get_by_test_id("stMain").get_by_text("Camera’s", exact=True)).to_have_count(0)
    # A frame can ask what it likes.
    frame.evaluate("Streamlit.setComponentValue({ lacks: ['k-0', 1] })")
    page.wait_for_timeout(500)
    said = heard.text()
    assert "ivbgeoMap.show" in said
    # Only the public camera areas.
    assert {key for data in heard.kept().values() for key in data} <= {"marks"}
    assert traces().findall(said + app.log.read_text(errors="replace")) == []


def test_no_point_is_in_a_static_file_or_in_the_log(page, frame, planner, folder):
    for name in ("Clusters", "Vakken van 100 m", "Dichtheid"):
        choose(page, name)
        expect(legend(frame)).to_contain_text("incidenten met een punt")
    text = planner.log.read_text(errors="replace")
    files = [path for path in (folder / "static").rglob("*") if path.is_file()]
    texts = [text, *(path.read_text(errors="replace") for path in files)]
    # Borders hold many digits: a place is told by both of its own.
    x, y = f"{MARKED[0]:.1f}", f"{MARKED[1]:.1f}"
    assert not any(x in one and y in one for one in texts)
    assert not any('ivbgeoMap.keep("k-' in one for one in texts)


@pytest.fixture(autouse=True)
def picture(request):
    """Leave a picture of the end of each test in TEST_SCREENSHOTS, for people to look at."""
    target = os.environ.get("TEST_SCREENSHOTS")
    page = request.getfixturevalue("page") if target and "page" in request.fixturenames else None
    yield
    if page:
        page.screenshot(path=str(Path(target) / f"points-{request.node.name}.png"))

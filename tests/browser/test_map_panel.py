"""The map in a real browser: what stays when something changes, and what comes back."""

import json
import os
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from geo import Level
from layers.assets import script_addresses
from layers.page import map_html
from tests.browser.conftest import hosts_in_net_log
from tests.layers.sample import HOSTILE, choropleth_of, town

SAME_WINDOW = True
ROOT = Path(__file__).resolve().parents[2]
AREA = "path[role=button]"
FILLS = (
    f"""() => [...document.querySelectorAll("{AREA}")].map((p) => p.getAttribute("fill")).join()"""
)
VIEW = "() => [map.getZoom(), map.getCenter().lat, map.getCenter().lng]"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Give a folder with the script, the settings and the static files beside it."""
    made = tmp_path_factory.mktemp("app")
    script_addresses()  # writes the script
    shutil.copy(Path(__file__).with_name("map_script.py"), made / "map_script.py")
    shutil.copytree(
        ROOT / ".streamlit", made / ".streamlit", ignore=shutil.ignore_patterns("secrets*")
    )
    shutil.copytree(ROOT / "static", made / "static", ignore=shutil.ignore_patterns("areas"))
    return made


@pytest.fixture(scope="module")
def app(served, folder):
    return served(folder / "map_script.py", cwd=folder)


@pytest.fixture(scope="module")
def hostile_app(served, folder):
    environment = {"HOSTILE": "1", "STREAMLIT_SERVER_BASE_URL_PATH": "veilig"}
    return served(folder / "map_script.py", cwd=folder, environment=environment, base="veilig")


@pytest.fixture
def frame(page, app):
    return opened(page, app.url)


def opened(page, url):
    page.goto(url)
    expect(page.frame_locator("iframe").locator(AREA).first).to_be_visible()
    frame = next(frame for frame in page.frames if "st_folium" in frame.url)
    frame.wait_for_function(
        "getComputedStyle(map_div._container).visibility === 'visible'"  # the style sheet is there
    )
    return frame


def toggle(page, name):
    page.get_by_text(name, exact=True).click()


def wait_for_change(frame, before):
    frame.wait_for_function(f"(before) => ({FILLS})() !== before", arg=before)


def chosen(page):
    return page.get_by_text(re.compile("^Gekozen:"))


def middle_of(frame, code):
    """Give where the middle of an area is within the frame, in pixels."""
    return frame.evaluate(
        """(code) => {
          const layers = Object.values(map._layers);
          const shape = layers.find((l) => l.feature && l.feature.properties.code === code);
          const [lon, lat] = shape.feature.properties.spot;
          const { x, y } = map.latLngToContainerPoint([lat, lon]);
          return { x, y };
        }""",
        code,
    )


def click(page, frame, code):
    page.frame_locator("iframe").locator("#map_div").click(position=middle_of(frame, code))


def test_the_map_is_painted_with_names_figures_and_a_legend(page, frame):
    areas = page.frame_locator("iframe").locator(AREA)
    expect(areas).to_have_count(146)
    labels = areas.evaluate_all("paths => paths.map((path) => path.getAttribute('aria-label'))")
    assert all(": " in label for label in labels)
    assert any(re.fullmatch(r"Buurt \d+-West: \d+ misdrijven in 2023", label) for label in labels)
    assert any(label.endswith(": afgeschermd") for label in labels)
    assert any("Te weinig om te vergelijken" in label for label in labels)
    fills = set(frame.evaluate(FILLS).split(","))
    assert {
        "url(#ivb-afgeschermd)",
        "url(#ivb-niet-gemeten)",
        "url(#ivb-te-weinig)",
        "#ffffff",
    } < fills
    for fill in fills:
        if fill.startswith("url"):
            assert frame.locator(f"pattern{fill[4:-1]}").count() == 1
    expect(page.frame_locator("iframe").get_by_text("© CBS/Kadaster")).to_be_visible()
    legend = page.frame_locator("iframe").get_by_role("region", name="Legenda")
    swatches = legend.locator("rect").evaluate_all(
        "all => all.map((one) => one.getAttribute('fill'))"
    )
    assert len(set(swatches)) == 9
    assert fills - set(swatches) == set()


def test_the_frame_speaks_dutch_and_may_be_enlarged(page, frame):
    assert frame.evaluate("document.documentElement.lang") == "nl"
    assert frame.title() == "Kaart: Misdrijven in 2023"
    assert page.locator("iframe").get_attribute("title") == "Kaart: Misdrijven in 2023"
    inside = page.frame_locator("iframe")
    for name in ("Inzoomen", "Uitzoomen", "Toon de hele gemeente"):
        expect(inside.get_by_role("button", name=name)).to_be_visible()
    expect(inside.get_by_role("region", name="Kaart: Misdrijven in 2023")).to_be_visible()
    assert "user-scalable" not in frame.content()


def test_new_colours_keep_view_and_frame_and_cost_little(page, frame, traffic):
    frame.evaluate("window.mark = 1; map.setView([52.07, 4.5], 14, { animate: false })")
    view, before = frame.evaluate(VIEW), frame.evaluate(FILLS)
    page.wait_for_timeout(500)
    frames, asked = len(traffic.received), len(traffic.requests)
    toggle(page, "Later")
    wait_for_change(frame, before)
    page.wait_for_timeout(500)
    assert frame.evaluate("window.mark") == 1
    assert frame.evaluate(VIEW) == view
    received = traffic.received[frames:]
    assert 2_000 < max(received) < 6_000  # the map with its legend
    assert sum(received) < 8_000
    assert traffic.requests[asked:] == []


def test_another_level_keeps_view_and_selection_and_is_fetched_once(page, frame, traffic):
    click(page, frame, "BU06370303")
    expect(chosen(page)).to_contain_text("BU06370303")
    frame.evaluate("window.mark = 1; map.setView([52.07, 4.5], 13.5, { animate: false })")
    view = frame.evaluate(VIEW)
    for _ in range(2):
        toggle(page, "Wijken")
        expect(page.frame_locator("iframe").locator(AREA)).to_have_count(15)
        expect(page.frame_locator("iframe").locator("[aria-pressed=true]")).to_have_count(0)
        toggle(page, "Wijken")
        expect(page.frame_locator("iframe").locator(AREA)).to_have_count(146)
        expect(page.frame_locator("iframe").locator("[aria-pressed=true]")).to_have_count(1)
    assert frame.evaluate(VIEW) == view
    assert frame.evaluate("window.mark") == 1
    fetched = [request for request in traffic.requests if "/areas/" in request]
    assert len(fetched) == len(set(fetched)) == 2


def test_a_click_and_the_same_again_reach_python_once_each(page, frame):
    for count in (1, 2, 3):
        click(page, frame, "BU06370505")
        expect(chosen(page)).to_have_text(f"Gekozen: BU06370505, keer: {count}")
    selected = page.frame_locator("iframe").locator("[aria-pressed=true]")
    expect(selected).to_have_attribute("aria-label", re.compile(r"^Buurt 81-"))
    before = frame.evaluate(FILLS)
    toggle(page, "Later")  # a run without a click is no choice
    wait_for_change(frame, before)
    expect(chosen(page)).to_have_text("Gekozen: BU06370505, keer: 3")


def test_a_map_that_was_away_hears_the_first_click(page, frame):
    click(page, frame, "BU06370505")
    expect(chosen(page)).to_have_text("Gekozen: BU06370505, keer: 1")
    toggle(page, "Weg")
    expect(page.get_by_text("Geen kaart")).to_be_visible()
    toggle(page, "Weg")
    expect(page.frame_locator("iframe").locator(AREA)).to_have_count(146)
    expect(chosen(page)).to_have_text("Gekozen: BU06370505, keer: 1")
    again = next(frame for frame in page.frames if "st_folium" in frame.url)
    click(page, again, "BU06370505")
    expect(chosen(page)).to_have_text("Gekozen: BU06370505, keer: 2")


def test_the_keyboard_walks_over_the_areas_and_chooses(page, frame):
    inside = page.frame_locator("iframe")
    expect(inside.locator(f"{AREA}[tabindex='0']")).to_have_count(1)
    click(page, frame, "BU06370505")
    expect(chosen(page)).to_contain_text("keer: 1")
    inside.get_by_role("button", name="Inzoomen").focus()
    for _stop in ("the camera area", "the areas"):
        page.keyboard.press("Shift+Tab")
    view = frame.evaluate(VIEW)
    for key, code in (
        ("ArrowRight", "BU06370605"),
        ("ArrowDown", "BU06370604"),
        ("ArrowLeft", "BU06370504"),
        ("ArrowUp", "BU06370505"),
    ):
        page.keyboard.press(key)
        name = frame.evaluate("document.activeElement.getAttribute('aria-label')")
        assert name.startswith(name_of(code) + ":"), (key, name)
    assert frame.evaluate(VIEW) == view
    expect(inside.locator(".ivb-tooltip")).to_be_visible()
    page.keyboard.press("Escape")
    expect(inside.locator(".ivb-tooltip")).to_have_count(0)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(chosen(page)).to_have_text("Gekozen: BU06370605, keer: 2")
    expect(inside.locator(f"{AREA}[tabindex='0']")).to_have_count(1)
    assert frame.evaluate("document.activeElement.matches('path[role=button]')")
    page.keyboard.press("Tab")  # no trap
    assert not frame.evaluate("document.activeElement.matches('path[role=button]')")


def name_of(code):
    column, row = int(code[6:8]), int(code[8:])
    return f"Buurt {row * 15 + column + 1}-{'West' if row < 5 else 'Oost'}"


def test_the_home_button_brings_the_municipality_back(page, frame):
    view = frame.evaluate(VIEW)
    frame.evaluate("map.setView([52.05, 4.45], 15, { animate: false })")
    page.frame_locator("iframe").get_by_role("button", name="Toon de hele gemeente").click()
    frame.wait_for_function(f"(view) => Math.abs(({VIEW})()[0] - view[0]) < 0.01", arg=view)
    assert frame.evaluate(VIEW) == pytest.approx(view, abs=1e-3)


def test_camera_areas_can_be_put_away_and_say_that_they_are_a_surrounding(page, frame):
    inside = page.frame_locator("iframe")
    mark = inside.get_by_role("button", name=re.compile("Omgeving, geen exacte plek"))
    expect(mark).to_be_visible()
    mark.focus()
    tooltip = inside.locator(".ivb-tooltip")
    expect(tooltip).to_contain_text("Omgeving, geen exacte plek")
    assert tooltip.locator("strong").text_content() == HOSTILE
    inside.get_by_label("Cameragebieden").uncheck()
    expect(mark).to_have_count(0)
    before = frame.evaluate(FILLS)
    toggle(page, "Later")
    wait_for_change(frame, before)
    expect(mark).to_have_count(0)
    inside.get_by_label("Cameragebieden").check()
    expect(mark).to_be_visible()


def test_hostile_names_are_shown_as_text_under_a_base_path(page, hostile_app):
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    frame = opened(page, hostile_app.url)
    labels = frame.locator(AREA).evaluate_all(
        "all => all.map((path) => path.getAttribute('aria-label'))"
    )
    assert any(label.startswith(HOSTILE + ":") for label in labels)
    place = middle_of(frame, "BU06370000")
    page.frame_locator("iframe").locator("#map_div").hover(position=place)
    tooltip = page.frame_locator("iframe").locator(".ivb-tooltip strong")
    expect(tooltip).to_be_visible()
    assert tooltip.text_content() == HOSTILE
    assert tooltip.locator("*").count() == 0
    page.frame_locator("iframe").locator("#map_div").click(position=place)
    expect(chosen(page)).to_contain_text("BU06370000")
    assert asked == []


def test_a_frame_can_say_nothing_but_a_code_of_this_map(page, frame):
    for value in (
        {"area": ["BU99999999", 1]},
        {"area": "BU06370000"},
        {"area": [["x"], 2]},
        {"area": ["BU06370000", "3"]},
        {"area": ["BU06370000"]},
        "x",
        [1],
        None,
    ):
        frame.evaluate("(value) => window.Streamlit.setComponentValue(value)", value)
    page.wait_for_timeout(500)
    expect(chosen(page)).to_have_text("Gekozen: None, keer: 0")
    frame.evaluate("window.Streamlit.setComponentValue({ area: ['BU06370000', 7] })")
    expect(chosen(page)).to_have_text("Gekozen: BU06370000, keer: 1")


def test_borders_that_cannot_be_fetched_are_reported_in_dutch(page, app):
    page.route("**/areas/*", lambda route: route.fulfill(status=404, body=""))
    page.goto(app.url)
    expect(page.frame_locator("iframe").get_by_role("alert")).to_contain_text(
        "niet worden opgehaald"
    )


@pytest.mark.usefixtures("frame")
def test_static_files_have_a_type_and_hold_no_figures(page, traffic):
    (address,) = {request for request in traffic.requests if "/areas/" in request}
    answer = page.request.get(address)
    assert answer.headers["content-type"].startswith("application/json")
    names = {"attribution", "unit", "codes", "names", "spots", "rooms", "shapes"}
    assert set(json.loads(answer.text())) == names
    for link in [request for request in traffic.requests if "/app/static/" in request]:
        assert page.request.get(link).status == 200


def test_the_page_without_a_server_opens_and_asks_for_nothing(page, tmp_path, traffic):
    division = town(HOSTILE)[Level.BUURT]
    html = map_html(
        division,
        choropleth_of(division, "x"),
        (),
        HOSTILE,
        "heel 2024",
        ["bron"],
        unit="misdrijven",
    )
    (tmp_path / "kaart.html").write_text(html, encoding="utf-8")
    page.goto((tmp_path / "kaart.html").as_uri())
    expect(page.locator(AREA)).to_have_count(146)
    expect(page.get_by_role("heading", level=1)).to_have_text(HOSTILE)
    page.locator(AREA).nth(20).focus()
    page.keyboard.press("Enter")
    expect(page.locator("[aria-pressed=true]")).to_have_count(1)
    assert traffic.requests == [(tmp_path / "kaart.html").as_uri()]


def test_the_log_of_the_network_would_show_a_call_to_another_host(launch, app, tmp_path):
    # Nothing really leaves: no name but loopback can be looked up.
    net_log = tmp_path / "net-log.json"
    browser = launch(net_log, "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")
    page = browser.new_page()
    page.goto(app.url)
    page.evaluate(
        """() => {
          new Image().src = "https://beeld.invalid/a.png";
          document.head.insertAdjacentHTML("beforeend", '<link rel=preconnect href="https://vooruit.invalid">');
          const message = { method: "POST", mode: "no-cors" };
          return fetch("http://bericht.invalid/", message).catch(() => null);
        }"""
    )
    page.wait_for_timeout(500)
    browser.close()
    hosts = hosts_in_net_log(net_log.read_text(errors="replace"))
    # What is only looked up ahead is logged under the name that the rule gives it.
    assert hosts == {"127.0.0.1", "beeld.invalid", "bericht.invalid", "~notfound"}


@pytest.fixture(autouse=True)
def picture(request):
    """Leave a picture of the end of each test in TEST_SCREENSHOTS, for people to look at."""
    target = os.environ.get("TEST_SCREENSHOTS")
    page = request.getfixturevalue("page") if target and "page" in request.fixturenames else None
    yield
    if page:
        page.screenshot(path=str(Path(target) / f"{request.node.name}.png"))

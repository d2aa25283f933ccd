"""What the app serves, in a browser: its own policy, and a background that asks nobody else."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from ivbgeo.settings import ROOT
from tests.ivbgeo.tiles.samples import pictures, write_mbtiles
from tests.replica.server import Replica

WMTS = "/brt/achtergrondkaart/wmts/v2_0"
BASE = "diep/kaart"
HOSTILE = "&lt;img src=x onerror=document.title=1&gt; © Makers"
KADASTER = "Achtergrond: © Kadaster, BRT-Achtergrondkaart, CC BY 4.0"
# Of each document, frames too: what its policy held back.
WATCH = """
window.blocked = [];
addEventListener("securitypolicyviolation", (event) => {
  window.blocked.push(`${event.effectiveDirective} ${event.blockedURI}`);
});
"""


@pytest.fixture(scope="module")
def pdok():
    with Replica() as replica:
        yield replica
    assert replica.errors == []


@pytest.fixture(scope="module")
def start(served, databases, tmp_path_factory):
    """A function that starts the app on the embedded data, with settings."""

    def start(base="", role=None, **settings):
        environment = {
            "IVBGEO_DATABASE_URL": databases.address("sqlite", filled=True),
            "IVBGEO_CACHE_DIR": str(tmp_path_factory.mktemp("cache")),
            **{f"IVBGEO_{name.upper()}": value for name, value in settings.items()},
        }
        if base:
            environment["STREAMLIT_SERVER_BASE_URL_PATH"] = base
        return served(ROOT / "app.py", environment=environment, base=base, role=role)

    return start


@pytest.fixture(scope="module")
def app(start, pdok):
    return start(background="pdok", background_url=pdok.url + WMTS)


@pytest.fixture(scope="module")
def deep(start, tmp_path_factory):
    """The app below a base path, for the beheerder, with a file as background."""
    folder = tmp_path_factory.mktemp("tiles")
    told = {"attribution": HOSTILE, "minzoom": "10", "maxzoom": "13"}
    file = write_mbtiles(folder / "kaart.mbtiles", pictures(), **told)
    return start(BASE, background=str(file), role="beheer")


@pytest.fixture
def watched(page):
    page.add_init_script(WATCH)
    return page


def frame(page):
    return page.frame_locator("iframe").first


def areas(page):
    return frame(page).locator("path[role=button]")


def tiles(page):
    return frame(page).locator("img.leaflet-tile-loaded")


def switch(page):
    return frame(page).get_by_role("checkbox", name="Achtergrondkaart")


def blocked(page):
    """What was held back, but for the try of a library that does as well without."""
    found = [each for one in page.frames for each in one.evaluate("window.blocked || []")]
    return [each for each in found if each != "script-src wasm-eval"]


def test_with_a_background_only_the_app_itself_is_asked(app, pdok, watched, traffic):
    watched.goto(app.url)
    expect(tiles(watched).nth(5)).to_be_attached()
    expect(areas(watched)).to_have_count(8)
    expect(frame(watched).locator(".leaflet-control-attribution")).to_contain_text(KADASTER)
    here = urlsplit(app.url).netloc
    assert {urlsplit(link).netloc for link in (*traffic.requests, *traffic.sockets)} == {here}
    assert any(f"{app.url}/tiles/13/" in link for link in traffic.requests)
    assert {told["User-Agent"] for told in pdok.headers} == {"ivbgeo"}
    assert blocked(watched) == []


def test_streets_are_seen_through_the_areas_and_the_legend_is_alike(app, page):
    page.goto(app.url)
    expect(tiles(page).first).to_be_attached()
    expect(areas(page).first).to_have_css("fill-opacity", "0.65")
    expect(frame(page).locator(".ivb-legend rect").first).to_have_css("fill-opacity", "0.65")
    switch(page).uncheck()
    expect(areas(page).first).to_have_css("fill-opacity", "1")
    expect(frame(page).locator(".ivb-legend rect").first).to_have_css("fill-opacity", "1")


def test_the_switch_works_by_keyboard_and_is_remembered(app, page):
    page.goto(app.url)
    expect(switch(page)).to_be_checked()
    box = frame(page).locator(".ivb-background-toggle").bounding_box()
    assert min(box["width"], box["height"]) >= 36
    switch(page).focus()
    page.keyboard.press("Space")
    expect(tiles(page)).to_have_count(0)
    expect(frame(page).locator(".leaflet-control-attribution")).not_to_contain_text("Achtergrond:")
    page.reload()
    expect(areas(page)).to_have_count(8)
    expect(switch(page)).not_to_be_checked()
    expect(tiles(page)).to_have_count(0)


def test_without_the_service_the_map_is_there_in_its_own_colours(start, page):
    with Replica() as gone:
        gone.faults.slow(60, times=None)
        app = start(background="pdok", background_url=gone.url + WMTS)
        page.goto(app.url)
        expect(areas(page)).to_have_count(8)
        frame(page).locator("path[aria-label^='Meerzicht']").click()
        expect(page.get_by_role("heading", name="Meerzicht", exact=True)).to_be_visible()
        expect(frame(page).get_by_text("Achtergrondkaart (laadt niet)")).to_be_visible()
        expect(areas(page).first).to_have_css("fill-opacity", "1")
        assert len(gone.requests) <= 4


def test_nothing_that_the_pages_need_is_held_back(deep, watched):
    for name, heading in (
        ("", "Veiligheid op de kaart"),
        ("stad", "De stad door de jaren"),
        ("gegevens", "Gegevens"),
    ):
        watched.goto(f"{deep.url}/{name}")
        expect(watched.get_by_role("heading", name=heading, exact=True)).to_be_visible()
        if name == "":
            expect(areas(watched)).to_have_count(8)
            expect(tiles(watched).first).to_be_attached()
        if name == "stad":
            expect(watched.locator("canvas.marks, svg.marks").first).to_be_visible()
        if name == "gegevens":
            expect(watched.get_by_test_id("stFileUploader").first).to_be_visible()
        expect(watched.get_by_test_id("stSkeleton")).to_have_count(0)
        assert blocked(watched) == []


def test_what_a_file_says_of_itself_is_only_text(deep, page):
    page.goto(deep.url)
    said = frame(page).locator(".leaflet-control-attribution")
    expect(said).to_contain_text("Achtergrond: <img src=x onerror=document.title=1> © Makers")
    expect(said.locator("img")).to_have_count(0)


INJECTED = """
(other) => {
  const add = (name, changes) =>
    document.body.append(Object.assign(document.createElement(name), changes));
  add("script", { textContent: "window.ran = 'text'" });
  add("script", { src: `${other}/x.js` });
  add("div", { innerHTML: "<img src=x onerror=\\"window.ran = 'handler'\\">" });
  add("img", { src: `${other}/x.png` });
  add("iframe", { src: `${other}/` });
  add("link", { rel: "stylesheet", href: `${other}/x.css` });
  fetch(`${other}/`).catch(() => null);
  // Later: what a test evaluates itself may do so.
  setTimeout(() => { try { Function("window.ran = 'function'")(); } catch { /* as it should */ } });
}
"""


def test_what_is_not_the_apps_own_is_held_back(app, watched):
    watched.goto(app.url)
    expect(areas(watched)).to_have_count(8)
    with Replica() as other:
        watched.evaluate(INJECTED, other.url)
        watched.wait_for_function("window.blocked.filter((one) => !/wasm/.test(one)).length >= 8")
        assert watched.evaluate("window.ran") is None
        assert sorted(each.partition(" ")[0] for each in blocked(watched)) == [
            "connect-src", "frame-src", "img-src", "script-src", "script-src-attr",
            "script-src-elem", "script-src-elem", "style-src-elem",
        ]  # fmt: skip
        assert other.requests == []


def test_no_other_site_may_steer_the_app(app, page):
    told = page.request.get(f"{app.url}/_stcore/host-config").json()
    assert told["allowedOrigins"] == []


def test_without_scripts_a_reader_is_told_in_dutch(app, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{app.url}/stad")
    expect(page.locator("html[lang=nl]")).to_have_count(1)
    expect(page).to_have_title("Veiligheid op de kaart")
    expect(page.locator("noscript p")).to_be_visible()
    assert "Zet JavaScript aan in uw browser" in page.locator("noscript p").text_content()
    context.close()


def test_the_name_of_the_first_page_leads_to_it(deep, page):
    page.goto(f"{deep.url}/kaart?onderwerp=bevolking")
    expect(page).to_have_url(re.compile(rf"/{BASE}/\?onderwerp=bevolking"))
    expect(areas(page).first).to_be_visible()

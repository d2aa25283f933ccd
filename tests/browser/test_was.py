"""The page WAS on a phone that is touched: what comes, what stays there, what is reported."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from benchmarks.months import add_months
from geo import WgsPoints, to_rd
from ivbgeo.atlas import Atlas
from ivbgeo.period import Period
from ivbgeo.prevention.listing import spots
from ivbgeo.record.asked import Asked
from ivbgeo.record.keeping import read_lines
from ivbgeo.settings import ROOT
from ivbgeo.store import Store
from ivbgeo.viewer import Role, Viewer
from tests.browser.accessible import contrast, settle

OWN = "WK063705"  # Meerzicht
# In Meerzicht, with decimals that nothing else has.
LAT, LON = 52.0573918, 4.4717364
PLACE = {"latitude": LAT, "longitude": LON, "accuracy": 31}
PHONE = {
    "viewport": {"width": 375, "height": 812}, "has_touch": True, "is_mobile": True,
    "device_scale_factor": 2, "locale": "nl-NL",
}  # fmt: skip
MOST = 300_000  # bytes of the first picture, where the framework is there already
FRAMEWORK = re.compile(r"^https?://[^/]+/(static|component/[^/]+/static)/")
BAR = ".st-key-was-bar"


@pytest.fixture(scope="module")
def store(databases):
    made = Store.open(databases.address("sqlite", filled=True))
    add_months(made, Period((2023, 1), (2024, 12)), {"1.1.1": 9.0, "1.2.1": 12.0})
    yield made
    made.close()


@pytest.fixture(scope="module")
def app(served, store):
    address = store.engine.url.render_as_string(hide_password=False)
    environment = {"IVBGEO_DATABASE_URL": address}
    return served(ROOT / "app.py", environment=environment, role="was", wijken=OWN)


@pytest.fixture(scope="module")
def context(browser, app):
    made = browser.new_context(**PHONE, geolocation=PLACE, permissions=["geolocation"])
    made.set_default_timeout(20_000)
    made.add_cookies(app.cookies)
    yield made
    made.close()


@pytest.fixture(scope="module")
def opened(context, app):
    """The page, opened once, with all that came and went: address to bytes, and both ways."""
    with context.new_page() as first:  # what brings the framework along
        first.goto(f"{app.url}/stad")
        expect(first.get_by_role("heading", level=1)).to_be_visible()
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    page.came, page.went, names = {}, [], {}

    def asked(event):
        request = event["request"]
        names[event["requestId"]] = request["url"]
        page.went.append(f"{request['url']} {request.get('postData', '')}")

    wire.on("Network.requestWillBeSent", asked)
    wire.on("Network.loadingFinished", lambda event: page.came.update(
        {names.get(event["requestId"], ""): event["encodedDataLength"]}
    ))  # fmt: skip
    wire.on("Network.webSocketFrameReceived", lambda event: page.came.update(
        {f"ws {len(page.came)}": len(event["response"]["payloadData"])}
    ))  # fmt: skip

    def sent(frame):
        page.went.append(frame)

    page.on("websocket", lambda socket: socket.on("framesent", sent))
    page.goto(f"{app.url}/was")
    expect(areas(page)).to_have_count(13)
    expect(page.get_by_role("button", name="Rondeblad op papier (PDF)")).to_be_visible()
    settle(page)
    page.wire = wire
    return page


@pytest.fixture
def page(opened):
    opened.bring_to_front()
    opened.evaluate("document.querySelector('.stMain').scrollTo(0, 0)")
    return opened


def inside(page):
    return page.frame_locator("iframe")


def areas(page):
    return inside(page).locator("path[role=button]")


def told(page):
    return inside(page).locator(".ivb-told[role=status]")


def test_the_first_picture_is_small_and_of_one_wijk_alone(page):
    ours = {url: size for url, size in page.came.items() if not FRAMEWORK.search(url)}
    assert any("/areas/buurt-2025-" in url for url in ours)
    assert sum(page.came.values()) < MOST
    # And also where nothing of ours was there yet: what the page before fetched.
    files = ("static/built/", "static/vendor/", "static/map/")
    before = sum(path.stat().st_size for path in _newest(files))
    assert sum(page.came.values()) + before / 3 < MOST
    names = areas(page).evaluate_all("all => all.map((one) => one.getAttribute('aria-label'))")
    assert any(name.startswith("Voorweg") for name in names)
    expect(page.get_by_role("heading", level=1)).to_have_text("Meerzicht")
    expect(page.get_by_role("button", name="Andere wijk")).to_have_count(0)


def _newest(files):
    from layers.assets import script_addresses, style_addresses  # noqa: PLC0415 - writes one

    links = [*script_addresses(), *style_addresses()]
    assert all(any(part in link for link in links) for part in files)
    return [
        ROOT / "static" / re.split(r"[?]", link)[0].partition("/app/static/")[2] for link in links
    ]


def test_kind_and_period_are_under_the_thumb_and_the_page_scrolls_past_the_map(page):
    bar, frame = page.locator(BAR), page.locator("iframe")
    assert bar.bounding_box()["y"] > 812 * 0.8
    box = frame.bounding_box()
    assert box["y"] < 170
    assert page.evaluate("document.querySelector('.stMain').scrollWidth") <= 375
    for place in page.locator(".stMain button:visible").all():
        size = place.bounding_box()
        assert min(size["width"], size["height"]) >= 44, place.text_content()

    # One finger, from the middle of the map upwards.
    def finger(kind, up):
        points = [] if up is None else [{"x": 187, "y": box["y"] + 250 - up}]
        page.wire.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    finger("touchStart", 0)
    for up in range(20, 220, 20):
        finger("touchMove", up)
    finger("touchEnd", None)
    page.wait_for_function("document.querySelector('.stMain').scrollTop > 100")
    assert bar.bounding_box()["y"] > 812 * 0.8
    page.get_by_role("radio", name="Auto").tap()
    expect(inside(page).get_by_text("Diefstal uit/vanaf motorvoertuigen")).to_be_visible()
    expect(page).to_have_url(re.compile("soort=1.2.1"))


def test_a_tap_on_a_buurt_tells_it_below_the_map(page):
    areas(page).and_(inside(page).locator("[aria-label^=Voorweg]")).tap()
    expect(told(page)).to_contain_text("Voorweg: ")
    expect(page.get_by_role("heading", name="Voorweg")).to_be_visible()
    page.get_by_role("button", name="Sluit dit gebied").tap()
    expect(page.get_by_role("heading", name="Voorweg")).to_have_count(0)
    expect(told(page)).to_have_text("Met twee vingers verschuift en vergroot u de kaart.")


def test_where_one_is_stays_in_the_browser(page, context):
    assert not any("geolocation" in sent for sent in page.went if isinstance(sent, str))
    ask = inside(page).get_by_role("button", name="Waar ben ik?")
    ask.tap()
    expect(told(page)).to_contain_text(re.compile(r"U bent ongeveer hier: in .*30 meter"))
    assert inside(page).locator(".leaflet-ivb-here-pane path").count() == 2
    # Also where the map is moved to it, a buurt is chosen, and another kind.
    inside(page).get_by_role("button", name="Inzoomen").tap()
    page.wait_for_timeout(900)  # then a map tells what is in view, elsewhere
    areas(page).and_(inside(page).locator("[aria-label^=Voorweg]")).press("Enter")
    expect(page.get_by_role("heading", name="Voorweg")).to_be_visible()
    page.get_by_role("radio", name="Inbraak").tap()
    expect(inside(page).get_by_text("Diefstal/inbraak woning")).to_be_visible()
    assert "beeld" not in page.url
    sent = "\n".join(one if isinstance(one, str) else one.decode("latin-1") for one in page.went)
    assert "BU06370501" in sent  # what is chosen is told, so that this would have been found
    box = inside(page).locator("#map_div")
    view = box.evaluate("() => map_div.getBounds().toBBoxString().split(',')")
    found = to_rd(WgsPoints([LON], [LAT]))
    marks = [f"{value:.3f}" for value in (LAT, LON, *map(float, view))]
    marks += [str(int(value)) for value in (found.x[0], found.y[0])]
    assert [mark for mark in marks if mark in sent] == []
    # What can go wrong is said.
    context.set_geolocation({"latitude": 52.2, "longitude": 4.9, "accuracy": 20})
    ask.tap()
    expect(told(page)).to_contain_text(
        re.compile(r"U bent buiten deze kaart, op ongeveer \d+ kilo")
    )
    context.set_geolocation(None)
    context.clear_permissions()
    ask.tap()
    expect(told(page)).to_contain_text("U gaf geen toestemming")


def test_a_plek_is_reported_by_a_tap_told_where_it_is_there_and_closed(page, store):
    edition, team = Atlas(store).edition(), Viewer(Role.WAS, frozenset({OWN}))
    before = len(spots(edition, team, solved=True))

    inside(page).get_by_role("button", name="Toon de hele wijk").tap()
    page.wait_for_timeout(500)  # until it does
    at = _middle(page, "Voorweg")

    def point(remark):
        page.get_by_role("button", name="Meld een plek").tap()
        expect(told(page)).to_have_text("Druk op de kaart waar de plek is.")
        inside(page).locator("#map_div").tap(position=at)
        page.get_by_role("textbox").fill(remark)

    point("Lamp uit, bel 06-12345678")
    expect(page.locator(BAR)).to_have_count(0)
    page.get_by_role("radio", name="Lamp kapot").tap()
    page.get_by_role("button", name="Bewaar").tap()
    expect(page.get_by_test_id("stToast")).to_contain_text(
        "is gemeld. Uit uw opmerking is weggehaald: een telefoonnummer."
    )
    kept = spots(edition, team)[-1]
    assert (kept.spot.light, kept.spot.remark) == ("kapot", "Lamp uit, bel [telefoonnummer]")
    assert kept.changed_by == "was"
    point("Nog eens")
    expect(
        page.get_by_text(re.compile(r"Op \d+ meter hiervandaan is op .* al plek"))
    ).to_be_visible()
    page.get_by_role("button", name="Bewaar").tap()
    expect(page.get_by_text("Zeg of dit een andere plek is")).to_be_visible()
    page.get_by_role("button", name="Stop met melden").tap()
    page.get_by_text(f"Plek {kept.number}: stille plek, lamp kapot").tap()
    page.get_by_role("radio", name="Opgelost").tap()
    page.get_by_role("button", name="Bewaar").tap()
    expect(page.get_by_text("Opgelost (", exact=False)).to_be_visible()
    assert [one.key for one in spots(edition, team)] == []
    assert len(spots(edition, team, solved=True)) == before + 1


def _middle(page, name):
    """Where a buurt is in the map when all of the wijk is in view."""
    shape = areas(page).and_(inside(page).locator(f"[aria-label^={name}]")).bounding_box()
    box = inside(page).locator("#map_div").bounding_box()
    return {
        "x": shape["x"] - box["x"] + shape["width"] / 2,
        "y": shape["y"] - box["y"] + shape["height"] / 2,
    }


TEXT = """() => [...document.querySelectorAll(".stMain *, .ivb-told, .ivb-legend *, .ivb-here")]
  .filter((one) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
  .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
  .map((one) => {
    let at = one;
    const below = () => getComputedStyle(at).backgroundColor;
    const clear = () => /, 0\\)$|transparent/.test(below());
    while (at.parentElement && clear()) at = at.parentElement;
    return [one.textContent.trim(), getComputedStyle(one).color, clear() ? "#ffffff" : below()];
  })"""


def test_words_are_read_in_the_sun_and_twice_as_large(page):
    for frame in page.frames:
        for words, colour, below in frame.evaluate(TEXT):
            assert contrast(colour, below) >= 7, words
    style = page.add_style_tag(content=":root { font-size: 200% !important }")
    settle(page)
    assert page.evaluate("document.querySelector('.stMain').scrollWidth") <= 375
    # What would take half of the screen goes along with the page.
    assert page.locator(BAR).evaluate("(one) => getComputedStyle(one).position") == "static"
    style.evaluate("(one) => one.remove()")


def test_the_sheet_of_a_round_is_one_page_for_this_team_and_is_noted(page, store, tmp_path):
    with page.expect_download(timeout=60_000) as waiting:
        page.get_by_role("button", name="Rondeblad op papier (PDF)").tap()
    assert waiting.value.suggested_filename == "rondeblad-meerzicht.pdf"
    waiting.value.save_as(tmp_path / "ronde.pdf")
    (paper,) = PdfReader(tmp_path / "ronde.pdf").pages
    said = " ".join(paper.extract_text().split())
    assert "Rondeblad Meerzicht" in said
    assert "Voor het WAS-team van deze wijk." in said
    noted = read_lines(store, Viewer(Role.BEHEER), Asked())
    assert ("rondeblad", OWN) in {(line.what, line.area_code) for line in noted}


def test_the_menu_closes_when_a_page_is_chosen_and_is_closed_at_the_next_visit(context, app):
    with context.new_page() as tab:
        tab.goto(f"{app.url}/stad")
        menu = tab.get_by_role("button", name="Menu")
        link = tab.get_by_role("link", name="Inspanningen")
        menu.click()
        expect(link).to_be_in_viewport()
        link.click()
        expect(tab.get_by_role("heading", name="Inspanningen", level=1)).to_be_visible()
        expect(link).not_to_be_in_viewport()
        menu.click()
        expect(link).to_be_in_viewport()
        tab.reload()
        expect(tab.get_by_role("heading", name="Inspanningen", level=1)).to_be_visible()
        settle(tab)
        expect(link).not_to_be_in_viewport()

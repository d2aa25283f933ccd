"""Everybody can use every page: WCAG 2.2 AA by axe-core, and what axe-core can't see."""

from __future__ import annotations

import hashlib
import os
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.accessible import (
    AXE,
    CONTROLS,
    SERIOUS,
    contrast,
    examine,
    from_the_start,
    is_english,
    named,
    settle,
    stops,
)
from tests.browser.test_gegevens import BAD, GOOD

ROOT = Path(__file__).resolve().parents[2]
ROLE = "beheer"
PAGES = (
    *("kaart", "wijk", "was", "signalen", "inspanningen", "preventie", "cameras", "stad"),
    *("gegevens", "logboek"),
)
# What Streamlit's frontend causes and can't be mended from here, by rule of axe-core: what it is,
# and where it is known. docs/toegankelijkheid.md says the same to readers.
UPSTREAM: dict[str, tuple[str, str]] = {}
DOCUMENT = ROOT / "docs" / "toegankelijkheid.md"
_seen: dict[str, list] = {}


@pytest.fixture(scope="module")
def context(browser, app):
    """One session of the browser for all tests here: opening a page is what takes time."""
    made = browser.new_context(locale="nl-NL", viewport={"width": 1280, "height": 900})
    made.set_default_timeout(20_000)
    made.add_cookies(app.cookies)
    yield made
    made.close()


@pytest.fixture(scope="module")
def tabs(app, context):
    """Each page, opened once."""
    found = {}
    for name in PAGES:
        found[name] = context.new_page()
        found[name].goto(f"{app.url}/{name}")
        ready(found[name])
    return found


@pytest.fixture(params=PAGES)
def tab(request, tabs):
    """Each page in turn, as it was opened: wide, on a screen."""
    page = tabs[request.param]
    page.bring_to_front()
    yield page
    as_before(page)


def as_before(page):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(media="null", forced_colors="null", reduced_motion="null", contrast="null")


def ready(page):
    settle(page)
    for frame in page.locator("iframe").all():
        frame.content_frame.locator("[role=button]").first.wait_for()
    return page


def test_axe_core_is_that_of_the_package():
    lines = (AXE.parents[1] / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    for digest, name in (line.split("  ") for line in lines):
        assert hashlib.sha256((AXE.parents[1] / name).read_bytes()).hexdigest() == digest
    assert len(lines) == len(list(AXE.parent.iterdir()))


HEADINGS = """() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6, [role=heading]")]
  .filter((one) => one.checkVisibility())
  .map((one) => [Number(one.getAttribute("aria-level") || one.tagName[1]), one.textContent])"""


def test_the_page_has_a_language_a_title_and_headings_in_order(tab):
    assert "Veiligheid in Zoetermeer" in tab.title()
    for frame in tab.frames:
        assert frame.evaluate("document.documentElement.lang") == "nl"
        levels = [level for level, _ in frame.evaluate(HEADINGS)]
        assert all(after <= before + 1 for before, after in pairwise(levels))
        if frame == tab.main_frame:
            assert levels[0] == 1
            assert levels.count(1) == 1
    # A frame may be called what it is, but not twice the same.
    titles = [frame.get_attribute("title") for frame in tab.locator("iframe").all()]
    assert all(titles)
    assert len(set(titles)) == len(titles)


def test_the_keyboard_goes_everywhere_and_back_and_is_seen(tab):
    there = stops(tab)
    assert [stop for stop in there if stop.mark is None] == []
    assert [stop for stop in there if contrast(stop.mark, "#ffffff") < 3] == [], there
    assert there[0].name == "Ga naar de inhoud"
    back = stops(tab, "Shift+Tab")
    assert [(stop.element, stop.name) for stop in reversed(back)] == [
        (stop.element, stop.name) for stop in there
    ]
    inside = [stop.frame for stop in there]
    if any(inside):  # the frame is entered once, and left
        assert not inside[-1]
        assert sum(now and not before for before, now in pairwise(inside)) == 1
    # Whatever can be pressed is on the way.
    reachable = tab.evaluate(
        """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
          .filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.tabIndex >= 0)
          .filter((one) => !one.disabled && one.type !== "radio" && one.offsetWidth > 1).length"""
    )
    assert len([stop for stop in there if not stop.frame]) >= reachable


def test_the_first_stop_skips_to_the_content(tab):
    from_the_start(tab)
    tab.keyboard.press("Tab")
    link = tab.get_by_role("link", name="Ga naar de inhoud")
    expect(link).to_be_in_viewport()
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.tagName") == "MAIN"


def test_a_popover_is_entered_and_left_by_the_keyboard(tabs):
    page = tabs["kaart"]
    page.bring_to_front()
    button, box = page.get_by_role("button", name="Kleuren"), page.get_by_role("dialog")
    for leave in ("Tab", "Escape"):
        button.focus()
        page.keyboard.press("Enter")
        expect(box.get_by_role("radio", checked=True)).to_be_visible()
        settle(page)  # who presses Tab before it is there, goes on in the page
        page.keyboard.press("Tab")
        expect(box.get_by_role("radio", checked=True)).to_be_focused()
        page.keyboard.press(leave)
        expect(box).to_have_count(0)
        expect(button).to_be_focused()


def test_single_letters_are_no_commands(tab):
    tab.evaluate(
        """() => {
          window.heard = [];
          document.addEventListener("keydown", (event) => window.heard.push(event.key));
        }"""
    )
    from_the_start(tab)
    for key in "rRcCx":
        tab.keyboard.press(key)
    # Streamlit listens where x arrives.
    assert tab.evaluate("window.heard") == ["x"]


TOO_WIDE = """() => {
  const wide = document.documentElement.clientWidth;
  const main = document.querySelector(".stMain") || document.documentElement;
  return [
    Math.max(document.documentElement.scrollWidth, main.scrollWidth) - wide,
    [...document.querySelectorAll("body *")].filter((one) => {
      const { right, width, height } = one.getBoundingClientRect();
      const shown = one.checkVisibility({ opacityProperty: true, visibilityProperty: true });
      const aside = one.closest(".stSidebar, .leaflet-pane");
      return width > 1 && height > 1 && right > wide + 1 && shown && !aside;
    }).map((one) => one.outerHTML.slice(0, 90)),
  ];
}"""
CUT_OFF = """() => [...document.querySelectorAll("body *")].filter((one) => {
  const style = getComputedStyle(one);
  if (["visible", "auto", "scroll"].includes(style.overflowX)) return false;
  const text = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  return text && one.checkVisibility() && one.clientWidth > 2 &&
    (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 4);
}).map((one) => one.textContent.trim().slice(0, 60))"""
SPACING = """p { margin-bottom: 2em !important }
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important }"""


def test_enlarged_four_times_and_spaced_out_nothing_is_cut_off(tab):
    tab.set_viewport_size({"width": 320, "height": 256})  # 1280 by 1024 at 400%
    settle(tab)
    for frame in tab.frames:
        assert frame.evaluate(TOO_WIDE) == [0, []]
    tab.set_viewport_size({"width": 1280, "height": 900})
    style = tab.add_style_tag(content=":root { font-size: 200% !important }")
    settle(tab)
    assert tab.evaluate(TOO_WIDE) == [0, []]
    style.evaluate("(one, css) => (one.textContent = css)", SPACING)
    settle(tab)
    assert tab.evaluate(TOO_WIDE) == [0, []]
    assert tab.evaluate(CUT_OFF) == []
    style.evaluate("(one) => one.remove()")


SMALL = """() => [...document.querySelectorAll(
    "a[href], button, input, select, summary, [role=button], [role=radio], [role=combobox]")]
  .filter((one) => !one.matches("path") && !one.closest("p, li, .leaflet-control-attribution"))
  .filter((one) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
  .map((one) => [one, (one.closest("label") || one).getBoundingClientRect()])
  .filter(([, box]) => box.width > 1 && (box.width < 24 || box.height < 24))
  .map(([one, box]) => `${box.width} by ${box.height}: ${one.outerHTML.slice(0, 120)}`)"""
# What shows that something can be pressed: the line around it, or how it differs from the page.
FAINT = """() => [...document.querySelectorAll(".stMain :is(button, summary, [role=combobox])")]
  .filter((one) => one.checkVisibility({ opacityProperty: true }) && one.textContent.trim())
  .map((one) => {
    let at = one;
    const bare = () => parseFloat(getComputedStyle(at).borderTopWidth) === 0;
    while (at !== document.body && bare()) at = at.parentElement;
    return [getComputedStyle(at).borderTopColor, one.textContent.trim().slice(0, 30)];
  })"""


def test_what_can_be_pressed_is_large_and_clear_enough(tab):
    for frame in tab.frames:
        assert frame.evaluate(SMALL) == []
    for colour, name in tab.evaluate(FAINT):
        assert contrast(colour, "#ffffff") >= 3, name


def test_who_wants_calm_or_more_contrast_gets_it(tab):
    tab.emulate_media(reduced_motion="reduce")
    moving = """() => [...document.querySelectorAll("*")].filter((one) => {
      const style = getComputedStyle(one);
      return Math.max(...style.transitionDuration.split(",").map(parseFloat),
        ...style.animationDuration.split(",").map(parseFloat)) > 0.01;
    }).map((one) => one.outerHTML.slice(0, 90))"""
    for frame in tab.frames:
        assert frame.evaluate(moving) == []
    tab.emulate_media(reduced_motion="null", forced_colors="active")
    settle(tab)
    for stop in stops(tab):
        assert stop.mark is not None, stop
    patterns = """() => [...document.querySelectorAll("[fill^='url(#ivb-']")].map(
      (one) => getComputedStyle(one).fill)"""
    for frame in tab.frames[1:]:  # not only colours: patterns
        fills = frame.evaluate(patterns)
        # Where no figures are, there are none.
        assert fills or tab.url.partition("?")[0].endswith(("/cameras", "/preventie"))
        assert all(fill.startswith("url(") for fill in fills)


def test_on_paper_there_is_content_and_nothing_to_press(tab):
    tab.emulate_media(media="print")
    expect(tab.get_by_role("heading", level=1)).to_be_visible()
    expect(tab.get_by_test_id("stHeader")).to_be_hidden()
    for button in tab.locator(".stMain button").all():
        expect(button).to_be_hidden()
    for frame in tab.locator("iframe").all():
        expect(frame).to_be_visible()
        expect(frame.content_frame.get_by_role("button", name="Inzoomen")).to_be_hidden()


# From here on the pages change: what was measured above is as they were opened.


def kaart_as_it_opens(page):
    pass


def kaart_with_a_list(page):
    page.get_by_role("combobox").first.click()
    page.get_by_role("option").first.wait_for()


def kaart_with_the_tour(page):
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Rondleiding").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def kaart_with_its_popover(page):
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("button", name="Kleuren").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Kleuren")).to_be_visible()


def kaart_over_the_years(page):
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("radio", name="Misdrijven").click()
    expect(page.frame_locator("iframe").get_by_role("slider", name="Periode")).to_be_visible()


def kaart_as_a_table(page):
    page.frame_locator("iframe").get_by_role("button", name="Toon de cijfers als tabel").click()
    expect(page.frame_locator("iframe").get_by_role("table")).to_be_visible()


def kaart_beside_another(page):
    page.frame_locator("iframe").get_by_role("button", name="Toon de kaart").click()
    page.get_by_role("combobox", name="Vergelijk").click()
    page.get_by_role("option", name="Een andere periode ernaast").click()
    expect(page.locator("iframe")).to_have_count(2)
    ready(page)


def kaart_chosen(page):
    page.get_by_role("combobox", name="Vergelijk").click()
    page.get_by_role("option", name="Niet", exact=True).click()
    expect(page.locator("iframe")).to_have_count(1)
    page.get_by_role("radio", name="Woonoverlast").click()
    expect(page.frame_locator("iframe").locator("path[role=button]")).to_have_count(8)
    page.frame_locator("iframe").locator("[role=button][aria-label^=Meerzicht]").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Meerzicht").first.wait_for()
    open_all(page)


def kaart_with_what_was_found(page):
    page.get_by_role("textbox", name="Zoek een buurt of wijk").fill("meer")
    page.keyboard.press("Enter")
    expect(page.get_by_role("radio", name="Meerzicht (wijk)")).to_be_visible()


def kaart_to_keep(page):
    page.get_by_role("button", name="Bewaar deze kaart").click()
    expect(page.get_by_role("dialog", name="Bewaar deze kaart")).to_be_visible()


def kaart_on_a_phone(page):
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.set_viewport_size({"width": 375, "height": 700})
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("link", name="Stad").wait_for()


def wijk_open(page):
    open_all(page)


def wijk_beside_another(page):
    page.goto(f"{page.url.partition('?')[0]}?naast=wijk&wijk2=2025-WK063705")
    expect(page.locator("iframe")).to_have_count(2)
    ready(page)


def was_on_a_phone(page):
    page.set_viewport_size({"width": 375, "height": 812})
    page.reload()  # a phone opens the page as wide as it is
    ready(page)
    page.get_by_role("button", name="Andere wijk").click()
    expect(page.get_by_role("radio", name="Meerzicht")).to_be_visible()
    page.keyboard.press("Escape")
    open_all(page)


def signalen_as_it_opens(page):
    pass


def inspanningen_open(page):
    open_all(page)


def cameras_as_it_opens(page):
    pass


def stad_open(page):
    open_all(page)


def give(page, name, text):
    page.get_by_test_id("stFileUploaderDropzoneInput").first.set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": text.encode()}
    )


def gegevens_refused(page):
    give(page, "plaatje.png", "x")
    page.get_by_text("Een bestand van de soort").filter(visible=True).first.wait_for()


def gegevens_wrong(page):
    give(page, "fout.csv", BAD)
    page.get_by_text("Het bestand is geweigerd").wait_for()
    open_all(page)


def gegevens_good(page):
    give(page, "goed.csv", GOOD)
    page.get_by_role("button", name="Inlezen", exact=True).wait_for()
    open_all(page)


def logboek_as_it_opens(page):
    expect(page.get_by_role("table")).to_be_visible()


def logboek_with_who_is_signed_in(page):
    page.get_by_role("button", name="Een beheer (beheerder)").click()
    expect(page.get_by_role("button", name="Afmelden")).to_be_visible()
    settle(page)


STATES = {
    "Kaart, zoals zij opent": ("kaart", kaart_as_it_opens),
    "Kaart, met een keuzelijst open": ("kaart", kaart_with_a_list),
    "Kaart, in de rondleiding": ("kaart", kaart_with_the_tour),
    "Kaart, met ‘Kleuren’ open": ("kaart", kaart_with_its_popover),
    "Kaart, met de perioden": ("kaart", kaart_over_the_years),
    "Kaart, als tabel": ("kaart", kaart_as_a_table),
    "Kaart, met twee kaarten": ("kaart", kaart_beside_another),
    "Kaart, met een gekozen gebied en alles opengeklapt": ("kaart", kaart_chosen),
    "Kaart, na zoeken": ("kaart", kaart_with_what_was_found),
    "Kaart, met ‘Bewaar deze kaart’ open": ("kaart", kaart_to_keep),
    "Kaart, op een telefoon met het menu open": ("kaart", kaart_on_a_phone),
    "Mijn wijk, met alles opengeklapt": ("wijk", wijk_open),
    "Mijn wijk, met een andere wijk ernaast": ("wijk", wijk_beside_another),
    "WAS, op een telefoon": ("was", was_on_a_phone),
    "Signalen, zonder cijfers per maand": ("signalen", signalen_as_it_opens),
    "Inspanningen, met alles opengeklapt": ("inspanningen", inspanningen_open),
    "Camera’s, het register": ("cameras", cameras_as_it_opens),
    "Stad, met alles opengeklapt": ("stad", stad_open),
    "Gegevens, met een bestand dat niet kan": ("gegevens", gegevens_refused),
    "Gegevens, met een bestand met een fout": ("gegevens", gegevens_wrong),
    "Gegevens, met een goed bestand": ("gegevens", gegevens_good),
    "Logboek, zoals het opent": ("logboek", logboek_as_it_opens),
    "Logboek, met wie is aangemeld open": ("logboek", logboek_with_who_is_signed_in),
}


def open_all(page):
    page.evaluate(
        "document.querySelectorAll('details:not([open]) > summary').forEach((one) => one.click())"
    )
    settle(page)


def held_to_account(state, page):
    """Look with axe-core and at every name; what is found goes into the report too."""
    found = _seen[state] = examine(page)
    grave = [one for one in found if one.wcag and one.impact in SERIOUS]
    assert [one for one in grave if one.rule not in UPSTREAM] == []
    said = list(named(page))
    assert [role for role, name in said if role in CONTROLS and not name] == []
    assert [(role, name) for role, name in said if is_english(name)] == []


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_serious_and_every_name_is_dutch(state, tabs):
    name, bring_about = STATES[state]
    tabs[name].bring_to_front()
    bring_about(tabs[name])
    held_to_account(state, tabs[name])
    as_before(tabs[name])


def test_an_address_that_does_not_exist(tabs, app):
    page = tabs["stad"]
    page.bring_to_front()
    page.goto(f"{app.url}/bestaat-niet")
    expect(page.get_by_role("dialog", name="Deze pagina bestaat niet")).to_be_visible()
    ready(page)
    held_to_account("Een adres dat niet bestaat", page)


def test_an_empty_store_and_a_server_that_stops(served, context, tmp_path):
    environment = {"IVBGEO_DATABASE_URL": f"sqlite:///{tmp_path / 'store.sqlite'}"}
    server = served(ROOT / "app.py", environment=environment)
    page = context.new_page()
    page.goto(server.url)
    expect(page.get_by_role("alert")).to_contain_text("De opslag is leeg.")
    settle(page)
    held_to_account("Een lege opslag", page)
    server.process.kill()
    expect(page.get_by_role("dialog", name="Geen verbinding")).to_be_visible()
    held_to_account("Een server die stopt", page)
    page.close()


def report():
    """Write what axe-core found as the table of the document."""
    lines = ["| Pagina en toestand | WCAG 2.2 A en AA | Goede praktijk |", "|---|---|---|"]
    for state, found in _seen.items():
        rules = [
            ", ".join(sorted(f"`{one.rule}`" for one in found if one.wcag is wcag)) or "geen"
            for wcag in (True, False)
        ]
        lines.append(f"| {state} | {rules[0]} | {rules[1]} |")
    return "\n".join(lines)


def test_the_document_says_what_was_found():
    """`make toegankelijk` writes the table anew."""
    assert len(_seen) == len(STATES) + 3, "run the whole file"
    text = DOCUMENT.read_text(encoding="utf-8")
    before, _, rest = text.partition("<!-- axe: begin -->\n")
    _, _, after = rest.partition("<!-- axe: eind -->")
    made = f"{before}<!-- axe: begin -->\n{report()}\n<!-- axe: eind -->{after}"
    if os.environ.get("TEST_WRITE_REPORT"):
        DOCUMENT.write_text(made, encoding="utf-8")
    assert DOCUMENT.read_text(encoding="utf-8") == made
    assert all(rule in text and issue in text for rule, (_, issue) in UPSTREAM.items())

"""The page Mijn wijk in a browser: its map, what stands beside it, and its paper."""

from __future__ import annotations

import re

from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.accessible import settle
from tests.browser.test_kaart import area, choose, inside, script

SAME_WINDOW = True
MEERZICHT = "wijk?wijk=2025-WK063705"


def opened(app, page, address=MEERZICHT):
    page.goto(f"{app.url}/{address}")
    expect(inside(page).locator("path[role=button]")).to_have_count(146)
    expect(page.get_by_role("button", name="Wijkprofiel op papier (PDF)").first).to_be_visible()
    # A list that is opened while the page is still being drawn closes again.
    page.wait_for_load_state("networkidle")
    settle(page)
    return page


def bounds(page, which=0):
    """What is in view: west, south, east, north."""
    return script(page, which).evaluate(
        "() => [map.getBounds().getWest(), map.getBounds().getSouth(),"
        " map.getBounds().getEast(), map.getBounds().getNorth()]"
    )


def test_the_wijk_is_in_view_with_its_border_and_its_words(app, page):
    opened(app, page)
    expect(page.get_by_role("heading", name="Meerzicht, 2023")).to_be_visible()
    border = inside(page).locator("path[stroke='#17292f'][stroke-width='3']")
    expect(border).to_have_count(1)
    west, south, east, north = bounds(page)
    # All of the wijk is in view, and not the town.
    assert west < 4.47 < east
    assert south < 52.05 < north
    assert east - west < 0.06
    headings = page.get_by_role("heading", level=2).all_text_contents()
    assert headings == [
        "Meerzicht, 2023", "Welke HIC vraagt hier de meeste aandacht?", "Wat valt op?",
        "Kerncijfers", "Totaal misdrijven: hoe liep het?", "Woonoverlast", "Cameratoezicht",
        "Wat doen wij?",
    ]  # fmt: skip


def test_what_is_opened_is_told(app, page):
    opened(app, page)
    page.get_by_text("Signalen van de nieuwste maand").click()
    expect(page.get_by_text("Er zijn geen cijfers per maand.")).to_be_visible()
    page.get_by_text("Wat zegt deze pagina, en wat niet?").click()
    expect(page.get_by_text("Een volgorde van goede en slechte wijken.")).to_be_visible()
    page.get_by_text("Cijfers bij de speerpunten").click()
    expect(page.get_by_text("Speerpunten van 2023-2026.")).to_be_visible()
    page.get_by_text("Wanneer gebeurt het, en herhaalt het zich?").click()
    expect(
        page.get_by_text("Daarvoor zijn losse incidenten nodig, met een tijd en een plek.")
    ).to_be_visible()


def test_another_wijk_moves_the_map_in_place(app, page):
    opened(app, page)
    frame = script(page)
    frame.evaluate("window.mark = 1")
    before = bounds(page)
    choose(page, "Wijk", "Oosterheem")
    expect(page.get_by_role("heading", name="Oosterheem, 2023")).to_be_visible()
    page.wait_for_timeout(1_500)
    assert frame.evaluate("window.mark") == 1
    assert bounds(page)[0] > before[0] + 0.03
    expect(page).to_have_url(re.compile("wijk=2025-WK063711"))
    page.go_back()
    expect(page.get_by_role("heading", name="Meerzicht, 2023")).to_be_visible()


def test_a_link_opens_with_what_was_in_view(app, page):
    opened(app, page, f"{MEERZICHT}&beeld=4.50,52.04,4.52,52.05")
    page.wait_for_timeout(1_000)
    west, _, east, _ = bounds(page)
    assert 4.48 < west < 4.51 < east


def test_a_buurt_that_is_chosen_is_told_below_the_map(app, page):
    opened(app, page)
    area(page, "Voorweg").press("Enter")
    expect(page.get_by_role("heading", name="Voorweg")).to_be_visible()
    expect(page.get_by_text(re.compile(r"misdrijven in 2023")).first).to_be_visible()
    page.get_by_role("button", name="Sluit dit gebied").click()
    expect(page.get_by_role("heading", name="Voorweg")).to_have_count(0)


def test_two_wijken_beside_each_other(app, page):
    opened(app, page, f"{MEERZICHT}&naast=wijk&wijk2=2025-WK063711")
    expect(inside(page, 1).locator("path[role=button]")).to_have_count(146)
    expect(page.get_by_role("heading", name="Oosterheem, 2023")).to_be_visible()
    expect(page.get_by_role("heading", name="Kerncijfers")).to_have_count(2)
    # A map that was just made still has to go to its wijk; Oosterheem lies east of Meerzicht.
    script(page, 1).wait_for_function("(west) => map.getBounds().getWest() > west", arg=4.48)
    assert bounds(page, 0)[0] < bounds(page, 1)[0]
    titles = [one.get_attribute("title") for one in page.locator("iframe").all()]
    assert len(set(titles)) == 2


def test_the_profile_comes_as_a_tagged_pdf(app, page, tmp_path):
    opened(app, page)
    with page.expect_download(timeout=60_000) as waiting:
        page.get_by_role("button", name="Wijkprofiel op papier (PDF)").click()
    assert waiting.value.suggested_filename == "wijkprofiel-meerzicht-2023.pdf"
    waiting.value.save_as(tmp_path / "profiel.pdf")
    told = PdfReader(tmp_path / "profiel.pdf")
    assert len(told.pages) <= 4
    assert "/StructTreeRoot" in told.trailer["/Root"]
    assert "Meerzicht" in told.pages[0].extract_text()


def test_on_a_phone_the_page_is_as_wide_as_the_screen(app, page):
    page.set_viewport_size({"width": 375, "height": 812})
    opened(app, page)
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 375

"""What a camera sees, in a browser: from a click and a file to words, rings and paper."""

from __future__ import annotations

import io

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.accessible import CONTROLS, SERIOUS, examine, is_english, named, settle
from tests.geojson import box, write

SAME_WINDOW = True
ROLE = "planner"
SEEN = ".leaflet-ivb-shapes-pane path"


@pytest.fixture
def step(app, page):
    """The step, with its map."""
    page.goto(f"{app.url}/cameras?stap=zicht")
    expect(page.get_by_role("heading", name="Hoe kijkt de camera?")).to_be_visible()
    expect(page.frame_locator("iframe").locator("path[role=button]").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    settle(page)
    return page


def click_on_map(page):
    """Click a place on the map, until the page knows it: before the map listens it is lost."""
    asks = page.get_by_text("Klik op de kaart waar de camera staat")
    expect(asks).to_be_visible()
    for _ in range(3):
        page.locator("iframe").first.click(position={"x": 300, "y": 250})
        try:
            expect(asks).to_have_count(0, timeout=8_000)
        except AssertionError:
            continue
        return
    expect(asks).to_have_count(0)


def fill(page, label, value):
    field = page.get_by_role("spinbutton", name=label)
    field.fill(str(value))
    field.press("Enter")
    settle(page)


def place(page):
    """Where the camera stands, as the fields say."""
    page.get_by_text("Een adres of coördinaten").click()
    fields = [page.get_by_role("spinbutton", name=name) for name in ("x (RD", "y (RD")]
    for field in fields:
        expect(field).not_to_have_value("")
    return tuple(float(field.input_value()) for field in fields)


def test_from_a_click_and_a_file_to_rings_and_paper(step, tmp_path):
    page = step
    click_on_map(page)
    expect(page.get_by_text("Zonder gebouwen berekend: niets houdt")).to_be_visible()
    around = place(page)
    fill(page, "Richting", 90)
    fill(page, "Kijkhoek", 90)
    expect(page.get_by_text("Daarom staan er geen ringen.")).to_be_visible()
    fill(page, "Beeldpunten in de breedte", 2000)
    expect(page.get_by_text("een bekende herkennen kan tot 8 meter")).to_be_visible()

    wall = write(tmp_path / "panden.geojson", [box(10, -20, 12, 20, around)], woning=["ja"])
    page.get_by_text("Bestand toevoegen of weghalen: gebouwen").click()
    page.locator("input[type=file]").first.set_input_files(wall)
    expect(page.get_by_text("Berekend met 1 gebouw binnen het bereik")).to_be_visible()
    expect(page.get_by_text("waarvan 20 meter van woningen.")).to_be_visible()
    expect(page.get_by_text("Zonder gebouwen berekend")).to_have_count(0)
    table = page.get_by_role("table", name="Wat een camera op deze plek ziet")
    expect(table).to_contain_text("100 m²")
    # The building, what is seen, and four rings.
    expect(page.frame_locator("iframe").locator(SEEN)).to_have_count(6)

    with page.expect_download() as download:
        page.get_by_role("button", name="Op papier (PDF)").click()
    content = download.value.path().read_bytes()
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    assert "waarvan 20 meter van woningen." in " ".join(text.split())

    # What was chosen is there again after another step.
    page.get_by_role("radio", name="Register").or_(
        page.get_by_role("button", name="Register", exact=True)
    ).first.click()
    expect(page.get_by_role("heading", name="Waar is cameratoezicht")).to_be_visible()
    page.get_by_role("radio", name="Zicht").or_(
        page.get_by_role("button", name="Zicht", exact=True)
    ).first.click()
    expect(page.get_by_text("waarvan 20 meter van woningen.")).to_be_visible()
    assert place(page) == around

    broken = tmp_path / "stuk.geojson"
    broken.write_text("{")
    page.get_by_text("Bestand toevoegen of weghalen: gebouwen").click()
    page.locator("input[type=file]").first.set_input_files(broken)
    expect(page.get_by_text("stuk.geojson is niet te lezen.")).to_be_visible()


def test_the_step_is_for_everybody(step):
    page = step
    click_on_map(page)
    fill(page, "Beeldpunten in de breedte", 2000)
    expect(page.get_by_role("heading", name="Hoe fijn het beeld is")).to_be_visible()
    assert [one for one in examine(page) if one.wcag and one.impact in SERIOUS] == []
    said = list(named(page))
    assert [role for role, name in said if role in CONTROLS and not name] == []
    assert [(role, name) for role, name in said if is_english(name)] == []
    page.set_viewport_size({"width": 390, "height": 844})
    settle(page)
    wide = page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollWidth")
    assert wide <= 390

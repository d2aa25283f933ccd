"""The planner's whole way through the page Camera's: from a file to places, and to a dossier."""

from __future__ import annotations

import io
import re
from datetime import date

import pytest
from docx import Document
from playwright.sync_api import expect
from pypdf import PdfReader

from ivbgeo.atlas import Atlas
from ivbgeo.importing import ReadOptions, import_file
from ivbgeo.settings import ROOT
from ivbgeo.sources import Kind
from ivbgeo.store import Store
from tests.browser.accessible import CONTROLS, SERIOUS, examine, is_english, named, settle
from tests.geojson import box, write

SAME_WINDOW = True
# Three corners of streets: most happens at the first, least at the last.
CORNERS = {
    "Hoek A": (93_400.0, 452_500.0),
    "Hoek B": (93_700.0, 452_450.0),
    "Hoek C": (93_550, 452_800),
}
TIMES = {"Hoek A": 5, "Hoek B": 3, "Hoek C": 1}
POSTS = "id,x,y\n" + "".join(f"{name},{x},{y}\n" for name, (x, y) in CORNERS.items())


@pytest.fixture(scope="module")
def app(served, databases, tmp_path_factory):
    """The app for the planner, with incidents at three corners in each month of three years."""
    folder = tmp_path_factory.mktemp("cameras")
    address = databases.address("sqlite", filled=True)
    rows = [
        f"1.2.1,{year}-{month:02}-{5 + n:02},{x + n},{y}\n"
        for year in (2023, 2024, 2025)
        for month in range(1, 13)
        for name, (x, y) in CORNERS.items()
        for n in range(TIMES[name])
    ]
    file = folder / "incidenten.csv"
    file.write_text("categorie,begin,x,y\n" + "".join(rows))
    store = Store.open(address)
    options = ReadOptions(today=date(2026, 11, 1))
    assert not import_file(store, Atlas(store).edition(), file, Kind.INCIDENTS, options).refused
    store.close()
    environment = {"IVBGEO_DATABASE_URL": address}
    return served(ROOT / "app.py", environment=environment, role="planner")


def step(page, name):
    page.get_by_test_id("stMain").get_by_role("radio", name=name, exact=True).click()
    settle(page)


def choose(page, label, option):
    """Choose until it is chosen: a list closes when the page is drawn anew."""
    box = page.get_by_role("combobox", name=label).last
    for _ in range(3):
        # A list closes when the page scrolls: first to where it is.
        box.scroll_into_view_if_needed()
        settle(page)
        box.click()
        page.get_by_role("option", name=option).first.click()
        settle(page)
        try:
            expect(box).to_have_value(re.compile(option), timeout=2_000)
        except AssertionError:
            continue
        return
    expect(box).to_have_value(re.compile(option))


def write_in(page, label, value):
    box_ = page.get_by_label(label).first
    box_.fill(str(value))
    box_.press("Tab")
    settle(page)


def press(page, name, came):
    """Press a button until what it brings is there: one that is drawn anew meanwhile is not."""
    for _ in range(3):
        page.get_by_role("button", name=name).click()
        try:
            expect(came).to_be_visible(timeout=8_000)
        except AssertionError:
            continue
        return
    expect(came).to_be_visible()


def add_area(page, border):
    """Put a camera area in the register, with its border from a file."""
    expect(
        page.get_by_role("heading", name="Waar is cameratoezicht, en tot wanneer?")
    ).to_be_visible()
    page.wait_for_load_state("networkidle")
    settle(page)
    choose(page, "Bekijken, veranderen of toevoegen", "Een nieuw cameragebied")
    page.get_by_text("Uit een bestand", exact=True).click()
    page.locator("input[type=file]").first.set_input_files(border)
    expect(page.get_by_text(re.compile("Deze grens is 42(,00)? hectare groot"))).to_be_visible()
    write_in(page, "Hoe heet het gebied?", "Proefhoeken")
    write_in(page, "Begin: een jaar", "1-3-2025")
    write_in(page, "Einde", "28-2-2027")
    page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(page.get_by_text("‘Proefhoeken’ is bewaard.").first).to_be_visible()
    table = page.get_by_role("table", name=re.compile("Cameragebieden"))
    expect(table).to_contain_text("Proefhoeken")


def choose_places(page, posts):
    """Let two of the posts of a file be chosen, and keep that; gives the link to it."""
    choose(page, "Plekken om uit te kiezen", "Een eigen bestand met plekken")
    page.get_by_text("Bestand toevoegen of weghalen: plekken").click()
    page.locator("input[type=file]").first.set_input_files(posts)
    chosen = page.get_by_role("combobox", name="Bestand", exact=True)
    expect(chosen).to_have_value(re.compile("palen.csv"))
    write_in(page, "Hoeveel camera’s hoogstens?", 2)
    press(page, "Reken uit", page.get_by_text("Er is bewezen geen betere keuze.").first)
    # 8 of 9 incidents are at the first two corners.
    expect(page.get_by_text(re.compile(r"8[89](,\d)?%")).first).to_be_visible()
    write_in(page, "Naam van dit scenario", "Twee hoeken")
    page.wait_for_load_state("networkidle")  # a button that is drawn anew is not pressed
    press(page, "Bewaar dit scenario", page.get_by_text("Wie hier ook plekken mag kiezen"))
    expect(page).to_have_url(re.compile("scenario="))
    return page.url


def read_dossier(page):
    """Take the dossier of the area as Word file and as PDF; gives the text of both."""
    choose(page, "Cameragebied", "Proefhoeken")
    heading = re.compile("Dossier cameratoezicht: Proefhoeken")
    expect(page.get_by_role("heading", name=heading)).to_be_visible()
    with page.expect_download(timeout=60_000) as download:
        page.get_by_role("button", name="Word (.docx)").click()
    word = Document(download.value.path())
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    with page.expect_download(timeout=60_000) as download:
        page.get_by_role("button", name="PDF", exact=True).click()
    pages = PdfReader(io.BytesIO(download.value.path().read_bytes())).pages
    paper = " ".join(" ".join(one.extract_text().split()) for one in pages)
    return " ".join([*(one.text for one in word.paragraphs), *cells]), paper


def test_from_a_file_to_places_a_scenario_and_a_dossier(app, page, tmp_path):
    border = write(tmp_path / "gebied.geojson", [box(300, 300, 900, 1000)])
    posts = tmp_path / "palen.csv"
    posts.write_text(POSTS)
    page.goto(f"{app.url}/cameras")
    add_area(page, border)
    step(page, "Plekken")
    link = choose_places(page, posts)
    # Who may choose places too opens the same by its link.
    other = page.context.new_page()
    other.goto(link)
    expect(other.get_by_text("Er is bewezen geen betere keuze.").first).to_be_visible()
    expect(other.get_by_role("combobox", name="Scenario")).to_have_value(re.compile("Twee hoeken"))
    other.close()
    step(page, "Dossier")
    for text in read_dossier(page):
        assert "Open vraag" in text
        assert "1 maart 2025" in text
        assert "28 februari 2027" in text
    # Each step is as it was left.
    step(page, "Plekken")
    expect(page.get_by_text("Er is bewezen geen betere keuze.").first).to_be_visible()


def test_others_read_the_register_and_get_no_places(served, databases, page):
    environment = {"IVBGEO_DATABASE_URL": databases.address("sqlite", filled=True)}
    app = served(ROOT / "app.py", environment=environment)
    page.goto(f"{app.url}/cameras")
    expect(page.get_by_role("table", name=re.compile("Cameragebieden"))).to_be_visible()
    expect(page.get_by_role("combobox", name="Bekijken, veranderen of toevoegen")).to_have_count(0)
    for name in ("Zicht", "Plekken", "Dossier"):
        expect(page.get_by_role("radio", name=name, exact=True)).to_have_count(0)
    # A link from a planner says for whom it is, and what there is here.
    page.goto(f"{app.url}/cameras?stap=zicht")
    expect(page.get_by_text("Deze stap is voor de cameraplanner")).to_be_visible()
    expect(page.get_by_role("table", name=re.compile("Cameragebieden"))).to_be_visible()


@pytest.mark.parametrize("name", ["register", "plekken", "werkte-het", "dossier"])
def test_a_step_is_for_everybody(app, page, name):
    page.goto(f"{app.url}/cameras?stap={name}")
    expect(page.frame_locator("iframe").locator("path[role=button]").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    settle(page)
    assert [one for one in examine(page) if one.wcag and one.impact in SERIOUS] == []
    said = list(named(page))
    assert [role for role, text in said if role in CONTROLS and not text] == []
    # An article is called what it is called.
    english = [(role, text) for role, text in said if is_english(text)]
    assert [one for one in english if not re.search(r"\((19|20)\d\d\)", one[1])] == []
    page.set_viewport_size({"width": 390, "height": 844})
    settle(page)
    page.wait_for_timeout(1_000)  # tables and the map follow
    assert page.evaluate("() => document.querySelector('.stMain').scrollWidth") <= 390


def test_a_link_opens_a_step_at_what_it_is_about(app, page):
    page.goto(f"{app.url}/cameras?stap=werkte-het&plek=gebied%20camera.mandelabrug")
    place = page.get_by_role("combobox", name="Waar?")
    expect(place).to_have_value("Cameragebied: Nelson Mandelabrug")
    page.goto(f"{app.url}/cameras?stap=werkte-het&plek=gebied%20nergens")
    expect(page.get_by_text("gebied nergens")).to_be_visible()

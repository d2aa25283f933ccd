"""The page Preventie in a browser: a click says whom to inform, and each step is for everybody."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

import pytest
import shapely
from playwright.sync_api import expect

from geo import Level
from ivbgeo.atlas import Atlas
from ivbgeo.prevention.changing import add
from ivbgeo.prevention.kind import PreventionKind
from ivbgeo.prevention.prevention import Prevention
from ivbgeo.settings import ROOT
from ivbgeo.store import Store
from ivbgeo.viewer import Viewer
from tests.browser.accessible import CONTROLS, SERIOUS, examine, is_english, named, settle

WIJK = "WK063706"


@pytest.fixture(scope="module")
def app(served, databases):
    """The app for a wijkregisseur, with a group in the west half of the gemeente, and a zone."""
    address = databases.address("sqlite", filled=True)
    store = Store.open(address)
    edition = Atlas(store).edition()
    gemeente = edition.division(edition.division_id(Level.GEMEENTE)).polygons[0]
    left, low, _, top = gemeente.bounds
    west = shapely.box(left, low, gemeente.centroid.x, top).intersection(gemeente)
    group = Prevention(
        kind=PreventionKind.GROEP, name="Appgroep West", border=west,
        contact_role="beheerder van de groep", contact="https://west.example/groep",
    )  # fmt: skip
    ring = gemeente.centroid.buffer(1_500) - gemeente.centroid.buffer(1_200)
    for one in (group, replace(group, kind=PreventionKind.VUURWERKVRIJ, name="Ring", border=ring)):
        add(edition, Viewer.of("beheer"), one)
    store.close()
    environment = {"IVBGEO_DATABASE_URL": address}
    return served(ROOT / "app.py", environment=environment, role="wijkregisseur", wijken=WIJK)


def drawn(page, address):
    page.goto(address)
    frame = page.frame_locator("iframe")
    expect(frame.locator("path[role=button]").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    settle(page)
    return frame


def test_a_click_says_whom_to_inform_and_where_nobody_is(app, page):
    frame = drawn(page, f"{app.url}/preventie?stap=heterdaad")
    page.get_by_text("1.000 m", exact=True).click()
    settle(page)
    # In the middle of all: the group covers about half of what is around it.
    frame.locator("#map_div").click()
    table = page.get_by_role("table", name="Groepen om te informeren")
    expect(table).to_contain_text("Appgroep West")
    expect(table).to_contain_text("beheerder van de groep, https://west.example/groep")
    expect(page.get_by_role("heading", name="Waar geen groep getekend is")).to_be_visible()
    expect(frame.get_by_text("hier is geen groep getekend")).to_be_visible()
    # The place is no part of the address, and neither is what is in view around it.
    page.wait_for_timeout(1_000)
    assert urlsplit(page.url).query == "stap=heterdaad"
    # Whom to call does not stand on the map.
    assert "west.example" not in frame.locator("body").inner_html()


def test_colours_and_what_lies_over_them_are_in_one_table(app, page):
    frame = drawn(page, f"{app.url}/preventie")
    page.get_by_text("Kleur de buurten naar dekking").click()
    expect(frame.get_by_text("meer dan 75")).to_be_visible()
    frame.get_by_role("button", name="Toon de cijfers als tabel").click()
    rows = frame.get_by_role("row")
    expect(rows.filter(has_text="Appgroep West")).to_contain_text("grens van een groep")
    expect(rows.filter(has_text="Ring")).to_contain_text("vuurwerkvrije zone")
    expect(rows.filter(has_text="100% van de").first).to_be_visible()


def test_each_step_is_for_everybody(app, page):
    drawn(page, f"{app.url}/preventie?stap=heterdaad")
    for name in ("Heterdaad", "Dekking", "Register"):
        page.set_viewport_size({"width": 1280, "height": 900})
        page.get_by_test_id("stMain").get_by_role("radio", name=name, exact=True).click()
        expect(page.frame_locator("iframe").locator("path[role=button]").first).to_be_visible()
        page.wait_for_load_state("networkidle")
        settle(page)
        assert [one for one in examine(page) if one.wcag and one.impact in SERIOUS] == [], name
        said = list(named(page))
        assert [role for role, text in said if role in CONTROLS and not text] == [], name
        assert [one for one in said if is_english(one[1])] == [], name
        page.set_viewport_size({"width": 375, "height": 812})
        settle(page)
        page.wait_for_timeout(500)  # tables and the map follow
        assert page.evaluate("() => document.querySelector('.stMain').scrollWidth") <= 375, name

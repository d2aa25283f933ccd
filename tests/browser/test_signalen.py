"""The page Signalen in a real browser: seen, noted, within reach of everybody, no other host."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from ivbgeo.settings import ROOT
from ivbgeo.store import Store
from tests.browser.accessible import SERIOUS, examine, is_english, named, settle
from tests.ivbgeo.signals.conftest import fill

SAME_WINDOW = True
COLD = 60_000  # the first visit, on a busy machine


@pytest.fixture(scope="module")
def app(served, databases):
    """The app for a beheerder, on a store with months of which one buurt has too many."""
    address = databases.address("sqlite", filled=True)
    store = Store.open(address)
    fill(store)
    store.close()
    environment = {"IVBGEO_DATABASE_URL": address}
    return served(ROOT / "app.py", environment=environment, role="beheer")


def test_a_signal_is_seen_and_what_was_done_is_noted(app, page):
    page.goto(f"{app.url}/signalen")
    expect(page.get_by_role("heading", name="Mishandeling in Voorweg")).to_be_visible(timeout=COLD)
    # The chart is drawn under the rules of the page, and told to who does not see it.
    chart = page.get_by_test_id("stVegaLiteChart")
    expect(chart.locator("canvas, svg").first).to_be_visible()
    expect(page.get_by_label("Mishandeling in Voorweg per maand").first).to_be_attached()
    page.get_by_text("Schrijf op wat ermee is gedaan").click()
    page.get_by_label("Opmerking").fill("Samen met de <b>wijkagent</b>")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_text("bekeken, volgens de beheerder")).to_be_visible()
    expect(page.get_by_text("Samen met de <b>wijkagent</b>")).to_be_visible()


def test_everybody_can_use_the_page(app, page):
    page.goto(f"{app.url}/signalen")
    expect(page.get_by_role("heading", name="Mishandeling in Voorweg")).to_be_visible(timeout=COLD)
    for closed in page.locator("summary").all():
        closed.click()
    settle(page)
    assert not [one for one in examine(page) if one.wcag or one.impact in SERIOUS]
    assert not [(role, name) for role, name in named(page) if is_english(name)]

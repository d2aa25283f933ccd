"""The app as a wijkregisseur meets it: one address, a real browser, no other host asked."""

from __future__ import annotations

import contextlib
import socket
from pathlib import Path

import pytest
from playwright.sync_api import expect

SAME_WINDOW = True
COLD = True
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def kaart(app, page):
    page.goto(app.url)
    expect(frame(page).locator("path[role=button]")).to_have_count(8)
    return page


def frame(page):
    return page.frame_locator("iframe")


def area(page, name):
    return frame(page).locator(f"path[role=button][aria-label^='{name}']")


def theme(page, title):
    page.get_by_role("radio", name=title).or_(page.get_by_role("button", name=title)).first.click()


def choose(page, label, option):
    page.get_by_role("combobox", name=label).click()
    page.get_by_role("option", name=option, exact=True).click()


def test_click_meerzicht_and_read_55(kaart):
    area(kaart, "Meerzicht").click()
    expect(kaart.get_by_role("heading", name="Meerzicht", exact=True)).to_be_visible()
    expect(kaart.get_by_text("55 casussen in 2023")).to_be_visible()
    expect(kaart.get_by_text("Dat is 3,5 per 1.000 inwoners")).to_be_visible()
    row = kaart.get_by_role("table").get_by_role("row")
    expect(row.filter(has_text="Corporatie")).to_have_count(1)
    kaart.get_by_text("Waar komt dit vandaan?").click()
    expect(kaart.get_by_text("Jaarstukken 2023").first).to_be_visible()


def test_the_keyboard_alone_reaches_a_figure(kaart):
    area(kaart, "Meerzicht").focus()
    kaart.keyboard.press("Enter")
    expect(kaart.get_by_text("55 casussen in 2023")).to_be_visible()


def test_hover_shows_name_and_figure(kaart):
    area(kaart, "Oosterheem").hover()
    tooltip = frame(kaart).get_by_role("tooltip").or_(frame(kaart).locator(".ivb-tooltip"))
    expect(tooltip.first).to_contain_text("Oosterheem")
    expect(tooltip.first).to_contain_text("32 casussen")


def test_a_name_that_is_typed_does_what_a_click_does(kaart):
    kaart.get_by_role("textbox", name="Zoek een buurt of wijk").fill("seghwart")
    kaart.keyboard.press("Enter")
    kaart.get_by_text("Seghwaert (casewijk)").click()
    expect(kaart.get_by_text("45 casussen in 2023")).to_be_visible()
    kaart.get_by_role("button", name="Sluit dit gebied").click()
    expect(kaart.get_by_text("45 casussen in 2023")).to_have_count(0)


def test_tenure_and_status_narrow_the_count(kaart):
    choose(kaart, "Stand", "Lopend")
    expect(kaart.get_by_text("Heel Zoetermeer: 113 casussen.")).to_be_visible()
    choose(kaart, "Woning", "Huur van een corporatie")
    expect(kaart.get_by_text("Heel Zoetermeer: 71 casussen.")).to_be_visible()


def test_a_share_of_few_is_not_painted(kaart):
    choose(kaart, "Maat", "Aandeel lopend")
    meerzicht = "Meerzicht: 40% lopend (22 van 55)"
    expect(area(kaart, "Meerzicht")).to_have_attribute("aria-label", meerzicht)
    expect(area(kaart, "Rokkeveen")).to_have_attribute(
        "fill", frame(kaart).locator("#ivb-te-weinig").evaluate("p => `url(#${p.id})`")
    )


def test_theme_and_year_of_the_police_figures(kaart):
    theme(kaart, "Misdrijven")
    expect(frame(kaart).locator("path[role=button]")).to_have_count(146)
    expect(kaart.get_by_text("Heel Zoetermeer: 5.564 misdrijven.")).to_be_visible()
    expect(kaart.get_by_text("Van 131 van de 146 buurten is er geen cijfer")).to_be_visible()
    for year in ("2022", "2021"):
        frame(kaart).get_by_role("button", name="Vorige periode").click()
        expect(frame(kaart).locator("output")).to_have_text(year)
    expect(kaart.get_by_text("Heel Zoetermeer: 5.352 misdrijven.")).to_be_visible()
    expect(area(kaart, "Dorpsstraat")).to_have_attribute("aria-label", "Dorpsstraat: 74 misdrijven")
    # What is not measured looks like nothing else.
    expect(area(kaart, "Oranjebuurt")).to_have_attribute("fill", "url(#ivb-niet-gemeten)")


def test_a_wider_division_comes_into_view_as_a_whole(kaart):
    theme(kaart, "Misdrijven")
    expect(frame(kaart).locator("path[role=button]")).to_have_count(146)
    whole = frame(kaart).locator("#map_div").bounding_box()
    for name in ("Westerpark", "Benthuizerplas", "Oosterhage"):
        box = area(kaart, name).bounding_box()
        assert whole["x"] <= box["x"]
        assert box["x"] + box["width"] <= whole["x"] + whole["width"]


def test_the_page_says_that_an_estimate_is_one(kaart):
    theme(kaart, "Bevolking")
    expect(frame(kaart).locator("path[role=button]")).to_have_count(15)
    label = area(kaart, "Rokkeveen").get_attribute("aria-label")
    assert "geschat" in label


def test_the_wijk_says_where_its_casework_is_counted(kaart):
    choose(kaart, "Per", "Wijk")
    expect(frame(kaart).locator("path[role=button]")).to_have_count(15)
    area(kaart, "Meerzicht").click()
    around = "In heel casewijk Meerzicht, waar dit gebied in ligt: 55 casussen."
    expect(kaart.get_by_text(around)).to_be_visible()


def test_the_server_itself_asks_nobody(served, page, tmp_path):
    """What the server would ask of the world goes to a proxy, which is ours and hears nothing."""
    heard = []
    with socket.create_server(("127.0.0.1", 0)) as proxy:
        proxy.settimeout(0.2)
        address = f"http://127.0.0.1:{proxy.getsockname()[1]}"
        names = ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy")
        environment = {
            **dict.fromkeys(names, address),
            "no_proxy": "127.0.0.1,localhost",
            "IVBGEO_DATABASE_URL": f"sqlite:///{tmp_path / 'store.sqlite'}",
        }
        app = served(ROOT / "app.py", environment=environment)
        page.goto(app.url)
        expect(page.get_by_text("De opslag is leeg.")).to_be_visible()
        with contextlib.suppress(TimeoutError):
            while True:
                connection, _ = proxy.accept()
                heard.append(connection.recv(200))
                connection.close()
    assert heard == []

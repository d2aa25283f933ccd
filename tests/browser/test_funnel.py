"""The funnel plot under the map: a dot chooses an area, and an area chosen on the map lights up."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.accessible import examine, settle

SAME_WINDOW = True
CASES = "onderwerp=woonoverlast&per=casewijk&periode=2023&maat=per-1000"
# By inhabitants: De Leyens and Noordhove have fewer.
BUYTENWEGH = 2


def opened(app, page):
    page.goto(f"{app.url}/?{CASES}")
    expect(page.frame_locator("iframe").locator("path[role=button]")).to_have_count(8)
    page.wait_for_load_state("networkidle")
    page.get_by_text("Trechter: wat is meer dan toeval?").click()
    expect(dots(page)).to_have_count(8)
    return page


def chart(page):
    return page.get_by_test_id("stVegaLiteChart")


def dots(page):
    # The ring around a chosen one is a mark of its own, which comes later.
    return chart(page).locator("g.mark-symbol.role-mark").first.locator("path")


def heading(page, name):
    return page.get_by_role("heading", name=name, exact=True)


def test_a_dot_and_an_area_choose_each_other(app, page, traffic):
    opened(app, page)
    assert "Buiten de grens van 99,8%: 1 erboven en 1 eronder." in str(
        chart(page).get_attribute("aria-label")
    )
    before = len(traffic.received)
    dots(page).nth(BUYTENWEGH).click()
    expect(heading(page, "Buytenwegh")).to_be_visible()
    expect(chart(page).get_by_text("Buytenwegh")).to_be_visible()
    assert sum(traffic.received[before:]) < 25_000
    expect(page).to_have_url(re.compile("gebied=2024-CW063703"))
    frame = page.frame_locator("iframe")
    frame.locator("path[role=button][aria-label^='Meerzicht:']").dispatch_event("click")
    expect(heading(page, "Meerzicht")).to_be_visible()
    expect(chart(page).get_by_text("Meerzicht")).to_be_visible()
    expect(chart(page).get_by_text("Buytenwegh")).to_have_count(0)
    # The same dot once more.
    dots(page).nth(BUYTENWEGH).click()
    expect(heading(page, "Buytenwegh")).to_be_visible()
    expect(chart(page).get_by_text("Buytenwegh")).to_be_visible()
    expect(heading(page, "Meerzicht")).to_have_count(0)


def test_what_has_no_city_has_no_funnel(app, page):
    page.goto(f"{app.url}/?onderwerp=bevolking&per=wijk&periode=2024")
    expect(page.frame_locator("iframe").locator("path[role=button]")).to_have_count(15)
    page.get_by_text("Trechter: wat is meer dan toeval?").click()
    expect(page.get_by_text("Van deze cijfers is geen trechter te maken")).to_be_visible()
    expect(chart(page)).to_have_count(0)


def test_the_open_plot_keeps_the_rules_of_wcag(app, page):
    opened(app, page)
    dots(page).nth(BUYTENWEGH).click()
    expect(heading(page, "Buytenwegh")).to_be_visible()
    settle(page)
    assert [one for one in examine(page) if one.wcag] == []

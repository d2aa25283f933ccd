"""The first map goes ahead of the rest of its page, and stays where it is when that comes."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

# What the page had at each change of it: the map, choices, and where the map is.
_NOTES = """
window.notes = [];
new MutationObserver(() => {
  const frame = document.querySelector("iframe");
  const map = frame && frame.contentDocument.querySelectorAll("path[role=button]").length;
  const top = frame && frame.clientHeight ? Math.round(frame.getBoundingClientRect().top) : 0;
  notes.push([map || 0, document.querySelectorAll("[data-testid=stSelectbox]").length, top]);
}).observe(document, { childList: true, subtree: true });
"""


@pytest.mark.parametrize("width", [1280, 390])
def test_the_map_is_there_first_and_stays_in_its_place(app, page, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.add_init_script(_NOTES)
    page.goto(app.url)
    expect(page.get_by_role("combobox", name="Vergelijk")).to_be_visible()
    notes = page.evaluate("notes")
    assert all(areas for areas, boxes, _ in notes if boxes)
    tops = {top for areas, _, top in notes if areas and top}
    assert max(tops) - min(tops) <= 4, tops


def test_a_map_that_says_nothing_does_not_hold_up_the_page(app, page):
    page.route("**/getoond/*", lambda route: route.abort())
    page.goto(app.url)
    expect(page.get_by_role("combobox", name="Vergelijk")).to_be_visible()
    expect(page.get_by_role("button", name="Bewaar deze kaart")).to_be_visible()

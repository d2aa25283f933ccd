"""Two people change one inspanning at once: the second is told, and nothing of either is lost."""

from __future__ import annotations

from itertools import pairwise

from playwright.sync_api import expect

from tests.browser.accessible import CONTROLS, SERIOUS, examine, is_english, named, settle

SAME_WINDOW = True
ROLE = "beheer"


def opened(page, app):
    page.goto(f"{app.url}/inspanningen?inspanning=2")
    expect(page.get_by_role("heading", name="Tijdelijk huisverbod", level=2)).to_be_visible()
    page.get_by_text("Deze inspanning veranderen").click()
    expect(page.get_by_role("textbox", name="Wie doet het?")).to_be_visible()
    return page


def written(page, label, text):
    box = page.get_by_role("textbox", name=label)
    box.fill(text)
    # The form has it once the field is left.
    box.press("Tab")
    page.get_by_role("button", name="Bewaar", exact=True).first.click()


def test_the_page_with_its_forms_is_for_everybody(app, page):
    opened(page, app)
    page.get_by_text("Een inspanning toevoegen").click()
    settle(page)
    assert [one for one in examine(page) if one.wcag and one.impact in SERIOUS] == []
    said = list(named(page))
    assert [role for role, name in said if role in CONTROLS and not name] == []
    assert [(role, name) for role, name in said if is_english(name)] == []
    levels = page.get_by_role("heading").evaluate_all(
        "found => found.map((one) => Number(one.tagName[1]))"
    )
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_the_second_of_two_is_told_and_what_both_wrote_is_kept(app, page):
    mine = opened(page, app)
    other = opened(page.context.new_page(), app)
    written(other, "Wie doet het?", "Burgemeester")
    expect(other.get_by_text("‘Tijdelijk huisverbod’ is bewaard.").first).to_be_visible()

    # Here the page is as it was when it was opened.
    written(mine, "Opmerking", "Met hulp vanaf de eerste dag")
    expect(mine.get_by_text("Uw wijziging is nog niet bewaard")).to_be_visible()
    table = mine.get_by_role("table", name="Wat een ander en wat u veranderde")
    expect(table.get_by_role("row")).to_have_count(3)
    expect(table).to_contain_text("Burgemeester")
    expect(table).to_contain_text("Met hulp vanaf de eerste dag")
    expect(mine.get_by_role("textbox", name="Opmerking")).to_have_value(
        "Met hulp vanaf de eerste dag"
    )
    mine.get_by_role("button", name="Bewaar mijn wijzigingen erbij").click()
    expect(mine.get_by_text("met wat een ander schreef erbij").first).to_be_visible()
    versions = mine.get_by_role("table", name="Versies van Tijdelijk huisverbod")
    expect(versions.get_by_role("row")).to_have_count(4)
    expect(versions).to_contain_text("Wie: eerst ‘niet bekend’, nu ‘Burgemeester’.")
    expect(versions).to_contain_text("nu ‘Met hulp vanaf de eerste dag’.")
    expect(mine.get_by_text("Wie: Burgemeester").first).to_be_visible()

    # Who takes it off the list for what is there no more is told as well.
    other.get_by_role("button", name="Van de lijst halen").click()
    expect(other.get_by_text("U ziet nu versie 3")).to_be_visible()
    expect(other.get_by_role("heading", name="Tijdelijk huisverbod", level=2)).to_be_visible()
    other.close()

"""Help where one is: the tour of the map, which blocks nobody, and what is told of a figure."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.accessible import SERIOUS, examine

SAME_WINDOW = True
ROOT = Path(__file__).resolve().parents[2]
HINT = "Nieuw hier? In vier stappen ziet u hoe de kaart werkt."
FOCUSED = "document.activeElement.tagName"
TITLES = (
    "1 van 4. Kies wat u wilt zien",
    "2 van 4. Lees de kaart",
    "3 van 4. Kleuren, perioden en tabel",
    "4 van 4. Lees het antwoord in woorden",
)


def opened(app, page, address="onderwerp=misdrijven&per=buurt&periode=2023"):
    page.goto(f"{app.url}/?{address}")
    expect(inside(page).get_by_role("region", name="Legenda")).to_be_visible()
    page.wait_for_load_state("networkidle")
    return page


def inside(page):
    return page.frame_locator("iframe").first


def started(page):
    return page.get_by_role("button", name="Rondleiding")


def panel(page):
    return page.get_by_text("Wat zegt dit cijfer, en wat niet?", exact=True)


def card(page):
    return page.locator(".ivb-tour-card")


def rings(page):
    return [ring.bounding_box() for ring in page.locator(".ivb-tour-ring").all()]


def encloses(outer, inner, slack=1):
    return (
        outer["x"] <= inner["x"] + slack
        and outer["y"] <= inner["y"] + slack
        and outer["x"] + outer["width"] >= inner["x"] + inner["width"] - slack
        and outer["y"] + outer["height"] >= inner["y"] + inner["height"] - slack
    )


def overlap(one, other):
    across = min(one["x"] + one["width"], other["x"] + other["width"]) - max(one["x"], other["x"])
    down = min(one["y"] + one["height"], other["y"] + other["height"]) - max(one["y"], other["y"])
    return across > 0 and down > 0


def test_who_is_new_is_asked_once_in_a_line_that_blocks_nothing(app, page):
    opened(app, page, "")
    expect(page.get_by_text(HINT)).to_be_visible()
    expect(page.locator("dialog")).to_have_count(0)
    assert page.evaluate(FOCUSED) == "BODY"
    line = page.locator(".ivb-tour").bounding_box()
    for other in ("h1", "iframe", ".st-key-choices", ".stButtonGroup"):
        assert not overlap(line, page.locator(other).first.bounding_box())
    # The page works as it does for anybody.
    inside(page).locator("path[role=button][aria-label^=Meerzicht]").click()
    expect(page.get_by_text("55 casussen in 2023")).to_be_visible()
    page.get_by_role("button", name="Nee, bedankt").click()
    expect(page.get_by_text(HINT)).to_be_hidden()
    expect(started(page)).to_be_focused()
    page.reload()
    expect(started(page)).to_be_visible()
    expect(page.get_by_text(HINT)).to_be_hidden()
    expect(page.get_by_role("button", name="Nee, bedankt")).to_be_hidden()
    page.get_by_role("link", name="Stad").click()
    expect(page.get_by_role("heading", name="De stad door de jaren")).to_be_visible()
    expect(page.locator(".ivb-tour")).to_have_count(0)


def test_each_step_points_at_what_it_tells_of(app, page, traffic):
    opened(app, page)
    told = (
        (page.locator(".stButtonGroup").first, page.locator(".st-key-choices")),
        (inside(page).locator("#map_div"),),
        (
            inside(page).get_by_role("group", name="Periode"),
            inside(page).get_by_role("region", name="Legenda"),
            inside(page).get_by_role("button", name="Toon de cijfers als tabel"),
        ),
        (
            page.get_by_role("heading", name="Totaal misdrijven per buurt, 2023"),
            panel(page),
        ),
    )
    screen = {"x": 0, "y": 0, **page.viewport_size}
    asked = len(traffic.requests)
    started(page).click()
    for title, parts in zip(TITLES, told, strict=True):
        expect(page.get_by_role("dialog", name=title)).to_be_visible()
        expect(card(page).get_by_role("heading", name=title)).to_be_visible()
        drawn = rings(page)
        assert drawn
        for part in parts:
            box = part.bounding_box()
            assert any(encloses(ring, box) for ring in drawn), (title, box, drawn)
        assert encloses(screen, card(page).bounding_box())
        assert not any(overlap(card(page).bounding_box(), ring) for ring in drawn)
        if title == TITLES[1]:
            assert [one for one in examine(page) if one.wcag or one.impact in SERIOUS] == []
            page.emulate_media(forced_colors="active")
            ring = page.locator(".ivb-tour-ring").first
            expect(ring).to_have_css("outline-style", "solid")
            expect(page.locator(".ivb-tour-shade")).to_be_hidden()
            page.emulate_media(forced_colors="none")
        page.keyboard.press("Enter")
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(started(page)).to_be_focused()
    expect(started(page)).to_be_in_viewport()
    expect(page.get_by_text(HINT)).to_be_hidden()
    assert traffic.requests[asked:] == []


def test_by_keyboard_one_stays_inside_goes_back_and_leaves(app, page):
    opened(app, page, "")
    started(page).focus()
    page.keyboard.press("Enter")
    expect(card(page).get_by_role("button", name="Vorige")).to_be_hidden()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name=TITLES[1])
    expect(dialog).to_be_visible()
    names = set()
    for _ in range(8):
        page.keyboard.press("Tab")
        focused = page.locator("dialog :focus")
        # Between the last and the first comes the browser itself.
        names.add(focused.text_content() if focused.count() else page.evaluate(FOCUSED))
    assert names == {"Sla over", "Vorige", "Volgende", "BODY"}
    card(page).get_by_role("button", name="Vorige").press("Enter")
    expect(page.get_by_role("dialog", name=TITLES[0])).to_be_visible()
    expect(card(page).get_by_role("button", name="Volgende")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(started(page)).to_be_focused()
    page.reload()
    expect(started(page)).to_be_visible()
    expect(page.get_by_text(HINT)).to_be_hidden()
    started(page).click()
    card(page).get_by_role("button", name="Sla over").click()
    expect(page.locator("dialog[open]")).to_have_count(0)


def test_on_a_phone_and_enlarged_four_times_all_of_it_can_be_reached(app, page):
    page.set_viewport_size({"width": 375, "height": 700})
    # A browser that keeps nothing would be asked each time.
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no') } })"
    )
    opened(app, page)
    expect(started(page)).to_be_visible()
    expect(page.get_by_text(HINT)).to_be_hidden()
    for size in ({"width": 375, "height": 700}, {"width": 320, "height": 256}):
        page.set_viewport_size(size)
        started(page).click()
        for at, title in enumerate(TITLES):
            expect(page.get_by_role("dialog", name=title)).to_be_visible()
            assert encloses({"x": 0, "y": 0, **size}, card(page).bounding_box())
            buttons = card(page).get_by_role("button").all()
            assert len(buttons) == (2, 3, 3, 2)[at]
            for button in buttons:
                expect(button).to_be_in_viewport(ratio=1)
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
            # On a phone the map and its legend are seen beside the words.
            if size["width"] == 375 and at < 3:
                assert not overlap(card(page).bounding_box(), rings(page)[0]), title
            page.keyboard.press("Enter")
        expect(page.locator("dialog[open]")).to_have_count(0)


def test_the_help_is_of_the_map_on_show_and_sent_when_it_is_opened(app, page):
    opened(app, page)
    meaning = page.get_by_text("U ziet het aantal misdrijven in 2023")
    expect(meaning).to_have_count(0)
    panel(page).click()
    expect(meaning).to_be_visible()
    for title in ("Wat betekent dit cijfer?", "Wat kan ik hier niet uit halen?"):
        expect(page.get_by_text(title)).to_be_visible()
    expect(page.get_by_text("Donker is niet hetzelfde als onveilig.")).to_be_visible()
    page.get_by_role("combobox", name="Maat").click()
    page.get_by_role("option", name="Per 1.000 inwoners").click()
    expect(page.get_by_text("Waar weinig mensen wonen, schiet dit cijfer")).to_be_visible()
    expect(meaning).to_have_count(0)
    page.get_by_role("combobox", name="Vergelijk").click()
    page.get_by_role("option", name="Een ander onderwerp ernaast").click()
    expect(panel(page)).to_have_count(2)

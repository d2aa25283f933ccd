"""The page Kaart: what is chosen, how it is found again, compared, and read as a table."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

SAME_WINDOW = True
ROOT = Path(__file__).resolve().parents[2]
VIEW = "() => [map.getZoom(), map.getCenter().lat, map.getCenter().lng]"
CRIME = "onderwerp=misdrijven&per=buurt&periode=2023"


def opened(app, page, address=CRIME, areas=146):
    page.goto(f"{app.url}/?{address}")
    expect(inside(page).locator("path[role=button]")).to_have_count(areas)
    expect(inside(page).get_by_role("region", name="Legenda")).to_be_visible()
    page.wait_for_load_state("networkidle")
    return page


def inside(page, which=0):
    return page.frame_locator("iframe").nth(which)


def script(page, which=0):
    """Give the frame of a map, to run script in."""
    # By its place in the page: frames are known in the order in which they came in.
    frame = page.locator("iframe").nth(which).element_handle().content_frame()
    frame.wait_for_function("window.map && map.options.maxBounds")
    return frame


def choose(page, label, option):
    page.get_by_role("combobox", name=label).last.click()
    page.get_by_role("option", name=option, exact=True).click()


def asked(page):
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def area(page, name, which=0):
    return inside(page, which).locator(f"path[role=button][aria-label^='{name}:']")


def year_is(page, year, which=0):
    expect(inside(page, which).locator("output")).to_have_text(year)


def test_another_period_recolours_in_place_and_costs_little(app, page, traffic):
    opened(app, page, f"{CRIME}&gebied=2025-BU06370101")
    frame = script(page)
    frame.evaluate("window.mark = 1; map.setView([52.06, 4.49], 13.5, { animate: false })")
    view = frame.evaluate(VIEW)
    expect(page.get_by_text("74 misdrijven in 2023")).to_have_count(0)
    page.wait_for_timeout(2_000)  # the view is told
    before, requests = len(traffic.received), len(traffic.requests)
    inside(page).get_by_role("button", name="Vorige periode").click()
    expect(page.get_by_text("Heel Zoetermeer: 5.832 misdrijven.")).to_be_visible()
    year_is(page, "2022")
    page.wait_for_timeout(600)
    assert frame.evaluate("window.mark") == 1
    assert frame.evaluate(VIEW) == view
    expect(inside(page).locator("[aria-pressed=true]")).to_have_count(1)
    assert sum(traffic.received[before:]) < 10_000
    assert traffic.requests[requests:] == []  # no geometry, no script, nothing


def test_the_slider_by_keyboard_and_the_play_button(app, page):
    opened(app, page)
    slider = inside(page).get_by_role("slider", name="Periode")
    slider.press("End")
    expect(page.get_by_text("Heel Zoetermeer: 5.", exact=False)).to_be_visible()
    expect(slider).to_have_attribute("aria-valuetext", "2025")
    expect(page).to_have_url(re.compile("periode=2025"))
    entries = page.evaluate("history.length")
    inside(page).get_by_role("button", name="Speel de perioden af").click()
    for year in ("2021", "2022", "2023"):
        year_is(page, year)
    inside(page).get_by_role("button", name="Stop met afspelen").click()
    expect(inside(page).get_by_role("button", name="Speel de perioden af")).to_be_visible()
    at = slider.get_attribute("aria-valuetext")
    expect(page).to_have_url(re.compile(f"periode={at}"))
    page.wait_for_timeout(1500)
    assert slider.get_attribute("aria-valuetext") == at
    # What was played is no row of steps to go back through.
    assert page.evaluate("history.length") == entries


def test_who_wants_less_motion_has_no_play_button(app, page):
    page.emulate_media(reduced_motion="reduce")
    opened(app, page)
    expect(inside(page).get_by_role("slider", name="Periode")).to_be_visible()
    expect(inside(page).get_by_role("button", name="Speel de perioden af")).to_have_count(0)


def test_two_periods_beside_each_other_move_as_one(app, page):
    opened(app, page)
    choose(page, "Vergelijk", "Een andere periode ernaast")
    expect(inside(page, 1).locator("path[role=button]")).to_have_count(146)
    year_is(page, "2023")
    year_is(page, "2022", 1)
    left, right = script(page), script(page, 1)
    left.evaluate("map.setView([52.05, 4.48], 14, { animate: false })")
    assert right.evaluate(VIEW) == left.evaluate(VIEW)
    right.evaluate("map.setView([52.07, 4.5], 13, { animate: false })")
    assert left.evaluate(VIEW) == right.evaluate(VIEW)
    inside(page, 1).get_by_role("button", name="Vorige periode").click()
    year_is(page, "2021", 1)
    expect(page).to_have_url(re.compile("periode=2023.*periode2=2021"))
    year_is(page, "2023")
    # One scale of colours: what is equal looks equal.
    legends = [
        inside(page, which).get_by_role("region", name="Legenda").locator("li").all_inner_texts()
        for which in (0, 1)
    ]
    assert legends[0] == legends[1]
    area(page, "Centrum-West").click(force=True)
    expect(area(page, "Centrum-West", 1)).to_have_attribute("aria-pressed", "true")
    inside(page).get_by_role("button", name="Toon de hele gemeente").click()
    right.wait_for_function("(zoom) => map.getZoom() < zoom", arg=13)
    choose(page, "Vergelijk", "Niet")
    expect(page.locator("iframe")).to_have_count(1)


def test_a_choice_after_a_step_keeps_the_step_and_the_view(app, page):
    opened(app, page)
    inside(page).get_by_role("button", name="Volgende periode").click()
    expect(page.get_by_role("heading", name="per buurt, 2024")).to_be_visible()
    script(page).evaluate("map.setView([52.06, 4.49], 13, { animate: false })")
    expect(page).to_have_url(re.compile("beeld="))
    page.wait_for_timeout(1_500)
    beeld = asked(page)["beeld"]
    choose(page, "Maat", "Per 1.000 inwoners")
    expect(page.get_by_role("heading", name="per buurt, 2024")).to_be_visible()
    expect(page).to_have_url(re.compile("maat=per-1000"))
    assert (asked(page)["periode"], asked(page)["beeld"]) == ("2024", beeld)
    year_is(page, "2024")
    expect(page.get_by_role("combobox", name="Maat")).to_have_value("Per 1.000 inwoners")
    page.go_back()
    expect(page.get_by_role("combobox", name="Maat")).to_have_value("Aantal")
    year_is(page, "2024")


def test_a_difference_keeps_its_scale_over_the_periods(app, page):
    opened(app, page, f"{CRIME}&naast=verschil&periode2=2021")
    legend = inside(page).get_by_role("region", name="Legenda").locator("li")
    first = legend.all_inner_texts()
    inside(page).get_by_role("button", name="Vorige periode").click()
    expect(page.get_by_role("heading", name="2021 → 2022")).to_be_visible()
    assert [text for text in legend.all_inner_texts() if "toeval" not in text] == [
        text for text in first if "toeval" not in text
    ]
    # The period that is compared with is no stop of the slider.
    expect(inside(page).get_by_role("button", name="Vorige periode")).to_be_disabled()


def test_two_subjects_beside_each_other(app, page):
    opened(app, page, "onderwerp=misdrijven&per=wijk&periode=2023", 15)
    choose(page, "Vergelijk", "Een ander onderwerp ernaast")
    expect(inside(page, 1).locator("path[role=button]")).to_have_count(15)
    page.get_by_role("radio", name="Bevolking").last.click()
    expect(area(page, "Rokkeveen", 1)).to_have_attribute("aria-label", re.compile("inwoners"))
    expect(page).to_have_url(re.compile("onderwerp2=bevolking"))


def test_a_difference_is_painted_around_nul_and_only_where_it_can_be_told(app, page):
    opened(app, page, f"{CRIME}&naast=verschil&periode2=2021")
    expect(page.get_by_role("heading", name="2021 → 2023")).to_be_visible()
    expect(
        page.get_by_text("Heel Zoetermeer: 5.352 in 2021, 5.564 misdrijven in 2023.")
    ).to_be_visible()
    expect(area(page, "Centrum-West")).to_have_attribute("aria-label", re.compile(r": \+\d+ misd"))
    labels = (
        inside(page)
        .locator("path[role=button]")
        .evaluate_all(
            "all => all.map((one) => [one.getAttribute('aria-label'), one.getAttribute('fill')])"
        )
    )
    by_chance = {fill for label, fill in labels if "kan toeval zijn" in label}
    assert by_chance == {"url(#ivb-toeval)"}
    expect(inside(page).get_by_text("geen verschil")).to_be_visible()


def test_an_address_opens_the_same_and_back_goes_back(app, page):
    address = (
        "onderwerp=woonoverlast&soort=woonoverlast.koop.lopend&maat=aantal&periode=2023"
        "&per=casewijk&gebied=2024-CW063702&klassen=kwantielen&naast=niet&beeld=4.4596%2C52.0485%2C4.5204%2C52.0715"
    )
    opened(app, page, address, 8)
    expect(page.get_by_role("combobox", name="Woning")).to_have_value("Koop")
    expect(page.get_by_role("combobox", name="Stand")).to_have_value("Lopend")
    expect(inside(page).locator("[aria-pressed=true]")).to_have_count(1)
    assert script(page).evaluate(VIEW) == pytest.approx([14, 52.06, 4.49], abs=2e-3)
    assert page.url.endswith(address)
    choose(page, "Woning", "Alle woningen")
    expect(page.get_by_text("Heel Zoetermeer: 113 casussen.")).to_be_visible()
    choose(page, "Stand", "Lopend en afgerond")
    expect(page.get_by_text("Heel Zoetermeer: 284 casussen.")).to_be_visible()
    page.go_back()
    expect(page.get_by_text("Heel Zoetermeer: 113 casussen.")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("combobox", name="Woning")).to_have_value("Koop")
    page.go_forward()
    expect(page.get_by_text("Heel Zoetermeer: 113 casussen.")).to_be_visible()
    # Somebody else opens it.
    other = page.context.new_page()
    opened(app, other, urlsplit(page.url).query, 8)
    expect(other.get_by_text("Heel Zoetermeer: 113 casussen.")).to_be_visible()
    assert script(other).evaluate(VIEW) == pytest.approx([14, 52.06, 4.49], abs=2e-3)
    other.close()


def test_the_first_visit_keeps_a_bare_address_and_a_moved_map_is_in_it(app, page):
    page.goto(app.url)
    expect(inside(page).locator("path[role=button]")).to_have_count(8)
    page.wait_for_load_state("networkidle")
    assert urlsplit(page.url).query == ""
    script(page).evaluate("map.setView([52.06, 4.49], 13, { animate: false })")
    expect(page).to_have_url(re.compile(r"beeld=4\."))
    inside(page).get_by_role("button", name="Toon de hele gemeente").click()
    expect(page).not_to_have_url(re.compile("beeld"))


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("onderwerp=zwerfvuil", "onderwerp ‘zwerfvuil’"),
        ("onderwerp=misdrijven&soort=9.9.9&per=buurt", None),
        (f"{CRIME}&maat=per-inwoner", "maat ‘per-inwoner’"),
        ("onderwerp=misdrijven&per=straat&periode=2023", "per ‘straat’"),
        ("onderwerp=misdrijven&per=buurt&periode=1850-13", "periode ‘1850-13’"),
        (f"{CRIME}&gebied=2024-BU06370101", "gebied ‘2024-BU06370101’"),
        (f"{CRIME}&klassen=regenboog", "kleuren ‘regenboog’"),
        (f"{CRIME}&klassen=eigen&grenzen=veel", None),
        (f"{CRIME}&naast=ruimte", "vergelijk ‘ruimte’"),
        (f"{CRIME}&naast=verschil&periode2=1850", "‘1850’"),
        (f"{CRIME}&beeld=4,52,3,53", "beeld ‘4,52,3,53’"),
        (f"{CRIME}&beeld=hier", "beeld ‘hier’"),
        (f"{CRIME}&gebied=<script>alert(1)</script>", "‘<script>alert(1)</script>’"),
        (f"{CRIME}&periode=" + "9" * 3000, None),
        (f"{CRIME}&utm_source=mail", ""),
    ],
)
def test_a_bad_address_gives_a_map_with_a_word(app, page, address, told):
    page.goto(f"{app.url}/?{address}")
    expect(inside(page).locator("path[role=button]").first).to_be_attached()
    expect(inside(page).get_by_role("region", name="Legenda")).to_be_visible()
    expect(page.get_by_role("heading", level=2)).not_to_have_count(0)
    alerts = page.get_by_test_id("stAlert")
    if told == "":
        expect(alerts).to_have_count(0)
    else:
        expect(alerts.first).to_be_visible()
        expect(alerts.first).to_contain_text(told or "")
    expect(page.get_by_test_id("stException")).to_have_count(0)


def test_the_table_is_one_key_away_sorts_and_chooses(app, page):
    opened(app, page)
    area(page, "Centrum-West").focus()
    page.keyboard.press("t")
    table = inside(page).get_by_role("table")
    expect(table.get_by_role("row")).to_have_count(147)
    expect(inside(page).get_by_role("region", name=re.compile("^Tabel: Totaal"))).to_be_focused()
    expect(inside(page).locator("#map_div")).to_be_hidden()
    inside(page).get_by_role("button", name="Waarde").click()
    expect(table.get_by_role("row").nth(1)).to_contain_text("149 misdrijven")
    inside(page).get_by_role("button", name="Waarde").click()
    expect(table.get_by_role("row").nth(1)).to_contain_text("11 misdrijven")
    expect(table.get_by_role("row").last).to_contain_text("niet gemeten")
    inside(page).get_by_role("button", name="Lommerbuurt").click()
    expect(page.get_by_role("heading", name="Lommerbuurt")).to_be_visible()
    # The table follows the period, as the map does.
    inside(page).get_by_role("button", name="Vorige periode").click()
    expect(table.locator("caption")).to_have_text("Totaal misdrijven per buurt, 2022")
    inside(page).get_by_role("button", name="Lommerbuurt").press("t")
    expect(area(page, "Lommerbuurt")).to_be_visible()


def test_numbers_stand_on_the_areas_when_there_is_room(app, page):
    opened(app, page)
    labels = inside(page).locator(".ivb-label")
    expect(labels.filter(has_text="Dorpsstraat")).to_have_count(0)
    script(page).evaluate(
        """() => {
          const shapes = Object.values(map._layers).filter((one) => one.feature);
          const shape = shapes.find((one) => one.feature.properties.name === "Dorpsstraat");
          map.fitBounds(shape.getBounds(), { animate: false });
        }"""
    )
    expect(labels.filter(has_text="Dorpsstraat").locator("b")).to_have_text(re.compile(r"^\d+$"))


def test_own_bounds_of_classes(app, page):
    opened(app, page, f"{CRIME}&klassen=eigen&grenzen=20;60")
    legend = inside(page).get_by_role("region", name="Legenda")
    expect(legend).to_contain_text("1 – 20")
    expect(legend).to_contain_text("61 of meer")
    page.get_by_role("button", name="Kleuren").click()
    page.get_by_text("Gelijke stappen").click()
    expect(legend).not_to_contain_text("1 – 20")
    expect(page).to_have_url(re.compile("klassen=gelijk"))

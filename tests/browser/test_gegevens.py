"""The beheerder brings a file in and takes it away again; open maps follow by themselves."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

SAME_WINDOW = True
ROLE = "beheer"
GOOD = (
    "Soort misdrijf;Pleegdatum begin;X;Y;Naam melder\n"
    "Straatroof;03-02-2024 21:40;92915;452710;-\n"
    "1.1.1;05-02-2024;92410;453120;-\n"
    "Straatroof;18-02-2024;;;-\n"
)
BAD = GOOD.replace("05-02-2024", "31-02-2024").replace("1.1.1", "9.8.7")


@pytest.fixture
def gegevens(app, page):
    page.goto(f"{app.url}/gegevens")
    expect(page.get_by_role("heading", name="Een bestand inlezen")).to_be_visible()
    return page


def give(page, name, text):
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": text.encode()}
    )


def test_a_wrong_file_says_what_is_wrong_and_offers_no_import(gegevens):
    give(gegevens, "fout.csv", BAD)
    expect(gegevens.get_by_text("Het bestand is geweigerd: 1 van de 3 regels")).to_be_visible()
    expect(gegevens.get_by_text("Naam melder")).to_be_visible()
    expect(gegevens.get_by_role("button", name="Inlezen", exact=True)).to_have_count(0)


def test_look_confirm_report_and_the_way_back(app, gegevens):
    # Somebody else has the map open all the while.
    other = gegevens.context.new_page()
    other.goto(app.url)
    crime = other.get_by_role("radio", name="Misdrijven").or_(
        other.get_by_role("button", name="Misdrijven")
    )
    crime.first.click()
    expect(other.get_by_role("heading", name="Totaal misdrijven per buurt, 2023")).to_be_visible()
    # One kind of crime is no choice.
    expect(other.get_by_role("combobox", name="Soort")).to_have_count(0)

    give(gegevens, "incidenten.csv", GOOD)
    expect(
        gegevens.get_by_text("Het bestand is goed: 3 rijen, waarvan 1 zonder plaats.")
    ).to_be_visible()
    expect(gegevens.get_by_text("kunnen over personen gaan")).to_be_visible()
    gegevens.get_by_role("button", name="Inlezen", exact=True).click()
    expect(gegevens.get_by_text("incidenten.csv: 3 regels ingelezen")).to_be_visible()
    expect(gegevens.get_by_text("Incidenten uit eigen bestanden", exact=True)).to_be_visible()
    # Meanwhile it is decided what of it may be shown, and then the page does not speak of it.
    deciding = gegevens.get_by_text("wordt nu uitgerekend welke aantallen getoond mogen worden")
    expect(deciding).to_be_visible()
    expect(deciding).to_have_count(0, timeout=60_000)

    # Without a click or a reload the open map has what is new.
    expect(other.get_by_role("combobox", name="Soort")).to_be_visible()
    # Which kinds occur is not told to who may not see exact counts: all of them can be chosen.
    street = other.get_by_role("option", name="Straatroof")
    for _ in range(3):  # a list closes when the page is made again, which it is once more
        other.get_by_role("combobox", name="Soort").fill("Straatroof")
        other.wait_for_timeout(1_500)
        if street.count():
            break
    expect(street).not_to_have_count(0)
    other.close()

    gegevens.get_by_role("button", name="Ongedaan maken").click()
    gegevens.get_by_role("button", name="Ja, haal weg").click()
    expect(gegevens.get_by_text("Er is nog niets ingelezen of opgehaald")).to_be_visible()

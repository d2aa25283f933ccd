"""Rows without a point: placed by the best that the file says, or counted as without a place."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import date

import pytest
from sqlalchemy import select

from ivbgeo.atlas import Atlas
from ivbgeo.fetch.addresscache import AddressCache
from ivbgeo.fetch.addresses import AddressBook
from ivbgeo.fetch.http import Client, FetchError
from ivbgeo.importing import ReadOptions, import_file
from ivbgeo.sources import Kind
from ivbgeo.sources.address import Address
from ivbgeo.store import Store, schema

OPTIONS = ReadOptions(today=date(2026, 11, 1))
HEAD = "eigendom;geopend;x;y;wijk;straat;huisnummer;postcode;woonplaats\n"
CASE = "koop;12-01-2025"
EVERY = {
    "punt": f"{CASE};92841;452000;Meerzicht;;;;",
    "naam": f"{CASE};;;Centrum;;;;",
    "naam (anders gespeld)": f"{CASE};;;Buytenweg;;;;",
    "adres": f"{CASE};;;Nergenshuizen;Proefstraat;7;2711 ZZ;Zoetermeer",
    "postcode": f"{CASE};;;;Nergenslaan;7;2725 ZZ;Zoetermeer",
    "zonder plaats": f"{CASE};;;;Nergenslaan;7;2712 ZZ;Zoetermeer",
}


@pytest.fixture
def book(replica, tmp_path):
    """The address book of the replica, which does not wait."""
    with Client(replica.url, timeout=5, tries=2, sleep=lambda _: None) as client:
        cache = AddressCache(tmp_path / "addresses")
        yield AddressBook(client, cache, "GM0637", sleep=lambda _: None)


@pytest.fixture
def bring(filled, tmp_path):
    """A function that imports text as a file, and gives the report."""

    def bring(text, kind=Kind.CASES, **options):
        path = tmp_path / "bestand.csv"
        path.write_text(text)
        edition = Atlas(filled).edition()
        return import_file(filled, edition, path, kind, replace(OPTIONS, **options))

    return bring


@pytest.fixture
def look(databases, tmp_path):
    """As ``bring``, but without writing; which database it is makes no difference."""
    store = Store.open(databases.address("sqlite", filled=True))

    def look(text, kind=Kind.CASES, **options):
        path = tmp_path / "bestand.csv"
        path.write_text(text)
        edition = Atlas(store).edition()
        return import_file(store, edition, path, kind, replace(OPTIONS, **options), dry_run=True)

    yield look
    store.close()


def places(store, table=schema.casus):
    """Give x, y, area code, level and year of each row of a store."""
    query = (
        select(table.c.x, table.c.y, table.c.area_code, schema.division.c.level,
               schema.division.c.year)
        .outerjoin(schema.division, schema.division.c.id == table.c.division_id)
        .order_by(table.c.line)
    )  # fmt: skip
    with store.reading() as connection:
        return [tuple(row) for row in connection.execute(query)]


def test_each_row_gets_its_place_by_the_best_that_is_said(filled, bring, book, contents):
    report = bring(HEAD + "\n".join(EVERY.values()) + "\n", addresses=book)
    assert report.placed == dict.fromkeys(EVERY, 1) | {"code": 0}
    assert (report.rows_written, report.unplaced) == (6, 1)
    assert report.message == "6 regels ingelezen, waarvan 1 zonder plaats."
    assert places(filled) == [
        (92841, 452000, None, None, None),
        (None, None, "CW063701", "casewijk", 2024),
        (None, None, "WK063706", "wijk", 2025),
        (92960, 451850, None, None, None),
        (None, None, "BU06370201", "buurt", 2024),
        (None, None, None, None, None),
    ]
    assert report.spellings == ("‘Buytenweg’ gelezen als Buytenwegh (1 rij)",)
    assert report.not_found == ("Nergenshuizen",)
    assert report.notes == (
        "Namen zijn gelezen in de indeling: casewijk 2024 (1 rij), wijk 2025 (1 rij).",
        "Postcodes zijn gelezen in de indeling: buurt 2024 (1 rij).",
    )
    assert report.placing_columns == ("straat", "huisnummer", "postcode", "woonplaats")
    told = f"{contents(filled)}{json.dumps(asdict(report))}"
    for word in ("Proefstraat", "Nergenslaan", "2711 ZZ", "2711ZZ", "2725"):
        assert told.count(word) == (1 if word == "2725" else 0)  # the table of postcodes itself


def test_without_an_address_service_it_is_said_that_addresses_were_not_looked_up(look, replica):
    report = look(HEAD + EVERY["adres"] + "\n" + EVERY["postcode"] + "\n")
    assert (report.placed["adres"], report.placed["postcode"], report.unplaced) == (0, 2, 0)
    assert "Adressen zijn niet opgezocht: de adressendienst staat uit." in report.notes
    assert replica.requests == []


def test_a_service_that_fails_halfway_leaves_nothing_half_written(
    filled, bring, book, replica, contents
):
    text = HEAD + "\n".join(f"{CASE};;;;Proefstraat;{n};2711ZZ;" for n in (1, 7, 3)) + "\n"
    before = contents(filled)
    replica.faults.status(503, "/free", times=None, after=2)
    with pytest.raises(FetchError) as caught:
        bring(text, addresses=book)
    assert "proefstraat" not in f"{caught.value}{caught.value.values}".lower()
    assert contents(filled) == before
    replica.faults.clear()
    replica.requests.clear()
    report = bring(text, addresses=book)
    # The postcode of the third lies in one area.
    assert (report.placed["adres"], report.placed["postcode"]) == (2, 1)
    assert len(replica.requests) == 1


def test_an_address_that_the_borders_leave_out_is_without_a_place(look, book, replica):
    address = Address.of("Randweg", 1, None, "2799AA", None)
    cache = book._cache
    key = cache.key("GM0637", "randweg", "1", "2799AA", "")
    cache[key] = (80000.0, 455000.0)
    assert book.find_all([address]) == {address: (80000.0, 455000.0)}
    report = look(f"{HEAD}{CASE};;;;Randweg;1;2799AA;\n", addresses=book)
    assert (report.rejections, report.unplaced) == ((), 1)
    assert replica.requests == []


def test_a_file_that_is_refused_asks_for_no_address_and_tells_none(look, book, replica):
    report = look(f"{HEAD}koop;32-01-2025;;;;Proefstraat;7;2711ZZ;\n", addresses=book)
    assert report.refused
    assert "Proefstraat" not in json.dumps(asdict(report))
    assert replica.requests == []


def test_the_year_of_a_name_is_that_of_the_row_else_the_newest(filled, bring):
    head = "soort;datum;buurtnaam;jaar indeling\n"
    rows = ["Dorp;2024", "Dorpsstraat;", "Dorp;", "Meerzicht-Oost;2025", "Dorpsstraat;2019"]
    text = head + "".join(f"1.1.1;10-01-2024;{row}\n" for row in rows)
    report = bring(text, Kind.INCIDENTS)
    assert [row[2:] for row in places(filled, schema.incident)] == [
        ("BU06370001", "buurt", 2024),
        ("BU06370101", "buurt", 2025),
        *[(None, None, None)] * 3,
    ]
    assert set(report.not_found) == {
        "Dorp (wel in 2024)", "Meerzicht-Oost (wel in 2024)", "Dorpsstraat",
    }  # fmt: skip


def test_a_year_that_is_told_is_that_of_all_names(filled, bring):
    report = bring("soort;datum;buurt\n1.1.1;10-1-2024;Dorp\n", Kind.INCIDENTS, division_year=2024)
    assert report.notes == ("Namen zijn gelezen in de indeling: buurt 2024 (1 rij).",)
    assert places(filled, schema.incident)[0][2:] == ("BU06370001", "buurt", 2024)


def test_a_code_goes_before_a_name_and_is_held_against_it(look):
    text = "soort;datum;buurtcode_2025;buurtnaam\n"
    text += "1.1.1;10-01-2024;BU06370101;Dorpsstraat\n1.1.1;10-01-2024;;Oranjebuurt\n"
    report = look(text, Kind.INCIDENTS)
    assert (report.placed["code"], report.placed["naam"]) == (1, 1)
    report = look(text.replace("Dorpsstraat", "Oranjebuurt"), Kind.INCIDENTS)
    assert [rejection.rule for rejection in report.rejections] == ["area.other_name"]


def test_of_a_camera_only_an_address_tells_the_place(filled, bring, book):
    head = "naam;soort;geldig vanaf;besluit;wijk;straat;huisnummer;postcode\n"
    text = head + "A;vast;1-1-2024;B1;Meerzicht;;;\nB;vast;1-1-2024;B1;;Proefstraat;1;2711ZZ\n"
    report = bring(text, Kind.CAMERAS, addresses=book)
    assert (report.placed["adres"], report.unplaced) == (1, 1)
    with filled.reading() as connection:
        rows = connection.execute(select(schema.camera).order_by(schema.camera.c.line)).all()
    assert [(row.x, row.y) for row in rows] == [(None, None), (92945, 451825)]


def test_of_many_names_the_most_frequent_are_told_and_long_texts_are_not_repeated(look):
    names = [f"Onbekend {chr(65 + n)}" for n in range(24)] + ["Zoekgeraakt"] * 2 + ["verhaal " * 9]
    text = "soort;datum;gebied\n" + "".join(f"1.1.1;10-1-2024;{name}\n" for name in names)
    report = look(text, Kind.INCIDENTS)
    assert len(report.not_found) == 20
    assert report.not_found[0] == "Zoekgeraakt"
    for text in ("verhaal " * 9, "Jan Jansen Dorpstraat 12", "jan@voorbeeld.nl"):
        report = look(f"soort;datum;gebied\n1.1.1;10-1-2024;{text}\n", Kind.INCIDENTS)
        assert report.not_found == ("(een andere tekst)",)


def test_markup_in_a_name_is_only_text(look):
    report = look("soort;datum;buurt\n1.1.1;10-1-2024;<b>Nergens\u202e\x07\n", Kind.INCIDENTS)
    assert report.not_found == ("<b>Nergens\\u202e␇",)

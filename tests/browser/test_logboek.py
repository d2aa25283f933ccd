"""The beheerder signs in, reads the record, takes it along and signs out: each is a line of it."""

from __future__ import annotations

import csv
import io
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import expect

from ivbgeo.record.asked import Asked
from ivbgeo.record.keeping import faults, read_lines
from ivbgeo.store import Store
from ivbgeo.viewer import Role, Viewer

ROOT = Path(__file__).resolve().parents[2]
BEHEER = Viewer(Role.BEHEER)


@pytest.fixture(scope="module")
def store(databases):
    """The store of the app, seen from outside."""
    with closing(Store.open(databases.address("sqlite", filled=True))) as store:
        yield store


@pytest.fixture(scope="module")
def logboek(served, store):
    """The app, with the beheerder signed in."""
    environment = {"IVBGEO_DATABASE_URL": str(store.engine.url)}
    return served(ROOT / "app.py", environment=environment, role="beheer")


def acts(store):
    """What who signed in did, the first act first; before it is what came with the store."""
    found = list(reversed(read_lines(store, BEHEER, Asked())))[1:]
    assert len({line.who for line in found}) == 1
    assert found[0].who
    return [(line.act, line.what) for line in found]


def test_the_record_is_read_and_taken_along_and_says_so(logboek, page, store):
    page.goto(f"{logboek.url}/logboek")
    expect(page.get_by_text("Het logboek is heel")).to_be_visible()
    table = page.get_by_role("table", name="Regels van het logboek, de nieuwste eerst")
    expect(table.get_by_role("row").filter(has_text="aangemeld")).to_have_count(1)
    expect(table.get_by_role("columnheader", name="Wat er gebeurde")).to_be_visible()
    # Another tab is the same sign-in.
    other = page.context.new_page()
    other.goto(f"{logboek.url}/logboek")
    expect(other.get_by_text("Het logboek is heel")).to_be_visible()
    looked = [("aangemeld", "ivbgeo"), *[("bekeken", "toegangsregister")] * 2]
    assert acts(store) == looked

    with page.expect_download() as download:
        page.get_by_role("button", name="Bewaar deze regels als bestand (CSV)").click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    # The file has the line that it was made.
    assert (rows[0]["act"], rows[0]["what"]) == ("uitgevoerd", "toegangsregister")
    assert rows[-1]["what"] == "gegevens bij ivbgeo"
    assert acts(store) == [*looked, ("uitgevoerd", "toegangsregister")]

    page.get_by_role("button", name="beheerder").click()
    page.get_by_role("button", name="Afmelden").click()
    expect(page.get_by_role("button", name="Aanmelden")).to_be_visible()
    assert acts(store)[-1] == ("afgemeld", "ivbgeo")
    assert faults(store, BEHEER) == ()

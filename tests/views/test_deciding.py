"""What the page Gegevens says of deciding what may be shown, without a browser."""

from datetime import date

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from ivbgeo.atlas import Atlas
from ivbgeo.importing import ReadOptions, import_file
from ivbgeo.messages import sentence
from ivbgeo.settings import ROOT, Settings
from ivbgeo.shielding.deciding import shield
from ivbgeo.sources import Kind
from ivbgeo.store import Store
from ivbgeo.undoing import undo_dataset
from ivbgeo.viewer import Role, Viewer

PAGE = """
from views.components.deciding import deciding

deciding()
"""
TITLE = "Incidenten uit eigen bestanden"


@pytest.fixture
def store(monkeypatch, databases):
    """A store with the embedded data, that the page finds."""
    monkeypatch.setenv("IVBGEO_DATABASE_URL", databases.address("sqlite", filled=True))
    monkeypatch.chdir(ROOT)
    st.cache_resource.clear()
    opened = Store.open(Settings.load().database_url)
    yield opened
    opened.close()
    st.cache_resource.clear()


@pytest.fixture
def bring(store, tmp_path):
    """A function that brings in a few incidents, and decides what of them is shown."""

    def bring(threshold=5):
        lines = [f"1.1.1,2024-01-{n + 1:02d},92841,452000" for n in range(9)]
        path = tmp_path / "jan.csv"
        path.write_text("\n".join(["categorie,datum,x,y", *lines, ""]))
        options = ReadOptions(today=date(2026, 11, 1))
        assert not import_file(store, Atlas(store).edition(), path, Kind.INCIDENTS, options).refused
        return shield(store, threshold)

    return bring


@pytest.fixture
def said(store, signed_in):  # noqa: ARG001 - the page opens it by its address
    """A function that draws it for who manages the data; gives what it says."""
    page = AppTest.from_string(PAGE, default_timeout=60)
    signed_in(page, "beheer", "")

    def said():
        page.run()
        assert not page.exception
        return [one.value for one in (*page.info, *page.warning, *page.error)]

    return said


def test_it_goes_by_the_threshold_that_is_set_now(store, bring, said, monkeypatch):
    bring()
    assert said() == []
    monkeypatch.setenv("IVBGEO_THRESHOLD", "7")
    shield(store, 7)
    assert said() == []


def test_what_nothing_mends_is_said_for_as_long_as_it_is_shown(store, bring, said):
    bring()
    undo_dataset(store, Viewer(Role.BEHEER), "import/incidents", ROOT / "data")
    (outcome,) = bring()
    assert outcome.forgotten
    (told,) = said()
    assert told.startswith("Van ‘Incidenten uit eigen bestanden’ is eerder iets getoond")
    assert told == sentence("shielding.forgotten", value=TITLE)

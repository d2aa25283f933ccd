"""The pages without a browser: what stands on them, whoever looks."""

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from ivbgeo.atlas import Atlas
from ivbgeo.demo import load_demo
from ivbgeo.importing import import_file
from ivbgeo.messages import sentence
from ivbgeo.settings import ROOT
from ivbgeo.sources import Kind
from ivbgeo.store import Store, datasets


@pytest.fixture
def page(tmp_path, monkeypatch):
    """Give a function that runs a page on a store of its own, with or without data."""
    monkeypatch.setenv("IVBGEO_DATABASE_URL", f"sqlite:///{tmp_path / 'store.sqlite'}")
    monkeypatch.chdir(ROOT)

    def run(name, *, empty=False, without=(), rows="", **params):
        st.cache_resource.clear()
        store = Store.open(f"sqlite:///{tmp_path / 'store.sqlite'}")
        if not empty:
            load_demo(store, ROOT / "data")
        with store.writing() as connection:
            datasets.remove_datasets(connection, set(without))
        if rows:
            (tmp_path / "rijen.csv").write_text(rows)
            import_file(store, Atlas(store).edition(), tmp_path / "rijen.csv", Kind.INCIDENTS)
        store.close()
        shown = AppTest.from_file(str(ROOT / "views" / f"{name}.py"), default_timeout=60)
        shown.query_params.update(params)
        return shown.run()

    return run


def words(shown):
    kinds = (shown.markdown, shown.subheader, shown.header, shown.title, shown.caption)
    return "\n".join(str(element.value) for kind in kinds for element in kind)


def test_kaart_answers_at_once(page):
    shown = page("kaart")
    assert not shown.exception
    assert "Heel Zoetermeer: 284 casussen." in words(shown)
    assert "Naar inwoners hoger dan de stad: Buytenwegh." in words(shown)


def test_stad_shows_the_years_and_what_contradicts(page):
    shown = page("stad")
    assert not shown.exception
    text = words(shown)
    assert "Tijdelijk huisverboden" in text
    assert "van 59 naar 49 is een daling van 17%" in text
    assert "Doel 2023 gehaald" in text


INCIDENTS = "categorie,begin,x,y\n1.1.1,2024-03-01,93400,452500\n1.1.1,2024-04-01,93410,452500\n"


@pytest.mark.parametrize(
    ("role", "asked", "there"),
    [
        ("planner", "dichtheid-400", True),
        ("planner", "wolken", False),
        ("publiek", "clusters", False),
    ],
)
def test_points_are_in_the_address_for_who_may_see_them(page, monkeypatch, role, asked, there):
    monkeypatch.setenv("IVBGEO_ROLE", role)
    shown = page("kaart", rows=INCIDENTS, onderwerp="misdrijven", soort="1.1.1", per="buurt",
                 periode="2024", punten=asked)  # fmt: skip
    assert not shown.exception
    told = [info.value for info in shown.info if "punten" in info.value]
    assert len(told) == (not there)
    assert shown.query_params.get("punten") == (asked if there else None)


@pytest.mark.parametrize("name", ["kaart", "stad"])
def test_a_gemeente_without_documents_and_casewijken_has_its_pages(page, name):
    # As of a gemeente of which everything was fetched.
    without = (
        "casework", "casework_totals", "casewijken", "speerpunten", "speerpunt_correspondence",
        "measures", "indicators", "regional_priorities", "camera_areas",
    )  # fmt: skip
    shown = page(name, without=without)
    assert not shown.exception
    assert not shown.error
    told = {
        "kaart": "Heel Zoetermeer: 5.564 misdrijven.",
        "stad": "Hiervan staat nog niets in de opslag.",
    }
    assert told[name] in words(shown)


@pytest.mark.parametrize("role", ["publiek", "wijkregisseur", "planner"])
def test_gegevens_is_for_the_beheerder_alone(page, monkeypatch, role):
    monkeypatch.setenv("IVBGEO_ROLE", role)
    shown = page("gegevens")
    assert not shown.exception
    assert len(shown.error) == 2
    assert all("is voor de beheerder" in error.value for error in shown.error)
    assert not shown.button
    assert not shown.dataframe


def test_gegevens_tells_what_there_is(page, monkeypatch):
    monkeypatch.setenv("IVBGEO_ROLE", "beheer")
    shown = page("gegevens")
    assert not shown.exception
    assert not shown.error
    assert "Er is nog niets ingelezen of opgehaald." in words(shown)


@pytest.mark.parametrize("name", ["kaart", "stad"])
def test_an_empty_store_is_said_not_shown(page, name):
    shown = page(name, empty=True)
    assert not shown.exception
    assert [error.value for error in shown.error] == [sentence("check.empty")]


@pytest.mark.parametrize("name", ["kaart", "stad"])
def test_nothing_of_the_machine_is_said_to_a_user(page, name):
    text = words(page(name))
    for word in ("None", "nan", "Traceback", str(ROOT)):
        assert word not in text

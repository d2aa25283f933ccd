"""The step Plekken without a browser: for whom it is, what can be asked, kept and opened again."""

from datetime import date

import numpy as np
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from ivbgeo.atlas import Atlas
from ivbgeo.importing import ReadOptions, import_file
from ivbgeo.record import Act
from ivbgeo.record.asked import Asked
from ivbgeo.record.keeping import read_lines
from ivbgeo.scenario import scenarios
from ivbgeo.settings import ROOT
from ivbgeo.sources import Kind
from ivbgeo.store import Store
from ivbgeo.viewer import Role, Viewer

PLANNER = Viewer(Role.PLANNER)


@pytest.fixture(scope="module")
def address(databases, tmp_path_factory):
    """A store with two years of burglaries, that the tests of this file share."""
    made = databases.address("sqlite", filled=True)
    store = Store.open(made)
    chance = np.random.default_rng(2)
    lines = ["categorie,begin,x,y"]
    for month in range(24):
        when = f"{2024 + month // 12}-{month % 12 + 1:02d}-10 12:00"
        for x, y in chance.normal((94_500, 452_700), 60, (4, 2)):
            lines.append(f"1.1.1,{when},{x:.1f},{y:.1f}")
    path = tmp_path_factory.mktemp("stap") / "incidenten.csv"
    path.write_text("\n".join(lines) + "\n")
    options = ReadOptions(today=date(2026, 11, 1))
    assert not import_file(store, Atlas(store).edition(), path, Kind.INCIDENTS, options).refused
    store.close()
    return made


@pytest.fixture
def page(monkeypatch, address, signed_in):
    """Give a function that opens the step for a role."""
    monkeypatch.chdir(ROOT)

    def run(role="planner", **params):
        monkeypatch.setenv("IVBGEO_DATABASE_URL", address)
        st.cache_resource.clear()
        shown = AppTest.from_file(str(ROOT / "views" / "cameras.py"), default_timeout=60)
        shown.query_params.update({"stap": "plekken", **params})
        signed_in(shown, role)
        shown.run()
        assert not shown.exception
        return shown

    yield run
    st.cache_resource.clear()


def text_of(shown):
    kinds = (shown.markdown, shown.subheader, shown.info, shown.warning, shown.error, shown.caption)
    return "\n".join(str(element.value) for kind in kinds for element in kind)


def button(shown, label):
    (found,) = (one for one in shown.button if one.label == label)
    return found


@pytest.mark.parametrize("role", ["publiek", "was", "wijkregisseur", "beheer"])
def test_others_read_whose_it_is(page, role):
    shown = page(role, scenario="abcdefghijkl")
    assert "voor de cameraplanner" in text_of(shown)
    assert not shown.button


def test_a_link_that_leads_nowhere_says_so_and_leaves_the_question(page):
    shown = page(scenario="nergens-heen")
    assert "Dit scenario is er niet" in text_of(shown)
    assert button(shown, "Reken uit")


def test_asked_kept_and_opened_again_by_its_link(page, address):
    shown = page()
    # Of what files tell, the kinds on which cameras have shown an effect.
    assert shown.session_state["sites-kinds"] == ["1.1.1"]
    shown.number_input(key="sites-number").set_value(2)
    button(shown, "Reken uit").click().run()
    assert not shown.exception
    words = text_of(shown)
    # What nobody may miss stands first.
    assert shown.warning[0].value.startswith("Zonder gebouwen berekend")
    assert "2 camera’s brengen" in words
    assert "Er is bewezen geen betere keuze" in words
    assert "in 2025 gebeurde" in words
    shown.text_input(key="sites-name").set_value("Twee palen")
    button(shown, "Bewaar dit scenario").click().run()
    store = Store.open(address)
    (kept,) = scenarios(Atlas(store).edition(), PLANNER)
    looks = read_lines(store, Viewer(Role.BEHEER), Asked(acts=(Act.BEKEKEN,), count=20))
    store.close()
    (told,) = {one.detail for one in looks if one.what == "camera’s, plekken" and one.detail}
    assert told.startswith("1.1.1, ")
    assert kept.name == "Twee palen"
    assert shown.query_params["scenario"] == kept.token
    again = page(scenario=kept.token)
    assert "2 camera’s brengen" in text_of(again)
    # The question stands there as it was, to go on with.
    assert again.number_input(key="sites-number").value == 2
    again.number_input(key="sites-number").set_value(3)
    button(again, "Reken uit").click().run()
    assert "3 camera’s brengen" in text_of(again)
    assert "scenario" not in again.query_params


def test_what_cannot_be_asked_is_a_sentence(page):
    shown = page()
    shown.multiselect(key="sites-kinds").set_value([])
    button(shown, "Reken uit").click().run()
    assert "Kies minstens één soort" in text_of(shown)
    shown = page()
    shown.selectbox(key="sites-where").set_value("gebieden").run()
    # Names of kinds and areas are longer than a column: they go on below each other.
    assert [one.proto.wrap for one in shown.multiselect] == [True, True]
    button(shown, "Reken uit").click().run()
    assert "Kies minstens één gebied" in text_of(shown)
    shown.selectbox(key="sites-where").set_value("bestand").run()
    button(shown, "Reken uit").click().run()
    assert "Kies het bestand met plekken" in text_of(shown)


def test_a_file_stays_chosen_for_who_goes_on_before_it_is_drawn(page):
    shown = page()
    shown.selectbox(key="sites-where").set_value("bestand").run()
    (box,) = (one for one in shown.file_uploader if one.label.startswith("Plekken"))
    (chosen,) = (one for one in shown.selectbox if one.label == "Bestand")
    chosen.set_value(0)  # what the browser says as long as it has this page
    before = shown._tree
    box.upload("palen.csv", b"id,x,y\nA,93400,452500\n", "text/csv").run()
    assert not shown.exception
    brought = next(one.value for one in shown.selectbox if one.label == "Bestand")
    assert brought != 0
    # A browser that still has the page of before says that no file is chosen.
    shown._tree = before
    shown.number_input(key="sites-number").set_value(2).run()
    (later,) = (one for one in shown.selectbox if one.label == "Bestand")
    assert later.value == brought

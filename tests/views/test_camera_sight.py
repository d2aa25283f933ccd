"""The step Zicht without a browser: what is said for whom, and what a file or a field changes."""

from dataclasses import replace

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from ivbgeo.atlas import Atlas
from ivbgeo.camera import Camera
from ivbgeo.plannerfiles import FileKind, add, files
from ivbgeo.register import add as register
from ivbgeo.register import cameras
from ivbgeo.settings import ROOT
from ivbgeo.store import Store
from ivbgeo.viewer import Role, Viewer
from tests.geojson import box, write

PLANNER = Viewer(Role.PLANNER)
PLEIN = Camera(
    "Plein", "vast", None, None, "", x=93_000.0, y=452_000.0, direction=90.0, angle=90.0,
    reach=30.0,
)  # fmt: skip
HALF = replace(PLEIN, name="Half", direction=None, angle=None, reach=None)


@pytest.fixture
def here(monkeypatch, databases):
    """An edition of a town with two cameras, that the page finds."""
    address = databases.address("sqlite", filled=True)
    monkeypatch.setenv("IVBGEO_DATABASE_URL", address)
    monkeypatch.chdir(ROOT)
    st.cache_resource.clear()
    store = Store.open(address)
    edition = Atlas(store).edition()
    for camera in (PLEIN, HALF):
        register(edition, PLANNER, camera)
    yield edition
    store.close()
    st.cache_resource.clear()


@pytest.fixture
def page(monkeypatch, here, signed_in):  # noqa: ARG001 - the page opens it by its address
    """Give a function that opens the step for a role."""

    def run(role="planner"):
        st.cache_resource.clear()
        shown = AppTest.from_file(str(ROOT / "views" / "cameras.py"), default_timeout=60)
        shown.query_params["stap"] = "zicht"
        signed_in(shown, role)
        shown.run()
        assert not shown.exception
        return shown

    return run


def text_of(shown):
    kinds = ("markdown", "info", "warning", "error", "caption", "subheader")
    return "\n".join(str(one.value) for kind in kinds for one in getattr(shown, kind))


def field(shown, label):
    (found,) = (one for one in shown.number_input if one.label.startswith(label))
    return found


def choose(shown, label, value):
    (found,) = (one for one in shown.selectbox if one.label.startswith(label))
    found.set_value(value).run()
    assert not shown.exception


@pytest.mark.parametrize("role", ["publiek", "beheer"])
def test_to_others_it_is_said_for_whom_it_is(page, role):
    shown = page(role)
    assert "voor de cameraplanner" in shown.info[0].value
    # What is shown instead is the register, and of that what everybody may read.
    labels = [one.label for one in shown.selectbox]
    assert "Welke camera?" not in labels
    assert "93" not in text_of(shown)


def test_without_buildings_it_says_so_and_with_a_file_it_does_not(page, here, tmp_path):
    shown = page()
    assert shown.warning[0].value.startswith("Zonder gebouwen berekend")
    assert "In cijfers (zonder gebouwen berekend)" in text_of(shown)
    path = write(tmp_path / "panden.geojson", [box(10, -20, 12, 20)], woning=["ja"])
    file = add(here, PLANNER, FileKind.BUILDINGS, path)
    # Whoever was here already chooses it; who comes now has it.
    shown.run()
    choose(shown, "Gebouwen", file.id)
    assert not shown.warning
    assert "De camera ziet 100 m²" in text_of(shown)
    assert not page().warning
    choose(shown, "Gebouwen", 0)
    assert shown.warning
    choose(shown, "Gebouwen", file.id)
    (away,) = (one for one in shown.button if one.label.startswith("Haal"))
    assert away.label == "Haal ‘panden.geojson’ weg"
    away.click().run()
    assert shown.warning[0].value.startswith("Zonder gebouwen berekend")
    assert files(here, PLANNER) == ()


def test_a_field_changes_what_is_seen_and_the_register_stays(page):
    shown = page()
    assert "Daarom staan er geen ringen." in text_of(shown)
    field(shown, "Beeldpunten").set_value(2000.0).run()
    assert "een bekende herkennen kan tot 8 meter" in text_of(shown)
    field(shown, "Kijkhoek").set_value(0.0).run()
    assert "De kijkhoek 0 kan niet. Kies 1 tot en met 360 graden." in shown.error[0].value
    (button,) = (one for one in shown.button if one.label == "Weer zoals in het register")
    button.click().run()
    assert field(shown, "Kijkhoek").value == 90
    assert field(shown, "Beeldpunten").value is None
    assert not shown.error


def test_what_is_missing_is_asked_for(page, here):
    shown = page()
    half = next(one.key for one in cameras(here, PLANNER) if one.camera.name == "Half")
    choose(shown, "Welke camera", half)
    assert "Vul hieronder nog in: richting (graden), kijkhoek (graden)" in shown.info[0].value
    choose(shown, "Welke camera", "")
    # A place of one's own begins where the last camera stood.
    for label, value in (("Richting", 0.0), ("Kijkhoek", 360.0), ("Bereik", 10.0)):
        field(shown, label).set_value(value).run()
    assert "Binnen zijn hoek en bereik ligt 314 m²." in text_of(shown)


def test_in_a_building_it_sees_nothing_and_says_what_to_do(page, here, tmp_path):
    path = write(tmp_path / "panden.geojson", [box(-9, -9, 9, 9)])
    add(here, PLANNER, FileKind.BUILDINGS, path)
    shown = page()
    assert "staat in een gebouw" in shown.error[0].value
    assert "Zet de camera op de gevel of ervoor." in shown.error[0].value
    field(shown, "x").set_value(93_010.0).run()
    assert not shown.error

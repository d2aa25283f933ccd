"""The step Dossier without a browser: what stands there for whom, and what is still open."""

import os

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from ivbgeo.atlas import Atlas
from ivbgeo.register import designations, withdraw
from ivbgeo.settings import ROOT
from ivbgeo.store import Store
from ivbgeo.viewer import Viewer


@pytest.fixture
def page(monkeypatch, databases, signed_in):
    """Give a function that opens the step for a role."""
    monkeypatch.setenv("IVBGEO_DATABASE_URL", databases.address("sqlite", filled=True))
    monkeypatch.chdir(ROOT)

    def run(role, **params):
        st.cache_resource.clear()
        shown = AppTest.from_file(str(ROOT / "views" / "cameras.py"), default_timeout=60)
        shown.query_params.update({"stap": "dossier", **params})
        signed_in(shown, role)
        shown.run()
        assert not shown.exception
        return shown

    yield run
    st.cache_resource.clear()


def text_of(shown):
    kinds = (
        shown.markdown, shown.header, shown.subheader, shown.caption, shown.info, shown.warning,
        shown.error, shown.get("html"),
    )  # fmt: skip
    return "\n".join(
        str(getattr(element, "value", None) or element.proto.body)
        for kind in kinds
        for element in kind
    )


def test_the_planner_sees_what_is_open_and_can_take_it_along(page):
    shown = page("planner")
    said = text_of(shown)
    assert "Dossier cameratoezicht: Horeca rondom het Stadhuisplein" in said
    assert "Concept: nog 18 open vragen" in said
    assert "**Open vraag 1: Verordening**" in said
    assert "De grens van het aangewezen gebied is niet bekend" in said
    assert [one.proto.label for one in shown.get("download_button")] == ["Word (.docx)", "PDF"]
    shown.selectbox(key="dossier-gebied").select("camera.mandelabrug")
    shown.button_group(key="dossier-document").set_value("evaluatie")
    shown.run()
    said = text_of(shown)
    assert not shown.exception
    assert "Evaluatie cameratoezicht: Nelson Mandelabrug" in said
    assert "Wat er besloten moet worden" in said


def test_an_address_opens_a_document_and_says_what_is_not_there(page):
    shown = page("planner", gebied="camera.mandelabrug", document="evaluatie")
    assert "Evaluatie cameratoezicht: Nelson Mandelabrug" in text_of(shown)
    shown = page("planner", gebied="camera.weg", document="evaluatie")
    said = text_of(shown)
    assert "vraagt om cameragebied ‘camera.weg’" in said
    assert "Evaluatie cameratoezicht: Horeca rondom het Stadhuisplein" in said


def test_without_a_camera_area_it_is_said_where_to_add_one(page):
    store, planner = Store.open(os.environ["IVBGEO_DATABASE_URL"]), Viewer.of("planner")
    edition = Atlas(store).edition()
    for one in designations(edition, planner):
        withdraw(edition, planner, one)
    store.close()
    assert "Er is nog geen cameragebied" in text_of(page("planner"))


@pytest.mark.parametrize("role", ["publiek", "wijkregisseur", "beheer"])
def test_others_are_told_for_whom_it_is(page, role):
    said = text_of(page(role))
    assert "Deze stap is voor de cameraplanner" in said
    assert "Open vraag" not in said

"""The step Register without a browser: what stands in it for whom, and what can be kept."""

from dataclasses import replace
from datetime import date

import pytest
import shapely
import streamlit as st
from streamlit.testing.v1 import AppTest

from ivbgeo.atlas import Atlas
from ivbgeo.camera import Camera
from ivbgeo.designation import Designation
from ivbgeo.dutch import moment
from ivbgeo.importing import import_file
from ivbgeo.register import add, cameras, change, designations, history
from ivbgeo.settings import ROOT
from ivbgeo.sources import Kind
from ivbgeo.store import Store
from ivbgeo.undoing import undo_import
from ivbgeo.viewer import PUBLIEK, Viewer

PLANNER = Viewer.of("planner")
FIELD = shapely.box(93_000, 452_000, 93_100, 452_100)
CHOOSE = "Bekijken, veranderen of toevoegen"


@pytest.fixture
def store(monkeypatch, databases):
    """A store with the embedded data, that the page finds."""
    address = databases.address("sqlite", filled=True)
    monkeypatch.setenv("IVBGEO_DATABASE_URL", address)
    monkeypatch.chdir(ROOT)
    st.cache_resource.clear()
    store = Store.open(address)
    yield store
    store.close()
    st.cache_resource.clear()


@pytest.fixture
def edition(store):
    return Atlas(store).edition()


@pytest.fixture
def page(monkeypatch, store, signed_in):  # noqa: ARG001 - the page opens it by its address
    """Give a function that opens the step for a role, on a day."""

    def run(role="publiek", when=date(2026, 11, 27), opened=None):
        st.cache_resource.clear()
        shown = AppTest.from_file(str(ROOT / "views" / "cameras.py"), default_timeout=60)
        shown.session_state["register-day"] = when
        if opened is not None:
            shown.session_state["register-open"] = opened
        signed_in(shown, role)
        shown.run()
        assert not shown.exception
        return shown

    return run


def text_of(shown):
    kinds = (
        shown.markdown, shown.subheader, shown.caption, shown.success, shown.info, shown.warning,
        shown.error, shown.get("html"),
    )  # fmt: skip
    return "\n".join(
        str(getattr(element, "value", None) or element.proto.body)
        for kind in kinds
        for element in kind
    )


def widget(shown, kind, label):
    (found,) = (one for one in getattr(shown, kind) if one.label.startswith(label))
    return found


def press(shown, label):
    widget(shown, "button", label).click()
    shown.run()
    assert not shown.exception
    return shown


def test_the_public_sees_the_open_areas_of_a_day_and_no_form(page, edition):
    said = Designation(name="Geheim", kind="vast", classification="intern")
    add(edition, PLANNER, said)
    shown = page()
    text = text_of(shown)
    assert "Op 27 november 2026 zijn 4 cameragebieden aangewezen." in text
    assert "Nelson Mandelabrug" in text
    assert "ziet alleen de cameraplanner" in text
    assert "Geheim" not in text
    assert "beslissen" not in text
    assert not shown.button
    assert not shown.error
    early = text_of(page(when=date(2004, 1, 1)))
    assert "Op 1 januari 2004 zijn 2 cameragebieden aangewezen." in early
    late = text_of(page(when=date(2027, 1, 1)))
    assert "‘Nelson Mandelabrug’ liep af op 31 december 2026. Of het is verlengd" in late


def test_the_planner_is_told_what_must_be_decided(page, edition):
    add(edition, PLANNER, Camera("Hoek", "vast", date(2020, 1, 1), None, "B"))
    today = date.today()  # noqa: DTZ011 - the page takes the user's own day
    began = f"{today.year - 4}-{today.month:02}"
    area = Designation(name="Plein", kind="vast", starts=began, evaluation_every="elke vier jaar")
    add(edition, PLANNER, area)
    text = text_of(page("planner"))
    assert "Volgens het register hangt er 1 camera, waarvan 1 zonder bekende plaats." in text
    assert "Wat u binnen een jaar moet beslissen" in text
    assert "Uitgerekend uit het begin" in text
    # As many are late as the table says are; of a camera outside every area no day is past.
    late = text.count("(te laat)")
    assert (f"{late} keer bent u te laat" in text) is (late > 0)
    assert ">Cameragebied<" in text
    # No day is made of a month.
    month = moment(f"{today.year}-{today.month:02}")
    assert f">{month}<" in text
    assert f"er zijn in {month}." in text
    # Of no camera in the register it is not said that none is there.
    early = text_of(page("planner", when=date(2019, 1, 1)))
    assert "geen camera die op deze dag hangt. Of er wel camera’s hangen" in early
    assert "0 camera" not in early


def test_an_area_is_added_opened_changed_taken_off_and_put_back(page, edition):
    shown = page("planner", opened="+gebied")
    widget(shown, "text_input", "Hoe heet").input("Proefgebied")
    widget(shown, "text_input", "Begin").input("november 2026")
    widget(shown, "text_input", "Einde").input("1 maart 2026")
    press(shown, "Bewaar")
    assert "ligt voor het begin" in shown.error[0].value
    widget(shown, "text_input", "Einde").input("1 maart 2027")
    press(shown, "Bewaar")
    assert "‘Proefgebied’ is bewaard." in text_of(shown)
    made = designations(edition, PLANNER)[-1]
    assert (made.designation.starts, made.designation.ends) == ("2026-11", date(2027, 3, 1))
    assert made.designation not in [one.designation for one in designations(edition, PUBLIEK)]
    # The new one is open.
    assert widget(shown, "selectbox", CHOOSE).value == f"gebied-{made.key}"
    shown.session_state[f"register-change-{made.key}"] = True
    shown.run()
    widget(shown, "text_area", "Hoe ziet iemand").input("Bij elke ingang")
    press(shown, "Bewaar")
    assert "Borden: eerst ‘niet bekend’, nu ‘Bij elke ingang’." in text_of(shown)
    press(shown, "Van de lijst halen")
    assert "is van de lijst" in text_of(shown)
    assert widget(shown, "selectbox", CHOOSE).value == ""
    press(shown, "Zet weer op de lijst")
    (now,) = (one for one in designations(edition, PLANNER) if one.key == made.key)
    assert [one.version for one in history(edition, PLANNER, now)] == [4, 3, 2, 1]


def test_a_border_is_made_of_buurten_or_a_circle(page, edition):
    shown = page("planner", opened="+gebied")
    shown.session_state["border-gebied-0-way"] = "Buurten samen"
    shown.run()
    assert "Er zijn nog geen buurten gekozen" in text_of(shown)
    press(shown, "Bewaar")
    assert "Er zijn nog geen buurten gekozen" in shown.error[0].value
    shown.multiselect[0].set_value(["BU06370101"])
    shown.run()
    assert "hectare groot. Zij staat al op de kaart." in text_of(shown)
    widget(shown, "text_input", "Hoe heet").input("Buurt")
    press(shown, "Bewaar")
    said = designations(edition, PLANNER)[-1].designation
    assert (said.name, said.border.area > 10_000) == ("Buurt", True)
    shown = page("planner", opened="+gebied")
    shown.session_state["border-gebied-0-way"] = "Een cirkel"
    shown.run()
    assert "nog geen midden van de cirkel" in text_of(shown)
    widget(shown, "number_input", "x (RD").set_value(93_050.0)
    widget(shown, "number_input", "y (RD").set_value(452_050.0)
    shown.run()
    widget(shown, "text_input", "Hoe heet").input("Cirkel")
    press(shown, "Bewaar")
    border = designations(edition, PLANNER)[-1].designation.border
    assert border.area == pytest.approx(31_400, rel=0.01)


def test_a_camera_is_added_in_an_area(page, edition):
    shown = page("planner", opened="+camera")
    widget(shown, "text_input", "Hoe heet").input("Hoek")
    widget(shown, "number_input", "x (RD").set_value(93_050.0)
    press(shown, "Bewaar")
    assert "maar één van x en y ingevuld" in shown.error[0].value
    widget(shown, "number_input", "y (RD").set_value(452_050.0)
    widget(shown, "number_input", "Kijkhoek").set_value(0.0)
    press(shown, "Bewaar")
    assert "Kijkhoek (graden) 0 kan niet. Geef een getal van meer dan 0" in shown.error[0].value
    widget(shown, "number_input", "Kijkhoek").set_value(60.0)
    press(shown, "Bewaar")
    assert "‘Hoek’ is bewaard." in text_of(shown)
    (made,) = cameras(edition, PLANNER)
    assert (made.camera.x, made.camera.y, made.camera.angle) == (93_050, 452_050, 60)


def test_one_is_changed_by_who_opened_no_form_for_a_new_one(page, edition):
    key = add(edition, PLANNER, Camera("Hoek", "vast", date(2020, 1, 1), None, "B"))
    shown = page("planner", opened=f"camera-{key}")
    shown.session_state[f"register-change-{key}"] = True
    shown.run()
    widget(shown, "number_input", "Kijkhoek").set_value(60.0)
    press(shown, "Bewaar")
    assert not shown.error
    assert "‘Hoek’ is bewaard." in text_of(shown)
    (now,) = cameras(edition, PLANNER)
    assert (now.version, now.camera.angle) == (2, 60)
    # What is on the screen is the new version: saving once more is no fault either.
    press(shown, "Bewaar")
    assert not shown.error


def test_of_two_who_change_at_once_both_are_kept(page, edition):
    key = add(edition, PLANNER, Designation(name="Plein", kind="vast", border=FIELD))
    shown = page("planner", opened=f"gebied-{key}")
    shown.session_state[f"register-change-{key}"] = True
    shown.run()
    widget(shown, "text_area", "Hoe ziet iemand").input("Bij elke ingang")
    (seen,) = (one for one in designations(edition, PLANNER) if one.key == key)
    change(edition, PLANNER, seen, replace(seen.designation, bylaw="APV 2:77"))
    press(shown, "Bewaar")
    assert "Iemand anders heeft ‘Plein’ intussen veranderd" in text_of(shown)
    assert "U schreef" in text_of(shown)
    press(shown, "Bewaar mijn wijzigingen erbij")
    (now,) = (one for one in designations(edition, PLANNER) if one.key == key)
    assert (now.version, now.designation.bylaw, now.designation.signs) == (
        3, "APV 2:77", "Bij elke ingang",
    )  # fmt: skip
    # What was not touched stays to the last corner.
    assert now.designation.border.equals_exact(FIELD, 0)


def test_what_a_file_says_otherwise_is_told_and_taken_over(page, store, tmp_path):
    def bring(decision):
        path = tmp_path / f"{decision}.csv"
        path.write_text(f"naam;soort;vanaf;besluit\nHoek;vast;1-1-2023;{decision}\n")
        import_file(store, Atlas(store).edition(), path, Kind.CAMERAS)
        return Atlas(store).edition()

    edition = bring("B-1")
    (one,) = cameras(edition, PLANNER)
    change(edition, PLANNER, one, replace(one.camera, remark="op een mast"))
    undo_import(store, Viewer.of("beheer"), 1, ROOT / "data")
    edition = bring("B-2")
    shown = page("planner", opened="camera-Hoek")
    assert "Het bestand zegt intussen iets anders" in text_of(shown)
    press(shown, "Neem over wat het bestand zegt")
    assert "is zoals het bestand zegt" in text_of(shown)
    assert "iets anders" not in text_of(shown)
    (one,) = cameras(edition, PLANNER)
    assert (one.version, one.camera.decision, one.camera.remark) == (3, "B-2", "")


def test_what_looks_like_a_person_is_asked_about(page, edition):
    shown = page("planner", opened="+gebied")
    widget(shown, "text_input", "Hoe heet").input("Plein")
    widget(shown, "text_area", "Opmerking").input("Vraag 06-12345678")
    press(shown, "Bewaar")
    assert "lijkt op een telefoonnummer" in text_of(shown)
    widget(shown, "checkbox", "‘06-12345678’ gaat niet over een persoon").check()
    press(shown, "Bewaar")
    assert designations(edition, PLANNER)[-1].designation.remark == "Vraag 06-12345678"

"""The page Inspanningen without a browser: what stands on it for whom, and what can be kept."""

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from ivbgeo.atlas import Atlas
from ivbgeo.measures.listing import measures, versions_of
from ivbgeo.settings import ROOT
from ivbgeo.store import Store
from ivbgeo.viewer import Viewer

BEHEER = Viewer.of("beheer")
# The form to change the first one, and nothing else.
ALONE = """
from ivbgeo.measures.listing import measures, versions_of
from views.components import session
from views.components.measure_form import change_form

edition, viewer = session.edition(), session.viewer()
one = measures(edition, viewer)[0]
change_form(edition, viewer, versions_of(edition, viewer, one.id))
"""


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
def page(store, signed_in):  # noqa: ARG001 - the page opens it by its address
    """Give a function that opens the page for a role."""

    def run(role="publiek", wijken="", **params):
        st.cache_resource.clear()
        shown = AppTest.from_file(str(ROOT / "views" / "inspanningen.py"), default_timeout=60)
        shown.query_params.update(params)
        signed_in(shown, role, wijken)
        shown.run()
        assert not shown.exception
        return shown

    return run


def text_of(shown):
    kinds = (
        shown.markdown, shown.header, shown.subheader, shown.title, shown.caption, shown.success,
        shown.info, shown.warning, shown.error, shown.get("html"),
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


def test_the_public_sees_what_is_done_and_no_form(page):
    shown = page()
    text = text_of(shown)
    assert "32 inspanningen." in text
    assert "Nazorg overvallen" in text
    assert "de hele stad" in text
    assert not shown.button
    assert not shown.text_input
    assert not shown.error


def test_choices_and_what_is_open_are_in_the_address(page):
    shown = page(speerpunt="2019.extremisme", wijk="2025-WK063705")
    assert "2 inspanningen." in text_of(shown)
    assert "Wat van de hele stad is, geldt ook hier." in text_of(shown)
    asked = page(stand="weg", inspanning="9999")
    assert len(asked.info) == 2


def test_one_is_told_in_full_and_honestly(page, store):
    edition = Atlas(store).edition()
    number = next(m.id for m in measures(edition, BEHEER) if m.origin == "2019.hic.6")
    shown = page(inspanning=str(number))
    text = text_of(shown)
    assert shown.header[0].value == "Nazorg overvallen"
    assert "Gemeente, Inwoners, Politie, Wijkregisseur" in text
    assert "kan niet worden gezegd: zij is van de hele stad" in text
    assert "overgenomen uit het document" in text
    assert "Kadernota 2018, paragraaf 4.3" in text
    # What stood there before is for who may change it.
    assert [one.value for one in shown.subheader] == ["Veranderde er iets?"]
    assert not shown.button


def test_one_is_added_changed_taken_off_and_put_back(page, store):
    shown = page("beheer")
    widget(shown, "text_input", "Wat wordt").input("Jongerenplek")
    widget(shown, "text_area", "Met welke").input("Politie\n\n Jongerenwerk ")
    press(shown, "Bewaar")
    assert "‘Jongerenplek’ is bewaard." in text_of(shown)
    edition = Atlas(store).edition()
    (one,) = (m for m in measures(edition, BEHEER) if m.measure.title == "Jongerenplek")
    assert one.measure.partners == ("Politie", "Jongerenwerk")
    # The form is empty for the next one.
    assert widget(shown, "text_input", "Wat wordt").value == ""

    shown = page("beheer", inspanning=str(one.id))
    first = next(one for one in shown.text_input if one.label.startswith("Wat wordt"))
    assert first.value == "Jongerenplek"
    first.input("Jongerenhuis")
    press_first(shown, "Bewaar")
    assert "‘Jongerenhuis’ is bewaard." in text_of(shown)
    assert "Wat: eerst ‘Jongerenplek’, nu ‘Jongerenhuis’." in text_of(shown)
    assert f"Dit is inspanning {one.id}." in text_of(shown)
    press(shown, "Zet die versie terug")
    assert shown.header[0].value == "Jongerenplek"
    press(shown, "Van de lijst halen")
    assert "is van de lijst" in text_of(shown)
    assert "32 inspanningen." in text_of(shown)
    press(shown, "Zet weer op de lijst")
    assert "33 inspanningen." in text_of(shown)
    found = versions_of(edition, BEHEER, one.id)
    assert [v.version for v in found] == [5, 4, 3, 2, 1]
    assert [v.withdrawn for v in found] == [False, True, False, False, False]


def press_first(shown, label):
    next(one for one in shown.button if one.label == label).click()
    shown.run()
    assert not shown.exception


def test_one_is_changed_where_no_form_for_a_new_one_is(signed_in, store):
    shown = signed_in(AppTest.from_string(ALONE, default_timeout=60), "beheer").run()
    widget(shown, "text_input", "Wie").input("De gemeente")
    press(shown, "Bewaar")
    assert not shown.error
    (now,) = (one for one in measures(Atlas(store).edition(), BEHEER) if one.version > 1)
    assert now.measure.lead == "De gemeente"


def test_what_is_wrong_is_said_and_what_was_typed_stays(page):
    shown = page("beheer")
    press(shown, "Bewaar")
    assert "een naam nodig" in shown.error[0].value
    widget(shown, "text_input", "Wat wordt").input("Meldpunt")
    widget(shown, "text_input", "Begin").input("31-02-2024")
    press(shown, "Bewaar")
    assert "‘31-02-2024’ is geen datum" in shown.error[0].value
    widget(shown, "text_input", "Begin").input("1 maart 2024")
    widget(shown, "text_input", "Einde").input("1-2-2024")
    press(shown, "Bewaar")
    assert "ligt na het einde" in shown.error[0].value
    widget(shown, "text_input", "Einde").input("")
    widget(shown, "text_area", "Opmerking").input("Bel 06-12345678")
    press(shown, "Bewaar")
    assert "‘06-12345678’ lijkt op een telefoonnummer" in shown.warning[0].value
    assert widget(shown, "text_area", "Opmerking").value == "Bel 06-12345678"
    widget(shown, "checkbox", "‘06-12345678’ gaat niet over een persoon").check()
    # What was not shown was not confirmed.
    widget(shown, "text_area", "Opmerking").input("Bel 06-12345678 of 06-87654321")
    press(shown, "Bewaar")
    assert "‘06-87654321’ lijkt op een telefoonnummer" in shown.warning[1].value
    # What is no longer there is no longer asked about.
    widget(shown, "text_area", "Opmerking").input("Bel 06-12345678 of 06-11223344")
    press(shown, "Bewaar")
    assert [one.label[:12] for one in shown.checkbox if "persoon" in one.label] == [
        "‘06-12345678", "‘06-11223344",
    ]  # fmt: skip
    widget(shown, "checkbox", "‘06-11223344’ gaat niet").check()
    press(shown, "Bewaar")
    assert "‘Meldpunt’ is bewaard." in text_of(shown)


def test_a_wijkregisseur_can_say_what_is_done_in_the_own_wijk_alone(page, store):
    edition = Atlas(store).edition()
    number = next(iter(measures(edition, BEHEER))).id
    shown = page("wijkregisseur", "WK063705", inspanning=str(number))
    assert [one.label for one in shown.button] == ["Bewaar"]
    places = widget(shown, "selectbox", "Waar?").options
    assert places[0] == "Meerzicht (wijk)"
    assert "De hele stad" not in places
    assert not any("Rokkeveen (" in place for place in places)
    widget(shown, "text_input", "Wat wordt").input("Buurttafel")
    press(shown, "Bewaar")
    found = {m.measure.title: m for m in measures(edition, BEHEER)}
    assert found["Buurttafel"].changed_by == "wijkregisseur"
    assert found["Buurttafel"].measure.area.code == "WK063705"


def test_an_empty_store_is_said_not_shown(tmp_path, monkeypatch):
    monkeypatch.setenv("IVBGEO_DATABASE_URL", f"sqlite:///{tmp_path / 'leeg.sqlite'}")
    monkeypatch.chdir(ROOT)
    st.cache_resource.clear()
    shown = AppTest.from_file(str(ROOT / "views" / "inspanningen.py"), default_timeout=60).run()
    assert not shown.exception
    assert "ivbgeo demo" in shown.error[0].value

"""The step Werkte het? without a browser: what stands there for whom, and what can be changed."""

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from ivbgeo.settings import ROOT
from tests.ivbgeo.workedout.conftest import HERE, TWIN, address_of


@pytest.fixture(scope="module")
def address(databases, tmp_path_factory):
    """A store with a city of which it is known what a camera did."""
    return address_of(databases, tmp_path_factory)


@pytest.fixture
def step(monkeypatch, address):
    """Give a function that opens the step for a role."""
    monkeypatch.chdir(ROOT)

    def run(role):
        monkeypatch.setenv("IVBGEO_DATABASE_URL", address)
        monkeypatch.setenv("IVBGEO_ROLE", role)
        st.cache_resource.clear()
        shown = AppTest.from_file(str(ROOT / "views" / "cameras.py"), default_timeout=60)
        shown.query_params["stap"] = "werkte-het"
        shown.run()
        assert not shown.exception
        return shown

    yield run
    st.cache_resource.clear()


def widget(shown, kind, label):
    (found,) = (one for one in getattr(shown, kind) if one.label.startswith(label))
    return found


def text_of(shown):
    kinds = (shown.markdown, shown.subheader, shown.warning, shown.error, shown.caption)
    return "\n".join(str(element.value) for kind in kinds for element in kind)


def tables(shown):
    return [one.proto.body for one in shown.get("html")]


def test_a_camera_area_without_border_says_what_to_do_beside_a_map_of_where_it_is(step):
    shown = step("planner")
    (words,) = (one.value for one in shown.warning)
    assert "is de grens niet bekend. Leg die vast bij de stap Register" in words
    assert not shown.error
    # The choices stay, so that something else can be asked.
    assert widget(shown, "text_input", "Begin").value == "2012"


def test_a_camera_has_its_answer_in_words_in_tables_and_after_it_went(step):
    shown = step("planner")
    widget(shown, "selectbox", "Waar?").select("camera Mast 7").run()
    assert not shown.exception
    text = text_of(shown)
    assert "kwamen er in het cameragebied 48 misdrijven minder" in text
    assert "Nadat het voorbij was (2025)" in text
    assert "Camera’s hangen gemiddeld samen met een bescheiden daling." in text
    assert "Bron: " in text
    zones, kinds, technical, gone, months = tables(shown)
    assert "Oosterheem-Centrum" in zones
    assert "72 naar 24" in kinds
    assert "niet te onderscheiden van toeval" in kinds
    # What needs a lesson first, and the sign of which is easily read the wrong way, is apart.
    assert "WDQ" in technical
    assert not any(one in kinds for one in ("WDQ", "TNE", "Voorkomen", "Verplaatst<"))
    assert "72 naar 24" in gone
    assert months.count("<tr") == 1 + 48
    (chart,) = shown.get("vega_lite_chart")
    assert chart.proto.alt.startswith("Alle gekozen soorten samen per maand.")


def test_the_control_that_was_found_can_be_changed_by_hand(step):
    shown = step("planner")
    widget(shown, "selectbox", "Waar?").select("camera Mast 7").run()
    widget(shown, "button", "Pas het controlegebied aan").click().run()
    chosen = widget(shown, "multiselect", "Controlegebied (")
    assert chosen.value == [TWIN]
    assert widget(shown, "button", "Zoek het controlegebied opnieuw")
    chosen.unselect(TWIN).select(HERE).run()
    (words,) = (one.value for one in shown.warning)
    assert "Voorweg" in words
    assert "in de zone eromheen" in words
    assert not shown.exception


def test_who_sees_no_points_compares_whole_buurten_and_finds_no_camera(step):
    shown = step("wijkregisseur")
    options = widget(shown, "selectbox", "Waar?").options
    assert not any("Mast 7" in one for one in options)
    widget(shown, "selectbox", "Waar?").select("buurten").run()
    assert "Kies minstens één buurt" in text_of(shown)
    widget(shown, "multiselect", "Welke buurten?").select(HERE)
    widget(shown, "text_input", "Begin").input("1-2024").run()
    assert "Geteld zijn hele buurten: Voorweg." in text_of(shown)
    zones, kinds, *_ = tables(shown)
    assert "Gekozen buurt" in zones
    assert "Cameragebied" not in zones + kinds
    assert "cameragebied" not in text_of(shown).partition("Wat uit onderzoek")[0]
    widget(shown, "text_input", "Begin").input("toen").run()
    assert "‘toen’" in text_of(shown)


def test_without_counts_by_month_it_says_so(step):
    assert "geen cijfers per maand die u mag zien" in text_of(step("publiek"))

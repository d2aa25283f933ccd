"""The step Werkte het? without a browser: what stands there for whom, and what can be changed."""

from contextlib import closing

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from ivbgeo.record.asked import Asked
from ivbgeo.record.keeping import read_lines
from ivbgeo.record.told import marked
from ivbgeo.settings import ROOT
from ivbgeo.store import Store
from ivbgeo.viewer import Role, Viewer
from tests.ivbgeo.workedout.conftest import HERE, TWIN, address_of

EVERYWHERE = " ".join(f"WK0637{n:02}" for n in range(20))


@pytest.fixture(scope="module")
def address(databases, tmp_path_factory):
    """A store with a city of which it is known what a camera did."""
    return address_of(databases, tmp_path_factory)


@pytest.fixture
def step(monkeypatch, address, signed_in):
    """Give a function that opens the step for a role."""
    monkeypatch.chdir(ROOT)

    def run(role, wijken="", **asked):
        monkeypatch.setenv("IVBGEO_DATABASE_URL", address)
        st.cache_resource.clear()
        shown = AppTest.from_file(str(ROOT / "views" / "cameras.py"), default_timeout=60)
        for name, value in {"stap": "werkte-het", **asked}.items():
            shown.query_params[name] = value
        signed_in(shown, role, wijken)
        shown.run()
        assert not shown.exception
        return shown

    yield run
    st.cache_resource.clear()


def widget(shown, kind, label):
    (found,) = (one for one in getattr(shown, kind) if one.label.startswith(label))
    return found


def text_of(shown):
    kinds = (
        shown.markdown, shown.subheader, shown.warning, shown.error, shown.info, shown.caption,
    )  # fmt: skip
    return "\n".join(str(element.value) for kind in kinds for element in kind)


def tables(shown):
    return [one.proto.body for one in shown.get("html")]


def test_a_camera_area_without_border_says_what_to_do_beside_a_map_of_where_it_is(step):
    shown = step("planner", plek="gebied camera.stadhuisplein")
    (words,) = (one.value for one in shown.warning)
    assert "is de grens niet bekend. Leg die vast bij de stap Register" in words
    assert not shown.error
    # The choices stay, so that something else can be asked.
    assert widget(shown, "text_input", "Begin").value == "2012"


def test_a_camera_has_its_answer_in_words_in_tables_and_after_it_went(step, address):
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
    # Of which camera, which kinds and since when is in the record; its name is not.
    with closing(Store.open(address)) as store:
        found = read_lines(store, Viewer(Role.BEHEER), Asked(count=20))
    details = {line.detail for line in found if line.what == "camera’s, werkte-het"}
    (told,) = (one for one in details if one.startswith(f"{marked('camera', 'Mast 7')}, 1.1"))
    assert ", vanaf 2024-" in told


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
    shown = step("wijkregisseur", EVERYWHERE)
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


def test_without_open_counts_that_is_said_calmly_beside_the_map_and_nothing_does_nothing(step):
    shown = step("publiek")
    assert not shown.error
    (words,) = (one.value for one in shown.info)
    assert words.startswith("Er zijn geen cijfers per maand die openbaar zijn.")
    assert "ivbgeo" not in words
    assert len(shown.get("component_instance") or shown.get("bidi_component")) == 1
    assert not shown.text_input
    assert not shown.multiselect
    assert len(shown.selectbox) == 1


def test_it_opens_on_what_can_be_worked_out(step):
    """Areas of which only the year or no border is known come first in the list."""
    shown = step("planner")
    place = widget(shown, "selectbox", "Waar?")
    assert place.value == "camera Mast 7"
    assert place.options[0] != "Camera: Mast 7"
    assert "kwamen er in het cameragebied 48 misdrijven minder" in text_of(shown)


def test_a_link_opens_the_same_choices(step):
    shown = step("planner")
    asked = {name: "".join(value) for name, value in shown.query_params.items()}
    assert set(asked) <= {"stap", "plek"}
    widget(shown, "text_input", "Begin").input("2-2024")
    widget(shown, "text_input", "Einde").input("")
    widget(shown, "selectbox", "Zone eromheen").select("300")
    widget(shown, "selectbox", "Hoe lang").select("12")
    widget(shown, "multiselect", "Welke soorten?").unselect("1.1.1")
    widget(shown, "number_input", "Straal").set_value(80.0)
    widget(shown, "multiselect", "Controlegebied (").select(TWIN).run()
    text, drawn = text_of(shown), tables(shown)
    assert "zelf gekozen" in text
    asked = {name: "".join(value) for name, value in shown.query_params.items()}
    assert asked == {
        "stap": "werkte-het", "plek": "camera Mast 7", "begin": "2-2024", "einde": "geen",
        "zone": "300", "soorten": "1.4.5", "straal": "80", "duur": "12",
        "controle": f"2025~{TWIN}",
    }  # fmt: skip
    del asked["stap"]
    again = step("planner", **asked)
    assert text_of(again) == text
    assert tables(again) == drawn
    widget(again, "selectbox", "Hoe lang").select("0").run()
    assert "duur" not in again.query_params


def test_a_link_with_what_is_not_there_says_so_and_shows_the_rest(step):
    shown = step(
        "planner", plek="buurten", buurten=f"2025~{HERE}~BU00000000", begin="1-2024",
        soorten="9.9~1.1.1", zone="7", duur="x", straal="99999", controle=f"2019~{TWIN}",
    )  # fmt: skip
    said = " ".join(one.value for one in shown.info)
    for wrong in ("BU00000000", "9.9", "2019"):
        assert f"‘{wrong}’" in said
    assert widget(shown, "multiselect", "Welke buurten?").value == [HERE]
    assert widget(shown, "multiselect", "Welke soorten?").value == ["1.1.1"]
    assert widget(shown, "selectbox", "Zone").value == "200"
    assert not shown.exception
    assert not shown.error


def test_the_zone_around_whole_buurten_is_buurten(step):
    """No metres are offered that will not be counted."""
    options = widget(step("wijkregisseur", EVERYWHERE), "selectbox", "Zone").options
    assert options == ["geen", "de buurten eromheen"]
    shown = step("planner")
    assert "200 meter" in widget(shown, "selectbox", "Zone").options
    widget(shown, "checkbox", "Tel hele").check().run()
    assert widget(shown, "selectbox", "Zone").value == "buurten"
    zones, *_ = tables(shown)
    assert "Buurt waar het cameragebied in ligt" in zones
    assert "Mast 7" not in zones
    assert "in de buurt waar het cameragebied in ligt 48 misdrijven minder" in text_of(shown)

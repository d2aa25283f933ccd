"""The page Preventie without a browser: what stands on it for whom, and what can be kept."""

import re
from dataclasses import replace
from datetime import date

import pytest
import shapely
import streamlit as st
from streamlit.testing.v1 import AppTest

from geo import AreaId, Level
from ivbgeo.atlas import Atlas
from ivbgeo.figure import Classification
from ivbgeo.prevention.changing import add, withdraw
from ivbgeo.prevention.importing import import_preventions
from ivbgeo.prevention.kind import Light, PreventionKind, SpotKind
from ivbgeo.prevention.listing import history, preventions
from ivbgeo.prevention.prevention import Prevention
from ivbgeo.prevention.reporting import report
from ivbgeo.prevention.spot import Spot
from ivbgeo.settings import ROOT
from ivbgeo.store import Store
from ivbgeo.viewer import Viewer
from tests.geojson import write

BEHEER = Viewer.of("beheer")
OWN = "WK063706"
DAY = date(2026, 11, 27)
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
def ground(edition):
    """Where the own wijk is."""
    wijken = edition.division(edition.division_id(Level.WIJK))
    return wijken.area(OWN).polygon


@pytest.fixture
def filled(edition, ground):
    """Groups with a border, of a buurt alone and of nowhere, one of them open; and a zone."""
    middle = ground.point_on_surface()
    buurten = edition.division(edition.division_id(Level.BUURT))
    there = AreaId("BU06371101", buurten.id.year, Level.BUURT)
    group = Prevention(
        kind=PreventionKind.GROEP, name="Appgroep Intern", border=middle.buffer(80),
        contact_role="coördinator", contact="buurtpreventie@intern.example",
    )  # fmt: skip
    for one in (
        group,
        replace(group, name="Appgroep Open", border=middle.buffer(120),
                classification=Classification.OPEN, contact=""),
        replace(group, name="Appgroep Elders", border=None, area=there),
        replace(group, name="Appgroep Nergens", border=None),
        Prevention(kind=PreventionKind.ALCOHOLVERBOD, name="Verbod 2025", border=middle.buffer(50),
                   valid_to=date(2025, 12, 31), classification=Classification.OPEN),
        Prevention(kind=PreventionKind.AVOND, name="Avond Buytenwegh", border=middle,
                   valid_from=date(2026, 12, 8), classification=Classification.OPEN),
    ):  # fmt: skip
        add(edition, BEHEER, one)
    spot = Spot(kind=SpotKind.ENG, x=middle.x, y=middle.y, reported=DAY, light=Light.KAPOT,
                remark="achter de garages")  # fmt: skip
    report(edition, Viewer.of("was", [OWN]), spot)
    return middle


@pytest.fixture
def page(monkeypatch, store, signed_in):  # noqa: ARG001 - the page opens it by its address
    """Give a function that opens a step for a role."""

    def run(step="kaart", role="publiek", wijken="", **state):
        shown = AppTest.from_file(str(ROOT / "views" / "preventie.py"), default_timeout=60)
        shown.session_state["preventie-dag"] = DAY
        for key, value in state.items():
            shown.session_state[key.replace("_", "-")] = value
        shown.query_params["stap"] = step
        signed_in(shown, role, wijken)
        shown.run()
        assert not shown.exception
        return shown

    return run


def text_of(shown):
    kinds = (
        shown.markdown, shown.subheader, shown.caption, shown.success, shown.info, shown.warning,
        shown.error, shown.get("html"),
    )  # fmt: skip
    told = "\n".join(
        str(getattr(element, "value", None) or element.proto.body)
        for kind in kinds
        for element in kind
    )
    return re.sub(r"\\(.)", r"\1", told)


def widget(shown, kind, label):
    (found,) = (one for one in getattr(shown, kind) if one.label.startswith(label))
    return found


def test_where_nothing_is_registered_that_is_said_and_no_more(page):
    for role in ("publiek", "beheer"):
        shown = page(role=role)
        assert "Er is nog niets geregistreerd wat u mag zien" in text_of(shown)
        assert ("U kunt ze toevoegen" in text_of(shown)) == (role == "beheer") == bool(shown.button)
    widget(shown, "button", "Naar de stap Register").click().run()
    assert "Er staat nog niets in het register" in text_of(shown)
    assert "geen enkele groep die hier bekend is" in text_of(page("dekking", "planner"))


@pytest.mark.parametrize(
    ("role", "wijken", "sees", "not_"),
    [
        ("publiek", "", ["Appgroep Open", "Avond Buytenwegh"],
         ["Appgroep Intern", "Elders", "garages"]),
        ("was", OWN, ["Appgroep Intern", "achter de garages"], ["Appgroep Elders", "Nergens"]),
        ("wijkregisseur", OWN, ["Appgroep Elders", "Appgroep Nergens", "garages"], []),
        ("planner", "", ["Appgroep Intern", "Appgroep Elders"], ["garages"]),
    ],
)  # fmt: skip
def test_each_sees_on_the_map_what_it_may(filled, page, role, wijken, sees, not_):  # noqa: ARG001
    text = text_of(page(role=role, wijken=wijken))
    assert [one for one in sees if one not in text] == []
    assert [one for one in not_ if one in text] == []
    assert "Verbod 2025" not in text  # it is over


def test_steps_of_all_groups_are_for_who_sees_them(filled, page):  # noqa: ARG001
    shown = page("dekking", "was", OWN)
    assert "Deze stap is voor de wijkregisseur" in text_of(shown)
    assert shown.segmented_control[0].options == ["Kaart", "Register"]
    shown = page("dekking", "wijkregisseur", OWN)
    assert shown.segmented_control[0].options == ["Kaart", "Heterdaad", "Dekking", "Register"]
    assert "Van 2 groepen is het gebied niet getekend." in text_of(shown)


def test_heterdaad_names_groups_and_gaps_and_keeps_the_place_nowhere(filled, store, page):
    x, y = filled.x, filled.y
    shown = page("heterdaad", "wijkregisseur", OWN)
    assert "Kies een plek" in text_of(shown)
    shown.text_input(key="heterdaad-coordinaten").set_value(f"{x:.0f} {y:.0f}").run()
    text = text_of(shown)
    (table,) = (one for one in text.splitlines() if 'aria-label="Groepen om te informeren"' in one)
    # The place lies in both: first who covers more of the circle.
    assert table.index("Appgroep Open") < table.index("Appgroep Intern")
    assert "de plek ligt erin" in text
    assert "coördinator, buurtpreventie@intern.example" in text
    assert "Waar geen groep getekend is" in text
    assert "‘Appgroep Nergens’ is niet bekend waar dat is" in text
    assert dict(shown.query_params) == {"stap": "heterdaad"}
    with store.reading() as connection:
        lines = [str(one) for one in connection.exec_driver_sql("SELECT * FROM record_line")]
    (look,) = (one for one in lines if "preventie, heterdaad" in one)
    assert "BU063706" in look
    assert not [one for one in lines if f"{x:.0f}" in one]


def test_an_address_is_asked_of_a_service_and_comes_nowhere(page, replica, monkeypatch, tmp_path):
    assert "adressendienst" not in text_of(page("heterdaad", "planner"))
    monkeypatch.setenv("IVBGEO_ADDRESS_URL", replica.url)
    monkeypatch.setenv("IVBGEO_CACHE_DIR", str(tmp_path))
    st.cache_resource.clear()
    shown = page("heterdaad", "planner")
    shown.text_input(key="heterdaad-zoek").set_value("Proefstraat 7").run()
    widget(shown, "button_group", "Gevonden").set_value("Proefstraat 7 (adres)").run()
    assert "heterdaad-plek" in shown.session_state
    assert "Wat u hier zoekt, gaat naar de adressendienst" in text_of(shown)
    assert not (tmp_path / "addresses").exists()


@pytest.mark.parametrize(
    ("typed", "told"),
    [("ergens", "is geen plaats in Nederland"), ("121000 487000", "Die plek ligt niet in")],
)
def test_a_place_that_is_none_is_told(page, typed, told):
    shown = page("heterdaad", "planner")
    shown.text_input(key="heterdaad-coordinaten").set_value(typed).run()
    assert told in text_of(shown)


def test_a_radius_of_ones_own_has_bounds(filled, page):
    shown = page("heterdaad", "planner", heterdaad_plek=(4.49, 52.06), heterdaad_straal="anders",
                 heterdaad_meter=9.0)  # fmt: skip
    assert not filled.is_empty
    assert "50" in widget(shown, "number_input", "Straal in meter").label
    assert "straal" in text_of(shown).lower()
    assert len(shown.warning) == 1


def test_the_beheerder_adds_changes_and_takes_off(edition, page):
    shown = page("register", "beheer", prevention_open="+")
    widget(shown, "text_input", "Hoe heet het?").set_value("Buurtalarm")
    widget(shown, "text_input", "Contact: e-mail").set_value("06-12345678")
    widget(shown, "button", "Bewaar").click().run()
    assert "Het contactadres is geen e-mailadres" in text_of(shown)
    # Each piece is asked about, and what was not shown was not confirmed.
    widget(shown, "text_area", "Opmerking").set_value("Auto 1-KBB-23")
    widget(shown, "text_input", "Contact: e-mail").set_value("j.jansen@buurt.example")
    for at in range(2):
        widget(shown, "button", "Bewaar").click().run()
        shown.checkbox[at].check()
        assert preventions(edition, BEHEER) == ()
    assert "1-KBB-23" in shown.checkbox[0].label
    assert shown.checkbox[1].label.startswith("‘j.jansen")
    widget(shown, "text_area", "Opmerking").set_value("")
    widget(shown, "text_input", "Contact: e-mail").set_value("https://buurt.example")
    widget(shown, "button", "Bewaar").click().run()
    assert "‘Buurtalarm’ is bewaard." in text_of(shown)
    (one,) = preventions(edition, BEHEER)
    assert (one.prevention.kind, one.prevention.contact) == ("groep", "https://buurt.example")
    # It is open, and can be changed there.
    shown.session_state[f"prevention-change-{one.key}"] = True
    shown.run()
    widget(shown, "text_input", "Tijden").set_value("elke dag")
    widget(shown, "button", "Bewaar").click().run()
    assert [each.prevention.times for each in history(edition, BEHEER, one.key)] == ["elke dag", ""]
    withdraw(edition, BEHEER, history(edition, BEHEER, one.key)[0])
    shown = page("register", "beheer")
    widget(shown, "button", "Zet weer op de lijst").click().run()
    assert "staat weer op de lijst" in text_of(shown)


def test_an_evening_is_a_place_and_a_day(edition, ground, page):
    shown = page("register", "beheer", prevention_open="+", prevention_kind=6)
    middle = ground.point_on_surface()
    widget(shown, "segmented_control", "Waar is het?").set_value("Een plek").run()
    assert "Er is nog geen plek." in text_of(shown)
    widget(shown, "number_input", "x (RD").set_value(round(middle.x))
    widget(shown, "number_input", "y (RD").set_value(round(middle.y)).run()
    widget(shown, "text_input", "Hoe heet het?").set_value("Avond in de wijk")
    widget(shown, "text_input", "Dag, zoals").set_value("8-12-2026")
    widget(shown, "button", "Bewaar").click().run()
    (one,) = preventions(edition, BEHEER)
    assert one.prevention.border == shapely.Point(round(middle.x), round(middle.y))
    assert one.prevention.valid_from == one.prevention.valid_to == date(2026, 12, 8)


def test_a_wijkregisseur_changes_what_lies_in_the_own_wijk_alone(filled, page):  # noqa: ARG001
    own = page("register", "wijkregisseur", OWN, prevention_open="register-1")
    assert "Veranderen" in [one.label for one in own.expander]
    other = page("register", "wijkregisseur", "WK063705", prevention_open="register-1")
    assert "Appgroep Intern" in text_of(other)
    assert "Veranderen" not in [one.label for one in other.expander]


BRING = """
from pathlib import Path

import streamlit as st

from ivbgeo.sources import Kind
from views.components import session
from views.components.upload_shapes import upload_shapes

report = upload_shapes(session.store(), session.viewer(), Path({path!r}), Kind.PREVENTION)
if report is not None:
    st.success(report.message)
"""


def test_a_file_of_groups_is_looked_at_and_brought_in(store, ground, tmp_path, signed_in):
    middle = ground.point_on_surface()
    shapes = [middle.buffer(100), middle.buffer(60), None]
    path = write(tmp_path / "groepen.geojson", shapes, naam=["Een", "Twee", "Drie"])
    shown = AppTest.from_string(BRING.format(path=str(path)), default_timeout=60)
    signed_in(shown, "beheer").run()
    assert "soort" in text_of(shown)  # the file does not say what they are
    widget(shown, "selectbox", "Wat is het?").set_value(0).run()
    assert not shown.exception
    assert "‘Een’" in text_of(shown)  # these lie over each other
    assert preventions(Atlas(store).edition(), BEHEER) == ()
    widget(shown, "button", "Inlezen").click().run()
    found = preventions(Atlas(store).edition(), BEHEER)
    assert [(one.version, one.prevention.name) for one in found] == [
        (0, "Een"), (0, "Twee"), (0, "Drie"),
    ]  # fmt: skip


def test_what_a_file_says_is_changed_here(store, page, tmp_path, ground):
    path = write(tmp_path / "g.geojson", [ground.point_on_surface().buffer(90)], naam=["Een"])
    import_preventions(Atlas(store).edition(), path, kind=PreventionKind.GROEP)
    edition = Atlas(store).edition()
    (one,) = preventions(edition, BEHEER)
    shown = page("register", "beheer", prevention_open=one.key)
    shown.session_state[f"prevention-change-{one.key}"] = True
    shown.run()
    widget(shown, "text_input", "Tijden").set_value("elke dag")
    widget(shown, "button", "Bewaar").click().run()
    assert not shown.exception
    found = history(edition, BEHEER, one.key)
    assert [each.prevention.times for each in found] == ["elke dag", ""]
    assert "2 versies" in str([each.label for each in shown.expander])

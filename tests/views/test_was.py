"""The page WAS without a browser: what stands on it for whom, and where there is nothing."""

import re
from dataclasses import replace
from datetime import date

import pytest
import shapely
import streamlit as st
from streamlit.testing.v1 import AppTest

from ivbgeo.atlas import Atlas
from ivbgeo.messages import sentence
from ivbgeo.prevention.changing import add
from ivbgeo.prevention.kind import Light, PreventionKind, SpotKind, SpotStatus
from ivbgeo.prevention.listing import spots
from ivbgeo.prevention.prevention import Prevention
from ivbgeo.prevention.reporting import report, solve
from ivbgeo.prevention.spot import Spot
from ivbgeo.settings import ROOT
from ivbgeo.store import Store
from ivbgeo.viewer import Role, Viewer

OWN, OTHER = "WK063705", "WK063706"  # Meerzicht, Buytenwegh
TEAM = Viewer(Role.WAS, frozenset({OWN}))
OTHERS = Viewer(Role.WAS, frozenset({OTHER}))


@pytest.fixture(scope="module")
def store(databases):
    """A store with a plek and an alcoholverbod in each of two wijken."""
    store = Store.open(databases.address("sqlite", filled=True))
    edition = Atlas(store).edition()
    wijken = edition.division(edition.division_id("wijk", 2025))
    for code, team in ((OWN, TEAM), (OTHER, OTHERS)):
        at = shapely.point_on_surface(wijken.area(code).polygon)
        said = Spot(
            kind=SpotKind.ENG, x=at.x, y=at.y, reported=date(2026, 11, 1), light=Light.KAPOT,
            remark=f"achter {code}",
        )  # fmt: skip
        report(edition, team, said)
        zone = Prevention(
            kind=PreventionKind.ALCOHOLVERBOD, name=f"Zone {code}", border=at.buffer(100),
            contact_role="Wijkregisseur", contact="wijken@example.nl",
        )  # fmt: skip
        add(edition, Viewer.of("beheer"), zone)
    yield store
    store.close()


@pytest.fixture
def page(monkeypatch, store, signed_in):
    """Give a function that opens the page for a role and wijken, with words of an address."""
    address = store.engine.url.render_as_string(hide_password=False)
    monkeypatch.chdir(ROOT)

    def run(role="publiek", wijken="", at=address, **asked):
        monkeypatch.setenv("IVBGEO_DATABASE_URL", at)
        st.cache_resource.clear()
        shown = AppTest.from_file(str(ROOT / "views" / "was.py"), default_timeout=60)
        shown.query_params.update(asked)
        signed_in(shown, role, wijken).run()
        assert not shown.exception
        return shown

    yield run
    st.cache_resource.clear()


def words(shown):
    kinds = (shown.title, shown.header, shown.markdown, shown.info, shown.error, shown.expander)
    return "\n".join(
        str(getattr(one, "value", "") or getattr(one, "label", ""))
        for kind in kinds
        for one in kind
    )


def test_a_team_is_offered_its_own_wijk_and_nothing_of_another(page):
    shown = page("was", OWN)
    assert [one.value for one in shown.title] == ["Meerzicht"]
    assert [one.label for one in shown.radio] == []
    assert "Meld een plek" in [one.label for one in shown.button]
    said = words(shown)
    assert "Plek 1: enge plek, lamp kapot" in said
    assert f"**Zone {OWN}**: gebied met een alcoholverbod" in said
    assert "Contact: Wijkregisseur, wijken" in said
    assert OTHER not in said
    assert "Buytenwegh" not in said
    assert "is niet te zeggen of er iets veranderde" in said


def test_another_wijk_in_the_address_is_not_opened_nor_named(page):
    shown = page("was", OWN, wijk=f"2025-{OTHER}")
    assert [one.value for one in shown.title] == ["Meerzicht"]
    assert "Die keuze is er niet, of niet voor u" in words(shown)
    assert "Buytenwegh" not in words(shown)


def test_a_team_of_two_wijken_chooses_between_them(page):
    shown = page("was", f"{OWN} {OTHER}", wijk=f"2025-{OTHER}")
    assert [one.value for one in shown.title] == ["Buytenwegh"]
    assert len(shown.radio[0].options) == 2
    assert "Plek 2: enge plek" in words(shown)
    assert "Plek 1" not in words(shown)


@pytest.mark.parametrize("wijken", ["", "WK999999"])
def test_a_team_without_a_wijk_is_told_so_and_sees_what_is_open(page, wijken):
    shown = page("was", wijken)
    assert sentence("was.no_wijk") in words(shown)
    assert len(shown.radio[0].options) == 15
    assert "Meld een plek" not in [one.label for one in shown.button]
    assert "Plek " not in words(shown)


@pytest.mark.parametrize("role", ["publiek", "planner", "beheer"])
def test_who_walks_no_wijk_chooses_one_and_sees_no_plekken(page, role):
    shown = page(role, wijk=f"2025-{OTHER}")
    assert [one.value for one in shown.title] == ["Buytenwegh"]
    assert len(shown.radio[0].options) == 15
    said = words(shown)
    # It is intern: for who may read that.
    assert (f"Zone {OTHER}" in said) is (role != "publiek")
    assert not re.search(r"Plek \d|enge plekken|achter WK", said)
    assert sentence("was.no_wijk") not in said


def test_an_empty_store_says_so(page, databases):
    shown = page("publiek", at=databases.address("sqlite", filled=False))
    assert sentence("check.empty") in words(shown)


def test_a_plek_is_reported_where_the_map_was_pressed_and_one_that_is_near_is_told(page):
    shown = page("was", OWN)
    next(one for one in shown.button if one.label == "Meld een plek").click().run()
    assert [one.value for one in shown.header] == ["Een plek melden"]
    assert "Druk op de kaart waar de plek is." in words(shown)
    # In the other wijk: a browser can say whatever it wants.
    shown.session_state["spot-place"] = (93_000.0, 455_000.0)
    shown.run()
    next(one for one in shown.button if one.label == "Bewaar").click()
    shown.run()
    assert "Deze plek ligt niet in uw wijk (uw wijk: Meerzicht)" in words(shown)
    assert "Buytenwegh" not in words(shown)


def test_a_place_in_one_wijk_is_not_reported_from_another(page):
    shown = page("was", f"{OWN} {OTHER}", wijk=f"2025-{OWN}")
    next(one for one in shown.button if one.label == "Meld een plek").click().run()
    shown.session_state["spot-place"] = (93_000.0, 452_000.0)
    shown.run()
    assert "Bewaar" in [one.label for one in shown.button]
    shown.radio[0].set_value(f"2025-{OTHER}").run()
    assert [one.value for one in shown.title] == ["Buytenwegh"]
    assert "Bewaar" not in [one.label for one in shown.button]
    next(one for one in shown.button if one.label == "Meld een plek").click().run()
    assert "Druk op de kaart waar de plek is." in words(shown)


def test_a_plek_that_is_opened_again_next_to_another_is_told_and_can_be(page, store):
    edition = Atlas(store).edition()
    first = spots(edition, TEAM, solved=True)[0]
    version = solve(edition, TEAM, first, first.spot.reported)
    report(edition, TEAM, replace(first.spot, remark="ernaast"), another=True)
    key = f"{first.key}-{version}"
    shown = page("was", OWN)
    shown.session_state[f"{first.key}-open"] = True
    shown.session_state[f"{key}-status"] = SpotStatus.GEMELD
    for says, ticks in (("Zeg of dit een andere plek is", False), ("is bewaard: gemeld", True)):
        shown.run()
        (tick,) = (one for one in shown.checkbox if one.key.startswith(f"{key}-other-"))
        tick.set_value(ticks)
        next(one for one in shown.button if one.label == "Bewaar").click().run()
        assert says in words(shown) + "".join(one.value for one in shown.success)
    # Which version there is to ask the beheerder to blank.
    shown.session_state[f"{first.key}-open"] = True
    shown.run()
    said = words(shown)
    assert "Versie 3, een WAS-team, " in said
    assert "Stand: eerst ‘gemeld’, nu ‘opgelost’." in said
    assert said.index("Versie 2, ") < said.index("Versie 1, ")
    assert ": Gemeld." in said

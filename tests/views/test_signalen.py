"""The page Signalen without a browser: what stands on it for whom, and what can be kept."""

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from ivbgeo.settings import ROOT
from ivbgeo.store import Store
from tests.ivbgeo.signals.conftest import fill

OWN = "WK063705"  # the wijk of 2025 that the signal lies in


@pytest.fixture(scope="module")
def address(databases):
    """A store with months, that the tests of this file share."""
    made = databases.address("sqlite", filled=True)
    store = Store.open(made)
    fill(store)
    store.close()
    return made


@pytest.fixture
def page(monkeypatch, address, signed_in):
    """Give a function that opens the page for a role."""
    monkeypatch.chdir(ROOT)

    def run(role="publiek", wijken="", at=address, **params):
        monkeypatch.setenv("IVBGEO_DATABASE_URL", at)
        st.cache_resource.clear()
        shown = AppTest.from_file(str(ROOT / "views" / "signalen.py"), default_timeout=60)
        shown.query_params.update(params)
        signed_in(shown, role, wijken)
        shown.run()
        assert not shown.exception
        return shown

    yield run
    st.cache_resource.clear()


def text_of(shown):
    kinds = (
        shown.markdown, shown.subheader, shown.title, shown.caption, shown.success, shown.info,
        shown.error,
    )  # fmt: skip
    return "\n".join(str(element.value) for kind in kinds for element in kind)


def widget(shown, kind, label):
    (found,) = (one for one in getattr(shown, kind) if one.label == label)
    return found


def write(shown, status, remark):
    widget(shown, "selectbox", "Stand").select(status)
    widget(shown, "text_area", "Opmerking").input(remark)
    widget(shown, "button", "Bewaar").click()
    shown.run()
    assert not shown.exception
    return text_of(shown)


def test_without_months_it_says_so_and_what_to_do(page, databases):
    shown = page(at=databases.address("sqlite", filled=True))
    (words,) = (one.value for one in shown.info)
    assert "geen cijfers per maand" in words
    assert "ivbgeo fetch politie" in words
    assert not shown.subheader


def test_the_public_sees_signals_with_how_sure_and_their_source_and_no_form(page):
    shown = page()
    text = text_of(shown)
    assert shown.subheader[0].value == "Mishandeling in Voorweg"
    assert "25 in oktober 2025. Verwacht: ongeveer 0," in text
    assert "toeval" in text
    assert "voorlopig" in text
    assert "Bron: Gemaakt, 1, opgehaald op 2 januari 2026" in text
    # What was done about it, and that nothing was, is not for everybody.
    assert "opgeschreven" not in text
    assert "In een proef met gemaakte cijfers" in text
    assert not shown.text_area
    assert not shown.error


def test_the_chart_is_said_in_words_and_is_a_table_too(page):
    shown = page()
    (chart,) = shown.get("vega_lite_chart")
    assert chart.proto.alt.startswith("Mishandeling in Voorweg per maand, november 2023 tot en met")
    assert "Het meest daarvoor" in chart.proto.alt
    table = shown.get("html")[0].proto.body
    assert table.count("<tr") == 1 + 24
    assert "oktober 2025" in table


def test_a_month_of_the_address_is_opened_and_too_early_a_month_says_why(page):
    shown = page(maand="2021-01")
    text = text_of(shown)
    assert "Over januari 2021 is geen enkele reeks te beoordelen." in text
    assert "te weinig maanden" in text
    assert not shown.subheader


def test_a_wrong_address_says_what_is_shown_instead(page):
    assert "‘2031-01’" in text_of(page(maand="2031-01"))


def test_a_wijkregisseur_sees_the_own_wijk_and_writes_there(page):
    shown = page("wijkregisseur", OWN)
    assert widget(shown, "selectbox", "Wijk").value == f"2025-{OWN}"
    assert "nog niets opgeschreven" in text_of(shown)
    text = write(shown, "er is actie", "Extra <b>toezicht</b>")
    assert "er is actie, volgens de wijkregisseur" in text
    assert r"Extra \<b\>toezicht\</b\>" in text
    # Who may not read what is intern sees nothing of it; nobody else writes there.
    public = text_of(page())
    assert "er is actie" not in public
    assert "wijkregisseur" not in public
    assert "toezicht" not in public
    other = page("wijkregisseur", "WK063701", wijk="alle")
    assert "toezicht" in text_of(other)
    assert not other.text_area


def test_a_remark_about_somebody_is_refused_and_stays_to_be_mended(page):
    shown = page("beheer")
    # The number by which it can be erased.
    assert "(opmerking 1)" in text_of(shown)
    text = write(shown, "bekeken", "Bel 06-12345678")
    assert "lijkt op een telefoonnummer" in text
    assert widget(shown, "text_area", "Opmerking").value == "Bel 06-12345678"
    assert "bekeken, volgens de beheerder" not in text


def test_another_wijk_has_no_signal_and_says_how_many_the_city_has(page):
    text = text_of(page(wijk="2025-WK063701"))
    assert "geen signalen in deze wijk, en 1 signaal in de hele gemeente" in text


def test_levels_are_watched_apart(page):
    shown = page(niveau="gemeente")
    assert "9 reeksen bekeken" in text_of(shown)
    assert not [one for one in shown.selectbox if one.label == "Wijk"]

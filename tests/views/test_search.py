"""The search box without a browser: what it draws, and that a choice is told once."""

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from ivbgeo.messages import sentence

AREAS = "Zoek een buurt of wijk"
STREETS = "Zoek een buurt, wijk of straat"


def page():
    import streamlit as st  # noqa: PLC0415 - it runs by itself

    from geo import DivisionId, Level  # noqa: PLC0415
    from views.components import session  # noqa: PLC0415
    from views.components.search import search_box  # noqa: PLC0415

    older = st.checkbox("2024")
    hit = search_box(session.edition(), shown=DivisionId(Level.WIJK, 2024) if older else None)
    st.text(hit.title if hit else "-")


@pytest.fixture
def app(databases, tmp_path, monkeypatch):
    """Give a function that starts the page, with an address service or without."""

    def app(address_url=""):
        monkeypatch.setenv("IVBGEO_DATABASE_URL", databases.address("sqlite", filled=True))
        monkeypatch.setenv("IVBGEO_CACHE_DIR", str(tmp_path / "cache"))
        monkeypatch.setenv("IVBGEO_ADDRESS_URL", address_url)
        st.cache_resource.clear()
        return AppTest.from_function(page, default_timeout=60).run()

    yield app
    st.cache_resource.clear()


def type_in(shown, text):
    shown.text_input[0].set_value(text).run()
    assert not shown.exception
    return shown.text[0].value


def choose(shown, title):
    shown.pills[0].set_value(title).run()
    assert not shown.exception
    return shown.text[0].value


def captions(shown):
    return [caption.value for caption in shown.caption]


def test_the_box_says_what_it_finds_and_finds_nothing_by_itself(app, replica):
    for address, label in (("", AREAS), (replica.url, STREETS)):
        shown = app(address)
        assert shown.text_input[0].label == label
        assert (len(shown.pills), captions(shown), shown.text[0].value) == (0, [], "-")


def test_the_only_place_is_chosen_at_once_and_told_once(app):
    shown = app()
    assert type_in(shown, "dorpstraat") == "Dorpsstraat (buurt)"
    assert shown.pills[0].value == "Dorpsstraat (buurt)"
    assert shown.run().text[0].value == "-"
    # Put off and on again, or searched for once more, it is a new choice.
    assert choose(shown, None) == "-"
    assert choose(shown, "Dorpsstraat (buurt)") == "Dorpsstraat (buurt)"
    assert type_in(shown, "") == "-"
    assert type_in(shown, "dorpstraat") == "Dorpsstraat (buurt)"


def test_of_several_places_one_is_chosen_by_hand(app):
    shown = app()
    assert type_in(shown, "Noordhove") == "-"
    assert shown.pills[0].label == "Gevonden"
    assert shown.pills[0].options[:2] == ["Noordhove (wijk)", "Noordhove (casewijk)"]
    assert choose(shown, "Noordhove (casewijk)") == "Noordhove (casewijk)"
    assert shown.run().text[0].value == "-"
    assert choose(shown, "Noordhove (wijk)") == "Noordhove (wijk)"
    assert type_in(shown, "Meerzicht") == "-"
    assert type_in(shown, "Noordhove") == "-"


def test_another_map_is_no_choice(app):
    shown = app()
    assert type_in(shown, "Meerzicht") == "-"
    assert choose(shown, "Meerzicht (wijk)") == "Meerzicht (wijk)"
    assert shown.checkbox[0].check().run().text[0].value == "-"
    assert not shown.exception


def test_nothing_found_is_said_and_hostile_text_stays_text(app):
    shown = app()
    assert type_in(shown, "Qqqqq") == "-"
    assert captions(shown) == [sentence("search.none", value="Qqqqq")]
    type_in(shown, "<script>[x](http://x)")
    assert "\\<script\\>\\[x\\]" in captions(shown)[0]
    assert type_in(shown, "   ") == "-"
    assert captions(shown) == []


def test_a_street_is_found_where_a_service_is_set(app, replica):
    shown = app(replica.url)
    assert type_in(shown, "Toetslaan") == "Toetslaan (straat)"
    shown.run()
    assert len(replica.requests) == 1


def test_a_service_that_fails_is_said_beside_the_areas_and_not_asked_again(app, replica):
    replica.faults.status(503, times=None)
    shown = app(replica.url)
    assert type_in(shown, "dorpsstraat") == "Dorpsstraat (buurt)"
    assert captions(shown) == [sentence("search.addresses")]
    shown.run()
    assert captions(shown) == [sentence("search.addresses")]
    assert len(replica.requests) == 1
    # That nothing was found is not said: it is not known.
    type_in(shown, "Qqqqq")
    assert captions(shown) == [sentence("search.addresses")]


def test_a_service_that_is_set_wrong_leaves_the_areas(app):
    shown = app("nergens")
    assert type_in(shown, "dorpsstraat") == "Dorpsstraat (buurt)"
    assert captions(shown) == [sentence("search.addresses")]

"""Who is signed in, at the top of a page, without a browser."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from ivbgeo.messages import sentence
from ivbgeo.settings import ROOT
from tests import somebody
from views.components import session

BAR = """
import streamlit as st
from views.components import session
from views.components.signed_in import bar

bar()
viewer = session.viewer()
st.code(f"{viewer.role} {sorted(viewer.wijken)} {viewer.who}")
st.text(f"{viewer.published}")
"""

WHO = """
import streamlit as st
from views.components import session

who = session.person()
st.code(f"{sorted(who.wijken)} {len(who.doubts)}")
"""


@pytest.fixture
def store(monkeypatch, databases):
    """A store with the embedded data, that the page finds."""
    monkeypatch.setenv("IVBGEO_DATABASE_URL", databases.address("sqlite", filled=True))
    monkeypatch.chdir(ROOT)
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


@pytest.fixture
def bar(store, signed_in):  # noqa: ARG001 - the page opens it by its address
    """Give a function that draws the bar for somebody, with some claims changed."""

    def run(role=None, wijken="", changed=()):
        shown = AppTest.from_string(BAR, default_timeout=60)
        if role:
            signed_in(shown, role, wijken).user.update(changed)
        shown.run()
        assert not shown.exception
        return shown

    return run


def words(shown):
    return " ".join(str(one.value) for one in (*shown.markdown, *shown.toast))


def test_who_signed_in_reads_as_what_and_until_when(bar):
    shown = bar("wijkregisseur", "WK063705 WK063711")
    (popover,) = shown.get("popover")
    assert popover.proto.popover.label == "Een wijkregisseur (wijkregisseur)"
    assert "Uw wijken: Meerzicht, Oosterheem." in words(shown)
    until = datetime.now(UTC).astimezone() + timedelta(hours=8)
    assert f"U bent aangemeld tot {until:%H:}" in words(shown)
    assert shown.code[0].value == (
        "wijkregisseur ['WK063705', 'WK063711'] wijkregisseur@example.nl"
    )
    assert [one.label for one in shown.button] == ["Afmelden"]


def test_who_did_not_can(bar):
    shown = bar()
    assert [one.label for one in shown.button] == ["Aanmelden"]
    assert shown.code[0].value == "publiek [] "


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"wijken": ["WK063705", "WK999999"]}, sentence("signin.no_such_wijk", value="WK999999")),
        ({"wijken": "Meerzicht"}, sentence("signin.bad_wijken", value="wijken")),
        ({"roles": ["wijkregisseur", "was"]}, "meer dan één rol: was, wijkregisseur"),
        ({"iat": time.time() - 8 * 3600}, sentence("signin.ended")),
        ({"iss": "http://127.0.0.1:8"}, sentence("signin.other")),
    ],
)
def test_what_is_in_doubt_is_said_once_in_passing_and_stays_to_read(bar, changed, told):
    shown = bar("wijkregisseur", "", changed)
    assert words(shown).count(told) == 2
    assert [told in one.value for one in shown.toast] == [True]
    assert words(shown.run()).count(told) == 1


@pytest.mark.usefixtures("store")
def test_wijken_stay_while_the_store_cannot_say_which_there_are(signed_in):
    who = signed_in(AppTest.from_string(WHO, default_timeout=60), "was", "WK063705 WK999999")
    known = "['WK063705'] 1"
    assert who.run().code[0].value == known
    engine = session.store().engine
    path = Path(engine.url.database)
    held = path.read_bytes()
    for content, told in ((b"no database" * 99, "['WK063705', 'WK999999'] 0"), (held, known)):
        engine.dispose()
        path.write_bytes(content)
        assert who.run().code[0].value == told


def test_who_signs_out_is_out_whoever_comes_back_with_the_same_cookie(bar):
    shown = bar("beheer")
    mine = dict(shown.user)
    shown.button[0].click().run()
    assert not shown.code
    shown.user = mine
    shown.run()
    assert shown.code[0].value == "publiek [] "
    assert sentence("signin.ended") in words(shown)


def test_where_it_is_set_who_did_not_sign_in_sees_what_was_published(bar, monkeypatch):
    assert bar().text[0].value == "False"
    monkeypatch.setenv("IVBGEO_PUBLIC_COUNTS", "ja")
    st.cache_resource.clear()
    assert bar().text[0].value == "True"


def test_a_name_is_a_text_and_no_markup(bar):
    shown = bar("planner", "", {"name": "**Jans** :material/shield: [x](http://ergens)"})
    (popover,) = shown.get("popover")
    assert popover.proto.popover.label.startswith("\\*\\*Jans\\*\\*")


@pytest.mark.usefixtures("store")
def test_where_nobody_can_sign_in_nobody_is_anybody(monkeypatch):
    for name in somebody.settings():
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("IVBGEO_PUBLIC_COUNTS", "ja")
    shown = AppTest.from_string(BAR, default_timeout=60)
    shown.user = somebody.claims("beheer")
    shown.run()
    assert shown.code[0].value == "publiek [] "
    assert shown.text[0].value == "False"
    assert "Aanmelden kan hier niet" in words(shown)
    assert not shown.button

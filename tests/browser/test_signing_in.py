"""Signing in at a real provider, in a real browser and over the bare websocket."""

from __future__ import annotations

import re
import time
import uuid
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

import pytest
import requests
from playwright.sync_api import expect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from ivbgeo.atlas import Atlas
from ivbgeo.importing import ReadOptions, import_file
from ivbgeo.messages import sentence
from ivbgeo.sources import Kind
from ivbgeo.store import Store
from tests import somebody
from tests.replica.oidc import CLIENT, Key, Provider

ROOT = Path(__file__).resolve().parents[2]
WIJK = "2025-WK063705"
# What nobody but a planner may see: its name is on no page of what is open.
MARK = "Straatroof"
ASKED = {"onderwerp": "misdrijven", "per": "buurt", "periode": "2024", "soort": "1.4.6"}


@pytest.fixture(scope="module")
def at():
    """A provider of these tests alone, which does wrong what it is told to."""
    with Provider() as provider:
        provider.people |= {
            "jans": {"name": "Jans de Vries", "roles": ["wijkregisseur"], "wijken": ["WK063705"]},
            "plan": {"name": "Een planner", "roles": ["planner"]},
        }
        yield provider


@pytest.fixture(scope="module")
def app(served, databases, tmp_path_factory, at):
    """The app, on a store with incidents that are not open, where somebody may sign in."""
    address = databases.address("sqlite", filled=True)
    file = tmp_path_factory.mktemp("rijen") / "incidenten.csv"
    rows = (f"1.4.6,2024-{1 + n % 12:02}-05,{93_000 + 9 * n},452500\n" for n in range(60))
    file.write_text("categorie,begin,x,y\n" + "".join(rows))
    store = Store.open(address)
    options = ReadOptions(today=date(2026, 11, 1))
    assert not import_file(store, Atlas(store).edition(), file, Kind.INCIDENTS, options).refused
    store.close()
    made = served(
        ROOT / "app.py",
        environment={"IVBGEO_DATABASE_URL": address} | somebody.settings(at.url, served.here),
    )
    at.callbacks.add(f"{made.url}/oauth2callback")
    return made


@pytest.fixture
def wrong(at):
    """Let the provider do something wrong, for one test."""
    yield at
    at.changes, at.key = {}, at.published


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def sign_in(page, login):
    button(page, "Aanmelden").click()
    page.get_by_label("Naam").fill(login)
    button(page, "Verder").click()


# --- in a browser ------------------------------------------------------------------------------


def test_in_and_out_and_in_again_as_something_else(app, at, page):
    where = f"{app.url}/wijk?wijk={WIJK}&periode=2023"
    page.goto(where)
    expect(page.get_by_role("heading", name="Meerzicht, 2023")).to_be_visible()
    sign_in(page, "jans")
    # Back on the page where he was.
    expect(button(page, "Jans de Vries (wijkregisseur)")).to_be_visible()
    assert page.url.startswith(where)
    expect(page.get_by_role("heading", name="Meerzicht, 2023")).to_be_visible()
    button(page, "Jans de Vries (wijkregisseur)").click()
    expect(page.get_by_text("Uw wijken: Meerzicht.")).to_be_visible()
    expect(page.get_by_text(re.compile(r"^U bent aangemeld tot \d\d:\d\d uur\.$"))).to_be_visible()
    page.keyboard.press("Escape")
    cookies = {one["name"]: one for one in page.context.cookies(app.url)}
    kept = cookies[somebody.USER]
    assert kept["httpOnly"]
    assert kept["sameSite"] == "Lax"
    assert 7.9 < (kept["expires"] - time.time()) / 3600 <= 8
    # Nothing on the page stands lower for it.
    title = page.get_by_role("heading", level=1)
    top = title.bounding_box()["y"]
    without = page.add_style_tag(content=".st-key-signed-in { display: none !important }")
    assert title.bounding_box()["y"] == top
    without.evaluate("(style) => style.remove()")

    other = page.context.new_page()
    other.goto(app.url)
    expect(button(other, "Jans de Vries (wijkregisseur)")).to_be_visible()
    button(page, "Jans de Vries (wijkregisseur)").click()
    button(page, "Afmelden").click()
    # By way of the provider, to the first page.
    expect(page.frame_locator("iframe").locator("path[role=button]").first).to_be_visible()
    expect(page).to_have_url(re.compile(rf"^{re.escape(app.url)}/(\?|$)"))
    expect(button(page, "Aanmelden")).to_be_visible()
    assert somebody.USER not in {one["name"] for one in page.context.cookies(app.url)}
    assert any(one.startswith("/logout?") and "id_token_hint=ey" in one for one in at.requests)
    # In every tab, without a click there.
    expect(button(other, "Aanmelden")).to_be_visible()
    other.close()
    # A copy of the cookie opens nothing any more.
    page.context.add_cookies([kept])
    page.reload()
    expect(button(page, "Aanmelden")).to_be_visible()
    expect(page.get_by_text(sentence("signin.ended")).first).to_be_visible()
    page.context.clear_cookies(name=somebody.USER)

    at.people["jans"] = {"name": "Jans de Vries", "roles": ["beheer"]}
    page.reload()
    sign_in(page, "jans")
    expect(button(page, "Jans de Vries (beheerder)")).to_be_visible()
    expect(page.get_by_role("link", name="Gegevens")).to_be_visible()


def test_what_did_not_work_and_what_has_ended_is_said(app, wrong, page):
    page.goto(f"{app.url}/stad")
    sign_in(page, "geweigerd")
    expect(page.get_by_text(sentence("signin.failed")).first).to_be_visible()
    expect(page).not_to_have_url(re.compile("mislukt"))
    # Of one who has been signed in for eight hours.
    wrong.changes = {"iat": int(time.time()) - 8 * 3600}
    button(page, "Aanmelden").click()
    button(page, "Meld u aan").click()
    page.get_by_label("Naam").fill("plan")
    button(page, "Verder").click()
    button(page, "Aanmelden").click()
    told = page.get_by_test_id("stPopoverBody").get_by_text(sentence("signin.ended"))
    expect(told).to_be_visible()


# --- without one -------------------------------------------------------------------------------


def talk(app, cookies=None, session="", *, token=True, origin=True):
    """Ask for the map as a browser does, and give all that comes, with the id of the session."""
    answer = requests.get(f"{app.url}/_stcore/health", timeout=20)
    jar = {"_streamlit_xsrf": answer.cookies["_streamlit_xsrf"]} | (cookies or {})
    words = ["streamlit", jar["_streamlit_xsrf"] if token else "x", *filter(None, [session])]
    message = BackMsg()
    message.rerun_script.query_string = urlencode(ASKED)
    came = []
    with connect(
        f"{app.url.replace('http', 'ws')}/_stcore/stream",
        additional_headers={"Cookie": "; ".join(f"{k}={v}" for k, v in jar.items())},
        subprotocols=words,
        origin=app.url if origin else None,
        max_size=None,
        proxy=None,
    ) as socket:
        socket.send(message.SerializeToString())
        while True:
            came.append(socket.recv(timeout=30))
            told = ForwardMsg.FromString(came[-1])
            if told.HasField("new_session"):
                session = told.new_session.initialize.session_id
            # Fragments end as well.
            if told.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY and told.HasField(
                "script_finished"
            ):
                return b"".join(came), session


def test_who_did_not_sign_in_gets_what_is_open_over_the_bare_websocket_too(app):
    _, cookies = somebody.enter(app.url, "plan")
    mark = MARK.encode()
    everything, session = talk(app, cookies)
    assert mark in everything
    user = cookies[somebody.USER]
    attempts = {
        "nothing": talk(app)[0],
        "the id of that session": talk(app, session=session)[0],
        "a cookie that was changed": talk(app, {somebody.USER: _changed(user)})[0],
        "the cookie under another name": talk(app, {f"{somebody.USER}_tokens": user})[0],
        "another token against forgery": talk(app, cookies, token=False)[0],
        "no origin": talk(app, cookies, origin=False)[0],
    }
    assert [name for name, came in attempts.items() if mark in came] == []
    assert all(b"Misdrijven" in came for came in attempts.values())


def _changed(cookie):
    middle = len(cookie) // 4
    return cookie[:middle] + ("A" if cookie[middle] != "A" else "B") + cookie[middle + 1 :]


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "http://127.0.0.1:2"},
        {"aud": "rooster"},
        {"nonce": "van een ander"},
        {"nonce": None},
        {"exp": int(time.time()) - 3600},
        {"sub": None},
    ],
)
def test_a_token_that_is_not_right_is_no_sign_in(app, wrong, changes):
    wrong.changes = changes
    last, cookies = somebody.enter(app.url, "plan")
    assert last.url == f"{app.url}/?aanmelden=mislukt"
    assert somebody.USER not in cookies


def test_a_token_of_another_key_is_no_sign_in(app, wrong):
    wrong.key = Key()
    last, cookies = somebody.enter(app.url, "plan")
    assert last.url == f"{app.url}/?aanmelden=mislukt"
    assert somebody.USER not in cookies


def test_a_token_for_another_app_that_ours_asked_for_is_nobody(app, wrong):
    # The library that Streamlit signs in with lets this pass.
    wrong.changes = {"aud": "rooster", "azp": CLIENT}
    _, cookies = somebody.enter(app.url, "plan")
    assert somebody.USER in cookies
    assert MARK.encode() not in talk(app, cookies)[0]


def test_who_is_in_many_groups_gets_in_or_hears_that_it_did_not_work(app, at):
    def enter(number):
        groups = [str(uuid.uuid4()) for _ in range(number)]
        at.people["veel"] = {"name": "In Veel Groepen", "roles": ["planner"], "groups": groups}
        return somebody.enter(app.url, "veel")

    # As many as Entra ID gives.
    _, cookies = enter(200)
    tokens = {name for name in cookies if name.startswith(f"{somebody.USER}_tokens")}
    assert tokens
    sent = {name: one for name, one in cookies.items() if name not in tokens}
    assert MARK.encode() in talk(app, sent)[0]
    last, cookies = enter(400)
    assert last.url == f"{app.url}/?aanmelden=mislukt"
    assert somebody.USER not in cookies


@pytest.mark.parametrize("query", ["code=geraden&state=geraden", "state=x", "error=access_denied"])
def test_an_answer_that_nobody_asked_for_is_no_sign_in(app, query):
    answer = requests.get(f"{app.url}/oauth2callback?{query}", timeout=20, allow_redirects=False)
    assert answer.headers["location"] == "/?aanmelden=mislukt"
    assert somebody.USER not in answer.cookies


def test_a_provider_that_is_away_is_said_and_who_is_in_can_go_out(served, databases):
    with Provider() as provider:
        provider.people["plan"] = {"roles": ["planner"]}
        app = served(
            ROOT / "app.py",
            environment={"IVBGEO_DATABASE_URL": databases.address("sqlite", filled=False)}
            | somebody.settings(provider.url, served.here),
        )
        provider.callbacks.add(f"{app.url}/oauth2callback")
        _, cookies = somebody.enter(app.url, "plan")
    last, _ = somebody.enter(app.url, "plan")
    assert last.url == f"{app.url}/?aanmelden=mislukt"
    out = requests.get(f"{app.url}/auth/logout", cookies=cookies, timeout=20, allow_redirects=False)
    assert out.headers["location"] == "/"
    assert f'{somebody.USER}=""' in out.headers["set-cookie"]
    # A secret is in no log, whatever went wrong.
    assert somebody.SECRET not in app.log.read_text()

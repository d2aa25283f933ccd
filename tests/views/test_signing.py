"""Signing in on the server's side: what stops a start, the cookies, and the way back."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from ivbgeo.errors import SettingsError
from ivbgeo.settings import ROOT, Settings
from ivbgeo.signin import Provider
from tests import somebody
from tests.ivbgeo.signin.test_provider import GIVEN
from views.server.signing import Signing, provider_here, secrets_for

USER = somebody.USER


def client(address="https://kaart.example.nl", base=""):
    """An app that answers to a sign-in as Streamlit does, behind the middleware."""

    async def login(request):
        if "stuk" in request.query_params:
            return PlainTextResponse("Authentication error", status_code=400)
        answer = RedirectResponse("https://login.example.nl/authorize", status_code=302)
        answer.set_cookie("_streamlit_session", "staat", samesite="lax", httponly=True)
        return answer

    async def callback(request):
        answer = RedirectResponse(f"{base}/", status_code=302)
        if "state" in request.query_params:
            for name in (USER, f"{USER}_tokens", f"{USER}_1"):
                answer.delete_cookie(name)
                answer.set_cookie(name, "waarde", max_age=30 * 86_400, httponly=True)
        answer.set_cookie("_streamlit_xsrf", "x")
        return answer

    settings = Settings(**(GIVEN | {"signin_address": address + base}))
    app = Starlette(
        routes=[Route(f"{base}/auth/login", login), Route(f"{base}/oauth2callback", callback)],
        middleware=[Middleware(Signing, provider=Provider.of(settings), base=base)],
    )
    return TestClient(app, base_url=address, follow_redirects=False)


def cookies(answer):
    return {one.partition("=")[0]: one for one in answer.headers.get_list("set-cookie")}


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_cookies_last_as_long_as_the_sign_in_and_go_by_https_where_the_app_does(scheme):
    host = "kaart.example.nl" if scheme == "https" else "127.0.0.1:8501"
    web = client(f"{scheme}://{host}")
    begun = web.get("/auth/login")
    assert ("; Secure" in cookies(begun)["_streamlit_session"]) is (scheme == "https")
    given = cookies(web.get("/oauth2callback?code=1&state=2"))
    for name in (USER, f"{USER}_tokens", f"{USER}_1"):
        assert "Max-Age=28800" in given[name]
        assert "HttpOnly" in given[name]
        assert ("; Secure" in given[name]) is (scheme == "https")
    # Tokens are long, and of no use but to sign out.
    assert [name for name, one in given.items() if "Path=/auth/logout" in one] == [f"{USER}_tokens"]
    assert "Secure" not in given["_streamlit_xsrf"]


@pytest.mark.parametrize("base", ["", "/veilig"])
def test_who_signs_in_comes_back_to_where_he_was(base):
    web = client(base=base)
    where = f"{base}/wijk?wijk=2025-WK063705&beeld=4.4,52.1"
    web.get(f"{base}/auth/login", headers={"referer": f"https://kaart.example.nl{where}"})
    back = web.get(f"{base}/oauth2callback?code=1&state=2")
    assert back.headers["location"] == where
    # Once.
    assert web.get(f"{base}/oauth2callback?code=1&state=2").headers["location"] == f"{base}/"


@pytest.mark.parametrize(
    "referer",
    ["https://ergens.example.org/wijk", "https://kaart.example.nl//ergens.example.org",
     "https://kaart.example.nl/\\ergens.example.org", "https://kaart.example.nl/" + "x" * 2001,
     "https://kaart.example.nl.example.org/", "geen adres", ""],
)  # fmt: skip
def test_nobody_is_sent_to_another_host(referer):
    web = client()
    web.get("/auth/login", headers={"referer": referer})
    assert web.get("/oauth2callback?code=1&state=2").headers["location"] == "/"


@pytest.mark.parametrize(
    "planted", ["//ergens.nl", "%2F%2Fergens.nl", "/%5Cergens.nl", "x", "/%0d"]
)
def test_nor_by_a_cookie_that_another_host_planted(planted):
    web = client()
    answer = web.get(
        "/oauth2callback?code=1&state=2", headers={"cookie": f"ivbgeo_terug={planted}"}
    )
    assert answer.headers["location"] == "/"


def test_what_fails_leads_back_to_the_app_with_a_word():
    web = client(base="/veilig")
    for path in ("auth/login?stuk=1", "oauth2callback?error=access_denied"):
        answer = web.get(f"/veilig/{path}")
        assert answer.status_code == 302
        assert answer.headers["location"] == "/veilig/?aanmelden=mislukt"
        assert answer.text == ""


def test_after_signing_out_there_is_nothing_to_read():
    assert client(base="/veilig").get("/veilig/oauth2callback").headers["location"] == "/veilig/"


def test_the_library_gets_what_it_needs_and_asks_by_the_safest_way():
    assert secrets_for(None) == {}
    given = secrets_for(Provider.of(Settings(**GIVEN)))["auth"]
    assert given["redirect_uri"] == "https://kaart.example.nl/veilig/oauth2callback"
    assert given["client_kwargs"]["code_challenge_method"] == "S256"


def test_a_header_can_not_say_who_somebody_is():
    before = st.get_option("server.trustedUserHeaders")
    st.config.set_option("server.trustedUserHeaders", {"X-User": "is_logged_in"})
    try:
        with pytest.raises(SettingsError, match="trustedUserHeaders"):
            provider_here(Settings(), "")
    finally:
        st.config.set_option("server.trustedUserHeaders", before)


def test_the_address_and_the_path_of_the_app_are_the_same():
    with pytest.raises(SettingsError, match="pad ‘/’"):
        provider_here(Settings(**GIVEN), "")
    assert provider_here(Settings(**GIVEN), "/veilig").client == "kaart"


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"IVBGEO_SIGNIN_ADDRESS": ""}, "signin_address ontbreekt"),
        ({"IVBGEO_SIGNIN_SECRET_FILE": "/nergens"}, "signin_secret en signin_secret_file"),
        ({"IVBGEO_ROLE": "beheer"}, "zijn er niet meer"),
    ],
)
def test_a_start_that_can_not_be_right_stops_with_a_sentence(tmp_path, changed, told):
    environment = {
        "PATH": os.environ["PATH"], "HOME": str(tmp_path), **somebody.settings(), **changed,
    }  # fmt: skip
    found = subprocess.run(
        [sys.executable, "-m", "ivbgeo", "serve", "--port", "0"],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert found.returncode == 2
    assert told in found.stderr
    assert found.stdout == ""
    assert "Traceback" not in found.stderr
    assert somebody.SECRET not in found.stdout + found.stderr
    assert somebody.COOKIE_SECRET not in found.stdout + found.stderr

"""No secret comes in a log or on a screen: not of a start, of the database, or of signing in."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
import requests
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from ivbgeo.errors import SettingsError
from ivbgeo.settings import ROOT, Settings
from ivbgeo.signin import Provider as Chosen
from tests import somebody

MARK = "gemerkt7f3a"
# Whatever is wrong with the rest, these are told to nobody.
CLIENT_SECRET, COOKIE_SECRET = f"{MARK}-van-de-app", f"{MARK}-van-de-koekjes-en-lang-genoeg"
ALL = somebody.settings() | {
    "IVBGEO_SIGNIN_SECRET": CLIENT_SECRET,
    "IVBGEO_SIGNIN_COOKIE_SECRET": COOKIE_SECRET,
}
CODE, COOKIE = f"{MARK}-code", f"{MARK}-koekje"


@pytest.mark.parametrize(
    "change",
    [
        *({name: ""} for name in ALL),
        {"IVBGEO_SIGNIN_COOKIE_SECRET": CLIENT_SECRET},
        {"IVBGEO_SIGNIN_COOKIE_SECRET": f"{MARK}-kort"},
        {"IVBGEO_SIGNIN_SECRET_FILE": "/nergens"},
        {"IVBGEO_SIGNIN_ISSUER": "geen adres"},
        {"IVBGEO_SIGNIN_ROLES": "onzin"},
        {"IVBGEO_SIGNIN_HOURS": "veel"},
    ],
    ids=str,
)
def test_what_is_wrong_with_settings_is_told_without_them(change):
    given = {name.removeprefix("IVBGEO_").lower(): value for name, value in (ALL | change).items()}
    with pytest.raises(SettingsError) as caught:
        Chosen.of(Settings(**given))
    assert MARK not in f"{caught.value} {caught.value.values} {Settings(**given)}"


def test_a_file_with_settings_that_is_no_good_is_told_without_what_is_in_it(tmp_path):
    for line in (f'signin_secret = "{MARK}', f'signin_secret = ["{MARK}"]'):
        (tmp_path / "ivbgeo.toml").write_text(line)
        with pytest.raises(SettingsError) as caught:
            Settings.load(tmp_path)
        assert MARK not in str(caught.value)


def test_a_start_that_fails_says_no_secret(tmp_path):
    environment = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    stopped = subprocess.run(
        [sys.executable, "-m", "streamlit", "run", "app.py", "--logger.level=debug"],
        cwd=ROOT,
        env=environment | ALL | {"HOME": str(tmp_path), "IVBGEO_SIGNIN_HOURS": "veel"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert stopped.returncode == 2
    assert MARK not in stopped.stdout + stopped.stderr


@pytest.fixture(scope="module")
def app(served, provider):
    """The app with a database that is away, and a provider that knows it by another secret."""
    # The words that a sign-in begins with are signed by the test itself, with the same secret.
    settings = somebody.settings(provider.url, served.here) | {
        "IVBGEO_SIGNIN_SECRET": CLIENT_SECRET,
        "IVBGEO_DATABASE_URL": f"postgresql://kaart:{MARK}-db@127.0.0.1:9/kaart",
        "STREAMLIT_LOGGER_LEVEL": "debug",
    }
    return served(ROOT / "app.py", environment=settings)


def drawn(app, **told):
    """Open a session as a browser does, and give every byte of what is drawn."""
    address = f"{app.url.replace('http', 'ws')}/_stcore/stream"
    first = BackMsg()
    first.rerun_script.query_string = ""
    with connect(address, origin=app.url, subprotocols=["streamlit"], **told) as websocket:
        websocket.send(first.SerializeToString())
        content = b""
        while True:
            frame = websocket.recv(timeout=30)
            content += frame
            message = ForwardMsg()
            message.ParseFromString(frame)
            if message.WhichOneof("type") == "script_finished":
                return content


def test_a_database_that_is_away_is_told_without_its_password(app):
    assert b"Veiligheid op de kaart" in drawn(app)
    assert MARK not in app.log.read_text()


def test_a_sign_in_that_fails_leaves_nothing_behind(app, provider):
    provider.callbacks.add(f"{app.url}/oauth2callback")
    provider.people["iemand"] = {"name": f"{MARK} de Vries", "roles": ["beheer"]}
    answer, cookies = somebody.enter(app.url, "iemand")
    # The provider knows the app by another secret, and said so.
    assert "/token" in "".join(provider.requests)
    assert somebody.USER not in cookies
    for query in (f"code={CODE}&state=x", f"code={CODE}&error=access_denied"):
        requests.get(f"{app.url}/oauth2callback?{query}", timeout=10, allow_redirects=False)
    forged = drawn(app, additional_headers={"Cookie": f"{somebody.USER}={COOKIE}"})
    told = answer.text + app.log.read_text()
    for secret in (MARK, somebody.COOKIE_SECRET):
        assert secret not in told
        assert secret.encode() not in forged

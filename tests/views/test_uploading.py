"""Who may send a file, and what its name becomes."""

from __future__ import annotations

import tomllib
import types
from datetime import datetime, timedelta

import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from streamlit.testing.v1 import AppTest

from ivbgeo.settings import ROOT
from tests.views.test_server import ask, serving
from views.components import session
from views.components.file_box import LARGEST, put_down
from views.server import uploading
from views.server.uploading import Uploads, allow

METHODS = ["GET", "PUT", "POST", "DELETE", "OPTIONS"]
BOX = """
import streamlit as st

from views.components import session
from views.components.file_box import file_box

if session.person().is_signed_in:
    file_box("Bestand", ["csv"], "box")
st.button("Afmelden", on_click=session.sign_out)
"""
ITS_FILE = "/_stcore/upload_file/test%20session%20id/1"


def always():
    return True


class Tomorrow(datetime):
    @classmethod
    def now(cls, tz=None):
        return datetime.now(tz) + timedelta(days=1)


@pytest.fixture(scope="module", params=["", "/diep/kaart"], ids=["root", "base path"])
def sent(request):
    """A function that sends something to an address of the app."""

    async def taken(_):
        return PlainTextResponse("genomen")

    app = Starlette(
        routes=[Route("/{path:path}", taken, methods=METHODS)],
        middleware=[Middleware(Uploads, base=request.param)],
    )
    with serving(app) as url:
        yield lambda method, path, **told: ask(f"{url}{request.param}{path}", method, **told)[0]


@pytest.mark.parametrize("method", ["PUT", "DELETE", "POST"])
def test_only_a_session_with_a_box_sends_a_file(sent, method):
    assert sent(method, "/_stcore/upload_file/vreemd/1") == 403
    allow("bekend", 1, always)
    length = {"Content-Length": "0"}
    assert sent(method, "/_stcore/upload_file/bekend/1", **length) == 200
    assert sent(method, "/_stcore/upload_file/vreemd/1") == 403


def test_a_file_is_no_larger_than_its_box(sent):
    allow("klein", 2, always)
    allow("klein", 1, always)  # a second box, and the first is still there

    def status(length):
        return sent("PUT", "/_stcore/upload_file/klein/1", **{"Content-Length": length})

    assert (status(str(3 << 20)), status("-1"), status("veel"), status("²")) == (413, 400, 400, 400)
    assert sent("PUT", "/_stcore/upload_file/klein/1", **{"Transfer-Encoding": "chunked"}) == 411


@pytest.fixture
def box(signed_in):
    """A page with a box, that somebody who is signed in has open."""
    st.cache_resource.clear()
    yield signed_in(AppTest.from_string(BOX), "beheer").run()
    st.cache_resource.clear()


def test_who_signed_out_sends_nothing_any_more_by_a_page_that_was_open(sent, box):
    assert not box.exception
    assert sent("POST", ITS_FILE) == 200
    box.button[0].click().run()
    assert sent("POST", ITS_FILE) == 403


def test_nor_does_who_is_no_longer_signed_in_by_time(sent, box, monkeypatch):
    assert not box.exception
    monkeypatch.setattr(session, "datetime", Tomorrow)
    assert sent("POST", ITS_FILE) == 403


def test_everybody_goes_by_the_same_size():
    config = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))
    assert config["server"]["maxUploadSize"] == LARGEST
    nginx = (ROOT / "deploy/nginx/ivbgeo.conf").read_text(encoding="utf-8")
    # One more for what a form adds to the file.
    assert f"client_max_body_size {LARGEST + 1}m;" in nginx


def test_everything_else_goes_on(sent):
    assert sent("OPTIONS", "/_stcore/upload_file/vreemd/1") == 200
    assert sent("POST", "/getoond/woord") == 200


def test_sessions_that_are_long_gone_are_forgotten(monkeypatch):
    monkeypatch.setattr(uploading, "_MOST", 3)
    monkeypatch.setattr(uploading, "_allowed", uploading._allowed.__class__())
    for one in "abcad":
        allow(one, 1, always)
    assert list(uploading._allowed) == ["c", "a", "d"]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("buurten.geojson", "buurten.geojson"),
        ("Café’s 2024.csv", "Café’s 2024.csv"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\a.csv", "a.csv"),
        ("C:\\Users\\a.csv", "a.csv"),
        ("..", "bestand"),
        ("", "bestand"),
        ("/", "bestand"),
        ("a\x00b\n.csv", "a_b_.csv"),
        ("a\u202evsc.exe.csv", "a_vsc.exe.csv"),
        ("a" * 500 + ".csv", "a" * 60 + ".csv"),
        ("é" * 500 + "." + "é" * 500, "é" * 60 + "." + "é" * 12),
    ],
)
def test_a_name_stays_in_its_folder_and_can_be_written(tmp_path, said, name):
    given = types.SimpleNamespace(name=said, getbuffer=lambda: memoryview(b"x"))
    path = put_down(given, tmp_path)
    assert path == tmp_path / name
    assert list(tmp_path.iterdir()) == [path]

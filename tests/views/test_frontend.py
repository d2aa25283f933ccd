"""The files of the frontend: which they are, what is asked for early, how they are answered."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from tests.views.test_server import ORIGINAL, ask, serving
from views.server.first_html import first_html
from views.server.frontend import Files, Frontend

SHIPPED = Path(st.__file__).parent / "static"


def test_every_file_with_a_hash_in_its_name_is_known_and_there():
    files = Frontend().files()
    assert {f"/{one.relative_to(SHIPPED)}" for one in SHIPPED.glob("static/*/*")} <= set(files)
    assert all(file.is_file() for file in files.values())
    # The frame's own page changes with a version, and the addresses of these do.
    assert not any(address.endswith(".html") for address in files)
    assert [one for one in files if not re.search(r"\.[\w-]{8}\.\w+(\.map)?$", one)] == []


def test_the_script_of_an_element_comes_with_what_it_imports():
    frontend = Frontend()
    first, *others = frontend.element("ComponentInstance")
    files = frontend.files()
    text = files[first.removeprefix(".")].read_text(encoding="utf-8")
    for name in re.findall(r'from"\./([^"]+)"', text):
        address = f"./static/js/{name}"
        assert (address in others) != (address in frontend.html)
    with pytest.raises(ValueError, match="Nothing"):
        frontend.element("Nothing")


def test_the_first_html_asks_early_for_what_the_map_needs():
    html = first_html(ORIGINAL, style="./a.css?v=1", element=["./m.js", "./n.js"], later=["./b.js"])
    assert html.index('src="./static/js/index.') < html.index('type="module" crossorigin src="./m')
    assert html.count('rel="modulepreload" crossorigin href="./n.js"') == 1
    assert html.count('<link rel="prefetch" href="./b.js">') == 1
    # After the head, in which the frontend writes its own: the last one of a weight holds.
    assert html.index("</head>") < html.index('<link rel="stylesheet" href="./a.css?v=1">')


def test_what_never_changes_is_answered_whole_and_kept_for_good(tmp_path):
    script = tmp_path / "page.js"
    script.write_bytes(b"let a = 1;" * 500)
    known = {"/app/static/page.js?v=1": script, "/static/js/a.js": script}
    app = Starlette(
        routes=[Route("/{rest:path}", lambda _: PlainTextResponse("the app"))],
        middleware=[Middleware(Files, files=known, base="/kaart")],
    )
    with serving(app) as url:
        asked = f"{url}/kaart/app/static/page.js?v=1"
        status, told, body = ask(asked)
        assert (status, body) == (200, script.read_bytes())
        assert told["Content-Type"].startswith("text/javascript")
        assert "immutable" in told["Cache-Control"]
        assert told["Vary"] == "Accept-Encoding"
        for _ in range(2):
            _, told, body = ask(asked, **{"Accept-Encoding": "gzip, br"})
            assert told["Content-Encoding"] == "gzip"
            assert gzip.decompress(body) == script.read_bytes()
        # Streamlit compresses none of its own.
        _, told, body = ask(f"{url}/kaart/static/js/a.js", **{"Accept-Encoding": "gzip"})
        assert (told["Content-Encoding"], body) == (None, script.read_bytes())
        for other, how in (
            (f"{url}/kaart/app/static/page.js?v=2", {}),
            (f"{url}/kaart/app/static/page.js", {}),
            (f"{url}/app/static/page.js?v=1", {}),
            (asked, {"Range": "bytes=0-1"}),
            (asked, {"If-None-Match": '"1"'}),
        ):
            assert ask(other, **how)[2] == b"the app"

"""What serves the app: headers on each answer, Dutch in the first HTML, tiles from its address."""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest
import streamlit as st
import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse
from starlette.routing import Route

from ivbgeo.errors import SettingsError
from ivbgeo.settings import ROOT
from ivbgeo.tiles import Extent
from ivbgeo.tiles.mbtiles import MBTilesFile
from ivbgeo.tiles.service import TileService
from tests.ivbgeo.tiles.samples import WHOLE, pictures, write_mbtiles
from views import server
from views.server.background import BackgroundTiles
from views.server.first_html import first_html
from views.server.guard import Guard
from views.server.policy import ancestors, headers

ORIGINAL = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
PAGE = "<!doctype html><html lang=nl><title>Eigen</title>"
ZOETERMEER = Extent(4.42, 52.02, 4.56, 52.1)
WMTS = "/brt/achtergrondkaart/wmts/v2_0"
NEAR, FAR = "14/8397/5408", "14/8414/5384"


@contextmanager
def serving(app):
    """Serve an app on a loopback address of its own."""
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=lambda: asyncio.run(server.serve()))
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


def ask(url, method="GET", **told):
    """Ask, and give status, headers and body; a redirect is not followed."""

    class Still(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_):
            return None

    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), Still)
    try:
        request = urllib.request.Request(url, method=method, headers=told)  # noqa: S310 - loopback
        with opener.open(request) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.code, answer.headers, answer.read()


# --- the first HTML ----------------------------------------------------------------------------


def test_the_first_html_is_dutch_and_without_script_in_it():
    html = first_html(ORIGINAL, "./app/static/page.js?v=1")
    assert html.count("<html") == html.count('<html lang="nl">') == 1
    assert re.findall("<title>(.*?)</title>", html) == ["Veiligheid op de kaart"]
    assert re.search('<meta name="description" content="[^"]{50,160}" />', html)
    assert "JavaScript aan" in re.search("<noscript>(.*?)</noscript>", html).group(1)
    assert re.findall(r"<script(?![^>]*\bsrc=)", html) == []
    assert '<script src="./app/static/page.js?v=1" defer fetchpriority="high"></script>' in html
    for word in ("<title>Streamlit", "JavaScript to", "agent", "favicon.png"):
        assert word not in html


def test_what_streamlit_loads_is_still_loaded():
    loaded = set(re.findall(r'"(\./static/[^"]+)"', ORIGINAL))
    assert len(loaded) > 20
    assert set(re.findall(r'"(\./static/[^"]+)"', first_html(ORIGINAL, "./x.js"))) == loaded


@pytest.mark.parametrize("lost", ["<title>Streamlit</title>", '<html lang="en">', "<noscript>"])
def test_another_index_is_noticed(lost):
    assert lost in ORIGINAL
    with pytest.raises(ValueError, match=r"index\.html has no"):
        first_html(ORIGINAL.replace(lost, ""), "./x.js")


# --- the headers -------------------------------------------------------------------------------


def policy_of(told):
    parts = (rule.partition(" ") for rule in told["Content-Security-Policy"].split("; "))
    return {name: value.split() for name, _, value in parts}


def test_the_page_loads_from_the_app_alone_and_runs_no_text():
    policy = policy_of(headers("'self'", of_the_map=False))
    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == policy["connect-src"] == policy["frame-src"] == ["'self'"]
    sources = {source for name, values in policy.items() for source in values}
    # Nothing with a host, and no scheme through which one can be reached.
    assert sources == {"'none'", "'self'", "'unsafe-inline'", "data:", "blob:"}
    assert [name for name, values in policy.items() if "'unsafe-inline'" in values] == ["style-src"]


def test_only_the_frame_of_the_map_may_run_text():
    policy = policy_of(headers("'self'", of_the_map=True))
    assert policy["script-src"] == ["'self'", "'unsafe-inline'", "'unsafe-eval'"]
    assert "frame-src" not in policy


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("", "'self'"),
        ("https://intranet.gemeente.nl", "'self' https://intranet.gemeente.nl"),
        (" HTTPS://A.nl:8443   https://*.b.nl ", "'self' https://a.nl:8443 https://*.b.nl"),
    ],
)
def test_who_may_frame_the_app_is_a_setting(setting, told):
    assert ancestors(setting) == told


@pytest.mark.parametrize(
    "setting",
    [
        "*",
        "intranet.gemeente.nl",
        "https://a.nl; script-src *",
        "https://a.nl,https://b.nl",
        "https://a.nl/pad",
        "javascript:alert(1)",
        "https://a.nl\r\nSet-Cookie:x",
        "https://",
        "'unsafe-inline'",
    ],
)
def test_anything_else_is_refused(setting):
    with pytest.raises(SettingsError, match="frame_ancestors"):
        ancestors(setting)


# --- the guard ---------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=["", "/diep/kaart"], ids=["root", "base path"])
def guarded(request):
    """A server with answers as Streamlit gives them; the address of the app on it."""
    base = request.param
    theirs = "<!doctype html><title>Streamlit</title>" + "x" * 2000

    async def html(_):
        shared = {"Access-Control-Allow-Origin": "*", "Access-Control-Allow-Credentials": "true"}
        return HTMLResponse(theirs, headers={"ETag": '"1"', "Last-Modified": "x"} | shared)

    async def missing(_):
        return PlainTextResponse("Not Found", 404)

    async def moved(_):
        return RedirectResponse("/", 301)

    answers = {"weg": missing, "verhuisd": moved}
    app = Starlette(
        routes=[
            *(Route(f"{base}/{name}", answer) for name, answer in answers.items()),
            Route(f"{base}/{{path:path}}", html),
        ],
        middleware=[
            Middleware(Guard, base=base, framed_by="'self' https://a.nl", page=PAGE),
            Middleware(GZipMiddleware),
        ],
    )
    with serving(app) as url:
        yield url + base


@pytest.mark.parametrize("path", ["/", "/stad", "/bestaat/niet", "/app/x", "/media"])
@pytest.mark.parametrize("packed", ["identity", "gzip"])
def test_every_address_of_the_app_gives_our_page(guarded, path, packed):
    status, told, body = ask(guarded + path, **{"Accept-Encoding": packed})
    assert (status, body.decode()) == (200, PAGE)
    assert told["Content-Length"] == str(len(PAGE))
    assert told["Cache-Control"] == "no-cache"
    assert [told[name] for name in ("ETag", "Last-Modified", "Content-Encoding")] == [None] * 3


def test_asked_for_the_head_alone_it_is_of_the_same_page(guarded):
    status, told, body = ask(f"{guarded}/stad", "HEAD")
    assert (status, told["Content-Length"], body) == (200, str(len(PAGE)), b"")


@pytest.mark.parametrize(
    "path", ["/media/kaart.html", "/component/x.y/index.html", "/app/static/x.html", "/_stcore/x"]
)
def test_html_that_is_no_page_stays_as_it_is(guarded, path):
    assert b"<title>Streamlit</title>" in ask(guarded + path)[2]


@pytest.mark.parametrize("path", ["/", "/weg", "/verhuisd", "/media/x.html", "/_stcore/health"])
def test_every_answer_has_the_headers(guarded, path):
    _, told, _ = ask(guarded + path)
    policy = policy_of(told)
    assert policy["script-src"] == ["'self'"]
    assert policy["frame-ancestors"] == ["'self'", "https://a.nl"]
    assert told["X-Content-Type-Options"] == "nosniff"
    assert told["Referrer-Policy"] == "same-origin"
    assert "camera=()" in told["Permissions-Policy"]
    # For the button of the page WAS, within our own pages alone.
    assert "geolocation=(self)" in told["Permissions-Policy"]
    assert told["Cross-Origin-Resource-Policy"] == "same-origin"
    assert told["Cross-Origin-Opener-Policy"] == "same-origin"
    # It can't name the other site that may frame the app here.
    assert told["X-Frame-Options"] is None
    for name in ("Content-Security-Policy", "X-Content-Type-Options"):
        assert len(told.get_all(name)) == 1
    assert told["Server"] == "uvicorn"  # no version


def test_without_another_site_that_may_frame_it_old_browsers_are_told_too():
    assert headers(ancestors(""), of_the_map=False)["X-Frame-Options"] == "SAMEORIGIN"


def test_no_other_site_is_let_in(guarded):
    told = ask(f"{guarded}/media/x.html", Origin="http://localhost:1")[1]
    assert [name for name in told if name.lower().startswith("access-control")] == []


def test_the_frame_of_the_map_and_no_other_has_its_own_policy(guarded):
    frame = ask(f"{guarded}/component/streamlit_folium.st_folium/index.html")[1]
    assert "'unsafe-eval'" in policy_of(frame)["script-src"]
    other = ask(f"{guarded}/component/iets.anders/index.html")[1]
    assert policy_of(other)["script-src"] == ["'self'"]


# --- tiles -------------------------------------------------------------------------------------


@contextmanager
def tiles_of(source, extent=ZOETERMEER):
    tiles = BackgroundTiles(source, lambda: extent)
    with serving(Starlette(routes=[Route("/tiles/{z}/{x}/{y}", tiles.answer)])) as url:
        yield f"{url}/tiles"


@pytest.fixture
def service(replica, tmp_path):
    source = TileService(replica.url + WMTS, "grijs", tmp_path / "cache", patience=0.5)
    yield source
    source.close()


def test_a_tile_near_the_gemeente_is_fetched_and_may_be_kept(service, replica):
    with tiles_of(service) as tiles:
        status, told, body = ask(f"{tiles}/{NEAR}?v=1", Cookie="_streamlit_user=geheim")
        assert (status, told["Content-Type"], body[:4]) == (200, "image/png", b"\x89PNG")
        assert told["Cache-Control"] == "public, max-age=604800"
        assert ask(f"{tiles}/{NEAR}")[2] == body
    assert replica.requests == [f"{WMTS}/grijs/EPSG:3857/{NEAR}.png"]
    assert "geheim" not in str(replica.headers)


@pytest.mark.parametrize("path", [FAR, "18/0/0", "5/16/10", "20/537437/346112"])
def test_the_app_is_no_proxy_for_the_rest_of_the_world(service, replica, path):
    with tiles_of(service) as tiles:
        assert ask(f"{tiles}/{path}")[0] == 204
    assert replica.requests == []


def test_without_areas_nothing_is_fetched(service, replica):
    with tiles_of(service, extent=None) as tiles:
        assert ask(f"{tiles}/{NEAR}")[0] == 204
    assert replica.requests == []


def test_where_the_gemeente_lies_is_not_looked_up_for_each_tile(service):
    looked = []
    tiles = BackgroundTiles(service, lambda: looked.append(1) or ZOETERMEER)
    with serving(Starlette(routes=[Route("/{z}/{x}/{y}", tiles.answer)])) as url:
        for row in range(5400, 5410):
            assert ask(f"{url}/14/8397/{row}")[0] == 200
    assert looked == [1]


@pytest.mark.parametrize(
    "path",
    ["-1/0/0", "1/2/0", "99/0/0", f"5/{'9' * 400}/0", "5/x/1", "5/1/1.png", "5/1/%2e%2e", "5/1/٣"],
)
def test_what_is_no_tile_is_not_found(service, replica, path):
    with tiles_of(service) as tiles:
        status, _, body = ask(f"{tiles}/{urllib.request.quote(path, safe='/%')}")
        assert (status, body) == (404, b"")
    assert replica.requests == []


def test_without_a_background_there_are_no_tiles():
    with tiles_of(None) as tiles:
        assert ask(f"{tiles}/{NEAR}")[0] == 404


GONE = {
    "stalls": lambda faults: faults.stall(times=None),
    "fails": lambda faults: faults.status(500, times=None),
    "lies": lambda faults: faults.html(times=None),
}


@pytest.mark.parametrize("gone", GONE.values(), ids=GONE)
def test_a_service_that_fails_is_no_error_of_the_app(service, replica, gone):
    gone(replica.faults)
    with tiles_of(service) as tiles:
        for _ in range(2):
            status, told, body = ask(f"{tiles}/{NEAR}")
            assert (status, told["Cache-Control"], body) == (204, "no-store", b"")


def test_a_file_is_served_wherever_it_has_tiles(tmp_path):
    source = MBTilesFile(write_mbtiles(tmp_path / "kaart.mbtiles", pictures("WEBP")))
    with tiles_of(source, extent=None) as tiles:
        address = f"{WHOLE.zoom}/{WHOLE.column}/{WHOLE.row}"
        status, told, body = ask(f"{tiles}/{address}")
        assert (status, told["Content-Type"]) == (200, "image/webp")
        assert body == pictures("WEBP")[WHOLE]
        assert ask(f"{tiles}/{NEAR}")[0] == 204


# --- at the start ------------------------------------------------------------------------------

WARM = """
import asyncio, sys
from views import server
from views.server.warming import lifespan

async def start():
    async with lifespan(None):
        server.warmed()

before = sys.getswitchinterval(), {"ivbgeo.atlas", "layers.thematic"} & set(sys.modules)
asyncio.run(start())
assert before == (sys.getswitchinterval(), set()), before
assert {"ivbgeo.atlas", "layers.thematic"} <= set(sys.modules)
# Imported by none but a session, or the map's frame is not found.
assert "streamlit_folium" not in sys.modules
"""


def test_the_libraries_are_read_in_by_the_server_but_for_the_component():
    subprocess.run([sys.executable, "-c", WARM], cwd=ROOT, check=True, timeout=60)


def test_the_server_starts_without_the_libraries_of_the_figures():
    code = "import sys, views.server; views.server.parts(); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, timeout=60
    )
    assert {"numpy", "pandas", "shapely", "geo", "folium"}.isdisjoint(done.stdout.decode().split())


@pytest.mark.parametrize(
    ("how", "setting", "word"),
    [
        ("ivbgeo serve --port=0", "BACKGROUND", "nergens.pmtiles"),
        ("streamlit run app.py", "BACKGROUND", "nergens.pmtiles"),
        ("streamlit run app.py", "FRAME_ANCESTORS", "frame_ancestors"),
        ("streamlit run app.py", "RECORD_DAYS", "record_days"),
        ("streamlit run app.py", "SPOT_DAYS", "spot_days"),
        ("streamlit run app.py", "THRESHOLD", "threshold"),
        ("streamlit run app.py", "X", "‘x’"),
        ("streamlit run app.py --server.enableCORS=false", "", "server.enableCORS"),
        ("streamlit run app.py --server.enableXsrfProtection=0", "", "enableXsrfProtection"),
        ("streamlit run app.py --server.unsafeMetricsUserAttributes=email", "", "unsafeMetrics"),
    ],
)
def test_a_wrong_setting_stops_the_start_with_a_sentence(tmp_path, how, setting, word):
    environment = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    given = {f"IVBGEO_{setting}": "nergens.pmtiles"} if setting else {}
    stopped = subprocess.run(
        [sys.executable, "-m", *how.split()],
        cwd=ROOT,
        env=environment | {"HOME": str(tmp_path)} | given,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert stopped.returncode == 2
    assert word in stopped.stderr
    assert "Traceback" not in stopped.stderr


@pytest.mark.parametrize(
    ("setting", "value", "word"),
    [
        ("PUBLIC_COUNTS", "yes", "public_counts"),
        ("PUBLIC_COUNTS", "ja", "aanmelden is niet ingericht"),
        ("WAS_LAG", "-1", "was_lag"),
        ("KEEP_REMARKS", "soms", "keep_remarks"),
    ],
)
def test_what_nobody_would_notice_until_later_stops_the_start(
    monkeypatch, capsys, setting, value, word
):
    monkeypatch.setenv(f"IVBGEO_{setting}", value)
    with pytest.raises(SystemExit) as stopped:
        server.parts()
    assert stopped.value.code == 2
    assert word in capsys.readouterr().err

"""A real browser against a real server, and proof that neither asks anything of another host."""

from __future__ import annotations

import importlib.util
import os
import re
import socket
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Request,
    WebSocket,
    expect,
    sync_playwright,
)

from tests import somebody
from tests.appserver import AppServer, Started
from tests.replica.oidc import Provider

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parents[2]
expect.set_options(timeout=20_000)  # a cold start on a busy machine takes a while
HERE = "http://127.0.0.1:0"  # in a setting: where the app that is started will be
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_NOT_THESE = (
    "AutofillServerCommunication",  # Chromium's own errand, when it sees a form
    # What its address bar, which nobody sees here, is made of: two pages more for each window, a
    # third of all its work.
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxFullPopup",
)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=nl",
    # A page lives for seconds: a sixth of the browser's work went into machine code for it.
    "--js-flags=--no-maglev,--no-turbofan",
    f"--disable-features={','.join(_NOT_THESE)}",
]


def _finder():
    # tests is no package, so that tests/geo can't hide the real geo.
    spec = importlib.util.spec_from_file_location(
        "ivbgeo_chromium", Path(__file__).with_name("chromium.py")
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_SOURCE = re.compile(r'"source":\{"id":(\d+)')
# Chromium's own errands (is there an update?) have no origin; what a page causes has one, and its
# look-ups, which share one source, are kept apart under the page's own address.
_ORIGIN = re.compile(r'"initiator":"(?!not an origin")')
_LOOKUP = re.compile(
    r'"network_(?:anonymization|isolation)_key":"[^"]*(?:127\.0\.0\.1|localhost|file:)'
)
_HOST = re.compile(r'"(?:url|location|host)":"(?:(?:https?|wss?)://)?(\[[^]]+\]|[\w.~-]+)')


def hosts_in_net_log(text: str) -> set[str]:
    """Give every host that a page made Chromium ask or look up, from its log of the network."""
    lines = [
        (found.group(1), line) for line in text.splitlines() if (found := _SOURCE.search(line))
    ]
    pages = {source for source, line in lines if _ORIGIN.search(line)}
    hosts = {
        host
        for source, line in lines
        if source in pages or _LOOKUP.search(line)
        for host in _HOST.findall(line)
    }
    return {host.strip("[]").lower() for host in hosts - {"data", "blob", "file", "about"}}


@dataclass
class Served:
    """A Streamlit script that runs on a free port of this machine."""

    url: str
    process: Started
    log: Path
    cookies: list[dict[str, object]] = field(default_factory=list)


@dataclass
class Traffic:
    """What a page asked for and what came over its websocket."""

    requests: list[str] = field(default_factory=list)
    sockets: list[str] = field(default_factory=list)
    received: list[int] = field(default_factory=list)
    sent: list[int] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def hosts(self) -> set[str]:
        links = (urlsplit(link) for link in (*self.requests, *self.sockets))
        return {
            link.hostname or ""
            for link in links
            if link.scheme not in ("data", "blob", "about", "file")
        }


def pytest_itemcollected(item: pytest.Item) -> None:
    # A click can come between two drawings of a page; see docs/adr/0009-dependencies.md.
    item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Let a second try begin as the first did: with stores and apps of its own."""
    if getattr(item, "execution_count", 1) == 1:
        return
    for made in item._fixtureinfo.name2fixturedefs.values():
        if made[-1].scope == "module":
            made[-1].finish(item._request)


@pytest.fixture(scope="session")
def launch() -> Iterator[Callable[..., Browser]]:
    """Give a function that starts the browser, which logs all of its network to a file."""
    path = _finder().find()
    assert path, "no browser: run `make test`, or set TEST_CHROMIUM"
    with sync_playwright() as playwright:
        yield lambda net_log, *more: playwright.chromium.launch(
            executable_path=path,
            headless=True,
            args=[*ARGUMENTS, *more, f"--log-net-log={net_log}"],
        )


@pytest.fixture(scope="session")
def browser(launch, tmp_path_factory) -> Iterator[Browser]:
    net_log = tmp_path_factory.mktemp("chromium") / "net-log.json"
    started = launch(net_log)
    yield started
    started.close()
    # The page's own events missed a call once; the browser's log of the network does not.
    hosts = hosts_in_net_log(net_log.read_text(encoding="utf-8", errors="replace"))
    assert not hosts - LOOPBACK, f"a page asked for {sorted(hosts - LOOPBACK)}"


@pytest.fixture(scope="session")
def entered() -> dict[str, list[dict[str, object]]]:
    """The cookies of who signed in, by the host and port of the app: browsers forget the port."""
    return {}


@pytest.fixture(scope="session")
def as_who_signed_in(entered) -> Callable[[Page], Page]:
    """Give a function that lets a page be of who signed in, wherever it goes."""

    def prepared(page: Page) -> Page:
        go = page.goto

        def goto(url: str, **how: object) -> object:
            page.context.add_cookies(entered.get(urlsplit(url).netloc, ()))
            return go(url, **how)

        page.goto = goto
        return page

    return prepared


@pytest.fixture(scope="session")
def provider() -> Iterator[Provider]:
    """Where users of the apps of these tests sign in."""
    with Provider() as provider:
        yield provider


@pytest.fixture(scope="session")
def server() -> Iterator[AppServer]:
    """The app's server, with all that it stands on loaded."""
    made = AppServer()
    yield made
    made.close()


@pytest.fixture(scope="module")
def served(request, server, tmp_path_factory, entered) -> Iterator[Callable[..., Served]]:
    """Give a function that starts a Streamlit script and waits until it is healthy.

    With a role, and wijken, somebody signs in there: each page of these tests is that one's. In a
    setting ``here`` stands for where the app will be.
    """
    with ExitStack() as stack:

        def serve(
            script: Path,
            *,
            environment: dict[str, str] | None = None,
            cwd: Path = ROOT,
            base: str = "",
            role: str | None = None,
            wijken: str = "",
            cold: bool = False,
        ) -> Served:
            folder = tmp_path_factory.mktemp("server")
            running = partial(_running, server, script, cwd, folder, base, cold)
            given = environment or {}
            if role is None:
                return stack.enter_context(running(given))
            provider = request.getfixturevalue("provider")
            given = given | somebody.settings(provider.url, HERE)
            made = stack.enter_context(running(given))
            made.cookies = somebody.signed_in(provider, made.url, role, wijken)
            entered[urlsplit(made.url).netloc] = made.cookies
            return made

        serve.here = HERE
        yield serve


@pytest.fixture(scope="module")
def app(request, served, databases) -> Served:
    """Give the app on a store of its own with the embedded data.

    A module says with ``ROLE`` whom it is for, and with ``COLD`` that nothing of it is loaded yet.
    """
    environment = {"IVBGEO_DATABASE_URL": databases.address("sqlite", filled=True)}
    role = getattr(request.module, "ROLE", None)
    cold = getattr(request.module, "COLD", False)
    return served(ROOT / "app.py", environment=environment, role=role, cold=cold)


@contextmanager
def _running(  # noqa: PLR0917 - what a server is
    server: AppServer,
    script: Path,
    cwd: Path,
    folder: Path,
    base: str,
    cold: bool,  # noqa: FBT001 - as are the others
    environment: dict[str, str],
) -> Iterator[Served]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    clean = {
        name: os.environ[name]
        for name in ("PATH", "LANG", "LC_ALL", "TMPDIR")
        if name in os.environ
    }
    url = f"http://127.0.0.1:{port}/{base}".rstrip("/")
    environment = {name: value.replace(HERE, url) for name, value in environment.items()}
    clean |= {"HOME": str(folder), "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", **environment}
    words = [
        "run", script, "--server.port", port, "--server.address", "127.0.0.1",
        "--server.headless", "true",
    ]  # fmt: skip
    log = folder / "log.txt"
    process = server.start(words, clean, cwd, log, cold=cold)
    try:
        process.wait_until_healthy(url, log)
        yield Served(url, process, log)
    finally:
        process.stop(10)


@pytest.fixture
def traffic() -> Traffic:
    return Traffic()


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[BrowserContext]:
    """One window for a whole module, which keeps the files of the app as who comes back has them.

    Half of what a page costs is to read these files anew. A module asks for it with
    ``SAME_WINDOW``; what is measured of a first visit needs windows of its own.
    """
    context = _new_window(browser)
    yield context
    context.close()


def _new_window(browser: Browser) -> BrowserContext:
    context = browser.new_context(locale="nl-NL", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(20_000)
    return context


def _forget(context: BrowserContext, traffic: Traffic) -> None:
    """Leave nothing in a window but files: no cookies, nothing stored, no pages."""
    for page in context.pages[1:]:
        page.close()
    last = context.pages[0] if context.pages else context.new_page()
    session = context.new_cdp_session(last)
    for origin in {"{0.scheme}://{0.netloc}".format(urlsplit(url)) for url in traffic.requests}:
        if origin.startswith("http"):
            kinds = "cookies,file_systems,indexeddb,local_storage,service_workers,cache_storage"
            session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": kinds})
    last.close()
    context.clear_cookies()


@pytest.fixture
def page(
    request: pytest.FixtureRequest, browser: Browser, traffic: Traffic, as_who_signed_in
) -> Iterator[Page]:
    """Give a fresh page; at its end no other host may have been asked, and no script failed."""
    same = getattr(request.module, "SAME_WINDOW", False)
    context = request.getfixturevalue("window") if same else _new_window(browser)

    def on_request(request: Request) -> None:
        traffic.requests.append(request.url)

    def on_socket(websocket: WebSocket) -> None:
        traffic.sockets.append(websocket.url)
        websocket.on("framereceived", lambda data: traffic.received.append(len(data)))
        websocket.on("framesent", lambda data: traffic.sent.append(len(data)))

    context.on("request", on_request)  # of frames and workers too
    made = as_who_signed_in(context.new_page())
    made.on("websocket", on_socket)
    made.on("pageerror", lambda error: traffic.errors.append(str(error)))
    yield made
    if same:
        context.remove_listener("request", on_request)
        _forget(context, traffic)
    else:
        context.close()
    assert not traffic.hosts() - LOOPBACK, f"asked for {sorted(traffic.hosts() - LOOPBACK)}"
    assert not traffic.errors, traffic.errors

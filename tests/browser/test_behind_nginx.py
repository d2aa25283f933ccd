"""The app behind the nginx of ``deploy/nginx``: TLS, headers, limits, logs, and a real browser."""

from __future__ import annotations

import http.client
import re
import socket
import ssl
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest
import trustme
from playwright.sync_api import expect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from ivbgeo.settings import ROOT
from tests import somebody
from tests.browser.nginx import NAME, find, free_port, proxied

pytestmark = pytest.mark.skipif(
    find() is None, reason="nginx is not here; `make test` installs it where it runs as root"
)
MARK = "gemerkt-7f3a"
UPLOAD = "/_stcore/upload_file"
# As in test_background: what a policy held back, but for a try that does as well without.
WATCH = """
window.blocked = [];
addEventListener("securitypolicyviolation", (event) => {
  window.blocked.push(`${event.effectiveDirective} ${event.blockedURI}`);
});
"""


@pytest.fixture(scope="module")
def authority():
    return trustme.CA()


@pytest.fixture(scope="module")
def start(authority, tmp_path_factory):
    """A function that puts nginx before a port of this machine, as a context."""
    certificate = authority.issue_cert(NAME)

    def start(port, secure=0):
        folder = tmp_path_factory.mktemp("nginx")
        chain, key = folder / "volledig.pem", folder / "sleutel.pem"
        chain.write_bytes(b"".join(pem.bytes() for pem in certificate.cert_chain_pems))
        certificate.private_key_pem.write_to_path(key)
        return proxied(folder, port, chain, key, secure)

    return start


@pytest.fixture(scope="module")
def secure():
    """The port on which the app is found: it has to know that beforehand."""
    return free_port()


@pytest.fixture(scope="module")
def app(served, databases, provider, secure):
    here = f"https://{NAME}:{secure}"
    provider.callbacks.add(f"{here}/oauth2callback")
    provider.people["nginx"] = {"name": "Beheer Achterom", "roles": ["beheer"]}
    settings = somebody.settings(provider.url, here) | {
        "IVBGEO_DATABASE_URL": databases.address("sqlite", filled=True),
        "IVBGEO_SECURITY_CONTACT": "mailto:veilig@example.nl",
    }
    return served(ROOT / "app.py", environment=settings)


@pytest.fixture(scope="module")
def proxy(app, start, secure):
    with start(urlsplit(app.url).port, secure) as proxy:
        yield proxy


def trusting(authority, **limits):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    authority.configure_trust(context)
    for name, value in limits.items():
        setattr(context, name, value)
    return context


@pytest.fixture(scope="module")
def ask(authority, proxy):
    """A function that asks by TLS, and gives the status, the headers and the body."""

    def ask(path, method="GET", told=None, body=None, at=proxy):
        plain = socket.create_connection(("127.0.0.1", at.secure), timeout=20)
        with trusting(authority).wrap_socket(plain, server_hostname=NAME) as secure:
            connection = http.client.HTTPConnection(NAME, at.secure)
            connection.sock = secure
            connection.request(method, path, body, told or {})
            with connection.getresponse() as answer:
                return answer.status, answer.headers, answer.read()

    return ask


def plainly(proxy, request):
    """Send bytes to the port without TLS, and give what comes back."""
    with socket.create_connection(("127.0.0.1", proxy.plain), timeout=10) as connection:
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(4096), b""))


# --- TLS ---------------------------------------------------------------------------------------


def test_without_tls_one_is_sent_on_to_the_same_page_with_it(proxy):
    answer = plainly(proxy, f"GET /stad?x=1 HTTP/1.0\r\nHost: {NAME}\r\n\r\n".encode())
    assert answer.startswith(b"HTTP/1.1 301")
    assert f"\r\nLocation: {proxy.url}/stad?x=1\r\n".encode() in answer


def test_another_name_gets_nothing(proxy, authority):
    assert plainly(proxy, b"GET / HTTP/1.1\r\nHost: ander.example.nl\r\n\r\n") == b""
    assert plainly(proxy, b"GET / HTTP/1.0\r\n\r\n") == b""
    with socket.create_connection(("127.0.0.1", proxy.secure), timeout=10) as connection:
        context = trusting(authority)
        with pytest.raises(ssl.SSLError, match="UNRECOGNIZED_NAME"):
            context.wrap_socket(connection, server_hostname="ander.example.nl")


@pytest.mark.parametrize(
    ("version", "ciphers", "taken"),
    [
        (ssl.TLSVersion.TLSv1_3, "DEFAULT", True),
        (ssl.TLSVersion.TLSv1_2, "ECDHE+AESGCM", True),
        (ssl.TLSVersion.TLSv1_2, "ECDHE+CHACHA20", True),
        (ssl.TLSVersion.TLSv1_2, "ECDHE+AES:!AESGCM:!AESCCM", False),
        (ssl.TLSVersion.TLSv1_2, "kRSA", False),
        (ssl.TLSVersion.TLSv1_1, "ALL:@SECLEVEL=0", False),
        (ssl.TLSVersion.TLSv1, "ALL:@SECLEVEL=0", False),
    ],
)
@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
def test_only_what_is_good_is_spoken(authority, proxy, version, ciphers, taken):
    context = trusting(authority, maximum_version=version, minimum_version=version)
    context.set_ciphers(ciphers)
    with socket.create_connection(("127.0.0.1", proxy.secure), timeout=10) as connection:
        if taken:
            with context.wrap_socket(connection, server_hostname=NAME) as secure:
                assert secure.version() == version.name.replace("_", ".")
                assert secure.compression() is None
        else:
            with pytest.raises((ssl.SSLError, ConnectionResetError)):
                context.wrap_socket(connection, server_hostname=NAME)


# --- headers, by the rules that are published ----------------------------------------------------


def policy_of(told):
    parts = (rule.partition(" ") for rule in told["Content-Security-Policy"].split("; "))
    return {name: set(value.split()) for name, _, value in parts}


def points(proxy, told, html):
    """Give the points of Mozilla's Observatory by its table (docs/beveiliging/maatregelen.md)."""
    policy = policy_of(told)
    unsafe = {"'unsafe-inline'", "'unsafe-eval'", "data:", "https:", "http:", "*"}
    assert not unsafe & policy["script-src"]
    assert policy["default-src"] == {"'none'"}
    assert policy["form-action"] <= {"'none'", "'self'"}
    redirected = plainly(proxy, f"GET / HTTP/1.0\r\nHost: {NAME}\r\n\r\n".encode())
    age = int(re.search(r"max-age=(\d+)", told["Strict-Transport-Security"])[1])
    scripts = re.findall(r'<script[^>]*\bsrc="([^"]+)"', html)
    return {
        "Content Security Policy": 0 if "'unsafe-inline'" in policy["style-src"] else 10,
        "Cookies": 0 if told["Set-Cookie"] is None else -40,
        "Cross-origin Resource Sharing": -50 if told["Access-Control-Allow-Origin"] else 0,
        "Redirection": 0 if f"Location: {proxy.url}".encode() in redirected else -20,
        "Referrer Policy": 5 if told["Referrer-Policy"] in {"same-origin", "no-referrer"} else 0,
        "Strict Transport Security": 0 if age >= 15_768_000 else -10,
        "Subresource Integrity": 0 if all(one.startswith("./") for one in scripts) else -50,
        "X-Content-Type-Options": 0 if told["X-Content-Type-Options"] == "nosniff" else -5,
        "X-Frame-Options": 5 if policy["frame-ancestors"] == {"'self'"} else -20,
        "Cross Origin Resource Policy": (
            10 if told["Cross-Origin-Resource-Policy"] == "same-origin" else 0
        ),
    }


def test_the_observatory_gives_what_the_document_says(ask, proxy):
    status, told, html = ask("/")
    assert status == 200
    given = points(proxy, told, html.decode())
    document = (ROOT / "docs/beveiliging/maatregelen.md").read_text(encoding="utf-8")
    table = dict(re.findall(r"^\| ([A-Z][\w -]+) \| ([+-]?\d+) \|", document, re.MULTILINE))
    assert {name: int(value) for name, value in table.items()} == given
    assert f"**{100 + sum(given.values())} punten" in document


def test_internet_nl_has_one_remark_and_it_is_in_the_document(ask):
    _, told, _ = ask("/", told={"Accept-Encoding": "gzip"})
    policy = policy_of(told)
    everything = set().union(*policy.values())
    assert everything <= {"'none'", "'self'", "'unsafe-inline'", "data:", "blob:"}
    assert {name for name, values in policy.items() if "'unsafe-inline'" in values} == {"style-src"}
    assert not {"data:"} & (policy["script-src"] | policy.get("object-src", set()))
    for name in ("default-src", "base-uri", "form-action", "frame-ancestors"):
        assert policy[name] <= {"'none'", "'self'"}
    assert int(re.search(r"max-age=(\d+)", told["Strict-Transport-Security"])[1]) >= 31_536_000
    assert told["X-Frame-Options"] in {"DENY", "SAMEORIGIN"}
    assert told["Referrer-Policy"] == "same-origin"
    # No compression of the page itself, which is what is looked at.
    assert told["Content-Encoding"] is None
    assert "unsafe-inline" in (ROOT / "docs/beveiliging/maatregelen.md").read_text()


@pytest.mark.parametrize(
    "path",
    ["/", "/stad", "/_stcore/health", "/app/static/page.css", "/bestaat/niet", "/_stcore/metrics"],
)
def test_every_answer_has_each_header_once(ask, path):
    _, told, _ = ask(path)
    for name in (
        "Strict-Transport-Security", "Content-Security-Policy", "X-Content-Type-Options",
        "X-Frame-Options", "Referrer-Policy",
    ):  # fmt: skip
        assert len(told.get_all(name)) == 1, (path, name)
    assert told.get_all("Server") == ["nginx"]  # no version, and not the app's
    assert told["X-Powered-By"] is None


def test_a_cookie_is_sent_by_tls_alone(ask):
    _, told, _ = ask("/_stcore/health")
    (cookie,) = told.get_all("Set-Cookie")
    assert cookie.startswith("_streamlit_xsrf=")
    assert {"Secure", "SameSite=Strict"} <= set(cookie.split("; "))


@pytest.mark.parametrize(
    "path", ["/_stcore/metrics", "/_stcore/agent/mcp", "/_stcore/script-health-check"]
)
def test_how_the_app_is_doing_is_for_who_runs_it(ask, path):
    assert ask(path)[0] == 404


@pytest.mark.parametrize(
    "path",
    [
        "/app/static/../.streamlit/config.toml",
        "/app/static/%2e%2e/.streamlit/config.toml",
        "/app/static/..%2f.streamlit/config.toml",
        "/app/static/....//.streamlit/config.toml",
        "/app/static//etc/passwd",
        "/app/static/%00",
        "/component/streamlit_folium.st_folium/../../../../etc/passwd",
        "/media/../../../etc/passwd",
        "/.git/config",
        "/ivbgeo.toml",
        "/var/ivbgeo.sqlite",
    ],
)
def test_no_file_comes_out_but_those_that_are_served(ask, path):
    _, _, body = ask(path)
    for within in (b"enableCORS", b"root:", b"[core]", b"SQLite format 3"):
        assert within not in body


def test_which_tiles_are_asked_for_is_in_no_log(ask, proxy):
    status, _, _ = ask("/tiles/17/67164/43261")  # some 190 m: where somebody stands
    assert "67164" not in proxy.logs(f"/tiles/... {status} ")


def test_where_to_report_a_leak_is_said(ask):
    status, told, body = ask("/.well-known/security.txt")
    assert (status, told["Content-Type"]) == (200, "text/plain; charset=utf-8")
    assert b"Contact: mailto:veilig@example.nl\n" in body


# --- what comes in -------------------------------------------------------------------------------


def test_large_bodies_are_refused_before_they_come(ask):
    assert ask("/getoond/x", "POST", {"Content-Length": str(65 << 10)})[0] == 413
    large = {"Content-Length": str(102 << 20)}
    assert ask(f"{UPLOAD}/s/f", "PUT", large)[0] == 413


@pytest.fixture
def opened(authority, proxy):
    """A function that opens a session, as a context."""

    def opened(origin=proxy.url):
        plain = socket.create_connection(("127.0.0.1", proxy.secure), timeout=20)
        return connect(
            f"wss://{NAME}:{proxy.secure}/_stcore/stream", sock=plain, origin=origin,
            ssl=trusting(authority), server_hostname=NAME, subprotocols=["streamlit"],
        )  # fmt: skip

    return opened


def test_a_file_of_who_has_no_box_for_one_is_refused(ask, opened):
    cookie = ask("/_stcore/health")[1]["Set-Cookie"].partition(";")[0]
    told = {"Cookie": cookie, "X-Xsrftoken": cookie.partition("=")[2]}
    begin = BackMsg()
    begin.rerun_script.query_string = ""
    with opened() as websocket:
        websocket.send(begin.SerializeToString())
        first = ForwardMsg()
        while not first.new_session.initialize.session_id:
            first.ParseFromString(websocket.recv(timeout=20))
        session = first.new_session.initialize.session_id
        status, _, body = ask(f"{UPLOAD}/{session}/bestand", "PUT", told, b"x" * 1000)
    assert (status, body.decode()) == (403, "Op deze pagina kan geen bestand worden gestuurd.")


def test_a_websocket_is_for_our_own_page(opened, proxy):
    with opened() as websocket:
        assert websocket.protocol.state.name == "OPEN"
    for other in ("https://elders.example", f"https://{NAME}.elders.example", "null"):
        with pytest.raises(InvalidStatus, match="403"):
            opened(other)
    assert " GET /_stcore/stream 403 " in proxy.logs(" GET /_stcore/stream 403 ")


def test_an_app_that_is_away_is_told_in_dutch_and_nothing_is_logged(ask, start):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))  # nobody listens
        with start(closed.getsockname()[1]) as alone:
            status, told, body = ask(f"/stad?{MARK}", told={"Referer": MARK}, at=alone)
            assert (status, told["Retry-After"]) == (502, None)
            assert "De kaart is er even niet" in body.decode()
            assert told["Strict-Transport-Security"]
            assert told["X-Frame-Options"] == "DENY"
            assert MARK not in alone.logs(" GET /storing.html 502 ")


# --- a browser -----------------------------------------------------------------------------------


def test_a_browser_draws_the_map_and_signs_in_through_it(proxy, launch, tmp_path):
    browser = launch(tmp_path / "net-log.json", f"--host-resolver-rules=MAP {NAME} 127.0.0.1")
    context = browser.new_context(locale="nl-NL", ignore_https_errors=True)
    page = context.new_page()
    page.add_init_script(WATCH)
    sockets, hosts = [], set()
    page.on("websocket", lambda websocket: sockets.append(websocket.url))
    context.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.goto(f"{proxy.url}/?niveau={MARK}")
    frame = page.frame_locator("iframe").first
    expect(frame.locator("path[role=button]")).to_have_count(8)
    assert sockets == [f"wss://{NAME}:{proxy.secure}/_stcore/stream"]
    assert hosts == {f"{NAME}:{proxy.secure}"}
    held = [each for one in page.frames for each in one.evaluate("window.blocked || []")]
    assert [each for each in held if each != "script-src wasm-eval"] == []

    page.get_by_role("button", name="Aanmelden", exact=True).click()
    page.get_by_label("Naam").fill("nginx")
    page.get_by_role("button", name="Verder", exact=True).click()
    page.get_by_role("link", name="Gegevens").click()
    # By way of the place where files come in.
    rows = b"categorie;begin\n1.1.1;2024-01-02\n"
    file = {"name": "a.csv", "mimeType": "text/csv", "buffer": rows}
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(file)
    expect(page.get_by_text("Het bestand is goed: 1 rijen")).to_be_visible()
    cookies = {cookie["name"]: cookie for cookie in context.cookies(proxy.url)}
    assert {cookie["secure"] for cookie in cookies.values()} == {True}
    assert {cookie["sameSite"] for cookie in cookies.values()} <= {"Lax", "Strict"}
    # The one that the page itself has to read, and no other.
    readable = {name for name, cookie in cookies.items() if not cookie["httpOnly"]}
    assert readable == {"_streamlit_xsrf"}
    assert somebody.USER in cookies
    browser.close()
    logs = proxy.logs(
        " GET / 200 ", " PUT /_stcore/upload_file/... 204 ", " GET /oauth2callback 302 "
    )
    for secret in (MARK, "code=", cookies[somebody.USER]["value"][:40]):
        assert secret not in logs
    # Whoever knows the name of a download can fetch it: it is in no log.
    assert not re.search(r"/media/[^. ]", logs)


def test_too_often_is_told_in_dutch(ask, proxy):
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(ask, [f"/oauth2callback?{MARK}"] * 80))
    refused = [answer for answer in answers if answer[0] == 429]
    # What came first was let through.
    assert 0 < len(refused) <= 60
    _, told, body = refused[0]
    assert told["Content-Type"] == "text/html"
    assert "De kaart is er even niet" in body.decode()
    assert "frame-ancestors 'none'" in told["Content-Security-Policy"]
    assert MARK not in proxy.logs(" 429 ")

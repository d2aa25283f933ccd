"""Asking an outside service: patient with what passes, plain about what does not."""

import json
import threading
import time
from contextlib import contextmanager
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from ivbgeo.errors import IvbgeoError, SettingsError
from ivbgeo.fetch.http import Client, FetchError

INFO = "/ODataApi/OData/47022NED/TableInfos"
FEED = "/ODataFeed/odata/47022NED/TypedDataSet"


@pytest.fixture
def waits():
    return []


@pytest.fixture
def ask(replica, waits):
    """A function that makes a client of the replica, which never really waits."""
    made = []

    def ask(**options):
        client = Client(replica.url, **{"timeout": 5, "sleep": waits.append, **options})
        made.append(client)
        return client

    yield ask
    for client in made:
        client.close()


def test_what_is_asked_is_given(ask):
    told = ask().get_json(INFO, {"$format": "json"})
    assert told["value"][0]["Identifier"] == "47022NED"


def test_blanks_and_quotes_of_a_filter_arrive_as_they_are(ask, replica):
    wanted = "SoortMisdrijf eq '0.0.0 ' and Perioden eq '2025MM01'"
    told = ask().get_json("/ODataApi/OData/47022NED/TypedDataSet", {"$filter": wanted, "$top": 2})
    assert len(told["value"]) == 2
    assert replica.requests[-1].endswith(f"$filter={wanted}&$top=2")


PASSING = {
    "503": lambda faults: faults.status(503),
    "500": lambda faults: faults.status(500),
    "429": lambda faults: faults.status(429),
    "408": lambda faults: faults.status(408),
    "html": lambda faults: faults.html(),
    "truncated": lambda faults: faults.truncated(),
    "shorter than it said": lambda faults: faults.disconnect(),
    "no answer": lambda faults: faults.refuse(),
}


@pytest.mark.parametrize("fault", PASSING)
def test_what_passes_is_asked_again(ask, replica, waits, fault):
    PASSING[fault](replica.faults)
    assert ask().get_json(INFO)["value"]
    assert len(replica.requests) == 2
    assert len(waits) == 1


@pytest.mark.parametrize("fault", ["slow", "stall"])
def test_a_time_out_is_asked_again(ask, replica, fault):
    getattr(replica.faults, fault)(seconds=30)
    client = ask(timeout=0.05)
    replica.faults.clear()
    getattr(replica.faults, fault)(seconds=30, times=None)
    with pytest.raises(FetchError, match="antwoordt niet op tijd"):
        client.get_json(INFO)
    assert len(replica.requests) == 4
    replica.faults.clear()
    getattr(replica.faults, fault)(seconds=30)
    assert client.get_json(INFO)["value"]
    assert len(replica.requests) == 6


def test_what_does_not_pass_ends_after_so_many_tries_with_a_sentence(ask, replica, waits):
    replica.faults.status(503, times=None)
    with pytest.raises(FetchError, match=r"storing of is te druk \(status 503\)") as caught:
        ask(tries=3).get_json(INFO)
    assert len(replica.requests) == 3
    assert len(waits) == 2
    assert caught.value.values["status"] == 503


def test_a_page_for_people_is_named_as_what_it_probably_is(ask, replica):
    replica.faults.html(times=None)
    with pytest.raises(FetchError, match=r"webpagina.*onderhoud.*aanmelden"):
        ask().get_json(INFO)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_a_refusal_is_not_asked_again(ask, replica, status):
    replica.faults.status(status, times=None)
    with pytest.raises(FetchError, match=rf"weigert de vraag \(status {status}\)"):
        ask().get_json(INFO)
    assert len(replica.requests) == 1


def test_what_a_service_says_of_its_refusal_is_told_but_never_the_query(ask):
    with pytest.raises(FetchError, match="Could not find a property") as caught:
        ask().get_json(INFO, {"$filter": "Adres eq 'Dorpsstraat 1'"})
    assert "Dorpsstraat" not in str(caught.value)


def test_pauses_double_and_differ_by_chance(ask, replica, waits):
    replica.faults.status(503, times=None)
    with pytest.raises(FetchError):
        ask(tries=5, pause=1.0).get_json(INFO)
    assert [0.5 * 2**n <= wait <= 1.5 * 2**n for n, wait in enumerate(waits)] == [True] * 4
    assert len({wait / 2**n for n, wait in enumerate(waits)}) > 1


@pytest.mark.parametrize(
    ("asked", "least", "most"),
    [
        ("20", 20, 20),
        (lambda: formatdate(time.time() + 20, usegmt=True), 18, 20),
        ("99999", 60, 60),
        ("straks", 0, 0.1),
        (lambda: formatdate(time.time() - 999, usegmt=True), 0, 0.1),
    ],
)
def test_a_service_says_itself_how_long_to_wait_up_to_a_limit(
    ask, replica, waits, asked, least, most
):
    replica.faults.status(503, retry_after=asked() if callable(asked) else asked)
    ask(pause=0.01, longest_pause=60).get_json(INFO)
    assert least <= waits[0] <= most


def test_it_is_told_that_it_is_tried_again(ask, replica):
    said = []
    replica.faults.status(503, retry_after=7)
    ask(tell=said.append, pause=0.0).get_json(INFO)
    assert len(said) == 1
    assert "status 503" in said[0]
    assert said[0].endswith("Poging 2 van 4 begint over 7 seconden.")


def test_a_stop_by_the_user_goes_through_at_once(replica):
    def stop(_):
        raise KeyboardInterrupt

    replica.faults.status(503, times=None)
    with Client(replica.url, sleep=stop) as client, pytest.raises(KeyboardInterrupt):
        client.get_json(INFO)
    assert len(replica.requests) == 1


def test_nobody_there_is_said(waits):
    with (
        Client("http://127.0.0.1:9", sleep=waits.append) as client,
        pytest.raises(FetchError, match="niet te bereiken"),
    ):
        client.get_json("/")
    assert len(waits) == 3


def test_links_are_followed_at_this_address_whatever_host_they_name(ask, replica):
    replica.links = "https://dataderden.cbs.nl"
    replica.odata.page = 3
    client = ask()
    query = {"$format": "json", "$filter": "Perioden eq '2025MM01' and SoortMisdrijf eq '0.0.0 '"}
    first = client.get_json(FEED, query)
    second = client.follow(first["odata.nextLink"])
    assert first["odata.nextLink"].startswith("https://dataderden.cbs.nl/")
    assert [len(page["value"]) for page in (first, second)] == [3, 3]
    assert first["value"] != second["value"]


class _Scripted(BaseHTTPRequestHandler):
    """Answers by path what a test has put there: status, headers, body."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self):
        self.server.asked.append(self.path)
        status, headers, body = self.server.script[self.path]
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@contextmanager
def _server(script):
    with ThreadingHTTPServer(("127.0.0.1", 0), _Scripted) as server:
        server.script, server.asked = script, []
        server.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def test_a_path_before_the_services_own_is_put_before_it_once():
    page = {"next": "https://elders.nl/a?b=1", "own": "http://elders.nl/spiegel/a?b=1"}
    script = {
        "/spiegel/a": (200, {}, json.dumps(page).encode()),
        "/spiegel/a?b=1": (200, {}, b"[1]"),
        "/spiegel/a?b=2": (200, {}, b"[2]"),
    }
    with _server(script) as server, Client(f"{server.url}/spiegel/") as client:
        told = client.get_json("/a")
        assert client.follow(told["next"]) == [1]
        assert client.follow(told["own"]) == [1]
        assert client.follow("?b=2", path="/a") == [2]


def test_a_redirect_within_the_host_is_followed_and_to_another_is_not():
    script = {
        "/oud": (301, {"Location": "/nieuw"}, b""),
        "/nieuw": (200, {}, b"[1]"),
        "/weg": (302, {"Location": "https://aanmelden.example/login?geheim=1"}, b""),
        "/poort": (302, {"Location": "http://127.0.0.1:1/"}, b""),
        "/rond": (302, {"Location": "/rond"}, b""),
    }
    with _server(script) as server, Client(server.url) as client:
        assert client.get_json("/oud") == [1]
        with pytest.raises(FetchError, match=r"andere server: ‘aanmelden\.example’"):
            client.get_json("/weg")
        with pytest.raises(FetchError, match="andere server"):
            client.get_json("/poort")
        with pytest.raises(FetchError, match="steeds opnieuw door"):
            client.get_json("/rond")


def test_an_answer_has_a_limit():
    body = json.dumps(["x" * 300_000]).encode()
    with _server({"/": (200, {}, body)}) as server:
        with (
            Client(server.url, largest=200_000) as client,
            pytest.raises(FetchError, match=r"groter dan 0,19 MB"),
        ):
            client.get_json("/")
        assert server.asked == ["/"]


@pytest.mark.parametrize("body", [b"", b"[NaN]", b"\xff\xfe[", b"[" * 100_000, b"<a/>"])
def test_what_is_no_json_is_refused(body):
    with _server({"/": (200, {}, body)}) as server:
        with (
            Client(server.url, sleep=lambda _: None) as client,
            pytest.raises(FetchError, match=r"beschadigd|webpagina"),
        ):
            client.get_json("/")
        assert len(server.asked) == 4


@pytest.mark.parametrize(
    "address",
    ["", "dataderden.cbs.nl", "ftp://cbs.nl", "file:///etc/passwd", "https://", "http://a:b",
     "https://a/?b=c", "http://[::1", "https://a:0"],
)  # fmt: skip
def test_what_is_no_address_is_refused(address):
    with pytest.raises(SettingsError, match="is geen adres"):
        Client(address)


def test_a_password_in_an_address_is_refused_and_not_repeated():
    with pytest.raises(SettingsError, match=r"example\.org") as caught:
        Client("https://wim:geheim@example.org")
    assert "geheim" not in str(caught.value)


def test_errors_are_data_errors_so_that_the_exit_status_is_1():
    assert issubclass(FetchError, IvbgeoError)
    assert not issubclass(FetchError, SettingsError)

"""The replica: every outside service of ivbgeo, on one loopback address."""

from __future__ import annotations

import socket
import sys
import threading
from contextlib import suppress
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Self
from urllib.parse import parse_qsl, unquote, unquote_plus, urlsplit

from . import addresses, tiles
from .faults import Answer, Disconnected, Faults
from .features import Features
from .odata import OData
from .regions import HOME, Area, areas

if TYPE_CHECKING:
    from .filters import Value

LOOKUPS = "/bzk/locatieserver/search/v3_1"
POLL = 0.02


class Replica:
    """A server to start and stop around a test; a context manager.

    Parameters
    ----------
    gemeente
        The code under which the areas of ``data/`` are served.
    newest
        The newest month of the police, such as 2025MM12.
    port
        0 takes a free one.
    prefix
        What comes before each path, such as /spiegel: mirrors live below one at times.

    Attributes
    ----------
    url
        The address, without a slash at the end: the ``--base-url`` of a fetch.
    requests
        Path and query of each request so far, in readable form.
    headers
        The headers of each request so far.
    faults
        What is to go wrong; see ``Faults``.
    modified
        When each table was changed last, by identifier.
    links
        What next links begin with; a mirror's may name the original host. Usually ``url``.
    errors
        Bugs of the replica itself; the fixture asserts that there are none.
    """

    def __init__(
        self, gemeente: str = HOME, newest: str = "2025MM12", port: int = 0, prefix: str = ""
    ) -> None:
        self.gemeente = gemeente
        self.odata = OData(gemeente, newest)
        self.features = Features(gemeente)
        self.faults = Faults()
        self.requests: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.modified = self.odata.modified
        self.errors: list[BaseException] = []
        self._server = _Server(("127.0.0.1", port), _Handler)
        self._server.replica = self
        self._thread = threading.Thread(target=self._server.serve_forever, args=(POLL,))
        self._prefix = prefix
        self.url = f"http://127.0.0.1:{self._server.server_port}{prefix}"
        self.links = self.url

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.faults.released.set()
        self._server.shutdown()
        self._thread.join()
        self._server.hang_up()
        self._server.server_close()

    def areas(self, year: int) -> tuple[Area, ...]:
        """Give the areas that the replica serves of a division year."""
        return areas(year, self.gemeente)

    def rows(self, table: str, **keys: str) -> list[dict[str, object]]:
        """Give rows as the table holds them now, by unpadded keys of some dimensions."""
        known = self.odata.tables[table]
        if unknown := set(keys) - known.fields():
            raise KeyError(*unknown)
        return list(known.rows(_Exactly(keys)))

    def change(self, table: str, *keys: str, value: Value, topic: str = "") -> None:
        """Change one value, by the unpadded key of each dimension; the sums stay as they are."""
        topic = topic or self.odata.tables[table].topics[0].key
        self.odata.change(table, keys, {topic: value})

    def unpublish(self, table: str, *keys: str, absent: bool = False) -> None:
        """Let a row have no values any more or, ``absent``, be there no more."""
        topics = self.odata.tables[table].topics
        self.odata.change(table, keys, None if absent else {topic.key: None for topic in topics})

    def republish(self, table: str) -> None:
        """Let the table be a day newer than it was."""
        before = datetime.fromisoformat(self.modified[table])
        self.modified[table] = (before + timedelta(days=1)).isoformat()

    def answer(self, path: str, query: dict[str, str], accept: str) -> Answer:
        """Answer a request, before anything goes wrong with it."""
        path = path.removeprefix(self._prefix) if path.startswith(self._prefix) else ""
        match [part for part in path.split("/") if part]:
            case ["ODataCatalog" | "ODataApi" | "ODataFeed", *_]:
                return self.odata.answer(self.links, path, query, accept)
            case ["cbs", dataset, "ogc", "v1", *rest] if dataset.startswith("wijken-en-buurten-"):
                return self.features.ogc(self.links, dataset.rpartition("-")[2], rest, query)
            case ["cbs", "wijkenbuurten", year, "wfs", "v1_0"]:
                return self.features.wfs(year, query)
            case ["brt", "achtergrondkaart", "wmts", "v2_0", *rest]:
                return tiles.answer(rest)
        # With the path of the real service, or as a setting that holds that path already.
        if path.removeprefix(LOOKUPS) in addresses.PATHS:
            return addresses.PATHS[path.removeprefix(LOOKUPS)](query)
        return Answer(404, b"Not found", "text/plain")


class _Exactly:
    """A condition of fields that have these values, but for blanks."""

    def __init__(self, keys: dict[str, str]) -> None:
        self._keys = keys

    def holds(self, row: dict[str, Value]) -> bool:
        return all(str(row.get(name, key)).strip() == key for name, key in self._keys.items())


class _Server(ThreadingHTTPServer):
    """Keeps its open connections, so that none outlives the test."""

    daemon_threads = False
    replica: Replica

    def __init__(self, *given: object) -> None:
        self._open: set[socket.socket] = set()
        super().__init__(*given)

    def process_request(self, request: socket.socket, client_address: object) -> None:
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: socket.socket) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        """Close what clients kept open, so that the threads that serve them end."""
        for request in list(self._open):
            with suppress(OSError):
                request.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: socket.socket, client_address: object) -> None:
        del request, client_address
        error = sys.exception()
        # A client may go away whenever it likes.
        if error is not None and not isinstance(error, ConnectionError):
            self.replica.errors.append(error)


class _Handler(BaseHTTPRequestHandler):
    """Answers GET, with the faults that wait for the path."""

    protocol_version = "HTTP/1.1"
    # Headers and body go apart: without this the second waits some 40 ms for the first.
    disable_nagle_algorithm = True
    server: _Server

    def do_GET(self) -> None:
        replica = self.server.replica
        replica.requests.append(unquote_plus(self.path))
        replica.headers.append(dict(self.headers))
        asked = urlsplit(self.path)
        query = dict(parse_qsl(asked.query, keep_blank_values=True))
        accept = self.headers.get("Accept", "")
        try:
            answer = replica.answer(unquote(asked.path), query, accept)
            answer = replica.faults.applied(unquote_plus(self.path), answer)
        except Disconnected:
            self.close_connection = True
            return
        self._send(answer)

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        for name, value in {"Content-Type": answer.kind, **answer.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if answer.drips:
            self._drip(answer)
            return
        self.wfile.write(answer.body[: answer.cut])
        if answer.cut is not None:
            self.wfile.flush()
            self.server.replica.faults.released.wait(answer.stalls)
            self.close_connection = True

    def _drip(self, answer: Answer) -> None:
        for byte in answer.body:
            self.wfile.write(bytes([byte]))
            if self.server.replica.faults.released.wait(answer.drips):
                break
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Tests read ``requests`` instead."""

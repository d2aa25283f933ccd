"""The OGC API: the real server on a free port, asked for the 146 buurten of the embedded data.

The first answer after a start makes the collections and reads the areas; the others are warm.
"""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import psutil
import requests

from benchmarks.finding import Finding, at_most, duration, mebibytes, plain
from benchmarks.timing import say
from ivbgeo.atlas import Atlas
from ivbgeo.demo import load_demo
from ivbgeo.publish import Publication
from ivbgeo.publish.writing import write_publication
from ivbgeo.settings import ROOT
from ivbgeo.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["measure"]

_BOUND = 0.150
_PATIENCE = 60.0
_BUURTEN = "/collections/misdrijven-buurt/items"
_ASKED = {
    "146 buurten": _BUURTEN,
    "146 buurten in RD": f"{_BUURTEN}?crs=http://www.opengis.net/def/crs/EPSG/0/28992",
    "146 buurten, five years": f"{_BUURTEN}?datetime=../..",
    "every collection": "/collections",
}


def measure(fewer: int) -> Iterator[Finding]:
    """Measure 200 answers of each kind, divided by ``fewer``."""
    with TemporaryDirectory() as folder, _served(Path(folder)) as (url, process):
        session = requests.Session()
        for what, path in _ASKED.items():
            say(what)
            first = _seconds(session, url + path)
            turns = [_seconds(session, url + path) for _ in range(200 // fewer)]
            yield plain(what, "the first answer", duration(first))
            middle = statistics.median(turns)
            yield at_most(what, "warm", middle, _BOUND, duration(middle), duration(_BOUND))
            size = len(session.get(url + path, timeout=_PATIENCE).content)
            yield plain(what, "size", f"{size / 1000:,.0f} kB")
        yield plain("the server", "memory", mebibytes(process.memory_info().rss))


def _seconds(session: requests.Session, url: str) -> float:
    before = time.perf_counter()
    session.get(url, timeout=_PATIENCE).raise_for_status()
    return time.perf_counter() - before


@contextmanager
def _served(folder: Path) -> Iterator[tuple[str, psutil.Process]]:
    """Serve the embedded data; gives the address and the process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address, url = f"sqlite:///{folder / 'store.sqlite'}", f"http://127.0.0.1:{port}/ogc"
    with closing(Store.open(address)) as store:
        load_demo(store, ROOT / "data")
        publication = Publication(url, "Meting", "Meting", "GM0637", port=port)
        write_publication(folder, publication, Atlas(store).edition())
    command = [sys.executable, "-m", "ivbgeo", "serve-ogc", str(folder)]
    environment = os.environ | {"IVBGEO_DATABASE_URL": address}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL) as server:
        try:
            _wait_for(port)
            yield url, psutil.Process(server.pid)
        finally:
            server.terminate()


def _wait_for(port: int) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(f"nothing listens at port {port}")

"""Programs that serve a page on a free port of this machine."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.tessellation import CACHE
from ivbgeo.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["Served", "app", "serving", "streamlit"]

_PATIENCE = 120.0
_FLAGS = (
    "--server.address=127.0.0.1",
    "--server.headless=true",
    "--browser.gatherUsageStats=false",
)


@dataclass(frozen=True, slots=True)
class Served:
    """A program that serves pages. ``started``: seconds since 1970."""

    url: str
    started: float
    process: subprocess.Popen[bytes]


def app() -> list[str]:
    """Give the command that serves the app, as the handleiding has it."""
    return ["-m", "ivbgeo", "serve"]


def streamlit(*command: str) -> list[str]:
    """Give a command of Streamlit: ``hello``, or ``run`` and a script."""
    return ["-m", "streamlit", *command, *_FLAGS]


@contextmanager
def serving(command: Sequence[str], settings: Mapping[str, str] | None = None) -> Iterator[Served]:
    """Start a program, wait until it answers, and end it.

    Parameters
    ----------
    command
        What Python is to run; the port is added.
    settings
        Variables of the environment beside those that are there.
    """
    port = _free_port()
    at = [f"--port={port}"] if "ivbgeo" in command else [f"--server.port={port}"]
    # Hand in hand with the app: its theme, and no addresses of other hosts.
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **(settings or {})}
    with tempfile.TemporaryFile(dir=CACHE) as log:
        started = time.time()
        process = subprocess.Popen(
            [sys.executable, *command, *at], cwd=ROOT, env=environment, stdout=log, stderr=log
        )
        try:
            _wait(port, process)
            yield Served(f"http://127.0.0.1:{port}/", started, process)
        except Exception:
            log.seek(0)
            sys.stderr.write(log.read()[-3000:].decode(errors="replace"))
            raise
        finally:
            process.terminate()
            process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    # No proxy: the environment may name one.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            with opener.open(f"http://127.0.0.1:{port}/_stcore/health", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.01)
    raise RuntimeError("the server did not come up")

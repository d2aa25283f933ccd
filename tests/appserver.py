"""The app's server, loaded once: each server is a process of its own that starts with all of it.

As ``tests.commandline`` does for commands. What a server of Streamlit loads for its first page
takes longer than most tests with it.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import subprocess
import sys
import time
import traceback
import urllib.error
import urllib.request
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ivbgeo.settings import ROOT
from tests.commandline import load_all

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

__all__ = ["AppServer", "Started"]


@dataclass(frozen=True, slots=True)
class Started:
    """A server that was started."""

    pid: int

    def runs(self) -> bool:
        """Tell whether it still runs."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, 0)
            return True
        return False

    def wait_until_healthy(self, url: str, log: Path) -> None:
        """Wait until it answers at an address; what it said so far is told if it does not."""
        # No proxy: the environment of a developer may name one.
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and self.runs():
            try:
                with opener.open(f"{url}/_stcore/health", timeout=2) as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        raise AssertionError(f"the server did not come up:\n{log.read_text(errors='replace')}")

    def kill(self) -> None:
        """End it at once."""
        self._say(signal.SIGKILL)

    def stop(self, seconds: float) -> None:
        """Ask it to end, and end it where it does not within so long."""
        self._say(signal.SIGTERM)
        deadline = time.monotonic() + seconds
        while self.runs():
            if time.monotonic() > deadline:
                self.kill()
            time.sleep(0.02)

    def _say(self, what: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, what)


class AppServer:
    """Starts servers of Streamlit; ``close`` when done."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.appserver"],
            cwd=ROOT,
            env={k: v for k, v in os.environ.items() if not k.startswith("IVBGEO_")}
            | {"PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def start(
        self,
        words: Sequence[object],
        environment: Mapping[str, str],
        cwd: Path,
        log: Path,
        *,
        cold: bool = False,
    ) -> Started:
        """Start ``streamlit`` with these words; its environment is this one alone.

        ``cold``: with nothing of it loaded, as it starts elsewhere.
        """
        asked = {
            "words": [str(word) for word in words],
            "environment": dict(environment),
            "cwd": str(cwd),
            "log": str(log),
            "cold": cold,
        }
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        return Started(int(self._process.stdout.readline()))

    def close(self) -> None:
        """Let go of it: it has nothing to put away."""
        with self._process as process:
            process.kill()


def _load() -> None:
    """Import what the app stands on; its views make themselves known to a server that runs."""
    load_all()
    for name in ("streamlit.web.cli", "streamlit.web.server.starlette", "uvicorn", "altair"):
        importlib.import_module(name)


def _become(asked: dict[str, object]) -> None:
    """Be the server, in a process that was just made."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    nothing = os.open(os.devnull, os.O_RDONLY)
    log = os.open(str(asked["log"]), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    for number, file in ((0, nothing), (1, log), (2, log)):
        os.dup2(file, number)
    os.chdir(str(asked["cwd"]))
    if asked["cold"]:
        command = [sys.executable, "-m", "streamlit", *asked["words"]]  # type: ignore[misc]
        os.execve(sys.executable, command, asked["environment"])  # type: ignore[arg-type]  # noqa: S606
    os.environ.clear()
    os.environ.update(asked["environment"])  # type: ignore[call-overload]
    sys.argv = ["streamlit", *asked["words"]]  # type: ignore[misc]
    from streamlit.web.cli import main  # noqa: PLC0415 - loaded before

    main()


def _serve() -> None:
    _load()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # who started a server looks whether it runs
    answers = os.fdopen(os.dup(1), "w")
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            status = 0
            try:
                _become(json.loads(line))
            except SystemExit as end:
                status = end.code if isinstance(end.code, int) else int(end.code is not None)
            except BaseException:  # noqa: BLE001 - as the interpreter ends
                traceback.print_exc()
                status = 1
            os._exit(status)
        answers.write(f"{child}\n")
        answers.flush()


if __name__ == "__main__":
    _serve()

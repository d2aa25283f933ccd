"""Deciding in a process of its own, beside an app that goes on: it takes minutes of a processor."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from threading import Lock
from typing import IO

from ivbgeo.settings import ROOT

__all__ = ["COMMAND", "Worker"]

COMMAND = (sys.executable, "-m", "ivbgeo", "withhold")


class Worker:
    """Starts ``ivbgeo withhold`` when it is asked, once at a time. Safe to share between threads.

    Who is stopped halfway leaves what was decided, so that it goes with the app that started it.
    """

    def __init__(self, command: tuple[str, ...] = COMMAND) -> None:
        nice = shutil.which("nice")
        # Whoever looks at the map goes first.
        self._command = (nice, "-n", "19", *command) if nice else command
        self._lock = Lock()
        self._running: subprocess.Popen[bytes] | None = None
        self._said: IO[bytes] | None = None
        atexit.register(self.stop)

    @property
    def is_running(self) -> bool:
        """Whether it is being decided now."""
        return self._running is not None and self._running.poll() is None

    @property
    def trouble(self) -> str | None:
        """What the last run said if it could not do it; None if it could, or goes on."""
        with self._lock:
            if self._running is None or self._said is None or not self._running.poll():
                return None
            self._said.seek(0)
            lines = self._said.read().decode(errors="replace").split("\n")
            return next((line.strip() for line in reversed(lines) if line.strip()), "")

    def start(self) -> None:
        """Begin, unless it is being decided already."""
        with self._lock:
            if self.is_running:
                return
            if self._said is not None:
                self._said.close()
            self._said = tempfile.TemporaryFile()  # noqa: SIM115 - closed by who comes next, or stop
            self._running = subprocess.Popen(  # noqa: S603 - our own command
                self._command,
                cwd=ROOT,
                env=os.environ | {"PYTHONUTF8": "1"},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._said,
            )

    def stop(self) -> None:
        """Stop what is going on."""
        with self._lock:
            if self._running is not None:
                if self.is_running:
                    self._running.terminate()
                self._running.wait()
                self._running = None
            if self._said is not None:
                self._said.close()
                self._said = None

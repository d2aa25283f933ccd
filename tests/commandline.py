"""The command line, loaded once: each command is a process of its own that starts with all of it.

A command takes a second to load what it stands on, more than most take to do their work. Here that
is done once: what then becomes a command by ``fork`` is as much a process as any other, with its
own folder, environment, output and end.
"""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import signal
import subprocess
import sys
import traceback
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ivbgeo.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

__all__ = ["CommandLine", "Running", "Said", "load_all"]

_PACKAGES = ("geo", "ivbgeo", "layers")
_NOT_THESE = ("ivbgeo.store.migrations", "ivbgeo.__main__", "ivbgeo.publish.server")


@dataclass(frozen=True, slots=True)
class Said:
    """What a command said, and its exit status; minus the number of a signal that ended it."""

    returncode: int
    stdout: str
    stderr: str


@dataclass(frozen=True, slots=True)
class Running:
    """A command that was started."""

    pid: int
    _process: subprocess.Popen[str] = field(repr=False)

    def kill(self) -> None:
        """End it at once, if it did not end by itself meanwhile."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> int:
        """Wait for its end; gives its exit status, minus the number of a signal that ended it."""
        return int(_line(self._process))


class CommandLine:
    """Runs commands, one at a time; ``close`` when done."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        clean = {k: v for k, v in os.environ.items() if not k.startswith("IVBGEO_")}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.commandline"],
            cwd=ROOT,
            env=clean | {"PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def start(
        self, words: Sequence[object], environment: Mapping[str, str], cwd: Path = ROOT
    ) -> Running:
        """Start ``ivbgeo`` with these words; its environment is this one alone."""
        asked = {
            "words": [str(word) for word in words],
            "environment": dict(environment),
            "cwd": str(cwd),
            "said": [str(self._folder / name) for name in ("stdout", "stderr")],
        }
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        return Running(int(_line(self._process)), self._process)

    def run(
        self, words: Sequence[object], environment: Mapping[str, str], cwd: Path = ROOT
    ) -> Said:
        """Run ``ivbgeo`` with these words to its end."""
        status = self.start(words, environment, cwd).wait()
        out, err = ((self._folder / n).read_text("utf-8") for n in ("stdout", "stderr"))
        return Said(status, out, err)

    def close(self) -> None:
        """Let go of it."""
        with self._process as process:
            assert process.stdin is not None
            process.stdin.close()
            try:
                assert process.wait(10) == 0
            finally:
                process.kill()


def _line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line, "the command line ended"
    return line


def load_all() -> None:
    """Import every module of ours, and with them all that they stand on."""
    for name in _PACKAGES:
        package = importlib.import_module(name)
        for found in pkgutil.walk_packages(package.__path__, f"{name}."):
            if not found.name.startswith(_NOT_THESE):
                importlib.import_module(found.name)


def _become(asked: dict[str, object]) -> None:
    """Be the command, in a process that was just made."""
    for number, path in zip((1, 2), asked["said"], strict=True):  # type: ignore[call-overload]
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(file, number)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.environ.clear()
    os.environ.update(asked["environment"])  # type: ignore[call-overload]
    os.chdir(str(asked["cwd"]))
    sys.argv = [str(ROOT / "ivbgeo" / "__main__.py"), *asked["words"]]  # type: ignore[misc]
    from ivbgeo.cli import main  # noqa: PLC0415 - loaded before

    main()


def _serve() -> None:
    load_all()
    answers = os.fdopen(os.dup(1), "w")
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            status = 0
            try:
                _become(json.loads(line))
            except SystemExit as end:
                code = end.code
                status = code if isinstance(code, int) else int(code is not None)
            except BaseException:  # noqa: BLE001 - as the interpreter ends
                traceback.print_exc()
                status = 1
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)
        answers.write(f"{child}\n")
        answers.flush()
        _, ended = os.waitpid(child, 0)
        answers.write(f"{os.waitstatus_to_exitcode(ended)}\n")
        answers.flush()


if __name__ == "__main__":
    _serve()

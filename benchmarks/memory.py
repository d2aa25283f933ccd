"""How much memory work takes at most, measured by Linux in a process of its own."""

from __future__ import annotations

import ctypes
import multiprocessing
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["beyond", "in_child", "program"]

_STATUS = Path("/proc/self/status")
# Runs a module as a program would, and leaves the most memory it had in a file.
_WATCHED = """
import atexit, re, runpy, sys
from pathlib import Path
peak, module, *sys.argv[1:] = sys.argv[1:]
atexit.register(lambda: Path(peak).write_text(
    re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]))
runpy.run_module(module, run_name="__main__", alter_sys=True)
"""


def beyond(work: Callable[[], Any]) -> tuple[int, Any]:
    """Tell how many bytes more than before were resident at most while this ran, and its answer.

    To be called in a process that did nothing else: what is free but kept would hide what is taken.
    """
    pa.default_memory_pool().release_unused()
    ctypes.CDLL(None).malloc_trim(0)
    before = _resident("VmRSS")
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the peak starts anew
    answer = work()
    return _resident("VmHWM") - before, answer


def in_child(work: Callable[..., Any], *arguments: Any) -> Any:
    """Run a function of a module in a fresh process and give its answer."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()


def program(module: str, arguments: Sequence[str | Path]) -> tuple[float, int]:
    """Run ``python -m module`` from start to end: seconds, and bytes resident at most."""
    with tempfile.TemporaryDirectory() as folder:
        peak = Path(folder) / "peak"
        command = [sys.executable, "-c", _WATCHED, peak, module, *arguments]
        before = time.perf_counter()
        ran = subprocess.run(command, check=False, capture_output=True, text=True)
        seconds = time.perf_counter() - before
        if ran.returncode:
            raise RuntimeError(f"{module} {' '.join(map(str, arguments))}: {ran.stderr}")
        return seconds, int(peak.read_text(encoding="ascii")) * 1024


def _resident(key: str) -> int:
    lines = _STATUS.read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{key}:")) * 1024

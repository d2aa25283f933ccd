"""What all workers of one run need: put once where all see it, read once by each process."""

from __future__ import annotations

import hashlib
import pickle
import sys
from functools import cache
from importlib.metadata import version
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from ivbgeo.errors import DataError
from ivbgeo.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["do", "forget", "house", "job_of", "put_job"]

_T = TypeVar("_T")
_R = TypeVar("_R")

# Other versions of these give other results, or can't talk to each other.
_PACKAGES = ("cloudpickle", "dask", "distributed", "msgpack", "numpy", "pyarrow", "shapely")

_held: dict[Path, Any] = {}
_reading = Lock()


def put_job(job: object, folder: Path, *, compared: bool) -> Path:
    """Put what all workers need in a folder; ``compared``: each first looks at its versions."""
    path = folder / "job"
    with path.open("wb") as stream:
        # Apart, for what another version wrote may not be readable.
        for each in (house() if compared else (), job):
            pickle.dump(each, stream, pickle.HIGHEST_PROTOCOL)
    return path


def do(work: Callable[[Any, _T], _R], job: Path, piece: _T) -> _R:
    """Do a piece, in a worker."""
    return work(job_of(job), piece)


def job_of(path: Path) -> Any:
    """Give what all workers need; read once by each process."""
    with _reading:
        if path not in _held:
            try:
                stream = path.open("rb")
            except OSError:
                raise DataError("cluster.folder", file=path.parent) from None
            with stream:
                needed = pickle.load(stream)  # noqa: S301 - of our own folder
                for there, here in zip(needed, house() if needed else (), strict=True):
                    if there != here:
                        raise DataError("cluster.versions", value=here, needed=there)
                forget()
                _held[path] = pickle.load(stream)  # noqa: S301 - as above
        return _held[path]


def forget() -> None:
    """Let go of what was needed for work that is over."""
    _held.clear()


@cache
def house() -> tuple[str, ...]:
    """Tell by what the work is done here: other answers may be another's."""
    digest = hashlib.sha256()
    for path in sorted(path for name in ("geo", "ivbgeo") for path in (ROOT / name).rglob("*.py")):
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    packages = [f"{name} {version(name)}" for name in _PACKAGES]
    python = f"Python {sys.version_info.major}.{sys.version_info.minor}"
    return (python, *packages, f"ivbgeo {digest.hexdigest()[:12]}")

"""Workers brought together: processes of this machine, or those of a Dask cluster that exists."""

from __future__ import annotations

import logging
import multiprocessing
import os
import re
import signal
import socket
import warnings
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from importlib import import_module
from multiprocessing import forkserver
from threading import current_thread, main_thread
from typing import TYPE_CHECKING, Any

from ivbgeo.bulk.job import forget
from ivbgeo.errors import SettingsError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["dask", "first_line", "local", "remote"]

_CONNECT = 10  # seconds
_ADDRESS = re.compile(r"(tcp|tls)://[^\s/]+:\d+")
_LOADED = ["distributed.nanny", "ivbgeo.bulk.loaded"]
_SINGLE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


@contextmanager
def local(workers: int, folder: Path) -> Iterator[Any]:
    """Start processes on this machine, give the way to them, and stop them at the end.

    Parameters
    ----------
    workers
        How many, each with one thread. They listen to this machine only.
    folder
        Where they may put what they need.

    Raises
    ------
    SettingsError
        If they don't start.
    UsageError
        If it can't be that many.
    """
    if workers < 1:
        raise UsageError("cluster.workers", value=workers)
    with _environment_kept():
        _start_source()
    distributed = dask()
    settings = {
        "distributed.worker.multiprocessing-method": "forkserver",
        "distributed.worker.http.routes": [],
        "distributed.worker.profile.enabled": False,
        # A worker that waits for memory that never comes free would be waited for; one that is
        # stopped is told of.
        "distributed.worker.memory.pause": False,
        "distributed.worker.memory.spill": False,
        "distributed.worker.memory.target": False,
        "distributed.scheduler.http.routes": [],
    }
    with ExitStack() as stack:
        stack.enter_context(_environment_kept())
        stack.enter_context(import_module("dask.config").set(settings))
        try:
            cluster = stack.enter_context(
                distributed.LocalCluster(
                    n_workers=workers,
                    threads_per_worker=1,
                    memory_limit=1 / workers,
                    processes=True,
                    host="127.0.0.1",
                    dashboard_address="127.0.0.1:0",
                    worker_dashboard_address="127.0.0.1:0",
                    scheduler_kwargs={"dashboard": False},
                    silence_logs=logging.CRITICAL,
                    local_directory=str(folder),
                )
            )
            client = stack.enter_context(distributed.Client(cluster))
        except (OSError, RuntimeError) as error:
            raise SettingsError("cluster.start", value=workers, why=first_line(error)) from None
        yield client


@contextmanager
def _environment_kept() -> Iterator[None]:
    """Undo what is set for workers only: this process may use all cores again."""
    before = os.environ.copy()
    try:
        yield
    finally:
        for name in os.environ.keys() - before.keys():
            del os.environ[name]
        os.environ.update(before)


def _start_source() -> None:
    """Start the process that workers are copies of, while this one goes on loading.

    It has everything loaded, so that a worker starts at once, and starts again at once.
    """
    os.environ.update(_SINGLE)
    multiprocessing.set_forkserver_preload(_LOADED)
    if current_thread() is not main_thread():
        forkserver.ensure_running()
        return
    # Ctrl+C reaches every process of a terminal: this one decides what becomes of the others.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        forkserver.ensure_running()
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def remote(address: str) -> Iterator[Any]:
    """Connect to a cluster that exists; of what runs there, only our own work is stopped.

    Parameters
    ----------
    address
        ``tcp://…`` or ``tls://…``; for TLS, Dask's own settings say what keys to use.

    Raises
    ------
    SettingsError
        If it can't be reached.
    UsageError
        If it is no such address.
    """
    if not _ADDRESS.fullmatch(address):
        raise UsageError("cluster.address", value=address)
    _, _, place = address.partition("://")
    host, _, port = place.rpartition(":")
    try:
        # First by hand: a client of Dask's that can't connect leaves threads that trouble the next.
        socket.create_connection((host.strip("[]"), int(port)), _CONNECT).close()
    except OSError as error:
        raise SettingsError("cluster.connect", value=address, why=first_line(error)) from None
    distributed = dask()
    with warnings.catch_warnings():
        # Each worker looks itself, and refuses.
        warnings.simplefilter("ignore", distributed.versions.VersionMismatchWarning)
        try:
            client = distributed.Client(address, timeout=_CONNECT)
        except (OSError, TypeError, ValueError, RuntimeError) as error:
            raise SettingsError("cluster.connect", value=address, why=first_line(error)) from None
    try:
        yield client
    finally:
        if client.status == "running":
            with suppress(OSError):
                client.run(forget)
        client.close(timeout=_CONNECT)


@cache
def dask() -> Any:
    """Give Dask, which takes a second to load, and keep what it tells itself from the terminal."""
    distributed = import_module("distributed")
    for name in ("distributed", "distributed.client", "tornado"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    return distributed


def first_line(error: BaseException) -> str:
    """Give the first line of what an error says, or what it is."""
    return (str(error).splitlines() or [type(error).__name__])[0]

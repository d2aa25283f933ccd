"""Work over pieces of files by worker processes: of this machine, or of a Dask cluster that exists.

Each worker reads its own pieces; what travels are names of pieces and small results. What all need
(areas, files) lies once in a folder that all workers see; each process reads it once, one that took
the place of another too.
"""

from __future__ import annotations

import time
import uuid
from collections import defaultdict
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from ivbgeo.bulk.job import do, put_job
from ivbgeo.bulk.workers import dask, first_line, local, remote
from ivbgeo.dutch import trouble
from ivbgeo.errors import DataError, IvbgeoError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

__all__ = ["Crew", "crew"]

_T = TypeVar("_T")
_R = TypeVar("_R")

# So many results are put together at a time, by a worker, which has to hold them all.
_TOGETHER = 4
# Seconds: between two looks at what was done, and without any worker before it is given up.
_LOOK, _PATIENCE = 2.0, 60.0
_MERGING = "het samenvoegen"


class Crew:
    """Workers that do one kind of work over pieces.

    Parameters
    ----------
    client
        The way to the scheduler.
    job
        Where lies what all workers need, see :func:`crew`.
    """

    def __init__(self, client: Any, job: Path) -> None:
        self._client = client
        self._job = job
        self._name = f"ivbgeo-{uuid.uuid4().hex}"

    def each(
        self, work: Callable[[Any, _T], _R], pieces: Sequence[_T], names: Sequence[str]
    ) -> Iterator[tuple[int, _R]]:
        """Do the pieces; give the position and the result of each that is done, in any order.

        Parameters
        ----------
        work
            A function of a module: gets what all workers need, and a piece. It may be done more
            than once on the same piece.
        pieces
            What to do.
        names
            What each piece is called, for who reads that something is wrong with it.

        Raises
        ------
        DataError
            If a worker says so, if workers die of a piece again and again, or if the scheduler or
            all workers are gone.
        """
        for position, future in self._finished(work, pieces, names):
            with _connected():
                result: _R = future.result()
            yield position, result

    def total(
        self,
        work: Callable[[Any, _T], _R],
        together: Callable[[list[_R]], _R],
        pieces: Sequence[_T],
        names: Sequence[str],
        told: Callable[[int], object],
    ) -> _R:
        """Do the pieces and put the results together, in a tree, on the workers.

        Parameters
        ----------
        work, pieces, names
            As in :meth:`each`.
        together
            A function of a module: makes one result out of some, whatever their order.
        told
            Called with the position of each piece that is done.

        Raises
        ------
        DataError
            As in :meth:`each`.
        """
        # By worker, so that what is put together is where it was made.
        trees: defaultdict[str, list[list[Any]]] = defaultdict(lambda: [[]])
        for position, future in self._finished(work, pieces, names):
            with _connected():
                levels = trees[min(self._client.who_has([future])[future.key], default="")]
                levels[0].append(future)
                for depth, level in enumerate(levels):
                    if len(level) < _TOGETHER:
                        break
                    if depth + 1 == len(levels):
                        levels.append([])
                    levels[depth + 1] += self._put_together(together, level)
                    levels[depth] = []
            told(position)
        last = [future for levels in trees.values() for level in levels for future in level]
        while len(last) > _TOGETHER:
            with _connected():
                last = self._put_together(together, last)
        with _connected():
            whole = self._client.submit(together, last, pure=False)
            self._wait({whole})
            error = whole.exception()
        if error is not None:
            raise self._told(error, names, _MERGING)
        with _connected():
            result: _R = whole.result()
        return result

    def _put_together(
        self, together: Callable[[list[_R]], _R], futures: Sequence[Any]
    ) -> list[Any]:
        """Have a few at a time be put together."""
        few = (futures[start : start + _TOGETHER] for start in range(0, len(futures), _TOGETHER))
        return [self._client.submit(together, each, pure=False) for each in few]

    def _finished(
        self, work: Callable[[Any, _T], _R], pieces: Sequence[_T], names: Sequence[str]
    ) -> Iterator[tuple[int, Any]]:
        """Keep every thread of every worker at work on one piece; give those that are done.

        Not more: of what a worker is doing when it dies, it is sure that it was doing it.
        """
        running: dict[Any, int] = {}
        todo = iter(range(len(pieces)))
        while True:
            with _connected():
                for position in islice(todo, max(1, self._hands()) - len(running)):
                    key = f"{self._name}-{position}"
                    arguments = (work, self._job, pieces[position])
                    running[self._client.submit(do, *arguments, key=key, pure=False)] = position
                if not running:
                    return
                done = self._wait(set(running))
            for future in done:
                position = running.pop(future)
                error = future.exception() if future.status == "error" else None
                if error is not None:
                    raise self._told(error, names, names[position])
                yield position, future

    def _hands(self) -> int:
        """Tell how many threads all workers have."""
        return sum(self._client.nthreads().values())

    def _wait(self, futures: set[Any]) -> set[Any]:
        """Wait until something is done; give up if there are no workers any more."""
        seen = time.monotonic()
        while True:
            with suppress(TimeoutError):
                done: set[Any] = dask().wait(futures, _LOOK, return_when="FIRST_COMPLETED").done
                return done
            if self._hands():
                seen = time.monotonic()
            elif time.monotonic() - seen > _PATIENCE:
                raise DataError("cluster.no_workers")

    def _told(self, error: BaseException, names: Sequence[str], name: str) -> BaseException:
        """Say what a worker died of, or could not do, in our own words."""
        if isinstance(error, dask().KilledWorker):
            number = str(error.task).removeprefix(f"{self._name}-")
            # What it died of may have been done anew for another's sake.
            return DataError(
                "cluster.killed", value=names[int(number)] if number.isdecimal() else name
            )
        if isinstance(error, ModuleNotFoundError):
            return DataError("cluster.module", value=error.name)
        if isinstance(error, IvbgeoError):
            return error
        return DataError("cluster.piece", value=name, why=first_line(error))


@contextmanager
def _connected() -> Iterator[None]:
    """Say in our own words that the scheduler is gone."""
    try:
        yield
    except (CancelledError, OSError):
        raise DataError("cluster.lost") from None


@contextmanager
def crew(job: object, folder: Path, workers: int | None, scheduler: str | None) -> Iterator[Crew]:
    """Bring workers together; at the end, or when anything goes wrong, they are let go.

    Parameters
    ----------
    job
        What all workers need; put once in ``folder``.
    folder
        A folder that all workers see under this name, of which nothing has to stay.
    workers
        How many processes to start here; each with one thread. They listen to this machine only.
    scheduler
        Address of a cluster that exists, ``tcp://…`` or ``tls://…``; for TLS, Dask's own settings
        say what keys to use.

    Raises
    ------
    SettingsError
        If the scheduler can't be reached, or the processes don't start.
    UsageError
        If not exactly one of both is told, it can't be right, or the folder can't be written in.
    """
    if (workers is None) == (scheduler is None):
        raise UsageError("cluster.both")
    # Processes that this one starts are of the same house.
    try:
        path = put_job(job, folder, compared=scheduler is not None)
    except OSError as error:
        raise UsageError("export.write", file=folder, why=trouble(error)) from None
    opened = local(workers, folder) if workers is not None else remote(str(scheduler))
    with opened as client:
        yield Crew(client, path)

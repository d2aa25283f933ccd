"""Work over many points shared out over the cores."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["share_out", "threads"]


def threads() -> int:
    """Tell how many threads may work at once: ``OMP_NUM_THREADS``, else one for each core.

    That variable is what other libraries go by too, and what Dask sets to 1 in its workers.
    """
    told = os.environ.get("OMP_NUM_THREADS", "")
    if told.isdecimal() and int(told) > 0:
        return int(told)
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def share_out(number: int, size: int, work: Callable[[slice], None]) -> None:
    """Do work over ``number`` items, in pieces of ``size``, several at once.

    Of use where the work lets go of Python's lock. What a piece raises is raised here.
    """
    pieces = [slice(start, min(start + size, number)) for start in range(0, number, size)]
    most = min(threads(), len(pieces))
    if most > 1:
        with ThreadPoolExecutor(most) as pool:
            list(pool.map(work, pieces))
    else:
        for piece in pieces:
            work(piece)

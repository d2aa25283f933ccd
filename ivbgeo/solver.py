"""HiGHS, the solver of linear programmes, without what it writes of its own accord.

Huangfu, Q. and Hall, J. A. J. (2018). Parallelizing the dual revised simplex method. Mathematical
Programming Computation 10, 119-142.
"""

from __future__ import annotations

import os
import sys
from threading import Lock
from typing import Any

import highspy

__all__ = ["silent"]

_STDOUT = 1
_ONE_AT_A_TIME = Lock()


def silent() -> Any:
    """Make a solver that says nothing.

    The first of a process writes who made it to standard output, where only figures may be.
    """
    with _ONE_AT_A_TIME:
        sys.stdout.flush()
        kept = os.dup(_STDOUT)
        try:
            with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - a device
                os.dup2(nowhere.fileno(), _STDOUT)
            highs = highspy.Highs()  # type: ignore[no-untyped-call]  # as it ships
        finally:
            os.dup2(kept, _STDOUT)
            os.close(kept)
    highs.silent()
    return highs

"""When a service that fails may be asked again."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["ENOUGH", "Rest"]

ENOUGH = 3  # strikes
_SHORTEST, _LONGEST = 5.0, 300.0  # seconds; doubled each time


class Rest:
    """Counts what goes wrong in a row; after enough of it the service is left alone for a while.

    Then one is let through to try, and the pause is twice as long if that goes wrong too. Safe to
    share between threads.

    Parameters
    ----------
    clock
        Tells seconds, ever rising.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._strikes = 0
        self._pause = 0.0
        self._since = float("-inf")

    def begin(self) -> float | None:
        """Give the moment at which the asking begins; None while the service is left alone."""
        with self._lock:
            now = self._clock()
            if now < self._since + self._pause:
                return None
            if self._pause:
                self._since = now  # one tries, the others wait for how that goes
            return now

    def failed(self, began: float, strikes: int = 1) -> None:
        """Tell that it went wrong; ``ENOUGH`` strikes make a pause at once."""
        with self._lock:
            if began < self._since:
                return  # of the same trouble as made the pause
            self._strikes += strikes
            if self._strikes >= ENOUGH:
                self._pause = min(max(2 * self._pause, _SHORTEST), _LONGEST)
                self._since = self._clock()

    def went_well(self) -> None:
        """Tell that it went well: what was before counts no more."""
        with self._lock:
            self._strikes, self._pause, self._since = 0, 0.0, float("-inf")

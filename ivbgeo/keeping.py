"""Things made once and kept, for every thread that asks; of some only the latest asked for."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock, RLock
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

__all__ = ["Keeper"]

_T = TypeVar("_T")


@dataclass(slots=True, eq=False)
class _Slot:
    # Whoever needs its own result to make it gets a RecursionError, not a wait without end.
    lock: RLock = field(default_factory=RLock)
    made: bool = False
    value: Any = None


class Keeper:
    """Keeps what was made, by key; with ``most``, no more than that many, the last asked for."""

    def __init__(self, most: int | None = None) -> None:
        self._most = most
        self._lock = Lock()
        self._slots: OrderedDict[Hashable, _Slot] = OrderedDict()

    def __len__(self) -> int:
        return len(self._slots)

    def once(self, key: Hashable, make: Callable[[], _T]) -> _T:
        """Give what is kept, or make it; who asks meanwhile waits and gets the same.

        What ``make`` raises goes to its caller and nothing is kept: the next one tries again.
        """
        with self._lock:
            slot = self._slots.get(key)
            if slot is None:
                slot = self._slots[key] = _Slot()
            if self._most is not None:
                self._slots.move_to_end(key)
                if len(self._slots) > self._most:
                    self._slots.popitem(last=False)
        # The value was there before it was said to be.
        if slot.made:
            kept: _T = slot.value
            return kept
        with slot.lock:
            if not slot.made:
                slot.value = make()
                slot.made = True
            value: _T = slot.value
            return value

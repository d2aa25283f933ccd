"""Sign-ins that somebody ended: a copy of the cookie opens nothing any more."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping
    from datetime import datetime, timedelta

__all__ = ["Ended"]

# Of one sign-in; where a provider leaves the nonce out, the moment tells it from the next.
_CLAIMS = ("iss", "sub", "iat", "nonce")


class Ended:
    """The sign-ins that were ended, for as long as they would have lasted. Safe between threads.

    Parameters
    ----------
    length
        How long a sign-in lasts.
    """

    def __init__(self, length: timedelta) -> None:
        self._length = length
        self._lock = Lock()
        self._ended: dict[Hashable, datetime] = {}

    def end(self, claims: Mapping[str, object], now: datetime) -> None:
        """Remember that the sign-in with these claims was ended at this moment."""
        with self._lock:
            old = [key for key, when in self._ended.items() if now - when > self._length]
            for key in old:
                del self._ended[key]
            self._ended[_key(claims)] = now

    def holds(self, claims: Mapping[str, object]) -> bool:
        """Whether the sign-in with these claims was ended."""
        return _key(claims) in self._ended


def _key(claims: Mapping[str, object]) -> Hashable:
    return tuple(repr(claims.get(name)) for name in _CLAIMS)

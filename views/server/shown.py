"""The map says that it is on the screen, so that what comes after it can wait for that."""

from __future__ import annotations

import secrets
import threading
from typing import TYPE_CHECKING

from starlette.responses import Response

if TYPE_CHECKING:
    from starlette.requests import Request

__all__ = ["PATH", "answer", "expect", "wait"]

PATH = "getoond"
_expected: dict[str, threading.Event] = {}


def expect() -> str:
    """Give the word with which a map is to say that it is there; to be followed by ``wait``."""
    word = secrets.token_urlsafe(9)
    _expected[word] = threading.Event()
    return word


def wait(word: str, seconds: float) -> None:
    """Wait until the map with this word is there, but no longer than this."""
    try:
        _expected[word].wait(seconds)
    finally:
        del _expected[word]


async def answer(request: Request) -> Response:
    """Take note of what a map says."""
    event = _expected.get(request.path_params["word"])
    if event is not None:
        event.set()
    return Response(status_code=204, headers={"Cache-Control": "no-store"})

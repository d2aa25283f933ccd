"""What a page asks by itself does not come between what somebody asks and the answer.

An open page looks every ten seconds whether there is something new (``views.components.newest``).
Streamlit 1.67 drops the last pieces of a run, where another is asked for in the very moment that it
ends: of a thousand changes of a filter one was not drawn to its end.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from google.protobuf.message import DecodeError
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["Turns"]

_LONGEST = 10.0  # seconds; what is asked of a part that is gone has no end that is told
_PATIENCE = 1.0  # seconds that somebody waits for what the page asked by itself
_SMALL = 400  # bytes; the message that a run is done is far smaller


class Turns:
    """Middleware of the websocket of a session.

    While a run that somebody asked for goes on, what the page asks by itself is left out: it asks
    again. While that goes on, what somebody asks waits for its end, a few milliseconds.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let what is asked pass in turn."""
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
            return
        done = asyncio.Event()
        done.set()
        since, by_itself = 0.0, False

        async def asked() -> Message:
            nonlocal since, by_itself
            while True:
                message = await receive()
                again = _again(message)
                if again is None:
                    return message
                busy = not done.is_set() and time.monotonic() - since < _LONGEST
                if busy and again:
                    continue
                if busy and by_itself:
                    with suppress(TimeoutError):
                        await asyncio.wait_for(done.wait(), _PATIENCE)
                since, by_itself = time.monotonic(), again
                done.clear()
                return message

        async def told(message: Message) -> None:
            await send(message)
            if _is_done(message):
                done.set()

        await self._app(scope, asked, told)


def _again(message: Message) -> bool | None:
    """Whether the page asks by itself for a run; None where no run is asked for."""
    said = BackMsg()
    try:
        said.ParseFromString(message.get("bytes") or b"")
    except DecodeError:
        return None
    return said.rerun_script.is_auto_rerun if said.HasField("rerun_script") else None


def _is_done(message: Message) -> bool:
    data = message.get("bytes") or b""
    return 0 < len(data) < _SMALL and ForwardMsg.FromString(data).HasField("script_finished")

"""How much a browser may say at once over its websocket.

Streamlit has one limit for messages both ways, and what it sends may be megabytes. What a session
says is kept for as long as it lasts: with a few hundred of those the computer is full.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["LARGEST", "Speech"]

LARGEST = 1 << 20
"""Bytes: what all widgets of a page have to say together is a hundredth of it."""

_TOO_BIG = 1009  # as the standard of websockets (RFC 6455) calls it


class Speech:
    """Middleware: who says more than that is no longer heard.

    Parameters
    ----------
    app
        What answers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the app hear what is no longer than may be."""
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
            return

        async def heard() -> Message:
            message = await receive()
            said = message.get("bytes") or message.get("text") or b""
            if len(said) <= LARGEST:
                return message
            await send({"type": "websocket.close", "code": _TOO_BIG})
            return {"type": "websocket.disconnect", "code": _TOO_BIG}

        await self._app(scope, heard, send)

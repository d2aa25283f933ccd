"""Who may send a file: a session that was given a box for one, and nobody else.

Streamlit takes files of up to ``server.maxUploadSize`` from every session into memory, whether its
page has a box or not: anybody who can open the app could fill the computer.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse

from ivbgeo.messages import sentence

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

__all__ = ["Uploads", "allow"]

_ADDRESS = "/_stcore/upload_file/"
# Sessions that are long gone are forgotten; one that is open draws its box again.
_MOST = 10_000
_FORBIDDEN = 403
_allowed: OrderedDict[str, None] = OrderedDict()


def allow(session: str) -> None:
    """Let a session send files from now on."""
    _allowed[session] = None
    _allowed.move_to_end(session)
    while len(_allowed) > _MOST:
        _allowed.popitem(last=False)


class Uploads:
    """Middleware: refuses a file before a byte of it is read.

    Parameters
    ----------
    app
        What answers.
    base
        The base path of the app, such as /kaart; empty for none.
    """

    def __init__(self, app: ASGIApp, *, base: str) -> None:
        self._app = app
        self._address = f"{base}{_ADDRESS}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the app answer, unless it is a file of who may send none."""
        if scope["type"] == "http" and scope["method"] not in {"GET", "HEAD", "OPTIONS"}:
            path = scope["path"].removeprefix(scope.get("root_path", ""))
            if path.startswith(self._address):
                session = path.removeprefix(self._address).partition("/")[0]
                if session not in _allowed:
                    refused = PlainTextResponse(sentence("upload.nobody"), _FORBIDDEN)
                    await refused(scope, receive, send)
                    return
        await self._app(scope, receive, send)

"""Who may send a file, and how large: a session that was given a box for one, and nobody else.

Streamlit takes files of up to ``server.maxUploadSize`` from every session into memory, whether its
page has a box or not: anybody who can open the app could fill the computer. What a box says of the
size is held by the browser alone. Nor does Streamlit ask who is still signed in: a page that stays
open, or a program that speaks as one, could go on.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, NamedTuple

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse

from ivbgeo.messages import sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Receive, Scope, Send

__all__ = ["Uploads", "allow"]

_ADDRESS = "/_stcore/upload_file/"
# Sessions that are long gone are forgotten; one that is open draws its box again.
_MOST = 10_000
_READS = frozenset({"GET", "HEAD", "OPTIONS"})
_ASKED, _LENGTH_NEEDED, _TOO_LARGE, _FORBIDDEN = 200, 411, 413, 403
# What a form adds to the file in it.
_AROUND = 64 << 10


class _Leave(NamedTuple):
    megabytes: int
    stays: Callable[[], bool]


_allowed: OrderedDict[str, _Leave] = OrderedDict()


def allow(session: str, megabytes: int, stays: Callable[[], bool]) -> None:
    """Let a session send files of this size from now on, or of the largest size before.

    ``stays`` tells at each file whether that still holds.
    """
    before = _allowed.pop(session, None)
    most = max(megabytes, before.megabytes) if before and before.stays() else megabytes
    _allowed[session] = _Leave(most, stays)
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
        """Let the app answer, unless it is a file that is not to come."""
        if scope["type"] == "http" and scope["method"] not in _READS:
            path = scope["path"].removeprefix(scope.get("root_path", ""))
            if path.startswith(self._address):
                session = path.removeprefix(self._address).partition("/")[0]
                status = _judged(session, scope["method"], Headers(scope=scope))
                if status != _ASKED:
                    refused = PlainTextResponse(sentence("upload.nobody"), status)
                    await refused(scope, receive, send)
                    return
        await self._app(scope, receive, send)


def _judged(session: str, method: str, told: Headers) -> int:
    """Give the status of the answer; 200 if the app may give it."""
    leave = _allowed.get(session)
    if leave is None or not leave.stays():
        return _FORBIDDEN
    if method != "PUT":
        return _ASKED
    length = told.get("content-length", "")
    # Every browser says how much is to come.
    if not length.isdecimal():
        return _LENGTH_NEEDED
    return _ASKED if int(length) <= (leave.megabytes << 20) + _AROUND else _TOO_LARGE

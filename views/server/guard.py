"""The last one to touch an answer: headers on each, and Dutch in the first HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders

from views.server.policy import headers

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["Guard"]

_OK = 200
# Streamlit lets any site read static files, and pages of this computer send files. None has to.
_SHARED = "access-control-"
# The frame in which streamlit-folium runs.
_MAP = "/component/streamlit_folium."
# Files of ours that are made while the app runs, with the hash of what is in them in their name.
_MADE = ("/app/static/areas/", "/app/static/built/")
_FOR_GOOD = "public, immutable, max-age=31536000"
# Where answers are files: what is HTML there is not the page.
_FILES = ("/component/", "/media/", "/app/static/", "/static/", "/_stcore/")


class Guard:
    """Middleware of the whole app.

    Parameters
    ----------
    app
        What answers.
    base
        The base path of the app, such as /kaart; empty for none.
    framed_by
        Who may show the app in a frame (``policy.ancestors``).
    page
        The first HTML, for every address that Streamlit answers with its own.
    """

    def __init__(self, app: ASGIApp, *, base: str, framed_by: str, page: str) -> None:
        self._app = app
        self._base = base
        self._page = page.encode()
        self._headers = {
            of_the_map: headers(framed_by, of_the_map=of_the_map) for of_the_map in (False, True)
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the app answer, and look at what it says."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = scope["path"].removeprefix(scope.get("root_path", "")).removeprefix(self._base)
        is_file = path.startswith(_FILES)
        instead: bytes | None = None

        async def guarded(message: Message) -> None:
            nonlocal instead
            if message["type"] == "http.response.start":
                told = MutableHeaders(scope=message)
                told.update(self._headers[path.startswith(_MAP)])
                for name in [one for one in told if one.startswith(_SHARED)]:
                    del told[name]
                if path.startswith(_MADE) and message["status"] == _OK:
                    told["cache-control"] = _FOR_GOOD
                is_html = told.get("content-type", "").startswith("text/html")
                if is_html and message["status"] == _OK and not is_file:
                    instead = self._page if scope["method"] == "GET" else b""
                    self._rewrite(told)
            elif instead is not None:
                # All of it at once, in place of whatever comes.
                message = {"type": "http.response.body", "body": instead}
                instead = None
            await send(message)

        await self._app(scope, receive, guarded)

    def _rewrite(self, told: MutableHeaders) -> None:
        """Let the headers be of our page; what says that it is unchanged is of the other."""
        for name in ("content-encoding", "etag", "last-modified"):
            del told[name]
        told["content-length"] = str(len(self._page))
        told["cache-control"] = "no-cache"

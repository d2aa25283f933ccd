"""The files of Streamlit's frontend and of the map's frame: answered at once, asked for early."""

from __future__ import annotations

import gzip
import json
import mimetypes
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import ASGIApp, Receive, Scope, Send

__all__ = ["Files", "Frontend"]

# What Streamlit says of its own: their names hold the hash of what is in them.
_FOR_GOOD = b"public, immutable, max-age=31536000"
_HASHED = "static"
_FRAME = "/component/streamlit_folium.st_folium"
# With these somebody asks for a part, or for what changed.
_OTHERWISE = frozenset({b"range", b"if-none-match", b"if-modified-since"})


class Frontend:
    """What the packages ship, found without running them.

    Raises
    ------
    ValueError
        If it is no longer made as it was when this was written.
    """

    def __init__(self) -> None:
        self._folder = _home("streamlit") / "static"
        self._frame = _home("streamlit_folium") / "frontend" / "build"
        self.html = (self._folder / "index.html").read_text(encoding="utf-8")

    def files(self) -> dict[str, Path]:
        """Give the files that never change, by their address below that of the app."""
        found: dict[str, Path] = {}
        for folder, address in ((self._folder, ""), (self._frame, _FRAME)):
            for file in (folder / _HASHED).rglob("*.*"):
                if file.suffix == ".txt":  # of a licence: without a hash
                    continue
                found[f"{address}/{file.relative_to(folder).as_posix()}"] = file
        return found

    def frame_scripts(self) -> list[str]:
        """Give the addresses of the scripts of the frame, seen from the page."""
        scripts = sorted((self._frame / _HASHED / "js").glob("main.*.js"))
        if not scripts:
            raise ValueError("streamlit-folium's frame has no main.*.js")
        return [f".{_FRAME}/{one.relative_to(self._frame).as_posix()}" for one in scripts]

    def element(self, name: str) -> list[str]:
        """Give the addresses of the script of an element, and after it of what that imports.

        What the first HTML names already is left out. Of the list that the builder of the frontend
        made (manifest.json).

        Parameters
        ----------
        name
            As the frontend has it: ``ComponentInstance``.
        """
        listed: dict[str, dict[str, Any]] = json.loads(
            (self._folder / "manifest.json").read_text(encoding="utf-8")
        )
        waiting = [key for key in listed if key.endswith(f"/{name}.tsx")]
        if not waiting:
            raise ValueError(f"Streamlit's frontend has no {name!r}")
        seen: dict[str, None] = {}
        while waiting:
            key = waiting.pop()
            if key not in seen:
                seen[key] = None
                waiting += listed[key].get("imports", ())
        addresses = [f"./{listed[key]['file']}" for key in seen]
        return [one for one in addresses if one not in self.html]


class Files:
    """Middleware that answers for files that never change, from memory, to be kept for good.

    Streamlit hands each piece of a file from thread to thread. The first page asks for ninety
    files, and each turn is waited for while another thread reads in the libraries. Of the frontend
    itself Streamlit compresses nothing, which is left to a proxy; the rest is compressed, once.

    Parameters
    ----------
    app
        What answers all else.
    files
        Where the files are, by their address below ``base``: with the question mark and what comes
        after it, where that tells what is in it.
    base
        The base path of the app, such as /kaart; empty for none.
    """

    def __init__(self, app: ASGIApp, *, files: Mapping[str, Path], base: str) -> None:
        self._app = app
        self._files = files
        self._base = base
        self._known: dict[tuple[str, bool], tuple[list[tuple[bytes, bytes]], bytes]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or let the app answer."""
        if scope["type"] == "http" and scope["method"] == "GET":
            path = scope["path"].removeprefix(scope.get("root_path", ""))
            query = scope["query_string"].decode("latin-1")
            asked = path.removeprefix(self._base) if path.startswith(self._base) else ""
            asked += f"?{query}" if query else ""
            told = dict(scope["headers"])
            if asked in self._files and _OTHERWISE.isdisjoint(told):
                packed = b"gzip" in told.get(b"accept-encoding", b"")
                headers, content = self._known.get((asked, packed)) or self._read(asked, packed)
                await send({"type": "http.response.start", "status": 200, "headers": headers})
                await send({"type": "http.response.body", "body": content})
                return
        await self._app(scope, receive, send)

    def _read(self, asked: str, packed: bool) -> tuple[list[tuple[bytes, bytes]], bytes]:  # noqa: FBT001 - of the key
        # Here and now: they are small, and the system has most in its memory.
        content = self._files[asked].read_bytes()
        kind = mimetypes.guess_type(self._files[asked])[0] or "application/octet-stream"
        headers = [(b"cache-control", _FOR_GOOD)]
        if not asked.startswith(f"/{_HASHED}/"):
            headers.append((b"vary", b"Accept-Encoding"))
            if packed:
                headers.append((b"content-encoding", b"gzip"))
                content = gzip.compress(content)
        if kind.startswith("text/"):
            kind += "; charset=utf-8"
        headers += [
            (b"content-type", kind.encode()),
            (b"content-length", str(len(content)).encode()),
        ]
        self._known[asked, packed] = headers, content
        return headers, content


def _home(package: str) -> Path:
    """Find the folder of a package; a component may be imported by a session alone."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ValueError(f"there is no package {package}")
    return Path(spec.origin).parent

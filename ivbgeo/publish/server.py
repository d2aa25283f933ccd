"""The server: the addresses that there are, whole answers, and a plain word for all else."""

from __future__ import annotations

from functools import partial
from hashlib import sha256
from http import HTTPStatus
from threading import Lock
from typing import TYPE_CHECKING, Any

import uvicorn
from anyio import CapacityLimiter, to_thread
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

from ivbgeo.errors import StoreError, UsageError
from ivbgeo.messages import sentence
from ivbgeo.publish.configuration import HOST, publication_in
from ivbgeo.publish.provider import whole
from ivbgeo.publish.service import AbsentError, Reply, Service, refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from ivbgeo.atlas import Edition

    Ask = Callable[[Service, Request], Reply]

__all__ = ["application", "serve"]

# Answers that are made at once; who comes later waits. Beyond the second number: "too busy".
_THREADS, _CONNECTIONS = 8, 200
# Open data, read without a cookie: any page may read it. Nothing here is to be drawn or run.
_HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Content-Crs, ETag",
    "Cache-Control": "no-cache",
    "Content-Language": "nl",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "Vary": "Accept",
    "X-Content-Type-Options": "nosniff",
}


_CODES = {
    HTTPStatus.BAD_REQUEST: "InvalidParameterValue",
    HTTPStatus.NOT_FOUND: "NotFound",
}


class _Door:
    """Whoever comes: gives the newest service its question, and sends what it answers."""

    def __init__(self, given: dict[str, Any], say: Callable[[str], None]) -> None:
        self._given, self._say = given, say
        self._lock = Lock()
        self._service: Service | None = None
        self._limiter: CapacityLimiter | None = None

    def endpoint(self, ask: Ask) -> Any:
        """Make the function that Starlette calls for an address."""

        async def answer(request: Request) -> Response:
            # Of the loop that runs now; there is none yet when the server is made.
            self._limiter = self._limiter or CapacityLimiter(_THREADS)
            work = partial(self._answer, request, ask)
            return await to_thread.run_sync(work, limiter=self._limiter)

        return answer

    def newest(self) -> Service:
        """Give the service of the store as it is now."""
        with self._lock:
            return whole(self._of)

    def _of(self, edition: Edition) -> Service:
        if self._service is None or self._service.edition is not edition:
            self._service = Service(self._given, edition)
        return self._service

    def _answer(self, request: Request, ask: Ask) -> Response:
        try:
            service = self.newest()
            mark = self._mark(service, request)
            if mark in request.headers.get("if-none-match", ""):
                return _sent(Reply(b"", status=HTTPStatus.NOT_MODIFIED), mark)
            reply = ask(service, request)
        except UsageError as error:
            return _refused(HTTPStatus.BAD_REQUEST, str(error))
        except AbsentError as error:
            return _refused(HTTPStatus.NOT_FOUND, sentence(str(error)))
        except StoreError as error:
            self._say(str(error))
            return _refused(HTTPStatus.SERVICE_UNAVAILABLE, sentence("publish.later"))
        except Exception as error:  # noqa: BLE001 - whoever asks must not see what is inside
            self._say(sentence("publish.broken_log", value=type(error).__name__))
            return _refused(HTTPStatus.INTERNAL_SERVER_ERROR, sentence("publish.broken"))
        return _sent(reply, mark if reply.status == HTTPStatus.OK else None)

    def _mark(self, service: Service, request: Request) -> str:
        """Give the ETag of this address: another one for other data or another configuration."""
        asked = f"{self._given!r} {request.url.path}?{request.url.query} {_for_people(request)}"
        return f'W/"{service.edition.version}-{sha256(asked.encode()).hexdigest()[:16]}"'


def application(given: dict[str, Any], say: Callable[[str], None]) -> Starlette:
    """Make the server of a configuration.

    Parameters
    ----------
    given
        What ``ivbgeo publish`` wrote.
    say
        Where goes what whoever keeps it running has to know; never what somebody asked.
    """
    door, home = _Door(given, say), publication_in(given).path
    what = f"{home}/collections/{{name}}"
    asks: dict[str, Ask] = {
        f"{home}/": lambda s, r: s.landing(_asked(r), page=_for_people(r)),
        f"{home}/conformance": lambda s, r: s.conformance(_asked(r)),
        f"{home}/openapi": lambda s, r: s.openapi(_asked(r)),
        f"{home}/catalog.jsonld": lambda s, r: s.catalogue(_asked(r)),
        f"{home}/collections": lambda s, r: s.list_collections(_asked(r)),
        what: lambda s, r: s.collection(_asked(r), _name(r)),
        f"{what}/schema": lambda s, r: s.schema(_asked(r), _name(r)),
        f"{what}/queryables": lambda s, r: s.queryables(_asked(r), _name(r)),
        f"{what}/items": lambda s, r: s.items(_asked(r), _name(r)),
        f"{what}/items/{{feature}}": lambda s, r: s.item(
            _asked(r), _name(r), r.path_params["feature"]
        ),
    }
    if home:
        asks[home] = asks[f"{home}/"]
    made = Starlette(
        routes=[Route(at, door.endpoint(ask), methods=["GET"]) for at, ask in asks.items()],
        exception_handlers={
            HTTPStatus.NOT_FOUND: _no_address,
            HTTPStatus.METHOD_NOT_ALLOWED: _no_method,
        },
    )
    # It would send on to an address made of what whoever asks says that we are called.
    made.router.redirect_slashes = False
    return made


def serve(given: dict[str, Any], port: int, say: Callable[[str], None]) -> None:
    """Serve a configuration on this computer until it is stopped."""
    uvicorn.run(
        application(given, say),
        host=HOST,
        port=port,
        access_log=False,
        log_level="critical",
        server_header=False,
        proxy_headers=False,
        limit_concurrency=_CONNECTIONS,
        lifespan="off",
        ws="none",
    )


def _asked(request: Request) -> list[tuple[str, str]]:
    return request.query_params.multi_items()


def _name(request: Request) -> str:
    return str(request.path_params["name"])


def _for_people(request: Request) -> bool:
    """Whether it is a browser that comes."""
    return "text/html" in request.headers.get("accept", "")


def _no_address(_request: Request, _error: Exception) -> Response:
    return _refused(HTTPStatus.NOT_FOUND, sentence("publish.no_address"))


def _no_method(_request: Request, _error: Exception) -> Response:
    return _refused(HTTPStatus.METHOD_NOT_ALLOWED, sentence("publish.no_method"))


def _refused(status: HTTPStatus, description: str) -> Response:
    response = _sent(refusal(status, _CODES.get(status, "NoApplicableCode"), description))
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers["Retry-After"] = "2"
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        response.headers["Allow"] = "GET, HEAD"
    return response


def _sent(reply: Reply, mark: str | None = None) -> Response:
    headers = _HEADERS | reply.headers | ({"ETag": mark} if mark else {})
    return Response(reply.body, reply.status, headers, media_type=reply.media)

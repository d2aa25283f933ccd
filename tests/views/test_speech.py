"""Who says too much at once over a websocket is no longer heard."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from tests.views.test_server import ask, serving
from views.server.speech import LARGEST, Speech

LEFT = []


@pytest.fixture(scope="module")
def echo():
    async def again(websocket):
        await websocket.accept()
        async for said in websocket.iter_bytes():
            await websocket.send_bytes(said[:10])
        LEFT.append(True)

    async def page(_):
        return PlainTextResponse("x")

    routes = [WebSocketRoute("/stream", again), Route("/", page)]
    with serving(Starlette(routes=routes, middleware=[Middleware(Speech)])) as url:
        yield url


def test_what_is_long_ends_the_session_and_what_is_not_is_answered(echo):
    LEFT.clear()
    with connect(f"{echo.replace('http', 'ws')}/stream") as websocket:
        websocket.send(b"kort")
        assert websocket.recv(timeout=10) == b"kort"
        websocket.send(b"x" * LARGEST)
        assert websocket.recv(timeout=10) == b"x" * 10
        websocket.send(b"x" * (LARGEST + 1))
        with pytest.raises(ConnectionClosed) as closed:
            websocket.recv(timeout=10)
    assert closed.value.rcvd.code == 1009
    assert LEFT == [True]


def test_pages_are_answered(echo):
    assert ask(f"{echo}/")[0] == 200

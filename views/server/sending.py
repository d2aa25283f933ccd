"""What the server sends leaves at once.

A small piece waits, as TCP has it (Nagle), until what went before it was received, and who receives
says so after 40 ms. asyncio turns that off for sockets that are named TCP's; Streamlit makes its
own without that name. So each small file of a page, and each change of one, took 40 ms longer.
"""

from __future__ import annotations

import os
import socket
import stat
from contextlib import suppress
from pathlib import Path

__all__ = ["send_at_once"]

_OPEN = Path("/dev/fd")


def send_at_once() -> None:
    """Let every connection that comes in from now on send at once; to be called by the server.

    A connection has it from the socket that it came in by, of which Streamlit has the only name.
    """
    # Where files can't be listed, all is as slow as it was, and as right.
    with suppress(OSError):
        for number in [int(one.name) for one in _OPEN.iterdir()]:
            # One that was open a moment ago may be closed.
            with suppress(OSError):
                _let(number)


def _let(number: int) -> None:
    # First of all: of what is no socket, ``fromfd`` leaves its duplicate open.
    if not stat.S_ISSOCK(os.fstat(number).st_mode):
        return
    with socket.fromfd(number, socket.AF_INET, socket.SOCK_STREAM) as opened:
        if opened.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
            opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

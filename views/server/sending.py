"""What the server sends leaves at once.

A small piece waits, as TCP has it (Nagle), until what went before it was received, and who receives
says so after 40 ms. asyncio turns that off for sockets that are named TCP's; Streamlit makes its
own without that name. So each small file of a page, and each change of one, took 40 ms longer.
"""

from __future__ import annotations

import socket
from contextlib import suppress
from pathlib import Path

__all__ = ["send_at_once"]

_OPEN = Path("/dev/fd")


def send_at_once() -> None:
    """Let every connection that comes in from now on send at once; to be called by the server.

    A connection has it from the socket that it came in by, of which Streamlit has the only name.
    """
    for number in [int(one.name) for one in _OPEN.iterdir()]:
        # Files are no sockets, and one that was open a moment ago may be closed.
        with suppress(OSError), socket.fromfd(number, socket.AF_INET, socket.SOCK_STREAM) as opened:
            if opened.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

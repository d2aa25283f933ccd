"""Connections send at once, also by a socket that is not named TCP's."""

import socket

from views.server import sending
from views.server.sending import send_at_once


def test_who_comes_in_is_answered_at_once(tmp_path):
    # As Streamlit makes it: without a protocol.
    with socket.create_server(("127.0.0.1", 0)) as door, (tmp_path / "a file").open("w"):
        assert door.proto == 0
        assert _is_at_once(door) is False
        send_at_once()
        assert _is_at_once(door) is True


def test_nothing_stays_open_of_what_is_no_socket(tmp_path):
    with (tmp_path / "a file").open("w"), (tmp_path / "another").open("w"):
        before = sorted(sending._OPEN.iterdir())
        send_at_once()
        assert sorted(sending._OPEN.iterdir()) == before


def test_where_files_cannot_be_listed_the_server_starts(tmp_path, monkeypatch):
    monkeypatch.setattr(sending, "_OPEN", tmp_path / "is not there")
    send_at_once()


def _is_at_once(door: socket.socket) -> bool:
    with socket.create_connection(door.getsockname()):
        answered, _ = door.accept()
        with answered:
            return bool(answered.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))

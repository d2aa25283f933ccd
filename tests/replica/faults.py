"""What goes wrong with an answer, queued by a test for the requests it names."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

HTML = b"<!DOCTYPE html><html><head><title>Onderhoud</title></head><body>Even geduld.</body></html>"


class Disconnected(Exception):  # noqa: N818 - not an error of the replica
    """The connection is to be closed here and now."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it leaves the server.

    ``cut`` is the number of bytes after which the body stops although the header promised
    more; then the connection closes, at once or, with ``stalls``, when the server is released.
    ``drips`` is the number of seconds between one byte of the body and the next.
    """

    status: int
    body: bytes
    kind: str = "application/json;charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None
    stalls: float = 0.0
    drips: float = 0.0


@dataclass(slots=True)
class Fault:
    """One thing that goes wrong; ``times`` None is always, ``after`` requests go well first."""

    path: str
    change: Callable[[Answer], Answer]
    times: int | None
    after: int = 0


class Faults:
    """The faults that wait for a request; each is used up by the requests that meet it.

    Every method takes ``path``, a substring of the path and query in readable form, how many
    ``times`` it happens (None: always), and how many such requests go well before (``after``).
    """

    def __init__(self) -> None:
        self._waiting: list[Fault] = []
        self._lock = threading.Lock()
        self.released = threading.Event()

    def slow(self, seconds: float, path: str = "", times: int | None = 1, after: int = 0) -> None:
        """Wait before answering."""

        def change(answer: Answer) -> Answer:
            self.released.wait(seconds)
            return answer

        self._queue(change, path, times, after)

    def status(
        self,
        status: int,
        path: str = "",
        times: int | None = 1,
        after: int = 0,
        retry_after: object = None,
    ) -> None:
        """Answer with another status, and with Retry-After (seconds, or a date) where given."""
        headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
        answer = Answer(status, HTML, "text/html", headers)
        self._queue(lambda _: answer, path, times, after)

    def html(self, path: str = "", times: int | None = 1, after: int = 0) -> None:
        """Answer with a page for people, and with status 200."""
        self._queue(lambda _: Answer(200, HTML, "text/html"), path, times, after)

    def truncated(self, path: str = "", times: int | None = 1, after: int = 0) -> None:
        """Answer with half of the JSON, as if that were all of it."""
        self._queue(lambda a: replace(a, body=a.body[: len(a.body) // 2]), path, times, after)

    def disconnect(self, path: str = "", times: int | None = 1, after: int = 0) -> None:
        """Close the connection halfway through the body."""
        self._queue(lambda a: replace(a, cut=len(a.body) // 2), path, times, after)

    def refuse(self, path: str = "", times: int | None = 1, after: int = 0) -> None:
        """Close the connection without any answer."""

        def change(_: Answer) -> Answer:
            raise Disconnected

        self._queue(change, path, times, after)

    def stall(
        self, path: str = "", times: int | None = 1, after: int = 0, seconds: float = 30.0
    ) -> None:
        """Send half of the body and then nothing, until the seconds or the test are over."""
        self._queue(lambda a: replace(a, cut=len(a.body) // 2, stalls=seconds), path, times, after)

    def drip(
        self, path: str = "", times: int | None = 1, after: int = 0, seconds: float = 0.05
    ) -> None:
        """Send the body byte by byte: never silent, and never done."""
        self._queue(lambda a: replace(a, drips=seconds), path, times, after)

    def answers(
        self, path: str = "", times: int | None = 1, after: int = 0, **changes: object
    ) -> None:
        """Answer with other fields of ``Answer``, such as ``kind`` or ``body``."""
        self._queue(lambda a: replace(a, **changes), path, times, after)

    def renamed(
        self, old: str, new: str, path: str = "", times: int | None = None, after: int = 0
    ) -> None:
        """Give a column another name wherever it stands, in rows and in DataProperties."""

        def change(answer: Answer) -> Answer:
            body = answer.body.replace(f'"{old}"'.encode(), f'"{new}"'.encode())
            return replace(answer, body=body)

        self._queue(change, path, times, after)

    def changed(
        self,
        change: Callable[[Any], None],
        path: str = "",
        times: int | None = None,
        after: int = 0,
    ) -> None:
        """Let a function change what the JSON of an answer holds, in place."""

        def changed(answer: Answer) -> Answer:
            told = json.loads(answer.body)
            change(told)
            return replace(answer, body=json.dumps(told, ensure_ascii=False).encode())

        self._queue(changed, path, times, after)

    def clear(self) -> None:
        """Let everything go well again."""
        with self._lock:
            self._waiting.clear()

    def applied(self, path: str, answer: Answer) -> Answer:
        """Put the faults that wait for this path to an answer."""
        with self._lock:
            changes = [fault.change for fault in self._waiting if self._meets(fault, path)]
        for change in changes:
            answer = change(answer)
        return answer

    def _queue(
        self, change: Callable[[Answer], Answer], path: str, times: int | None, after: int
    ) -> None:
        with self._lock:
            self._waiting.append(Fault(path, change, times, after))

    @staticmethod
    def _meets(fault: Fault, path: str) -> bool:
        if fault.path not in path:
            return False
        if fault.after:
            fault.after -= 1
            return False
        if fault.times is None:
            return True
        fault.times -= 1
        return fault.times >= 0

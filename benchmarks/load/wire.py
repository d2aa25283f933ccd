"""One session as a browser has it with Streamlit: the page by HTTP, then messages by websocket.

It knows no page: it keeps what the widgets say, sends what a browser sends when one of them is
changed, and waits until the server says that the run is done. What is drawn is not looked at, but
for words of an error. Streamlit's own messages are used, of the version that the app has.
"""

from __future__ import annotations

import asyncio
import http.client
import re
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

if TYPE_CHECKING:
    from typing import Any

    from streamlit.proto.Delta_pb2 import Delta
    from websockets.asyncio.client import ClientConnection

__all__ = ["Answer", "Session", "SessionError"]

_STREAM = "_stcore/stream"
_PATIENCE = 60.0  # seconds
_FILES = re.compile(r'(?:src|href)="\./([^"]+)"')
# What the frontend asks beside the files that the page names.
_ASKED_TOO = ("_stcore/health", "_stcore/host-config")
# The first map of a session says that it is on the screen (views/components/ahead.py).
_SHOWN = re.compile(r"getoond/[\w-]+")
_DRAWING = 0.2  # seconds, until it says so
_FAILED = ForwardMsg.ScriptFinishedStatus.FINISHED_WITH_COMPILE_ERROR
_EARLY = ForwardMsg.ScriptFinishedStatus.FINISHED_EARLY_FOR_RERUN


class SessionError(Exception):
    """What a user would have seen go wrong."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a change.

    ``began``: when it was sent, by ``time.perf_counter``; ``seconds``: until the run was done;
    ``received``: bytes of messages, unpacked; ``maps``: how often a map got something else to show.
    """

    began: float
    seconds: float
    received: int
    maps: int


@dataclass(slots=True)
class _Run:
    """A run that is waited for. ``fragment``: empty for the whole page."""

    fragment: str
    done: asyncio.Future[None]
    received: int = 0
    maps: int = 0
    wrong: str = ""


@dataclass
class Session:
    """A visitor of a page. ``address``: of the app, with a slash at the end; ``path``: of the page.

    ``labels`` has the options of each list by its label, ``frames`` the ids of the maps.
    """

    address: str
    path: str = ""
    query: str = ""
    cookie: str = ""
    labels: dict[str, tuple[str, list[str]]] = field(default_factory=dict)
    frames: list[str] = field(default_factory=list)
    _states: dict[str, WidgetState] = field(default_factory=dict)
    _of_fragment: dict[str, str] = field(default_factory=dict)
    _seen: dict[str, set[str]] = field(default_factory=dict)
    _page: str = ""
    _run: _Run | None = None
    _wire: ClientConnection | None = None
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def arrive(self) -> Answer:
        """Load the page with the files that it names, and wait for its first run."""
        await asyncio.to_thread(self._load)
        at = urlsplit(self.address)
        self._wire = await connect(
            f"ws://{at.netloc}{at.path}{_STREAM}",
            subprotocols=["streamlit"],  # type: ignore[list-item]  # a plain string will do
            origin=f"http://{at.netloc}",  # type: ignore[arg-type]  # idem
            additional_headers={"Cookie": self.cookie} if self.cookie else None,
            max_size=None,
            proxy=None,
            ping_interval=None,
            user_agent_header=None,
        )
        self._begin(self._hear(self._wire))
        return await self._ask("")

    async def leave(self) -> None:
        """Close the page."""
        for task in self._tasks:
            task.cancel()
        if self._wire is not None:
            await self._wire.close()

    async def choose(self, label: str, option: str) -> Answer:
        """Choose an option of a list."""
        name, _ = self.labels[label]
        self._states[name].string_value = option
        return await self._ask(self._of_fragment[name])

    async def tell(self, said: str) -> Answer:
        """Let the first map say something, as JSON."""
        name = self.frames[0]
        self._states[name] = WidgetState(id=name, json_value=said)
        return await self._ask(self._of_fragment[name])

    # --- the page by HTTP ------------------------------------------------------------------------

    def _load(self) -> None:
        at = urlsplit(self.address)
        wire = http.client.HTTPConnection(at.netloc, timeout=_PATIENCE)
        headers = {"Accept-Encoding": "gzip", **({"Cookie": self.cookie} if self.cookie else {})}

        def get(what: str, **more: str) -> bytes:
            wire.request("GET", f"{at.path}{what}", headers={**headers, **more})
            answer = wire.getresponse()
            content = answer.read()
            if answer.status != http.client.OK:
                raise SessionError(f"{what}: {answer.status}")
            return content

        try:
            page = f"{self.path}?{self.query}" if self.query else self.path
            html = get(page, **{"Accept-Encoding": "identity"}).decode()
            for file in (*dict.fromkeys(_FILES.findall(html)), *_ASKED_TOO):
                get(file)
        finally:
            wire.close()

    def _say_shown(self, word: str) -> None:
        at = urlsplit(self.address)
        wire = http.client.HTTPConnection(at.netloc, timeout=_PATIENCE)
        try:
            wire.request("POST", f"{at.path}{word}")
            wire.getresponse().read()
        finally:
            wire.close()

    # --- what is asked ---------------------------------------------------------------------------

    async def _ask(self, fragment: str) -> Answer:
        """Have a fragment run, or the whole page, and wait until that is done."""
        assert self._wire is not None  # noqa: S101 - it arrived
        run = self._run = _Run(fragment, asyncio.get_running_loop().create_future())
        self._seen[fragment] = set()
        message = self._message(fragment)
        before = time.perf_counter()
        try:
            await self._wire.send(message)
            async with asyncio.timeout(_PATIENCE):
                await run.done
        except TimeoutError:
            raise SessionError(f"no answer within {_PATIENCE:.0f} s") from None
        except ConnectionClosed as error:
            raise SessionError(f"closed: {error}") from None
        finally:
            self._run = None
        if run.wrong:
            raise SessionError(run.wrong)
        self._forget(fragment)
        return Answer(before, time.perf_counter() - before, run.received, run.maps)

    def _message(self, fragment: str, *, by_itself: bool = False) -> bytes:
        message = BackMsg()
        state = message.rerun_script
        state.query_string = self.query
        state.widget_states.widgets.extend(self._states.values())
        state.page_script_hash = self._page
        state.page_name = "" if self._page else self.path
        state.fragment_id = fragment
        state.is_auto_rerun = by_itself
        around = state.context_info
        around.timezone, around.locale, around.color_scheme = "Europe/Amsterdam", "nl-NL", "light"
        around.url = f"{self.address}{self.path}"
        written: bytes = message.SerializeToString()
        return written

    async def _again(self, fragment: str, seconds: float) -> None:
        """Have a fragment run now and then, as the page asked."""
        assert self._wire is not None  # noqa: S101 - it arrived
        with suppress(ConnectionClosed):
            while True:
                await asyncio.sleep(seconds)
                await self._wire.send(self._message(fragment, by_itself=True))

    def _begin(self, task: Any) -> None:
        begun = asyncio.create_task(task)
        self._tasks.add(begun)
        begun.add_done_callback(self._tasks.discard)

    # --- what is heard ---------------------------------------------------------------------------

    async def _hear(self, wire: ClientConnection) -> None:
        message = ForwardMsg()
        try:
            async for data in wire:
                message.ParseFromString(data)
                if self._run is not None:
                    self._run.received += len(data)
                self._take(message)
            why = "closed by the server"
        except ConnectionClosed as error:
            why = f"closed: {error}"
        if self._run is not None and not self._run.done.done():
            self._run.wrong = why
            self._run.done.set_result(None)

    def _take(self, message: ForwardMsg) -> None:
        match message.WhichOneof("type"):
            case "delta":
                self._draw(message.delta)
            case "new_session":
                self._page = message.new_session.page_script_hash
            case "page_info_changed":
                self.query = message.page_info_changed.query_string
            case "auto_rerun":
                told = message.auto_rerun
                self._begin(self._again(told.fragment_id, told.interval))
            case "script_finished":
                self._finish(message)
            case _:
                pass

    def _finish(self, message: ForwardMsg) -> None:
        run, of = self._run, message.metadata.run.fragment_ids
        if run is None or run.done.done():
            return
        if message.script_finished == _FAILED:
            run.wrong = "the page can't run"
        elif run.fragment not in of if run.fragment and of else bool(of):
            return  # of another part
        elif not of and message.script_finished == _EARLY:
            return  # another is on its way
        run.done.set_result(None)

    def _draw(self, delta: Delta) -> None:
        if delta.WhichOneof("type") != "new_element":
            return
        kind = str(delta.new_element.WhichOneof("type"))
        drawn = getattr(delta.new_element, kind)
        state: WidgetState | None = None
        match kind:
            case "selectbox":
                options = list(drawn.options)
                self.labels[drawn.label] = (drawn.id, options)
                start = options[drawn.default] if drawn.HasField("default") else ""
                state = WidgetState(id=drawn.id)
                state.string_value = drawn.raw_value if drawn.set_value else start
            case "button_group":
                state = WidgetState(id=drawn.id)
                chosen = list(drawn.raw_values) if drawn.set_value else [
                    drawn.options[at].content for at in drawn.default
                ]  # fmt: skip
                state.string_array_value.data.extend(chosen)
            case "text_input":
                state = WidgetState(id=drawn.id, string_value=drawn.default)
            case "component_instance":
                self._draw_map(drawn.id, drawn.json_args)
                self._of_fragment[drawn.id] = delta.fragment_id
                self._seen.setdefault(delta.fragment_id, set()).add(drawn.id)
            case "exception":
                self._is_wrong(drawn.message)
            case "alert" if drawn.format == Alert.ERROR:
                self._is_wrong(drawn.body)
            case _:
                pass
        if state is not None:
            self._of_fragment[state.id] = delta.fragment_id
            self._seen.setdefault(delta.fragment_id, set()).add(state.id)
            if state.id not in self._states or drawn.set_value:
                self._states[state.id] = state

    def _draw_map(self, name: str, arguments: str) -> None:
        if name not in self.frames:
            self.frames.append(name)
        if self._run is not None:
            self._run.maps += 1
        if found := _SHOWN.search(arguments):
            self._begin(self._soon(found[0]))

    async def _soon(self, word: str) -> None:
        await asyncio.sleep(_DRAWING)
        await asyncio.to_thread(self._say_shown, word)

    def _is_wrong(self, words: str) -> None:
        if self._run is not None:
            self._run.wrong = words or "an error without words"

    def _forget(self, fragment: str) -> None:
        """Leave out what a part has no more of."""
        seen = self._seen[fragment]
        for name, of in list(self._of_fragment.items()):
            if of == fragment and name not in seen:
                del self._of_fragment[name]
                self._states.pop(name, None)
        here = self._of_fragment
        self.labels = {label: one for label, one in self.labels.items() if one[0] in here}
        self.frames = [name for name in self.frames if name in here]

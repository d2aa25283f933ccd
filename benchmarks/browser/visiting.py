"""A Chromium that visits pages, and what is told of a visit: moments, and bytes received."""

from __future__ import annotations

import base64
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

from benchmarks.browser.probe import PROBE
from tests.browser.chromium import find

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Frame, Page

__all__ = ["SCREEN", "Change", "Visit", "browsing", "visiting"]

SCREEN = {"width": 1280, "height": 900}
_PATIENCE = 180_000  # milliseconds
_LOOK_AGAIN = 0.03  # seconds
_TEXT = 1  # the kind of a frame of a websocket
_QUIET = 0.4  # seconds without a message: what was asked is all there
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
              "--disable-component-update", "--disable-sync"]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """What came of one click.

    ``seen``: milliseconds from the click to the first frame that shows it; ``drawn``: until the
    browser was ready for the frame after that; ``received``: bytes over the websocket, unpacked.
    """

    seen: float
    drawn: float
    received: int


@dataclass  # without slots: Playwright puts a mark on a method that it calls
class Visit:
    """One page in one tab."""

    page: Page
    messages: list[tuple[float, int]] = field(default_factory=list)

    @property
    def map(self) -> Frame:
        """The frame of the map."""
        return next(each for each in self.page.frames if each.parent_frame is not None)

    def first(self, what: str) -> float:
        """Wait until there is something (see ``probe``): milliseconds from the navigation on."""
        return self.moment(what) - self.page.evaluate("performance.timeOrigin")

    def moment(self, what: str) -> float:
        """Wait until there is something: milliseconds since 1970."""
        return self._wait(f"window.bench?.first['{what}']")

    def change(self, act: Any, what: str, *given: Any) -> Change:
        """Do something that ends with a click, and wait until what it asks is on the screen."""
        self.page.evaluate("([what, given]) => bench.look(what, ...given)", [what, given])
        act()
        self._wait("bench.drawn")
        self.rest()
        told = self.page.evaluate("({...bench, before: null})")
        clicked = told["clicked"]
        received = sum(size for at, size in self.messages if at * 1e3 >= clicked)
        return Change(told["seen"] - clicked, told["drawn"] - clicked, received)

    def _wait(self, expression: str) -> float:
        # Asked from here: a page's policy may forbid what Playwright's own waiting does.
        until = time.monotonic() + _PATIENCE / 1e3
        while time.monotonic() < until:
            found: float | None = self.page.evaluate(expression)
            if found:
                return found
            time.sleep(_LOOK_AGAIN)
        raise TimeoutError(f"{self.page.url}: no {expression}")

    def rest(self) -> None:
        """Wait until nothing comes over the websocket."""
        while True:
            self.page.wait_for_timeout(100)
            if not self.messages or time.time() - self.messages[-1][0] > _QUIET:
                return

    def hear(self, message: dict[str, Any]) -> None:
        """Take a note of a message of the server."""
        told = message["response"]
        payload = told["payloadData"]
        size = len(payload) if told["opcode"] == _TEXT else len(base64.b64decode(payload))
        self.messages.append((time.time(), size))


@contextmanager
def browsing() -> Iterator[Browser]:
    """Start the browser."""
    path = find()
    if path is None:
        raise RuntimeError("no Chromium was found: run python -m tests.browser.chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def visiting(
    browser: Browser, address: str, context: BrowserContext | None = None
) -> Iterator[Visit]:
    """Open a page: in a context of its own, with nothing in its cache, or in one that is given."""
    around = context or browser.new_context(viewport=SCREEN)
    page = around.new_page()
    page.set_default_timeout(_PATIENCE)
    page.add_init_script(PROBE)
    visit = Visit(page)
    wire = around.new_cdp_session(page)
    wire.send("Network.enable")
    wire.on("Network.webSocketFrameReceived", visit.hear)
    try:
        page.goto(address, wait_until="commit")
        yield visit
    finally:
        page.close()
        if context is None:
            around.close()

"""Who waits for the map hears of it, and waits no longer than was said."""

from __future__ import annotations

import threading
import time

from starlette.applications import Starlette
from starlette.routing import Route

from tests.views.test_server import ask, serving
from views.server import shown


def test_who_waits_goes_on_when_the_map_is_there():
    app = Starlette(routes=[Route("/getoond/{word}", shown.answer, methods=["POST"])])
    with serving(app) as url:
        word, other = shown.expect(), shown.expect()
        went_on = threading.Event()
        waiting = threading.Thread(target=lambda: (shown.wait(word, 60), went_on.set()))
        waiting.start()
        # Another's, and what nobody waits for.
        assert ask(f"{url}/getoond/{other}", "POST")[0] == 204
        assert ask(f"{url}/getoond/nobody", "POST")[0] == 204
        assert not went_on.wait(0.1)
        status, told, _ = ask(f"{url}/getoond/{word}", "POST")
        assert (status, told["Cache-Control"]) == (204, "no-store")
        assert went_on.wait(10)
        waiting.join()
        shown.wait(other, 60)  # it was there already


def test_a_map_that_says_nothing_keeps_nobody_for_long():
    word, before = shown.expect(), time.monotonic()
    shown.wait(word, 0.05)
    assert time.monotonic() - before < 10
    # A word is good once.
    assert word not in shown._expected

"""security.txt, by the rules of RFC 9116."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from ivbgeo.errors import SettingsError
from tests.views.test_server import ask, serving
from views.server.contact import PATH, SecurityText

WAYS = "mailto:veilig@gemeente.nl https://gemeente.nl/lek tel:+31-79-3468000"
NOW = datetime(2026, 11, 27, 18, 30, tzinfo=timezone(timedelta(hours=1)))


def test_it_says_whom_to_tell_and_until_when_in_the_order_that_was_set():
    assert SecurityText(WAYS).text(NOW) == (
        "Contact: mailto:veilig@gemeente.nl\n"
        "Contact: https://gemeente.nl/lek\n"
        "Contact: tel:+31-79-3468000\n"
        "Expires: 2027-02-25T00:00:00Z\n"
        "Preferred-Languages: nl, en\n"
    )


def test_the_moment_is_of_one_place():
    with pytest.raises(ValueError, match="time zone"):
        SecurityText(WAYS).text(NOW.replace(tzinfo=None))


@pytest.mark.parametrize(
    "setting", ["veilig@gemeente.nl", "http://gemeente.nl", "mailto:geen", "mailto:a@b.nl,x", "é"]
)
def test_what_is_no_address_is_refused(setting):
    with pytest.raises(SettingsError, match="security_contact"):
        SecurityText(setting)


def test_it_is_text_that_still_holds_and_without_a_setting_it_is_not_there():
    routes = [
        Route(PATH, SecurityText(WAYS).answer),
        Route("/leeg", SecurityText("").answer),
    ]
    with serving(Starlette(routes=routes)) as url:
        status, told, body = ask(url + PATH)
        assert (status, told["Content-Type"]) == (200, "text/plain; charset=utf-8")
        until = body.decode().partition("Expires: ")[2].partition("\n")[0]
        assert datetime.now(UTC) < datetime.fromisoformat(until)
        assert ask(f"{url}/leeg")[0] == 404

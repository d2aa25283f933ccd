"""Where to report a leak: ``/.well-known/security.txt``, as RFC 9116 has it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse, Response

from ivbgeo.errors import SettingsError

if TYPE_CHECKING:
    from starlette.requests import Request

__all__ = ["PATH", "SecurityText"]

PATH = "/.well-known/security.txt"
"""Below the root of the host, whatever the base path of the app is."""

_WAY = re.compile(
    r"(mailto:[^\s@,;]+@[a-z0-9-]+(\.[a-z0-9-]+)+|https://[^\s,;]+|tel:\+[0-9-]{6,20})",
    re.ASCII | re.IGNORECASE,
)
_HOLDS = timedelta(days=90)


class SecurityText:
    """What is said there; nothing, as long as nobody set whom to tell.

    Parameters
    ----------
    setting
        Addresses (mailto:, https: or tel:) with spaces between them, the best one first.

    Raises
    ------
    SettingsError
        If one is no address.
    """

    def __init__(self, setting: str) -> None:
        self._ways = setting.split()
        for way in self._ways:
            if not _WAY.fullmatch(way):
                raise SettingsError("secure.contact", value=way)

    def text(self, now: datetime) -> str:
        """Give the file as it is at a moment: it holds for 90 days, as long as the app runs.

        Raises
        ------
        ValueError
            If the moment has no time zone.
        """
        if now.tzinfo is None:
            raise ValueError("the moment has no time zone")
        until = (now + _HOLDS).astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        lines = [f"Contact: {way}" for way in self._ways]
        lines += [f"Expires: {until:%Y-%m-%dT%H:%M:%SZ}", "Preferred-Languages: nl, en"]
        return "\n".join(lines) + "\n"

    async def answer(self, _request: Request) -> Response:
        """Answer who asks for it."""
        if not self._ways:
            return PlainTextResponse("", 404)
        return PlainTextResponse(self.text(datetime.now(UTC)))

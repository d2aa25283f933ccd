"""What a municipality says of its own publication: where it is, what it is called, who answers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from ivbgeo.errors import UsageError

__all__ = ["Publication"]

_LONGEST = 200
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII)
# Whole and plain: no user, no query, nothing that has to be escaped in a page or a file.
_URL = re.compile(
    r"https?://[\w.-]+(:\d{1,5})?(/[\w.~/-]*)?|https?://\[[\da-f:]+\](:\d{1,5})?(/[\w.~/-]*)?",
    re.ASCII,
)
_PORTS = range(1, 65536)


@dataclass(frozen=True, slots=True)
class Publication:
    """One publication.

    Parameters
    ----------
    url
        Where everybody finds it, without a slash at the end: ``https://kaart.example.nl/ogc``.
    title, publisher
        What it is called and who makes it public.
    gemeente
        Code of the gemeente, such as ``GM0637``.
    contact
        E-mail address of who answers questions; empty: nobody is named.
    port
        Where the server listens, on this computer alone.

    Raises
    ------
    UsageError
        If one of these can't be right.
    """

    url: str
    title: str
    publisher: str
    gemeente: str
    contact: str = ""
    port: int = 8502

    def __post_init__(self) -> None:
        object.__setattr__(self, "url", self.url.strip().rstrip("/"))
        if not _URL.fullmatch(self.url):
            raise UsageError("publish.url", value=self.url[:_LONGEST])
        if self.port not in _PORTS:
            raise UsageError("publish.port", value=self.port)
        if self.contact and not _MAIL.fullmatch(self.contact):
            raise UsageError("publish.contact", value=self.contact[:_LONGEST])
        for name, text in (("title", self.title), ("publisher", self.publisher)):
            # pygeoapi takes ${…} in its configuration for a variable of the machine.
            if not (0 < len(text.strip()) <= _LONGEST and text.isprintable()) or "${" in text:
                raise UsageError("publish.text", name=name, value=text[:_LONGEST])

    @property
    def path(self) -> str:
        """The part of the address after the host, such as ``/ogc``; may be empty."""
        return urlsplit(self.url).path

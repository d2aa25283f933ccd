"""Where the database is: an address that can be read, and how it may be shown."""

from __future__ import annotations

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from ivbgeo.errors import SettingsError

__all__ = ["shown", "url_of"]


def url_of(address: str) -> URL:
    """Read an address.

    Raises
    ------
    SettingsError
        If it is none.
    """
    try:
        return make_url(address)
    except (ArgumentError, ValueError):  # the latter of a port that is no number
        raise SettingsError("store.address", value=shown(address)) from None


def shown(address: str | URL) -> str:
    """Give an address as others may read it: without a password.

    Examples
    --------
    >>> shown("postgresql://kaart:geheim@server/ivbgeo?sslpassword=ook")
    'postgresql://kaart:***@server/ivbgeo'
    """
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        # Where in it a password stands can't be told.
        kind, mark, _ = str(address).partition("://")
        if not mark:
            return "…" if "@" in kind else kind
        return f"{kind}://…"
    secret = [name for name in url.query if "pass" in name.lower()]
    return url.difference_update_query(secret).render_as_string(hide_password=True)

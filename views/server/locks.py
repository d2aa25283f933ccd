"""What of Streamlit's own settings has to stay as it is: without these the app does not start."""

from __future__ import annotations

import streamlit as st

from ivbgeo.errors import SettingsError

__all__ = ["hold"]

# By name: what it must be, and why.
_MUST_BE = {
    # Or a page elsewhere opens a session in the browser of who is signed in.
    "server.enableCORS": True,
    # Or a page elsewhere sends files in the name of who is signed in; the sign-in needs it too.
    "server.enableXsrfProtection": True,
    # Or what a page shows is read by a program, around the browser.
    "server.enableAgentApi": False,
    # Or a user reads a traceback, with what is in it.
    "client.showErrorDetails": "none",
    # Or who is signed in can be read by anybody, at an address of the server that asks no cookie.
    "server.unsafeMetricsUserAttributes": None,
    # Or a site elsewhere steers the app by messages.
    "client.allowedOrigins": None,
}


def hold() -> None:
    """Refuse to go on with a setting of Streamlit that opens the app to others.

    Raises
    ------
    SettingsError
        If one was set to something else: in a file, a variable or on the command line.
    """
    for name, right in _MUST_BE.items():
        value = st.get_option(name)
        # Nothing is said in several ways: None, an empty list, an empty text.
        if value != right and not (right is None and not value):
            raise SettingsError("secure.option", name=name, value=value, right=right or "leeg")

"""What a browser is told about the app's answers: where they may load from, and who may frame them.

Streamlit's frontend needs ``unsafe-inline`` for styles: it writes its own while it runs. The frame
of the map needs scripts from text as well: that is how streamlit-folium works (docs/adr/0018).
"""

from __future__ import annotations

import re

from ivbgeo.errors import SettingsError

__all__ = ["ancestors", "headers"]

_NOBODY_ELSE = "'self'"
_SITE = re.compile(r"https?://(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?", re.ASCII)
_ALWAYS = {
    "default-src": "'none'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
_PAGE = {"script-src": "'self'", "frame-src": "'self'", "manifest-src": "'self'"}
_FRAME = {"script-src": "'self' 'unsafe-inline' 'unsafe-eval'"}
_UNUSED = (
    "accelerometer", "camera", "display-capture", "gyroscope", "magnetometer", "microphone",
    "midi", "payment", "serial", "usb",
)  # fmt: skip


def ancestors(setting: str) -> str:
    """Give the sites that may show the app in a frame, as ``frame-ancestors`` has them.

    Raises
    ------
    SettingsError
        If one is no address of a site.

    Examples
    --------
    >>> ancestors(""), ancestors("https://intranet.gemeente.nl")
    ("'self'", "'self' https://intranet.gemeente.nl")
    """
    sites = setting.lower().split()
    for site in sites:
        if not _SITE.fullmatch(site):
            raise SettingsError("settings.frame_ancestors", value=site)
    return " ".join([_NOBODY_ELSE, *sites])


def headers(framed_by: str, *, of_the_map: bool) -> dict[str, str]:
    """Give the headers of an answer, by name.

    Parameters
    ----------
    framed_by
        As ``ancestors`` gives it.
    of_the_map
        Whether it is for the frame of the map.
    """
    rules = _ALWAYS | (_FRAME if of_the_map else _PAGE) | {"frame-ancestors": framed_by}
    told = {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in rules.items()),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        # Where one is: only where our own map asks for it, when its button is pressed, and it stays
        # in the browser (static/map/phone.js).
        "Permissions-Policy": ", ".join(
            [*(f"{name}=()" for name in _UNUSED), "geolocation=(self)"]
        ),
        # What is ours is drawn by no other site, and no other site holds on to our window.
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    if framed_by == _NOBODY_ELSE:
        # It can name no other site; browsers that know frame-ancestors don't look at it.
        told["X-Frame-Options"] = "SAMEORIGIN"
    return told

"""Somebody for the pages of a test to be: settings of a provider, and claims as it gives them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import requests
from joserfc import jwt
from joserfc.jwk import OctKey

from tests.replica.oidc import CLIENT, SECRET

if TYPE_CHECKING:
    from tests.replica.oidc import Provider

__all__ = ["USER", "claims", "enter", "settings", "signed_in"]

USER = "_streamlit_user"  # the cookie
COOKIE_SECRET = "waarmee de proef koekjes ondertekent"  # noqa: S105 - of tests alone

# Of a provider that nobody asks anything: pages without a browser.
_NOWHERE = "http://127.0.0.1:9"


def settings(issuer: str = _NOWHERE, app: str = "http://127.0.0.1:8501") -> dict[str, str]:
    """Give the variables with which users sign in at this issuer."""
    return {
        "IVBGEO_SIGNIN_ISSUER": issuer,
        "IVBGEO_SIGNIN_CLIENT": CLIENT,
        "IVBGEO_SIGNIN_SECRET": SECRET,
        "IVBGEO_SIGNIN_COOKIE_SECRET": COOKIE_SECRET,
        "IVBGEO_SIGNIN_ADDRESS": app,
    }


def claims(role: str, wijken: str = "") -> dict[str, Any]:
    """Give what Streamlit knows of somebody who signed in just now, as ``st.user`` has it."""
    return {
        "is_logged_in": True, "provider": "default", "iss": _NOWHERE, "aud": CLIENT,
        "sub": f"nummer-van-{role}", "iat": time.time(), "name": f"Een {role}",
        "preferred_username": f"{role}@example.nl", "roles": [role], "wijken": wijken.split(),
    }  # fmt: skip


def enter(app: str, login: str) -> tuple[requests.Response, dict[str, str]]:
    """Sign in at an app that runs, without a browser; gives its last answer and the cookies."""
    # What the button of the app gives a browser to go with.
    word = {"provider": "default", "exp": int(time.time()) + 60}
    token = jwt.encode({"alg": "HS256"}, word, OctKey.import_key(COOKIE_SECRET))
    with requests.Session() as web:
        web.trust_env = False
        last = web.get(f"{app}/auth/login", params={"provider": token})
        if not last.url.startswith(app):
            last = web.post(last.url, data={"login": login})
        return last, dict(web.cookies)


def signed_in(provider: Provider, app: str, role: str, wijken: str = "") -> list[dict[str, Any]]:
    """Let somebody with a role sign in; gives the cookies, as Playwright has them."""
    login = f"{role} {wijken}".strip()
    about = claims(role, wijken)
    provider.people[login] = {name: about[name] for name in ("name", "roles", "wijken")}
    provider.callbacks.add(f"{app}/oauth2callback")
    _, given = enter(app, login)
    assert USER in given
    return [
        {"name": name, "value": value, "url": app, "httpOnly": True, "sameSite": "Lax"}
        for name, value in given.items()
        if name.startswith(USER) and not name.startswith(f"{USER}_tokens")
    ]

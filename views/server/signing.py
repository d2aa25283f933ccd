"""Signing in on the server's side: what Streamlit is told of the provider, and its cookies."""

from __future__ import annotations

import logging
import re
from http.cookies import SimpleCookie
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import RedirectResponse

from ivbgeo.errors import SettingsError
from ivbgeo.signin import Provider
from ivbgeo.signin.provider import CALLBACK

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from ivbgeo.settings import Settings

__all__ = ["FAILED", "Signing", "provider_here", "secrets_for"]

_log = logging.getLogger(__name__)

FAILED = ("aanmelden", "mislukt")
_LOGIN = "/auth/login"
_WRONG = 400
_LOGOUT = "/auth/logout"
_USER = "_streamlit_user"
_TOKENS = "_streamlit_user_tokens"
# Signs of what a browser sends along when it opens a websocket: from 8192 on, nothing answers.
_MOST = 7000
_BACK = "ivbgeo_terug"
_OURS = (_USER, "_streamlit_session", _BACK)
_LONGEST = 2000  # signs of an address to go back to
_SOON = 600  # seconds in which somebody signs in
# Of this host alone: a browser takes two slashes for the name of another.
_HERE = re.compile(r"/(?![/\\])[!-~]*")


def provider_here(settings: Settings, base: str) -> Provider | None:
    """Give where users sign in, once it is certain that nothing else says who they are.

    Parameters
    ----------
    base
        The base path of the app, such as /kaart; empty for none.

    Raises
    ------
    SettingsError
        If half of it is set, or something contradicts something else.
    """
    if st.get_option("server.trustedUserHeaders"):
        raise SettingsError("signin.headers")
    if st.secrets.load_if_toml_exists() and "auth" in st.secrets:
        raise SettingsError("signin.secrets_file")
    provider = Provider.of(settings)
    if provider is not None and urlsplit(provider.address).path != base:
        raise SettingsError("signin.path", value=provider.address, path=base or "/")
    return provider


def secrets_for(provider: Provider | None) -> dict[str, Any]:
    """Give what ``st.App`` hands to ``st.login``, in memory alone."""
    if provider is None:
        return {}
    return {
        "auth": {
            "redirect_uri": provider.callback,
            "cookie_secret": provider.cookie_secret,
            "client_id": provider.client,
            "client_secret": provider.secret,
            "server_metadata_url": provider.metadata,
            "client_kwargs": {
                "scope": "openid profile email",
                "prompt": "select_account",
                # Streamlit does this only where the provider says that it can; Entra ID can, and
                # does not say so.
                "code_challenge_method": "S256",
                # By a header it would have to be encoded, which Authlib leaves out.
                "token_endpoint_auth_method": "client_secret_post",
            },
        }
    }


class Signing:
    """Middleware around what Streamlit answers to a sign-in.

    Its cookies last as long as the sign-in instead of thirty days, and go by https alone where the
    app does; the tokens go along when somebody signs out, and never else. Who signed in comes back
    to the page where he was; a sign-in that failed leads back to the app, which says so.

    Parameters
    ----------
    app
        What answers.
    provider
        Where users sign in.
    base
        The base path of the app; empty for none.
    """

    def __init__(self, app: ASGIApp, *, provider: Provider, base: str) -> None:
        self._app = app
        self._provider = provider
        self._base = base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the app answer, and look at what it says."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = scope["path"].removeprefix(scope.get("root_path", "")).removeprefix(self._base)
        if path == CALLBACK and not parse_qs(scope["query_string"].decode("latin-1")):
            # After signing out the provider sends back to this address, with nothing to read.
            await RedirectResponse(f"{self._base}/")(scope, receive, send)
            return
        failed = False

        async def signed(message: Message) -> None:
            nonlocal failed
            if message["type"] == "http.response.start":
                told = MutableHeaders(scope=message)
                failed = self._has_failed(path, message["status"], told)
                if failed:
                    message["status"] = 302
                    told["location"] = f"{self._base}/?{'='.join(FAILED)}"
                    told["content-length"] = "0"
                elif path == _LOGIN:
                    self._remember(Headers(scope=scope), told)
                elif path == CALLBACK:
                    self._return(Headers(scope=scope), told)
                self._mend_cookies(told)
            elif failed:
                message = {"type": "http.response.body", "body": b""}
            await send(message)

        await self._app(scope, receive, signed)

    @staticmethod
    def _has_failed(path: str, status: int, told: MutableHeaders) -> bool:
        if path == _LOGIN:
            return status >= _WRONG
        if path != CALLBACK:
            return False
        given = [one for one in told.getlist("set-cookie") if _is_given(one)]
        long = sum(len(one.partition(";")[0]) for one in given if not one.startswith(_TOKENS))
        if long > _MOST:
            _log.warning("a sign-in was refused: its claims make cookies of %d bytes", long)
            del told["set-cookie"]
        return not given or long > _MOST

    def _remember(self, asked: Headers, told: MutableHeaders) -> None:
        """Keep in a cookie where somebody was who is going to sign in."""
        link = urlsplit(asked.get("referer", ""))
        where = f"{link.path}?{link.query}" if link.query else link.path
        if link.netloc == urlsplit(self._provider.address).netloc and self._is_here(where):
            told.append("set-cookie", self._cookie(quote(where, safe=""), _SOON))

    def _return(self, asked: Headers, told: MutableHeaders) -> None:
        where = unquote(cookie_parser(asked.get("cookie", "")).get(_BACK, ""))
        if self._is_here(where):
            told["location"] = where
        told.append("set-cookie", self._cookie("", 0))

    def _is_here(self, where: str) -> bool:
        return (
            len(where) <= _LONGEST
            and where.startswith(f"{self._base}/")
            and _HERE.fullmatch(where) is not None
        )

    def _cookie(self, value: str, seconds: int) -> str:
        path = self._base or "/"
        return f"{_BACK}={value}; Path={path}; Max-Age={seconds}; HttpOnly; SameSite=Lax"

    def _mend_cookies(self, told: MutableHeaders) -> None:
        cookies = told.getlist("set-cookie")
        if not cookies:
            return
        del told["set-cookie"]
        for one in cookies:
            told.append("set-cookie", self._mended(one))

    def _mended(self, cookie: str) -> str:
        if not cookie.startswith(_OURS):
            return cookie
        parts = [part for part in cookie.split("; ") if part.lower() != "secure"]
        if cookie.startswith(_TOKENS):
            parts = [part for part in parts if not part.lower().startswith("path=")]
            parts.append(f"Path={self._base}{_LOGOUT}")
        if _is_given(cookie):
            seconds = int(self._provider.length.total_seconds())
            parts = [
                f"Max-Age={seconds}" if part.lower().startswith("max-age=") else part
                for part in parts
                if not part.lower().startswith("expires=")
            ]
        return "; ".join([*parts, "Secure"] if self._provider.is_secure else parts)


def _is_given(cookie: str) -> bool:
    """Whether this sets a cookie of who signed in, instead of taking it away."""
    return any(
        name.startswith(_USER) and one.value and one["max-age"] != "0"
        for name, one in SimpleCookie(cookie).items()
    )

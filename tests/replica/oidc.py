"""A provider of OpenID Connect on a loopback address: the code flow with PKCE, by the standards.

OpenID Connect Core 1.0, Discovery 1.0, RP-Initiated Logout 1.0, OAuth 2.0 (RFC 6749), PKCE (RFC
7636). Written apart from the library that the app uses, but for the signature itself.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import threading
import time
from dataclasses import dataclass, field
from html import escape
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qs, unquote_plus, urlencode, urlsplit

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

CLIENT, SECRET = "veiligheidskaart", "geheim+van%20de kaart, niet voor een log"
KEY_ID = "sleutel-1"
_CODE_LASTS = 60.0
_PAGE = """<!doctype html><html lang="nl"><title>Inloggen bij de gemeente</title>
<h1>Inloggen</h1><form method="post" action="/authorize?{query}">
<label>Naam <input name="login" autofocus></label><button>Verder</button></form>"""


def encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def _number(value: int) -> str:
    return encoded(value.to_bytes((value.bit_length() + 7) // 8, "big"))


class Key:
    """A key that tokens are signed with (RS256)."""

    def __init__(self, name: str = KEY_ID) -> None:
        self.name = name
        self._private = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    def public(self) -> dict[str, str]:
        numbers = self._private.public_key().public_numbers()
        return {
            "kty": "RSA", "use": "sig", "alg": "RS256", "kid": self.name,
            "n": _number(numbers.n), "e": _number(numbers.e),
        }  # fmt: skip

    def sign(self, claims: dict[str, Any]) -> str:
        parts = ({"alg": "RS256", "typ": "JWT", "kid": self.name}, claims)
        text = ".".join(encoded(json.dumps(part).encode()) for part in parts)
        signature = self._private.sign(text.encode(), padding.PKCS1v15(), hashes.SHA256())
        return f"{text}.{encoded(signature)}"


@dataclass
class Grant:
    """What was given to an app in exchange for a sign-in, to be used once."""

    claims: dict[str, Any]
    redirect: str
    challenge: str | None
    begun: float = field(default_factory=time.monotonic)


class Provider:
    """A server to start and stop around tests; a context manager.

    Attributes
    ----------
    url
        The issuer.
    people
        The claims about each who can sign in, by the name that he types.
    callbacks
        Where the app may be sent back to.
    changes
        Claims that stand in the identity token whatever they should be: what an issuer does wrong.
        None leaves one out.
    key
        What tokens are signed with; ``published`` is what is said to be.
    requests
        Path and query of each request.
    """

    def __init__(self) -> None:
        self.people: dict[str, dict[str, Any]] = {}
        self.callbacks: set[str] = set()
        self.changes: dict[str, Any] = {}
        self.key = self.published = Key()
        self.requests: list[str] = []
        self.signed_in: dict[str, str] = {}
        self.grants: dict[str, Grant] = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self._server.provider = self
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def metadata(self) -> dict[str, Any]:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/jwks",
            "end_session_endpoint": f"{self.url}/logout",
            "response_types_supported": ["code"],
            "grant_types_supported": ["authorization_code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
            "code_challenge_methods_supported": ["S256"],
            "scopes_supported": ["openid", "profile", "email"],
        }

    def token(self, login: str, nonce: str | None, access: str) -> dict[str, Any]:
        """Give the claims of an identity token."""
        now = int(time.time())
        digest = hashlib.sha256(access.encode()).digest()
        claims = {
            "iss": self.url, "aud": CLIENT, "sub": f"nummer-van-{login}", "iat": now,
            "exp": now + 300, "nonce": nonce, "at_hash": encoded(digest[:16]),
            "preferred_username": login, **self.people[login], **self.changes,
        }  # fmt: skip
        return {name: value for name, value in claims.items() if value is not None}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        pass

    @property
    def provider(self) -> Provider:
        return self.server.provider  # type: ignore[attr-defined]

    def do_GET(self) -> None:
        self.provider.requests.append(self.path)
        link = urlsplit(self.path)
        asked = {name: values[-1] for name, values in parse_qs(link.query).items()}
        match link.path:
            case "/.well-known/openid-configuration":
                self._json(self.provider.metadata())
            case "/jwks":
                self._json({"keys": [self.provider.published.public()]})
            case "/authorize":
                self._authorize(asked, link.query)
            case "/logout":
                self._logout(asked)
            case _:
                self._json({"error": "not_found"}, 404)

    def do_POST(self) -> None:
        self.provider.requests.append(self.path)
        link = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("content-length", 0))).decode()
        form = {name: values[-1] for name, values in parse_qs(body).items()}
        if link.path == "/token":
            self._token(form)
        elif link.path == "/authorize":
            asked = {name: values[-1] for name, values in parse_qs(link.query).items()}
            self._authorize(asked, link.query, form.get("login", ""))
        else:
            self._json({"error": "not_found"}, 404)

    # --- the browser --------------------------------------------------------------------------

    def _authorize(self, asked: dict[str, str], query: str, login: str = "") -> None:
        back = asked.get("redirect_uri", "")
        if asked.get("client_id") != CLIENT or back not in self.provider.callbacks:
            # Never sent on to where nobody asked to be sent.
            self._html("<p>Onbekende app of onbekend adres.</p>", 400)
            return
        state = {"state": asked["state"]} if "state" in asked else {}
        wrong = self._wrong_with(asked)
        if wrong:
            self._redirect(back, {"error": wrong, "error_description": "hier niet"} | state)
            return
        if login == "geweigerd":
            self._redirect(back, {"error": "access_denied"} | state)
            return
        known = self.provider.signed_in.get(self._cookie())
        if login in self.provider.people:
            known = login
        elif asked.get("prompt") == "login" or known is None:
            self._html(_PAGE.format(query=escape(query)))
            return
        session = secrets.token_urlsafe(12)
        self.provider.signed_in[session] = known
        code, access = secrets.token_urlsafe(24), secrets.token_urlsafe(24)
        claims = self.provider.token(known, asked.get("nonce"), access)
        self.provider.grants[code] = Grant(
            {"id_token": claims, "access_token": access}, back, asked.get("code_challenge")
        )
        self._redirect(back, {"code": code} | state, cookie=f"inlog={session}; HttpOnly; Path=/")

    @staticmethod
    def _wrong_with(asked: dict[str, str]) -> str:
        if asked.get("response_type") != "code":
            return "unsupported_response_type"
        if "openid" not in asked.get("scope", "").split():
            return "invalid_scope"
        if "code_challenge" in asked and asked.get("code_challenge_method") != "S256":
            return "invalid_request"
        return ""

    def _logout(self, asked: dict[str, str]) -> None:
        self.provider.signed_in.pop(self._cookie(), None)
        back = asked.get("post_logout_redirect_uri", "")
        if asked.get("client_id") == CLIENT and back in self.provider.callbacks:
            self._redirect(back, {"state": asked["state"]} if "state" in asked else {})
        else:
            self._html("<p>U bent uitgelogd.</p>")

    # --- the app ------------------------------------------------------------------------------

    def _token(self, form: dict[str, str]) -> None:
        if not self._is_our_app(form):
            self._json({"error": "invalid_client"}, 401)
            return
        grant = self.provider.grants.pop(form.get("code", ""), None)
        verifier = form.get("code_verifier", "")
        proof = encoded(hashlib.sha256(verifier.encode()).digest())
        if (
            form.get("grant_type") != "authorization_code"
            or grant is None
            or time.monotonic() - grant.begun > _CODE_LASTS
            or grant.redirect != form.get("redirect_uri")
            or (grant.challenge is not None and not hmac.compare_digest(grant.challenge, proof))
        ):
            self._json({"error": "invalid_grant"}, 400)
            return
        self._json(
            {
                "access_token": grant.claims["access_token"],
                "id_token": self.provider.key.sign(grant.claims["id_token"]),
                "token_type": "Bearer",
                "expires_in": 300,
                "scope": "openid profile email",
            }
        )

    def _is_our_app(self, form: dict[str, str]) -> bool:
        kind, _, told = self.headers.get("authorization", "").partition(" ")
        if kind.lower() == "basic":
            name, _, secret = base64.b64decode(told).decode().partition(":")
            return (unquote_plus(name), unquote_plus(secret)) == (CLIENT, SECRET)
        return (form.get("client_id"), form.get("client_secret")) == (CLIENT, SECRET)

    # --- answers ------------------------------------------------------------------------------

    def _cookie(self) -> str:
        jar = SimpleCookie(self.headers.get("cookie", ""))
        return jar["inlog"].value if "inlog" in jar else ""

    def _json(self, content: object, status: int = 200) -> None:
        self._send(status, "application/json", json.dumps(content).encode())

    def _html(self, content: str, status: int = 200) -> None:
        self._send(status, "text/html; charset=utf-8", content.encode())

    def _redirect(self, to: str, more: dict[str, str], cookie: str = "") -> None:
        address = f"{to}?{urlencode(more)}" if more else to
        self._send(302, "text/plain", b"", {"Location": address} | (
            {"Set-Cookie": cookie} if cookie else {}
        ))  # fmt: skip

    def _send(
        self, status: int, kind: str, body: bytes, more: dict[str, str] | None = None
    ) -> None:
        self.send_response(status)
        told = {"Content-Type": kind, "Content-Length": str(len(body)), "Cache-Control": "no-store"}
        for name, value in (told | (more or {})).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

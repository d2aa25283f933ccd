"""Where users sign in, as the settings have it: all of it, or nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ivbgeo.errors import SettingsError
from ivbgeo.signin.claims import role_by_value, wijken_by_value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ivbgeo.role import Role
    from ivbgeo.settings import Settings

__all__ = ["CALLBACK", "Provider"]

CALLBACK = "/oauth2callback"  # Streamlit's
_METADATA = "/.well-known/openid-configuration"
_SHORTEST = 32  # signs of a secret that cookies are signed with
_LONGEST = 24  # hours
# With these everybody in the world who has an account with Microsoft can sign in.
_ANYBODY = frozenset({"common", "organizations", "consumers"})
_NEEDED = ("signin_issuer", "signin_client", "signin_address")
_SECRETS = ("signin_secret", "signin_cookie_secret")
_OTHERS = (
    "signin_role_claim", "signin_roles", "signin_wijken_claim", "signin_wijken",
    "signin_name_claim", "signin_hours",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider of OpenID Connect, and what its claims mean here.

    Parameters
    ----------
    issuer
        Who signs, exactly as in the claim ``iss``; its metadata is where the standard has it
        (OpenID Connect Discovery 1.0, section 4).
    client, secret
        What the provider knows this app by.
    cookie_secret
        What the cookie of who signed in is signed with.
    address
        Where browsers find the app, without a slash at the end.
    role_claim, wijken_claim, name_claim
        The claims that say the role, the wijken and who it is.
    roles, wijken
        What a value of the first two means; without ``wijken`` that claim has their codes.
    length
        For how long somebody is signed in.
    """

    issuer: str
    client: str
    secret: str = field(repr=False)
    cookie_secret: str = field(repr=False)
    address: str
    role_claim: str
    wijken_claim: str
    name_claim: str
    roles: Mapping[str, Role]
    wijken: Mapping[str, frozenset[str]]
    length: timedelta

    @property
    def metadata(self) -> str:
        """The address of the provider's metadata."""
        return f"{self.issuer.rstrip('/')}{_METADATA}"

    @property
    def callback(self) -> str:
        """The address to which the provider sends who signed in."""
        return f"{self.address}{CALLBACK}"

    @property
    def is_secure(self) -> bool:
        """Whether browsers find the app by https."""
        return self.address.startswith("https:")

    @classmethod
    def of(cls, settings: Settings) -> Provider | None:
        """Give the provider of these settings; None: nobody can sign in.

        Raises
        ------
        SettingsError
            If half of it is set, or one thing contradicts another.
        """
        secrets = {name: _secret(settings, name) for name in _SECRETS}
        needed = {name: getattr(settings, name) for name in _NEEDED} | secrets
        missing = [name for name, value in needed.items() if not value]
        usual = type(settings)()
        touched = any(getattr(settings, name) != getattr(usual, name) for name in _OTHERS)
        if len(missing) == len(needed) and not touched:
            return None
        if missing:
            raise SettingsError("signin.half", missing=", ".join(missing))
        if len(secrets["signin_cookie_secret"]) < _SHORTEST:
            raise SettingsError("signin.short", least=_SHORTEST)
        if secrets["signin_cookie_secret"] == secrets["signin_secret"]:
            raise SettingsError("signin.same")
        claims = {name: getattr(settings, f"signin_{name}") for name in _CLAIMS}
        if empty := [f"signin_{name}" for name, value in claims.items() if not value.strip()]:
            raise SettingsError("signin.half", missing=", ".join(empty))
        return cls(
            issuer=_issuer(settings.signin_issuer),
            client=settings.signin_client,
            secret=secrets["signin_secret"],
            cookie_secret=secrets["signin_cookie_secret"],
            address=_safe("signin_address", settings.signin_address).rstrip("/"),
            roles=role_by_value(settings.signin_roles),
            wijken=wijken_by_value(settings.signin_wijken),
            length=_length(settings.signin_hours),
            **claims,
        )


_CLAIMS = ("role_claim", "wijken_claim", "name_claim")


def _secret(settings: Settings, name: str) -> str:
    given, file = getattr(settings, name), getattr(settings, f"{name}_file")
    if not file:
        return str(given)
    if given:
        raise SettingsError("signin.twice", name=name)
    try:
        found = Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        found = ""
    if not found:
        raise SettingsError("signin.file", name=f"{name}_file", file=file)
    return found


def _issuer(address: str) -> str:
    parts = urlsplit(_safe("signin_issuer", address)).path.split("/")
    if _ANYBODY & set(parts):
        raise SettingsError("signin.anybody", value=address)
    return address


def _safe(name: str, address: str) -> str:
    """Let an address pass that nobody on the way can read along with."""
    try:
        link = urlsplit(address)
        here, _ = link.hostname or "", link.port
    except ValueError:
        link, here = urlsplit(""), ""
    safe = link.scheme == "https" or (link.scheme == "http" and _is_this_machine(here))
    if not safe or not here or link.query or link.fragment or link.username is not None:
        raise SettingsError("signin.address", name=name, value=address)
    if address.endswith((_METADATA, CALLBACK)):
        raise SettingsError("signin.too_far", name=name, value=address)
    return address


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _length(setting: str) -> timedelta:
    try:
        hours = int(setting)
    except ValueError:
        hours = 0
    if not 1 <= hours <= _LONGEST:
        raise SettingsError("signin.hours", value=setting, most=_LONGEST)
    return timedelta(hours=hours)

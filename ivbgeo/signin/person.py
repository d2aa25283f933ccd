"""Who somebody is by the claims of the provider. What is in doubt gives nothing (docs/adr/0035)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from ivbgeo.messages import sentence
from ivbgeo.role import Role
from ivbgeo.signin.claims import is_wijk

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ivbgeo.signin.provider import Provider

__all__ = ["NOBODY", "Person", "person_of"]

# Clocks differ; a sign-in of later than this is of no clock of ours.
_EARLY = timedelta(minutes=5)
_LONGEST = 100  # signs of a name
_OF_A_WIJK = frozenset({Role.WAS, Role.WIJKREGISSEUR})


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who signed in, or nobody.

    Parameters
    ----------
    role, wijken, who
        As what a viewer of this person is made; of nobody, and of whoever is in doubt, publiek.
    name
        What to call who signed in; empty: nobody did.
    until
        When the sign-in ends.
    doubts
        Why there is less than somebody might expect, in Dutch.
    """

    role: Role = Role.PUBLIEK
    wijken: frozenset[str] = frozenset()
    who: str = ""
    name: str = ""
    until: datetime | None = None
    doubts: tuple[str, ...] = ()

    @property
    def is_signed_in(self) -> bool:
        """Whether somebody signed in, whatever that gives."""
        return bool(self.name)

    def within(self, wijken: Iterable[str]) -> Person:
        """Give the same person with those wijken alone that there are."""
        strange = self.wijken - frozenset(wijken)
        if not strange:
            return self
        told = sentence("signin.no_such_wijk", value=", ".join(sorted(strange)))
        return replace(self, wijken=self.wijken - strange, doubts=(*self.doubts, told))


NOBODY = Person()


def person_of(claims: Mapping[str, object], provider: Provider | None, now: datetime) -> Person:
    """Give who this is.

    Parameters
    ----------
    claims
        The claims of the identity token, whose signature was checked at the sign-in, and
        ``is_logged_in``; that they are about this app is checked here.
    provider
        Where users sign in; None: nobody can.
    now
        The moment, with its zone.
    """
    if provider is None or claims.get("is_logged_in") is not True:
        return NOBODY
    if not _is_ours(claims, provider):
        return Person(doubts=(sentence("signin.other"),))
    begun = _moment(claims.get("iat"))
    if begun is None or not begun - _EARLY <= now < begun + provider.length:
        return Person(doubts=(sentence("signin.ended"),))
    role, doubts = _role(claims, provider)
    wijken, others = _wijken(claims, provider, role)
    who = _name(claims, provider.name_claim) or _name(claims, "sub")
    return Person(
        role,
        wijken,
        who,
        _name(claims, "name") or who,
        begun + provider.length,
        (*doubts, *others),
    )


def _is_ours(claims: Mapping[str, object], provider: Provider) -> bool:
    """Whether the token is of this provider, for this app, about somebody (Core 1.0, 3.1.3.7)."""
    audience = claims.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    party = claims.get("azp")
    return (
        claims.get("iss") == provider.issuer
        and provider.client in audiences
        and (party == provider.client or (party is None and len(audiences) == 1))
        and bool(_name(claims, "sub"))
    )


def _moment(seconds: object) -> datetime | None:
    if not isinstance(seconds, int | float):
        return None
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError):
        return None


def _role(claims: Mapping[str, object], provider: Provider) -> tuple[Role, list[str]]:
    values = _values(claims, provider.role_claim)
    if values is None:
        return Role.PUBLIEK, [sentence("signin.bad_roles", value=provider.role_claim)]
    roles = {provider.roles[value] for value in values if value in provider.roles}
    if not roles:
        return Role.PUBLIEK, [sentence("signin.no_role")]
    if len(roles) > 1:
        # None is the least of two: a planner sees points and no cases, a wijkregisseur cases.
        return Role.PUBLIEK, [sentence("signin.many_roles", value=", ".join(sorted(roles)))]
    return roles.pop(), []


def _wijken(
    claims: Mapping[str, object], provider: Provider, role: Role
) -> tuple[frozenset[str], list[str]]:
    values = _values(claims, provider.wijken_claim)
    if values is not None and provider.wijken:
        # Of groups there are always more than those of wijken.
        codes = frozenset().union(*(provider.wijken.get(value, frozenset()) for value in values))
    elif values is not None:
        codes = frozenset(code for value in values for code in value.replace(",", " ").split())
    if values is None or not all(map(is_wijk, codes)):
        return frozenset(), [sentence("signin.bad_wijken", value=provider.wijken_claim)]
    if not codes and role in _OF_A_WIJK:
        return codes, [sentence("signin.no_wijken")]
    return codes, []


def _values(claims: Mapping[str, object], name: str) -> tuple[str, ...] | None:
    """Give the values of a claim, none if it isn't there; None: it is no text or list of them."""
    found = _claim(claims, name)
    if found is None:
        return ()
    if isinstance(found, str):
        return (found,)
    if isinstance(found, list) and all(isinstance(one, str) for one in found):
        return tuple(found)
    return None


def _claim(claims: Mapping[str, object], name: str) -> object:
    """Give a claim; ``realm_access.roles`` is one within another, unless it is called so."""
    if name in claims:
        return claims[name]
    first, point, rest = name.partition(".")
    within = claims.get(first)
    return _claim(within, rest) if point and isinstance(within, dict) else None


def _name(claims: Mapping[str, object], claim: str) -> str:
    found = _claim(claims, claim)
    # On one line: it goes into a header, and into the record of access.
    return (
        "".join(filter(str.isprintable, found)).strip()[:_LONGEST] if isinstance(found, str) else ""
    )

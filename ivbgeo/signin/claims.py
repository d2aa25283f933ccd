"""What stands in settings about claims: which value gives which role, and which wijken."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ivbgeo.errors import SettingsError
from ivbgeo.role import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["is_wijk", "role_by_value", "wijken_by_value"]

_WIJK = re.compile(r"(?:WK|CW)[0-9]{6}", re.ASCII)


def is_wijk(text: str) -> bool:
    """Whether this has the form of the code of a wijk, or of a casewijk.

    Examples
    --------
    >>> is_wijk("WK063705"), is_wijk("wk063705"), is_wijk("BU06370501")
    (True, False, False)
    """
    return _WIJK.fullmatch(text) is not None


def role_by_value(setting: str) -> dict[str, Role]:
    """Read which value of a claim gives which role; a role's own name where nothing is set.

    Raises
    ------
    SettingsError
        If it has another form, or one value gives two roles.

    Examples
    --------
    >>> role_by_value("Veiligheid Beheer = beheer; /kaart/plan=planner")["/kaart/plan"].name
    'PLANNER'
    """
    if not setting.strip():
        return {role.value: role for role in Role}
    found: dict[str, Role] = {}
    for value, role in _pairs(setting, "signin_roles"):
        if role not in set(Role) or found.get(value, role) != role:
            raise SettingsError(
                "signin.pairs", name="signin_roles", value=f"{value}={role}",
                example="groep-a=planner; groep-b=beheer",
            )  # fmt: skip
        found[value] = Role(role)
    return found


def wijken_by_value(setting: str) -> dict[str, frozenset[str]]:
    """Read which value of a claim gives which wijken; nothing: the claim has their codes.

    Raises
    ------
    SettingsError
        If it has another form.

    Examples
    --------
    >>> sorted(wijken_by_value("team-zuid = WK063705 WK063706")["team-zuid"])
    ['WK063705', 'WK063706']
    """
    found: dict[str, frozenset[str]] = {}
    for value, text in _pairs(setting, "signin_wijken"):
        codes = frozenset(text.split())
        if not codes or value in found or not all(map(is_wijk, codes)):
            raise SettingsError(
                "signin.pairs", name="signin_wijken", value=f"{value}={text}",
                example="team-zuid=WK063705 WK063706; team-noord=WK063711",
            )  # fmt: skip
        found[value] = codes
    return found


def _pairs(setting: str, name: str) -> Iterator[tuple[str, str]]:
    for part in filter(str.strip, re.split(r"[;\n]", setting)):
        # The last one: a name of a group may have the sign in it.
        value, sign, meaning = (one.strip() for one in part.rpartition("="))
        if not (value and sign and meaning):
            raise SettingsError(
                "signin.pairs", name=name, value=part.strip(), example="waarde=betekenis"
            )
        yield value, meaning

"""Which gemeente a store is of: it holds the data of one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo import AreaId, Level
from ivbgeo.errors import SettingsError, UsageError
from ivbgeo.store import divisions

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from ivbgeo.atlas import Edition
    from ivbgeo.settings import Settings

__all__ = ["Municipality", "gemeente_code", "municipality_in", "municipality_of", "phone_of"]

# Of those that the embedded data are of.
_PHONES = {"GM0637": "14 079"}
_PHONE = re.compile(r"\+?\d[\d -]{1,18}\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class Municipality:
    """The gemeente of a store, as the newest division tells."""

    id: AreaId
    name: str


def gemeente_code(text: str) -> str:
    """Read the code of a gemeente as people write it: gm0344 is GM0344.

    Raises
    ------
    UsageError
        If it is no code of a gemeente.
    """
    code = text.strip().upper()
    if not re.fullmatch(r"GM\d{4}", code, re.ASCII):
        raise UsageError("areas.gemeente", value=text)
    return code


def municipality_in(connection: Connection) -> Municipality | None:
    """Tell which gemeente a store is of; None if it has no areas yet."""
    numbers = divisions.division_numbers(connection)
    newest = max((wanted for wanted in numbers if wanted.level is Level.GEMEENTE), default=None)
    if newest is None:
        return None
    names = divisions.read_names(connection, numbers[newest])
    return _single(names, newest.year)


def municipality_of(edition: Edition) -> Municipality | None:
    """Tell which gemeente an edition is of; None if it has no areas yet."""
    found = edition.division_ids(Level.GEMEENTE)
    if not found:
        return None
    division = edition.division(found[0])
    return _single(dict(zip(division.codes, division.names, strict=True)), division.year)


def phone_of(edition: Edition, settings: Settings) -> str:
    """Give the number to call the gemeente at; empty where it is not known.

    Raises
    ------
    SettingsError
        If ``municipality_phone`` is no number.
    """
    given = settings.municipality_phone.strip()
    if given:
        if not _PHONE.fullmatch(given):
            raise SettingsError("sheet.phone", value=given)
        return given
    found = municipality_of(edition)
    return _PHONES.get(found.id.code, "") if found else ""


def _single(names: dict[str, str], year: int) -> Municipality | None:
    if len(names) != 1:
        return None
    ((code, name),) = names.items()
    return Municipality(AreaId(code, year, Level.GEMEENTE), name)

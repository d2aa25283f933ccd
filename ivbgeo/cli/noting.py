"""What is done by commands, in the record of access: each that looks as a role, and refusals."""

from __future__ import annotations

import re
from contextlib import closing
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from ivbgeo.errors import IvbgeoError
from ivbgeo.viewer import Role, Viewer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ivbgeo.errors import NotAllowedError
    from ivbgeo.store import Store

__all__ = ["note_command", "note_refused"]

# What is of a list: codes of areas and of categories of the police, years, months and numbers. The
# store tells which other categories there are.
_OF_A_LIST = re.compile(r"[A-Z]{2}\d{2,8}|\d{1,4}(\.\d{1,2}){0,2}|\d{4}-\d{2}(-\d{2})?")


def note_command(name: str, params: Mapping[str, Any]) -> None:
    """Note that a command looks as a role, before it does; of a visitor without a role nothing.

    Of its options only what is of a list: what somebody typed may be anything.

    Parameters
    ----------
    name
        As it is called: ``ivbgeo counts``.
    params
        Its options and what they say.

    Raises
    ------
    StoreError
        If it can't be noted.
    """
    role = next((value for value in params.values() if isinstance(value, Role)), None)
    if role is None or role is Role.PUBLIEK:
        return
    from ivbgeo.machine import viewer_as
    from ivbgeo.record import Act, Entry
    from ivbgeo.record.keeping import note

    with _store() as store:
        codes = _codes(store)
        told = [
            word for value in params.values() if value is not role for word in _said(value, codes)
        ]
        note(store, Entry.by(viewer_as(role), Act.UITGEVOERD, name, detail=", ".join(told)))


def note_refused(error: NotAllowedError) -> None:
    """Note that somebody asked for what is not for the role; the refusal stands whatever comes."""
    from ivbgeo.machine import account
    from ivbgeo.record.keeping import note
    from ivbgeo.record.told import refusal_entry

    role = error.values.get("role")
    who = Viewer(role if isinstance(role, Role) else Role.PUBLIEK, who=account())
    try:
        with _store() as store:
            note(store, refusal_entry(who, error.rule))
    except IvbgeoError:
        return


def _store() -> closing[Store]:
    from ivbgeo.settings import Settings
    from ivbgeo.store import Store

    return closing(Store.open(Settings.load().database_url))


def _codes(store: Store) -> frozenset[str]:
    """Give the codes of all categories that there are."""
    from ivbgeo.store.categories import read_taxonomy

    with store.reading() as connection:
        return frozenset(category.code for category in read_taxonomy(connection))


def _said(value: Any, codes: frozenset[str]) -> Iterator[str]:
    """Give the values of an option that are of a list."""
    # A number with a point may be half of a place, and that somebody's home.
    if isinstance(value, float):
        return
    for one in value if isinstance(value, list | tuple) else [value]:
        if isinstance(one, StrEnum) or str(one) in codes or _OF_A_LIST.fullmatch(str(one)):
            yield str(one)

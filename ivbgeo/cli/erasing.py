"""``ivbgeo erase``."""

from __future__ import annotations

from contextlib import closing
from enum import StrEnum
from typing import Annotated

import typer

from ivbgeo.cli import output
from ivbgeo.errors import UsageError
from ivbgeo.messages import sentence
from ivbgeo.settings import Settings
from ivbgeo.viewer import Role, Viewer

__all__ = ["erase"]

# Who can write to the store on its own machine is its beheerder.
_BEHEERDER = Viewer(Role.BEHEER)


class _What(StrEnum):
    MEASURE = "measure"
    NOTE = "note"


def erase(
    what: Annotated[
        _What, typer.Argument(metavar="WAT", help="measure (inspanning) of note (bij een signaal).")
    ],
    number: Annotated[int, typer.Argument(metavar="NUMMER", help="Nummer ervan.")],
    version: Annotated[int | None, typer.Option(help="Welke versie, bij een inspanning.")] = None,
) -> None:
    """Wis wat iemand in de app opschreef en er niet had mogen staan, zoals een naam."""
    from ivbgeo.erasing import erase_measure, erase_note
    from ivbgeo.store import Store

    if (version is None) is (what is _What.MEASURE):
        raise UsageError("erase.version")
    with closing(Store.open(Settings.load().database_url)) as store:
        if version is None:
            erase_note(store, _BEHEERDER, number)
        else:
            erase_measure(store, _BEHEERDER, number, version)
    output.say(sentence("erase.done"))

"""``ivbgeo backup`` and ``ivbgeo restore``."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ivbgeo.cli import output
from ivbgeo.cli.withholding import decide_after
from ivbgeo.machine import beheerder
from ivbgeo.messages import sentence
from ivbgeo.settings import Settings

if TYPE_CHECKING:
    from ivbgeo.store import Store

__all__ = ["backup", "restore"]


def backup(
    file: Annotated[Path, typer.Argument(metavar="BESTAND", help="Bestand om te schrijven.")],
) -> None:
    """Maak een reservekopie van de opslag, ook als de app draait."""
    from ivbgeo.backup import make_backup

    with closing(_store()) as store, output.following() as follow:
        made = make_backup(store, beheerder(), file, follow)
    rows = sum(made.rows.values())
    output.say(sentence("backup.made", file=file, rows=rows, version=made.data_version))


def restore(
    file: Annotated[Path, typer.Argument(metavar="BESTAND", help="Een reservekopie.")],
) -> None:
    """Zet een reservekopie terug in de opslag: alles of niets, ook als de app draait."""
    from ivbgeo.backup import restore as put_back

    with closing(_store()) as store, output.following() as follow:
        done = put_back(store, beheerder(), file, follow)
    made = done.manifest.made.astimezone()
    output.say(
        sentence("backup.restored", made=f"{made:%d-%m-%Y %H:%M}", version=done.data_version)
    )
    if done.back:
        output.say(sentence("backup.back", count=done.back))
    decide_after(changed=True)


def _store() -> Store:
    from ivbgeo.store import Store

    return Store.open(Settings.load().database_url)

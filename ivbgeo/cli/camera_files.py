"""``ivbgeo cameras files …``: the files that a planner brings along."""

from __future__ import annotations

from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ivbgeo.cli import output
from ivbgeo.cli.options import As
from ivbgeo.cli.records import check_form, write_records
from ivbgeo.cli.usage import DutchCommand, DutchGroup
from ivbgeo.filekind import FileKind
from ivbgeo.machine import viewer_as

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ivbgeo.atlas import Edition

__all__ = ["app"]

app = typer.Typer(
    cls=DutchGroup, help="Bestanden van de cameraplanner: gebouwen, openbare ruimte, plekken.",
    no_args_is_help=True,
)  # fmt: skip

_COLUMNS = ("id", "kind", "name", "sha256", "size", "added_at", "added_by")
_KINDS = ", ".join(FileKind)


@contextmanager
def _edition() -> Iterator[Edition]:
    from ivbgeo.atlas import Atlas
    from ivbgeo.settings import Settings
    from ivbgeo.store import Store

    with closing(Store.open(Settings.load().database_url)) as store:
        yield Atlas(store).edition()


@app.command("list", cls=DutchCommand)
def list_(
    role: As,
    kind: Annotated[FileKind | None, typer.Option(help=f"Alleen {_KINDS}.")] = None,
    form: Annotated[str, typer.Option("--format", help="csv of json.")] = "csv",
    out: Annotated[Path | None, typer.Option(help="Bestand; anders op het scherm.")] = None,
) -> None:
    """Geef de bestanden die bewaard zijn."""
    from ivbgeo.plannerfiles import files

    check_form(form)
    with _edition() as edition:
        rows = [
            (
                one.id, one.kind.value, one.name, one.sha256, one.size,
                one.added_at.isoformat(timespec="seconds"), one.added_by,
            )
            for one in files(edition, viewer_as(role), kind)
        ]  # fmt: skip
    write_records(_COLUMNS, rows, form, out)


@app.command(cls=DutchCommand)
def add(
    kind: Annotated[FileKind, typer.Argument(metavar="SOORT", help=f"{_KINDS}.")],
    file: Annotated[Path, typer.Argument(metavar="BESTAND", help="Vlakken of punten.")],
    role: As,
) -> None:
    """Bewaar een bestand, heel of niet; wat er al is, wordt niet twee keer bewaard."""
    from ivbgeo.plannerfiles import add as keep

    with _edition() as edition, output.working("Het bestand lezen"):
        kept = keep(edition, viewer_as(role), kind, file)
    output.say(f"{kept.name} is bewaard als nummer {kept.id} ({kind.words.lower()}).")


@app.command(cls=DutchCommand)
def withdraw(
    number: Annotated[int, typer.Argument(metavar="NUMMER", help="Nummer van het bestand.")],
    role: As,
) -> None:
    """Haal een bestand weg uit de lijst; wat ermee gemaakt is, blijft te lezen."""
    from ivbgeo.plannerfiles import withdraw as take_away

    with _edition() as edition:
        take_away(edition, viewer_as(role), number)
    output.say(f"Bestand {number} is weggehaald.")


@app.command(cls=DutchCommand)
def erase(
    number: Annotated[int, typer.Argument(metavar="NUMMER", help="Nummer van het bestand.")],
    role: As,
) -> None:
    """Wis een bestand voorgoed, ook een dat is weggehaald: voor wat niet bewaard mag blijven."""
    from ivbgeo.plannerfiles import erase as take_out

    with _edition() as edition:
        take_out(edition, viewer_as(role), number)
    output.say(f"Bestand {number} is gewist. Wat ermee gemaakt is, is niet opnieuw te berekenen.")

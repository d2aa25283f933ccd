"""``ivbgeo record …``: the record of access, for who manages the data."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ivbgeo.cli import output
from ivbgeo.cli.options import As
from ivbgeo.cli.usage import DutchCommand, DutchGroup
from ivbgeo.record import Act
from ivbgeo.settings import Settings
from ivbgeo.viewer import Role

if TYPE_CHECKING:
    from datetime import date

__all__ = ["app"]

_LAST_DAY = timedelta(days=1)

app = typer.Typer(
    cls=DutchGroup, help="Het toegangsregister: wie wat bekeek of veranderde.",
    no_args_is_help=True,
)  # fmt: skip


@app.command("list", cls=DutchCommand)
def list_lines(
    role: As,
    starts: Annotated[str | None, typer.Option("--from", help="Eerste dag: 2026-12-31.")] = None,
    ends: Annotated[str | None, typer.Option("--to", help="Laatste dag.")] = None,
    act: Annotated[
        list[Act] | None, typer.Option("--act", help="Wat iemand deed; mag vaker.")
    ] = None,
    roles: Annotated[
        list[Role] | None, typer.Option("--role", help="Als welke rol; mag vaker.")
    ] = None,
    who: Annotated[
        str | None, typer.Option("--who", help="Wie: zoals bij het aanmelden, of ‘account naam’.")
    ] = None,
    area: Annotated[str | None, typer.Option(help="Code van een gebied.")] = None,
    count: Annotated[int, typer.Option(min=1, help="Zoveel regels hoogstens.")] = 1_000,
    form: Annotated[str, typer.Option("--format", help="csv of json.")] = "csv",
    out: Annotated[Path | None, typer.Option(help="Bestand; anders op het scherm.")] = None,
) -> None:
    """Schrijf regels van het toegangsregister, de nieuwste eerst; de tijden zijn in UTC."""
    from ivbgeo.cli.records import check_form, write_records
    from ivbgeo.machine import viewer_as
    from ivbgeo.measures.days import read_day
    from ivbgeo.record.asked import Asked
    from ivbgeo.record.keeping import read_lines
    from ivbgeo.record.table import COLUMNS, row_of
    from ivbgeo.store import Store

    check_form(form)
    since, until = _start_of(read_day(starts or "")), _start_of(read_day(ends or ""))
    asked = Asked(
        count=count,
        since=since,
        until=until + _LAST_DAY if until else None,
        acts=tuple(act or ()),
        roles=tuple(roles or ()),
        who=who,
        area_code=area,
    )
    with closing(Store.open(Settings.load().database_url)) as store:
        lines = read_lines(store, viewer_as(role), asked)
    write_records(COLUMNS, [row_of(line) for line in lines], form, out)


@app.command("tidy", cls=DutchCommand)
def tidy_lines() -> None:
    """Ruim regels op die ouder zijn dan de instelling record_days."""
    from ivbgeo.machine import beheerder
    from ivbgeo.record.keeping import tidy
    from ivbgeo.store import Store

    settings = Settings.load()
    days = settings.days_kept
    with closing(Store.open(settings.database_url)) as store, output.working("Opruimen"):
        gone = tidy(store, beheerder(), days)
    if gone:
        output.say(f"Opgeruimd: {gone} van de regels; ze waren ouder dan {days} dagen.")
    else:
        output.say(f"Er zijn geen regels ouder dan {days} dagen.")


def _start_of(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), UTC) if day else None

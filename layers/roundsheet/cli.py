"""``ivbgeo sheet``: a sheet for a round of a WAS-team, as an accessible PDF of one page."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from ivbgeo.atlas import Atlas
from ivbgeo.cli import options, output
from ivbgeo.cli.usage import DutchCommand
from ivbgeo.errors import UnknownAreaError, UsageError
from ivbgeo.machine import viewer_as
from ivbgeo.municipality import phone_of
from ivbgeo.period import Period
from ivbgeo.prevention.roundsheet import round_sheet
from ivbgeo.settings import Settings
from ivbgeo.store import Store
from ivbgeo.tiles import tile_source
from ivbgeo.viewer import Role
from ivbgeo.whole import write_whole
from ivbgeo.wijk import wijk_by_name
from layers.roundsheet.paper import round_pdf

__all__ = ["app"]

_FARTHEST = 12  # months from now: a sheet is for a round that is to come, or just was

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command(cls=DutchCommand)
def draw(
    area: Annotated[
        str,
        typer.Argument(metavar="WIJK", help="Naam of code; met jaar zoals 2025-WK063705 mag ook."),
    ],
    out: Annotated[Path, typer.Option(help="Bestand .pdf.")],
    role: Annotated[
        Role, typer.Option("--as", help="Voor wie. Zonder: wat iedereen mag zien.")
    ] = Role.PUBLIEK,
    wijk: options.Wijk = None,
    month: Annotated[
        str | None, typer.Option(help="Waar u op let: in deze maand. Zonder: die van vandaag.")
    ] = None,
) -> None:
    """Maak een rondeblad voor een WAS-team: één A4 als toegankelijke PDF, twee weken geldig."""
    if out.suffix.lower() != ".pdf":
        raise UsageError("sheet.format", value=out.name)
    settings = Settings.load()
    source = tile_source(settings)
    edition = Atlas(Store.open(settings.database_url)).edition()
    viewer = viewer_as(role, wijk)
    try:
        which = wijk_by_name(edition, area)
    except UnknownAreaError as error:
        # No data was refused: what was asked can't be.
        raise UsageError(error.rule, **error.values) from None
    when = Period.parse(month) if month else None
    if when is not None and when.first_index != when.last_index:
        raise UsageError("sheet.month", value=month)
    today = date.today()  # noqa: DTZ011 - the day where it is made
    now = Period.month(today.year, today.month)
    if when is not None and abs(when.first_index - now.first_index) > _FARTHEST:
        raise UsageError("sheet.far", value=month, month=now)
    phone = phone_of(edition, settings)
    with output.working("Het rondeblad maken"):
        sheet = round_sheet(edition, viewer, which, month=when)
        content = round_pdf(edition, sheet, source, phone)
    write_whole(out, content)
    output.say(f"Het rondeblad van {sheet.name} staat in {os.fspath(out)}.")

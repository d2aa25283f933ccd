"""``ivbgeo cameras dossier``: the dossier of a camera area for Word, or as an accessible PDF."""

from __future__ import annotations

import os
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from ivbgeo.atlas import Atlas
from ivbgeo.cameradossier import Purpose, camera_area, dossier_of
from ivbgeo.cli import options, output
from ivbgeo.cli.usage import DutchCommand
from ivbgeo.errors import UsageError
from ivbgeo.machine import viewer_as
from ivbgeo.period import Period
from ivbgeo.settings import Settings
from ivbgeo.store import Store
from ivbgeo.whole import write_whole
from layers.dossier.paper import FORMS, dossier_bytes

__all__ = ["app"]

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command(cls=DutchCommand)
def draw(
    name: Annotated[
        str, typer.Argument(metavar="GEBIED", help="Naam van het cameragebied, of een deel ervan.")
    ],
    role: options.As,
    out: Annotated[Path, typer.Option(help="Bestand .docx (Word) of .pdf.")],
    period: Annotated[
        str | None,
        typer.Option(help="Jaar of maand van de cijfers. Zonder: het nieuwste hele jaar."),
    ] = None,
    *,
    evaluation: Annotated[
        bool, typer.Option("--evaluation", help="De evaluatie, in plaats van het dossier.")
    ] = False,
) -> None:
    """Maak het dossier van een cameragebied, met open vragen voor wat niet bekend is."""
    form = out.suffix.lower().removeprefix(".")
    if form not in FORMS:
        raise UsageError("dossier.format", value=out.name)
    viewer = viewer_as(role)
    purpose = Purpose.EVALUATIE if evaluation else Purpose.BESLUIT
    when = Period.parse(period) if period else None
    today = date.today()  # noqa: DTZ011 - the day where it is made
    with (
        closing(Store.open(Settings.load().database_url)) as store,
        output.working("Het dossier maken"),
    ):
        edition = Atlas(store).edition()
        which = camera_area(edition, viewer, name)
        dossier = dossier_of(edition, viewer, which, today, purpose=purpose, period=when)
        content = dossier_bytes(edition, dossier, form)
    write_whole(out, content)
    many = len(dossier.questions)
    output.say(f"{dossier.title} staat in {os.fspath(out)}, met {many} open vragen.")

"""``ivbgeo profile``: a wijkprofiel as an accessible PDF."""

from __future__ import annotations

import gc
import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ivbgeo.atlas import Atlas
from ivbgeo.cli import options, output
from ivbgeo.cli.usage import DutchCommand
from ivbgeo.errors import UnknownAreaError, UsageError
from ivbgeo.machine import viewer_as
from ivbgeo.period import Period
from ivbgeo.settings import Settings
from ivbgeo.store import Store
from ivbgeo.whole import write_whole
from ivbgeo.wijk import first_period, wijk_by_name, wijk_profile
from layers.profile.paper import profile_pdf

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["app"]

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command(cls=DutchCommand)
def draw(
    area: Annotated[
        str,
        typer.Argument(metavar="WIJK", help="Naam of code; met jaar zoals 2025-WK063705 mag ook."),
    ],
    role: options.As,
    out: Annotated[Path, typer.Option(help="Bestand .pdf.")],
    wijk: options.Wijk = None,
    period: Annotated[
        str | None,
        typer.Option(help="Jaar of maand. Zonder: waarvan het meeste bekend is."),
    ] = None,
) -> None:
    """Maak het profiel van een wijk: een toegankelijke PDF van hooguit vier bladzijden."""
    if out.suffix.lower() != ".pdf":
        raise UsageError("profile.format", value=out.name)
    store = Store.open(Settings.load().database_url)
    edition = Atlas(store).edition()
    viewer = viewer_as(role, wijk)
    try:
        which = wijk_by_name(edition, area)
    except UnknownAreaError as error:
        # No data was refused: what was asked can't be.
        raise UsageError(error.rule, **error.values) from None
    when = Period.parse(period) if period else first_period(edition, viewer)
    if when is None:
        raise UsageError("profile.no_figures")
    with (
        _collecting_nothing(),
        output.working("Het profiel maken"),
        tempfile.TemporaryDirectory() as folder,
    ):
        profile = wijk_profile(edition, viewer, which, when)
        content = profile_pdf(edition, viewer, profile, Path(folder))
    write_whole(out, content)
    output.say(f"Het profiel van {profile.name} staat in {os.fspath(out)}.")


@contextmanager
def _collecting_nothing() -> Iterator[None]:
    """Leave garbage where it is: of a million rows that are read once, half the time goes to it."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()

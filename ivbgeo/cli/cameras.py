"""``ivbgeo cameras …``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ivbgeo.cli import camera_files
from ivbgeo.cli.camera_list import add_list
from ivbgeo.cli.camera_plan import add_plan
from ivbgeo.cli.drawing import add_drawing
from ivbgeo.cli.options import Wijk
from ivbgeo.cli.usage import DutchCommand, DutchGroup
from ivbgeo.viewer import Role

__all__ = ["app"]

app = typer.Typer(
    cls=DutchGroup, help="Plekken voor camera's kiezen, en nagaan of ze werkten.",
    no_args_is_help=True,
)  # fmt: skip


@app.command(cls=DutchCommand)
def evaluate(
    table: Annotated[
        Path | None, typer.Option(help="CSV met eigen aantallen: zone, before, after.")
    ] = None,
    area: Annotated[
        str | None, typer.Option(help="Cameragebied: (deel van) de naam, of sleutel.")
    ] = None,
    camera: Annotated[
        str | None, typer.Option(help="Camera: (deel van) de naam, of sleutel.")
    ] = None,
    buurt: Annotated[
        list[str] | None,
        typer.Option("--buurt", help="Code van een buurt, ook bij --area; mag vaker."),
    ] = None,
    role: Annotated[Role | None, typer.Option("--as", help="Voor wie: de rol die kijkt.")] = None,
    wijk: Wijk = None,
    starts: Annotated[
        str | None, typer.Option("--from", help="Eerste dag (2024-03-01) of maand (2024-03).")
    ] = None,
    ends: Annotated[str | None, typer.Option("--to", help="Laatste dag.")] = None,
    category: Annotated[
        list[str] | None, typer.Option("--category", help="Soort misdrijf; mag vaker.")
    ] = None,
    radius: Annotated[
        float | None, typer.Option(help="Meters rond een camera, of rond een punt zonder grens.")
    ] = None,
    ring: Annotated[
        float | None, typer.Option(help="Meters van de zone eromheen; 0: geen.")
    ] = None,
    control: Annotated[
        list[str] | None, typer.Option("--control", help="Code van een controlegebied; mag vaker.")
    ] = None,
    months: Annotated[
        int | None, typer.Option(help="Zoveel maanden hoogstens; minstens 3.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="JSON-bestand; anders op het scherm.")] = None,
    *,
    around: Annotated[bool, typer.Option("--around", help="De buurten eromheen als zone.")] = False,
    whole: Annotated[
        bool, typer.Option("--whole", help="Hele buurten tellen, ook als er punten zijn.")
    ] = False,
) -> None:
    """Vergelijk voor en na: waar de camera kwam, eromheen en in een controlegebied."""
    from ivbgeo.cli.worked import Asked, evaluate_store, evaluate_table

    asked = Asked(
        area=area, camera=camera, buurten=buurt or (), starts=starts, ends=ends,
        kinds=category or (), radius=radius, ring=ring, neighbours=around, control=control or (),
        months=months, whole=whole,
    )  # fmt: skip
    if table is not None:
        evaluate_table(table, asked, out)
    else:
        evaluate_store(role, wijk, asked, out)


app.add_typer(camera_files.app, name="files")
add_list(app)
add_plan(app)
add_drawing(app, "cameras")

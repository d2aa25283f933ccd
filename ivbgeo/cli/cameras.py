"""``ivbgeo cameras plan`` and ``ivbgeo cameras evaluate``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from ivbgeo.cli.usage import DutchCommand, DutchGroup

__all__ = ["app"]

app = typer.Typer(
    cls=DutchGroup, help="Plekken voor camera's kiezen, en nagaan of ze werkten.",
    no_args_is_help=True,
)  # fmt: skip


@app.command(cls=DutchCommand)
def plan(
    candidates: Annotated[Path, typer.Option(help="Plekken: id, x, y (of lon, lat).")],
    demand: Annotated[Path, typer.Option(help="Wat in beeld moet: x, y (of lon, lat), weight.")],
    radius: Annotated[float, typer.Option(help="Hoeveel meter een camera ver ziet.")],
    out: Annotated[Path, typer.Option(help="JSON-bestand om te schrijven.")],
    p: Annotated[int | None, typer.Option("--p", help="Zoveel camera's hoogstens.")] = None,
    existing: Annotated[
        Path | None, typer.Option(help="Camera's die er zijn en blijven: id, x, y.")
    ] = None,
    budget: Annotated[float | None, typer.Option(help="Euro's voor alle camera's samen.")] = None,
    months: Annotated[int, typer.Option(help="Over zoveel maanden kost een camera geld.")] = 12,
    apart: Annotated[float, typer.Option(help="Meters die camera's uit elkaar staan.")] = 0.0,
    frontage: Annotated[
        float | None, typer.Option(help="Meters gevel die een camera hoogstens ziet.")
    ] = None,
    obstacles: Annotated[
        Path | None, typer.Option(help="Gebouwen waar een camera niet doorheen ziet.")
    ] = None,
    areas: Annotated[
        Path | None, typer.Option(help="Gebieden waar de plekken in moeten liggen.")
    ] = None,
    time_limit: Annotated[float, typer.Option(help="Seconden rekenen, hoogstens.")] = 60.0,
    *,
    curve: Annotated[bool, typer.Option("--curve", help="Ook 1, 2, … tot en met --p.")] = False,
) -> None:
    """Kies de plekken die het meeste in beeld brengen, met bewijs hoe goed die keuze is."""
    from ivbgeo.cli.planning import Files, run_plan

    files = Files(candidates, demand, existing, obstacles, areas, out)
    run_plan(files, (p, budget, apart, frontage), radius, months, time_limit, curve=curve)


@app.command(cls=DutchCommand)
def evaluate(
    table: Annotated[Path, typer.Option(help="CSV: zone, before, after.")],
    out: Annotated[Path | None, typer.Option(help="JSON-bestand; anders op het scherm.")] = None,
) -> None:
    """Vergelijk voor en na: waar de camera kwam, eromheen en in een controlegebied."""
    from ivbgeo.cli.zones import read_zones
    from ivbgeo.evaluation import net_effect, quotient, verdict, weighted_difference
    from ivbgeo.whole import write_whole

    zones = read_zones(table)
    found = weighted_difference(zones)
    told = {
        "wdq": quotient(zones),
        "tne": net_effect(zones),
        "wdd": found.value,
        "wdd_se": found.error,
        "wdd_low": found.low,
        "wdd_high": found.high,
        "verdict": verdict(zones),
    }
    text = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
    if out is None:
        sys.stdout.write(text)
    else:
        write_whole(out, text.encode())

"""What ``ivbgeo cameras plan`` and ``ivbgeo cameras scenarios`` take."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any

import typer

from ivbgeo.cli.options import As
from ivbgeo.cli.usage import DutchCommand
from ivbgeo.errors import UsageError
from ivbgeo.viewer import Role

__all__ = ["add_plan"]

_HOURS = re.compile(r"(\d{1,2})-(\d{1,2})")


def add_plan(app: typer.Typer) -> None:
    """Add both commands."""
    app.command(cls=DutchCommand)(plan)
    app.command(cls=DutchCommand)(scenarios)


def plan(
    out: Annotated[Path, typer.Option(help="JSON-bestand om te schrijven.")],
    candidates: Annotated[
        Path | None,
        typer.Option(help="Plekken: id, x, y (of lon, lat). Zonder: een raster, met --as."),
    ] = None,
    demand: Annotated[
        Path | None,
        typer.Option(
            help="Wat in beeld moet: x, y (of lon, lat), weight. Zonder: incidenten, met --as."
        ),
    ] = None,
    radius: Annotated[
        float | None, typer.Option(help="Hoeveel meter een camera ver ziet; moet er zijn.")
    ] = None,
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
    forbidden: Annotated[
        Path | None, typer.Option(help="Gebieden waar geen camera mag komen.")
    ] = None,
    public: Annotated[
        Path | None, typer.Option(help="Openbare ruimte: alleen daar komt een camera; met --as.")
    ] = None,
    yearly_cost: Annotated[
        float | None, typer.Option(help="Euro per camera per jaar, als de plekken dat niet zeggen.")
    ] = None,
    installation: Annotated[float, typer.Option(help="Euro om een camera te plaatsen.")] = 0.0,
    removal: Annotated[float, typer.Option(help="Euro om een camera weg te halen.")] = 0.0,
    frontage_price: Annotated[
        float, typer.Option(help="Wat een meter gevel in beeld moet opleveren, in gewicht.")
    ] = 0.0,
    views: Annotated[
        int, typer.Option(help="Camera's die het drukste deel zien: 0, 1 of liefst 2.")
    ] = 0,
    hottest: Annotated[float, typer.Option(help="Het drukste deel: 0.1 is 10%.")] = 0.1,
    role: Annotated[
        Role | None,
        typer.Option(
            "--as",
            help="De rol die kijkt: planner. Een bestand wordt dan bewaard, of is een bewaard.",
        ),
    ] = None,
    place: Annotated[
        list[str] | None,
        typer.Option("--in", help="Raster in dit cameragebied of deze wijk of buurt; mag vaker."),
    ] = None,
    grid: Annotated[float, typer.Option(help="Meters tussen de plekken van een raster.")] = 50.0,
    kind: Annotated[
        list[str] | None, typer.Option("--kind", help="Soort, of soort=gewicht; mag vaker.")
    ] = None,
    first: Annotated[str | None, typer.Option("--from", help="Eerste maand of jaar.")] = None,
    last: Annotated[str | None, typer.Option("--to", help="Laatste maand of jaar.")] = None,
    hours: Annotated[str | None, typer.Option(help="Uren van de dag, zoals 18-6.")] = None,
    half_life: Annotated[
        float | None, typer.Option(help="Na zoveel maanden telt een incident half.")
    ] = None,
    years: Annotated[
        str, typer.Option(help="Hoe jaren tellen: samen, gemiddeld of slechtste.")
    ] = "samen",
    scenario: Annotated[
        str | None,
        typer.Option(
            help="Een bewaard scenario opnieuw uitrekenen: wat de link zegt. Andere eisen niet."
        ),
    ] = None,
    save: Annotated[str | None, typer.Option(help="Bewaar het scenario onder deze naam.")] = None,
    *,
    curve: Annotated[bool, typer.Option("--curve", help="Ook 1, 2, … tot en met --p.")] = False,
    counts: Annotated[
        bool, typer.Option("--counts", help="Aantallen per buurt in plaats van incidenten.")
    ] = False,
    leave_out: Annotated[
        bool,
        typer.Option("--leave-out", help="Plekken in een gebouw of erbuiten doen niet mee."),
    ] = False,
    no_register: Annotated[
        bool, typer.Option("--no-register", help="Camera's uit het register tellen niet mee.")
    ] = False,
    no_hindsight: Annotated[
        bool, typer.Option("--no-hindsight", help="Toets de keuze niet op het laatste jaar.")
    ] = False,
) -> None:
    """Kies de plekken die het meeste in beeld brengen, met bewijs hoe goed die keuze is."""
    from ivbgeo.cli.planning import Files, plan_files, plan_store

    if radius is None and scenario is None:
        raise UsageError("plan.no_radius")
    if curve and p is None:
        raise UsageError("plan.curve", value=p)
    asked: dict[str, Any] = {
        "radius": radius or 0.0, "number": p, "budget": budget, "months": months, "apart": apart,
        "most_frontage": frontage, "frontage_price": frontage_price, "seconds": time_limit,
        "yearly_cost": yearly_cost, "installation": installation, "removal": removal,
        "views": views, "hottest": hottest, "curve": curve, "leave_out": leave_out,
        "existing": not no_register, "hindsight": not no_hindsight,
    }  # fmt: skip
    files = Files(candidates, demand, existing, obstacles, public, forbidden, areas, out)
    if role is None:
        if any((public, place, kind, first, last, hours, half_life, counts, scenario, save)):
            raise UsageError("plan.needs_viewer")
        plan_files(files, asked)
        return
    asked |= {"spacing": grid, "half_life": half_life}
    asked |= _demand(kind, first, last, hours, years, counts=counts)
    plan_store(role, files, asked, place or (), scenario, save)


def scenarios(
    role: As,
    form: Annotated[str, typer.Option("--format", help="csv of json.")] = "csv",
    out: Annotated[Path | None, typer.Option(help="Bestand; anders op het scherm.")] = None,
    read: Annotated[
        str | None, typer.Option("--open", help="Toon één scenario: wat de link zegt.")
    ] = None,
    beside: Annotated[
        str | None, typer.Option("--beside", help="Leg dat naast dit andere scenario.")
    ] = None,
    withdraw: Annotated[
        str | None, typer.Option("--withdraw", help="Haal dit scenario van de lijst.")
    ] = None,
) -> None:
    """Geef de bewaarde scenario's, of toon er een of twee."""
    from ivbgeo.cli.scenarios import run_scenarios

    run_scenarios(role, form, out, read, beside, withdraw)


def _demand(
    kind: list[str] | None,
    first: str | None,
    last: str | None,
    hours: str | None,
    years: str,
    *,
    counts: bool,
) -> dict[str, Any]:
    """Read what demand is of, as fields of a scenario."""
    from ivbgeo.period import Period
    from ivbgeo.scenario import DemandFrom, Years

    if years not in set(Years):
        raise UsageError("plan.years_how", value=years, known=", ".join(Years))
    told: dict[str, Any] = {"years": Years(years)}
    told["demand"] = DemandFrom.AREAS if counts else DemandFrom.INCIDENTS
    if kind:
        told["kinds"] = tuple(map(_kind, kind))
    if first is not None or last is not None:
        told["period"] = Period.parse(first or last or "", last)
    if hours is not None:
        match = _HOURS.fullmatch(hours.strip())
        if match is None:
            raise UsageError("plan.hours", value=hours)
        told["hours"] = int(match[1]), int(match[2])
    return told


def _kind(text: str) -> tuple[str, float]:
    code, _, weight = text.partition("=")
    try:
        return code.strip(), float(weight.replace(",", ".")) if weight else 1.0
    except ValueError:
        raise UsageError("plan.kind", value=text) from None

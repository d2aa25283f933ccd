"""``ivbgeo prevention …``."""

from __future__ import annotations

from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ivbgeo.cli import output
from ivbgeo.cli.groups import add_reckoning
from ivbgeo.cli.options import As, Wijk
from ivbgeo.cli.usage import DutchCommand, DutchGroup
from ivbgeo.figure import Classification
from ivbgeo.settings import Settings

if TYPE_CHECKING:
    from ivbgeo.prevention.prevention import PreventionVersion

__all__ = ["app"]

app = typer.Typer(
    cls=DutchGroup, help="Buurtpreventie, WAS-teams, zones en wijkveiligheidsavonden.",
    no_args_is_help=True,
)  # fmt: skip

_COLUMNS = (
    "key", "version", "kind", "name", "from", "to", "times", "contact_role", "contact",
    "decision", "place", "border_type", "border_ha", "border_m", "x", "y", "area_code", "level",
    "division_year", "classification", "source", "remark", "changed_at", "changed_by",
)  # fmt: skip
_HECTARE = 10_000
_REFUSED = 1
_KINDS = "groep, was-gebied, ronde, alcoholverbod, drugsverbod, vuurwerkvrij of avond"


@app.command("list", cls=DutchCommand)
def list_prevention(
    role: As,
    wijk: Wijk = None,
    on: Annotated[
        str | None, typer.Option("--on", help="Alleen wat op deze dag geldt: 2026-12-31.")
    ] = None,
    kind: Annotated[
        list[str] | None, typer.Option("--kind", help=f"Alleen: {_KINDS}; mag vaker.")
    ] = None,
    form: Annotated[str, typer.Option("--format", help="csv of json.")] = "csv",
    out: Annotated[Path | None, typer.Option(help="Bestand; anders op het scherm.")] = None,
) -> None:
    """Schrijf de preventie die deze rol mag zien. Stille en enge plekken staan er niet in."""
    from ivbgeo.atlas import Atlas
    from ivbgeo.cli.records import check_form, write_records
    from ivbgeo.machine import viewer_as
    from ivbgeo.measures.days import read_day
    from ivbgeo.prevention.listing import preventions
    from ivbgeo.store import Store

    check_form(form)
    kinds = None if kind is None else [_kind(one) for one in kind]
    when = read_day(on or "")
    with closing(Store.open(Settings.load().database_url)) as store:
        edition = Atlas(store).edition()
        rows = [
            _row(one) for one in preventions(edition, viewer_as(role, wijk), on=when, kinds=kinds)
        ]
    write_records(_COLUMNS, rows, form, out)


@app.command("import", cls=DutchCommand)
def import_prevention(
    files: Annotated[list[Path], typer.Argument(help="GeoJSON, GeoPackage of Shapefile (.zip).")],
    kind: Annotated[
        str | None,
        typer.Option(help=f"Wat alles in het bestand is: {_KINDS}. Anders: kolom ‘soort’."),
    ] = None,
    crs: Annotated[
        str | None, typer.Option(help="Stelsel van de coördinaten: EPSG:28992 of EPSG:4326.")
    ] = None,
    classification: Annotated[
        Classification, typer.Option(help="Voor wie: open of intern.")
    ] = Classification.INTERN,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Alleen kijken.")] = False,
    report: Annotated[Path | None, typer.Option(help="Schrijf het verslag als JSON.")] = None,
) -> None:
    """Lees bestanden met preventie in: per bestand alles, of niets."""
    from ivbgeo.cli.imports import run_import

    if run_import(
        "prevention", files, None, crs, None, report, None, classification,
        dry_run=dry_run, prevention=None if kind is None else _kind(kind),
    ):  # fmt: skip
        raise typer.Exit(_REFUSED)


@app.command(cls=DutchCommand)
def tidy() -> None:
    """Haal plekken weg die langer geleden zijn opgelost dan de instelling spot_days."""
    from ivbgeo.machine import beheerder
    from ivbgeo.prevention.tidying import tidy_spots
    from ivbgeo.store import Store

    settings = Settings.load()
    days = settings.spot_days_kept
    with closing(Store.open(settings.database_url)) as store:
        gone = tidy_spots(store, beheerder(), days)
    told = "1 plek die is" if gone == 1 else f"{gone} plekken die zijn"
    output.say(f"Opgeruimd: {told} opgelost, meer dan {days} dagen geleden.")


add_reckoning(app)


def _kind(text: str) -> Any:
    from ivbgeo.errors import UsageError
    from ivbgeo.prevention.kind import PreventionKind

    try:
        return PreventionKind(text)
    except ValueError:
        raise UsageError("prevention.kind", value=text, known=", ".join(PreventionKind)) from None


def _row(one: PreventionVersion) -> list[Any]:
    """Give one by its columns; what is not known, or not of its kind, is None."""
    said = one.prevention
    area, border = said.area, said.border
    sort = border.geom_type if border is not None else ""
    told: dict[str, Any] = {name: getattr(said, name, None) for name in _COLUMNS} | {
        "key": one.key,
        "version": one.version,
        "kind": said.kind.value,
        "from": said.valid_from,
        "to": said.valid_to,
        "border_type": sort or None,
        "border_ha": round(border.area / _HECTARE, 4) if border and "Polygon" in sort else None,
        "border_m": round(border.length, 1) if border and "Line" in sort else None,
        "x": border.x if border and sort == "Point" else None,
        "y": border.y if border and sort == "Point" else None,
        "area_code": area.code if area else None,
        "level": area.level.value if area else None,
        "division_year": area.year if area else None,
        "classification": said.classification.value,
        "changed_at": one.changed_at,
        "changed_by": one.changed_by,
    }
    return [_plain(told[name]) for name in _COLUMNS]


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    return None if value == "" else value

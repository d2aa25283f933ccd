"""The commands, and what becomes of an error: a Dutch sentence and an exit status.

Exit status: 0 done; 1 data was refused; 2 wrong usage or settings. Each command imports what it
needs when it runs, so that the help is there at once.
"""

from __future__ import annotations

import os
import socket
import sys
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from geo import GeoError, Level
from ivbgeo.cli import access, backups, cameras, checking, erasing, options, output, prevention
from ivbgeo.cli.drawing import add_drawing
from ivbgeo.cli.groups import add_groups
from ivbgeo.cli.noting import note_refused
from ivbgeo.cli.usage import DutchCommand, DutchGroup, run
from ivbgeo.cli.withholding import withhold
from ivbgeo.errors import IvbgeoError, NotAllowedError, SettingsError
from ivbgeo.messages import sentence
from ivbgeo.question import Per
from ivbgeo.settings import ROOT, Settings

__all__ = ["app", "main"]

REFUSED, WRONG = 1, 2
HOST = "127.0.0.1"
app = typer.Typer(
    cls=DutchGroup, help="Veiligheidskaart per wijk en buurt.", no_args_is_help=True,
    add_completion=False, pretty_exceptions_enable=False,
)  # fmt: skip


def main() -> None:
    """Run the command line, and turn errors into sentences."""
    try:
        status = run(app, prog_name="ivbgeo")
    except (SettingsError, IvbgeoError, GeoError) as error:
        if isinstance(error, NotAllowedError):
            note_refused(error)
        text = sentence(error.rule, **error.values) if isinstance(error, GeoError) else str(error)
        output.error(text)
        raise SystemExit(WRONG if isinstance(error, SettingsError) else REFUSED) from None
    except KeyboardInterrupt:
        output.error(sentence("cli.interrupted"))
        raise SystemExit(REFUSED) from None
    raise SystemExit(status)


@app.command(cls=DutchCommand)
def demo() -> None:
    """Laad de gegevens die bij ivbgeo horen."""
    from ivbgeo.demo import load_demo
    from ivbgeo.store import Store

    settings = Settings.load()
    with closing(Store.open(settings.database_url)) as store, output.working("De gegevens laden"):
        written = load_demo(store, settings.data_dir)
    output.say(
        "De gegevens zijn geladen." if written else "De gegevens waren al geladen; niets veranderd."
    )


@app.command(cls=DutchCommand)
def serve(
    port: Annotated[int, typer.Option(help="Poort van de app.")] = 8501,
) -> None:
    """Start de app op deze computer; ga met een browser naar het adres dat er dan staat."""
    from ivbgeo.signin import Provider
    from ivbgeo.tiles import tile_source

    os.chdir(ROOT)
    settings = Settings.load()
    _ = settings.least_count
    tile_source(settings)
    provider = Provider.of(settings)
    with socket.socket() as probe:
        if probe.connect_ex((HOST, port)) == 0:
            raise SettingsError("serve.port", value=port, other=port + 1)
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py")]
    options = [f"--server.port={port}", f"--server.address={HOST}"]
    output.say(f"De kaart komt op http://{HOST}:{port} (stoppen met Ctrl+C).")
    if provider is not None:
        output.say(f"Wie zich wil aanmelden, gaat naar {provider.address}.")
    # In place of this process, so that who stops it stops the app.
    os.execv(command[0], [*command, *options])  # noqa: S606 - our own app


@app.command("import", cls=DutchCommand)
def import_(
    kind: Annotated[
        str,
        typer.Argument(
            help="incidents, cases, cameras, population, indicators, areas, camera-areas of "
            "prevention."
        ),
    ],
    files: Annotated[list[Path], typer.Argument(help="Een of meer bestanden.")],
    mapping: Annotated[
        Path | None,
        typer.Option(
            "--map", help="TOML-bestand: welke kolom wat is. Met --dry-run wordt het gemaakt."
        ),
    ] = None,
    crs: Annotated[
        str | None, typer.Option(help="Stelsel van de coördinaten: EPSG:28992 of EPSG:4326.")
    ] = None,
    division_year: Annotated[
        int | None, typer.Option(help="Indelingsjaar van de buurt- en wijkcodes.")
    ] = None,
    level: options.AreaLevel = None,
    classification: options.ForWhom = None,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Alleen kijken.")] = False,
    replace: Annotated[
        bool,
        typer.Option("--replace", help="In plaats van eerdere bestanden over dezelfde maanden."),
    ] = False,
    report: Annotated[Path | None, typer.Option(help="Schrijf het verslag als JSON.")] = None,
) -> None:
    """Lees bestanden in: per bestand alles, of niets."""
    from ivbgeo.cli.imports import run_import

    refused = run_import(
        kind, files, mapping, crs, division_year, report, level, classification,
        dry_run=dry_run, replaces=replace,
    )  # fmt: skip
    if refused:
        raise typer.Exit(REFUSED)


@app.command(cls=DutchCommand)
def datasets() -> None:
    """Laat zien wat is ingelezen en opgehaald, met de nummers voor ivbgeo undo."""
    from ivbgeo.cli.holdings import run_datasets

    run_datasets()


@app.command(cls=DutchCommand)
def undo(
    what: Annotated[
        str, typer.Argument(metavar="WAT", help="Nummer van een bestand, of naam van gegevens.")
    ],
) -> None:
    """Haal een ingelezen bestand weer weg, of alles wat van een soort is opgehaald."""
    from ivbgeo.cli.holdings import run_undo

    run_undo(what)


@app.command(cls=DutchCommand)
def fetch(
    kind: Annotated[str, typer.Argument(help="politie, overlast, areas of population.")],
    gemeente: Annotated[str, typer.Option(help="Code van de gemeente, zoals GM0637.")],
    years: Annotated[
        str | None, typer.Option(help="Jaar of jaren: 2024, 2019-2025. Politie: zonder alles.")
    ] = None,
    base_url: Annotated[
        str | None, typer.Option(help="Ander adres om het op te halen, zoals een spiegel.")
    ] = None,
    division_year: Annotated[
        int | None, typer.Option(help="Alleen de indeling van dit jaar is goed.")
    ] = None,
    report: Annotated[Path | None, typer.Option(help="Schrijf het verslag als JSON.")] = None,
    *,
    anew: Annotated[bool, typer.Option("--opnieuw", help="Haal ook op wat al bewaard is.")] = False,
) -> None:
    """Haal open gegevens op: van de politie, gebieden van PDOK, bevolking van het CBS."""
    from ivbgeo.cli.fetch import run_fetch

    run_fetch(kind, gemeente, years, base_url, division_year, report, anew=anew)


@app.command(cls=DutchCommand)
def locate(
    file: Annotated[Path, typer.Argument(metavar="IN", help="CSV, Parquet, of map met Parquet.")],
    out: Annotated[Path, typer.Argument(help="Bestand om te schrijven, van dezelfde soort.")],
    areas: options.Areas,
    x: options.X = None,
    y: options.Y = None,
    crs: options.Crs = "EPSG:28992",
    level: options.AreaLevel = None,
    workers: options.Workers = None,
    scheduler: options.Scheduler = None,
) -> None:
    """Geef elke rij van een bestand de code van het gebied waarin zij ligt."""
    from ivbgeo.cli.placing import run_locate

    run_locate(file, out, areas, (x, y, crs), level, (workers, scheduler))


@app.command(cls=DutchCommand)
def tally(
    files: Annotated[
        list[Path], typer.Argument(metavar="IN…", help="CSV, Parquet, of een map met Parquet.")
    ],
    out: Annotated[Path, typer.Argument(help="Bestand om te schrijven: .csv of .parquet.")],
    areas: options.Areas,
    category: Annotated[str, typer.Option(help="Kolom met de soort.")],
    date: Annotated[str, typer.Option(help="Kolom met de datum of de maand.")],
    x: options.X = None,
    y: options.Y = None,
    crs: options.Crs = "EPSG:28992",
    level: options.AreaLevel = None,
    workers: options.Workers = None,
    scheduler: options.Scheduler = None,
) -> None:
    """Tel de rijen van bestanden per gebied, soort en maand."""
    from ivbgeo.cli.tally import run_tally

    run_tally(files, out, areas, category, date, (x, y, crs), level, (workers, scheduler))


@app.command(cls=DutchCommand)
def counts(
    viewer: options.As,
    level: Annotated[Level, typer.Option(help="Per buurt, wijk, casewijk of gemeente.")],
    category: Annotated[list[str] | None, typer.Option(help="Categorie; mag vaker.")] = None,
    first: Annotated[
        str | None, typer.Option("--from", help="Jaar of maand: 2023, 2023-04.")
    ] = None,
    last: Annotated[str | None, typer.Option("--to", help="Jaar of maand, tot en met.")] = None,
    per: Annotated[Per, typer.Option(help="Waar het cijfer per 1.000 van is.")] = Per.INWONERS,
    division_year: Annotated[int | None, typer.Option(help="Indelingsjaar.")] = None,
    wijk: options.Wijk = None,
    form: Annotated[
        str, typer.Option("--format", help="csv, json, geojson, gpkg, parquet.")
    ] = "csv",
    out: Annotated[Path | None, typer.Option(help="Bestand; anders op het scherm.")] = None,
) -> None:
    """Geef tellingen per gebied, met hun herkomst."""
    from ivbgeo.cli.counting import run_counts
    from ivbgeo.machine import viewer_as

    run_counts(
        viewer_as(viewer, wijk), level, category, (first, last), per, division_year,
        form, out,
    )  # fmt: skip


@app.command(cls=DutchCommand)
def signals(
    viewer: options.As,
    level: Annotated[Level, typer.Option(help="Per buurt, wijk of gemeente.")] = Level.BUURT,
    month: Annotated[
        str | None, typer.Option(help="Maand, zoals 2024-05; anders de nieuwste die compleet is.")
    ] = None,
    wijk: options.Wijk = None,
    form: Annotated[str, typer.Option("--format", help="csv of json.")] = "csv",
    out: Annotated[Path | None, typer.Option(help="Bestand; anders op het scherm.")] = None,
) -> None:
    """Geef de signalen van een maand: aantallen boven wat te verwachten was."""
    from ivbgeo.cli.signals import run_signals
    from ivbgeo.machine import viewer_as

    run_signals(viewer_as(viewer, wijk), level, month, form, out)


@app.command(cls=DutchCommand)
def hours(
    viewer: options.As,
    category: Annotated[str, typer.Option(help="Categorie, zoals 1.1.1.")],
    first: Annotated[str, typer.Option("--from", help="Jaar of maand: 2023, 2023-04.")],
    last: Annotated[str | None, typer.Option("--to", help="Jaar of maand, tot en met.")] = None,
    area: Annotated[str | None, typer.Option(help="Code van een gebied; anders alles.")] = None,
    division_year: Annotated[int | None, typer.Option(help="Indelingsjaar van die code.")] = None,
    wijk: options.Wijk = None,
    out: Annotated[Path | None, typer.Option(help="Bestand; anders op het scherm.")] = None,
) -> None:
    """Geef op welk uur van de week incidenten waren; van een tijd van-tot telt elk deel mee."""
    from ivbgeo.cli.hours import run_hours
    from ivbgeo.machine import viewer_as

    run_hours(viewer_as(viewer, wijk), category, (first, last), area, division_year, out)


@app.command(cls=DutchCommand)
def measures(
    viewer: options.As,
    wijk: options.Wijk = None,
    form: Annotated[str, typer.Option("--format", help="csv of json.")] = "csv",
    out: Annotated[Path | None, typer.Option(help="Bestand; anders op het scherm.")] = None,
) -> None:
    """Geef de inspanningen: wie doet wat met wie, waar, van wanneer tot wanneer."""
    from ivbgeo.cli.measures import run_measures

    run_measures(viewer, wijk, form, out)


add_drawing(app)


@app.command(cls=DutchCommand)
def publish(
    folder: Annotated[Path, typer.Argument(metavar="MAP", help="Map voor de bestanden.")],
    url: Annotated[str, typer.Option(help="Adres voor iedereen: https://kaart.example.nl/ogc.")],
    title: Annotated[str | None, typer.Option(help="Naam van de publicatie.")] = None,
    publisher: Annotated[
        str | None, typer.Option(help="Wie publiceert; anders de gemeente.")
    ] = None,
    contact: Annotated[str | None, typer.Option(help="E-mailadres voor vragen.")] = None,
    port: Annotated[int, typer.Option(help="Poort van de dienst op deze computer.")] = 8502,
) -> None:
    """Maak klaar om wat openbaar is te publiceren, voor QGIS en ArcGIS (OGC API Features)."""
    from ivbgeo.cli.publish import run_publish

    run_publish(folder, url, title, publisher, contact, port)


@app.command(cls=DutchCommand)
def serve_ogc(
    folder: Annotated[Path, typer.Argument(metavar="MAP", help="De map van ivbgeo publish.")],
    port: Annotated[int | None, typer.Option(help="Andere poort dan bij ivbgeo publish.")] = None,
) -> None:
    """Start de dienst met wat openbaar is, op deze computer; een proxy geeft haar door."""
    from ivbgeo.cli.publish import run_serve

    run_serve(folder, port)


@app.command(cls=DutchCommand)
def build_data(
    source_dir: Annotated[Path, typer.Argument(help="Map met de bronbestanden.")],
    out: Annotated[Path | None, typer.Option(help="Map om te schrijven; anders data/.")] = None,
) -> None:
    """Maak de map data/ uit de bronbestanden."""
    from ivbgeo.embedded import build_data as build

    with output.working("De gegevens maken"):
        build(source_dir, out or Settings.load().data_dir)
    output.say("De gegevens zijn gemaakt.")


for one in (backups.backup, backups.restore, checking.check, erasing.erase, withhold):
    app.command(cls=DutchCommand)(one)
add_groups(app)
app.add_typer(cameras.app, name="cameras")
app.add_typer(access.app, name="record")
app.add_typer(prevention.app, name="prevention")

# Dutch users write Dutch; the locale of the machine must not decide on it.
os.environ.setdefault("PYTHONUTF8", "1")

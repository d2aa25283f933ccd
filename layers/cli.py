"""``ivbgeo map``: a map as a file, the same one that the app draws."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from geo import Level
from ivbgeo.atlas import Atlas, Edition
from ivbgeo.cli import output
from ivbgeo.cli.usage import DutchCommand
from ivbgeo.errors import UsageError
from ivbgeo.offered import years_of
from ivbgeo.period import Period
from ivbgeo.question import Question
from ivbgeo.reading import Statistic
from ivbgeo.settings import Settings
from ivbgeo.store import Store
from ivbgeo.theme import THEMES, Theme
from ivbgeo.viewer import Role, Viewer
from ivbgeo.whole import write_whole
from layers.page import map_html
from layers.picture import map_picture
from layers.thematic import camera_marks, thematic_map

__all__ = ["app"]

_PICTURES = {".png", ".pdf", ".svg"}
app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command(cls=DutchCommand)
def draw(
    layer: Annotated[str, typer.Argument(help="Thema (woonoverlast) of categorie (1.1.1, hic).")],
    role: Annotated[Role, typer.Option("--as", help="Voor wie: de rol die kijkt.")],
    out: Annotated[Path, typer.Option(help="Bestand .html, .png, .pdf of .svg.")],
    level: Annotated[Level | None, typer.Option(help="buurt, wijk, casewijk of gemeente.")] = None,
    statistic: Annotated[
        Statistic, typer.Option(help="aantal, per-1000 of aandeel-lopend.")
    ] = Statistic.AANTAL,
    first: Annotated[str | None, typer.Option("--from", help="Jaar of maand.")] = None,
    last: Annotated[str | None, typer.Option("--to", help="Jaar of maand, tot en met.")] = None,
    wijk: Annotated[list[str] | None, typer.Option(help="Code van een eigen wijk.")] = None,
) -> None:
    """Maak een kaart als bestand: HTML die zonder internet opent, of PNG, PDF, SVG."""
    suffix = out.suffix.lower()
    if suffix not in {".html", *_PICTURES}:
        raise UsageError("map.format", value=out.name)
    settings = Settings.load()
    store = Store.open(settings.database_url)
    edition = Atlas(store).edition()
    viewer = Viewer.of(role, tuple(wijk or ()))
    theme = next((theme for theme in THEMES if theme.key == layer), None)
    if theme is not None and not theme.is_known(edition, viewer):
        raise UsageError("export.no_years", value=layer)
    category = layer if theme is None else _category(theme, edition, viewer)
    years = years_of(edition, category, viewer)
    if not years:
        raise UsageError("export.no_years", value=category)
    period = Period.parse(first or str(last), last or first) if first or last else years[0]
    if level is None:
        level = (
            theme.levels(edition)[0]
            if theme
            else (*edition.levels_of(category, viewer), Level.BUURT)[0]
        )
    with output.working("De kaart tekenen"), tempfile.TemporaryDirectory() as folder:
        made = thematic_map(
            edition, viewer, Question(category, level, period), statistic, Path(folder)
        )
        shared = (
            made.reading.answer.division,
            made.choropleth,
            camera_marks(edition, edition.camera_areas(viewer)),
            made.reading.title,
            str(period),
            made.sources,
        )
        if suffix == ".html":
            content = map_html(*shared, unit=made.reading.unit).encode()
        else:
            content = map_picture(*shared, suffix.removeprefix("."), unit=made.reading.unit)
    write_whole(out, content)
    output.say(f"De kaart staat in {os.fspath(out)}.")


def _category(theme: Theme, edition: Edition, viewer: Viewer) -> str:
    """Give the widest category of a theme: the first choice of each facet."""
    facets = theme.facets(edition, viewer).values()
    return theme.category(tuple(next(iter(facet)) for facet in facets))

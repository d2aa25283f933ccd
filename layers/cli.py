"""``ivbgeo map``: a map as a file, the same one that the app draws."""

from __future__ import annotations

import os
import tempfile
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from geo import Level
from ivbgeo.atlas import Atlas, Edition
from ivbgeo.cli import output
from ivbgeo.cli.usage import DutchCommand
from ivbgeo.errors import UsageError
from ivbgeo.machine import viewer_as
from ivbgeo.offered import years_of
from ivbgeo.period import Period
from ivbgeo.question import Question
from ivbgeo.reading import Statistic
from ivbgeo.register import standing
from ivbgeo.settings import Settings
from ivbgeo.store import Store
from ivbgeo.theme import THEMES, Theme
from ivbgeo.viewer import Role, Viewer
from ivbgeo.whole import write_whole
from layers.gis import geopackage
from layers.page import map_html
from layers.paper import FORMATS, Plate, map_picture
from layers.thematic import camera_marks, thematic_map
from layers.view import ViewBounds

__all__ = ["app"]

_LEAST_DPI, _MOST_DPI = 36, 1200
app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command(cls=DutchCommand)
def draw(
    layer: Annotated[str, typer.Argument(help="Thema (woonoverlast) of categorie (1.1.1, hic).")],
    role: Annotated[Role, typer.Option("--as", help="Voor wie: de rol die kijkt.")],
    out: Annotated[Path, typer.Option(help="Bestand .html, .png, .pdf, .svg of .gpkg.")],
    level: Annotated[Level | None, typer.Option(help="buurt, wijk, casewijk of gemeente.")] = None,
    statistic: Annotated[
        Statistic,
        typer.Option(
            help=f"{', '.join(list(Statistic)[:-1])} of {list(Statistic)[-1]}.", show_choices=False
        ),
    ] = Statistic.AANTAL,
    first: Annotated[str | None, typer.Option("--from", help="Jaar of maand.")] = None,
    last: Annotated[str | None, typer.Option("--to", help="Jaar of maand, tot en met.")] = None,
    wijk: Annotated[list[str] | None, typer.Option(help="Code van een eigen wijk.")] = None,
    area: Annotated[str | None, typer.Option(help="Code van het gebied met een rand.")] = None,
    view: Annotated[
        str | None, typer.Option(help="Wat in beeld moet: west,zuid,oost,noord in graden.")
    ] = None,
    dpi: Annotated[
        int, typer.Option(help=f"Punten per inch van een PNG, {_LEAST_DPI} tot {_MOST_DPI}.")
    ] = 300,
) -> None:
    """Maak een kaart als bestand: HTML die zonder internet opent, PNG, PDF, SVG, GeoPackage."""
    suffix = out.suffix.lower()
    if suffix not in {".html", ".gpkg", *(f".{fmt}" for fmt in FORMATS)}:
        raise UsageError("map.format", value=out.name)
    bounds = _view(view)
    if not _LEAST_DPI <= dpi <= _MOST_DPI:
        raise UsageError("map.dpi", value=dpi, least=_LEAST_DPI, most=_MOST_DPI)
    settings = Settings.load()
    store = Store.open(settings.database_url)
    edition = Atlas(store).edition()
    viewer = viewer_as(role, wijk)
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
        if made.reading.refusal is not None:
            raise made.reading.refusal
        today = date.today()  # noqa: DTZ011 - the user's own day
        cameras = camera_marks(
            edition, [one.designation for one in standing(edition, viewer, today)]
        )
        plate = Plate.of(made, cameras, area)
        if area is not None and plate.chosen is None:
            raise UsageError("map.area", value=area, division=plate.division.id)
        if suffix == ".html":
            content = map_html(
                plate.division, plate.choropleth, cameras, plate.title, plate.when, plate.sources,
                unit=plate.unit,
            ).encode()  # fmt: skip
        elif suffix == ".gpkg":
            content = geopackage([made])
        else:
            content = map_picture(plate, suffix.removeprefix("."), dpi, view=bounds)
    write_whole(out, content)
    output.say(f"De kaart staat in {os.fspath(out)}.")


def _category(theme: Theme, edition: Edition, viewer: Viewer) -> str:
    """Give the widest category of a theme: the first choice of each facet."""
    facets = theme.facets(edition, viewer).values()
    return theme.category(tuple(next(iter(facet)) for facet in facets))


def _view(text: str | None) -> ViewBounds | None:
    try:
        return None if text is None else ViewBounds.parse(text)
    except ValueError:
        raise UsageError("map.view", value=text) from None

"""The commands that draw: they live above this package, and are found by name when asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import typer

from ivbgeo.cli.usage import DutchCommand, run

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["add_drawing"]

_MODULES = {
    "": {
        "map": (
            "layers.cli",
            "Maak een kaart als HTML, PNG, PDF, SVG of GeoPackage (zie ivbgeo map --help).",
        ),
        "profile": (
            "layers.profile.cli",
            "Maak het profiel van een wijk als toegankelijke PDF (zie ivbgeo profile --help).",
        ),
        "sheet": (
            "layers.roundsheet.cli",
            "Maak een rondeblad voor een WAS-team: één A4 als PDF (zie ivbgeo sheet --help).",
        ),
    },
    "cameras": {
        "sight": (
            "layers.sight.cli",
            "Bereken wat een camera ziet: JSON, GeoJSON of PDF (zie ivbgeo cameras sight --help).",
        ),
        "dossier": (
            "layers.dossier.cli",
            "Maak het dossier van een cameragebied, voor Word of als PDF (zie dossier --help).",
        ),
    },
}


def add_drawing(app: typer.Typer, above: str = "") -> None:
    """Add the commands below ``above``; each reads its own options, and gives its own help."""
    for name, (module, words) in _MODULES[above].items():
        app.command(
            name,
            cls=DutchCommand,
            help=words,
            context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
            add_help_option=False,
        )(_drawing(" ".join(filter(None, ("ivbgeo", above, name))), module))


def _drawing(name: str, module: str) -> Callable[[typer.Context], None]:
    def draw(context: typer.Context) -> None:
        drawing: Any = import_module(module)
        raise typer.Exit(run(drawing.app, context.args, prog_name=name))

    return draw

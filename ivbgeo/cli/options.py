"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from geo import Level
from ivbgeo.figure import Classification
from ivbgeo.viewer import Role

__all__ = [
    "AreaLevel",
    "Areas",
    "As",
    "Crs",
    "ForWhom",
    "Scheduler",
    "Wijk",
    "Workers",
    "X",
    "Y",
]

ForWhom = Annotated[
    Classification | None,
    typer.Option(help="Voor wie bevolking, indicatoren of cameragebieden zijn; anders intern."),
]
As = Annotated[Role, typer.Option("--as", help="Voor wie: de rol die kijkt.")]
Wijk = Annotated[
    list[str] | None, typer.Option("--wijk", help="Code van een eigen wijk; mag vaker.")
]
Workers = Annotated[
    int | None, typer.Option("--workers", help="Zoveel processen op deze computer.")
]
Scheduler = Annotated[
    str | None, typer.Option("--scheduler", help="Een Dask-cluster dat er is: tcp://server:8786.")
]
Areas = Annotated[Path, typer.Option(help="Gebieden: GeoJSON of GeoPackage.")]
X = Annotated[str | None, typer.Option(help="Kolom met x, of met de lengte. Zonder: x (of lon).")]
Y = Annotated[str | None, typer.Option(help="Kolom met y, of met de breedte. Zonder: y (of lat).")]
Crs = Annotated[str, typer.Option(help="Stelsel van de coördinaten: EPSG:28992 of EPSG:4326.")]
AreaLevel = Annotated[
    Level | None, typer.Option(help="Niveau van de gebieden, als het bestand dat niet zegt.")
]

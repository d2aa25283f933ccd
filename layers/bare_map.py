"""A map of borders alone, to lay other things over: the buurten say where one is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo import Level
from layers.choropleth import AreaLook, Choropleth
from layers.classes import Classes
from layers.geometry_file import publish
from layers.palette import StateLook

if TYPE_CHECKING:
    from pathlib import Path

    from geo import Division
    from ivbgeo.atlas import Edition

__all__ = ["bare_map", "finest"]

_LEVELS = (Level.BUURT, Level.WIJK, Level.GEMEENTE)


def finest(edition: Edition) -> Division | None:
    """Give the finest areas, of the newest year; None where there are none at all."""
    found = (edition.division_ids(level) for level in _LEVELS)
    newest = next((ids[0] for ids in found if ids), None)
    return None if newest is None else edition.division(newest)


def bare_map(edition: Edition, title: str, static_dir: Path) -> Choropleth | None:
    """Draw the borders of the finest areas; None where there are none at all."""
    division = finest(edition)
    if division is None:
        return None
    address = edition.once(
        ("published", division.id, static_dir), lambda: publish(division, static_dir)
    )
    looks = tuple(
        AreaLook(code, name, StateLook.KAAL, None, "", None)
        for code, name in zip(division.codes, division.names, strict=True)
    )
    return Choropleth(division.id, address, looks, Classes((), (), whole=True), title)

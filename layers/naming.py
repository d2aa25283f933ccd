"""Names of files that tell what is in them: theme, level and period."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from ivbgeo.reading import Statistic

if TYPE_CHECKING:
    from layers.thematic import ThematicMap

__all__ = ["file_name", "map_name"]

_LONGEST = 80


def file_name(text: str) -> str:
    """Give the same in small letters, figures and dashes; empty where nothing is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")


def map_name(made: ThematicMap, second: ThematicMap | None = None) -> str:
    """Give a name of small letters, figures and dashes, without a suffix.

    ``second`` is the map beside it; of the same theme only its period is added.
    """
    name = file_name(_words(made))
    if second is not None:
        same = second.reading.title == made.reading.title
        other = file_name(second.reading.when if same else _words(second))
        name = f"{name[:_LONGEST]}-en-{other}"
    return name[: 2 * _LONGEST].strip("-") or "kaart"


def _words(made: ThematicMap) -> str:
    reading = made.reading
    measure = "" if reading.statistic is Statistic.AANTAL else reading.statistic.value
    return f"{reading.title} {measure} {reading.when}"

"""A collection: figures of one theme by one level, or the borders of one division."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ivbgeo.attribution import ATTRIBUTION

if TYPE_CHECKING:
    from datetime import date

    from geo import DivisionId, Level
    from ivbgeo.category import Category
    from ivbgeo.figure import Provenance

__all__ = ["CC_BY", "Collection", "Extent"]

CC_BY = "https://creativecommons.org/licenses/by/4.0/"
_CC0 = "https://creativecommons.org/publicdomain/zero/1.0/"
_LICENCES = {"CC BY 4.0": CC_BY, "CC0": _CC0, "CC0 1.0": _CC0}


@dataclass(frozen=True, slots=True)
class Extent:
    """Where and when a collection is of.

    ``box``: west, south, east, north in degrees (CRS84). ``begin``, ``end``: first and last day.
    """

    box: tuple[float, float, float, float]
    begin: date
    end: date


@dataclass(frozen=True, slots=True)
class Collection:
    """What is served under one name.

    Parameters
    ----------
    id
        Its name in an address: ``misdrijven-buurt``, ``gebieden-buurt-2025``.
    title, description
        In Dutch.
    level
        The level of its areas.
    categories
        Which can be asked for; the first is given to who asks for none. Of borders: none.
    division
        Of borders: which division.
    sources
        The open datasets that its figures or borders are of.
    """

    id: str
    title: str
    description: str
    level: Level
    extent: Extent
    sources: tuple[Provenance, ...]
    categories: tuple[Category, ...] = ()
    division: DivisionId | None = None

    @property
    def is_borders(self) -> bool:
        """Whether these are areas without figures."""
        return self.division is not None

    @property
    def licence(self) -> str | None:
        """Address of the licence that holds for all of it; None where a source names none.

        The most that is asked by any of the sources: naming them.
        """
        named = {part.strip() for source in self.sources for part in source.licence.split(";")}
        found = {_LICENCES.get(name) for name in named}
        if not found or None in found:
            return None
        return CC_BY if CC_BY in found else _CC0

    @property
    def attribution(self) -> str:
        """Who has to be named where it is shown, each source with its licence."""
        told = dict.fromkeys(f"{s.citation} ({s.licence})" for s in self.sources)
        borders = () if self.is_borders else (ATTRIBUTION,)
        return "; ".join((*told, *borders))

    @property
    def retrieved(self) -> date:
        """The day on which the newest of its sources was read."""
        return max(source.retrieved for source in self.sources)

"""What one row of each embedded table is. Not known is ``None`` (or an empty text), never 0."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from geo import AreaId, Certainty
    from ivbgeo.period import Period

__all__ = [
    "AreaCountRow",
    "CasewijkLink",
    "CategoryKind",
    "CategoryRow",
    "MeasureRow",
    "PopulationRow",
    "PostcodeRow",
]


class CategoryKind(StrEnum):
    """Where a category comes from."""

    POLITIE = "politie"
    GROEP = "groep"
    WOONOVERLAST = "woonoverlast"


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """A category. ``members`` add up to it; none for a leaf, nor for the total ``0.0.0``."""

    code: str
    title: str
    kind: CategoryKind
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A partner that takes part in an inspanning; ``partner`` is empty where none is named.

    ``area`` is None for the whole city. What else is not known is None or empty.
    """

    speerpunt_code: str
    number: int
    measure: str
    lead: str
    partner: str
    area: AreaId | None
    starts: date | None
    category: str | None
    source: str
    remark: str


@dataclass(frozen=True, slots=True)
class PopulationRow:
    """Who lives in an area, in ``year``. ``basis`` is a Dutch sentence: how the figure was got."""

    year: int
    area: AreaId
    area_name: str
    inhabitants: int | None
    households: int | None
    land_ha: int | None
    estimated: bool
    basis: str

    def __post_init__(self) -> None:
        for value in (self.inhabitants, self.households, self.land_ha):
            if value is not None and value < 0:
                raise ValueError(f"{self.area}: population and land can't be {value}")


@dataclass(frozen=True, slots=True)
class PostcodeRow:
    """The one area that a postcode of four digits lies in (``None``: more than one), and why."""

    postcode4: str
    area: AreaId | None
    area_name: str
    basis: str

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[1-9]\d{3}", self.postcode4, re.ASCII):
            raise ValueError(f"{self.postcode4!r} is no postcode of four digits")


@dataclass(frozen=True, slots=True)
class AreaCountRow:
    """A count in an area over a period. ``dataset`` is a key of the catalogue."""

    dataset: str
    category: str
    area: AreaId
    area_name: str
    period: Period
    count: int
    provisional: bool = False

    def __post_init__(self) -> None:
        if self.count < 0:
            raise ValueError(f"{self.area}: a count can't be {self.count}")


@dataclass(frozen=True, slots=True)
class CasewijkLink:
    """The casewijk of a buurt of 2025 (``None``: none for certain), and on what ground.

    ``suggestion`` is the name of a casewijk, and may be there where ``casewijk`` is not.
    """

    buurt: AreaId
    buurt_name: str
    casewijk: AreaId | None
    suggestion: str
    certainty: Certainty | None
    ground: str

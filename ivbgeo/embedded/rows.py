"""What one row of each embedded table is. Not known is ``None`` (or an empty text), never 0."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from geo import AreaId, Certainty
    from ivbgeo.period import Period

__all__ = [
    "AreaCountRow",
    "CameraAreaRow",
    "CasewijkLink",
    "CategoryKind",
    "CategoryRow",
    "CorrespondenceRow",
    "IndicatorRow",
    "MeasureRow",
    "PopulationRow",
    "RegionalPriorityRow",
    "SpeerpuntRow",
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
class IndicatorRow:
    """A figure of a policy document.

    ``value`` is ``None`` where the document names the indicator but not its figure.
    ``qualifier`` is the document's own word (``circa``, ``ruim``, ``gemiddeld``) or ``afgeleid``:
    worked out from other figures of that document. ``target_met`` is ``None`` where not said.
    """

    code: str
    title: str
    unit: str
    area: AreaId
    period: Period
    value: float | None
    qualifier: str
    target: str
    target_met: bool | None
    period_note: str
    source: str
    remark: str


@dataclass(frozen=True, slots=True)
class SpeerpuntRow:
    """A speerpunt (before 2019: prioriteit) of a policy period, such as ``2019-2022``."""

    period: str
    number: int
    code: str
    title: str
    source: str
    remark: str


@dataclass(frozen=True, slots=True)
class CorrespondenceRow:
    """What an old speerpunt became. ``basis`` is ``tabel`` or ``afgeleid``."""

    from_code: str
    to_code: str
    basis: str
    remark: str


@dataclass(frozen=True, slots=True)
class RegionalPriorityRow:
    """A priority of the region, with the Zoetermeer speerpunt beside it, if any."""

    period: str
    number: int
    title: str
    speerpunt_code: str | None
    source: str
    remark: str


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One cross of an inspanningen table: this partner takes part in this inspanning."""

    speerpunt_code: str
    number: int
    measure: str
    partner: str
    source: str
    remark: str


@dataclass(frozen=True, slots=True)
class CameraAreaRow:
    """A designated area with camera surveillance: the designation, never a camera's position.

    ``reference`` is a place to start looking from, not the area's border; ``lon`` and ``lat``
    (degrees WGS84) are ``None`` where no public point is known. ``precision`` says so in Dutch.
    ``since`` and ``until`` are a year, month or day as far as known; ``since`` is empty if unknown.
    """

    code: str
    name: str
    kind: str
    since: str
    until: date | None
    decision: str
    evaluation: str
    reference: AreaId
    place_name: str
    lon: float | None
    lat: float | None
    precision: str
    source: str
    remark: str

    def __post_init__(self) -> None:
        if (self.lon is None) != (self.lat is None):
            raise ValueError(f"{self.code}: a place needs both lon and lat, or neither")


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

"""What the municipality aims at and does. Not known is ``None`` (or an empty text), never 0."""

from __future__ import annotations

from dataclasses import dataclass

from geo import AreaId
from ivbgeo.period import Period

__all__ = [
    "Correspondence",
    "Indicator",
    "RegionalPriority",
    "Speerpunt",
    "SpeerpuntCategory",
]


@dataclass(frozen=True, slots=True)
class Indicator:
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
class Speerpunt:
    """A speerpunt (before 2019: prioriteit) of a policy period, such as ``2019-2022``."""

    period: str
    number: int
    code: str
    title: str
    source: str
    remark: str


@dataclass(frozen=True, slots=True)
class Correspondence:
    """What an old speerpunt became. ``basis`` is ``tabel`` or ``afgeleid``."""

    from_code: str
    to_code: str
    basis: str
    remark: str


@dataclass(frozen=True, slots=True)
class SpeerpuntCategory:
    """Counts that tell of a speerpunt, in the years of its period.

    ``basis`` is ``document`` (it names them) or ``afgeleid`` (ours, from its words).
    """

    speerpunt_code: str
    category: str
    basis: str
    source: str
    remark: str


@dataclass(frozen=True, slots=True)
class RegionalPriority:
    """A priority of the region, with the Zoetermeer speerpunt beside it, if any."""

    period: str
    number: int
    title: str
    speerpunt_code: str | None
    source: str
    remark: str

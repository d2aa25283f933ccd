"""A stille or enge plek: where people of the wijk think that something has to be done."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING

from ivbgeo.dutch import day
from ivbgeo.errors import DataError
from ivbgeo.prevention.kind import Light, SpotKind, SpotStatus

if TYPE_CHECKING:
    from datetime import date, datetime

__all__ = ["LONGEST_REMARK", "Spot", "SpotVersion"]

LONGEST_REMARK = 500
"""Characters of a remark: a place is told of, not a story."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """What is said of a place.

    Parameters
    ----------
    x, y
        EPSG:28992, metres.
    light
        How the lighting is.
    remark
        What is the matter there, without what looks personal (``ivbgeo.textfilter``). Not in
        ``repr``: a text of somebody is no matter for a log.
    reported, solved
        The day on which it was reported; the day on which it was solved, and None before that.

    Raises
    ------
    DataError
        If the remark is too long, the days are reversed, or it is solved without a day.
    """

    kind: SpotKind
    x: float
    y: float
    reported: date
    light: Light = Light.ONBEKEND
    status: SpotStatus = SpotStatus.GEMELD
    solved: date | None = None
    remark: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "kind", SpotKind(self.kind))
        object.__setattr__(self, "light", Light(self.light))
        object.__setattr__(self, "status", SpotStatus(self.status))
        if not (isfinite(self.x) and isfinite(self.y)):
            raise ValueError(f"({self.x}, {self.y}) is no place")
        if len(self.remark) > LONGEST_REMARK:
            raise DataError(
                "measure.long", what="Opmerking", value=len(self.remark), most=LONGEST_REMARK
            )
        if self.is_solved != (self.solved is not None):
            raise DataError("spot.solved")
        if self.solved and self.solved < self.reported:
            raise DataError("spot.dates", first=day(self.reported), last=day(self.solved))

    def __repr__(self) -> str:
        return f"Spot({self.kind}, {self.status}, reported={self.reported})"

    @property
    def is_solved(self) -> bool:
        """Whether it needs no attention any more."""
        return self.status is SpotStatus.OPGELOST


@dataclass(frozen=True, slots=True, kw_only=True)
class SpotVersion:
    """What was said of a place from a moment on, and the role that said so; version from 1."""

    key: str
    version: int
    changed_at: datetime
    changed_by: str
    withdrawn: bool
    spot: Spot

    @property
    def number(self) -> int:
        """The number that people call it by: ‘plek 12’."""
        return int(self.key.rpartition("-")[2])

"""From one division to another, with weights and how sure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.area import DivisionId
    from geo.division import Division

__all__ = ["Certainty", "Crosswalk", "CrosswalkRow"]


class Certainty(StrEnum):
    """How sure a row of a crosswalk is."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class CrosswalkRow:
    """One pair of areas that share ground."""

    source_code: str
    target_code: str
    share_of_source: float
    share_of_target: float
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """Which part of each source area lies in which target area."""

    source: DivisionId
    target: DivisionId
    rows: tuple[CrosswalkRow, ...]

    @classmethod
    def by_area(cls, source: Division, target: Division, min_share: float = 0.01) -> Crosswalk:
        """Weigh by surface."""
        raise NotImplementedError

    def apply(self, values: Mapping[str, float | None]) -> dict[str, float | None]:
        """Distribute counts over the target areas."""
        raise NotImplementedError

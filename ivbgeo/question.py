"""What somebody wants to know of every area, and the answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo import Division, Level
    from ivbgeo.figure import Figure
    from ivbgeo.period import Period

__all__ = ["Answer", "Per", "Question"]


class Per(StrEnum):
    """What a rate is per 1,000 of; the value is the category of the denominator."""

    INWONERS = "inwoners"
    WONINGEN = "woningen"
    HUISHOUDENS = "huishoudens"


@dataclass(frozen=True, slots=True)
class Question:
    """Which category, by which areas, over which period.

    ``division_year`` None: the newest division that the figures are of.
    """

    category: str
    level: Level
    period: Period
    per: Per = Per.INWONERS
    division_year: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One figure for each area of a division, in the order of its codes.

    ``unplaced`` counts the rows that lie in none of the areas ("zonder plaats"); ``unsure``: they
    are so many that each count is a lower bound.
    """

    question: Question
    division: Division
    figures: tuple[Figure, ...]
    unplaced: int = 0
    unsure: bool = False

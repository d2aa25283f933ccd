"""One map as it goes on paper: borders, looks, and what has to be said with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo import Division
    from layers.cameras import CameraMark
    from layers.choropleth import AreaLook, Choropleth
    from layers.thematic import ThematicMap

__all__ = ["Plate"]


@dataclass(frozen=True, slots=True)
class Plate:
    """One map with its words, in Dutch.

    ``division`` holds the borders in RD metres: distances on paper are true. ``unit`` heads the
    legend; ``remarks`` is what should be known with all of the figures; ``sources`` one line per
    dataset. ``selected``: code of the area to outline; one that isn't here outlines nothing.
    ``part``: codes of the areas that the map is about, the others are only borders around; empty:
    all of them.
    """

    division: Division
    choropleth: Choropleth
    title: str
    period: str
    sources: tuple[str, ...]
    unit: str = ""
    cameras: tuple[CameraMark, ...] = ()
    selected: str | None = None
    remarks: tuple[str, ...] = ()
    part: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if self.division.id != self.choropleth.division:
            raise ValueError(
                f"the map is of {self.choropleth.division}, the borders are of {self.division.id}"
            )

    @classmethod
    def of(
        cls,
        made: ThematicMap,
        cameras: tuple[CameraMark, ...] = (),
        selected: str | None = None,
    ) -> Plate:
        """Take a map as the app shows it."""
        reading = made.reading
        figures = [figure for answer in reading.answers for figure in answer.figures]
        remarks = [
            words
            for words, holds in (
                ("voorlopige cijfers", any(figure.provisional for figure in figures)),
                ("deels geschat", any(figure.estimated for figure in figures)),
            )
            if holds
        ]
        return cls(
            reading.answer.division,
            made.choropleth,
            reading.title,
            reading.when,
            made.sources,
            reading.unit,
            cameras,
            selected,
            tuple(remarks),
        )

    @property
    def shown(self) -> NDArray[np.bool_]:
        """Which areas the map is about, in the order of the division's codes."""
        codes = self.division.codes
        return np.array([not self.part or code in self.part for code in codes], dtype=bool)

    @property
    def chosen(self) -> AreaLook | None:
        """The look of the area to outline."""
        looks = self.choropleth.looks
        return next((look for look in looks if look.code == self.selected), None)

    @property
    def when(self) -> str:
        """The period with the remarks on the figures."""
        return ", ".join((self.period, *self.remarks))

"""A choropleth as plain data: one look per area, the classes, and where the geometry is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from layers.palette import LOOKS, StateLook, fill_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo import DivisionId
    from layers.diverging import Scale

__all__ = ["AreaLook", "Choropleth"]


_ONLY_IF_USED = frozenset({StateLook.TE_WEINIG, StateLook.TOEVAL, StateLook.KAAL})
_WITHOUT_VALUE = frozenset({StateLook.AFGESCHERMD, StateLook.NIET_GEMETEN, StateLook.KAAL})


@dataclass(frozen=True, slots=True)
class AreaLook:
    """How one area looks on one map.

    ``state`` is one of :class:`layers.palette.StateLook`. ``label`` is what a user reads and hears
    of the value (``"12 misdrijven"``, ``"afgeschermd"``); ``note`` what should be known with it.
    ``klass`` is the position of the class, for ``gemeten`` only. On a map of differences ``value``
    may be below 0.
    """

    code: str
    name: str
    state: str
    value: float | None
    label: str
    klass: int | None
    note: str = ""

    def __post_init__(self) -> None:
        state = StateLook(self.state)
        if (state is StateLook.GEMETEN) != (self.klass is not None):
            raise ValueError(f"{self.code}: state {state} does not go with class {self.klass}")
        if state in _WITHOUT_VALUE and self.value is not None:
            raise ValueError(f"{self.code}: state {state} may not carry a value")

    def fill(self, classes: Scale) -> str:
        """Give the value of an SVG ``fill``: a colour or a pattern."""
        if self.klass is not None:
            return classes.colours[self.klass]
        return fill_of(StateLook(self.state))


@dataclass(frozen=True, slots=True)
class Choropleth:
    """One map: the looks of the areas of one division.

    ``address`` is where the frame fetches the geometry (:func:`layers.geometry_file.publish`).
    ``texts`` are what the legend says of states where that is not the usual
    (:data:`layers.diverging.DIFFERENCE_TEXTS`).
    """

    division: DivisionId
    address: str
    looks: tuple[AreaLook, ...]
    classes: Scale
    title: str
    texts: Mapping[StateLook, str] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        codes = {look.code for look in self.looks}
        if len(codes) != len(self.looks):
            raise ValueError(f"{self.division}: an area has two looks")
        for look in self.looks:
            if look.klass is not None and not 0 <= look.klass < len(self.classes):
                raise ValueError(f"{look.code}: there is no class {look.klass}")

    @property
    def states(self) -> tuple[StateLook, ...]:
        """The states a legend has to explain: always the four of a figure, and what is used."""
        used = {look.state for look in self.looks}
        return tuple(state for state in LOOKS if state not in _ONLY_IF_USED or state in used)

    def text_of(self, state: StateLook) -> str:
        """Give what the legend says of a state."""
        return self.texts.get(state, LOOKS[state].text)

"""Classes that have a name rather than bounds: how an area lies among its neighbours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ivbgeo.statistics import Pattern
from layers.palette import StateLook, diverging

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["HOT_AND_COLD", "PATTERN_TEXTS", "QUADRANTS", "REFUSED_TEXTS", "Named"]

PATTERN_TEXTS: Mapping[StateLook, str] = {
    StateLook.TOEVAL: Pattern.NONE.value,
    StateLook.TE_WEINIG: "geen buren met een cijfer",
    StateLook.NIET_GEMETEN: "niet gemeten, of geschat: doet niet mee",
}
"""What the states are called on a map of patterns."""

REFUSED_TEXTS: Mapping[StateLook, str] = {
    **PATTERN_TEXTS,
    StateLook.TE_WEINIG: "te weinig gebieden met een cijfer om patronen te zien",
}
"""The same, where too few areas have a figure."""


@dataclass(frozen=True, slots=True)
class Named:
    """Classes by name, each with a ``#rrggbb``; 0 is a value as any other, and has no own look."""

    names: tuple[str, ...]
    colours: tuple[str, ...]

    def __post_init__(self) -> None:
        if len(self.names) != len(self.colours):
            raise ValueError(f"{len(self.names)} names do not go with {len(self.colours)} colours")

    def __len__(self) -> int:
        return len(self.names)

    @property
    def nul_at(self) -> None:
        """A legend has no entry for 0."""
        return

    def place(self, name: str) -> int:
        """Give the position of a class.

        Raises
        ------
        ValueError
            If there is no class of that name.
        """
        return self.names.index(name)

    def labels(self, formatter: Callable[[float], str] = str) -> tuple[str, ...]:  # noqa: ARG002 - as other scales
        """Give what the legend says of each class."""
        return self.names


# From low to high; what lies among its like is dark, what differs from its neighbours light.
QUADRANTS = Named(
    (
        Pattern.LOW_AMONG_LOW, Pattern.LOW_AMONG_HIGH,
        Pattern.HIGH_AMONG_LOW, Pattern.HIGH_AMONG_HIGH,
    ),
    diverging(2),
)  # fmt: skip
HOT_AND_COLD = Named((Pattern.COLD, Pattern.HOT), diverging(1))

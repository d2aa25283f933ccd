"""The app beside its peer: two rows of times that were taken in turn."""

from __future__ import annotations

import statistics
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from benchmarks.finding import Finding, at_most, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Pairs", "spread"]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Milliseconds of the app and of its peer, the first with the first and so on."""

    ours: list[float] = field(default_factory=list)
    peer: list[float] = field(default_factory=list)

    def note(self, ours: float, peer: float) -> None:
        """Take up a pair."""
        self.ours.append(ours)
        self.peer.append(peer)

    @property
    def ratio(self) -> float:
        """Middle of the quotients: what else the machine did weighs on both of a pair."""
        return statistics.median(a / b for a, b in zip(self.ours, self.peer, strict=True))

    def told(
        self, subject: str, what: str, names: tuple[str, str], bound: float
    ) -> Iterator[Finding]:
        """Give both as lines of the table, and the line with the bound."""
        for name, row in zip(names, (self.ours, self.peer), strict=True):
            yield plain(subject, f"{what}: {name}", spread(row))
        quotients = sorted(a / b for a, b in zip(self.ours, self.peer, strict=True))
        told = f"{self.ratio:.3g}× ({quotients[0]:.3g}–{quotients[-1]:.3g})"
        yield at_most(subject, f"{what}: {names[0]} / {names[1]}", self.ratio, bound, told,
                      f"{bound:g}×")  # fmt: skip


def spread(row: Sequence[float], unit: str = "ms") -> str:
    """Write the middle of a row, and what nine out of ten stay under."""
    ninth = statistics.quantiles(row, n=10, method="inclusive")[-1] if len(row) > 1 else row[0]
    return f"{statistics.median(row):,.0f} {unit} (p90 {ninth:,.0f}; {len(row)}×)"

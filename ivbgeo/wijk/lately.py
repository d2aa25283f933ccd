"""What changed lately in a wijk: of what one meets in the street, what chance does not explain."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo import AreaId, Level
from ivbgeo.dutch import number
from ivbgeo.standout import Kind, stand_out
from ivbgeo.standout.once import without_repetition
from ivbgeo.wijk.periods import periods_of

if TYPE_CHECKING:
    from ivbgeo.atlas import Edition
    from ivbgeo.figure import Provenance
    from ivbgeo.period import Period
    from ivbgeo.standout import Comparison
    from ivbgeo.viewer import Viewer

__all__ = ["KINDS", "Lately", "lately"]

KINDS = frozenset(
    {
        "1.1.1", "1.1.2", "1.2.1", "1.2.2", "1.2.3", "1.2.4", "1.4.3", "1.4.4", "1.4.5", "1.4.6",
        "1.6.1", "2.1.1", "2.2.1", "2.5.1", "2.5.2", "2.6.9", "3.1.1", "3.6.4",
    }
)  # fmt: skip
"""The kinds that a team may meet in its wijk: not what is done on paper."""

_MONTHS = 3


@dataclass(frozen=True, slots=True)
class Lately:
    """What changed in a wijk and its buurten over a period, the surest and largest first.

    ``period`` None: there are no figures. ``compared``: how many counts could be put beside those
    of a year before; ``left_out``: of the others why not, in Dutch, and how often.
    """

    period: Period | None
    changes: tuple[Comparison, ...] = ()
    compared: int = 0
    left_out: Counter[str] = field(default_factory=Counter)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What changed, each in a sentence."""
        return tuple(one.sentence for one in self.changes)

    @property
    def about(self) -> str:
        """What was looked at and what that gave, in Dutch."""
        if self.period is None:
            return "Van deze wijk zijn er nog geen cijfers."
        if not self.compared:
            return (
                f"Over {self.period} is niet te zeggen of er iets veranderde: er zijn geen cijfers "
                "die met een jaar eerder te vergelijken zijn."
            )
        many = "aantal" if self.compared == 1 else "aantallen"
        looked = (
            f"Vergeleken: {number(self.compared)} {many} van {self.period} met dezelfde tijd een "
            "jaar eerder."
        )
        if self.changes:
            return f"{looked} De andere verschillen kunnen toeval zijn."
        return f"{looked} Elk verschil kan toeval zijn."

    @property
    def sources(self) -> tuple[Provenance, ...]:
        """Where the figures come from."""
        return tuple(dict.fromkeys(source for one in self.changes for source in one.sources))


def lately(edition: Edition, viewer: Viewer, wijk: AreaId) -> Lately:
    """Find what changed in a wijk and its buurten, as this viewer may know.

    Beside the same months of a year before, so that a season is not taken for a change: of the
    three newest months where there are counts by month, else of the newest whole year.

    Raises
    ------
    KeyError, ValueError
        If there is no such wijk.
    """
    periods = tuple(periods_of(edition, viewer).values())
    months = [one for one in periods if one.last_index - one.first_index + 1 == _MONTHS]
    period = next(iter((*months, *periods)), None)
    if period is None:
        return Lately(None)
    buurten = (AreaId(code, wijk.year, Level.BUURT) for code in edition.buurten_in(wijk))
    kind = Kind.BEFORE if period.is_year else Kind.SEASON

    def find() -> Lately:
        found = stand_out(edition, viewer, (wijk, *buurten), period, KINDS)
        changes = [one for one in found.stands_out if one.kind is kind]
        return Lately(
            period,
            without_repetition(changes, edition.taxonomy),
            sum(one.kind is kind for one in found.compared),
            found.left_out,
        )

    return edition.once(("lately", viewer, wijk, period), find)

"""What stands out: the comparisons that chance does not explain, the surest and largest first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from ivbgeo.dutch import number
from ivbgeo.standout.comparing import comparisons_of
from ivbgeo.standout.once import without_repetition
from ivbgeo.statistics import discoveries

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from geo import AreaId
    from ivbgeo.atlas import Edition
    from ivbgeo.period import Period
    from ivbgeo.standout.comparison import Comparison
    from ivbgeo.viewer import Viewer

__all__ = ["FALSE_SHARE", "Standout", "stand_out"]

FALSE_SHARE = 0.05
"""Of what is said to stand out, at most this share is expected to be chance."""

# The map's limits, of which each side may be wrong once in a thousand.
_LEVEL = 0.002


@dataclass(frozen=True, slots=True)
class Standout:
    """What was found in some areas over a period.

    ``compared``: all that was; ``stands_out``: what of it chance does not explain, the surest and
    largest first; ``findings``: of those, what does not repeat another; ``left_out``: of what could
    not be compared why, and how often.
    """

    period: Period
    compared: tuple[Comparison, ...] = field(repr=False)
    stands_out: tuple[Comparison, ...] = field(repr=False)
    findings: tuple[Comparison, ...]
    left_out: Counter[str] = field(default_factory=Counter)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What may be concluded of all of it, in Dutch."""
        tested = len(self.compared)
        if not tested:
            return (f"Over {self.period} is er niets dat vergeleken kan worden.", *self._left_out())
        many = len(self.stands_out)
        several = f"vallen er {number(many)} op"
        stands = {0: "valt er niets op", 1: "valt er één op"}.get(many, several)
        said = (
            f"Van {number(tested)} vergelijkingen over {self.period} {stands}. De andere zijn niet "
            "te onderscheiden van de stad of van eerder, of te klein om iets van te zeggen."
        )
        if len(self.findings) < many:
            said += " Wat hetzelfde zegt, staat er één keer."
        chance = (
            "Wie zo veel vergelijkt, vindt altijd wel iets door toeval. Daarom is de grens zo "
            "gekozen dat van wat hier opvalt naar verwachting hooguit 5% toeval is."
        )
        return (said, *((chance,) if self.stands_out else ()), *self._left_out())

    def _left_out(self) -> tuple[str, ...]:
        if not self.left_out:
            return ()
        reasons = ", ".join(
            f"{why} ({number(often)} keer)" for why, often in self.left_out.most_common()
        )
        return (f"Niet vergeleken: {reasons}.",)


def stand_out(
    edition: Edition,
    viewer: Viewer,
    areas: Sequence[AreaId],
    period: Period,
    kinds: Collection[str] | None = None,
) -> Standout:
    """Find what stands out in areas over a period.

    A count stands out from the city where it lies outside the exact 99.8% limits of the funnel,
    and from earlier by the exact conditional test at 99.8%, as on the map; and of all that is
    compared here together at most 5% of what is found is expected to be false (Benjamini and
    Hochberg 1995). ``kinds``: the codes of the categories to look at; None: all.
    """
    compared = comparisons_of(edition, viewer, areas, period, kinds)
    made = compared.made
    # What would not be said, whatever came of it, counts as not found: the share of false ones is
    # of what is said.
    chance = np.array([one.p if _may_be_said(one) else 1.0 for one in made])
    sure = discoveries(chance, FALSE_SHARE)
    found = [one for one, holds in zip(made, sure, strict=True) if holds]
    # As sure and as large as the near end of the interval says.
    found.sort(key=lambda one: (-one.surely, one.area, one.category.code, one.kind))
    kept = without_repetition(found, edition.taxonomy)
    return Standout(period, made, tuple(found), kept, compared.left_out)


def _may_be_said(one: Comparison) -> bool:
    """Whether it is large enough, and as sure by itself as on the map."""
    return one.p < _LEVEL and one.says_enough and one.surely > 0

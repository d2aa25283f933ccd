"""What changed lately in a wijk: of what one meets in the street, what chance does not explain."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from geo import AreaId, Level
from ivbgeo.dutch import number
from ivbgeo.standout import Kind, stand_out
from ivbgeo.standout.once import without_repetition
from ivbgeo.viewer import PUBLIEK
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
    of a year before; ``left_out``: of the others why not, in Dutch, and how often. ``also``: what
    figures that everybody may see tell besides, of their own period.
    """

    period: Period | None
    changes: tuple[Comparison, ...] = ()
    compared: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    also: Lately | None = None

    @property
    def sentences(self) -> tuple[str, ...]:
        """What changed, each in a sentence."""
        own = tuple(one.sentence for one in self.changes)
        return own + (self.also.sentences if self.also else ())

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
        told = [f"Vergeleken: {self._looked}."]
        if self.also:
            told.append(f"En van de cijfers die iedereen mag zien: {self.also._looked}.")  # noqa: SLF001 - one of these
        if self.sentences:
            told.append("De andere verschillen kunnen toeval zijn.")
        else:
            told.append("Elk verschil kan toeval zijn.")
        return " ".join(told)

    @property
    def sources(self) -> tuple[Provenance, ...]:
        """Where the figures come from."""
        own = tuple(source for one in self.changes for source in one.sources)
        return tuple(dict.fromkeys(own + (self.also.sources if self.also else ())))

    @property
    def _looked(self) -> str:
        many = "aantal" if self.compared == 1 else "aantallen"
        return f"{number(self.compared)} {many} van {self.period} met dezelfde tijd een jaar eerder"


def lately(edition: Edition, viewer: Viewer, wijk: AreaId) -> Lately:
    """Find what changed in a wijk and its buurten, as this viewer may know.

    Beside the same months of a year before, so that a season is not taken for a change: of the
    three newest months, else of the newest whole year, the first of which anything can be compared.
    What figures that everybody may see tell is told to each viewer: of intern figures there may be
    newer months, of which little or nothing can be compared.

    Raises
    ------
    KeyError, ValueError
        If there is no such wijk.
    """
    own = _newest(edition, viewer, wijk)
    if viewer == PUBLIEK:
        return own
    everybody = _newest(edition, PUBLIEK, wijk)
    if not everybody.compared:
        return own
    if not own.compared:
        return everybody
    said = {_what(one) for one in own.changes}
    more = tuple(one for one in everybody.changes if _what(one) not in said)
    if not more and everybody.period == own.period and everybody.compared <= own.compared:
        return own
    return replace(own, also=replace(everybody, changes=more))


def _what(one: Comparison) -> tuple[object, ...]:
    """Give what a change is of; its numbers may be those of another source."""
    return one.area, one.category.code, one.period, one.is_more


def _newest(edition: Edition, viewer: Viewer, wijk: AreaId) -> Lately:
    """Look at the newest months, and at the newest year where nothing of these can be compared."""
    periods = tuple(periods_of(edition, viewer).values())
    months = [one for one in periods if one.last_index - one.first_index + 1 == _MONTHS]
    years = [one for one in periods if one.is_year]
    looked = (_look(edition, viewer, wijk, one) for one in (*months[:1], *years[:1]))
    first = None
    for found in looked:
        if found.compared:
            return found
        first = first or found
    return first or Lately(None)


def _look(edition: Edition, viewer: Viewer, wijk: AreaId, period: Period) -> Lately:
    kind = Kind.BEFORE if period.is_year else Kind.SEASON

    def find() -> Lately:
        buurten = (AreaId(code, wijk.year, Level.BUURT) for code in edition.buurten_in(wijk))
        found = stand_out(edition, viewer, (wijk, *buurten), period, KINDS)
        changes = [one for one in found.stands_out if one.kind is kind]
        return Lately(
            period,
            without_repetition(changes, edition.taxonomy),
            sum(one.kind is kind for one in found.compared),
            found.left_out,
        )

    return edition.once(("lately", viewer, wijk, period), find)

"""Before and after, beside places without cameras: what an evaluation can say came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.cameradossier.dossier import Items, Listing, Said
from ivbgeo.cameradossier.figures import Counted, is_small
from ivbgeo.dutch import number
from ivbgeo.errors import DataError, UsageError
from ivbgeo.workedout import Ask, elsewhere, of_designation, usual_kinds, work_out
from ivbgeo.workedout.words import cautions, compared, in_short, interval_words

if TYPE_CHECKING:
    from ivbgeo.cameradossier.case import Case
    from ivbgeo.figure import Provenance
    from ivbgeo.workedout import Outcome

__all__ = ["before_and_after"]

_HEADINGS = (
    "Soort", "Hier ervoor", "Hier erna", "Controle ervoor", "Controle erna", "Verschil",
    "In het kort",
)  # fmt: skip
_NONE = "niet te zeggen"


def before_and_after(case: Case) -> tuple[Counted, bool]:
    """Compare before and after as the step Werkte het? does by itself, and whether that could be.

    Where it can't be compared, it is said why.
    """
    try:
        place = of_designation(case.said)
        ask = Ask(
            place,
            usual_kinds(case.edition, case.viewer),
            others=elsewhere(case.edition, case.viewer, place),
            key=case.version.key,
        )
        worked = work_out(case.edition, case.viewer, ask)
    except (DataError, UsageError) as error:
        return Counted([Said(str(error), "Voor en na")]), False
    source = worked.source.provenance
    enough = [one for one in worked.outcomes if one.zones.enough]
    small = [one for one in enough if _is_small(one, source)]
    few = [one.row.title for one in worked.outcomes if not one.zones.enough]
    # From the sum of all kinds one that is left out could be told.
    told = [one for one in enough if one not in small and (one.row.code or not (small or few))]
    parts = Counted([Items(compared(worked))], [] if source is None else [("Voor en na", source)])
    if told:
        caption = f"Voor en na, {worked.before} en {worked.after}"
        rows = tuple(_row(one) for one in told)
        parts.parts.append(Listing(caption, _HEADINGS, rows, shares=(3, 2, 2, 2, 2, 3, 3)))
    parts.parts += [
        Said(f"{one.row.title}: {in_short(one)}. De aantallen zijn te klein om te noemen.")
        for one in small
    ]
    if few:
        parts.parts.append(Said(f"Te weinig voor een oordeel: {'; '.join(few)}."))
    parts.parts.append(Items(cautions(worked)))
    return parts, bool(enough)


def _is_small(one: Outcome, source: Provenance | None) -> bool:
    zones = (one.zones.response, one.zones.control)
    return any(is_small(zone.after, source) for zone in zones)


def _row(one: Outcome) -> tuple[str, ...]:
    zones = one.zones
    counts = (
        number(count)
        for zone in (zones.response, zones.control)
        for count in (zone.before, zone.after)
    )
    return (one.row.title, *counts, interval_words(one.alone) or _NONE, in_short(one))

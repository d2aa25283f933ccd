"""Before and after, beside places without cameras: what an evaluation can say came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.cameradossier.dossier import Items, Listing, Said
from ivbgeo.cameradossier.figures import Counted, is_small
from ivbgeo.dutch import number
from ivbgeo.errors import DataError, UsageError
from ivbgeo.evaluation import Zones, verdict
from ivbgeo.workedout import Ask, elsewhere, of_designation, usual_kinds, work_out
from ivbgeo.workedout.words import (
    around_words,
    cautions,
    compared,
    fewer_words,
    gone_words,
    in_short,
    interval_words,
    warnings,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ivbgeo.cameradossier.case import Case
    from ivbgeo.cameradossier.dossier import Part
    from ivbgeo.evaluation import Difference, Zone
    from ivbgeo.figure import Provenance
    from ivbgeo.workedout import Outcome, Worked

__all__ = ["before_and_after"]

_HEADINGS = (
    "Soort", "Hier ervoor", "Hier erna", "Controle ervoor", "Controle erna", "Verschil",
    "In het kort",
)  # fmt: skip
_AROUND = (
    "Soort", "Zone ervoor", "Zone erna", "Controle ervoor", "Controle erna",
    "Verschil samen", "Minder dan verwacht", "Verplaatst?",
)  # fmt: skip
_NONE = "niet te zeggen"


def before_and_after(case: Case) -> tuple[Counted, bool]:
    """Compare before and after as the step Werkte het? does by itself, and whether that could be.

    Where it can't be compared, it is said why.
    """
    if case.said.border is None and case.said.lon is None:
        words = (
            "De grens van het aangewezen gebied is niet bekend. Zonder grens zijn voor en na niet "
            "te vergelijken."
        )
        return Counted([Said(words, "Voor en na")]), False
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
    beside = [one for one in told if one.zones.buffer is not None]
    near = [one for one in beside if not _is_small_around(one, source)]
    whole = len(near) == len(beside)
    parts = Counted([], [] if source is None else [("Voor en na", source)])
    parts.parts += _answered(worked, told, source, around=whole)
    parts.parts.append(Items(compared(worked)))
    if told:
        caption = f"Voor en na, {worked.before} en {worked.after}"
        rows = tuple(_row(one) for one in told)
        parts.parts.append(Listing(caption, _HEADINGS, rows, shares=(3, 2, 2, 2, 2, 3, 3)))
    zone = worked.called.around
    around = tuple(_row_around(one) for one in near if whole or one.row.code)
    if around:
        caption = f"{zone[0].upper()}{zone[1:]}, {worked.before} en {worked.after}"
        parts.parts.append(Listing(caption, _AROUND, around, shares=(3.5, 2, 2, 2, 2, 3, 2.4, 2.8)))
    if not whole:
        words = f"Van {zone} zijn er aantallen te klein om te noemen. Die staan er niet in."
        parts.parts.append(Said(words))
    parts.parts += [
        Said(f"{one.row.title}: {in_short(one)}. De aantallen zijn te klein om te noemen.")
        for one in small
    ]
    if few:
        parts.parts.append(Said(f"Te weinig voor een oordeel: {'; '.join(few)}."))
    said = warnings(worked)
    parts.parts.append(Items(tuple(one for one in cautions(worked) if one not in said)))
    return parts, bool(enough)


def _answered(
    worked: Worked, told: list[Outcome], source: Provenance | None, *, around: bool
) -> list[Part]:
    """Say what came of it, as the step Werkte het? does, with what has to be known beside it.

    ``around``: with the zone around it. If that has small counts, one could be told from a sum.
    """
    parts: list[Part] = []
    if told:
        first = told[0]
        alone = Zones(first.zones.response, first.zones.control)
        words = first.verdict if around else verdict(alone, first.called)
        parts.append(Said(f"{first.row.title}. {words}", "Werkte het?"))
    gone = worked.gone_outcomes[:1]
    if (
        told
        and around
        and gone
        and gone[0].zones.enough
        and not (_is_small(gone[0], source) or _is_small_around(gone[0], source))
    ):
        parts.append(Said(gone_words(worked) or "", "Daarna"))
    return parts + [Said(one, "Let op") for one in warnings(worked)]


def _is_small(one: Outcome, source: Provenance | None) -> bool:
    return _are_small((one.zones.response, one.zones.control), source)


def _is_small_around(one: Outcome, source: Provenance | None) -> bool:
    return _are_small((one.zones.buffer, one.zones.buffer_control), source)


def _are_small(zones: tuple[Zone | None, ...], source: Provenance | None) -> bool:
    counts = [count for zone in zones if zone is not None for count in (zone.before, zone.after)]
    return any(is_small(count, source) for count in counts)


def _row(one: Outcome) -> tuple[str, ...]:
    counts = _counts(one.zones.response, one.zones.control)
    return (one.row.title, *counts, _between(one.alone), in_short(one))


def _row_around(one: Outcome) -> tuple[str, ...]:
    counts = _counts(one.zones.buffer, one.zones.buffer_control)
    fewer = fewer_words(one) or _NONE
    return (one.row.title, *counts, _between(one.difference), fewer, around_words(one))


def _between(found: Difference | None) -> str:
    # A minus, for a line may end after a hyphen.
    return interval_words(found).replace("-", "\u2212") or _NONE


def _counts(*zones: Zone | None) -> Iterator[str]:
    for zone in zones:
        yield from ("niet bekend",) * 2 if zone is None else map(number, (zone.before, zone.after))

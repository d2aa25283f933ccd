"""Counts of one division brought to another, through the crosswalk between their years.

What comes out is an estimate: a crosswalk says which part of an area's ground went where, not which
of its people or incidents did.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo import DivisionId, Level
from ivbgeo.series import Values, roll_up

if TYPE_CHECKING:
    from geo import Crosswalk
    from ivbgeo.atlas import Edition

__all__ = ["brought", "can_cross", "left_behind"]


def can_cross(edition: Edition, source: DivisionId, target: DivisionId) -> bool:
    """Whether there is a way from one division to another."""
    return _way(edition, source, target) is not None


def brought(
    edition: Edition, values: Values, source: DivisionId, target: DivisionId
) -> Values | None:
    """Bring counts of the areas of ``source`` to those of ``target``; None if there is no way.

    A target is known only if every area that a part of it comes from is. What is not nul is
    estimated. Areas that the crosswalk does not have take no part: see ``left_behind``.

    Parameters
    ----------
    values
        Counts in the order of the source's codes; what is estimated there stays so.

    Returns
    -------
    Values
        In the order of the target's codes.
    """
    way = _way(edition, source, target)
    if way is None:
        return None
    if not way:
        # The gemeente is the gemeente, whatever the year.
        return values
    (crosswalk,) = way
    between = edition.division(crosswalk.target)
    codes = edition.division(source).codes
    moved = _apply(crosswalk, values, codes, between.codes)
    if between.id == target:
        return moved
    up = edition.up(target)[edition.numbers[between.id]]
    return roll_up(moved, between.codes, up, edition.division(target).codes)


def left_behind(edition: Edition, values: Values, source: DivisionId, target: DivisionId) -> float:
    """Add up what can't be brought: the known counts of areas that the crosswalk does not have."""
    way = _way(edition, source, target)
    if not way:
        return 0.0
    mapped = {row.source_code for row in way[0].rows}
    codes = edition.division(source).codes
    return float(
        np.nansum([c for code, c in zip(codes, values.count, strict=True) if code not in mapped])
    )


def _way(edition: Edition, source: DivisionId, target: DivisionId) -> tuple[Crosswalk, ...] | None:
    """Find the crosswalk to the target, or to the division of its year that nests in it."""
    if source.level is target.level is Level.GEMEENTE:
        here, there = edition.division(source).codes, edition.division(target).codes
        return () if here == there else None
    nested = [DivisionId(source.level, target.year)] if source.level is not target.level else []
    for between in (target, *nested):
        if between not in edition.numbers:
            continue
        if between != target and edition.numbers[between] not in edition.up(target):
            continue
        crosswalk = edition.crosswalk(source, between)
        if crosswalk is not None:
            return (crosswalk,)
    return None


def _apply(
    crosswalk: Crosswalk, values: Values, codes: tuple[str, ...], targets: tuple[str, ...]
) -> Values:
    given = {
        code: None if np.isnan(count) else float(count)
        for code, count in zip(codes, values.count, strict=True)
    }
    mapped = {row.source_code for row in crosswalk.rows}
    counts = crosswalk.apply(given, leave_out=set(codes) - mapped)
    provisional = dict(zip(codes, values.provisional.tolist(), strict=True))
    unsettled = {row.target_code for row in crosswalk.rows if provisional.get(row.source_code)}
    count = np.array([_known(counts.get(code)) for code in targets])
    return Values(
        count,
        np.array([code in unsettled for code in targets], dtype=bool) & ~np.isnan(count),
        count > 0,
    )


def _known(count: float | None) -> float:
    return np.nan if count is None else count

"""What stands out, each thing once: not a group and its part, nor a wijk and its buurt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo import Level
from ivbgeo.standout.comparison import Comparison, Kind
from ivbgeo.statistics import change_p, funnel_p

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ivbgeo.category import Taxonomy

__all__ = ["without_repetition"]

_TOTAL = "0.0.0"
_LEVEL = 0.002
_EARLIER = frozenset({Kind.BEFORE, Kind.SEASON})


def without_repetition(found: Sequence[Comparison], taxonomy: Taxonomy) -> tuple[Comparison, ...]:
    """Leave out what another finding says already; the order stays.

    A group where one of its parts says the same, and all crime where any kind does. A wijk where
    what is left without the buurten that stand out does not stand out. Of the two earlier periods,
    the one that says less.
    """
    kept = [one for one in found if not _is_of_parts(one, found, taxonomy)]
    kept = [one for one in kept if not _is_of_buurten(one, kept)]
    said: set[tuple[object, ...]] = set()
    once = []
    for one in kept:
        key = (one.kind in _EARLIER, one.area, one.category.code, one.is_more)
        if one.kind in _EARLIER and key in said:
            continue
        said.add(key)
        once.append(one)
    return tuple(once)


def _is_of_parts(one: Comparison, found: Sequence[Comparison], taxonomy: Taxonomy) -> bool:
    code = one.category.code
    others = {
        other.category.code
        for other in found
        if (other.kind, other.area, other.is_more) == (one.kind, one.area, one.is_more)
    } - {code}
    return bool(others) if code == _TOTAL else bool(others & taxonomy.within(code))


def _is_of_buurten(one: Comparison, found: Sequence[Comparison]) -> bool:
    if one.area.level is not Level.WIJK:
        return False
    inside = [
        other
        for other in found
        if other.area.level is Level.BUURT
        and (other.kind, other.category, other.is_more) == (one.kind, one.category, one.is_more)
    ]
    count = np.array([one.count - sum(other.count for other in inside)])
    expected = np.array([one.expected - sum(other.expected for other in inside)])
    if not inside or count[0] < 0 or expected[0] < 0:
        return bool(inside)
    if one.kind is Kind.LEVEL:
        chance = funnel_p(count, np.maximum(expected, 1e-9), 1.0)[0]
    else:
        chance = change_p(expected, count, np.ones(1), np.ones(1))[0]
    return bool(chance >= _LEVEL or (count > expected)[0] != one.is_more)

"""The control zones: areas where it went alike before, found or chosen by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ivbgeo.errors import DataError
from ivbgeo.workedout.likeness import Likeness, alike, most_alike
from ivbgeo.workedout.spans import Spans, used_months

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ivbgeo.workedout.counted import Counted
    from ivbgeo.workedout.layout import Layout

__all__ = ["Control", "find_buffer_control", "find_control"]

_EARLIER = 60  # months before it came that are looked at for likeness: five years


@dataclass(frozen=True, slots=True)
class Control:
    """Areas that something is compared with, and how alike they went before.

    ``found``: they were looked for, and not chosen by hand; ``among``: out of how many.
    """

    codes: tuple[str, ...]
    names: tuple[str, ...]
    likeness: Likeness
    found: bool
    among: int


def find_control(
    layout: Layout, counted: Counted, spans: Spans, name: str, codes: tuple[str, ...] | None
) -> tuple[Control, tuple[int, ...]]:
    """Take the control zone of the place that somebody chose, or find one; with its positions.

    Raises
    ------
    DataError
        If there is none to be found, or the chosen one can't be.
    UnknownAreaError
        If the division has no such code.
    """
    series, zone = counted.response[0], f"‘{name}’"
    chosen = None if codes is None else layout.positions(codes)
    earlier = _earlier(counted, spans)
    if not series[earlier].sum():
        raise DataError("evaluate.nothing", name=name)
    if chosen is not None and not chosen:
        raise DataError("evaluate.no_control_chosen")
    allowed = layout.free & _known(counted, spans)
    found = most_alike(series[earlier], counted.areas[:, 0, earlier], allowed)
    at = found if chosen is None else chosen
    if not at:
        raise DataError("evaluate.no_control", zone=zone)
    _check_known(layout, counted, spans, at)
    likeness = _likeness(counted, earlier, series, at)
    return _told(layout, at, likeness, chosen is None, int(allowed.sum())), at


def find_buffer_control(
    layout: Layout,
    counted: Counted,
    spans: Spans,
    taken: tuple[int, ...],
    codes: tuple[str, ...] | None,
) -> tuple[Control | None, tuple[int, ...]]:
    """Take or find the control zone of the zone around it, apart from what is ``taken``.

    None where there is no zone around it, or nothing to compare it with.

    Raises
    ------
    DataError
        If the chosen one can't be.
    UnknownAreaError
        If the division has no such code.
    """
    if counted.buffer is None:
        return None, ()
    series, earlier = counted.buffer[0], _earlier(counted, spans)
    allowed = layout.free & _known(counted, spans)
    allowed[list(taken)] = False
    if codes is None:
        at = most_alike(series[earlier], counted.areas[:, 0, earlier], allowed)
    else:
        at = layout.positions(codes)
    twice = [layout.division.names[one] for one in at if one in taken]
    if twice:
        raise DataError("evaluate.control_twice", names=", ".join(twice))
    if not at:
        return None, ()
    _check_known(layout, counted, spans, at)
    likeness = _likeness(counted, earlier, series, at)
    return _told(layout, at, likeness, codes is None, int(allowed.sum())), at


def _earlier(counted: Counted, spans: Spans) -> slice:
    """Give the months up to when it came, as far back as all of them are known."""
    start = spans.begun
    while start > max(0, spans.begun - _EARLIER) and counted.known[start - 1]:
        start -= 1
    return slice(min(start, spans.there.before.start), spans.begun)


def _known(counted: Counted, spans: Spans) -> NDArray[np.bool_]:
    """Tell which areas were counted in all months that are compared, shape (n,)."""
    return np.asarray(~np.isnan(counted.areas[:, :, used_months(spans)]).any(axis=(1, 2)))


def _check_known(layout: Layout, counted: Counted, spans: Spans, at: tuple[int, ...]) -> None:
    known = _known(counted, spans)
    names = [layout.division.names[one] for one in at if not known[one]]
    if names:
        raise DataError("evaluate.control_unknown", names=", ".join(names))


def _likeness(
    counted: Counted, earlier: slice, series: NDArray[np.float64], at: tuple[int, ...]
) -> Likeness:
    other = counted.areas[list(at), 0, earlier].sum(axis=0)
    return alike(series[earlier], np.nan_to_num(other))


def _told(
    layout: Layout,
    at: tuple[int, ...],
    likeness: Likeness,
    found: bool,  # noqa: FBT001 - how it came about
    among: int,
) -> Control:
    division = layout.division
    codes, names = (tuple(of[one] for one in at) for of in (division.codes, division.names))
    return Control(codes, names, likeness, found, among)

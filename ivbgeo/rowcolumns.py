"""Rows of a file as the columns of the store, and what they tell together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from geo import level_of
from ivbgeo.period import Period
from ivbgeo.sources import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from ivbgeo.atlas import Edition
    from ivbgeo.sources import RowSet

__all__ = ["covered_period", "division_numbers", "store_columns"]

# Cameras tell of no months: they are there all the time.
_DATES = ("start", "opened", "closed")


def covered_period(rows: RowSet) -> Period | None:
    """Give the months from the first to the last date in the rows; None where they tell of none."""
    found = [times[times.given].months for times in map(rows.times, _DATES)]
    months = np.concatenate(found)
    return Period.of_indices(int(months.min()), int(months.max())) if months.size else None


def division_numbers(rows: RowSet, edition: Edition) -> NDArray[np.int64]:
    """Give the number of the division that each area code is of, shape (n,); 0 without a code."""
    if not rows.has("area_code"):
        return np.zeros(len(rows), dtype=np.int64)
    pairs = list(zip(rows.values("area_code"), rows.values("division_year"), strict=True))
    numbers = {
        (code, year): edition.numbers[edition.division_id(level, year)]
        for code, year in set(pairs)
        if code is not None and (level := level_of(code)) is not None
    }
    return np.array([numbers.get(pair, 0) for pair in pairs], dtype=np.int64)


def store_columns(
    kind: Kind, rows: RowSet, edition: Edition
) -> dict[str, Sequence[Any] | NDArray[Any]]:
    """Give the columns of the table of a kind (incidents, cases, cameras), with their values."""
    return {"line": rows.line, "x": rows.x, "y": rows.y, **_COLUMNS[kind](rows, edition)}


def _area(rows: RowSet, edition: Edition) -> Mapping[str, Any]:
    if not rows.has("area_code"):
        return {}
    numbers = division_numbers(rows, edition)
    return {
        "area_code": rows.values("area_code"),
        "division_id": np.ma.masked_equal(numbers, 0),
    }


def _incidents(rows: RowSet, edition: Edition) -> Mapping[str, Any]:
    start, end = rows.times("start"), rows.times("end")
    return {
        "category": rows.values("category"),
        "starts": start.values,
        "ends": end.values,
        "timed": start.timed & (end.timed | ~end.given),
        "month": start.months,
        **_area(rows, edition),
    }


def _cases(rows: RowSet, edition: Edition) -> Mapping[str, Any]:
    return {
        "tenure": rows.values("tenure"),
        "opened": rows.times("opened").values,
        "closed": rows.times("closed").values,
        **_area(rows, edition),
    }


def _cameras(rows: RowSet, _edition: Edition) -> Mapping[str, Any]:
    words = (
        *("name", "kind", "decision", "yearly_cost", "direction", "angle", "reach"),
        *("height", "pixels", "lens", "installation", "removal", "designation"),
    )
    days = ("valid_from", "valid_to", "evaluation")
    return {
        **{name: rows.values(name) for name in words},
        **{name: rows.times(name).values for name in days},
    }


_COLUMNS = {Kind.INCIDENTS: _incidents, Kind.CASES: _cases, Kind.CAMERAS: _cameras}

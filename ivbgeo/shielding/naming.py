"""What the cells of the tables are called, and of which cells a question is the sum."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.period import Period

if TYPE_CHECKING:
    from geo import DivisionId

__all__ = [
    "ALL",
    "CASES",
    "CLOSED",
    "OPEN",
    "WHOLE",
    "area_name",
    "case_period",
    "cells",
    "month_name",
]

CASES = "cases"
ALL = "alle"
"""The span of what can't be decided year by year."""
WHOLE = "woonoverlast"
OPEN, CLOSED = "lopend", "afgerond"


def area_name(division: DivisionId, code: str) -> str:
    """Call an area by its level, the year of its division and its code."""
    return f"{division.level} {division.year} {code}"


def month_name(month: int) -> str:
    """Call a month, ``year * 12 + month - 1``, as ``2024-03``."""
    return Period.of_indices(month, month).start


def case_period(year: int, status: str) -> str:
    """Call the cases of a year that are open at its end, or were closed in it; without: both."""
    return f"{year} {status}".rstrip()


def cells(kind: str, category: str, period: Period) -> tuple[tuple[str, str, str], ...]:
    """Give the cells that a question is the sum of: span, category and period of each.

    None at all: it is no sum of cells.
    """
    if kind == CASES:
        return _of_cases(category, period)
    if period.is_year:
        return ((str(period.last_year), category, str(period.last_year)),)
    if period.first == period.last:
        return ((str(period.last_year), category, period.start),)
    return ()


def _of_cases(category: str, period: Period) -> tuple[tuple[str, str, str], ...]:
    first, last = period.first[0], period.last_year
    if period != Period(Period.year(first).first, Period.year(last).last):
        return ()
    *of, status = category.split(".")
    if status not in {OPEN, CLOSED}:
        of, status = [*of, status], ""
    tenure = ".".join(of)
    # Open is who is so at the end; who is closed adds up over years.
    years = range(last, last) if status == OPEN else range(first, last)
    return (
        *((ALL, tenure, case_period(year, CLOSED)) for year in years),
        (ALL, tenure, case_period(last, status)),
    )

"""Earlier imports of the same months: rows may be in both, or the new file comes in their place."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from ivbgeo.dutch import day
from ivbgeo.errors import DataError
from ivbgeo.messages import sentence
from ivbgeo.period import Period
from ivbgeo.store import datasets

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.engine import Connection

    from ivbgeo.store.datasets import ImportRecord

__all__ = ["chained", "find_overlaps", "replaceable", "tell_overlap"]


def find_overlaps(
    connection: Connection, kind: str, covers: Period | None
) -> tuple[ImportRecord, ...]:
    """Find the earlier imports of a kind that have months in common with a file."""
    if covers is None:
        return ()
    return tuple(
        one
        for one in datasets.list_imports(connection)
        if one.kind == kind and one.covers is not None and _common(one.covers, covers) is not None
    )


def tell_overlap(earlier: ImportRecord, covers: Period) -> str:
    """Say of which months rows may be counted twice."""
    both = earlier.covers and _common(earlier.covers, covers)
    when = day(earlier.imported_at.date())
    return sentence("import.overlap", file=earlier.file, when=when, months=both)


def replaceable(
    overlaps: Iterable[ImportRecord], covers: Period | None, file: str
) -> tuple[ImportRecord, ...]:
    """Give the imports that a file comes in the place of: those that lie within its months.

    Raises
    ------
    DataError
        If one of them has other months too, or the file tells of no months.
    """
    if covers is None:
        raise DataError("import.no_months", file=file)
    replaced = tuple(overlaps)
    for one in replaced:
        if one.covers is None or not covers.contains(one.covers):
            raise DataError(
                "import.partly",
                file=file,
                months=covers,
                earlier=one.file,
                earlier_months=one.covers,
                number=one.id,
            )
    return replaced


def chained(imports: Iterable[ImportRecord], last: str) -> str:
    """Give the hash of a dataset: of the files that it was read from, one after another."""
    chain = ""
    for sha256 in (*(one.sha256 for one in imports), last):
        chain = hashlib.sha256(f"{chain}{sha256}".encode()).hexdigest()
    return chain


def _common(one: Period, other: Period) -> Period | None:
    first, last = max(one.first, other.first), min(one.last, other.last)
    return Period(first, last) if first <= last else None

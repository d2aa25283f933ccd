"""To what data a decision belongs: told without counting anything."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from geo import Level

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo import DivisionId
    from ivbgeo.atlas import Edition

__all__ = ["divisions_of", "fingerprint"]

# Goes up when the same rows would be counted or named otherwise.
_FORM = 1


def divisions_of(edition: Edition, year: int) -> tuple[DivisionId, ...]:
    """Give the divisions that rows are counted by: those of a year, the finest first.

    And the newest casewijken: those are of one year for all.
    """
    levels = (Level.BUURT, Level.WIJK, Level.GEMEENTE)
    found = [
        next((d for d in edition.division_ids(level) if d.year == year), None) for level in levels
    ]
    casewijken = edition.division_ids(Level.CASEWIJK)[:1]
    return (*(one for one in found if one is not None), *casewijken)


def fingerprint(
    edition: Edition, dataset_id: int, year: int, marks: Sequence[tuple[int, str, int, int]]
) -> str:
    """Give the hash of all that the counts of a dataset follow from.

    Parameters
    ----------
    year
        Of which year the divisions are.
    marks
        Its imports, as ``ivbgeo.store.shields.import_marks`` gives them.
    """
    divisions = divisions_of(edition, year)
    told = [
        _FORM,
        dataset_id,
        [list(mark) for mark in marks],
        [[str(one.level), one.year, edition.hashes[edition.numbers[one]]] for one in divisions],
        sorted(edition.casewijk_of_buurten(year).items()),
        sorted([one.code, one.kind, list(one.members)] for one in edition.taxonomy),
    ]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()

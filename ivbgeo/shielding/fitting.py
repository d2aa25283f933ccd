"""To what data a decision belongs: told without counting anything."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from geo import Level
from ivbgeo.figure import Classification
from ivbgeo.shielding.naming import CASES
from ivbgeo.store import shields

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from geo import DivisionId
    from ivbgeo.atlas import Edition

__all__ = ["divisions_of", "fingerprint", "groups_of", "is_decided", "is_meant", "undecided"]

_KINDS = frozenset({"incidents", CASES})
# Goes up when the same rows would be counted or named otherwise.
_FORM = 1


def divisions_of(edition: Edition, year: int, kind: str) -> tuple[DivisionId, ...]:
    """Give the divisions that rows of a kind are counted by: those of a year, the finest first.

    Cases by the newest casewijken too, which are of one year for all. Incidents not: two ways to
    divide a city that cross would hide far more of both.
    """
    levels = (Level.BUURT, Level.WIJK, Level.GEMEENTE)
    own = tuple(d for level in levels for d in edition.division_ids(level) if d.year == year)
    return (*own, *edition.division_ids(Level.CASEWIJK)[:1]) if kind == CASES else own


def groups_of(edition: Edition, kinds: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Give the groups of which all kinds are among these, and what each is made of."""
    return {
        one.code: one.members
        for one in edition.taxonomy
        if one.members and edition.taxonomy.leaves(one.code) <= set(kinds)
    }


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
    divisions = divisions_of(edition, year, edition.datasets[dataset_id].kind)
    # Of cases these are no categories: what those add up to does not change.
    kinds = edition.row_months[dataset_id]
    told = [
        _FORM,
        dataset_id,
        [list(mark) for mark in marks],
        [[str(one.level), one.year, edition.hashes[edition.numbers[one]]] for one in divisions],
        sorted(edition.casewijk_of_buurten(year).items()),
        sorted([code, list(members)] for code, members in groups_of(edition, kinds).items()),
    ]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def is_meant(edition: Edition, dataset_id: int) -> bool:
    """Tell whether a dataset holds rows of which is decided what is shown."""
    dataset = edition.datasets[dataset_id]
    return dataset.kind in _KINDS and dataset.provenance.classification is Classification.INTERN


def is_decided(edition: Edition, dataset_id: int, threshold: int) -> bool:
    """Tell whether what is shown of a dataset was decided for this data and this threshold.

    Raises
    ------
    StoreError
        If what holds can't be read.
    """
    with edition.reading() as connection:
        head = shields.read_head(connection, dataset_id)
        marks = shields.import_marks(connection, dataset_id)
    return (
        head is not None
        and head.threshold == threshold
        and head.fingerprint == fingerprint(edition, dataset_id, head.division_year, marks)
    )


def undecided(edition: Edition, threshold: int) -> tuple[str, ...]:
    """Give the titles of the datasets of which is not decided what of the data as it is is shown.

    Raises
    ------
    StoreError
        If others wrote meanwhile, or what was decided can't be read.
    """
    return tuple(
        edition.datasets[number].provenance.title
        for number in sorted(edition.row_months)
        if is_meant(edition, number) and not is_decided(edition, number, threshold)
    )

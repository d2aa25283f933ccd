"""Whether what is shown is whole, and of the data and the threshold as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.atlas import Edition
from ivbgeo.errors import StoreError
from ivbgeo.shielding.fitting import is_decided, is_meant
from ivbgeo.shielding.outcome import APART, FORGOTTEN, OTHER_YEAR
from ivbgeo.shielding.subject import memory_of
from ivbgeo.store import shields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ivbgeo.store import Store

__all__ = ["find_unfit", "find_worries"]


def find_unfit(store: Store, threshold: int | None) -> Iterator[tuple[str, str]]:
    """Give what is wrong: a rule of the table of sentences, and the dataset that it is about.

    Parameters
    ----------
    threshold
        The least count that is shown; None: only whether all that was decided is whole.
    """
    edition = Edition.read(store)
    for number in sorted(edition.row_months):
        if not is_meant(edition, number):
            continue
        title = edition.datasets[number].provenance.title
        try:
            _whole(edition, number)
            unfit = threshold is not None and not is_decided(edition, number, threshold)
        except StoreError as error:
            if error.rule != "shielding.damaged":
                raise
            yield error.rule, title
            continue
        if unfit:
            yield "shielding.undecided", title


def find_worries(edition: Edition) -> Iterator[tuple[str, dict[str, object]]]:
    """Give what has to be known of what is shown now, though nothing mends it.

    A rule of the table of sentences with its values: what earlier figures give away, and what was
    not held to them. Of what is damaged nothing; see ``find_unfit``.
    """
    for number in sorted(edition.row_months):
        if is_meant(edition, number):
            try:
                found = tuple(_worries(edition, number))
            except StoreError as error:
                if error.rule != "shielding.damaged":
                    raise
            else:
                yield from found


def _worries(edition: Edition, dataset_id: int) -> Iterator[tuple[str, dict[str, object]]]:
    title = edition.datasets[dataset_id].provenance.title
    whole = set()
    with edition.reading() as connection:
        head = shields.read_head(connection, dataset_id)
        for span, key in sorted(head.parts.items()) if head else ():
            memory = memory_of(shields.read_kept(connection, dataset_id, key))
            if memory.exposed:
                yield "shielding.exposed", {"span": span, "value": memory.exposed}
            if memory.worry == APART:
                yield APART, {"span": span}
            elif memory.worry:
                whole.add(memory.worry)
    if head and OTHER_YEAR in whole:
        yield OTHER_YEAR, {"value": head.division_year}
    if FORGOTTEN in whole:
        yield FORGOTTEN, {"value": title}


def _whole(edition: Edition, dataset_id: int) -> None:
    """Read all that was decided.

    Raises
    ------
    StoreError
        If a part is gone, or is not what was written.
    """
    with edition.reading() as connection:
        head = shields.read_head(connection, dataset_id)
        if head is None:
            return
        for key in sorted(head.keys):
            shields.read_told(connection, dataset_id, key)
            memory_of(shields.read_kept(connection, dataset_id, key))

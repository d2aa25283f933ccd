"""Whether what is shown is whole, and of the data and the threshold as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.atlas import Edition
from ivbgeo.errors import StoreError
from ivbgeo.shielding.fitting import is_decided, is_meant
from ivbgeo.shielding.subject import memory_of
from ivbgeo.store import shields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ivbgeo.store import Store

__all__ = ["find_unfit"]


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
        for key in {*head.parts.values(), *head.before.values()}:
            shields.read_told(connection, dataset_id, key)
            memory_of(shields.read_kept(connection, dataset_id, key))

"""The next of some items fetched while one is worked on."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from geo import threads

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["ahead"]

_T = TypeVar("_T")


def ahead(items: Iterable[_T]) -> Iterator[_T]:
    """Give the same items, none of them None, one of them always on its way.

    Unless only one thread may work: then the items come as they are asked for.
    """
    if threads() == 1:
        yield from items
        return
    iterator = iter(items)
    with ThreadPoolExecutor(1) as reader:
        coming = reader.submit(next, iterator, None)
        while (item := coming.result()) is not None:
            coming = reader.submit(next, iterator, None)
            yield item

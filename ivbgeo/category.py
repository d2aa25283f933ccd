"""Categories: the police's codes, the groups that policy speaks of, and woonoverlast."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ivbgeo.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Category", "Taxonomy"]


@dataclass(frozen=True, slots=True)
class Category:
    """One code. ``members`` are the codes that add up to it; a leaf has none."""

    code: str
    title: str
    kind: str
    members: tuple[str, ...] = ()


class Taxonomy:
    """All categories by code."""

    def __init__(self, categories: Iterable[Category]) -> None:
        self._by_code = {category.code: category for category in categories}

    def __iter__(self) -> Iterator[Category]:
        return iter(self._by_code.values())

    def __len__(self) -> int:
        return len(self._by_code)

    def __contains__(self, code: str) -> bool:
        return code in self._by_code

    def __getitem__(self, code: str) -> Category:
        """Give a category.

        Raises
        ------
        UsageError
            If there is no such code; the sentence names codes that look like it.
        """
        if not self._by_code:
            raise UsageError("category.none", value=code)
        if code not in self._by_code:
            near = difflib.get_close_matches(code, self._by_code, n=3) or ["hic", "woonoverlast"]
            raise UsageError("category.unknown", value=code, near=", ".join(near))
        return self._by_code[code]

    def leaves(self, code: str) -> frozenset[str]:
        """Give the codes without members that add up to this one."""
        members = self[code].members
        if not members:
            return frozenset({code})
        return frozenset().union(*(self.leaves(member) for member in members))

    def within(self, code: str) -> frozenset[str]:
        """Give this code and every code that is part of it, at any depth."""
        return frozenset({code}).union(*(self.within(member) for member in self[code].members))

"""Invented counts by buurt, kind and month: always the same ones, and they add up.

A buurt's count for a kind in a month follows from a hash of the three. All else is a sum of
those: wijk, gemeente and country, all kinds together, and years. The country has more than the
areas here, by a fixed factor.
"""

from __future__ import annotations

import zlib
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from .regions import Area

MULTIPLY = np.uint64(0x9E3779B97F4A7C15)
FOLD = np.uint64(29)
# One cell in so many is never published; it counts as 0 in the sums.
UNPUBLISHED_ONE_IN = np.uint64(97)
COUNTRY = 60
CHANCES = np.uint64(1_000_003)
PARTS = np.uint64(1000)


def _hash(*parts: np.ndarray) -> np.ndarray:
    """Mix whole numbers, broadcast over each other, into 64 bits."""
    mixed = np.uint64(2012)
    with np.errstate(over="ignore"):
        for part in parts:
            mixed = (mixed ^ part.astype(np.uint64)) * MULTIPLY
            mixed ^= mixed >> FOLD
    return mixed


class Counts:
    """Counts of one subject (crime, nuisance) for regions, kinds and months.

    Parameters
    ----------
    subject
        Tells apart what would otherwise be the same counts.
    areas
        Of every level; water is left out.
    kinds
        The keys of the single kinds, without the total, unpadded.
    total
        The key of all kinds together, unpadded.
    """

    def __init__(
        self, subject: str, areas: tuple[Area, ...], kinds: tuple[str, ...], total: str
    ) -> None:
        land = [area for area in areas if not area.water]
        buurten = [area for area in land if area.level == "buurt"]
        self._subject = np.array(zlib.crc32(subject.encode()))
        self._codes = np.array([int(buurt.code[2:]) for buurt in buurten])[:, None]
        self._hashed = np.array([zlib.crc32(kind.encode()) for kind in kinds])[None, :]
        self._kinds = {kind: place for place, kind in enumerate((*kinds, total))}
        self._regions = {
            code: place for place, code in enumerate(["NL00", *(area.code for area in land)])
        }
        self._members = np.array(
            [
                [COUNTRY] * len(buurten),
                *([area.code in {b.code, b.parent, b.gemeente} for b in buurten] for area in land),
            ],
            dtype=int,
        )
        self._single = np.array([False, *(area.level == "buurt" for area in land)])[:, None]
        # Of the gemeente's last buurt nothing is ever published.
        self.silent = [buurt.code for buurt in buurten if buurt.gemeente == buurten[0].gemeente][-1]
        self._silent = np.array([[buurt.code == self.silent] for buurt in buurten])
        self._sums = lru_cache(maxsize=None)(self._sums_of)
        self._cells = lru_cache(maxsize=None)(self._cells_of)

    def count(self, region: str, kind: str, months: tuple[str, ...]) -> int | None:
        """Give the count, or None where nothing was published of a buurt."""
        return self._cells(months)[self._regions[region]][self._kinds[kind]]

    def _cells_of(self, months: tuple[str, ...]) -> list[list[int | None]]:
        """Counts of these months together, by region and kind, the total last."""
        sums, published = zip(*map(self._sums, months), strict=True)
        known = np.any(published, axis=0)
        return np.where(known, np.sum(sums, axis=0), None).tolist()

    def _sums_of(self, month: str) -> tuple[np.ndarray, np.ndarray]:
        """Counts and whether they are published, both of shape (region, kind)."""
        when = np.array(int(month.replace("MM", "")))
        mixed = _hash(self._subject, self._codes, self._hashed, when)
        chance = (mixed % CHANCES) / CHANCES
        counts = np.floor(-np.log1p(-chance) * _usual(self._codes, self._hashed)).astype(int)
        known = ((mixed // CHANCES) % UNPUBLISHED_ONE_IN != 0) & ~self._silent
        counts = np.where(known, counts, 0)
        counts = np.hstack([counts, counts.sum(axis=1, keepdims=True)])
        known = np.hstack([known, ~self._silent])
        return self._members @ counts, ~self._single | (self._members @ known > 0)


def _usual(codes: np.ndarray, kinds: np.ndarray) -> np.ndarray:
    """Kinds and buurten differ in how much there is of them; most cells are 0."""
    often = (_hash(kinds) % PARTS) / PARTS
    busy = (_hash(codes) % PARTS) / PARTS
    return (0.07 + often**4) * (0.3 + busy)

"""What is decided about: a table, which of its cells there are, and what it is of."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from geo import DivisionId
from ivbgeo.errors import StoreError
from ivbgeo.shielding.packing import pack, unpack
from ivbgeo.withholding import Axis, Published, Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

__all__ = ["Memory", "Subject", "kept_of", "memory_of", "told_of"]

_SIDES = ("areas", "categories", "periods")


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """A part of a dataset that can be decided by itself.

    Parameters
    ----------
    span
        A calendar year, or ``alle``.
    table
        Its counts.
    named
        Which cells are of an area, a category and a period that can be asked for, and known; shape
        ``table.shape``.
    divisions
        The divisions of its areas.
    incomplete
        Whether of so many rows the area is not known that counts are lower bounds.
    """

    span: str
    table: Table
    named: NDArray[np.bool_] = field(repr=False)
    divisions: tuple[DivisionId, ...]
    incomplete: bool

    @property
    def offered(self) -> NDArray[np.bool_]:
        """The cells that are named, by whatever name they have first, shape ``table.shape``."""
        first = [side.first for side in self.table.sides]
        found = self.named.copy()
        a, c, p = np.nonzero(self.named)
        found[first[0][a], first[1][c], first[2][p]] = True
        return found

    @property
    def content(self) -> str:
        """The hash of all that it is."""
        told = hashlib.sha256(json.dumps(self._about(), sort_keys=True).encode())
        told.update(np.packbits(self.named).tobytes())
        told.update(_whole(self.table.leaves).tobytes())
        return told.hexdigest()

    def _about(self) -> dict[str, Any]:
        return {
            **_axes(self.table),
            "divisions": [[str(one.level), one.year] for one in self.divisions],
            "incomplete": self.incomplete,
        }


@dataclass(frozen=True, slots=True, eq=False)
class Memory:
    """What was published of a part before, and of which data.

    ``worry``: the rule of why it was not held to what was shown before it; empty if it was, or
    there was nothing. ``exposed``: how many of its cells can't be protected.
    """

    content: str
    published: Published
    worry: str = ""
    exposed: int = 0


def kept_of(subject: Subject, published: Published, worry: str = "") -> bytes:
    """Pack what the next version is held to, and what has to be told of this one."""
    return pack(
        {
            **_axes(subject.table),
            "threshold": published.threshold,
            "content": subject.content,
            "worry": worry,
            "lost": int(np.count_nonzero(published.exposed[subject.named])),
        },
        {
            "leaves": _whole(published.table.leaves),
            "states": published.states,
            "exposed": published.exposed,
        },
    )


def memory_of(content: bytes) -> Memory:
    """Read what ``kept_of`` packed.

    Raises
    ------
    StoreError
        If it did not.
    """
    about, arrays = unpack(content)
    try:
        areas, categories, periods = (_axis(about[side]) for side in _SIDES)
        leaves = np.where(arrays["leaves"] < 0, np.nan, arrays["leaves"].astype(np.float64))
        table = Table(areas, categories, periods, leaves)
        states, exposed = arrays["states"], arrays["exposed"]
        if states.shape != table.shape or exposed.shape != table.shape:
            raise StoreError("shielding.damaged", value="")
        published = Published(table, states, int(about["threshold"]), exposed)
        worry, lost = str(about.get("worry", "")), int(about.get("lost", 0))
        return Memory(str(about["content"]), published, worry, lost)
    except (KeyError, TypeError, ValueError):
        raise StoreError("shielding.damaged", value="") from None


def told_of(subject: Subject, published: Published) -> bytes:
    """Pack what may be read: counts that are shown, what they are of, and nothing else."""
    counts = published.counts()
    # What was shown under a lower threshold is known, and not told again.
    told = ~np.isnan(counts) & (np.nan_to_num(counts) >= published.threshold) & subject.named
    shown = np.where(told, np.nan_to_num(counts), -1).astype(np.int32)
    # Not the places that areas are sums of either: where one is, something happened.
    kept = [np.flatnonzero(subject.named.any(axis=tuple({0, 1, 2} - {side}))) for side in range(3)]
    names = {
        side: [axis.names[i] for i in at]
        for side, axis, at in zip(_SIDES, subject.table.sides, kept, strict=True)
    }
    return pack(
        {
            **names,
            "divisions": [[str(one.level), one.year] for one in subject.divisions],
            "incomplete": subject.incomplete,
        },
        {"counts": shown[np.ix_(*kept)]},
    )


def _axes(table: Table) -> dict[str, Any]:
    return {
        side: {
            "names": list(axis.names),
            "parts": {name: list(parts) for name, parts in axis.parts.items()},
        }
        for side, axis in zip(_SIDES, table.sides, strict=True)
    }


def _axis(told: Mapping[str, Any]) -> Axis:
    return Axis(tuple(told["names"]), {name: tuple(parts) for name, parts in told["parts"].items()})


def _whole(leaves: NDArray[np.float64]) -> NDArray[np.int32]:
    return np.where(np.isnan(leaves), -1, np.nan_to_num(leaves)).astype(np.int32)

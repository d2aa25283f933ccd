"""One file that a planner brought along, without what is in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ivbgeo.dutch import day

if TYPE_CHECKING:
    from datetime import datetime

    from ivbgeo.filekind import FileKind

__all__ = ["PlannerFile"]


@dataclass(frozen=True, slots=True)
class PlannerFile:
    """A file as it is kept.

    Parameters
    ----------
    id
        Its number.
    name
        What the file was called.
    sha256
        Of the file as it was brought; with its kind it says which it is.
    size
        Bytes of that file.
    added_at, added_by
        When, and by which role: never by whom.
    withdrawn
        Whether it was taken away: it is offered no more.
    """

    id: int
    kind: FileKind
    name: str
    sha256: str
    size: int
    added_at: datetime
    added_by: str
    withdrawn: bool = False

    @property
    def words(self) -> str:
        """Name it with the day on which it came, in Dutch."""
        return f"{self.name} ({day(self.added_at.date())})"

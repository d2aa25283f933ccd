"""Two who changed the same version: what each did is put together; what both did is told."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from ivbgeo.measure import Measure

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["clashes", "merged"]


def merged(seen: Measure, newest: Measure, mine: Measure) -> Measure:
    """Give what is there now with one's own changes in it; where both changed, one's own.

    Parameters
    ----------
    seen
        What was on the screen when somebody began to write.
    newest, mine
        What another made of it meanwhile, and what was written.

    Raises
    ------
    DataError
        If the two together can't be, such as an end before the start.
    """
    return replace(newest, **_changes(seen, mine))


def clashes(seen: Measure, newest: Measure, mine: Measure) -> tuple[str, ...]:
    """Give the fields that both changed, to something else."""
    theirs, own = _changes(seen, newest), _changes(seen, mine)
    return tuple(name for name in theirs if name in own and theirs[name] != own[name])


def _changes(before: Measure, after: Measure) -> Mapping[str, Any]:
    return {
        field.name: getattr(after, field.name)
        for field in fields(Measure)
        if getattr(after, field.name) != getattr(before, field.name)
    }

"""Two who changed the same version: what each did is put together; what both did is told."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from _typeshed import DataclassInstance

__all__ = ["clashes", "merged"]

_Said = TypeVar("_Said", bound="DataclassInstance")


def merged(seen: _Said, newest: _Said, mine: _Said) -> _Said:
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


def clashes(seen: _Said, newest: _Said, mine: _Said) -> tuple[str, ...]:
    """Give the fields that both changed, to something else."""
    theirs, own = _changes(seen, newest), _changes(seen, mine)
    return tuple(name for name in theirs if name in own and theirs[name] != own[name])


def _changes(before: _Said, after: _Said) -> Mapping[str, Any]:
    return {
        field.name: getattr(after, field.name)
        for field in fields(before)
        if getattr(after, field.name) != getattr(before, field.name)
    }

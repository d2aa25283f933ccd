"""Saying what there is: prevention is added, changed or taken off the list. None is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.errors import DataError, NotAllowedError, UsageError
from ivbgeo.places import refuse_unknown
from ivbgeo.prevention.checking import refuse_persons
from ivbgeo.prevention.listing import history, may_change_it
from ivbgeo.register.writing import refuse_outside, write_first, write_next
from ivbgeo.store.prevention import PREVENTIONS

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from ivbgeo.atlas import Edition
    from ivbgeo.prevention.prevention import Prevention, PreventionVersion
    from ivbgeo.viewer import Viewer

__all__ = ["add", "change", "put_back", "withdraw"]


def add(
    edition: Edition, viewer: Viewer, said: Prevention, *, confirmed: Collection[str] | None = ()
) -> str:
    """Add one; gives what it is called for good.

    Parameters
    ----------
    confirmed
        The pieces that look like facts of persons, of which whoever wrote it was asked and says
        that they are not; None: all, for it was said before.

    Raises
    ------
    NotAllowedError
        If this viewer may not say this: see ``listing.may_change_it``.
    DataError
        If one of this kind, name and first day is there already, it lies outside the gemeente, it
        names an area that is not there, or it looks personal.
    """
    _must_change(edition, viewer, said)
    _check(edition, said, None, confirmed=confirmed)
    return write_first(
        edition, viewer, PREVENTIONS, said, lambda there: _refuse_taken(there, said, None)
    )


def change(
    edition: Edition,
    viewer: Viewer,
    seen: PreventionVersion,
    said: Prevention,
    *,
    confirmed: Collection[str] | None = (),
) -> int:
    """Say something else of one; gives the number of its newest version.

    Parameters
    ----------
    seen
        The version that was on the screen.

    Raises
    ------
    NotAllowedError
        If this viewer may not say this, or what is said of it now.
    UsageError
        If there is no such one.
    DataError
        As ``add``; ``register.moved_on`` if another version came after the one that was seen.
    """
    newest = _newest(edition, viewer, seen)
    _must_change(edition, viewer, said)
    _check(edition, said, seen.prevention, confirmed=confirmed)
    if newest.version == seen.version and not newest.withdrawn and newest.prevention == said:
        return seen.version
    return _write(edition, viewer, seen, said)


def withdraw(edition: Edition, viewer: Viewer, seen: PreventionVersion) -> int:
    """Take one off the list: what was said of it is kept, and it can be put back.

    Raises
    ------
    NotAllowedError, UsageError, DataError
        As ``change``.
    """
    said = _newest(edition, viewer, seen).prevention
    return write_next(edition, viewer, PREVENTIONS, (seen.key, seen.version), said, None)


def put_back(edition: Edition, viewer: Viewer, seen: PreventionVersion, version: int) -> int:
    """Say again what an earlier version said, as a new version.

    Raises
    ------
    NotAllowedError, UsageError, DataError
        As ``change``.
    """
    _newest(edition, viewer, seen)
    earlier = {one.version: one for one in history(edition, viewer, seen.key)}
    if version not in earlier:
        raise UsageError("register.no_version", value=version, name=seen.prevention.name)
    said = earlier[version].prevention
    _must_change(edition, viewer, said)
    _check(edition, said, said, confirmed=None)
    return _write(edition, viewer, seen, said)


def _newest(edition: Edition, viewer: Viewer, seen: PreventionVersion) -> PreventionVersion:
    """Give what is said now, to who may say something else."""
    newest = history(edition, viewer, seen.key)[0]
    _must_change(edition, viewer, newest.prevention)
    return newest


def _must_change(edition: Edition, viewer: Viewer, said: Prevention) -> None:
    if not may_change_it(edition, viewer, said):
        raise NotAllowedError("prevention.not_allowed", role=viewer.role)


def _write(edition: Edition, viewer: Viewer, seen: PreventionVersion, said: Prevention) -> int:
    return write_next(
        edition,
        viewer,
        PREVENTIONS,
        (seen.key, seen.version),
        said,
        lambda there: _refuse_taken(there, said, seen.key),
    )


def _check(
    edition: Edition, said: Prevention, was: Prevention | None, *, confirmed: Collection[str] | None
) -> None:
    """Check what is said against what there is; what ``was`` said may be gone, and may stay."""
    if was is None or said.area != was.area:
        refuse_unknown(edition, said.area)
    if said.border is not None:
        refuse_outside(edition, said.border, said.name)
    refuse_persons(said, confirmed=confirmed)


def _refuse_taken(there: Sequence[PreventionVersion], said: Prevention, key: str | None) -> None:
    """Refuse what is on the list already: an evening of another day is another one."""
    called = (said.kind, said.name.strip().casefold(), said.valid_from)
    for one in there:
        other = one.prevention
        if one.key != key and not one.withdrawn and called == (
            other.kind, other.name.strip().casefold(), other.valid_from,
        ):  # fmt: skip
            raise DataError("register.name_taken", what=said.kind.words, value=said.name)

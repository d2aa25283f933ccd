"""Saying what is done: an inspanning is added, changed or taken back. Nothing is overwritten."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo import Level
from ivbgeo.errors import DataError, NotAllowedError, UsageError
from ivbgeo.measures.listing import versions_of
from ivbgeo.measures.personal import refuse_personal
from ivbgeo.measures.where import may_change
from ivbgeo.places import refuse_unknown
from ivbgeo.policy import Indicator, Speerpunt
from ivbgeo.record import Act, Entry
from ivbgeo.store import measures as stored
from ivbgeo.store.record import add_lines

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy.engine import Connection

    from geo import AreaId
    from ivbgeo.atlas import Edition
    from ivbgeo.measure import Measure, MeasureVersion
    from ivbgeo.viewer import Viewer

__all__ = ["add", "change", "checked", "put_back", "withdraw"]

_PEOPLE = "bevolking"  # the kind of categories that nothing is done about


def add(
    edition: Edition, viewer: Viewer, measure: Measure, *, confirmed: Collection[str] | None = ()
) -> int:
    """Add an inspanning; gives its number.

    Parameters
    ----------
    confirmed
        The pieces that look like facts of persons, of which whoever wrote it was asked and says
        that they are not; None: all, for it was said before.

    Raises
    ------
    NotAllowedError
        If this viewer may not say what is done there.
    DataError
        If it names an area, speerpunt, category or indicator that is not there, or looks personal.
    """
    _must_change(edition, viewer, measure.area)
    right = checked(edition, viewer, measure, confirmed=confirmed)
    with edition.store.writing(figures=False) as connection:
        number = stored.add_measure(connection, right, viewer.role.value)
        _note(connection, viewer, right, number, "versie 1")
        return number


def change(
    edition: Edition,
    viewer: Viewer,
    number: int,
    seen: int,
    measure: Measure,
    *,
    confirmed: Collection[str] | None = (),
) -> int:
    """Say something else of an inspanning; gives the number of its newest version.

    Parameters
    ----------
    seen
        The version that was on the screen.

    Raises
    ------
    NotAllowedError
        If this viewer may not say what is done there, or where it was before.
    UsageError
        If there is no such inspanning.
    DataError
        As ``add``; ``measure.moved_on`` if another version came after the one that was seen.
    """
    newest = _newest(edition, viewer, number)
    _must_change(edition, viewer, measure.area)
    right = checked(edition, viewer, measure, confirmed=confirmed)
    if newest.version == seen and not newest.withdrawn and newest.measure == right:
        return seen
    return _write(edition, viewer, number, seen, right)


def withdraw(edition: Edition, viewer: Viewer, number: int, seen: int) -> int:
    """Take an inspanning off the list: what was said of it is kept, and it can be put back.

    Raises
    ------
    NotAllowedError, UsageError, DataError
        As ``change``.
    """
    newest = _newest(edition, viewer, number)
    return _write(edition, viewer, number, seen, newest.measure, withdrawn=True)


def put_back(edition: Edition, viewer: Viewer, number: int, seen: int, version: int) -> int:
    """Say again what an earlier version said, as a new version.

    Raises
    ------
    NotAllowedError, UsageError, DataError
        As ``change``.
    """
    _newest(edition, viewer, number)
    earlier = {one.version: one for one in versions_of(edition, viewer, number)}
    if version not in earlier:
        raise UsageError("measure.no_version", value=version, number=number)
    measure = earlier[version].measure
    _must_change(edition, viewer, measure.area)
    return _write(edition, viewer, number, seen, measure)


def checked(
    edition: Edition, viewer: Viewer, measure: Measure, *, confirmed: Collection[str] | None = None
) -> Measure:
    """Check what an inspanning names against what there is; gives it as it is kept.

    Raises
    ------
    DataError
        As ``add``.
    """
    area = measure.area
    if area is not None and area.level is Level.GEMEENTE:
        measure = replace(measure, area=None)
    else:
        refuse_unknown(edition, area)
    known = {one.code for one in edition.policy(viewer, Speerpunt)}
    if measure.speerpunt_code is not None and measure.speerpunt_code not in known:
        raise DataError("measure.speerpunt", value=measure.speerpunt_code)
    code = measure.category
    if code is not None and (code not in edition.taxonomy or _is_people(edition, code)):
        raise DataError("measure.category", value=code)
    if measure.indicator is not None:
        told = {one.code for one in edition.policy(viewer, Indicator)}
        if measure.indicator not in told:
            raise DataError("measure.indicator", value=measure.indicator)
    if confirmed is not None:
        refuse_personal(measure.texts, confirmed)
    return measure


def _is_people(edition: Edition, code: str) -> bool:
    return edition.taxonomy[code].kind == _PEOPLE


def _newest(edition: Edition, viewer: Viewer, number: int) -> MeasureVersion:
    """Give what is said now, to who may say something else."""
    newest = versions_of(edition, viewer, number)[0]
    _must_change(edition, viewer, newest.measure.area)
    return newest


def _must_change(edition: Edition, viewer: Viewer, area: AreaId | None) -> None:
    if not may_change(edition, viewer, area):
        raise NotAllowedError("measure.not_allowed", role=viewer.role)


def _write(
    edition: Edition,
    viewer: Viewer,
    number: int,
    seen: int,
    measure: Measure,
    *,
    withdrawn: bool = False,
) -> int:
    with edition.store.writing(figures=False) as connection:
        version = stored.add_version(
            connection, number, seen, measure, viewer.role.value, withdrawn=withdrawn
        )
        told = f"versie {version}" + (", van de lijst gehaald" if withdrawn else "")
        _note(connection, viewer, measure, number, told)
        return version


def _note(
    connection: Connection, viewer: Viewer, measure: Measure, number: int, detail: str
) -> None:
    said = Entry.by(viewer, Act.GEWIJZIGD, f"inspanning {number}", measure.area, detail)
    add_lines(connection, [said])

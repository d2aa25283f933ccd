"""Writing what is said of one into its register, with a line in the record of access."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo import Level
from ivbgeo.errors import DataError
from ivbgeo.record import Act, Entry
from ivbgeo.record.told import called
from ivbgeo.store.record import add_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from shapely.geometry.base import BaseGeometry
    from sqlalchemy.engine import Connection

    from geo import AreaId
    from ivbgeo.atlas import Edition
    from ivbgeo.store.register import Register
    from ivbgeo.viewer import Viewer

__all__ = ["refuse_outside", "write_first", "write_next"]


def write_first(
    edition: Edition,
    viewer: Viewer,
    register: Register[Any, Any],
    said: Any,
    refuse: Callable[[Sequence[Any]], None],
    *,
    area: AreaId | None = None,
) -> str:
    """Write one that no file names; gives what it is called for good.

    Parameters
    ----------
    refuse
        Gets what there is, within the transaction, and raises where this one can't come beside it.
    area
        Where it is, for the record of access.
    """
    with edition.store.writing(figures=False) as connection:
        refuse(register.newest(connection, viewer))
        key = register.add(connection, said, viewer.role.value)
        _note(connection, viewer, register, key, area, "versie 1")
        return key


def write_next(
    edition: Edition,
    viewer: Viewer,
    register: Register[Any, Any],
    seen: tuple[str, int],
    said: Any,
    refuse: Callable[[Sequence[Any]], None] | None,
    *,
    area: AreaId | None = None,
) -> int:
    """Write what is said of one from now on; gives the number of that version.

    Parameters
    ----------
    seen
        What it is called for good, and the version that was on the screen.
    refuse, area
        As ``write_first``; refuse None: it is taken off the list.

    Raises
    ------
    UsageError, DataError
        As ``Register.change``.
    """
    key, version = seen
    with edition.store.writing(figures=False) as connection:
        if refuse is not None:
            refuse(register.newest(connection, viewer))
        written = register.change(connection, viewer, key, version, said, withdrawn=refuse is None)
        told = f"versie {written}" + (", van de lijst gehaald" if refuse is None else "")
        _note(connection, viewer, register, key, area, told)
        return written


def refuse_outside(edition: Edition, shape: BaseGeometry, name: str) -> None:
    """Refuse what lies outside the gemeente.

    Raises
    ------
    DataError
        If it does.
    """
    gemeente = edition.division(edition.division_id(Level.GEMEENTE))
    if not gemeente.area(gemeente.codes[0]).polygon.intersects(shape):
        raise DataError("register.outside", value=name, name=gemeente.names[0])


def _note(
    connection: Connection,
    viewer: Viewer,
    register: Register[Any, Any],
    key: str,
    area: AreaId | None,
    detail: str,
) -> None:
    what = called(register.noun, register.number(connection, key))
    add_lines(connection, [Entry.by(viewer, Act.GEWIJZIGD, what, area, detail)])

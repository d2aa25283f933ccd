"""What the register lists: what files say, and what somebody said of it since.

Nothing of a file is taken over before somebody changes it: then what the file says becomes the
first version, and stays, also if the file is read again or taken away.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from sqlalchemy import func, select

from ivbgeo.errors import UsageError
from ivbgeo.measure import SOURCE
from ivbgeo.store import versions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from sqlalchemy.engine import Connection, Row

    from ivbgeo.store.versions import Versioned
    from ivbgeo.viewer import Viewer

__all__ = ["Origin", "Register"]

_Said = TypeVar("_Said")
_Version = TypeVar("_Version")
_ADDED = "register-"
_LONGEST = 9  # digits: no number is longer, and none of these is too large for a database


@dataclass(frozen=True, slots=True)
class Origin(Generic[_Said]):
    """What a file says: what it is called for good, when that was read in, and what it says."""

    key: str
    at: datetime
    said: _Said


@dataclass(frozen=True, slots=True)
class Register(Generic[_Said, _Version]):
    """One noun of the register: where it stands, and how a row is what is said of one.

    Parameters
    ----------
    noun
        How what is said is called in a version.
    made
        Makes a version.
    read, columns
        What is said out of a row of versions, and the columns of a row out of that.
    origins
        What files say, as far as a viewer may read it.
    may_see
        Whether what is said is for a viewer.
    """

    of: Versioned
    noun: str
    made: Callable[..., _Version]
    read: Callable[[Row[Any]], _Said]
    columns: Callable[[_Said], dict[str, Any]]
    origins: Callable[[Connection, Viewer], Iterable[Origin[_Said]]]
    may_see: Callable[[Viewer, _Said], bool]

    def newest(self, connection: Connection, viewer: Viewer) -> tuple[_Version, ...]:
        """Give what is said now of each that is for a viewer; first what files name, then the rest.

        What somebody changed is for whom it says now, whatever its file said.
        """
        written = {_key(row): row for row in versions.newest_rows(connection, self.of)}
        found = {one.key: self.version_of(one) for one in self.origins(connection, viewer)}
        found |= {key: self._version(row) for key, row in written.items()}
        return self._for(viewer, found.values())

    def history(self, connection: Connection, viewer: Viewer, key: str) -> tuple[_Version, ...]:
        """Give all that was said of one, the newest first; nothing if there is no such one."""
        number = self.number(connection, key)
        if number is not None:
            rows = versions.version_rows(connection, self.of, number)
            return self._for(viewer, map(self._version, rows))
        first = self.origin(connection, viewer, key)
        return () if first is None else (self.version_of(first),)

    def stamp(self, connection: Connection) -> int:
        """Give a number that is another one after each change."""
        query = select(func.coalesce(func.max(self.of.version.c.id), 0))
        return int(connection.execute(query).scalar_one())

    def add(self, connection: Connection, said: _Said, by: str) -> str:
        """Write one that no file names; gives what it is called for good."""
        number = versions.add_entry(connection, self.of, self.columns(said), by)
        return self.key_of(number)

    @staticmethod
    def key_of(number: int) -> str:
        """Give what one that no file names is called for good, by its number."""
        return f"{_ADDED}{number}"

    def change(
        self,
        connection: Connection,
        viewer: Viewer,
        key: str,
        seen: int,
        said: _Said,
        *,
        withdrawn: bool = False,
    ) -> int:
        """Write what is said of one from now on; gives the number of that version.

        What a file says is written down before the first change.

        Parameters
        ----------
        seen
            The version that was on the screen: 0 for what a file says.

        Raises
        ------
        UsageError
            If there is no such one.
        DataError
            If another version came after ``seen``.
        """
        number = self.number(connection, key)
        columns, by = self.columns(said), viewer.role.value
        if number is None:
            first = self.origin(connection, viewer, key)
            if first is None:
                raise UsageError(self.of.unknown, value=key)
            told = self.columns(first.said)
            number = versions.add_entry(connection, self.of, told, SOURCE, key, at=first.at)
            seen = seen or 1
        return versions.add_version(
            connection, self.of, number, seen, columns, by, withdrawn=withdrawn
        )

    def origin(self, connection: Connection, viewer: Viewer, key: str) -> Origin[_Said] | None:
        """Give what a file says of one now; None if none does."""
        return next((one for one in self.origins(connection, viewer) if one.key == key), None)

    def number(self, connection: Connection, key: str) -> int | None:
        """Give the number of one; None where there is none, or nobody changed it yet."""
        owner = self.of.owner.c
        query = select(owner.id).where(owner.origin == key)
        digits = key.removeprefix(_ADDED)
        if key.startswith(_ADDED) and digits.isdecimal() and len(digits) <= _LONGEST:
            query = select(owner.id).where(owner.id == int(digits), owner.origin.is_(None))
        found: int | None = connection.execute(query).scalar()
        return found

    def _for(self, viewer: Viewer, found: Iterable[_Version]) -> tuple[_Version, ...]:
        return tuple(one for one in found if self.may_see(viewer, getattr(one, self.noun)))

    def version_of(self, one: Origin[_Said]) -> _Version:
        """Give what a file says as version 0."""
        return self.made(
            key=one.key,
            version=0,
            changed_at=one.at,
            changed_by=SOURCE,
            withdrawn=False,
            **{self.noun: one.said},
        )

    def _version(self, row: Row[Any]) -> _Version:
        return self.made(
            key=_key(row),
            version=row.version,
            changed_at=versions.when(row.changed_at),
            changed_by=row.changed_by,
            withdrawn=row.withdrawn,
            **{self.noun: self.read(row)},
        )


def _key(row: Row[Any]) -> str:
    return row.origin if row.origin is not None else Register.key_of(row.owner_id)

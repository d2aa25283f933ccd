"""Tables of the CBS and of the police: OData v3, as their ODataApi answers it.

It refuses more than 10,000 rows at a time. ``$skip`` and ``$count`` are unreliable there, so what
is too much is asked in smaller pieces; a next link is followed wherever an answer has one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ivbgeo.fetch.http import FetchError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ivbgeo.fetch.http import Client

__all__ = ["MOST_ROWS", "Column", "Entry", "Table", "TooManyError", "quoted"]

MOST_ROWS = 10_000
"""Rows that ODataApi answers at most."""
# With which status and words it refuses more is not verified.
_REFUSAL = re.compile(r"\b(10[.,]?000|records|rijen)\b", re.IGNORECASE)


class TooManyError(FetchError):
    """More rows were asked than the service gives at a time; ask for less."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. ``kind``: Topic, Dimension, GeoDimension, TimeDimension, ..."""

    key: str
    kind: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of a dimension, filled up with blanks as the rows have it, and what it stands for."""

    key: str
    title: str
    status: str = ""

    @property
    def code(self) -> str:
        """The key without its blanks."""
        return self.key.strip()


class Table:
    """One table of a service.

    Parameters
    ----------
    client
        Asks the service.
    identifier
        Such as 47022NED.
    service
        The path of the service: that of the CBS has ``odata`` in small letters.
    """

    def __init__(self, client: Client, identifier: str, service: str = "/ODataApi/OData") -> None:
        self.identifier = identifier
        self._client = client
        self._root = f"{service}/{identifier}"

    def modified(self) -> str:
        """Give when the table was changed last, as the service writes it.

        Raises
        ------
        FetchError
            If the service does not give it.
        """
        for row in self._rows("TableInfos"):
            if isinstance(row.get("Modified"), str) and row["Modified"].strip():
                return str(row["Modified"]).strip()
        raise self._form("TableInfos", "Modified")

    def columns(self) -> tuple[Column, ...]:
        """Give the columns that the table has now.

        Raises
        ------
        FetchError
            If the service does not give them.
        """
        return tuple(
            Column(row["Key"], str(row.get("Type", "")))
            for row in self._rows("DataProperties")
            # What groups columns has no key.
            if isinstance(row.get("Key"), str) and row["Key"]
        )

    def entries(self, dimension: str, prefix: str = "") -> tuple[Entry, ...]:
        """Give the keys of a dimension that begin with ``prefix``.

        Raises
        ------
        FetchError
            If the service does not give them.
        """
        condition = f"startswith(Key,{quoted(prefix)})" if prefix else ""
        found = []
        for row in self._rows(dimension, condition):
            key, title = row.get("Key"), row.get("Title")
            if not isinstance(key, str) or not isinstance(title, str):
                raise self._form(dimension, "Key, Title")
            if key.startswith(prefix):
                found.append(Entry(key, " ".join(title.split()), str(row.get("Status") or "")))
        return tuple(found)

    def rows(self, condition: str) -> list[dict[str, Any]]:
        """Give the rows that answer to a condition, in the form of ``$filter``.

        Raises
        ------
        TooManyError
            If they are more than the service gives at a time.
        FetchError
            If the service does not give them.
        """
        try:
            return list(self._rows("TypedDataSet", condition))
        except TooManyError:
            raise
        except FetchError as error:
            if _REFUSAL.search(str(error.values.get("why", ""))):
                raise TooManyError(error.rule, **error.values) from None
            raise

    def _rows(self, name: str, condition: str = "") -> Iterator[dict[str, Any]]:
        path = f"{self._root}/{name}"
        asked = {"$format": "json"} | ({"$filter": condition} if condition else {})
        page = self._client.get_json(path, asked)
        seen: set[str] = set()
        while True:
            rows = page.get("value") if isinstance(page, dict) else None
            if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
                raise self._form(name, "value")
            yield from rows
            link = page.get("odata.nextLink")
            if link is None:
                # Exactly so many may well be all that it is willing to give.
                if len(rows) >= MOST_ROWS and not seen:
                    raise TooManyError("fetch.too_many", table=self.identifier, limit=MOST_ROWS)
                return
            if not isinstance(link, str) or link in seen:
                raise self._form(name, "odata.nextLink")
            seen.add(link)
            page = self._client.follow(link, path)

    def _form(self, name: str, needed: str) -> FetchError:
        address = f"{self._client.base_url}{self._root}/{name}"
        return FetchError("fetch.form", address=address, needed=needed)


def quoted(text: str) -> str:
    """Write a text as a filter has it.

    Examples
    --------
    >>> quoted("1.1.1 "), quoted("'t Hool")
    ("'1.1.1 '", "'''t Hool'")
    """
    return "'" + text.replace("'", "''") + "'"

"""The OData v3 service of the CBS: catalogue, tables in small answers, tables in pages.

What of it is known and what is guessed stands at the place where it is done.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import quote

from . import kerncijfers, police
from .faults import Answer
from .filters import Condition, FilterError, Value, parse

if TYPE_CHECKING:
    from .tables import Keys, Record, Table

Query = Mapping[str, str]
# ODataApi answers no more rows than this; ODataFeed gives them in pages.
MOST = 10_000
ATOM = b'<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"></feed>'


class Refused(Exception):  # noqa: N818 - an answer of the service, not an error of the replica
    """The service answers with an error status and a sentence."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


def _modified(newest: str) -> str:
    """Give a moment well after the newest month: the real tables change halfway the next one."""
    year, month = int(newest[:4]), int(newest[6:])
    after = date(year + (month + 2) // 12, (month + 2) % 12 + 1, 16)
    return f"{after:%Y-%m-%d}T02:00:00"


class OData:
    """The tables of one gemeente and its surroundings, with what a test changes in them.

    Attributes
    ----------
    page
        Rows on a page of ODataFeed.
    modified
        When each table was changed last, by identifier; a test may set it.
    """

    def __init__(self, gemeente: str, newest: str) -> None:
        known = (*police.tables(gemeente, newest), *kerncijfers.tables(gemeente))
        self._changed: dict[tuple[str, Keys], dict[str, Value] | None] = {}
        self.tables = {table.identifier: self._changeable(table) for table in known}
        self.modified = dict.fromkeys(self.tables, _modified(newest))
        self.page = MOST

    def change(self, table: str, keys: Iterable[str], values: dict[str, Value] | None) -> None:
        """Change values by topic in one row, or take the row away (None).

        ``keys`` are unpadded, one for each dimension in the table's order.
        """
        known = [
            {key.strip(): key for key in dimension.padded()}
            for dimension in self.tables[table].dimensions
        ]
        found = tuple(padded[key] for padded, key in zip(known, keys, strict=True))
        self._changed[table, found] = values

    def _changeable(self, table: Table) -> Table:
        """The same table, but a test's changes come first."""

        def values(keys: Keys) -> tuple[Value, ...] | None:
            change = self._changed.get((table.identifier, keys), {})
            known = table.values(keys)
            if not change or known is None:
                return known if change is not None else None
            return tuple(
                change.get(topic.key, value)
                for topic, value in zip(table.topics, known, strict=True)
            )

        return replace(table, values=values)

    def answer(self, base: str, path: str, query: Query, accept: str) -> Answer:
        """Answer a request for ``path``; links begin with ``base``, such as https://host."""
        service, *rest = [part for part in path.split("/") if part]
        if service == "ODataFeed" and query.get("$format") != "json" and "json" not in accept:
            # The Feed answers in Atom where JSON isn't asked for; here without entries.
            return Answer(200, ATOM, "application/atom+xml;charset=utf-8")
        try:
            return _json(self._told_of(base, service, rest, query))
        except FilterError as error:
            return _refusal(400, str(error))
        except Refused as error:
            return _refusal(error.status, str(error))

    def _told_of(self, base: str, service: str, rest: list[str], query: Query) -> Record:
        match service, rest:
            case "ODataCatalog", ["Tables"]:
                return {"value": self._catalogue(query)}
            # The middle part is written odata and OData; both are answered.
            case "ODataApi" | "ODataFeed", ["odata" | "OData", str(), *_]:
                return self._of_table(base, service, rest[1:], query)
        raise Refused(404, "Resource not found.")

    def _catalogue(self, query: Query) -> list[Record]:
        told = [self._told(table) for table in self.tables.values()]
        return _rows(told, _condition(query, set(told[0])), query)

    def _told(self, table: Table) -> Record:
        return table.info(self.modified[table.identifier])

    def _of_table(self, base: str, service: str, rest: list[str], query: Query) -> Record:
        table = self.tables.get(rest[0])
        if table is None:
            raise Refused(404, f"Resource not found for the segment '{rest[0]}'.")
        root = f"{base}/{service}/odata/{table.identifier}"
        sets = self._sets(table)
        if len(rest) == 1:
            links = [{"name": name, "url": f"{root}/{name}"} for name in sets]
            return {"odata.metadata": f"{root}/$metadata", "value": links}
        name = rest[1]
        if name not in sets:
            raise Refused(404, f"Resource not found for the segment '{name}'.")
        if rest[2:] == ["$count"]:
            # Unreliable, says everyone: it counts the table whatever the filter.
            return {"value": table.size()}
        told: Record = {"odata.metadata": f"{root}/$metadata#Cbs.OData.WebAPI.{name}"}
        rows = sets[name]
        if rows is not None:
            return told | {"value": _rows(rows, _condition(query, set(rows[0])), query)}
        if service == "ODataApi":
            return told | {"value": _few(table, name, query)}
        return told | self._page(table, f"{root}/{name}", query)

    def _sets(self, table: Table) -> dict[str, list[Record] | None]:
        """The entity sets of a table; the two with data are made when they are asked for."""
        dimensions = {
            dimension.name: [dict(row) for row in dimension.rows] for dimension in table.dimensions
        }
        groups: list[Record] = [{"ID": 1, "DimensionKey": "", "Title": "", "ParentID": None}]
        return {
            "TableInfos": [self._told(table)],
            "UntypedDataSet": None,
            "TypedDataSet": None,
            "DataProperties": table.properties(),
            "CategoryGroups": groups,
            **dimensions,
        }

    def _page(self, table: Table, address: str, query: Query) -> Record:
        condition = _condition(query, table.fields())
        start = int(query.get("$skip", "0"))
        wanted = int(query.get("$top", table.size()))
        size = min(self.page, wanted)
        # One more than the page holds tells whether there is a next one.
        rows = list(islice(table.rows(condition), start, start + size + 1))
        told: Record = {"value": _shown(table, address, rows[:size], query)}
        if len(rows) > size and wanted > size:
            asked = {key: text for key, text in query.items() if key not in {"$skip", "$top"}}
            asked["$skip"] = str(start + size)
            if "$top" in query:
                asked["$top"] = str(wanted - size)
            told["odata.nextLink"] = f"{address}?" + "&".join(
                f"{key}={quote(text, safe='')}" for key, text in asked.items()
            )
        return told


def _few(table: Table, name: str, query: Query) -> list[Record]:
    """The rows of an ODataApi answer: without ``$skip``, which can't be trusted there."""
    condition = _condition(query, table.fields())
    top = int(query.get("$top", MOST + 1))
    rows = list(islice(table.rows(condition), min(top, MOST + 1)))
    if len(rows) > MOST:
        # That it refuses is known; with which status and words is not verified.
        raise Refused(500, f"The result has more than {MOST} records; use ODataFeed or a filter.")
    return _shown(table, name, rows, query)


def _shown(table: Table, name: str, rows: list[Record], query: Query) -> list[Record]:
    if name.endswith("UntypedDataSet"):
        topics = [topic.key for topic in table.topics]
        rows = [row | {key: _untyped(row[key]) for key in topics} for row in rows]
    return _selected(rows, query)


def _untyped(value: object) -> str:
    """A value as text, filled up with blanks; a point where there is none."""
    return (value if isinstance(value, str) else "." if value is None else str(value)).rjust(8)


def _rows(rows: list[Record], condition: Condition | None, query: Query) -> list[Record]:
    """Rows of a short list. ``$orderby`` is passed over, as it is seen to be by others."""
    kept = [row for row in rows if condition is None or condition.holds(row)]
    return _selected(kept[: int(query.get("$top", len(kept)))], query)


def _selected(rows: list[Record], query: Query) -> list[Record]:
    if "$select" not in query:
        return rows
    names = [name.strip() for name in query["$select"].split(",")]
    for name in names:
        if rows and name not in rows[0]:
            raise Refused(400, f"Could not find a property named '{name}'.")
    return [{name: row[name] for name in names} for row in rows]


def _condition(query: Query, fields: set[str]) -> Condition | None:
    text = query.get("$filter", "")
    if not text.strip():
        return None
    condition = parse(text)
    for name in sorted(condition.fields() - fields):
        raise Refused(400, f"Could not find a property named '{name}'.")
    return condition


def _json(told: object) -> Answer:
    return Answer(200, json.dumps(told, ensure_ascii=False).encode())


def _refusal(status: int, sentence: str) -> Answer:
    told = {"odata.error": {"code": "", "message": {"lang": "nl-NL", "value": sentence}}}
    return replace(_json(told), status=status)

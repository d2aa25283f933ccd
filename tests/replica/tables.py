"""A table as the CBS serves it: dimensions, topics, and a row for each combination of keys."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from .filters import Condition, Value

Keys = tuple[str, ...]
Record = dict[str, object]


@dataclass(frozen=True, slots=True)
class Dimension:
    """What rows are told apart by; ``kind`` is Dimension, GeoDimension or TimeDimension.

    The rows have a ``Key``, padded with blanks as the service pads it, and a ``Title``.
    """

    name: str
    title: str
    kind: str
    rows: tuple[Mapping[str, object], ...]

    def padded(self) -> list[str]:
        """The keys as they stand in a row."""
        return [str(row["Key"]) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Topic:
    """A column of values; its key ends in the number it has in this table."""

    key: str
    title: str
    unit: str = "aantal"
    datatype: str = "Long"


@dataclass(frozen=True, slots=True)
class Table:
    """A table; ``values`` gives the topics' values for a key of each dimension."""

    identifier: str
    title: str
    catalog: str
    period: str
    frequency: str
    dimensions: tuple[Dimension, ...]
    topics: tuple[Topic, ...]
    values: Callable[[Keys], tuple[Value, ...] | None]

    def fields(self) -> set[str]:
        """The names of a row's fields."""
        names = {dimension.name for dimension in self.dimensions}
        return {"ID"} | names | {topic.key for topic in self.topics}

    def size(self) -> int:
        """The number of combinations of keys."""
        size = 1
        for dimension in self.dimensions:
            size *= len(dimension.rows)
        return size

    def rows(self, condition: Condition | None = None) -> Iterator[Record]:
        """Make the rows that answer to a condition, one by one, in the table's own order."""
        names = [dimension.name for dimension in self.dimensions]
        places = [
            [
                (place, key)
                for place, key in enumerate(dimension.padded())
                if condition is None or condition.holds({dimension.name: key}) is not False
            ]
            for dimension in self.dimensions
        ]
        for combination in product(*places):
            keys = tuple(key for _, key in combination)
            values = self.values(keys)
            if values is None:
                continue
            number = 0
            for dimension, (place, _) in zip(self.dimensions, combination, strict=True):
                number = number * len(dimension.rows) + place
            row: Record = {"ID": number, **dict(zip(names, keys, strict=True))}
            row.update(zip((topic.key for topic in self.topics), values, strict=True))
            if condition is None or condition.holds(row):
                yield row

    def properties(self) -> list[Record]:
        """What ``DataProperties`` tells: a line for each dimension and topic."""
        told: list[Record] = []
        for place, dimension in enumerate(self.dimensions):
            told.append(
                _property(place, dimension.kind, dimension.name, dimension.title)
                | {"ReleasePolicy": False}
            )
        for place, topic in enumerate(self.topics, start=len(told)):
            told.append(
                _property(place, "Topic", topic.key, topic.title)
                | {"Datatype": topic.datatype, "Unit": topic.unit, "Decimals": 0, "Default": "None"}
            )
        return told

    def info(self, modified: str) -> Record:
        """What ``TableInfos`` and the catalogue tell of the table."""
        return {
            "ID": 0,
            "Title": self.title,
            "ShortTitle": self.title,
            "Identifier": self.identifier,
            "Summary": f"{self.title}. Namaak voor tests.",
            "Modified": modified,
            "ReasonDelivery": "Actualisering",
            "Language": "nl",
            "Catalog": self.catalog,
            "Frequency": self.frequency,
            "Period": self.period,
            "Updates": self.frequency,
            "OutputStatus": "Regulier",
        }


def _property(place: int, kind: str, key: str, title: str) -> Record:
    return {
        "odata.type": f"Cbs.OData.{kind}",
        "ID": place,
        "Position": place,
        "ParentID": None,
        "Type": kind,
        "Key": key,
        "Title": title,
        "Description": "",
    }

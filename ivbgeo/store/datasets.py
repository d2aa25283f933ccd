"""Datasets and the imports that brought them: what a figure's provenance is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select, update

from ivbgeo.figure import Classification, Provenance
from ivbgeo.period import Period
from ivbgeo.store import schema
from ivbgeo.store.erasing import leave_nothing
from ivbgeo.viewer import ROWS

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.engine import Connection, Row

__all__ = [
    "EMBEDDED",
    "FETCHED",
    "Dataset",
    "ImportRecord",
    "add_dataset",
    "add_import",
    "change_dataset",
    "count_rows",
    "find_import",
    "list_datasets",
    "list_imports",
    "put_dataset",
    "remove_datasets",
    "remove_import",
]


# Kinds of datasets, beside those of files: what came with ivbgeo, and what was fetched.
EMBEDDED = "embedded"
FETCHED = "fetched"


@dataclass(frozen=True, slots=True)
class Dataset:
    """One source in the store. ``kind``: embedded, or that of the files that it was read from."""

    id: int
    kind: str
    provenance: Provenance

    @property
    def is_embedded(self) -> bool:
        """Whether it came with ivbgeo."""
        return self.kind == EMBEDDED


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """What was read from one file, and when. ``covers``: the months that its rows are of."""

    dataset_id: int
    kind: str
    file: str
    sha256: str
    imported_at: datetime
    rows_read: int
    rows_written: int
    unplaced: int
    covers: Period | None
    data_version: int = 0
    id: int = 0


def add_dataset(connection: Connection, kind: str, provenance: Provenance) -> int:
    """Write a dataset and give its number."""
    result = connection.execute(
        insert(schema.dataset).returning(schema.dataset.c.id),
        {"kind": kind, **_columns(provenance)},
    )
    return int(result.scalar_one())


def change_dataset(connection: Connection, dataset_id: int, provenance: Provenance) -> None:
    """Write a dataset's provenance anew, after another file came to it."""
    connection.execute(
        update(schema.dataset)
        .where(schema.dataset.c.id == dataset_id)
        .values(**_columns(provenance))
    )


def put_dataset(connection: Connection, kind: str, provenance: Provenance) -> int:
    """Write a dataset, anew if one of its key is there, and empty it; gives its number.

    Its divisions stay, for rows of other datasets may lie in them.
    """
    query = select(schema.dataset.c.id).where(schema.dataset.c.key == provenance.dataset)
    number = connection.execute(query).scalar_one_or_none()
    if number is None:
        return add_dataset(connection, kind, provenance)
    change_dataset(connection, number, provenance)
    for table in schema.metadata.sorted_tables:
        if "dataset_id" in table.c and table is not schema.division:
            connection.execute(delete(table).where(table.c.dataset_id == number))
    return int(number)


def list_datasets(connection: Connection) -> tuple[Dataset, ...]:
    """Give every dataset, in the order in which they came."""
    rows = connection.execute(select(schema.dataset).order_by(schema.dataset.c.id))
    return tuple(
        Dataset(
            row.id,
            row.kind,
            Provenance(
                dataset=row.key,
                title=row.title,
                source=row.source,
                # The name of a file of rows may tell too much: its import has it, for beheer.
                table="" if row.kind in ROWS else row.source_table,
                retrieved=row.retrieved,
                sha256=row.sha256,
                licence=row.licence,
                classification=Classification(row.classification),
                url=row.url,
                remark=row.remark,
            ),
        )
        for row in rows
    )


# What a user calls the rows of a table; what is not named here is not counted for one.
_NOUNS = {
    schema.incident: "incidenten",
    schema.casus: "casussen",
    schema.camera: "camera's",
    schema.camera_area: "cameragebieden",
    schema.prevention_row: "gebieden, rondes en avonden",
    schema.area_count: "tellingen",
    schema.postcode: "postcodes",
    schema.indicator: "indicatoren",
    schema.speerpunt: "speerpunten",
    schema.speerpunt_category: "soorten van een speerpunt",
    schema.regional_priority: "prioriteiten",
    schema.division: "indelingen",
    schema.crosswalk: "overgangen tussen jaren",
    schema.category: "soorten",
}


_IS_MEASURES = schema.dataset.c.key == "measures"


def count_rows(connection: Connection) -> dict[int, dict[str, int]]:
    """Count the rows of each dataset by noun: number of the dataset → Dutch noun → count."""
    counted: dict[int, dict[str, int]] = {}
    for table, noun in _NOUNS.items():
        query = select(table.c.dataset_id, func.count()).group_by(table.c.dataset_id)
        for dataset_id, count in connection.execute(query):
            counted.setdefault(dataset_id, {})[noun] = count
    # Inspanningen are of nobody's dataset since they can be changed; where they began still tells.
    of_documents = select(func.count()).where(schema.measure.c.origin.is_not(None))
    for dataset_id in connection.scalars(select(schema.dataset.c.id).where(_IS_MEASURES)):
        counted[dataset_id] = {"inspanningen": connection.execute(of_documents).scalar_one()}
    return counted


def remove_datasets(connection: Connection, keys: set[str]) -> None:
    """Take datasets away, with everything that they brought."""
    connection.execute(delete(schema.dataset).where(schema.dataset.c.key.in_(keys)))


def add_import(connection: Connection, record: ImportRecord) -> int:
    """Write an import record, under the data version of this transaction; gives its number."""
    version = connection.execute(select(schema.data_version.c.version)).scalar_one()
    result = connection.execute(
        insert(schema.import_record).returning(schema.import_record.c.id),
        {
            "dataset_id": record.dataset_id,
            "kind": record.kind,
            "file": record.file,
            "sha256": record.sha256,
            "imported_at": record.imported_at,
            "rows_read": record.rows_read,
            "rows_written": record.rows_written,
            "unplaced": record.unplaced,
            "covers_first": record.covers.first_index if record.covers else None,
            "covers_last": record.covers.last_index if record.covers else None,
            "data_version": version,
        },
    )
    return int(result.scalar_one())


def remove_import(connection: Connection, import_id: int) -> None:
    """Take away the record of an import, with all rows that came by it."""
    leave_nothing(connection)  # they may be of persons
    record = schema.import_record
    connection.execute(delete(record).where(record.c.id == import_id))


def find_import(connection: Connection, kind: str, sha256: str) -> ImportRecord | None:
    """Give the record of an earlier import of the same bytes as the same kind."""
    found = [r for r in list_imports(connection) if (r.kind, r.sha256) == (kind, sha256)]
    return found[0] if found else None


def list_imports(connection: Connection) -> tuple[ImportRecord, ...]:
    """Give every import record, the oldest first."""
    rows = connection.execute(select(schema.import_record).order_by(schema.import_record.c.id))
    return tuple(_record(row) for row in rows)


def _columns(provenance: Provenance) -> dict[str, object]:
    return {
        "key": provenance.dataset,
        "title": provenance.title,
        "source": provenance.source,
        "source_table": provenance.table,
        "url": provenance.url,
        "licence": provenance.licence,
        "remark": provenance.remark,
        "retrieved": provenance.retrieved,
        "sha256": provenance.sha256,
        "classification": provenance.classification.value,
    }


def _record(row: Row[Any]) -> ImportRecord:
    known = row.covers_first is not None
    return ImportRecord(
        dataset_id=row.dataset_id,
        kind=row.kind,
        file=row.file,
        sha256=row.sha256,
        imported_at=row.imported_at,
        rows_read=row.rows_read,
        rows_written=row.rows_written,
        unplaced=row.unplaced,
        covers=Period.of_indices(row.covers_first, row.covers_last) if known else None,
        data_version=row.data_version,
        id=row.id,
    )

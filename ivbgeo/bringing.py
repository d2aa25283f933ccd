"""A file that was read and checked, into the store: its rows, its record and its dataset."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ivbgeo.errors import DataError, StoreError
from ivbgeo.figure import Classification, Provenance
from ivbgeo.overlap import chained, find_overlaps, replaceable, tell_overlap
from ivbgeo.record import Act
from ivbgeo.record.told import import_entry
from ivbgeo.rowcolumns import store_columns
from ivbgeo.sources import Kind
from ivbgeo.store import Store, categories, datasets, divisions, rows
from ivbgeo.store.record import add_lines
from ivbgeo.store.remarks import add_remarks
from ivbgeo.tablefiles import TABLES, write_table

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.engine import Connection

    from ivbgeo.atlas import Edition
    from ivbgeo.period import Period
    from ivbgeo.sources import ParsedFile
    from ivbgeo.sources.remarks import Remarks
    from ivbgeo.viewer import Viewer

__all__ = ["WITH_REMARKS", "Bringing"]

WITH_REMARKS = frozenset({Kind.INCIDENTS, Kind.CASES})
"""The kinds of files that may have free text to keep."""

_TITLES = {
    Kind.INCIDENTS: "Incidenten uit eigen bestanden",
    Kind.CASES: "Casussen woonoverlast uit eigen bestanden",
    Kind.CAMERAS: "Camera's uit eigen bestanden",
    Kind.POPULATION: "Bevolking uit een eigen bestand",
    Kind.INDICATORS: "Indicatoren uit een eigen bestand",
}


@dataclass(frozen=True, slots=True)
class Bringing:
    """A file that is right, on its way into the store.

    ``covers``: the months that its rows are of. ``replaces``: whether it comes in the place of
    earlier files of these months. ``classification``: who it is for; casework is of people, the
    rest is the office's, until somebody says otherwise. ``remarks``: its free text, where that is
    kept.
    """

    edition: Edition
    parsed: ParsedFile
    covers: Period | None
    replaces: bool
    classification: Classification = Classification.INTERN
    remarks: Remarks | None = None

    @property
    def kind(self) -> Kind:
        """What the file holds."""
        return self.parsed.kind

    def among(self, connection: Connection) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Tell of the earlier imports that it overlaps, and name those that it replaces.

        Raises
        ------
        DataError
            If it can't come in the place of one of them.
        """
        found = find_overlaps(connection, self.kind.value, self.covers)
        if self.replaces:
            return (), tuple(one.file for one in replaceable(found, self.covers, self.parsed.file))
        return tuple(tell_overlap(one, self.covers) for one in found if self.covers), ()

    def write(
        self,
        connection: Connection,
        viewer: Viewer,
        unplaced: int,
        progress: Callable[[int], None] | None,
    ) -> int:
        """Write it all, in a transaction, and who brought it; gives the data version it is of.

        Raises
        ------
        DataError
            If somebody else read the file in meanwhile, or it can't come in the place of another.
        StoreError
            If the areas or the categories have changed since the file was checked.
        """
        parsed, kind = self.parsed, self.kind
        self._refuse_moved(connection)
        if datasets.find_import(connection, kind.value, parsed.sha256) is not None:
            raise DataError("import.meanwhile", file=parsed.file)
        if self.replaces:
            found = find_overlaps(connection, kind.value, self.covers)
            for one in replaceable(found, self.covers, parsed.file):
                datasets.remove_import(connection, one.id)
                add_lines(connection, [import_entry(viewer, Act.TERUGGEDRAAID, one)])
        dataset_id = self._dataset(connection)
        size = len(parsed.rows)
        record = datasets.ImportRecord(
            dataset_id=dataset_id,
            kind=kind.value,
            file=parsed.file,
            sha256=parsed.sha256,
            imported_at=datetime.now(UTC),
            rows_read=parsed.rows_read,
            rows_written=size,
            unplaced=unplaced,
            covers=self.covers,
        )
        import_id = datasets.add_import(connection, record)
        brought = import_entry(viewer, Act.INGELEZEN, replace(record, id=import_id))
        if kind in TABLES:
            write_table(connection, self.edition, kind, dataset_id, parsed.rows)
            add_lines(connection, [brought])
            return Store.version_in(connection)
        columns = store_columns(kind, parsed.rows, self.edition)
        written = rows.add_rows(
            connection, kind.value, dataset_id, import_id, columns, progress=progress
        )
        if written != size:
            raise DataError("import.count", file=parsed.file, read=size, value=written)
        if self.remarks is not None:
            add_remarks(connection, import_id, self.remarks)
        add_lines(connection, [brought])
        return Store.version_in(connection)

    def _refuse_moved(self, connection: Connection) -> None:
        """Refuse where areas or categories are not those that the file was checked by."""
        numbers, hashes = (
            divisions.division_numbers(connection),
            divisions.content_hashes(connection),
        )
        known = {category.code for category in self.edition.taxonomy}
        now = {category.code for category in categories.read_taxonomy(connection)}
        edition = self.edition
        if (numbers, hashes) != (dict(edition.numbers), dict(edition.hashes)) or known - now:
            raise StoreError("store.moved_on")

    def _dataset(self, connection: Connection) -> int:
        """Give the dataset of the kind; its provenance names the newest file and hashes all.

        Tables have one each: no two of them are ever added up.
        """
        kind, parsed = self.kind, self.parsed
        key = f"import/{kind.value}" + (f"/{parsed.sha256[:12]}" if kind in TABLES else "")
        found = [d for d in datasets.list_datasets(connection) if d.provenance.dataset == key]
        earlier = datasets.list_imports(connection)
        before = [one for one in earlier if one.kind == kind.value and kind not in TABLES]
        provenance = Provenance(
            dataset=key,
            title=_TITLES[kind],
            source="Gemeente, eigen bestand",
            table=parsed.file,
            retrieved=datetime.now(UTC).date(),
            sha256=chained(before, parsed.sha256),
            licence="niet openbaar",
            classification=self.classification,
        )
        if found:
            datasets.change_dataset(connection, found[0].id, provenance)
            return found[0].id
        return datasets.add_dataset(connection, kind.value, provenance)

"""What came of a file that was brought in: the same for the command line and the app."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ivbgeo.errors import DataError
from ivbgeo.messages import sentence
from ivbgeo.sources import Rejection
from ivbgeo.sources.fault import visible
from ivbgeo.sources.opening import digest

if TYPE_CHECKING:
    from pathlib import Path

    from ivbgeo.placement import Placement
    from ivbgeo.sources import Kind, ParsedFile
    from ivbgeo.sources.remarks import Remarks

__all__ = ["ImportReport", "refusal", "report_of", "tell_remarks"]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What came of one file; as JSON it is the report of the command line and of the app.

    ``overlaps``: a sentence for each earlier import that has months in common with the file.
    ``replaced``: the files in the place of which it came. ``placed``, ``spellings``, ``not_found``
    and ``notes``: as in ``Placement``; ``placing_columns``: what was only used for that.
    ``remarks``: how many free texts are kept; ``taken_out``: kind → how often it was taken out.
    """

    file: str
    sha256: str
    kind: str
    rows_read: int
    rows_written: int
    rows_rejected: int
    rejections: tuple[Rejection, ...]
    unplaced: int
    data_version: int
    message: str
    ignored_columns: tuple[str, ...] = ()
    personal_columns: tuple[str, ...] = ()
    overlaps: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    placing_columns: tuple[str, ...] = ()
    placed: dict[str, int] = field(default_factory=dict)
    spellings: tuple[str, ...] = ()
    not_found: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    remarks: int = 0
    taken_out: dict[str, int] = field(default_factory=dict)

    @property
    def refused(self) -> bool:
        """Whether the file was refused."""
        return bool(self.rejections)


def refusal(path: Path, kind: Kind, error: DataError, *, version: int) -> ImportReport:
    """Give the report of a file that can't be read as a whole: one rejection, of no row."""
    try:
        sha256 = digest(path)
    except (DataError, OSError):
        sha256 = ""
    line = error.values.get("line")
    return ImportReport(
        file=path.name,
        sha256=sha256,
        kind=kind.value,
        rows_read=0,
        rows_written=0,
        rows_rejected=0,
        rejections=(
            Rejection(
                line=line if isinstance(line, int) else 0,
                column=visible(error.values.get("column", "")),
                value=visible(error.values.get("value", "")),
                rule=error.rule,
                message=str(error),
            ),
        ),
        unplaced=0,
        data_version=version,
        message="Het bestand is geweigerd. Er is niets ingelezen.",
    )


def report_of(
    parsed: ParsedFile,
    *,
    version: int,
    message: str,
    placement: Placement | None = None,
    remarks: Remarks | None = None,
    overlaps: tuple[str, ...] = (),
    replaced: tuple[str, ...] = (),
) -> ImportReport:
    """Give the report of a file that was read, of which nothing is written yet."""
    kept = {visible(column) for column in remarks.columns} if remarks else set()
    return ImportReport(
        file=parsed.file,
        sha256=parsed.sha256,
        kind=parsed.kind.value,
        rows_read=parsed.rows_read,
        rows_written=0,
        rows_rejected=len({rejection.line for rejection in parsed.rejections}),
        rejections=parsed.rejections,
        unplaced=placement.unplaced if placement else 0,
        data_version=version,
        message=message,
        ignored_columns=tuple(each for each in parsed.ignored_columns if each not in kept),
        personal_columns=tuple(each for each in parsed.personal_columns if each not in kept),
        overlaps=overlaps,
        replaced=replaced,
        placing_columns=parsed.placing_columns,
        placed=placement.placed if placement else {},
        spellings=placement.spellings if placement else (),
        not_found=placement.not_found if placement else (),
        notes=placement.notes if placement else (),
        remarks=len(remarks.texts) if remarks else 0,
        taken_out=dict(sorted(remarks.taken_out.items())) if remarks else {},
    )


def tell_remarks(report: ImportReport) -> str:
    """Say how many free texts are kept, and what was taken out of them; empty where none are."""
    if not report.remarks:
        return ""
    told = ", ".join(f"{count} × {kind}" for kind, count in report.taken_out.items())
    return sentence("remarks.kept", count=report.remarks, told=told or "niets")

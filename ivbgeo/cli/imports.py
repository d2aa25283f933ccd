"""``ivbgeo import``."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import asdict, replace
from functools import partial
from typing import TYPE_CHECKING

from geo import GeoError, Level
from ivbgeo.areafiles import import_areas
from ivbgeo.atlas import Atlas
from ivbgeo.cli import output
from ivbgeo.cli.preview import tell_preview
from ivbgeo.cli.withholding import decide_after
from ivbgeo.errors import DataError, UsageError
from ivbgeo.fetch.addresses import open_address_book
from ivbgeo.fetch.http import FetchError
from ivbgeo.figure import Classification
from ivbgeo.importing import ImportReport, ReadOptions, import_file, refusal
from ivbgeo.importreport import tell_remarks
from ivbgeo.messages import sentence
from ivbgeo.placement import Evidence
from ivbgeo.prevention.importing import import_preventions
from ivbgeo.preview import Preview, look
from ivbgeo.register.importing import import_camera_areas
from ivbgeo.settings import Settings
from ivbgeo.sources import ColumnMapping, Kind
from ivbgeo.store import Store
from ivbgeo.whole import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ivbgeo.atlas import Edition
    from ivbgeo.prevention.kind import PreventionKind

__all__ = ["run_import"]

_SHOWN = 20


def run_import(
    kind: str,
    files: list[Path],
    mapping: Path | None,
    crs: str | None,
    division_year: int | None,
    report: Path | None,
    level: Level | None = None,
    classification: Classification | None = None,
    *,
    dry_run: bool,
    replaces: bool = False,
    prevention: PreventionKind | None = None,
) -> bool:
    """Import files one by one; tells whether any of them was refused.

    ``prevention``: what all of a file of prevention is; None: the file says so.
    """
    try:
        wanted = Kind(kind)
    except ValueError:
        raise UsageError("import.kind", value=kind, known=", ".join(Kind)) from None
    if level is not None and wanted is not Kind.AREAS:
        raise UsageError("import.level", value=level)
    if classification is not None and wanted is Kind.AREAS:
        raise UsageError("import.classification", value=classification)
    # A file that is not there yet is to be written, after looking.
    written = mapping if dry_run and mapping is not None and not mapping.exists() else None
    options = ReadOptions(
        mapping=None if mapping is None or written else ColumnMapping.load(mapping),
        crs=_epsg(crs),
        division_year=division_year,
        replace=replaces,
        classification=classification or Classification.INTERN,
        keep_remarks=Settings.load().remarks_kept,
    )
    reports: list[ImportReport] = []
    try:
        with closing(Store.open(Settings.load().database_url)) as store:
            atlas = Atlas(store)
            for file in files:
                bring = _of_shapes(store, atlas, file, wanted, options, level, prevention)
                if bring is not None:
                    reports.append(_import_shapes(store, file, wanted, bring, dry_run))
                    _tell(reports[-1])
                    continue
                edition = atlas.edition()
                seen = _import(store, edition, file, wanted, options, dry_run)
                reports.append(seen.report if isinstance(seen, Preview) else seen)
                _tell(reports[-1])
                if isinstance(seen, Preview):
                    tell_preview(seen)
                    if written is not None:
                        write_whole(written, seen.mapping.dumps().encode())
                        output.say(sentence("import.map_written", file=written))
                        written = None
    finally:
        if report is not None and reports:
            _write(report, reports)
    decide_after(changed=not dry_run)
    return any(one.refused for one in reports)


def _import(
    store: Store,
    edition: Edition,
    file: Path,
    kind: Kind,
    options: ReadOptions,
    dry_run: bool,  # noqa: FBT001 - as the option has it
) -> ImportReport | Preview:
    gemeente = edition.division(edition.division_id(Level.GEMEENTE)).codes[0]
    try:
        with (
            output.following() as show,
            open_address_book(
                Settings.load(),
                gemeente,
                progress=lambda done, total: show("Adressen opzoeken", done, total),
                tell=output.say,
            ) as book,
        ):
            told = replace(options, addresses=book)
            if dry_run:
                return look(store, edition, file, kind, told)
            return import_file(
                store,
                edition,
                file,
                kind,
                told,
                progress=lambda done, total: show(
                    f"{file.name} inlezen (kB)", done // 1000, total // 1000
                ),
            )
    except FetchError:
        # It is not the file that is wrong.
        raise
    except DataError as error:
        return refusal(file, kind, error, version=edition.version)


def _of_shapes(
    store: Store,
    atlas: Atlas,
    file: Path,
    kind: Kind,
    options: ReadOptions,
    level: Level | None,
    prevention: PreventionKind | None,
) -> Callable[..., ImportReport] | None:
    """Give what brings in a file of shapes, but for ``dry_run``; None where it has rows."""
    crs, whom = options.crs, options.classification
    if kind is Kind.AREAS:
        return partial(
            import_areas, store, file, level=level, division_year=options.division_year, crs=crs
        )
    if kind is Kind.CAMERA_AREAS:
        return partial(
            import_camera_areas, store, atlas.edition(), file, crs=crs, classification=whom
        )
    if kind is Kind.PREVENTION:
        return partial(
            import_preventions, atlas.edition(), file, kind=prevention, crs=crs,
            classification=whom,
        )  # fmt: skip
    return None


def _import_shapes(
    store: Store,
    file: Path,
    kind: Kind,
    bring: Callable[..., ImportReport],
    dry_run: bool,  # noqa: FBT001 - as the option has it
) -> ImportReport:
    try:
        with output.working(f"{file.name} inlezen"):
            return bring(dry_run=dry_run)
    except (DataError, GeoError) as error:
        return refusal(file, kind, _of_domain(error), version=store.version)


def _of_domain(error: DataError | GeoError) -> DataError:
    return error if isinstance(error, DataError) else DataError(error.rule, **error.values)


def _epsg(text: str | None) -> int | None:
    if text is None:
        return None
    digits = text.upper().removeprefix("EPSG:")
    if digits not in {"28992", "4326"}:
        raise UsageError("import.crs", value=text)
    return int(digits)


def _tell(report: ImportReport) -> None:
    say = output.error if report.refused else output.say
    say(f"{report.file}: {report.message}")
    for rejection in report.rejections[:_SHOWN]:
        output.error(f"  {rejection.message}")
    if len(report.rejections) > _SHOWN:
        output.error(f"  … en nog {len(report.rejections) - _SHOWN}. Zie het verslag (--report).")
    for text in report.overlaps:
        output.say(f"  {text}")
    if report.replaced:
        output.say(f"  {sentence('import.replaced', files=', '.join(report.replaced))}")
    _tell_places(report)
    if report.placing_columns:
        names = ", ".join(report.placing_columns)
        output.say(f"  Alleen gebruikt voor de plaats, niet bewaard: {names}.")
    if report.ignored_columns:
        output.say(f"  Niet overgenomen: {', '.join(report.ignored_columns)}.")
    if report.personal_columns:
        names = ", ".join(report.personal_columns)
        output.say(f"  Daarvan kunnen dit gegevens van personen zijn: {names}.")
    if report.remarks:
        output.say(f"  {tell_remarks(report)}")


def _tell_places(report: ImportReport) -> None:
    """Say what rows were placed by, if it was more than what the file says outright."""
    found = {by: count for by, count in report.placed.items() if count}
    if not report.not_found and found.keys() <= {Evidence.POINT, Evidence.CODE, Evidence.NONE}:
        told = ""
    else:
        told = ", ".join(f"{count} {by}" for by, count in found.items())
    if told:
        output.say(f"  Plaats van de regels: {told}.")
    for what, names in (
        ("Anders gespeld", report.spellings),
        ("Niet gevonden", report.not_found),
    ):
        more = f" en nog {len(names) - _SHOWN}" if len(names) > _SHOWN else ""
        if names:
            output.say(f"  {what}: {', '.join(names[:_SHOWN])}{more}.")
    for note in report.notes:
        output.say(f"  {note}")


def _write(path: Path, reports: list[ImportReport]) -> None:
    """Write one report as an object, several as a list."""
    records = [asdict(report) for report in reports]
    content: object = records[0] if len(records) == 1 else records
    write_whole(path, (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode())

"""Bringing a file in: upload, look, confirm, progress, report. Owns these widgets and the file."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from geo import Level
from ivbgeo.areafiles import import_areas
from ivbgeo.bringing import WITH_REMARKS
from ivbgeo.dutch import number
from ivbgeo.errors import DataError
from ivbgeo.fetch.addresses import open_address_book
from ivbgeo.importing import ReadOptions, import_file
from ivbgeo.importreport import tell_remarks
from ivbgeo.preview import Preview, look
from ivbgeo.sources import ColumnMapping, Kind
from ivbgeo.sources.columns import is_remark
from ivbgeo.sources.guess import FirstLook, fields_of, first_look
from views.components import session
from views.components.file_box import file_box, put_down
from views.components.markdown import plain
from views.components.newest import refresh
from views.components.plain_table import plain_table
from views.components.upload_shapes import SHAPES, upload_shapes

if TYPE_CHECKING:
    from pathlib import Path

    from ivbgeo.atlas import Edition
    from ivbgeo.importing import ImportReport
    from ivbgeo.store import Store
    from ivbgeo.viewer import Viewer

__all__ = ["upload"]

_KINDS = {
    Kind.INCIDENTS: "Incidenten",
    Kind.CASES: "Casussen woonoverlast",
    Kind.CAMERAS: "Camera’s",
    Kind.POPULATION: "Bevolking",
    Kind.INDICATORS: "Indicatoren",
    Kind.AREAS: "Gebieden",
    Kind.CAMERA_AREAS: "Cameragebieden",
    Kind.PREVENTION: "Preventie: groepen, WAS-gebieden, zones en avonden",
}
_SUFFIXES = [
    "csv", "tsv", "txt", "xlsx", "ods", "geojson", "json", "gpkg", "zip", "parquet",
]  # fmt: skip
_SYSTEMS = {None: "Wat het bestand zegt", 28992: "RD (meters)", 4326: "Lengte en breedte (graden)"}
_NOT_THERE = "— niet in dit bestand —"
_DONE = "upload-done"
_FILE = "upload-file"
_KEPT = "upload-kept"
_TURN = "upload-turn"
_SEEN = "upload-seen"


def upload(store: Store, viewer: Viewer) -> None:
    """Draw the steps as far as they have come."""
    viewer.must_manage()
    done: ImportReport | None = st.session_state.pop(_DONE, None)
    if done is not None:
        st.success(plain(f"{done.file}: {done.message}"))
        # The page may be scrolled down to where the button was.
        st.toast(plain(done.message))
        for remark in done.overlaps:
            st.warning(plain(remark))
    kind = st.selectbox("Wat staat erin?", list(_KINDS), format_func=_KINDS.__getitem__)
    # A new key after each import: the file that was read in is not offered again.
    turn = st.session_state.setdefault(_TURN, 0)
    given = file_box("Bestand", _SUFFIXES, key=f"{_FILE}-{turn}")
    if given is None:
        st.session_state.pop(_KEPT, None)
        st.caption(
            "CSV, Excel, OpenDocument, GeoJSON, GeoPackage, Shapefile (als .zip) of Parquet. "
            "Namen en adressen worden niet overgenomen, en vrije tekst alleen als dat is ingesteld."
        )
        return
    path = _kept(given)
    if kind is Kind.AREAS:
        _areas(store, viewer, path)
        return
    if kind in SHAPES:
        report = upload_shapes(store, viewer, path, kind)
        if report is not None:
            _finish(report)
        return
    try:
        first = first_look(path, kind)
    except DataError as error:
        st.error(plain(str(error)))
        return
    with_text = session.settings().remarks_kept and kind in WITH_REMARKS
    options = replace(
        _options(kind, first, with_text=with_text), viewer=viewer, keep_remarks=with_text
    )
    _check_and_import(store, path, kind, options)


def _kept(given: Any) -> Path:
    """Write the upload to a folder that goes when another file comes, or the session ends."""
    kept = st.session_state.get(_KEPT)
    if kept is None or kept[0] != given.file_id:
        folder = tempfile.TemporaryDirectory(dir=session.uploads())
        kept = st.session_state[_KEPT] = given.file_id, folder, put_down(given, folder.name)
    return kept[2]


def _options(kind: Kind, first: FirstLook, *, with_text: bool) -> ReadOptions:
    """Draw which column is what, and what the file does not say; gives what was chosen.

    Parameters
    ----------
    with_text
        Whether free text is kept.
    """
    names = ", ".join(one for one in first.withheld if not (with_text and is_remark(one)))
    if names:
        st.caption(plain(f"Deze kolommen kunnen over personen gaan en blijven weg: {names}."))
    with st.expander("Welke kolom is wat?", expanded=not _is_clear(kind, first)):
        kept = _remembered(kind)
        guess = kept.columns or first.guess
        columns: dict[str, str] = {}
        grid = st.columns(3)
        for at, field in enumerate(fields_of(kind)):
            if field.name in ("x", "y") and first.has_points:
                continue
            options = [_NOT_THERE, *first.columns]
            guessed = guess.get(field.name, _NOT_THERE)
            chosen = grid[at % 3].selectbox(
                field.title + (" (nodig)" if field.required else ""),
                options,
                index=options.index(guessed) if guessed in options else 0,
                key=f"column-{kind}-{field.name}-{hash((first.columns, *guess.items()))}",
            )
            if chosen != _NOT_THERE:
                columns[field.name] = chosen
        left, middle, right = st.columns(3)
        crs = left.selectbox(
            "Stelsel van de coördinaten",
            _SYSTEMS,
            index=list(_SYSTEMS).index(kept.crs),
            format_func=_SYSTEMS.__getitem__,
        )
        years = sorted({d.year for d in session.edition().numbers}, reverse=True)
        year = middle.selectbox(
            "Gebiedscodes zijn van de indeling van",
            [None, *years],
            index=1 + years.index(kept.division_year) if kept.division_year in years else 0,
            format_func=lambda value: str(value or "het jaar dat in het bestand staat"),
        )
        replacing = right.checkbox(
            "In plaats van wat er over deze maanden al was",
            help="Voor een export die elke keer alles bevat: dan telt niets dubbel.",
        )
    mapping = ColumnMapping(kind, columns)
    st.download_button(
        "Bewaar deze keuzes als bestand",
        replace(mapping, crs=crs, division_year=year).dumps(),
        f"{kind}.toml",
        on_click="ignore",
    )
    return ReadOptions(mapping=mapping, crs=crs, division_year=year, replace=replacing)


def _remembered(kind: Kind) -> ColumnMapping:
    """Ask for choices that were kept before; empty if there are none."""
    given = file_box("Keuzes die u eerder bewaarde", ["toml"], key=f"map-{kind}", most=1)
    if given is None:
        return ColumnMapping(kind)
    try:
        mapping = ColumnMapping.loads(given.getvalue().decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        # Of TOML and of Unicode: both are ValueErrors.
        raise DataError("mapping.broken", file=given.name, why=str(error)[:200]) from None
    if mapping.kind is not kind:
        raise DataError("mapping.other_kind", value=mapping.kind, kind=kind)
    return mapping


def _areas(store: Store, viewer: Viewer, path: Path) -> None:
    """Look at a file with areas, and bring it in."""
    left, right = st.columns(2)
    level = left.selectbox(
        "Niveau", [None, *Level], format_func=lambda level: level or "wat het bestand zegt"
    )
    year = right.number_input("Jaar van de indeling", 1995, 2100, value=None, step=1)
    options = {
        "level": level,
        "division_year": None if year is None else int(year),
        "viewer": viewer,
    }
    key = (path, level, year, store.version)
    kept = st.session_state.get(_SEEN)
    if kept is None or kept[0] != key:
        kept = st.session_state[_SEEN] = key, import_areas(store, path, dry_run=True, **options)
    st.info(plain(kept[1].message))
    if st.button("Inlezen", type="primary"):
        with st.spinner("Inlezen …"):
            _finish(import_areas(store, path, **options))


def _finish(report: ImportReport) -> None:
    """Keep what to say for after the page is made again, without the file."""
    st.session_state[_DONE] = report
    st.session_state[_TURN] += 1
    st.session_state.pop(_KEPT, None)
    refresh()


def _is_clear(kind: Kind, first: FirstLook) -> bool:
    return all(field.name in first.guess for field in fields_of(kind) if field.required)


def _check_and_import(store: Store, path: Path, kind: Kind, options: ReadOptions) -> None:
    edition = session.edition()
    gemeente = edition.division(edition.division_id(Level.GEMEENTE)).codes[0]
    try:
        with open_address_book(session.settings(), gemeente) as book:
            told = replace(options, addresses=book)
            seen = _looked(store, edition, path, kind, told)
            _show(seen)
            if seen.is_new and st.button("Inlezen", type="primary"):
                bar = st.progress(0.0, "Inlezen …")

                def progress(done: int, total: int) -> None:
                    bar.progress(min(done / max(total, 1), 1.0), "Inlezen …")

                _finish(import_file(store, edition, path, kind, told, progress=progress))
    except DataError as error:
        st.error(plain(str(error)))


def _looked(
    store: Store, edition: Edition, path: Path, kind: Kind, options: ReadOptions
) -> Preview:
    """Look at the file once for each choice: a large one takes a while."""
    key = (path, kind, repr(replace(options, addresses=None)), edition.version)
    kept = st.session_state.get(_SEEN)
    if kept is None or kept[0] != key:
        with st.spinner("Het bestand nakijken …"):
            kept = st.session_state[_SEEN] = key, look(store, edition, path, kind, options)
    seen: Preview = kept[1]
    return seen


def _show(seen: Preview) -> None:
    report = seen.report
    if report.refused:
        st.error(plain(report.message))
        st.markdown("\n".join(_times(sentence, count) for sentence, count in seen.rejected))
        return
    if not seen.is_new:
        st.info(plain(report.message))
        return
    st.info(
        f"Het bestand is goed: {number(report.rows_read)} rijen, waarvan "
        f"{number(report.unplaced)} zonder plaats. Kijk of alles klopt en kies dan ‘Inlezen’."
    )
    for sentence in report.overlaps:
        st.warning(plain(sentence))
    remarks = (*report.notes, *_about_names(report), *filter(None, [tell_remarks(report)]))
    st.markdown("\n".join(f"- {plain(remark)}" for remark in remarks))
    left, right = st.columns([0.65, 0.35], gap="medium")
    with left:
        st.subheader("De eerste rijen, zoals ze gelezen zijn", anchor=False)
        columns = list(dict.fromkeys(title for row in seen.first_rows for title in row))
        plain_table(
            {title: [row.get(title, "") for row in seen.first_rows] for title in columns},
            "De eerste rijen",
        )
    with right:
        st.subheader("Waar ze liggen", anchor=False)
        plain_table(
            {
                seen.level.capitalize(): [name for name, _ in seen.places],
                "Rijen": [number(count) for _, count in seen.places],
            },
            "Hoeveel rijen per gebied",
        )


def _times(sentence: str, count: int) -> str:
    """Write the first rejection of a rule as a line of a list, with how many there are like it."""
    more = f" (zo zijn er {number(count)})" if count > 1 else ""
    return f"- {plain(sentence)}{more}"


def _about_names(report: ImportReport) -> list[str]:
    """Say which names of areas were read as another, and which mean no area."""
    told = (("Anders gespeld", report.spellings), ("Niet gevonden", report.not_found))
    return [f"{what}: {', '.join(names)}." for what, names in told if names]

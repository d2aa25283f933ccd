"""What goes into each file of ``data/``, as text by file name; nothing is written here."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

from geo import Crosswalk, Level
from ivbgeo.embedded import source, typed
from ivbgeo.embedded.inspanningen import measure_rows
from ivbgeo.embedded.population import population_rows
from ivbgeo.embedded.postcodes import postcode_rows
from ivbgeo.embedded.read import DIVISION_FILES
from ivbgeo.embedded.schema import columns
from ivbgeo.embedded.table import csv_text, read_records, refuse_doubles
from ivbgeo.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from geo import AreaId, Division
    from ivbgeo.embedded.rows import PopulationRow, PostcodeRow
    from ivbgeo.embedded.source import Borders, Link, Place, PoliceCount
    from ivbgeo.embedded.typed import Cell, Row

__all__ = ["assemble"]

_OLD, _NEW = 2024, 2025
_CASE_YEAR = 2023
# Figures of the police are definitive after two years.
_PROVISIONAL_YEARS = 2
# Decimals of a share: enough that the shares of an area still add up to 1, few enough that the
# last bit of a machine's arithmetic does not show.
_DECIMALS = 12


def assemble(source_dir: Path, tables: Path) -> dict[str, str]:
    """Give the text of every file of ``data/`` but the catalogue, by file name.

    Raises
    ------
    DataError
        If a source or a typed table is missing or refused.
    """
    old, new = source.read_borders(source_dir, _OLD), source.read_borders(source_dir, _NEW)
    figures = source.read_key_figures(source_dir, old)
    buurten = [f for f in figures if f.area.level is Level.BUURT and f.casewijk]
    codes = {name: code for name, (code, _) in typed.casewijken(tables).items()}
    for figure in buurten:
        if figure.casewijk not in codes:
            raise DataError(
                "embedded.unknown",
                file="cbs_kerncijfers_2024.csv",
                value=figure.casewijk,
                other="casewijken.csv",
            )
    casewijken = old.buurten.dissolve(
        Level.CASEWIJK,
        {f.area.code: codes[f.casewijk] for f in buurten},
        {code: name for name, code in codes.items()},
        dict.fromkeys(codes.values(), source.GEMEENTE),
    )
    links = source.read_links(source_dir, new, {f.name: f.casewijk for f in buurten}, codes)
    crosswalk = Crosswalk.by_area(old.buurten, new.buurten)
    people = population_rows(figures, old, new, crosswalk, codes)
    titles = source.read_police_categories(source_dir)
    counts = source.read_police_counts(source_dir, new, titles)
    areas = {
        code: _area(division.area_id(code), name)
        for division in (new.gemeente, casewijken)
        for code, name in zip(division.codes, division.names, strict=True)
    }
    texts = {
        table: csv_text(columns(table), rows)
        for table, rows in {
            "crosswalk_buurt_2024_2025": _crosswalk_rows(crosswalk, old, new),
            "crosswalk_buurt_2025_casewijk": _link_rows(links, new.buurten, codes),
            "population": [_population(row) for row in people],
            "postcodes": [_postcode(row) for row in postcode_rows(figures, old, codes)],
            "categories": _category_rows(titles, tables),
            "casework": _casework_rows(tables, areas, codes),
            "casework_totals": _total_rows(tables, areas, codes),
            "police_counts": _police_rows(counts),
            "indicators": typed.indicator_rows(tables, areas),
            "measures": measure_rows(tables, areas),
            "camera_areas": _camera_rows(tables, new, source.read_places(source_dir)),
            **_policy_rows(titles, tables),
        }.items()
    }
    extra = _casewijk_properties(new.buurten, links)
    divisions = [old.gemeente, new.gemeente, old.wijken, new.wijken, old.buurten, new.buurten]
    return {
        **{
            DIVISION_FILES[division.id]: _geojson(
                division, extra.get(division.level, {}) if division.year == _NEW else {}
            )
            for division in [*divisions, casewijken]
        },
        **{f"{table}.csv": text for table, text in texts.items()},
    }


def _area(area: AreaId, name: str) -> Row:
    return (area.code, str(area.level), area.year, name)


def _geojson(division: Division, properties: Mapping[str, Mapping[str, object]]) -> str:
    """Give a division as GeoJSON, one feature a line."""
    features = [
        json.dumps(feature, ensure_ascii=False, separators=(",", ":"))
        for feature in division.geojson(properties)["features"]
    ]
    return '{"type":"FeatureCollection","features":[\n' + ",\n".join(features) + "\n]}\n"


def _casewijk_properties(
    buurten: Division, links: Iterable[Link]
) -> dict[Level, dict[str, dict[str, object]]]:
    """Give the casewijk of each buurt, and of each wijk whose buurten all have the same one."""
    parent_of = dict(zip(buurten.codes, buurten.parents, strict=True))
    of_buurt: dict[str, dict[str, object]] = {}
    names: defaultdict[str, set[str]] = defaultdict(set)
    for link in links:
        of_buurt[link.buurt] = {
            "casewijk": link.casewijk or None,
            "casewijk_certainty": link.certainty,
        }
        names[str(parent_of[link.buurt])].add(link.casewijk)
    of_wijk: dict[str, dict[str, object]] = {
        wijk: {"casewijk": (next(iter(found)) or None) if len(found) == 1 else None}
        for wijk, found in names.items()
    }
    return {Level.BUURT: of_buurt, Level.WIJK: of_wijk}


def _crosswalk_rows(crosswalk: Crosswalk, old: Borders, new: Borders) -> list[Row]:
    back = {
        (row.target_code, row.source_code): row
        for row in Crosswalk.by_area(new.buurten, old.buurten).rows
    }
    return [
        (
            row.source_code,
            row.target_code,
            round(row.share_of_source, _DECIMALS),
            round(back[row.source_code, row.target_code].share_of_source, _DECIMALS),
            row.certainty,
            back[row.source_code, row.target_code].certainty,
        )
        for row in crosswalk.rows
    ]


def _link_rows(links: Iterable[Link], buurten: Division, codes: Mapping[str, str]) -> list[Row]:
    return [
        (
            link.buurt,
            buurten.year,
            buurten.area(link.buurt).name,
            codes.get(link.casewijk),
            _OLD if link.casewijk else None,
            link.casewijk,
            link.suggestion,
            link.certainty,
            link.ground,
        )
        for link in links
    ]


def _population(row: PopulationRow) -> Row:
    return (
        row.year,
        *_area(row.area, row.area_name),
        row.inhabitants,
        row.households,
        row.land_ha,
        int(row.estimated),
        row.basis,
    )


def _postcode(row: PostcodeRow) -> Row:
    area = _area(row.area, row.area_name) if row.area else ("", "", None, "")
    return (row.postcode4, *area, row.basis)


def _category_rows(titles: Mapping[str, str], tables: Path) -> list[Row]:
    groups = typed.category_groups(tables)
    known = {*titles, *(group["code"] for group in groups)}
    for group in groups:
        for member in group["members"].split():
            if member not in known:
                raise DataError(
                    "embedded.unknown",
                    file=group.file,
                    value=member,
                    other="politie_soort_misdrijf.json",
                )
    police: list[Row] = [(code, title, "politie", "") for code, title in titles.items()]
    return police + [tuple(group[c] for c in columns("categories")) for group in groups]


def _policy_rows(titles: Mapping[str, str], tables: Path) -> dict[str, list[Row]]:
    found = typed.policy_rows(tables)
    known = {*titles, *(group["code"] for group in typed.category_groups(tables))}
    at = columns("speerpunt_categories").index("category")
    for row in found["speerpunt_categories"]:
        if row[at] not in known:
            raise DataError(
                "embedded.unknown",
                file="speerpunt_categories.csv",
                value=row[at],
                other="categories.csv",
            )
    return found


def _category(tenure: str, status: str) -> str:
    return ".".join(word for word in ("woonoverlast", tenure, status) if word)


def _casework_rows(tables: Path, areas: Mapping[str, Row], codes: Mapping[str, str]) -> list[Row]:
    cells = typed.casework_cells(tables)
    return [_case(cell, count, areas, codes) for cell, count in cells.items()]


def _case(cell: Cell, count: int, areas: Mapping[str, Row], codes: Mapping[str, str]) -> Row:
    name, tenure, status = cell
    area = areas[codes[name] if name else source.GEMEENTE]
    return (_CASE_YEAR, *area, tenure, status, _category(tenure, status), count)


def _total_rows(tables: Path, areas: Mapping[str, Row], codes: Mapping[str, str]) -> list[Row]:
    return [
        (*_case(cell, count, areas, codes), where)
        for cell, count, where in typed.casework_totals(tables)
    ]


def _police_rows(counts: Sequence[PoliceCount]) -> list[Row]:
    newest = max(count.year for count in counts)
    return [
        (
            count.year,
            *_area(count.area, count.name),
            count.category,
            count.count,
            int(count.year > newest - _PROVISIONAL_YEARS),
        )
        for count in counts
    ]


def _camera_rows(tables: Path, new: Borders, places: Mapping[str, Place]) -> list[Row]:
    """Give the camera areas; a place lends its point."""
    given = tuple(c for c in columns("camera_areas") if c not in ("lon", "lat"))
    records = read_records(tables / "camera_areas.csv", given)
    refuse_doubles(records, ("code",))
    rows: list[Row] = []
    for r in records:
        level = Level(r.one_of("level", (Level.GEMEENTE, Level.WIJK, Level.BUURT)))
        division = new.of(level)
        # Code and name together: the same code is another place in another year.
        areas = zip(division.codes, division.names, strict=True)
        known = {f"{code} {division.year} {name}" for code, name in areas}
        area = f"{r['area_code']} {r['division_year']} {r['area_name']}"
        for value, among, other in (
            (area, known, f"de indeling {division.id}"),
            (r["place_name"], {"", *places}, "plaatsen.csv"),
        ):
            if value not in among:
                raise DataError("embedded.unknown", file=r.file, value=value, other=other)
        place = places.get(r["place_name"])
        point = {"lon": place.lon, "lat": place.lat} if place else {}
        rows.append(tuple(r[c] if c in given else point.get(c) for c in columns("camera_areas")))
    return rows

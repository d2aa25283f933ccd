"""Typed readers of ``data/``: what the store loads."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from geo import AreaId, Certainty, Crosswalk, CrosswalkRow, DivisionId, Level, read_division
from ivbgeo.camera import CameraKind
from ivbgeo.designation import Designation
from ivbgeo.embedded.rows import (
    AreaCountRow,
    CasewijkLink,
    CategoryKind,
    CategoryRow,
    MeasureRow,
    PopulationRow,
    PostcodeRow,
)
from ivbgeo.embedded.schema import columns
from ivbgeo.embedded.table import Record, read_records
from ivbgeo.period import Period
from ivbgeo.policy import (
    Correspondence,
    Indicator,
    RegionalPriority,
    Speerpunt,
    SpeerpuntCategory,
)

if TYPE_CHECKING:
    from pathlib import Path

    from geo import Division

__all__ = [
    "DIVISION_FILES",
    "crosswalk_file",
    "read_area_counts",
    "read_camera_areas",
    "read_casewijk_links",
    "read_categories",
    "read_crosswalks",
    "read_divisions",
    "read_indicators",
    "read_measures",
    "read_population",
    "read_postcodes",
    "read_regional_priorities",
    "read_speerpunt_categories",
    "read_speerpunt_correspondence",
    "read_speerpunten",
]

CASEWIJK_YEAR = 2024
DIVISION_FILES = {
    DivisionId(Level.GEMEENTE, 2024): "gemeente_2024.geojson",
    DivisionId(Level.GEMEENTE, 2025): "gemeente.geojson",
    DivisionId(Level.WIJK, 2024): "wijken_2024.geojson",
    DivisionId(Level.WIJK, 2025): "wijken.geojson",
    DivisionId(Level.BUURT, 2024): "buurten_2024.geojson",
    DivisionId(Level.BUURT, 2025): "buurten.geojson",
    DivisionId(Level.CASEWIJK, CASEWIJK_YEAR): "casewijken.geojson",
}


def crosswalk_file(crosswalk: Crosswalk) -> str:
    """Give the name, without extension, of the file that a crosswalk is read from."""
    to_casewijk = crosswalk.target.level is Level.CASEWIJK
    return f"crosswalk_buurt_{'2025_casewijk' if to_casewijk else '2024_2025'}"


_DAY = "een datum als 2026-12-31"


def _records(data_dir: Path, table: str) -> tuple[Record, ...]:
    return read_records(data_dir / f"{table}.csv", columns(table))


def _area(record: Record) -> AreaId:
    level = record.parse("level", Level, "een niveau: " + ", ".join(Level))
    return AreaId(record["area_code"], record.whole("division_year"), level)


def _year(record: Record) -> Period:
    return Period.year(record.whole("year"))


def read_divisions(data_dir: Path) -> tuple[Division, ...]:
    """Read the seven divisions, polygons in EPSG:28992."""
    return tuple(
        read_division(data_dir / file, division.level, division.year)
        for division, file in DIVISION_FILES.items()
    )


def read_crosswalks(data_dir: Path) -> tuple[Crosswalk, ...]:
    """Read three crosswalks: buurt 2024 → 2025, back, and buurt 2025 → casewijk.

    The first two are by surface. The third has only the buurten that belong to a casewijk for
    certain, by name; its ``share_of_target`` is not known.
    """
    old, new = DivisionId(Level.BUURT, 2024), DivisionId(Level.BUURT, 2025)
    part, sure = "een deel tussen 0 en 1", "een zekerheid: " + ", ".join(Certainty)
    there, back = [], []
    for r in _records(data_dir, "crosswalk_buurt_2024_2025"):
        a, b = r["code_2024"], r["code_2025"]
        of_a = r.parse("share_of_2024", float, part)
        of_b = r.parse("share_of_2025", float, part)
        there.append(CrosswalkRow(a, b, of_a, of_b, r.parse("certainty", Certainty, sure)))
        back.append(CrosswalkRow(b, a, of_b, of_a, r.parse("certainty_back", Certainty, sure)))
    named = tuple(
        CrosswalkRow(link.buurt.code, link.casewijk.code, 1.0, None, Certainty.HIGH)
        for link in read_casewijk_links(data_dir)
        if link.casewijk is not None
    )
    return (
        Crosswalk(old, new, tuple(there)),
        Crosswalk(new, old, tuple(back)),
        Crosswalk(new, DivisionId(Level.CASEWIJK, CASEWIJK_YEAR), named),
    )


def read_casewijk_links(data_dir: Path) -> tuple[CasewijkLink, ...]:
    """Read which casewijk each buurt of 2025 belongs to, and how sure that is."""

    def link(r: Record) -> CasewijkLink:
        casewijk = None
        if r["casewijk_code"]:
            year = r.whole("casewijk_division_year")
            casewijk = AreaId(r["casewijk_code"], year, Level.CASEWIJK)
        certainty = None
        if r["certainty"]:
            needed = "een zekerheid: " + ", ".join(Certainty)
            certainty = r.parse("certainty", Certainty, needed)
        return CasewijkLink(
            buurt=AreaId(r["buurt_code"], r.whole("buurt_division_year"), Level.BUURT),
            buurt_name=r["buurt_name"],
            casewijk=casewijk,
            suggestion=r["suggestion"],
            certainty=certainty,
            ground=r["ground"],
        )

    return tuple(link(r) for r in _records(data_dir, "crosswalk_buurt_2025_casewijk"))


def read_categories(data_dir: Path) -> tuple[CategoryRow, ...]:
    """Read the categories: police codes, our groups, woonoverlast."""
    needed = "een soort: " + ", ".join(CategoryKind)
    return tuple(
        CategoryRow(
            r["code"],
            r["title"],
            r.parse("kind", CategoryKind, needed),
            tuple(r["members"].split()),
        )
        for r in _records(data_dir, "categories")
    )


def read_population(data_dir: Path) -> tuple[PopulationRow, ...]:
    """Read inhabitants, households and land by area."""
    return tuple(
        PopulationRow(
            year=r.whole("year"),
            area=_area(r),
            area_name=r["area_name"],
            inhabitants=r.whole_or_none("inhabitants"),
            households=r.whole_or_none("households"),
            land_ha=r.whole_or_none("land_ha"),
            estimated=r.flag("estimated"),
            basis=r["basis"],
        )
        for r in _records(data_dir, "population")
    )


def read_postcodes(data_dir: Path) -> tuple[PostcodeRow, ...]:
    """Read the postcodes, each with the one area that it lies in, or with none."""

    def row(r: Record) -> PostcodeRow:
        area = _area(r) if r["area_code"] else None
        return r.parse(
            "postcode4",
            lambda text: PostcodeRow(text, area, r["area_name"], r["basis"]),
            "een postcode van vier cijfers",
        )

    return tuple(row(r) for r in _records(data_dir, "postcodes"))


def read_area_counts(data_dir: Path) -> tuple[AreaCountRow, ...]:
    """Read casework and registered crime in one form. What has no row was not measured."""
    casework = [
        AreaCountRow(
            "casework", r["category"], _area(r), r["area_name"], _year(r), r.whole("count")
        )
        for r in _records(data_dir, "casework")
    ]
    police = [
        AreaCountRow(
            "police_counts",
            r["category"],
            _area(r),
            r["area_name"],
            _year(r),
            r.whole("count"),
            r.flag("provisional"),
        )
        for r in _records(data_dir, "police_counts")
    ]
    return (*casework, *police)


def read_indicators(data_dir: Path) -> tuple[Indicator, ...]:
    """Read the figures of the policy documents."""
    met = {"ja": True, "nee": False, "": None}
    return tuple(
        Indicator(
            code=r["code"],
            title=r["title"],
            unit=r["unit"],
            area=_area(r),
            period=Period((r.whole("first_year"), 1), (r.whole("year"), 12)),
            value=r.number_or_none("value"),
            qualifier=r["qualifier"],
            target=r["target"],
            target_met=met[r.one_of("target_met", tuple(met))],
            period_note=r["period_note"],
            source=r["source"],
            remark=r["remark"],
        )
        for r in _records(data_dir, "indicators")
    )


def read_speerpunten(data_dir: Path) -> tuple[Speerpunt, ...]:
    """Read the speerpunten of the three policy periods."""
    return tuple(
        Speerpunt(r["period"], r.whole("number"), r["code"], r["title"], r["source"], r["remark"])
        for r in _records(data_dir, "speerpunten")
    )


def read_speerpunt_categories(data_dir: Path) -> tuple[SpeerpuntCategory, ...]:
    """Read which counts tell of which speerpunt."""
    return tuple(
        SpeerpuntCategory(
            r["speerpunt_code"],
            r["category"],
            r.one_of("basis", ("document", "afgeleid")),
            r["source"],
            r["remark"],
        )
        for r in _records(data_dir, "speerpunt_categories")
    )


def read_speerpunt_correspondence(data_dir: Path) -> tuple[Correspondence, ...]:
    """Read which speerpunt became which."""
    return tuple(
        Correspondence(
            r["from_code"], r["to_code"], r.one_of("basis", ("tabel", "afgeleid")), r["remark"]
        )
        for r in _records(data_dir, "speerpunt_correspondence")
    )


def read_regional_priorities(data_dir: Path) -> tuple[RegionalPriority, ...]:
    """Read the priorities of the region beside the speerpunten of the city."""
    return tuple(
        RegionalPriority(
            r["period"],
            r.whole("number"),
            r["title"],
            r["speerpunt_code"] or None,
            r["source"],
            r["remark"],
        )
        for r in _records(data_dir, "regional_priorities")
    )


def read_measures(data_dir: Path) -> tuple[MeasureRow, ...]:
    """Read the inspanningen, one row per partner that takes part."""
    return tuple(
        MeasureRow(
            speerpunt_code=r["speerpunt_code"],
            number=r.whole("number"),
            measure=r["measure"],
            lead=r["lead"],
            partner=r["partner"],
            area=_area(r) if r["area_code"] else None,
            starts=r.parse("starts", date.fromisoformat, _DAY) if r["starts"] else None,
            category=r["category"] or None,
            source=r["source"],
            remark=r["remark"],
        )
        for r in _records(data_dir, "measures")
    )


def read_camera_areas(data_dir: Path) -> dict[str, Designation]:
    """Read the camera areas, by code; positions of cameras are not public."""
    return {
        r["code"]: Designation(
            name=r["name"],
            kind=CameraKind(r.one_of("kind", tuple(CameraKind))),
            starts=r["since"],
            ends=r.parse("until", date.fromisoformat, _DAY) if r["until"] else None,
            order=r["decision"],
            evaluation_every=r["evaluation"],
            area=_area(r),
            place_name=r["place_name"],
            lon=r.number_or_none("lon"),
            lat=r.number_or_none("lat"),
            precision=r["precision"],
            source=r["source"],
            remark=r["remark"],
        )
        for r in _records(data_dir, "camera_areas")
    }

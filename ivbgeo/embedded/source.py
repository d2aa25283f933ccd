"""Read the source files: borders and key figures of CBS, crime of the police, places, links.

Each reader refuses what does not fit the others, so that a wrong code can't slip through: a code
counts only together with the name that its division gives it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely

from geo import AreaId, Certainty, GeoError, Level, read_division
from ivbgeo.embedded.table import Record, read_records, refuse_doubles
from ivbgeo.errors import DataError
from ivbgeo.messages import sentence

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from geo import Division

__all__ = [
    "Borders",
    "KeyFigure",
    "Link",
    "Place",
    "PoliceCount",
    "read_borders",
    "read_key_figures",
    "read_links",
    "read_places",
    "read_police_categories",
    "read_police_counts",
]

GEMEENTE = "GM0637"
GEMEENTE_NAME = "Zoetermeer"
# Square metres by which the wijken may differ from their buurten: none but rounding.
_SAME = 1.0


@dataclass(frozen=True, slots=True)
class Borders:
    """The borders of one year."""

    gemeente: Division
    wijken: Division
    buurten: Division

    def of(self, level: Level) -> Division:
        """Give the division of a level."""
        return {
            Level.GEMEENTE: self.gemeente,
            Level.WIJK: self.wijken,
            Level.BUURT: self.buurten,
        }[level]


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One line of the key figures; ``casewijk`` is a name, empty for none, as is ``postcode4``."""

    year: int
    area: AreaId
    name: str
    inhabitants: int | None
    households: int | None
    land_ha: int | None
    postcode4: str
    casewijk: str


@dataclass(frozen=True, slots=True)
class PoliceCount:
    """Crimes of one kind in one area in one year."""

    area: AreaId
    name: str
    category: str
    year: int
    count: int


@dataclass(frozen=True, slots=True)
class Link:
    """To which casewijk (by name; empty: none for certain) a buurt of 2025 belongs."""

    buurt: str
    casewijk: str
    suggestion: str
    certainty: Certainty | None
    ground: str


@dataclass(frozen=True, slots=True)
class Place:
    """A reference point, degrees WGS84."""

    name: str
    lon: float
    lat: float
    precision: str


def read_borders(source_dir: Path, year: int) -> Borders:
    """Read wijken and buurten of a year, and dissolve them to the gemeente.

    Raises
    ------
    DataError
        ``embedded.missing``; ``embedded.geometry`` if a file is no valid division, if wijken are
        not what their buurten add up to.
    """
    buurten = _division(source_dir / f"cbs_buurten_{year}_zoetermeer_rd.geojson", Level.BUURT, year)
    wijken_file = source_dir / f"cbs_wijken_{year}_zoetermeer_rd.geojson"
    wijken = _division(wijken_file, Level.WIJK, year)
    parents = {code: str(p) for code, p in zip(buurten.codes, buurten.parents, strict=True)}
    names = dict(zip(wijken.codes, wijken.names, strict=True))
    if set(parents.values()) != set(names):
        differ = ", ".join(sorted(set(parents.values()) ^ set(names)))
        differ = f"Alleen bij de wijken of alleen bij de buurten staat: {differ}."
        raise DataError("embedded.geometry", file=wijken_file.name, value=differ)
    merged = buurten.dissolve(Level.WIJK, parents, names)
    for code, ours, theirs in zip(wijken.codes, merged.polygons, wijken.polygons, strict=True):
        if shapely.symmetric_difference(ours, theirs).area > _SAME:
            value = f"{code} is niet de optelling van haar buurten."
            raise DataError("embedded.geometry", file=wijken_file.name, value=value)
    gemeente = buurten.dissolve(
        Level.GEMEENTE, dict.fromkeys(buurten.codes, GEMEENTE), {GEMEENTE: GEMEENTE_NAME}
    )
    return Borders(gemeente, wijken, buurten)


def _division(path: Path, level: Level, year: int) -> Division:
    if not path.is_file():
        raise DataError("embedded.missing", file=path.name)
    try:
        return read_division(path, level, year)
    except GeoError as error:
        value = sentence(error.rule, **error.values)
        raise DataError("embedded.geometry", file=path.name, value=value) from error


def _known(record: Record, borders: Borders, code: str, name: str, level: Level) -> AreaId:
    """Give the area, if this division has it under this very name."""
    division = borders.of(level)
    if record[code] not in division or division.area(record[code]).name != record[name]:
        raise DataError(
            "embedded.unknown",
            file=record.file,
            value=f"{record[code]} {record[name]}",
            other=f"de indeling {division.id}",
        )
    return division.area_id(record[code])


def _complete(file: str, found: set[str], division: Division) -> None:
    missing = sorted(set(division.codes) - found)
    if missing:
        raise DataError(
            "embedded.unknown", file=f"De indeling {division.id}", value=missing[0], other=file
        )


def read_key_figures(source_dir: Path, borders: Borders) -> tuple[KeyFigure, ...]:
    """Read inhabitants, households and land of gemeente, wijken and buurten of 2024.

    Raises
    ------
    DataError
        If an area is unknown, missing or there twice, or if a figure is no whole number.
    """
    path = source_dir / "cbs_kerncijfers_2024.csv"
    header = (
        "jaar,niveau,code_2024,naam,inwoners,huishoudens,oppervlakte_land_ha,postcode4,casewijk"
    )
    records = read_records(path, header.split(","))
    refuse_doubles(records, ("code_2024",))
    figures = []
    for r in records:
        level = Level(r.one_of("niveau", (Level.GEMEENTE, Level.WIJK, Level.BUURT)))
        figures.append(
            KeyFigure(
                year=r.whole("jaar"),
                area=_known(r, borders, "code_2024", "naam", level),
                name=r["naam"],
                inhabitants=r.whole_or_none("inwoners"),
                households=r.whole_or_none("huishoudens"),
                land_ha=r.whole_or_none("oppervlakte_land_ha"),
                postcode4=r.parse("postcode4", _postcode4, "vier cijfers, of niets"),
                casewijk=r["casewijk"],
            )
        )
    for level in (Level.GEMEENTE, Level.WIJK, Level.BUURT):
        found = {figure.area.code for figure in figures if figure.area.level is level}
        _complete(path.name, found, borders.of(level))
    return tuple(figures)


def _postcode4(text: str) -> str:
    if text and not re.fullmatch(r"[1-9]\d{3}", text, re.ASCII):
        raise ValueError(text)
    return text


def read_police_categories(source_dir: Path) -> dict[str, str]:
    """Read the crime codes (their padding taken off) and their Dutch titles.

    Raises
    ------
    DataError
        If the file is missing, is no list of keys and titles, or has a code twice.
    """
    path = source_dir / "politie_soort_misdrijf.json"
    try:
        rows = json.loads(path.read_bytes())
        pairs = [(str(row["Key"]).strip(), str(row["Title"]).strip()) for row in rows]
    except FileNotFoundError:
        raise DataError("embedded.missing", file=path.name) from None
    except UnicodeDecodeError:
        raise DataError("embedded.encoding", file=path.name) from None
    except (ValueError, KeyError, TypeError) as error:
        raise DataError("embedded.json", file=path.name, value=error) from error
    titles = dict(pairs)
    if len(titles) != len(pairs):
        codes = [code for code, _ in pairs]
        double = next(code for code in codes if codes.count(code) > 1)
        raise DataError("embedded.double", file=path.name, value=double)
    return titles


def read_police_counts(
    source_dir: Path, borders: Borders, categories: Mapping[str, str]
) -> tuple[PoliceCount, ...]:
    """Read registered crime by gemeente and buurt of 2025. What has no line was not measured.

    Raises
    ------
    DataError
        If an area or a category is unknown, if an area and year are there twice, or if the buurten
        add up to more than the gemeente.
    """
    path = source_dir / "politie_misdrijven_totaal_2021_2025.csv"
    records = read_records(
        path, ("code_2025", "naam", "soort_misdrijf", "jaar", "geregistreerde_misdrijven")
    )
    refuse_doubles(records, ("code_2025", "soort_misdrijf", "jaar"))
    counts = []
    totals: dict[tuple[str, int], int] = {}
    parts: dict[tuple[str, int], int] = {}
    for r in records:
        if r["soort_misdrijf"] not in categories:
            raise DataError(
                "embedded.unknown",
                file=path.name,
                value=r["soort_misdrijf"],
                other="politie_soort_misdrijf.json",
            )
        level = Level.GEMEENTE if r["code_2025"] == GEMEENTE else Level.BUURT
        area = _known(r, borders, "code_2025", "naam", level)
        count = r.whole("geregistreerde_misdrijven")
        counts.append(PoliceCount(area, r["naam"], r["soort_misdrijf"], r.whole("jaar"), count))
        key = (r["soort_misdrijf"], r.whole("jaar"))
        kind = totals if level is Level.GEMEENTE else parts
        kind[key] = kind.get(key, 0) + count
    for key, part in parts.items():
        if part > totals.get(key, part):
            what = f"{key[0]} in {key[1]}"
            raise DataError(
                "embedded.sum", file=path.name, what=what, value=part, needed=totals[key]
            )
    return tuple(counts)


def read_places(source_dir: Path) -> dict[str, Place]:
    """Read the reference points, by name."""
    records = read_records(source_dir / "plaatsen.csv", ("naam", "lon", "lat", "nauwkeurigheid"))
    refuse_doubles(records, ("naam",))
    degrees = "een getal in graden"
    return {
        r["naam"]: Place(
            r["naam"],
            r.parse("lon", float, degrees),
            r.parse("lat", float, degrees),
            r["nauwkeurigheid"],
        )
        for r in records
    }


# What the source says in English, as a Dutch sentence; the groups go in where the braces are.
_GROUNDS = (
    (r"2024 CBS buurt (.+) covers (\d+)% of it", "De buurt {0} van 2024 bedekt {1}% ervan."),
    (
        r"no wijk of its own; longest shared border (\d+) m \(next (.+) (\d+) m\)",
        "Hoort bij geen van de acht wijken. De langste grens ({0} m) is met {suggestion}.",
    ),
    (r"touches no residential wijk", "Grenst aan geen van de acht wijken."),
    (r"motorway/rail strip, no wijk", "Strook met snelweg en spoor, geen wijk."),
)
_SAME_NAME = "CBS 2025 wijk name = municipal wijk"


def _ground(record: Record, named: Mapping[str, str]) -> str:
    """Say in Dutch why a buurt is linked; ``named``: buurt of 2024 → its casewijk, by name."""
    casewijk = record["casewijk"]
    if record["grond"] == _SAME_NAME and casewijk:
        if record["wk_naam"] == casewijk:
            return f"De wijk van 2025 heet ook {casewijk}."
        if named.get(record["wk_naam"]) == casewijk:
            return (
                f"De wijk heet als de buurt {record['wk_naam']} van 2024, die bij {casewijk} hoort."
            )
    for pattern, dutch in _GROUNDS:
        match = re.fullmatch(pattern, record["grond"])
        if match:
            return dutch.format(*match.groups(), suggestion=record["voorstel"])
    raise DataError(
        "embedded.value",
        file=record.file,
        line=record.line,
        column="grond",
        value=record["grond"],
        needed="een grond die klopt met de namen in deze regel",
    )


def read_links(
    source_dir: Path, borders: Borders, named: Mapping[str, str], casewijken: Mapping[str, str]
) -> tuple[Link, ...]:
    """Read to which casewijk each buurt of 2025 belongs.

    Parameters
    ----------
    borders
        The borders of 2025.
    named
        Name of each buurt of 2024 that belongs to a casewijk → name of that casewijk.
    casewijken
        Name of each casewijk → its code.

    Raises
    ------
    DataError
        If a buurt or casewijk is unknown, missing or there twice, or if a casewijk is given as
        certain where it is not.
    """
    path = source_dir / "crosswalk_buurt_2025_casewijk.csv"
    header = (
        "bu_code,bu_naam,wk_code,wk_naam,casewijk,voorstel,zekerheid,grond,bu_code_2024,"
        "aandeel_2024"
    )
    records = read_records(path, header.split(","))
    refuse_doubles(records, ("bu_code",))
    links = []
    for r in records:
        _known(r, borders, "bu_code", "bu_naam", Level.BUURT)
        _known(r, borders, "wk_code", "wk_naam", Level.WIJK)
        r.one_of("casewijk", ("", *casewijken))
        r.one_of("voorstel", ("", *casewijken))
        word = r.one_of("zekerheid", (*Certainty, "n/a"))
        certainty = None if word == "n/a" else Certainty(word)
        if (certainty is Certainty.HIGH) != bool(r["casewijk"]):
            raise DataError(
                "embedded.value",
                file=path.name,
                line=r.line,
                column="casewijk",
                value=r["casewijk"],
                needed="een naam bij zekerheid ‘high’, en anders niets",
            )
        links.append(Link(r["bu_code"], r["casewijk"], r["voorstel"], certainty, _ground(r, named)))
    _complete(path.name, {link.buurt for link in links}, borders.buurten)
    return tuple(sorted(links, key=lambda link: link.buurt))

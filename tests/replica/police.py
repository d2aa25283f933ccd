"""The police's tables: crime and nuisance by wijk and buurt or by gemeente, months and years."""

from __future__ import annotations

import csv
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from .counts import Counts
from .regions import DATA, Area, areas
from .tables import Dimension, Keys, Record, Table, Topic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from .filters import Value

CATALOG = "Politie"
FIRST_YEAR = 2012
# The police tables use this division for all years.
DIVISION_YEAR = 2025
TOTAL = "0.0.0"
# Invented: which keys and titles the real dimension Overlast has is not verified.
NUISANCE = (
    ("TOT", "Totaal overlast"),
    ("E12", "Overlast jeugd"),
    ("E13", "Drugs/drankoverlast"),
    ("E14", "Overlast zwervers"),
    ("E33", "Overlast verward/overspannen persoon"),
    ("E35", "Geluidshinder overig"),
    ("E38", "Burenruzie"),
)
MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
# How long keys are, filled up with blanks.
KIND_WIDTH, BUURT_WIDTH, GEMEENTE_WIDTH = 6, 10, 6


@lru_cache
def crimes() -> tuple[tuple[str, str], ...]:
    """Give the 59 keys and titles of crime, the total first."""
    with (DATA / "categories.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple((row["code"], row["title"]) for row in rows if row["kind"] == "politie")


@lru_cache
def _counts(subject: str, gemeente: str) -> Counts:
    (total, _), *kinds = crimes() if subject == "misdrijven" else NUISANCE
    return Counts(subject, areas(DIVISION_YEAR, gemeente), tuple(key for key, _ in kinds), total)


def tables(gemeente: str, newest: str) -> tuple[Table, ...]:
    """Give the five tables, up to and with the month ``newest``, such as 2025MM12."""
    months = _until(newest)
    years = [f"{year}JJ00" for year in range(FIRST_YEAR, int(newest[:4]) + newest.endswith("12"))]
    crime, nuisance = "misdrijven", "overlast"
    by_month, by_year = _periods(months, newest), _periods(years, newest)
    both = _periods(sorted(months + years), newest)
    local, wide = _buurten(gemeente), _gemeenten(gemeente)
    kinds = {
        crime: _kinds("SoortMisdrijf", "Soort misdrijf", crimes()),
        nuisance: _kinds("Overlast", "Soort overlast", NUISANCE),
    }
    told = {
        crime: (Topic("GeregistreerdeMisdrijven_1", "Geregistreerde misdrijven"),),
        nuisance: (Topic("GeregistreerdeOverlast_1", "Geregistreerde overlast"),),
    }
    reports = (Topic("Aangiften_2", "Aangiften"), Topic("Internetaangiften_3", "Internetaangiften"))

    def table(number: int, title: str, subject: str, where: Dimension, when: Dimension) -> Table:
        counts = _counts(subject, gemeente)
        extra = reports if number == 47013 else ()
        return Table(
            f"{number}NED",
            title,
            CATALOG,
            f"{FIRST_YEAR} – {newest[:4]}",
            "Perjaar" if when is by_year else "Permaand",
            (kinds[subject], where, when),
            told[subject] + extra,
            _values(counts, len(extra)),
        )

    return (
        table(
            47022, "Geregistreerde misdrijven; wijk, buurt, maandcijfers", crime, local, by_month
        ),
        table(
            47018,
            "Geregistreerde misdrijven; wijken en buurten, jaarcijfers",
            crime,
            local,
            by_year,
        ),
        table(47024, "Geregistreerde overlast; wijken en buurten", nuisance, local, by_month),
        table(47013, "Geregistreerde misdrijven en aangiften; gemeente", crime, wide, both),
        table(47021, "Geregistreerde overlast; gemeente", nuisance, wide, both),
    )


def _values(counts: Counts, reports: int) -> Callable[[Keys], tuple[Value, ...]]:
    """A function that gives the values of a row; of a count's reports it gives invented shares."""

    def values(keys: Keys) -> tuple[Value, ...]:
        kind, region, period = (key.strip() for key in keys)
        count = counts.count(region, kind, _months(period))
        shares = (None if count is None else count // (part + 2) for part in range(reports))
        return (count, *shares)

    return values


@cache
def _months(period: str) -> tuple[str, ...]:
    """The months of a period's key, all twelve of a year."""
    if "MM" in period:
        return (period,)
    return tuple(f"{period[:4]}MM{month:02}" for month in range(1, 13))


def _until(newest: str) -> list[str]:
    """Months from the first year on, as keys."""
    year, month = int(newest[:4]), int(newest[6:])
    last = year * 12 + month
    return [f"{at // 12}MM{at % 12 + 1:02}" for at in range(FIRST_YEAR * 12, last)]


def _kinds(name: str, title: str, kinds: Iterable[tuple[str, str]]) -> Dimension:
    rows = tuple(
        {"Key": key.ljust(KIND_WIDTH), "Title": text, "Description": "", "CategoryGroupID": 1}
        for key, text in kinds
    )
    return Dimension(name, title, "Dimension", rows)


def _buurten(gemeente: str) -> Dimension:
    rows = [_region("NL00", "Nederland", BUURT_WIDTH)]
    rows += [
        _region(area.code, area.name, BUURT_WIDTH) | {"Municipality": area.gemeente}
        for area in _land(gemeente)
    ]
    return Dimension("WijkenEnBuurten", "Wijken en buurten", "GeoDimension", tuple(rows))


def _gemeenten(gemeente: str) -> Dimension:
    rows = [_region("NL00", "Nederland", GEMEENTE_WIDTH)]
    rows += [
        _region(area.code, area.name, GEMEENTE_WIDTH)
        for area in _land(gemeente)
        if area.level == "gemeente"
    ]
    return Dimension("RegioS", "Regio's", "GeoDimension", tuple(rows))


def _land(gemeente: str) -> Iterator[Area]:
    return (area for area in areas(DIVISION_YEAR, gemeente) if not area.water)


def _region(code: str, title: str, width: int) -> Record:
    return {
        "Key": code.ljust(width),
        "Title": title,
        "Description": "",
        "CategoryGroupID": 1,
        "DetailRegionCode": code,
    }


def _periods(keys: list[str], newest: str) -> Dimension:
    """Periods with their status: figures are definitive after two years."""
    rows = []
    for key in keys:
        year = int(key[:4])
        title = str(year) if "JJ" in key else f"{year} {MONTHS[int(key[6:]) - 1]}"
        status = "Definitief" if year <= int(newest[:4]) - 2 else "Voorlopig"
        rows.append({"Key": key, "Title": title, "Description": "", "Status": status})
    return Dimension("Perioden", "Perioden", "TimeDimension", tuple(rows))

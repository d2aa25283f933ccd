"""The tables that were typed in from the policy documents, added up before they are used.

A document's printed total that its parts don't reach is refused: then a digit was mistyped, or the
document contradicts itself, which is to be said in the table's remark and settled there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.embedded.schema import columns
from ivbgeo.embedded.table import Record, read_records, refuse_doubles
from ivbgeo.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

__all__ = [
    "Cell",
    "casewijken",
    "casework_cells",
    "casework_totals",
    "category_groups",
    "indicator_rows",
    "policy_rows",
]

Row = tuple[object, ...]
# (casewijk or "" for the city, tenure, status; "" for all) → count
Cell = tuple[str, str, str]

_TENURES = ("koop", "corporatie", "particulier")
_STATUSES = ("lopend", "afgerond")
_CELLS = tuple((tenure, status) for tenure in _TENURES for status in _STATUSES)
_TOTAL = "Totaal"
_DOCUMENT = "Kadernota 2018"
_YEARS = ("2014", "2015", "2016", "2017")
_HIC = ("hic.geweld", "hic.woninginbraak", "hic.straatroof", "hic.overval")
_INDICATOR = (
    *("code", "title", "unit", "area_code", "first_year", "year", "value", "qualifier"),
    *("target", "target_met", "period_note", "source", "remark"),
)
_CODE, _YEAR, _VALUE = (columns("indicators").index(c) for c in ("code", "year", "value"))
_MONEY = ("lasten", "baten", "saldo")


def _add_up(file: str, what: str, parts: Iterable[int], printed: int) -> None:
    total = sum(parts)
    if total != printed:
        raise DataError("embedded.sum", file=file, what=what, value=total, needed=printed)


def casewijken(tables: Path) -> dict[str, tuple[str, str]]:
    """Read the eight casewijken: name → (our code, the name as table 5.1 prints it)."""
    records = read_records(tables / "casewijken.csv", ("code", "name", "printed"))
    refuse_doubles(records, ("code",))
    refuse_doubles(records, ("name",))
    return {r["name"]: (r["code"], r["printed"]) for r in records}


def category_groups(tables: Path) -> tuple[Record, ...]:
    """Read our groups of categories and those of woonoverlast."""
    records = read_records(tables / "category_groups.csv", columns("categories"))
    refuse_doubles(records, ("code",))
    return records


def _table_5_1(tables: Path) -> dict[str, Record]:
    header = ("casewijk", *(f"{tenure}.{status}" for tenure, status in _CELLS), "totaal")
    records = read_records(tables / "jaarstukken_2023_tabel_5_1.csv", header)
    refuse_doubles(records, ("casewijk",))
    rows = {r["casewijk"]: r for r in records}
    known = {printed for _, printed in casewijken(tables).values()} | {_TOTAL}
    if set(rows) != known:
        differ = ", ".join(sorted(set(rows) ^ known))
        raise DataError(
            "embedded.unknown", file=records[0].file, value=differ, other="casewijken.csv"
        )
    return rows


def casework_cells(tables: Path) -> dict[Cell, int]:
    """Read the 48 cells of table 5.1, once they add up to its printed totals.

    Raises
    ------
    DataError
        ``embedded.sum`` if a row, a column or the whole does not add up.
    """
    rows = _table_5_1(tables)
    file = rows[_TOTAL].file
    names = {printed: name for name, (_, printed) in casewijken(tables).items()}
    cells = {
        (names[printed], tenure, status): r.whole(f"{tenure}.{status}")
        for printed, r in rows.items()
        if printed != _TOTAL
        for tenure, status in _CELLS
    }
    for printed, r in rows.items():
        in_row = [r.whole(f"{tenure}.{status}") for tenure, status in _CELLS]
        _add_up(file, printed, in_row, r.whole("totaal"))
    for tenure, status in _CELLS:
        column = f"{tenure}.{status}"
        in_column = [count for (_, *cell), count in cells.items() if cell == [tenure, status]]
        _add_up(file, column, in_column, rows[_TOTAL].whole(column))
    return cells


def casework_totals(tables: Path) -> list[tuple[Cell, int, str]]:
    """Read the totals that the table and the text of 2023 print, with where each stands.

    Raises
    ------
    DataError
        ``embedded.sum`` if a total in the text is not what the cells add up to.
    """
    cells = casework_cells(tables)
    rows = _table_5_1(tables)
    names = {printed: name for name, (_, printed) in casewijken(tables).items()}
    table = "tabel 5.1"
    totals = [
        ((names[printed], "", ""), r.whole("totaal"), table)
        for printed, r in rows.items()
        if printed != _TOTAL
    ]
    last = rows[_TOTAL]
    totals += [(("", *cell), last.whole(".".join(cell)), table) for cell in _CELLS]
    totals += [(("", "", ""), last.whole("totaal"), table)]
    texts = read_records(tables / "jaarstukken_2023_tekst_5_1.csv", ("category", "count"))
    for r in texts:
        words = r["category"].split(".")[1:]
        tenure = next((word for word in words if word in _TENURES), "")
        status = next((word for word in words if word in _STATUSES), "")
        parts = (
            count for (_, t, s), count in cells.items() if tenure in ("", t) and status in ("", s)
        )
        _add_up(r.file, r["category"], parts, r.whole("count"))
        totals.append((("", tenure, status), r.whole("count"), "tekst"))
    return totals


def indicator_rows(tables: Path, areas: Mapping[str, Row]) -> list[Row]:
    """Read the indicators of both documents in one form.

    Parameters
    ----------
    tables
        Folder of the typed tables.
    areas
        Code of an area → its (code, level, division year, name).

    Raises
    ------
    DataError
        ``embedded.sum`` if HIC is not the sum of its four, if burdens and benefits don't give the
        balance, if the doelstellingen don't add up to the programme, or if a figure worked out
        from others is not what they give.
    """
    gemeente = areas["GM0637"]
    rows: list[Row] = [
        *_table_2(tables, gemeente, "2_1"),
        *_table_2(tables, gemeente, "2_2"),
        *_texts(tables / "kadernota_2018_tekst.csv", areas),
        *_texts(tables / "jaarstukken_2023_tekst.csv", areas),
        *_finance(tables, gemeente),
    ]
    keys = [(row[_CODE], row[_YEAR]) for row in rows]
    for key in keys:
        if keys.count(key) > 1:
            value = f"{key[0]} {key[1]}"
            raise DataError("embedded.double", file="indicators.csv", value=value)
    _check_damage(rows)
    return rows


def _table_2(tables: Path, gemeente: Row, number: str) -> list[Row]:
    path = tables / f"kadernota_2018_tabel_{number}.csv"
    header = ("code", "title", *(("unit",) if number == "2_2" else ()), *_YEARS, "remark")
    records = {r["code"]: r for r in read_records(path, header)}
    if number == "2_1":
        for year in _YEARS:
            parts = [records[code].whole(year) for code in _HIC]
            _add_up(path.name, f"hic {year}", parts, records["hic"].whole(year))
    units = {"hic.woninginbraak": "woninginbraken"}
    source = f"{_DOCUMENT}, tabel {number.replace('_', '.')}"
    return [
        (
            r["code"],
            r["title"],
            r["unit"] if number == "2_2" else units.get(r["code"], "aangiften"),
            *gemeente,
            year,
            year,
            _number(r, year),
            *("", "", "", ""),
            source,
            r["remark"],
        )
        for r in records.values()
        for year in _YEARS
    ]


def _number(record: Record, column: str) -> str:
    """Give a cell as it was typed, once it is known to be a number or empty."""
    record.number_or_none(column)
    return record[column]


def _texts(path: Path, areas: Mapping[str, Row]) -> list[Row]:
    rows: list[Row] = []
    for r in read_records(path, _INDICATOR):
        if r["area_code"] not in areas:
            raise DataError(
                "embedded.unknown", file=path.name, value=r["area_code"], other="de indelingen"
            )
        rows.append(
            (
                r["code"],
                r["title"],
                r["unit"],
                *areas[r["area_code"]],
                str(r.whole("first_year")),
                str(r.whole("year")),
                _number(r, "value"),
                *(r[column] for column in _INDICATOR[7:]),
            )
        )
    return rows


def _check_damage(rows: list[Row]) -> None:
    """Check what was worked out from the damage at the turn of the year."""
    damage = {
        (str(row[_CODE]), row[_YEAR]): int(str(row[_VALUE]))
        for row in rows
        if str(row[_CODE]).startswith("jaarwisseling.")
    }
    name = "jaarwisseling.schade"
    file = "jaarstukken_2023_tekst.csv"
    now, before = damage[name, "2023"], damage[name, "2022"]
    _add_up(file, f"{name} 2023", [before, damage[f"{name}.verschil", "2023"]], now)
    kinds = [damage[f"{name}.{kind}", "2023"] for kind in ("verharding", "afvalbakken", "overig")]
    _add_up(file, f"{name}.* 2023", kinds, now)


def _finance(tables: Path, gemeente: Row) -> list[Row]:
    path = tables / "jaarstukken_2023_financien.csv"
    records = read_records(path, ("code", "title", *_MONEY, "remark"))
    needed = "een heel getal, met een min voor wat het kost"
    money = {(r["code"], kind): r.parse(kind, int, needed) for r in records for kind in _MONEY}
    for r in records:
        parts = [money[r["code"], "lasten"], money[r["code"], "baten"]]
        _add_up(path.name, f"{r['code']} saldo", parts, money[r["code"], "saldo"])
    for kind in _MONEY:
        parts = [value for (code, k), value in money.items() if k == kind and code[0] == "5"]
        _add_up(path.name, kind, parts, money["programma_5", kind])
    return [
        (
            f"financien.{r['code']}.{kind}",
            f"{r['title']}: {kind}",
            "x € 1.000",
            *gemeente,
            "2023",
            "2023",
            str(money[r["code"], kind]),
            *("", "", "", ""),
            "Jaarstukken 2023, Programma 5, baten, lasten en saldo",
            r["remark"],
        )
        for r in records
        for kind in _MONEY
    ]


def policy_rows(tables: Path) -> dict[str, list[Row]]:
    """Read speerpunten, what tells of them, their correspondence and the regional priorities.

    Raises
    ------
    DataError
        ``embedded.unknown`` if a speerpunt is named that is not in the list.
    """
    found = {
        table: read_records(tables / f"{table}.csv", columns(table))
        for table in (
            "speerpunten",
            "speerpunt_categories",
            "speerpunt_correspondence",
            "regional_priorities",
        )
    }
    refuse_doubles(found["speerpunt_categories"], ("speerpunt_code", "category"))
    refuse_doubles(found["speerpunten"], ("code",))
    known = {r["code"] for r in found["speerpunten"]}
    named = [(r, r[c]) for r in found["speerpunt_correspondence"] for c in ("from_code", "to_code")]
    named += [(r, r["speerpunt_code"]) for r in found["speerpunt_categories"]]
    named += [(r, r["speerpunt_code"]) for r in found["regional_priorities"] if r["speerpunt_code"]]
    for r, code in named:
        if code not in known:
            raise DataError("embedded.unknown", file=r.file, value=code, other="speerpunten.csv")
    return {
        table: [tuple(r[c] for c in columns(table)) for r in records]
        for table, records in found.items()
    }

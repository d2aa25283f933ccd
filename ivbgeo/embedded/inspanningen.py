"""The inspanningen that were typed in: four tables of crosses, and those that a text names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.embedded.schema import columns
from ivbgeo.embedded.table import read_records, refuse_doubles
from ivbgeo.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ivbgeo.embedded.typed import Row

__all__ = ["measure_rows"]

_DOCUMENT = "Kadernota 2018"
_MEASURE = (
    *("speerpunt_code", "inspanning", "lead", "partners", "area_code"),
    *("starts", "category", "source", "remark"),
)
_NOWHERE = ("", "", None, "")  # of an area: the whole city
_PARTNERS = {
    "hic": "Gemeente,Inwoners,Politie,Ondernemers,Sportverenigingen,Corporatie,Wijkregisseur,"
    "Sociale partners",
    "jeugd": "Gemeente,Inwoners,Politie,Scholen,Jongerenwerk,Sociale partners,Wijkregisseur,"
    "Stadsmarshall,Openbaar Ministerie",
    "ondermijning": "Gemeente,Inwoners,Politie,Scholen,Sociale partners,Wijkregisseur,"
    "Openbaar Ministerie,Belastingdienst",
    "extremisme": "Gemeente,Inwoners,Politie,Scholen,Ondernemers,Brandweer,Sociale partners,"
    "Wijkregisseur",
}
_PARAGRAPH = {"hic": "4.3", "jeugd": "4.4", "ondermijning": "4.5", "extremisme": "4.6"}


def measure_rows(tables: Path, areas: Mapping[str, Row]) -> list[Row]:
    """Read the four tables of inspanningen, one row per cross, and those that a text names.

    Parameters
    ----------
    tables
        Folder of the typed tables.
    areas
        Code of an area → its (code, level, division year, name).

    Raises
    ------
    DataError
        ``embedded.unknown`` if a speerpunt or an area is named that there is not.
    """
    rows: list[Row] = []
    for speerpunt, text in _PARTNERS.items():
        partners = text.split(",")
        path = tables / f"inspanningen_2019_{speerpunt}.csv"
        records = read_records(path, ("inspanning", *partners, "remark"))
        refuse_doubles(records, ("inspanning",))
        rows += [
            (
                *(f"2019.{speerpunt}", number, r["inspanning"], "", partner, *_NOWHERE, "", ""),
                f"{_DOCUMENT}, paragraaf {_PARAGRAPH[speerpunt]}",
                r["remark"],
            )
            for number, r in enumerate(records, start=1)
            for partner in partners
            if r.one_of(partner, ("", "X"))
        ]
    rows += _named_measures(tables / "inspanningen_2023.csv", areas)
    known = {r["code"] for r in read_records(tables / "speerpunten.csv", columns("speerpunten"))}
    for code in (str(row[0]) for row in rows):
        if code not in known:
            raise DataError(
                "embedded.unknown", file="inspanningen", value=code, other="speerpunten.csv"
            )
    return rows


def _named_measures(path: Path, areas: Mapping[str, Row]) -> list[Row]:
    records = read_records(path, _MEASURE)
    refuse_doubles(records, ("inspanning",))
    rows: list[Row] = []
    numbers: dict[str, int] = {}
    for r in records:
        code, area = r["speerpunt_code"], r["area_code"]
        if area and area not in areas:
            raise DataError("embedded.unknown", file=path.name, value=area, other="de indelingen")
        numbers[code] = numbers.get(code, 0) + 1
        rows += [
            (
                *(code, numbers[code], r["inspanning"], r["lead"], partner),
                *(areas[area] if area else _NOWHERE),
                *(r[column] for column in _MEASURE[5:]),
            )
            for partner in r["partners"].split(";")
        ]
    return rows

"""An answer as a file: CSV, JSON, GeoJSON, GeoPackage or Parquet, with the same names in each.

The names are a contract with everybody who reads these files (see the handleiding).
"""

from __future__ import annotations

import csv
import io
import json
import tempfile
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd

from ivbgeo.attribution import ATTRIBUTION

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ivbgeo.figure import Figure
    from ivbgeo.question import Answer

__all__ = ["COLUMNS", "Format", "export", "records"]

COLUMNS = (
    "area_code",
    "area_name",
    "level",
    "division_year",
    "category",
    "from",
    "to",
    "count",
    "state",
    "rate",
    "rate_low",
    "rate_high",
    "eb_rate",
    "verdict",
    "denominator",
    "provisional",
    "source",
    "retrieved",
    "estimated",
    "rate_estimated",
    "denominator_source",
)
_NUMBERS = ("count", "rate", "rate_low", "rate_high", "eb_rate")


class Format(StrEnum):
    """The kinds of file; the value is the suffix."""

    CSV = "csv"
    JSON = "json"
    GEOJSON = "geojson"
    GPKG = "gpkg"
    PARQUET = "parquet"


def records(answers: Sequence[Answer]) -> list[dict[str, Any]]:
    """Give one record per figure with the names of ``COLUMNS``; what is not known is None."""
    return [_record(figure) for answer in answers for figure in answer.figures]


def export(answers: Sequence[Answer], form: Format) -> bytes:
    """Write answers as one file of a kind, one after the other."""
    return _WRITERS[form](answers)


def _record(figure: Figure) -> dict[str, Any]:
    provenance, population = figure.provenance, figure.population_provenance
    count = figure.count
    return {
        "area_code": figure.area.code,
        "area_name": figure.area_name,
        "level": figure.area.level.value,
        "division_year": figure.area.year,
        "category": figure.category,
        "from": figure.period.start,
        "to": figure.period.end,
        "count": int(count) if count is not None and float(count).is_integer() else count,
        "state": figure.state.value,
        "rate": figure.rate,
        "rate_low": figure.rate_low,
        "rate_high": figure.rate_high,
        "eb_rate": figure.eb_rate,
        "verdict": figure.verdict.value if figure.verdict else None,
        "denominator": figure.denominator,
        "provisional": figure.provisional if figure.state.has_value else None,
        "source": provenance.citation if provenance else None,
        "retrieved": provenance.retrieved.isoformat() if provenance else None,
        "estimated": figure.estimated if figure.state.has_value else None,
        "rate_estimated": figure.rate_estimated if figure.rate is not None else None,
        "denominator_source": population.citation if population else None,
    }


def export_for_excel(answers: Sequence[Answer]) -> bytes:
    """Write answers as the CSV that a Dutch Excel opens at a click: semicolons, decimal commas."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for record in records(answers):
        writer.writerow(_cell(value) for value in _plain(record).values())
    # The byte order mark makes Excel read it as UTF-8.
    return text.getvalue().encode("utf-8-sig")


def _cell(value: object) -> object:
    if isinstance(value, float):
        return str(value).replace(".", ",")
    # A name that looks like a formula must stay a name.
    return (
        f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@")) else value
    )


def _plain(record: dict[str, Any]) -> dict[str, Any]:
    return {k: str(v).lower() if isinstance(v, bool) else v for k, v in record.items()}


def _csv(answers: Sequence[Answer]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(_plain(record) for record in records(answers))
    return text.getvalue().encode()


def _json(answers: Sequence[Answer]) -> bytes:
    return (json.dumps(records(answers), ensure_ascii=False, indent=1) + "\n").encode()


def _geojson(answers: Sequence[Answer]) -> bytes:
    collections = [
        answer.division.geojson({record["area_code"]: record for record in records([answer])})
        for answer in answers
    ]
    whole = {
        "type": "FeatureCollection",
        "attribution": f"Grenzen: {ATTRIBUTION}",
        "features": [feature for one in collections for feature in one["features"]],
    }
    return json.dumps(whole, ensure_ascii=False).encode()


def _parquet(answers: Sequence[Answer]) -> bytes:
    stream = io.BytesIO()
    _frame(answers).to_parquet(stream, index=False)
    return stream.getvalue()


def _gpkg(answers: Sequence[Answer]) -> bytes:
    polygons = [polygon for answer in answers for polygon in answer.division.polygons]
    frame = gpd.GeoDataFrame(_frame(answers), geometry=polygons, crs=28992)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answer.gpkg"
        frame.to_file(path, layer="ivbgeo", driver="GPKG", DESCRIPTION=f"Grenzen: {ATTRIBUTION}")
        return path.read_bytes()


def _frame(answers: Sequence[Answer]) -> pd.DataFrame:
    frame = pd.DataFrame(records(answers), columns=list(COLUMNS))
    flags = ("provisional", "estimated", "rate_estimated")
    return frame.astype({**dict.fromkeys(_NUMBERS, "float64"), **dict.fromkeys(flags, "boolean")})


_WRITERS: dict[Format, Callable[[Sequence[Answer]], bytes]] = {
    Format.CSV: _csv,
    Format.JSON: _json,
    Format.GEOJSON: _geojson,
    Format.GPKG: _gpkg,
    Format.PARQUET: _parquet,
}

"""An answer as a file: CSV, JSON, GeoJSON, GeoPackage or Parquet, with the same names in each.

The names are a contract with everybody who reads these files (see the handleiding).
"""

from __future__ import annotations

import csv
import io
import json
import tempfile
from datetime import UTC, datetime, time
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd

from ivbgeo.attribution import ATTRIBUTION
from ivbgeo.mapreading import Statistic
from ivbgeo.spreadsheet import cell_text
from ivbgeo.store.geopackage import set_moment

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ivbgeo.figure import Figure
    from ivbgeo.mapreading import MapReading
    from ivbgeo.question import Answer

__all__ = [
    "COLUMNS",
    "Format",
    "compared",
    "export",
    "export_for_excel",
    "feature_frame",
    "moment_of",
    "records",
    "write_layer",
]

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
_NUMBERS = (
    "count", "rate", "rate_low", "rate_high", "eb_rate", "difference", "eb_low", "eb_high",
    "expected", "pattern_chance", "neighbours",
)  # fmt: skip
_FLAGS = ("provisional", "estimated", "rate_estimated", "by_chance")


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


def export(
    answers: Sequence[Answer], form: Format, more: Sequence[Mapping[str, object]] = ()
) -> bytes:
    """Write answers as one file of a kind, one after the other.

    Parameters
    ----------
    more
        Columns to add, for each figure in turn; the same names for each.
    """
    return _WRITERS[form](answers, more)


def compared(readings: Sequence[MapReading]) -> list[dict[str, object]]:
    """Give the columns to add for what maps show beside the figures, none where there is nothing.

    Returns
    -------
    list
        For each figure, where a map shows rates without chance, ``eb_low`` and ``eb_high``, the 95%
        interval of ``eb_rate``. Where one is of what was expected, ``expected``. Where one is of
        patterns, ``pattern``, ``pattern_chance`` (two-sided, before the false discovery rate) and
        ``neighbours`` (how many have a figure). Where one is of differences ``compared_from`` and
        ``compared_to`` (the period it is compared with, as ``YYYY-MM``), ``compared_count`` and
        ``compared_source`` (the figure of that period), ``difference`` (later minus earlier) and
        ``by_chance`` (whether chance alone can explain it, or it can't be judged).
    """
    parts = (
        _shrunk(readings), _expected(readings), _patterns(readings), _differences(readings),
    )  # fmt: skip
    made = [part for part in parts if part]
    return [{k: v for part in row for k, v in part.items()} for row in zip(*made, strict=True)]


def _shrunk(readings: Sequence[MapReading]) -> list[dict[str, object]]:
    if all(reading.statistic is not Statistic.BIJGESTELD for reading in readings):
        return []
    return [
        {"eb_low": one.figure.eb_low, "eb_high": one.figure.eb_high}
        for reading in readings
        for one in reading.readings
    ]


def _expected(readings: Sequence[MapReading]) -> list[dict[str, object]]:
    if all(reading.statistic is not Statistic.VERWACHT for reading in readings):
        return []
    return [{"expected": one.figure.expected} for reading in readings for one in reading.readings]


def _patterns(readings: Sequence[MapReading]) -> list[dict[str, object]]:
    if all(not reading.statistic.is_pattern for reading in readings):
        return []
    return [
        {
            "pattern": one.around.pattern.value if one.around else None,
            "pattern_chance": one.around.chance if one.around else None,
            "neighbours": one.around.neighbours if one.around else None,
        }
        for reading in readings
        for one in reading.readings
    ]


def _differences(readings: Sequence[MapReading]) -> list[dict[str, object]]:
    if all(reading.before is None for reading in readings):
        return []
    return [
        {
            "compared_from": reading.before.start if reading.before else None,
            "compared_to": reading.before.end if reading.before else None,
            "compared_count": old.count if old else None,
            "compared_source": old.provenance.citation if old and old.provenance else None,
            "difference": one.value if reading.before else None,
            "by_chance": one.by_chance if reading.before and one.value is not None else None,
        }
        for reading in readings
        for one, old in zip(reading.readings, _earlier(reading), strict=True)
    ]


def _earlier(reading: MapReading) -> Sequence[Figure | None]:
    """Give the figures that those of a map are compared with, None where there are none."""
    return reading.earlier.figures if reading.earlier else [None] * len(reading.readings)


def feature_frame(
    answers: Sequence[Answer], more: Sequence[Mapping[str, object]] = ()
) -> gpd.GeoDataFrame:
    """Give the same as a frame with the borders, EPSG:28992."""
    polygons = [polygon for answer in answers for polygon in answer.division.polygons]
    return gpd.GeoDataFrame(_frame(answers, more), geometry=polygons, crs=28992)


def write_layer(path: Path, frame: gpd.GeoDataFrame, layer: str, about: str = "") -> None:
    """Add a layer to a GeoPackage, which is made if it isn't there."""
    frame.to_file(
        path,
        layer=layer,
        driver="GPKG",
        mode="a" if path.exists() else "w",
        VERSION="1.2",  # the newest that is read everywhere without a warning
        DESCRIPTION=f"{about}Grenzen: {ATTRIBUTION}",
    )


def moment_of(answers: Sequence[Answer]) -> datetime:
    """Give the moment of the newest source, for files that are the same when made again."""
    figures = [figure for answer in answers for figure in answer.figures]
    known = [figure.provenance.retrieved for figure in figures if figure.provenance]
    day = max(known or [answer.question.period.last_day for answer in answers])
    return datetime.combine(day, time(), UTC)


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


def export_for_excel(answers: Sequence[Answer], more: Sequence[Mapping[str, object]] = ()) -> bytes:
    """Write answers as the CSV that a Dutch Excel opens at a click: semicolons, decimal commas."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    rows = _with(answers, more)
    writer.writerow(_columns(more))
    for record in rows:
        writer.writerow(_cell(value) for value in _plain(record).values())
    # The byte order mark makes Excel read it as UTF-8.
    return text.getvalue().encode("utf-8-sig")


def _cell(value: object) -> object:
    return str(value).replace(".", ",") if isinstance(value, float) else value


def _plain(record: dict[str, Any]) -> dict[str, Any]:
    return {k: _written(v) for k, v in record.items()}


def _written(value: object) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    return cell_text(value) if isinstance(value, str) else value


def _csv(answers: Sequence[Answer], more: Sequence[Mapping[str, object]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, _columns(more), lineterminator="\n")
    writer.writeheader()
    writer.writerows(_plain(record) for record in _with(answers, more))
    return text.getvalue().encode()


def _json(answers: Sequence[Answer], more: Sequence[Mapping[str, object]]) -> bytes:
    return (json.dumps(_with(answers, more), ensure_ascii=False, indent=1) + "\n").encode()


def _geojson(answers: Sequence[Answer], more: Sequence[Mapping[str, object]]) -> bytes:
    rows = iter(_with(answers, more))
    collections = [
        answer.division.geojson(
            {row["area_code"]: row for row in islice(rows, len(answer.figures))}
        )
        for answer in answers
    ]
    whole = {
        "type": "FeatureCollection",
        "attribution": f"Grenzen: {ATTRIBUTION}",
        "features": [feature for one in collections for feature in one["features"]],
    }
    return json.dumps(whole, ensure_ascii=False).encode()


def _parquet(answers: Sequence[Answer], more: Sequence[Mapping[str, object]]) -> bytes:
    stream = io.BytesIO()
    _frame(answers, more).to_parquet(stream, index=False)
    return stream.getvalue()


def _gpkg(answers: Sequence[Answer], more: Sequence[Mapping[str, object]]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answer.gpkg"
        write_layer(path, feature_frame(answers, more), "ivbgeo")
        set_moment(path, moment_of(answers))
        return path.read_bytes()


def _with(answers: Sequence[Answer], more: Sequence[Mapping[str, object]]) -> list[dict[str, Any]]:
    rows = records(answers)
    return [{**row, **add} for row, add in zip(rows, more, strict=True)] if more else rows


def _columns(more: Sequence[Mapping[str, object]]) -> tuple[str, ...]:
    return (*COLUMNS, *(more[0] if more else ()))


def _frame(answers: Sequence[Answer], more: Sequence[Mapping[str, object]]) -> pd.DataFrame:
    frame = pd.DataFrame(_with(answers, more), columns=list(_columns(more)))
    kinds = {**dict.fromkeys(_NUMBERS, "float64"), **dict.fromkeys(_FLAGS, "boolean")}
    return frame.astype({name: kind for name, kind in kinds.items() if name in frame})


_WRITERS: dict[Format, Callable[[Sequence[Answer], Sequence[Mapping[str, object]]], bytes]] = {
    Format.CSV: _csv,
    Format.JSON: _json,
    Format.GEOJSON: _geojson,
    Format.GPKG: _gpkg,
    Format.PARQUET: _parquet,
}

"""Incidents as a register of a municipality exports them: CSV, with Dutch columns and dates."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import numpy as np
import shapely

from benchmarks.points import clustered
from benchmarks.tessellation import CACHE
from geo import read_division

__all__ = ["incidents_file"]

_DATA = Path(__file__).parent.parent / "data"
_FIRST, _LAST = "2012-01-01", "2026-01-01"
# Of how many the end isn't known, and how many have a title for a code.
_OPEN, _TITLED = 0.3, 0.3


def incidents_file(number: int, folder: Path = CACHE) -> Path:
    """Give a CSV file with so many incidents in Zoetermeer, made in a folder if it isn't there yet.

    Columns, with ``;`` between them: Soort misdrijf, a code or a title; Pleegdatum begin and
    Pleegdatum eind, dd-mm-yyyy hh:mm, hardly any of them twice; X and Y, EPSG:28992, metres.
    """
    path = folder / f"incidents-{number}.csv"
    if path.exists():
        return path
    folder.mkdir(parents=True, exist_ok=True)
    x, y = _places(number)
    chance = np.random.default_rng(3)
    kinds = _kinds(chance)
    # Some kinds have far more than others, as is so with crime.
    kind = kinds[chance.choice(len(kinds), number, p=chance.dirichlet(np.full(len(kinds), 0.7)))]
    first, last = (np.datetime64(day, "m") for day in (_FIRST, _LAST))
    start = first + chance.integers(0, (last - first).astype(np.int64), number)
    end = start + chance.integers(0, 3 * 24 * 60, number)
    ends = np.where(chance.random(number) < _OPEN, "", _dutch(end))
    beside = path.with_name(f".{os.getpid()}-{path.name}")
    with beside.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["Soort misdrijf", "Pleegdatum begin", "Pleegdatum eind", "X", "Y"])
        places = (np.char.mod("%.2f", axis) for axis in (x, y))
        writer.writerows(zip(kind, _dutch(start), ends, *places, strict=True))
    beside.replace(path)
    return path


def _places(number: int) -> tuple[np.ndarray, np.ndarray]:
    """Draw points in clusters, rounded to centimetres, all of them in the municipality."""
    (polygon,) = read_division(_DATA / "gemeente.geojson").polygons
    x, y = (np.round(axis, 2) for axis in clustered(2 * number, polygon))
    shapely.prepare(polygon)
    inside = np.flatnonzero(shapely.contains_xy(polygon, x, y))[:number]
    return x[inside], y[inside]


def _kinds(chance: np.random.Generator) -> np.ndarray:
    with (_DATA / "categories.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] == "politie"]
    names = [
        row["title" if chance.random() < _TITLED else "code"]
        for row in rows
        if row["code"] != "0.0.0"
    ]
    return np.array(names, dtype=object)


def _dutch(moments: np.ndarray) -> np.ndarray:
    """Write moments as dd-mm-yyyy hh:mm."""
    texts = np.datetime_as_string(moments, unit="m").tolist()
    return np.array([f"{t[8:10]}-{t[5:7]}-{t[:4]} {t[11:]}" for t in texts], dtype=object)

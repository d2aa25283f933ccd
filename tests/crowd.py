"""A town of which every buurt is counted: people, and burglaries that lie together in the west."""

from __future__ import annotations

from datetime import date

import numpy as np
import shapely

from geo import Level
from ivbgeo.atlas import Atlas
from ivbgeo.importing import ReadOptions, import_file
from ivbgeo.sources import Kind

__all__ = ["KIND", "burglaries", "crowd", "people"]

KIND = "1.1.1"


def crowd(store, folder, *, counted=True):
    """Put it in a store with the embedded data; without ``counted`` the burglaries alone."""
    edition = Atlas(store).edition()
    buurten = edition.division(edition.division_id(Level.BUURT))
    texts = {Kind.POPULATION: people(buurten)} if counted else {}
    for kind, text in (texts | {Kind.INCIDENTS: burglaries(buurten)}).items():
        path = folder / f"{kind}.csv"
        path.write_text(text)
        options = ReadOptions(today=date(2026, 11, 1))
        report = import_file(store, Atlas(store).edition(), path, kind, options)
        assert not report.refused, report.rejections
    return Atlas(store).edition()


def people(buurten, year=2023):
    """Write how many people live in each buurt, as a file of population."""
    number = _number(buurten)
    rows = (
        f"{code},{buurten.year},{year},{many}"
        for code, many in zip(buurten.codes, number, strict=True)
        if many
    )
    return "\n".join(["gebiedscode,division_year,jaar,inwoners", *rows, ""])


def burglaries(buurten, years=(2022, 2023), seed=3):
    """Write burglaries by buurt, as a file of incidents: in the west five times as many."""
    random = np.random.default_rng(seed)
    x = shapely.get_x(shapely.centroid(buurten.polygons))
    rate = np.where(x < np.quantile(x, 0.15), 0.02, 0.004)
    rows = []
    for year in years:
        counts = random.poisson(rate * _number(buurten))
        for code, many in zip(buurten.codes, counts, strict=True):
            days = zip(random.integers(1, 13, many), random.integers(1, 29, many), strict=True)
            rows += [f"{KIND},{year}-{m:02}-{d:02},{code},{buurten.year}" for m, d in days]
    return "\n".join(["categorie,datum,gebiedscode,division_year", *rows, ""])


def _number(buurten):
    return 5 * np.random.default_rng(1).integers(60, 400, len(buurten.codes))

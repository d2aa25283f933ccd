"""Population: how many people, households and dwellings an area has in a year."""

from __future__ import annotations

from dataclasses import dataclass

from ivbgeo.sources.fault import ValueRefusedError
from ivbgeo.sources.kind import Field, Kind, Schema
from ivbgeo.sources.number import read_count
from ivbgeo.sources.text import read_year

__all__ = ["POPULATION", "PopulationRow"]


@dataclass(frozen=True, slots=True)
class PopulationRow:
    """One area in one year; None is what is secret or not known, never 0.

    ``x`` and ``y`` are always None: a number of people belongs to an area, not to a point.
    """

    line: int
    year: int
    inwoners: float | None = None
    huishoudens: float | None = None
    woningen: float | None = None
    x: float | None = None
    y: float | None = None
    area_code: str | None = None
    division_year: int | None = None
    area_name: str | None = None

    def __post_init__(self) -> None:
        if self.x is not None or self.area_code is None:
            raise ValueRefusedError("table.no_area", field="area_code")


POPULATION = Schema(
    Kind.POPULATION,
    (
        Field(
            "year",
            ("jaar", "peiljaar", "peildatum jaar", "verslagjaar", "year"),
            lambda _: read_year,
            required=True,
        ),
        Field(
            "inwoners",
            (
                "inwoners",
                "aantal inwoners",
                "inwonertal",
                "bevolking",
                "personen",
                "inhabitants",
                "population",
            ),
            lambda _: read_count,
            required=True,
        ),
        Field(
            "huishoudens",
            ("huishoudens", "aantal huishoudens", "households"),
            lambda _: read_count,
        ),
        Field(
            "woningen",
            ("woningen", "aantal woningen", "woningvoorraad", "dwellings", "homes"),
            lambda _: read_count,
        ),
    ),
    PopulationRow,
)

"""Indicators: one figure of the city or of an area in a year, with its target."""

from __future__ import annotations

from dataclasses import dataclass

from ivbgeo.sources.fault import ValueRefusedError
from ivbgeo.sources.kind import Field, Kind, Schema
from ivbgeo.sources.number import read_measure
from ivbgeo.sources.text import ChoiceReader, read_text, read_year

__all__ = ["INDICATORS", "IndicatorRow"]

_YES_NO = {"ja": ("gehaald", "yes", "waar", "1"), "nee": ("niet gehaald", "no", "onwaar", "0")}


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One figure. ``value`` None: named, but not known. Without an area it is of the gemeente."""

    line: int
    code: str
    year: int
    title: str
    unit: str
    value: float | None = None
    target: str | None = None
    target_met: str | None = None
    x: float | None = None
    y: float | None = None
    area_code: str | None = None
    division_year: int | None = None
    area_name: str | None = None

    def __post_init__(self) -> None:
        if self.x is not None:
            raise ValueRefusedError("table.no_area", field="x")


INDICATORS = Schema(
    Kind.INDICATORS,
    (
        Field(
            "code",
            ("indicatorcode", "indicator code", "code indicator", "indicator", "indicator id"),
            lambda _: read_text,
            required=True,
        ),
        Field(
            "year",
            ("jaar", "peiljaar", "verslagjaar", "year"),
            lambda _: read_year,
            required=True,
        ),
        Field(
            "value",
            ("waarde", "cijfer", "uitkomst", "resultaat", "realisatie", "value"),
            lambda _: read_measure,
        ),
        Field(
            "title",
            ("titel", "naam indicator", "indicatornaam", "indicator naam", "title"),
            lambda _: read_text,
            required=True,
        ),
        Field("unit", ("eenheid", "unit"), lambda _: read_text, required=True),
        Field("target", ("doel", "streefwaarde", "streefcijfer", "target"), lambda _: read_text),
        Field(
            "target_met",
            ("doel gehaald", "gehaald", "target met"),
            lambda _: ChoiceReader(_YES_NO),
        ),
    ),
    IndicatorRow,
)

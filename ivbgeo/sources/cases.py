"""Cases of woonoverlast (casus): tenure, dates and place; no person, address or story."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ivbgeo.sources.fault import ValueRefusedError
from ivbgeo.sources.kind import Field, Kind, Schema
from ivbgeo.sources.moment import DateReader
from ivbgeo.sources.text import ChoiceReader

__all__ = ["CASES", "CaseRow", "CaseStatus", "Tenure"]


class Tenure(StrEnum):
    """How a home is held."""

    KOOP = "koop"
    CORPORATIE = "corporatie"
    PARTICULIER = "particulier"


class CaseStatus(StrEnum):
    """How far a case is."""

    LOPEND = "lopend"
    AFGEROND = "afgerond"


_TENURES = {
    "koop": ("koopwoning", "koopwoningen", "eigenaar", "eigen woning", "eigenaar-bewoner", "owned"),
    "corporatie": (
        "sociale huur", "corporatiewoning", "woningcorporatie", "huur corporatie", "sociaal",
        "social rent",
    ),
    "particulier": (
        "particuliere huur", "particulier verhuur", "particuliere verhuur", "vrije sector",
        "huur particulier", "private rent",
    ),
}  # fmt: skip
_STATUSES = {
    "lopend": ("lopende", "open", "in behandeling", "actief", "loopt", "active"),
    "afgerond": ("afgeronde", "gesloten", "afgesloten", "afgehandeld", "klaar", "closed"),
}


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case. A case that is afgerond has the day on which it was; one that is lopend has none.

    ``status`` may be left out: the dates tell. ``x``, ``y``: metres, EPSG:28992, both or none.
    """

    line: int
    tenure: Tenure
    opened: date
    closed: date | None = None
    status: CaseStatus | None = None
    x: float | None = None
    y: float | None = None
    area_code: str | None = None
    division_year: int | None = None
    area_name: str | None = None

    def __post_init__(self) -> None:
        told = CaseStatus.AFGEROND if self.closed else CaseStatus.LOPEND
        status = told if self.status is None else CaseStatus(self.status)
        if status is not told:
            rule = "case.no_end" if status is CaseStatus.AFGEROND else "case.open_end"
            raise ValueRefusedError(rule, self.status, field="status", closed=self.closed)
        if self.closed is not None and self.closed < self.opened:
            raise ValueRefusedError("date.order", self.closed, field="closed", first=self.opened)
        object.__setattr__(self, "status", status)
        object.__setattr__(self, "tenure", Tenure(self.tenure))


CASES = Schema(
    Kind.CASES,
    (
        Field(
            "tenure",
            (
                "eigendom",
                "eigendomsvorm",
                "soort woning",
                "woningtype",
                "type woning",
                "bezit",
                "bezitsvorm",
                "tenure",
                "huur of koop",
                "koop of huur",
                "eigendomssituatie",
            ),
            lambda _: ChoiceReader(_TENURES),
            required=True,
        ),
        Field(
            "opened",
            (
                "geopend",
                "datum geopend",
                "openingsdatum",
                "datum opening",
                "startdatum",
                "begindatum",
                "datum start",
                "datum begin",
                "meldingsdatum",
                "datum melding",
                "opened",
                "start date",
                "begin",
                "start",
                "datum",
                "datum aanmelding",
            ),
            lambda settings: DateReader(settings.today, with_time=False, future=False),
            required=True,
        ),
        Field(
            "closed",
            (
                "afgesloten",
                "datum afgerond",
                "datum afgesloten",
                "afsluitdatum",
                "einddatum",
                "datum sluiting",
                "datum einde",
                "datum eind",
                "closed",
                "end date",
                "eind",
                "einde",
                "datum gesloten",
                "datum afsluiting",
                "sluitingsdatum",
            ),
            lambda settings: DateReader(settings.today, with_time=False, future=False),
        ),
        Field(
            "status",
            ("status", "stand", "casusstatus", "status casus", "state"),
            lambda _: ChoiceReader(_STATUSES),
        ),
    ),
    CaseRow,
)

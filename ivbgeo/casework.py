"""Woonoverlast in an area: cases by tenure, those that are open and those that are closed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo import Level
from ivbgeo.answering import answer
from ivbgeo.dutch import number
from ivbgeo.period import Period
from ivbgeo.question import Question
from ivbgeo.words import listed

if TYPE_CHECKING:
    from geo import AreaId
    from ivbgeo.atlas import Edition
    from ivbgeo.figure import Figure, Provenance
    from ivbgeo.viewer import Viewer

__all__ = ["Casework", "Table", "casework_of", "casework_table", "figure_text"]

_CASES = "woonoverlast"
_TENURES = {"koop": "Koop", "corporatie": "Corporatie", "particulier": "Particulier"}
_STATUSES = {"lopend": "Lopend", "afgerond": "Afgerond"}

Table = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
"""Rows of a label and cells, each the name of a column and a text."""


@dataclass(frozen=True, slots=True)
class Casework:
    """The cases of one area. ``about`` says in Dutch of which area they are and why."""

    area_name: str
    period: Period
    about: str
    table: Table
    provenance: Provenance


def casework_table(edition: Edition, viewer: Viewer, whole: Figure) -> Table:
    """Give the cases of the area and period of a figure of all of them."""

    def cell(category: str) -> str:
        area = whole.area
        asked = Question(category, area.level, whole.period, division_year=area.year)
        figures = answer(edition, asked, viewer).figures
        return figure_text(next(f for f in figures if f.area.code == area.code))

    rows = [
        (
            title,
            (
                *((words, cell(f"{_CASES}.{tenure}.{status}"))
                  for status, words in _STATUSES.items()),
                ("Totaal", cell(f"{_CASES}.{tenure}")),
            ),
        )
        for tenure, title in _TENURES.items()
    ]  # fmt: skip
    total = (
        *((words, cell(f"{_CASES}.{status}")) for status, words in _STATUSES.items()),
        ("Totaal", figure_text(whole)),
    )
    return (*rows, ("Totaal", total))


def casework_of(
    edition: Edition, viewer: Viewer, wijk: AreaId, period: Period
) -> tuple[Casework, ...]:
    """Give the cases of a wijk; where those are known by casewijk only, of all that it touches.

    Of a period without figures that may be seen, those of the newest year before it; without that,
    none.
    """
    years = edition.years_of(_CASES, viewer) if _CASES in edition.taxonomy else ()
    earlier = (Period.year(year) for year in years if year <= period.last_year)
    found = (_casework_in(edition, viewer, wijk, one) for one in (period, *earlier))
    return next(filter(None, found), ())


def _casework_in(
    edition: Edition, viewer: Viewer, wijk: AreaId, period: Period
) -> tuple[Casework, ...]:
    """Give the cases of a wijk in one period, or of the casewijken that it touches."""
    own = _figures(edition, viewer, wijk.level, wijk.year, period, {wijk.code})
    if own:
        return tuple(_casework(edition, viewer, one, "") for one in own)
    casewijken = edition.casewijk_of_buurten(wijk.year)
    buurten = edition.buurten_in(wijk)
    touched = {casewijken[buurt] for buurt in buurten if buurt in casewijken}
    found = _figures(edition, viewer, Level.CASEWIJK, None, period, touched)
    whole = all(buurt in casewijken for buurt in buurten) and len(touched) == 1
    wider = sum(code in touched for code in casewijken.values()) > len(buurten)
    names = listed([one.area_name for one in found]) if found else ""
    others = ", waar ook andere buurten in liggen" if wider else ""
    where = (
        f"Dit is heel casewijk {names}{others}."
        if whole
        else f"De buurten van deze wijk liggen in {names}; van de wijk zelf is er geen cijfer."
    )
    about = f"Woonoverlast wordt geteld per casewijk. {where}"
    return tuple(_casework(edition, viewer, one, about) for one in found)


def figure_text(figure: Figure) -> str:
    """Write the number of a figure, or its state where there is none."""
    return number(figure.count) if figure.count is not None else figure.state.words


def _figures(
    edition: Edition,
    viewer: Viewer,
    level: Level,
    year: int | None,
    period: Period,
    codes: set[str] | None,
) -> list[Figure]:
    if _CASES not in edition.taxonomy or not edition.division_ids(level):
        return []
    found = answer(edition, Question(_CASES, level, period, division_year=year), viewer).figures
    return [
        one for one in found if (codes is None or one.area.code in codes) and one.count is not None
    ]


def _casework(edition: Edition, viewer: Viewer, whole: Figure, about: str) -> Casework:
    if whole.provenance is None:
        raise ValueError(f"{whole.area}: a figure without provenance")
    table = casework_table(edition, viewer, whole)
    return Casework(whole.area_name, whole.period, about, table, whole.provenance)

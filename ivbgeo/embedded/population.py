"""Who lives where: measured on the borders of 2024, estimated on those of 2025."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

import shapely

from geo import AreaId, Level
from ivbgeo.embedded.rows import PopulationRow
from ivbgeo.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geo import Crosswalk
    from ivbgeo.embedded.source import Borders, KeyFigure

__all__ = ["population_rows"]

# CBS rounds to 5, so that each figure is off by at most 2.5.
_ROUNDING = 2.5
# Wijken of 2025 where nobody lived who lived in a wijk of houses in 2024: bedrijventerreinen,
# buitengebied, A12-zone. By surface alone, the motorway would get more than a thousand inhabitants.
_NOT_FOR_LIVING = {"WK063713", "WK063714", "WK063715"}
# Part of the city by which generalised borders of two years may differ where nothing moved.
_SAME_GROUND = 0.02


def population_rows(
    figures: Sequence[KeyFigure],
    old: Borders,
    new: Borders,
    crosswalk: Crosswalk,
    casewijken: Mapping[str, str],
) -> list[PopulationRow]:
    """Give inhabitants, households and land by area of every division.

    Parameters
    ----------
    figures
        The key figures, on the borders of ``old``.
    old, new
        The borders of 2024 and 2025.
    crosswalk
        From the buurten of ``old`` to those of ``new``, by surface.
    casewijken
        Name of each casewijk → its code.

    Returns
    -------
    list of PopulationRow
        Measured first, estimated last; in the order of level and code.

    Raises
    ------
    DataError
        ``embedded.sum`` if buurten and their wijk differ by more than rounding explains;
        ``embedded.geometry`` if gemeente ``old`` and ``new`` are not the same ground.
    """
    buurten = {f.area.code: f for f in figures if f.area.level is Level.BUURT}
    rows = [_measured(f, old, buurten) for f in figures]
    for name, code in casewijken.items():
        rows.append(_casewijk(code, name, [f for f in buurten.values() if f.casewijk == name]))
    gemeente = next(f for f in figures if f.area.level is Level.GEMEENTE)
    rows.append(_same_ground(gemeente, old, new))
    estimated = _estimated(buurten, new, crosswalk)
    return rows + estimated + _wijken(estimated, new)


def _measured(figure: KeyFigure, old: Borders, buurten: Mapping[str, KeyFigure]) -> PopulationRow:
    level = figure.area.level
    basis = "Gemeten door het CBS, afgerond op 5."
    if level is Level.WIJK:
        parents = zip(old.buurten.codes, old.buurten.parents, strict=True)
        parts = [buurten[code] for code, parent in parents if parent == figure.area.code]
        basis += _rounded(figure, parts)
    if level is Level.GEMEENTE:
        basis = "Gemeten door het CBS, niet afgerond." + _rounded(figure, list(buurten.values()))
    return _row(figure, figure.area, figure.name, basis, estimated=False)


def _rounded(whole: KeyFigure, parts: Sequence[KeyFigure]) -> str:
    """Say by how much the parts miss the whole, if rounding can explain it."""
    told = []
    for what, printed, given in (
        ("inwoners", whole.inhabitants, [part.inhabitants for part in parts]),
        ("huishoudens", whole.households, [part.households for part in parts]),
    ):
        total = _total(given)
        if total is None or printed is None:
            continue
        if abs(total - printed) > _ROUNDING * (len(parts) + 1):
            raise DataError(
                "embedded.sum",
                file="cbs_kerncijfers_2024.csv",
                what=f"{what} van {whole.name}",
                value=total,
                needed=printed,
            )
        if total != printed:
            told.append(f"{total:_} {what}".replace("_", "."))
    return f" Door het afronden tellen de buurten op tot {' en '.join(told)}." if told else ""


def _total(values: Iterable[int | None]) -> int | None:
    """Add up; not known as soon as one part is not known."""
    known = 0
    for value in values:
        if value is None:
            return None
        known += value
    return known


def _row(
    figure: KeyFigure, area: AreaId, name: str, basis: str, *, estimated: bool
) -> PopulationRow:
    return PopulationRow(
        figure.year,
        area,
        name,
        figure.inhabitants,
        figure.households,
        figure.land_ha,
        estimated,
        basis,
    )


def _casewijk(code: str, name: str, parts: Sequence[KeyFigure]) -> PopulationRow:
    if not parts:
        raise DataError(
            "embedded.unknown", file="casewijken.csv", value=name, other="cbs_kerncijfers_2024.csv"
        )
    names = ", ".join(part.name for part in parts)
    year = parts[0].area.year
    return PopulationRow(
        year=parts[0].year,
        area=AreaId(code, year, Level.CASEWIJK),
        area_name=name,
        inhabitants=_total(part.inhabitants for part in parts),
        households=_total(part.households for part in parts),
        land_ha=_total(part.land_ha for part in parts),
        estimated=False,
        basis=f"Optelling van cijfers die het CBS heeft gemeten, afgerond op 5. "
        f"Buurten van {year}: {names}.",
    )


def _same_ground(figure: KeyFigure, old: Borders, new: Borders) -> PopulationRow:
    before, after = old.gemeente.polygons[0], new.gemeente.polygons[0]
    part = shapely.symmetric_difference(before, after).area / shapely.area(before)
    if part > _SAME_GROUND:
        value = f"De gemeente van {new.gemeente.year} is een ander gebied dan die van 2024."
        raise DataError("embedded.geometry", file=str(new.gemeente.id), value=value)
    percent = f"{part * 100:.1f}".replace(".", ",")
    area = new.gemeente.area_id(figure.area.code)
    basis = (
        "Gemeten door het CBS voor 2024, niet afgerond. Het gebied is in 2025 hetzelfde: de "
        f"vereenvoudigde grenzen verschillen {percent}%."
    )
    return _row(figure, area, figure.name, basis, estimated=False)


def _estimated(
    buurten: Mapping[str, KeyFigure], new: Borders, crosswalk: Crosswalk
) -> list[PopulationRow]:
    crosswalk = _by_houses(buurten, new, crosswalk)
    inhabitants = crosswalk.apply({code: f.inhabitants for code, f in buurten.items()})
    households = crosswalk.apply({code: f.households for code, f in buurten.items()})
    year = next(iter(buurten.values())).year
    return [
        PopulationRow(
            year=year,
            area=new.buurten.area_id(code),
            area_name=name,
            inhabitants=_whole(inhabitants.get(code)),
            households=_whole(households.get(code)),
            land_ha=None,
            estimated=True,
            basis="Schatting: cijfers van de buurten van 2024, verdeeld naar oppervlakte. Dat doet "
            "alsof iedereen gelijk verspreid woont. Bewoners van een woonwijk zijn niet verdeeld "
            "over bedrijventerreinen, buitengebied en A12-zone.",
        )
        for code, name in zip(new.buurten.codes, new.buurten.names, strict=True)
    ]


def _by_houses(buurten: Mapping[str, KeyFigure], new: Borders, crosswalk: Crosswalk) -> Crosswalk:
    """Leave out the ground where nobody from a wijk of houses lives; shares add up to 1 again."""
    wijk_of = dict(zip(new.buurten.codes, new.buurten.parents, strict=True))
    kept = [
        row
        for row in crosswalk.rows
        if not (buurten[row.source_code].casewijk and wijk_of[row.target_code] in _NOT_FOR_LIVING)
    ]
    total: defaultdict[str, float] = defaultdict(float)
    for row in kept:
        total[row.source_code] += row.share_of_source
    rows = tuple(
        replace(row, share_of_source=row.share_of_source / total[row.source_code]) for row in kept
    )
    return replace(crosswalk, rows=rows)


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)


def _wijken(estimated: Sequence[PopulationRow], new: Borders) -> list[PopulationRow]:
    parent_of = dict(zip(new.buurten.codes, new.buurten.parents, strict=True))
    rows = []
    for code, name in zip(new.wijken.codes, new.wijken.names, strict=True):
        parts = [row for row in estimated if parent_of[row.area.code] == code]
        rows.append(
            PopulationRow(
                year=parts[0].year,
                area=new.wijken.area_id(code),
                area_name=name,
                inhabitants=_total(part.inhabitants for part in parts),
                households=_total(part.households for part in parts),
                land_ha=None,
                estimated=True,
                basis="Schatting: de optelling van de geschatte buurten van deze wijk.",
            )
        )
    return rows

"""``ivbgeo groups``, ``ivbgeo prevention coverage`` and ``ivbgeo prevention wanting``."""

from __future__ import annotations

import sys
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ivbgeo.cli.options import As, Wijk
from ivbgeo.cli.usage import DutchCommand
from ivbgeo.viewer import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ivbgeo.atlas import Edition
    from ivbgeo.figure import Provenance
    from ivbgeo.prevention.coverage import Coverage
    from ivbgeo.prevention.heterdaad import Heterdaad
    from ivbgeo.prevention.prevention import PreventionVersion
    from ivbgeo.prevention.wanting import Wanting, WantingBuurt

__all__ = ["add_groups", "add_reckoning"]

_GROUPS = (
    "noun", "order", "name", "contact_role", "contact", "times", "metres", "share", "hectares",
    "dwellings", "dwellings_of", "groups_without_border", "area_code", "level", "division_year",
    "valid_from", "valid_to", "classification", "source",
)  # fmt: skip
_COVERAGE = (
    "area_code", "area_name", "level", "division_year", "on", "share", "basis", "dwellings",
    "dwellings_of", "dwellings_estimated", "covered_dwellings", "inhabitants",
    "covered_inhabitants", "groups", "groups_without_border", "source", "retrieved",
)  # fmt: skip
_WANTING = (
    "place", "best", "worst", "area_code", "area_name", "level", "division_year", "expected",
    "expected_low", "expected_high", "uncovered_dwellings", "share", "basis", "groups",
    "groups_without_border", "category", "from", "to", "count", "state", "yearly_rate",
    "yearly_rate_low", "yearly_rate_high", "yearly_eb_rate", "yearly_eb_low", "yearly_eb_high",
    "verdict", "denominator", "provisional", "reason", "source", "retrieved",
)  # fmt: skip
_TEXT = "text"

_Day = Annotated[
    str | None, typer.Option("--on", help="Van welke dag: 2026-12-31. Anders vandaag.")
]
_Form = Annotated[str, typer.Option("--format", help="csv of json.")]
_Out = Annotated[Path | None, typer.Option(help="Bestand; anders op het scherm.")]


def add_groups(app: typer.Typer) -> None:
    """Add the command ``groups``."""
    app.command("groups", cls=DutchCommand)(_groups)


def add_reckoning(app: typer.Typer) -> None:
    """Add what is worked out to the group ``prevention``."""
    app.command("coverage", cls=DutchCommand)(_coverage)
    app.command("wanting", cls=DutchCommand)(_wanting)


def _groups(
    lon: Annotated[float, typer.Option(help="Lengte in graden, zoals 4.493.")],
    lat: Annotated[float, typer.Option(help="Breedte in graden, zoals 52.058.")],
    radius: Annotated[float, typer.Option(help="Straal in meters, van 50 tot en met 5000.")],
    role: Annotated[Role, typer.Option("--as", help="Voor wie.")] = Role.BEHEER,
    on: _Day = None,
    form: Annotated[str, typer.Option("--format", help="text, csv of json.")] = _TEXT,
    out: _Out = None,
) -> None:
    """Zeg welke groepen buurtpreventie u bij een plek waarschuwt: de dichtstbijzijnde eerst."""
    from ivbgeo.cli.records import check_form
    from ivbgeo.prevention.heterdaad import groups_near
    from ivbgeo.prevention.told import about_heterdaad
    from ivbgeo.whole import write_whole

    if form != _TEXT:
        check_form(form)
    with _opened(role, None, on) as (edition, viewer, day):
        found = groups_near(edition, viewer, lon=lon, lat=lat, radius=radius, on=day)
    if form != _TEXT:
        _write(
            _GROUPS,
            [list(row.values()) for row in _near_rows(found)],
            about_heterdaad(found),
            form,
            out,
        )
        return
    text = "\n".join(_lines(found)) + "\n"
    if out is None:
        sys.stdout.write(text)
    else:
        write_whole(out, text.encode())


def _coverage(
    role: As, wijk: Wijk = None, on: _Day = None, form: _Form = "csv", out: _Out = None
) -> None:
    """Geef per buurt welk deel van de woningen in een groep buurtpreventie ligt (een schatting)."""
    from ivbgeo.cli.records import check_form
    from ivbgeo.prevention.coverage import coverage_on
    from ivbgeo.prevention.told import about_coverage

    check_form(form)
    with _opened(role, wijk, on) as (edition, viewer, day):
        found = coverage_on(edition, viewer, on=day)
    _write(_COVERAGE, _coverage_rows(found), about_coverage(found), form, out)


def _wanting(
    role: As, wijk: Wijk = None, on: _Day = None, form: _Form = "csv", out: _Out = None
) -> None:
    """Geef waar buiten groepen de meeste inbraken te verwachten zijn, met de onzekerheid."""
    from ivbgeo.cli.records import check_form
    from ivbgeo.prevention.told import about_wanting
    from ivbgeo.prevention.wanting import most_wanting

    check_form(form)
    with _opened(role, wijk, on) as (edition, viewer, day):
        found = most_wanting(edition, viewer, on=day)
    rows = [_wanting_row(found, one) for one in (*found.ranked, *found.others)]
    _write(_WANTING, rows, about_wanting(found), form, out)


@contextmanager
def _opened(
    role: Role, wijk: list[str] | None, on: str | None
) -> Iterator[tuple[Edition, Any, date | None]]:
    """Open the store as somebody; gives the edition, who that is, and the day that is asked."""
    from ivbgeo.atlas import Atlas
    from ivbgeo.machine import viewer_as
    from ivbgeo.measures.days import read_day
    from ivbgeo.settings import Settings
    from ivbgeo.store import Store

    day = read_day(on or "")
    viewer = viewer_as(role, wijk)
    with closing(Store.open(Settings.load().database_url)) as store:
        yield Atlas(store).edition(), viewer, day


def _write(
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    words: Sequence[str],
    form: str,
    out: Path | None,
) -> None:
    from ivbgeo.cli.output import say
    from ivbgeo.cli.records import write_records

    write_records(columns, rows, form, out)
    for line in words:
        say(line)


def _lines(found: Heterdaad) -> Iterator[str]:
    """Write out which groups to inform, for who reads it at once."""
    from ivbgeo.prevention.told import about_heterdaad, away, gap_words, percent

    yield from about_heterdaad(found)
    if found.groups:
        yield ""
    for order, one in enumerate(found.groups, start=1):
        said = one.version.prevention
        told = ", ".join(filter(None, (said.contact_role, said.contact)))
        yield (
            f"{order}. {said.name} ({away(one)}, {percent(one.share)} van de cirkel): "
            f"{told or 'geen contact bekend'}"
        )
    for version in found.placed:
        said = version.prevention
        told = ", ".join(filter(None, (said.contact_role, said.contact)))
        yield f"–  {said.name} (gebied niet getekend): {told or 'geen contact bekend'}"
    if found.gaps:
        yield ""
        yield "Buiten de getekende gebieden:"
    for gap in found.gaps:
        yield f"–  {gap_words(gap, found.per)}"


def _near_rows(found: Heterdaad) -> Iterator[dict[str, Any]]:
    for order, one in enumerate(found.groups, start=1):
        yield _group_row("groep", one.version) | {
            "order": order, "metres": round(one.metres, 1), "share": round(one.share, 6),
        }  # fmt: skip
    for version in found.placed:
        yield _group_row("groep zonder gebied", version)
    for version in found.nowhere:
        yield _group_row("groep, plaats niet bekend", version)
    for gap in found.gaps:
        yield dict.fromkeys(_GROUPS) | {
            "noun": "buiten getekende gebieden",
            "name": gap.name,
            "share": round(gap.share, 6),
            "hectares": round(gap.hectares, 4),
            "dwellings": _rounded(gap.dwellings, 1),
            "dwellings_of": found.per.value,
            "groups_without_border": gap.unbordered,
            "area_code": gap.area.code,
            "level": gap.area.level.value,
            "division_year": gap.area.year,
        }


def _group_row(noun: str, version: PreventionVersion) -> dict[str, Any]:
    said = version.prevention
    area = said.area
    return dict.fromkeys(_GROUPS) | {
        "noun": noun,
        "name": said.name,
        "contact_role": said.contact_role or None,
        "contact": said.contact or None,
        "times": said.times or None,
        "area_code": area.code if area else None,
        "level": area.level.value if area else None,
        "division_year": area.year if area else None,
        "valid_from": said.valid_from.isoformat() if said.valid_from else None,
        "valid_to": said.valid_to.isoformat() if said.valid_to else None,
        "classification": said.classification.value,
        "source": said.source or None,
    }


def _coverage_rows(found: Coverage) -> list[list[Any]]:
    source, retrieved = _sources(found.provenance)
    return [
        [
            one.area.code, one.name, one.area.level.value, one.area.year, found.on.isoformat(),
            _rounded(one.share, 6), one.basis.value, one.dwellings,
            found.per.value, one.estimated, _rounded(one.covered_dwellings, 1), one.inhabitants,
            _rounded(one.covered_inhabitants, 1), one.groups, one.unbordered, source, retrieved,
        ]
        for one in found.rows
    ]  # fmt: skip


def _wanting_row(found: Wanting, one: WantingBuurt) -> list[Any]:
    about, figure, years = one.coverage, one.figure, found.years
    rates = (
        None if rate is None else round(rate / years, 6)
        for rate in (
            figure.rate, figure.rate_low, figure.rate_high,
            figure.eb_rate, figure.eb_low, figure.eb_high,
        )
    )  # fmt: skip
    source, retrieved = _sources((figure.provenance,) if figure.provenance else ())
    return [
        one.place, one.best, one.worst, about.area.code, about.name, about.area.level.value,
        about.area.year, _rounded(one.expected, 4), _rounded(one.low, 4), _rounded(one.high, 4),
        _rounded(one.uncovered_dwellings, 1), _rounded(about.share, 6), about.basis.value,
        about.groups, about.unbordered, figure.category, figure.period.start, figure.period.end,
        figure.count, figure.state.value, *rates,
        figure.verdict.value if figure.verdict else None, figure.denominator, figure.provisional,
        one.reason or None, source, retrieved,
    ]  # fmt: skip


def _sources(provenance: Sequence[Provenance]) -> tuple[str | None, str | None]:
    """Give where numbers come from, and when the oldest of them was fetched."""
    if not provenance:
        return None, None
    return (
        "; ".join(one.citation for one in provenance),
        min(one.retrieved for one in provenance).isoformat(),
    )


def _rounded(value: float | None, decimals: int) -> float | None:
    return None if value is None else round(value, decimals)

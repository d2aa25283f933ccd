"""``ivbgeo cameras list``: the register as a file, and what must be decided as a calendar."""

from __future__ import annotations

import sys
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ivbgeo.cli.options import As
from ivbgeo.cli.usage import DutchCommand

if TYPE_CHECKING:
    from ivbgeo.atlas import Edition
    from ivbgeo.camera import CameraVersion
    from ivbgeo.designation import DesignationVersion
    from ivbgeo.viewer import Viewer

__all__ = ["add_list"]

_COLUMNS = (
    "noun", "key", "version", "name", "kind", "from", "to", "withdrawn_on", "evaluation",
    "evaluation_every", "decision", "bylaw", "designation", "x", "y", "direction", "angle",
    "reach", "height", "pixels", "lens", "yearly_cost", "installation", "removal", "border_ha",
    "area_code", "level", "division_year", "lon", "lat", "precision", "signs", "live_viewing",
    "consultation", "necessity", "proportionality", "subsidiarity", "withdrawal",
    "retention_days", "classification", "source", "remark", "changed_at", "changed_by",
)  # fmt: skip
# What is the same word in the register.
_HERE = {"from": "starts", "to": "ends", "decision": "order"}
_OF_CAMERA = {"from": "valid_from", "to": "valid_to"}
_HECTARE = 10_000
_CALENDAR = "ics"


def add_list(app: typer.Typer) -> None:
    """Add the command to the group ``cameras``."""
    app.command("list", cls=DutchCommand)(_list)


def _list(
    role: As,
    on: Annotated[
        str | None, typer.Option("--on", help="Alleen wat op deze dag geldt: 2026-12-31.")
    ] = None,
    form: Annotated[
        str, typer.Option("--format", help="csv, json, of ics: wat u moet beslissen.")
    ] = "csv",
    out: Annotated[Path | None, typer.Option(help="Bestand; anders op het scherm.")] = None,
) -> None:
    """Schrijf de cameragebieden en, voor de planner, de camera's: wat er is en tot wanneer."""
    from ivbgeo.atlas import Atlas
    from ivbgeo.cli.records import check_form, write_records
    from ivbgeo.machine import viewer_as
    from ivbgeo.measures.days import read_day
    from ivbgeo.settings import Settings
    from ivbgeo.store import Store

    when = read_day(on or "")
    if form != _CALENDAR:
        check_form(form)
    viewer = viewer_as(role)
    with closing(Store.open(Settings.load().database_url)) as store:
        edition = Atlas(store).edition()
        if form == _CALENDAR:
            _calendar(edition, viewer, when, out)
            return
        rows = [_row(one) for one in _found(edition, viewer, when)]
    write_records(_COLUMNS, rows, form, out)


def _found(
    edition: Edition, viewer: Viewer, when: date | None
) -> list[CameraVersion | DesignationVersion]:
    from ivbgeo.register import cameras, designations
    from ivbgeo.register.words import said_of

    found: list[CameraVersion | DesignationVersion] = [*designations(edition, viewer)]
    if viewer.may_see_points:
        found += cameras(edition, viewer)
    return [one for one in found if when is None or said_of(one).is_valid_on(when)]


def _calendar(edition: Edition, viewer: Viewer, when: date | None, out: Path | None) -> None:
    from ivbgeo.register import calendar, deadlines
    from ivbgeo.whole import write_whole

    today = when or date.today()  # noqa: DTZ011 - the user's own day
    content = calendar(deadlines(edition, viewer, today))
    if out is None:
        sys.stdout.buffer.write(content)
    else:
        write_whole(out, content)


def _row(one: CameraVersion | DesignationVersion) -> list[Any]:
    """Give one by its columns; what is not known, or not of its kind, is None."""
    from ivbgeo.camera import CameraVersion
    from ivbgeo.register.words import said_of

    said, is_camera = said_of(one), isinstance(one, CameraVersion)
    names = _OF_CAMERA if is_camera else _HERE
    area = getattr(said, "area", None)
    border = getattr(said, "border", None)
    told = {name: getattr(said, names.get(name, name), None) for name in _COLUMNS} | {
        "noun": "camera" if is_camera else "cameragebied",
        "key": one.key,
        "version": one.version,
        "border_ha": None if border is None else round(border.area / _HECTARE, 4),
        "area_code": area.code if area else None,
        "level": area.level.value if area else None,
        "division_year": area.year if area else None,
        "changed_at": one.changed_at,
        "changed_by": one.changed_by,
    }
    return [_plain(told[name]) for name in _COLUMNS]


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return str(value) or None
    return value

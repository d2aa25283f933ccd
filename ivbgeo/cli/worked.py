"""``ivbgeo cameras evaluate`` on the figures of the store."""

from __future__ import annotations

import json
import re
import sys
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from math import isfinite
from typing import TYPE_CHECKING

from geo import Level
from ivbgeo.atlas import Atlas
from ivbgeo.errors import DataError, UsageError
from ivbgeo.evaluation import net_effect, quotient, verdict, weighted_difference
from ivbgeo.machine import viewer_as
from ivbgeo.settings import Settings
from ivbgeo.store import Store
from ivbgeo.whole import write_whole
from ivbgeo.workedout import (
    RING,
    Ask,
    as_plain,
    elsewhere,
    find_subject,
    of_areas,
    place_of,
    usual_kinds,
    work_out,
)
from ivbgeo.workedout.spans import LEAST_MONTHS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ivbgeo.atlas import Edition
    from ivbgeo.viewer import Role, Viewer
    from ivbgeo.workedout import Place

__all__ = ["Asked", "evaluate_store", "evaluate_table"]

_START = re.compile(r"\d{4}(-\d{2}){0,2}")
_FIRST = "0001-01-01"  # fills up what is not said of a day
# What the app says of its fields, as it is said of options.
_TYPED = {
    "evaluate.no_border": "evaluate.no_border_typed",
    "evaluate.no_border_point": "evaluate.no_border_point_typed",
    "evaluate.no_months": "evaluate.no_months_to_read",
    "evaluate.no_open_months": "evaluate.no_months_to_read",
    "evaluate.no_place": "evaluate.no_place_typed",
    "evaluate.no_start": "evaluate.no_start_typed",
    "evaluate.start_year": "evaluate.start_year_typed",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The options of the command; see there."""

    area: str | None
    camera: str | None
    buurten: Sequence[str]
    starts: str | None
    ends: str | None
    kinds: Sequence[str]
    radius: float | None
    ring: float | None
    neighbours: bool
    control: Sequence[str]
    months: int | None
    whole: bool


def evaluate_table(table: Path, asked: Asked, out: Path | None) -> None:
    """Compare the counts of a table; write JSON.

    Raises
    ------
    UsageError
        If a place is asked too.
    DataError
        If the table can't be read.
    """
    from ivbgeo.cli.zones import read_zones

    if asked.area or asked.camera or asked.buurten:
        raise UsageError("evaluate.which")
    zones = read_zones(table)
    # Under twenty there are no figures, as everywhere: what stands beside a refusal is read anyway.
    found = weighted_difference(zones) if zones.enough else None
    _write(
        {
            "wdq": quotient(zones) if zones.enough else None,
            "tne": net_effect(zones) if zones.enough else None,
            "wdd": found and found.value,
            "wdd_se": found and found.error,
            "wdd_low": found and found.low,
            "wdd_high": found and found.high,
            "verdict": verdict(zones),
            **({} if zones.enough else {"refused": True}),
        },
        out,
    )


def evaluate_store(
    role: Role | None, wijken: Sequence[str] | None, asked: Asked, out: Path | None
) -> None:
    """Compare before and after in the store; write JSON.

    Raises
    ------
    UsageError
        If not one place is asked, or a date is none.
    DataError
        If nothing can be compared.
    """
    _check(asked)
    if role is None:
        raise UsageError("evaluate.no_role")
    viewer = viewer_as(role, wijken)
    with closing(Store.open(Settings.load().database_url)) as store:
        try:
            told = _told(Atlas(store).edition(), viewer, asked)
        except DataError as error:
            if error.rule not in _TYPED:
                raise
            raise DataError(_TYPED[error.rule], **error.values) from None
    _write(told, out)


def _check(asked: Asked) -> None:
    """Refuse what can be seen to be wrong without any data."""
    named = [bool(asked.area), bool(asked.camera)].count(True)
    if named > 1 or not (named or asked.buurten):
        raise UsageError("evaluate.which")
    for text in (asked.starts, asked.ends):
        if text is not None and not _START.fullmatch(text):
            raise UsageError("evaluate.date", value=text)
    if asked.starts is not None:
        _day(asked.starts + _FIRST[len(asked.starts) :])
    for name, metres in (("--radius", asked.radius), ("--ring", asked.ring)):
        if metres is not None and not isfinite(metres):
            raise UsageError("evaluate.metres", option=name)
    if asked.months is not None and asked.months < LEAST_MONTHS:
        raise UsageError("evaluate.months", value=asked.months, low=LEAST_MONTHS)


def _told(edition: Edition, viewer: Viewer, asked: Asked) -> dict[str, object]:
    key, place = _place(edition, viewer, asked)
    ask = Ask(
        place,
        tuple(asked.kinds) or usual_kinds(edition, viewer),
        ring=None if asked.neighbours else RING if asked.ring is None else asked.ring,
        control=tuple(asked.control) or None,
        months=asked.months,
        whole=asked.whole,
        others=elsewhere(edition, viewer, place),
        key=key,
    )
    return as_plain(edition, work_out(edition, viewer, ask))


def _place(edition: Edition, viewer: Viewer, asked: Asked) -> tuple[str, Place]:
    starts, ends = asked.starts, None if asked.ends is None else _day(asked.ends)
    name = asked.area or asked.camera
    subject = None
    if name:
        subject = find_subject(edition, viewer, name, camera=asked.camera is not None)
        starts = subject.starts if starts is None else starts
        ends = subject.ends if ends is None else ends
    key = "" if subject is None else subject.key
    if subject is None or asked.buurten:
        # With a camera area, its time and these buurten: its border may not be known.
        division = edition.division(edition.division_id(Level.BUURT))
        return key, of_areas(division, asked.buurten, starts=starts or "", ends=ends)
    return key, place_of(subject, radius=asked.radius, starts=starts, ends=ends)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError("evaluate.date", value=text) from None


def _write(told: dict[str, object], out: Path | None) -> None:
    text = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
    if out is None:
        sys.stdout.write(text)
    else:
        write_whole(out, text.encode())

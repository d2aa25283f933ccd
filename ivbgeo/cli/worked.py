"""``ivbgeo cameras evaluate`` on the figures of the store."""

from __future__ import annotations

import json
import re
import sys
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from geo import Level
from ivbgeo.atlas import Atlas
from ivbgeo.errors import UsageError
from ivbgeo.evaluation import net_effect, quotient, verdict, weighted_difference
from ivbgeo.settings import Settings
from ivbgeo.store import Store
from ivbgeo.viewer import Viewer
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

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ivbgeo.atlas import Edition
    from ivbgeo.viewer import Role
    from ivbgeo.workedout import Place

__all__ = ["Asked", "evaluate_store", "evaluate_table"]

_START = re.compile(r"\d{4}-\d{2}(-\d{2})?")


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
    found = weighted_difference(zones)
    _write(
        {
            "wdq": quotient(zones),
            "tne": net_effect(zones),
            "wdd": found.value,
            "wdd_se": found.error,
            "wdd_low": found.low,
            "wdd_high": found.high,
            "verdict": verdict(zones),
        },
        out,
    )


def evaluate_store(role: Role | None, asked: Asked, out: Path | None) -> None:
    """Compare before and after in the store; write JSON.

    Raises
    ------
    UsageError
        If not one place is asked, or a date is none.
    DataError
        If nothing can be compared.
    """
    if [bool(asked.area), bool(asked.camera), bool(asked.buurten)].count(True) != 1:
        raise UsageError("evaluate.which")
    if role is None:
        raise UsageError("evaluate.no_role")
    viewer = Viewer(role)
    with closing(Store.open(Settings.load().database_url)) as store:
        edition = Atlas(store).edition()
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
        told = as_plain(edition, work_out(edition, viewer, ask))
    _write(told, out)


def _place(edition: Edition, viewer: Viewer, asked: Asked) -> tuple[str, Place]:
    if asked.starts is not None and not _START.fullmatch(asked.starts):
        raise UsageError("evaluate.date", value=asked.starts)
    ends = None if asked.ends is None else _day(asked.ends)
    if asked.starts is not None and len(asked.starts) > len("2024-01"):
        _day(asked.starts)
    if asked.buurten:
        division = edition.division(edition.division_id(Level.BUURT))
        return "", of_areas(division, asked.buurten, starts=asked.starts or "", ends=ends)
    name = asked.area or asked.camera or ""
    subject = find_subject(edition, viewer, name, camera=asked.camera is not None)
    place = place_of(
        subject,
        radius=asked.radius,
        starts=subject.starts if asked.starts is None else asked.starts,
        ends=subject.ends if ends is None else ends,
    )
    return subject.key, place


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

"""Whether the embedded data and the store are whole, and what exactly is not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from shapely.errors import ShapelyError

from geo import GeoError
from ivbgeo.demo import CATEGORIES, find_damage
from ivbgeo.embedded.catalogue import read_catalogue, verify
from ivbgeo.errors import IvbgeoError
from ivbgeo.messages import sentence
from ivbgeo.plannerfiles.checking import damaged
from ivbgeo.record.aside import keep_aside, read_aside
from ivbgeo.record.asked import Asked
from ivbgeo.record.chain import Mark
from ivbgeo.scenario import keeping as scenario
from ivbgeo.shielding.checking import find_unfit
from ivbgeo.store import datasets, divisions, record
from ivbgeo.store.integrity import find_faults

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy.engine import Connection

    from ivbgeo.store import Store

__all__ = ["Finding", "check"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not right: where (data or store), the rule, and the Dutch sentence."""

    where: str
    rule: str
    message: str


def check(
    store: Store,
    data_dir: Path,
    aside: Path | None = None,
    threshold: int | None = None,
    days: int = 730,
) -> list[Finding]:
    """Look through the embedded data and the store; an empty list says that all is well.

    Parameters
    ----------
    aside
        Where the newest lines of the record of access are kept: the record is held to them, and if
        all is well the newest one of now is kept there too. None: nowhere.
    days
        For how many days a line of the record is kept.
    """
    findings = [Finding("data", problem.rule, problem.sentence) for problem in verify(data_dir)]
    kept: tuple[Mark, ...] = ()
    if aside:
        try:
            kept = read_aside(aside, days)
        except IvbgeoError as error:
            findings.append(Finding("store", error.rule, str(error)))
    with store.reading() as connection:
        findings += [
            Finding("store", fault.rule, sentence(fault.rule, **fault.values))
            for fault in find_faults(connection, kept)
        ]
        if any(finding.rule == "check.database" for finding in findings):
            return findings
        newest = record.newest_lines(connection, Asked(count=1))
        findings += _divisions(connection)
        findings += [
            Finding("store", "check.planner_file", sentence("check.planner_file", value=name))
            for name in damaged(connection)
        ]
        findings += [
            Finding("store", "check.scenario", sentence("check.scenario", value=name))
            for name in scenario.damaged(connection)
        ]
        if not findings:
            findings += _up_to_date(connection, data_dir)
    findings += [
        Finding("store", rule, sentence(rule, value=title))
        for rule, title in find_unfit(store, threshold)
    ]
    if not findings:
        findings += [
            Finding("store", fault.rule, sentence(fault.rule, **fault.values))
            for fault in find_damage(store, data_dir)
        ]
    if aside and newest and not any(one.rule.startswith("check.record") for one in findings):
        marks = [*kept, *(Mark(line.head, line.at, days) for line in newest)]
        keep_aside(aside, marks, datetime.now(UTC))
    return findings


def _divisions(connection: Connection) -> Iterator[Finding]:
    """Read each division again: that checks that it is a coverage, and what it was."""
    hashes = divisions.content_hashes(connection)
    for division_id, number in divisions.division_numbers(connection).items():
        try:
            division = divisions.read_division(connection, number)
        except GeoError as error:
            yield Finding("store", error.rule, sentence(error.rule, **error.values))
            continue
        except ShapelyError:
            yield Finding("store", "check.geometry", sentence("check.geometry", value=division_id))
            continue
        if division.content_hash != hashes[number]:
            yield Finding("store", "check.division", sentence("check.division", value=division_id))


def _up_to_date(connection: Connection, data_dir: Path) -> Iterator[Finding]:
    try:
        wanted = read_catalogue(data_dir)
    except IvbgeoError as error:
        yield Finding("data", error.rule, str(error))
        return
    present = {
        dataset.provenance.dataset: dataset.provenance.sha256
        for dataset in datasets.list_datasets(connection)
        if dataset.is_embedded
    }
    if not present:
        yield Finding("store", "check.empty", sentence("check.empty"))
        return
    # A store of another gemeente has nothing else that is embedded.
    needed = {CATEGORIES} if set(present) == {CATEGORIES} else set(wanted)
    for name in sorted(needed):
        provenance = wanted[name]
        if present.get(name) != provenance.sha256:
            yield Finding("store", "check.outdated", sentence("check.outdated", value=name))

"""Divisions that are brought into the store in place of others, and what is put back for them.

Borders may change, codes that are in use may not: nothing is left that names an area which is
gone. Neighbouring years of a level are connected by crosswalks by surface.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from geo import Crosswalk, Level, read_division
from ivbgeo.embedded import read
from ivbgeo.errors import DataError
from ivbgeo.municipality import municipality_in
from ivbgeo.store import datasets, divisions
from ivbgeo.store.orphans import find_orphans

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from sqlalchemy.engine import Connection

    from geo import Division, DivisionId
    from ivbgeo.figure import Provenance
    from ivbgeo.store.orphans import Orphan

__all__ = ["connect_years", "put_divisions", "refuse_other_gemeente", "release_divisions"]

_CONNECTED = (Level.BUURT, Level.WIJK)
_NAMED = 5


def put_divisions(
    connection: Connection, kind: str, provenance: Provenance, brought: Sequence[Division]
) -> int:
    """Write divisions under a dataset, each in place of the one of its level and year.

    Returns
    -------
    int
        The number of the dataset.

    Raises
    ------
    DataError
        ``areas.other_gemeente`` if the store is of another gemeente; ``areas.orphans`` if a code
        is gone that other data in the store uses. Then the transaction must not be kept.
    """
    for division in brought:
        for gemeente in sorted(_gemeenten(division)):
            refuse_other_gemeente(connection, gemeente)
    dataset_id = datasets.put_dataset(connection, kind, provenance)
    numbers = [divisions.add_division(connection, dataset_id, division) for division in brought]
    changed = {division.id for division in brought}
    _disconnect(connection, changed)
    orphans = find_orphans(connection, numbers)
    if orphans:
        raise DataError("areas.orphans", **_told(orphans))
    _connect(connection, changed)
    return dataset_id


def connect_years(connection: Connection, changed: Collection[DivisionId]) -> None:
    """Connect divisions to those of the years beside them, where either did not come with ivbgeo.

    The crosswalks that were there are taken away first.
    """
    _disconnect(connection, changed)
    _connect(connection, changed)


def refuse_other_gemeente(connection: Connection, code: str) -> None:
    """Refuse a gemeente that the store is not of.

    Raises
    ------
    DataError
        ``areas.other_gemeente``; none if the store has no areas yet.
    """
    here = municipality_in(connection)
    if here is not None and here.id.code != code:
        raise DataError("areas.other_gemeente", value=code, here=here.id.code, name=here.name)


def release_divisions(connection: Connection, dataset_id: int, data_dir: Path) -> None:
    """Let go of the divisions of a dataset, so that it can be taken away.

    Each is put back as it came with ivbgeo, if that is in the store and has it, or is taken away.

    Raises
    ------
    DataError
        ``areas.in_use`` if other data uses what would be gone. Then the transaction must not be
        kept.
    """
    owners = divisions.division_datasets(connection)
    numbers = divisions.division_numbers(connection)
    released = {division for division, owner in owners.items() if owner == dataset_id}
    if not released:
        return
    embedded = {d.provenance.dataset: d.id for d in datasets.list_datasets(connection)
                if d.is_embedded}  # fmt: skip
    gone = set()
    for wanted in sorted(released):
        file = read.DIVISION_FILES.get(wanted, "")
        owner = embedded.get(file.removesuffix(".geojson"))
        if owner is None:
            divisions.remove_areas(connection, numbers[wanted])
            gone.add(wanted)
        else:
            division = read_division(data_dir / file, wanted.level, wanted.year)
            divisions.add_division(connection, owner, division)
    _disconnect(connection, released)
    orphans = find_orphans(connection, [numbers[wanted] for wanted in released])
    if orphans:
        raise DataError("areas.in_use", **_told(orphans))
    for wanted in gone:
        divisions.remove_division(connection, numbers[wanted])
    _connect(connection, released - gone)
    _connect_embedded(connection, released - gone, embedded, data_dir)


def _gemeenten(division: Division) -> set[str]:
    """Give the codes of the gemeenten that areas of CBS are of: their codes begin with it."""
    return {f"GM{code[2:6]}" for code in division.codes if code[:2] in {"BU", "WK", "GM"}}


def _told(orphans: Collection[Orphan]) -> dict[str, object]:
    codes = list(dict.fromkeys(f"{orphan.code} ({orphan.division})" for orphan in orphans))
    more = f" en nog {len(codes) - _NAMED}" if len(codes) > _NAMED else ""
    users = sorted({f"‘{orphan.dataset}’" for orphan in orphans})
    return {"areas": ", ".join(codes[:_NAMED]) + more, "users": ", ".join(users)}


def _pairs(
    connection: Connection, changed: Collection[DivisionId]
) -> Iterator[tuple[DivisionId, DivisionId]]:
    """Give the divisions of neighbouring years of which one has changed."""
    present = divisions.division_numbers(connection)
    for level in _CONNECTED:
        of_level = sorted(wanted for wanted in present if wanted.level is level)
        for older, newer in pairwise(of_level):
            if newer.year - older.year == 1 and {older, newer} & set(changed):
                yield older, newer


def _disconnect(connection: Connection, changed: Collection[DivisionId]) -> None:
    numbers = divisions.division_numbers(connection)
    for older, newer in _pairs(connection, changed):
        divisions.remove_crosswalk(connection, numbers[older], numbers[newer])
        divisions.remove_crosswalk(connection, numbers[newer], numbers[older])


def _connect(connection: Connection, changed: Collection[DivisionId]) -> None:
    """Connect by surface, under a dataset that did not come with ivbgeo: that has its own."""
    numbers = divisions.division_numbers(connection)
    owners = divisions.division_datasets(connection)
    embedded = {d.id for d in datasets.list_datasets(connection) if d.is_embedded}
    for older, newer in _pairs(connection, changed):
        brought = [owners[each] for each in (newer, older) if owners[each] not in embedded]
        if not brought:
            continue
        a = divisions.read_division(connection, numbers[older])
        b = divisions.read_division(connection, numbers[newer])
        for crosswalk in (Crosswalk.by_area(a, b), Crosswalk.by_area(b, a)):
            divisions.add_crosswalk(connection, brought[0], crosswalk, numbers)


def _connect_embedded(
    connection: Connection,
    changed: Collection[DivisionId],
    embedded: Mapping[str, int],
    data_dir: Path,
) -> None:
    """Put back the crosswalks that came with ivbgeo between divisions that did too."""
    if not changed:
        return
    numbers = divisions.division_numbers(connection)
    owners = divisions.division_datasets(connection)
    own = {wanted for wanted, owner in owners.items() if owner in embedded.values()}
    for crosswalk in read.read_crosswalks(data_dir):
        name, ends = read.crosswalk_file(crosswalk), {crosswalk.source, crosswalk.target}
        if name in embedded and ends <= own and ends & set(changed):
            source, target = numbers[crosswalk.source], numbers[crosswalk.target]
            divisions.remove_crosswalk(connection, source, target)
            divisions.add_crosswalk(connection, embedded[name], crosswalk, numbers)

"""The files that are kept: adding one, choosing among them, and reading what is in one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import shapely

from geo import Level, Obstacles
from ivbgeo.errors import DataError, NotAllowedError, UsageError
from ivbgeo.filekind import FileKind
from ivbgeo.keeping import Keeper
from ivbgeo.municipality import municipality_of
from ivbgeo.plannerfiles.areas import PRIVATE, KeptAreas
from ivbgeo.plannerfiles.packing import packed, unpacked
from ivbgeo.plannerfiles.plannerfile import PlannerFile
from ivbgeo.plannerfiles.reading import read_kept
from ivbgeo.record import Act, Entry
from ivbgeo.sources.fault import visible
from ivbgeo.sources.opening import digest
from ivbgeo.sources.spots import Spots
from ivbgeo.store import plannerfiles as stored
from ivbgeo.store.erasing import erase_file
from ivbgeo.store.record import add_lines
from ivbgeo.store.versions import when

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.engine import Connection

    from ivbgeo.atlas import Edition
    from ivbgeo.viewer import Viewer

__all__ = [
    "add",
    "areas_of",
    "erase",
    "files",
    "find",
    "find_by_hash",
    "newest_homes",
    "obstacles_of",
    "spots_of",
    "withdraw",
]

_AROUND = 2_000.0  # metres: a camera sees no further
# By hash, so never out of date: the buildings of a city take some 100 MB.
_READ = Keeper(6)
_OBSTACLES = Keeper(3)
_Content = TypeVar("_Content", KeptAreas, Spots)


def files(
    edition: Edition, viewer: Viewer, kind: FileKind | None = None
) -> tuple[PlannerFile, ...]:
    """Give the files that are offered, of one kind or of all; the newest first.

    Raises
    ------
    NotAllowedError
        If the viewer does not plan cameras.
    """
    return tuple(
        file for file in _all(edition, viewer) if not file.withdrawn and kind in {None, file.kind}
    )


def find(edition: Edition, viewer: Viewer, kind: FileKind, what: str) -> PlannerFile:
    """Find a file that is offered, by its number or its name.

    Raises
    ------
    NotAllowedError
        If the viewer does not plan cameras.
    UsageError
        If there is none.
    """
    offered = files(edition, viewer, kind)
    for file in offered:
        if what in {str(file.id), file.name}:
            return file
    known = ", ".join(f"{file.id} ({file.name})" for file in offered) or "geen"
    raise UsageError("plannerfile.unknown", value=what, kind=kind.words.lower(), known=known)


def find_by_hash(
    edition: Edition, viewer: Viewer, kind: FileKind, sha256: str
) -> PlannerFile | None:
    """Find a file by its hash, also if it was withdrawn: for what was computed with it before."""
    found = (file for file in _all(edition, viewer) if (file.kind, file.sha256) == (kind, sha256))
    return next(found, None)


def add(
    edition: Edition, viewer: Viewer, kind: FileKind, path: Path, name: str | None = None
) -> PlannerFile:
    """Keep a file, whole or not at all; one that is there already is not kept twice.

    Parameters
    ----------
    name
        What it is called; by default the name of ``path``.

    Raises
    ------
    NotAllowedError
        If the viewer does not plan cameras.
    DataError, GeoError
        If it can't be read, or nothing in it lies in or near the gemeente.
    """
    _must_plan(viewer)
    found = read_kept(path, kind)
    _refuse_elsewhere(edition, found, path.name)
    sha256 = digest(path)
    with edition.store.writing(figures=False) as connection:
        number = stored.add_file(
            connection, kind.value, sha256, packed(found),
            name=visible(name or path.name), size=path.stat().st_size, by=viewer.role.value,
        )  # fmt: skip
        _note(connection, viewer, Act.INGELEZEN, number, f"{kind}, {sha256}")
    kept = find_by_hash(edition, viewer, kind, sha256)
    assert kept is not None  # noqa: S101 - it was written just now
    return kept


def withdraw(edition: Edition, viewer: Viewer, number: int) -> None:
    """Offer a file no more. What was made with it can be read as before.

    Raises
    ------
    NotAllowedError
        If the viewer does not plan cameras.
    UsageError
        If there is no such file.
    """
    _must_plan(viewer)
    with edition.store.writing(figures=False) as connection:
        if not stored.withdraw_file(connection, number):
            raise UsageError("plannerfile.number", value=number)
        _note(connection, viewer, Act.GEWIJZIGD, number, "van de lijst gehaald")


def erase(edition: Edition, viewer: Viewer, number: int) -> None:
    """Take a file out for good, one that was withdrawn too: for what may not be kept.

    What was made with it keeps its answer, and can't be made again.

    Raises
    ------
    NotAllowedError
        If the viewer does not plan cameras.
    UsageError
        If there is no such file.
    """
    _must_plan(viewer)
    with edition.store.writing(figures=False) as connection:
        if not erase_file(connection, number):
            raise UsageError("plannerfile.number", value=number)
        _note(connection, viewer, Act.GEWIST, number, "")


def areas_of(edition: Edition, viewer: Viewer, file: PlannerFile) -> KeptAreas:
    """Give the areas of a file, read once.

    Raises
    ------
    NotAllowedError
        If the viewer does not plan cameras.
    """
    return _read(edition, viewer, file, KeptAreas)


def spots_of(edition: Edition, viewer: Viewer, file: PlannerFile) -> Spots:
    """Give the spots of a file, read once.

    Raises
    ------
    NotAllowedError
        If the viewer does not plan cameras.
    """
    return _read(edition, viewer, file, Spots)


def obstacles_of(edition: Edition, viewer: Viewer, file: PlannerFile) -> Obstacles:
    """Give the areas of a file as what stands in the way, in the same order; made once.

    Raises
    ------
    NotAllowedError
        If the viewer does not plan cameras.
    """
    areas = areas_of(edition, viewer, file)
    return _OBSTACLES.once(file.sha256, lambda: Obstacles(areas.polygons))


def newest_homes(edition: Edition) -> tuple[PlannerFile, KeptAreas] | None:
    """Give the newest file of buildings that says which are homes; None where there is none.

    For what is worked out of where homes stand, whoever asks: such buildings are open data, and one
    estimate may not depend on who looks. What leaves are shares of areas, never a building.
    """
    for file in _listed(edition):
        if file.kind is FileKind.BUILDINGS and not file.withdrawn:
            areas = _content(edition, file, KeptAreas)
            if areas.private is not None and (areas.private == PRIVATE["yes"]).any():
                return file, areas
    return None


def _note(connection: Connection, viewer: Viewer, act: Act, number: int, detail: str) -> None:
    entry = Entry.by(viewer, act, f"bestand van de planner {number}", detail=detail)
    add_lines(connection, [entry])


def _must_plan(viewer: Viewer) -> None:
    if not viewer.may_see_points:
        raise NotAllowedError("plannerfile.not_allowed", role=viewer.role)


def _all(edition: Edition, viewer: Viewer) -> tuple[PlannerFile, ...]:
    _must_plan(viewer)
    return _listed(edition)


def _listed(edition: Edition) -> tuple[PlannerFile, ...]:
    with edition.store.reading() as connection:
        return tuple(map(_file, stored.list_files(connection)))


def _file(row: Any) -> PlannerFile:
    return PlannerFile(
        row.id,
        FileKind(row.kind),
        row.name,
        row.sha256,
        row.size,
        when(row.added_at),
        row.added_by,
        row.withdrawn_at is not None,
    )


def _read(edition: Edition, viewer: Viewer, file: PlannerFile, wanted: type[_Content]) -> _Content:
    _must_plan(viewer)
    return _content(edition, file, wanted)


def _content(edition: Edition, file: PlannerFile, wanted: type[_Content]) -> _Content:
    def read() -> KeptAreas | Spots:
        with edition.store.reading() as connection:
            content = stored.file_content(connection, file.id)
        if content is None:
            raise UsageError("plannerfile.number", value=file.id)
        return unpacked(content, file.kind)

    found = _READ.once((file.kind, file.sha256), read)
    assert isinstance(found, wanted)  # noqa: S101 - for the type checker: its kind says so
    return found


def _refuse_elsewhere(edition: Edition, found: KeptAreas | Spots, name: str) -> None:
    """Refuse what lies so far away that no camera here would ever meet it."""
    gemeente = municipality_of(edition)
    if gemeente is None:
        return
    here = edition.division(edition.division_id(Level.GEMEENTE)).area(gemeente.id.code).polygon
    around = shapely.box(*shapely.buffer(shapely.box(*here.bounds), _AROUND).bounds)
    shapes = found.polygons if isinstance(found, KeptAreas) else shapely.points(found.places)
    if not shapely.intersects(around, shapes).any():
        raise DataError("plannerfile.elsewhere", file=name, gemeente=gemeente.name)

"""A file of prevention into the store: all of it, or nothing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

import shapely

from geo import AreaId, Level
from ivbgeo.dutch import number
from ivbgeo.errors import DataError
from ivbgeo.figure import Classification
from ivbgeo.machine import beheerder
from ivbgeo.places import is_known
from ivbgeo.prevention.file import read_preventions, shared_name
from ivbgeo.prevention.listing import preventions
from ivbgeo.register.bringing import Noun, Seen, bring
from ivbgeo.register.writing import refuse_outside
from ivbgeo.sources import Kind
from ivbgeo.sources.fault import visible
from ivbgeo.sources.text import plain
from ivbgeo.store.prevention import add_preventions, find_codes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from ivbgeo.atlas import Edition
    from ivbgeo.importing import ImportReport
    from ivbgeo.prevention.kind import PreventionKind
    from ivbgeo.prevention.prevention import Prevention
    from ivbgeo.viewer import Viewer

__all__ = ["import_preventions"]

_NOUN = Noun(
    Kind.PREVENTION,
    "Preventie uit een eigen bestand",
    "gebied, ronde of avond",
    "gebieden, rondes en avonden",
    add_preventions,
)
_HECTARE = 10_000
_LEAST = 1.0  # m²: what is less is a border drawn twice
_SHOWN = 10


def import_preventions(
    edition: Edition,
    path: Path,
    *,
    kind: PreventionKind | None = None,
    crs: int | None = None,
    classification: Classification = Classification.INTERN,
    dry_run: bool = False,
    viewer: Viewer | None = None,
) -> ImportReport:
    """Bring the prevention of a file into the store.

    Areas may lie over each other: which do is told in ``overlaps``. What has no border is kept with
    its buurt or wijk, or with neither: how many is told in ``notes``.

    Parameters
    ----------
    kind
        What all of it is; None: the file says so, in a column ‘soort’.
    crs
        28992 or 4326, which goes before what the file says.
    classification
        Who it is for: ``open`` or ``intern``.
    dry_run
        Read and check, write nothing.
    viewer
        Who brings it in; None: who runs this on the machine.

    Raises
    ------
    NotAllowedError
        If this viewer may not manage the data.
    GeoError, DataError
        If the file as a whole can't be read. What breaks a rule is in the report.
    """
    who = viewer or beheerder()

    def check(one: Prevention) -> None:
        if one.border is not None:
            refuse_outside(edition, one.border, one.name)

    def look() -> Seen:
        there = preventions(edition, who)
        with edition.store.reading() as connection:
            codes = find_codes(connection)
        taken = codes, {shared_name(one.prevention): one.key for one in there}
        named, size, rejections, unread = read_preventions(
            path,
            classification,
            lambda text, level, year: _find_area(edition, text, level, year),
            check,
            taken,
            kind=kind,
            crs=crs,
        )
        new = list(named.values())
        old = [one.prevention for one in there]
        return Seen(
            named, size, rejections, unread, tuple(_overlaps(new, old)), tuple(_without(new))
        )

    noun = _NOUN if kind is None else replace(_NOUN, one=kind.words, many=kind.plural)
    return bring(
        edition.store, who, path, noun, look, classification=classification, dry_run=dry_run
    )


def _find_area(edition: Edition, text: str, level: Level, year: int | None) -> AreaId:
    """Find an area by its code and the year of that, or by its name; of a name the newest year."""
    for division_id in edition.division_ids(level):
        if year not in (None, division_id.year):
            continue
        division = edition.division(division_id)
        area = AreaId(text, division_id.year, level)
        if is_known(edition, area):
            return area
        same = [
            code
            for code, name in zip(division.codes, division.names, strict=True)
            if plain(name) == plain(text)
        ]
        if len(same) == 1:
            return AreaId(same[0], division_id.year, level)
        if len(same) > 1:
            break
    raise DataError("prevention.area", value=visible(text))


def _overlaps(new: list[Prevention], old: list[Prevention]) -> Iterator[str]:
    """Say which areas of one kind lie over each other, the largest part first."""
    of_kind: dict[PreventionKind, list[tuple[Prevention, bool]]] = defaultdict(list)
    for found, is_new in ((new, True), (old, False)):
        for one in found:
            if one.border is not None and shapely.get_dimensions(one.border) == 2:  # noqa: PLR2004 - a surface
                of_kind[one.kind].append((one, is_new))
    told = []
    for kind, pairs in of_kind.items():
        shapes = [one.border for one, _ in pairs]
        tree = shapely.STRtree(shapes)
        for first, second in tree.query(shapes, predicate="intersects").T.tolist():
            if first >= second or not (pairs[first][1] or pairs[second][1]):
                continue
            shared = shapely.intersection(shapes[first], shapes[second]).area
            if shared >= _LEAST:
                told.append((shared, kind, pairs[first][0].name, pairs[second][0].name))
    told.sort(key=lambda one: (-one[0], one[2], one[3]))
    for shared, kind, one, other in told[:_SHOWN]:
        yield (
            f"‘{one}’ en ‘{other}’ ({kind.words}) liggen voor {number(shared / _HECTARE, 2)} "
            "hectare over elkaar. Dat mag; in de dekking telt het één keer."
        )
    if len(told) > _SHOWN:
        yield f"Nog {number(len(told) - _SHOWN)} paren gebieden liggen over elkaar."


def _without(new: Iterable[Prevention]) -> Iterator[str]:
    """Say how many have no border."""
    bare = [one for one in new if one.border is None]
    known = sum(one.area is not None for one in bare)
    if known:
        yield f"Zonder grens, wel met een buurt of wijk: {known}."
    if len(bare) > known:
        yield f"Zonder grens en zonder buurt of wijk: {len(bare) - known} (gebied niet bekend)."

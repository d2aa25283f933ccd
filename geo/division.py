"""A division: all areas of one level and year, which together are a valid coverage."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from geo.area import Area, AreaId, DivisionId, Level
from geo.coverage import check_coverage, check_place, check_polygons, union
from geo.crs import polygons_to_wgs84
from geo.errors import InvalidDivisionError, UnknownCodeError
from geo.locator import Locator

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

__all__ = ["Division"]

# Decimals of a degree in GeoJSON, as RFC 7946 advises: about a centimetre.
_DECIMALS = 7


@dataclass(frozen=True, slots=True, eq=False)
class Division:
    """All areas of one level and year, sorted by code; it can't exist with overlaps or gaps.

    Two divisions are equal when level, year, codes, names, parents, geometry and water are.

    Parameters
    ----------
    id
        Level and year.
    codes, names, parents
        One per area, in ascending order of code; a parent may be None.
    polygons
        Object array (n,) of polygons and multipolygons, EPSG:28992, metres.
    water
        Which areas are open water, one per area; empty: none is.

    Raises
    ------
    InvalidDivisionError
        If the areas aren't one valid coverage; the message names the areas and the place. At level
        casewijk, areas may enclose ground that belongs to none of them.
    """

    id: DivisionId
    codes: tuple[str, ...]
    names: tuple[str, ...]
    polygons: NDArray[np.object_] = field(repr=False)
    parents: tuple[str | None, ...] = field(repr=False)
    water: tuple[bool, ...] = field(default=(), repr=False)
    _locator: Locator | None = field(default=None, init=False, repr=False)
    _content_hash: str | None = field(default=None, init=False, repr=False)
    # Whether neighbours share every vertex; None: not known yet.
    _strict: bool | None = field(default=None, init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "water", self.water or (False,) * len(self.codes))
        _check_codes(self)
        polygons = np.array(self.polygons, dtype=object)
        labels = [f"{c} ({n})" for c, n in zip(self.codes, self.names, strict=True)]
        check_polygons(labels, polygons)
        polygons = shapely.force_2d(polygons)
        check_place(polygons)
        strict = check_coverage(labels, polygons, may_leave_ground=self.level is Level.CASEWIJK)
        object.__setattr__(self, "_strict", strict)
        polygons.flags.writeable = False
        object.__setattr__(self, "polygons", polygons)

    @classmethod
    def from_areas(cls, areas: Iterable[Area]) -> Division:
        """Build a division out of its areas, in any order.

        Raises
        ------
        InvalidDivisionError
            If there are no areas, if years or levels are mixed, or as the class says.
        """
        ordered = sorted(areas, key=lambda area: area.id.code)
        divisions = sorted({area.id.division for area in ordered})
        if len(divisions) != 1:
            known = ", ".join(str(division) for division in divisions)
            raise InvalidDivisionError(
                "geo.division.mixed" if divisions else "geo.division.empty",
                f"A division has areas of one level and year, not of: {known or 'none'}.",
                divisions=known,
            )
        return cls(divisions[0], *_columns(ordered))

    @classmethod
    def kept(cls, areas: Iterable[Area], content_hash: str) -> Division:
        """Build a division that was checked before it was kept, without checking it again.

        Unless it is another than it was: that is checked, and refused, as ``from_areas`` does.

        Parameters
        ----------
        areas
            In the order of their codes.
        content_hash
            What it was.
        """
        found = list(areas)
        if found:
            made = object.__new__(cls)
            values = (found[0].id.division, *_columns(found), None, None, None)
            for name, value in zip(cls.__slots__, values, strict=True):
                object.__setattr__(made, name, value)
            made.polygons.flags.writeable = False
            if made.content_hash == content_hash:
                return made
        return cls.from_areas(found)

    @property
    def level(self) -> Level:
        """Level of the areas."""
        return self.id.level

    @property
    def year(self) -> int:
        """Year of the borders and codes."""
        return self.id.year

    @property
    def content_hash(self) -> str:
        """SHA-256 (hexadecimal) of level, year, codes, names, parents, geometry and any water.

        The same for the same content, wherever a ring starts and whichever way it turns.
        """
        if self._content_hash is None:
            head = [self.level, self.year, self.codes, self.names, self.parents]
            # Without water as it was before water was told apart: the same areas, the same hash.
            head += [self.water] if any(self.water) else []
            digest = hashlib.sha256(json.dumps(head, ensure_ascii=False).encode())
            for shape in shapely.to_wkb(shapely.normalize(self.polygons), byte_order=1):
                digest.update(shape)
            object.__setattr__(self, "_content_hash", digest.hexdigest())
        return str(self._content_hash)

    def area(self, code: str) -> Area:
        """Give the area with this code.

        Raises
        ------
        UnknownCodeError
            If this division has no such code.
        """
        i = self._position(code)
        return Area(
            self.area_id(code), self.names[i], self.polygons[i], self.parents[i], self.water[i]
        )

    def area_id(self, code: str) -> AreaId:
        """Give a code its year and level.

        Raises
        ------
        UnknownCodeError
            If this division has no such code.
        """
        self._position(code)
        return AreaId(code, self.year, self.level)

    def locator(self, kept_in: Path | None = None) -> Locator:
        """Give the locator that places points in these areas; made once.

        With a folder its index is kept there as ``CONTENT_HASH.index``, for the next process to
        have it at once: worth it for a division as large as the nation.
        """
        if self._locator is None:
            file = None if kept_in is None else kept_in / f"{self.content_hash}.index"
            locator = Locator(self.polygons, file, strict=self._strict)
            object.__setattr__(self, "_locator", locator)
        return self._locator  # type: ignore[return-value] # set above

    def dissolve(
        self,
        level: Level,
        parent_of: Mapping[str, str],
        names: Mapping[str, str],
        parents: Mapping[str, str] | None = None,
    ) -> Division:
        """Merge areas into larger ones; one of which all areas are water, is water.

        Parameters
        ----------
        level
            Level of the result; its year is that of this division.
        parent_of
            Code here → code of the larger area. Areas that are not named are left out.
        names
            Code of the larger area → its name.
        parents
            Code of the larger area → code of the area around that.

        Raises
        ------
        UnknownCodeError
            If ``parent_of`` names a code that does not exist here.
        InvalidDivisionError
            If a larger area has no name, if there are none, or if what is left is no coverage.
        """
        groups: dict[str, list[int]] = {}
        for code, parent in parent_of.items():
            groups.setdefault(parent, []).append(self._position(code))
        nameless = sorted(set(groups) - set(names))
        if nameless:
            raise InvalidDivisionError(
                "geo.division.name",
                f"Without a name: {', '.join(nameless)}.",
                areas=", ".join(nameless),
            )
        return Division.from_areas(
            Area(
                AreaId(code, self.year, level),
                names[code],
                union(self.polygons[sorted(members)]),
                (parents or {}).get(code),
                all(self.water[i] for i in members),
            )
            for code, members in groups.items()
        )

    def geojson(
        self, properties: Mapping[str, Mapping[str, object]] | None = None
    ) -> dict[str, Any]:
        """Give the division as a FeatureCollection after RFC 7946.

        Parameters
        ----------
        properties
            Code → properties to add to that area's own: code, name, year, level and parent. Own
            properties can't be replaced.

        Returns
        -------
        dict
            WGS84 (lon, lat) with 7 decimals, outer rings counter-clockwise, the code as ``id``.

        Raises
        ------
        UnknownCodeError
            If ``properties`` names a code that does not exist here.
        """
        extra = properties or {}
        for code in extra:
            self._position(code)
        rounded = shapely.transform(
            polygons_to_wgs84(self.polygons), lambda xy: np.round(xy, _DECIMALS)
        )
        shapes = shapely.to_geojson(shapely.orient_polygons(rounded))
        return {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature",
                    "id": code,
                    "properties": {
                        **extra.get(code, {}),
                        "code": code,
                        "name": name,
                        "year": self.year,
                        "level": str(self.level),
                        "parent": parent,
                    },
                    "geometry": json.loads(shape),
                }
                for code, name, parent, shape in zip(
                    self.codes, self.names, self.parents, shapes, strict=True
                )
            ],
        }

    def __len__(self) -> int:
        return len(self.codes)

    def __contains__(self, code: object) -> bool:
        return code in self.codes

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Division):
            return NotImplemented
        return self.content_hash == other.content_hash

    def __hash__(self) -> int:
        return hash(self.content_hash)

    def _position(self, code: str) -> int:
        i = bisect_left(self.codes, code)
        if i == len(self.codes) or self.codes[i] != code:
            raise UnknownCodeError(
                "geo.division.code",
                f"{self.level} {code} does not exist in the division of {self.year}.",
                value=code,
                year=self.year,
                level=str(self.level),
            )
        return i


def _columns(areas: Sequence[Area]) -> tuple[Any, ...]:
    polygons = np.empty(len(areas), dtype=object)
    polygons[:] = [area.polygon for area in areas]
    of = [(area.id.code, area.name, area.parent_code, area.water) for area in areas]
    codes, names, around, water = zip(*of, strict=True)
    return codes, names, polygons, around, water


def _check_codes(division: Division) -> None:
    codes = division.codes
    if not codes:
        raise InvalidDivisionError(
            "geo.division.empty", f"{division.id} has no areas.", divisions=str(division.id)
        )
    lists = (codes, division.names, division.polygons, division.parents, division.water)
    if len({len(each) for each in lists}) != 1:
        raise ValueError(f"{division.id}: codes, names, polygons, parents, water differ in number")
    blank = [name for code, name in zip(codes, division.names, strict=True) if not code.strip()]
    if blank:
        raise InvalidDivisionError(
            "geo.division.no_code", f"Without a code: {', '.join(blank)}.", areas=", ".join(blank)
        )
    doubled = sorted({a for a, b in pairwise(codes) if a == b})
    if doubled:
        raise InvalidDivisionError(
            "geo.division.doubled",
            f"More than one area with code: {', '.join(doubled)}. Join them or give each its own.",
            areas=", ".join(doubled),
        )
    if list(codes) != sorted(codes):
        raise ValueError(f"{division.id}: areas must be sorted by code; use Division.from_areas")

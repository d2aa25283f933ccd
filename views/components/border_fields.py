"""A border: from a file, out of buurten, a circle, or a single place. Owns these widgets."""

from __future__ import annotations

import tempfile
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import shapely
import streamlit as st

from geo import GeoError, Level
from ivbgeo.dutch import number
from ivbgeo.errors import DataError, IvbgeoError
from ivbgeo.messages import sentence
from ivbgeo.outline import POINTS, POLYGONS
from ivbgeo.register.areafile import read_border
from ivbgeo.register.where import border_of_buurten, border_of_circle
from views.components import session
from views.components.file_box import file_box, put_down
from views.components.markdown import plain
from views.components.shape_map import Asks

if TYPE_CHECKING:
    from collections.abc import Collection

    from shapely.geometry.base import BaseGeometry

    from ivbgeo.atlas import Edition
    from views.components.shape_map import Clicked

__all__ = ["BorderFields"]

_SUFFIXES = ["geojson", "json", "gpkg", "zip", "parquet"]
_LARGEST = 16  # MB
_HECTARE = 10_000
_RADIUS = 100.0
_LABELS = {"x": "x (RD, meter)", "y": "y (RD, meter)", "radius": "Straal (meter)"}
_STEPS = {"x": 1.0, "y": 1.0, "radius": 10.0}


class _Way(StrEnum):
    KEEP = "Zoals nu"
    NONE = "Niet bekend"
    FILE = "Uit een bestand"
    BUURTEN = "Buurten samen"
    CIRCLE = "Een cirkel"
    PLACE = "Een plek"


_AREAS = (_Way.FILE, _Way.BUURTEN, _Way.CIRCLE)


class BorderFields:
    """Draws the choice where it is made.

    ``sorts``: the sorts of shapes that it can be (names of GeoJSON).

    ``border``: what was chosen, EPSG:28992. ``trouble``: why it can't be; empty if it can.
    ``is_new``: whether it is another one than there was. ``asks``: what a click on the map says.
    """

    def __init__(
        self,
        edition: Edition,
        name: str,
        start: BaseGeometry | None,
        click: Clicked | None,
        sorts: Collection[str] = POLYGONS,
    ) -> None:
        self._edition, self._name, self._start, self._sorts = edition, name, start, sorts
        self.border, self.trouble = start, ""
        is_place = POINTS.issuperset(sorts)
        more = (_Way.PLACE,) if is_place else _AREAS
        ways = [*([] if start is None else [_Way.KEEP]), _Way.NONE, *more]
        way = st.segmented_control(
            "Waar is het?" if is_place else "Wat is de grens van het gebied?",
            ways,
            default=ways[0],
            key=self._key("way"),
            required=True,
        )
        self.asks = Asks.PLACE if way in {_Way.CIRCLE, _Way.PLACE} else Asks.NOTHING
        self.is_new = way not in {_Way.KEEP, _Way.NONE}
        try:
            self.border = self._chosen(way, click)
        except (IvbgeoError, GeoError) as error:
            self.border, self.trouble = start, sentence(error.rule, **error.values)
            st.info(plain(self.trouble))
            return
        if self.is_new and self.border is not None:
            st.caption(_seen(self.border))

    def _key(self, what: str) -> str:
        return f"border-{self._name}-{what}"

    def _chosen(self, way: _Way | None, click: Clicked | None) -> BaseGeometry | None:
        if way is _Way.FILE:
            return self._file()
        if way is _Way.BUURTEN:
            return self._buurten()
        if way is _Way.CIRCLE:
            return self._circle(click)
        if way is _Way.PLACE:
            return self._place(click)
        return None if way is _Way.NONE else self._start

    def _file(self) -> BaseGeometry:
        given = file_box(
            "Bestand met de grens", _SUFFIXES, key=self._key("file"), most=_LARGEST,
            help="GeoJSON, GeoPackage, Shapefile (als .zip) of GeoParquet.",
        )  # fmt: skip
        if given is None:
            raise DataError("register.no_border")
        kept = st.session_state.get(self._key("read"))
        if kept is None or kept[0] != given.file_id:
            kept = st.session_state[self._key("read")] = given.file_id, _read(given, self._sorts)
        border: BaseGeometry = kept[1]
        return border

    def _buurten(self) -> BaseGeometry:
        division = self._edition.division(self._edition.division_id(Level.BUURT))
        names = dict(zip(division.codes, division.names, strict=True))
        chosen = st.multiselect(
            "Welke buurten?",
            sorted(names, key=names.__getitem__),
            format_func=names.__getitem__,
            key=self._key("buurten"),
            placeholder="Kies een of meer buurten",
        )
        return border_of_buurten(self._edition, division.id.year, chosen)

    def _circle(self, click: Clicked | None) -> BaseGeometry:
        st.session_state.setdefault(self._key("radius"), _RADIUS)
        values = self._numbers(click, "x", "y", "radius")
        st.caption("Klik op de kaart om het midden te kiezen.")
        return border_of_circle(*values)

    def _place(self, click: Clicked | None) -> BaseGeometry:
        x, y = self._numbers(click, "x", "y")
        st.caption("Klik op de kaart om de plek te kiezen.")
        if x is None or y is None:
            raise DataError("preventie.no_place")
        return shapely.Point(x, y)

    def _numbers(self, click: Clicked | None, *names: str) -> list[float | None]:
        """Ask some numbers, of which a click on the map fills x and y."""
        if click is not None:
            st.session_state[self._key("x")], st.session_state[self._key("y")] = click.x, click.y
        return [
            column.number_input(
                _LABELS[name], value=None, step=_STEPS[name], format="%.1f", key=self._key(name)
            )
            for column, name in zip(st.columns(len(names)), names, strict=True)
        ]


def _seen(border: BaseGeometry) -> str:
    """Say how large it is, for who can't see it."""
    if border.area:
        size = number(border.area / _HECTARE, 2)
        return f"Deze grens is {size} hectare groot. Zij staat al op de kaart."
    if border.length:
        return f"Deze lijn is {number(border.length, 0)} meter lang. Zij staat al op de kaart."
    return "Deze plek staat al op de kaart."


def _read(given: Any, sorts: Collection[str]) -> BaseGeometry:
    with tempfile.TemporaryDirectory(dir=session.uploads()) as folder:
        return read_border(put_down(given, folder), sorts=sorts)

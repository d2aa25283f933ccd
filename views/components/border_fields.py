"""The border of a camera area: from a file, out of buurten, or a circle. Owns these widgets."""

from __future__ import annotations

import tempfile
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import streamlit as st

from geo import GeoError, Level
from ivbgeo.dutch import number
from ivbgeo.errors import DataError, IvbgeoError
from ivbgeo.messages import sentence
from ivbgeo.register.areafile import read_border
from ivbgeo.register.where import border_of_buurten, border_of_circle
from views.components import session
from views.components.file_box import file_box, put_down
from views.components.markdown import plain

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from ivbgeo.atlas import Edition
    from views.components.shape_map import Clicked

__all__ = ["BorderFields"]

_SUFFIXES = ["geojson", "json", "gpkg", "zip", "parquet"]
_LARGEST = 16  # MB
_HECTARE = 10_000
_RADIUS = 100.0


class _Way(StrEnum):
    KEEP = "Zoals nu"
    NONE = "Niet bekend"
    FILE = "Uit een bestand"
    BUURTEN = "Buurten samen"
    CIRCLE = "Een cirkel"


class BorderFields:
    """Draws the choice where it is made.

    ``border``: what was chosen, EPSG:28992. ``trouble``: why it can't be; empty if it can.
    ``is_new``: whether it is another one than there was. ``asks_place``: whether a click on the map
    says the middle.
    """

    def __init__(
        self, edition: Edition, name: str, start: BaseGeometry | None, click: Clicked | None
    ) -> None:
        self._edition, self._name, self._start = edition, name, start
        self.border, self.trouble = start, ""
        ways = list(_Way) if start is not None else [one for one in _Way if one is not _Way.KEEP]
        way = st.segmented_control(
            "Wat is de grens van het gebied?",
            ways,
            default=ways[0],
            key=self._key("way"),
            required=True,
        )
        self.asks_place = way is _Way.CIRCLE
        self.is_new = way not in {_Way.KEEP, _Way.NONE}
        try:
            self.border = self._chosen(way, click)
        except (IvbgeoError, GeoError) as error:
            self.border, self.trouble = start, sentence(error.rule, **error.values)
            st.info(plain(self.trouble))
            return
        if self.is_new and self.border is not None:
            size = number(self.border.area / _HECTARE, 2)
            st.caption(f"Deze grens is {size} hectare groot. Zij staat al op de kaart.")

    def _key(self, what: str) -> str:
        return f"border-{self._name}-{what}"

    def _chosen(self, way: _Way | None, click: Clicked | None) -> BaseGeometry | None:
        if way is _Way.FILE:
            return self._file()
        if way is _Way.BUURTEN:
            return self._buurten()
        if way is _Way.CIRCLE:
            return self._circle(click)
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
            kept = st.session_state[self._key("read")] = given.file_id, _read(given)
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
        keys = [self._key(name) for name in ("x", "y", "radius")]
        if click is not None:
            st.session_state[keys[0]], st.session_state[keys[1]] = click.x, click.y
        st.session_state.setdefault(keys[2], _RADIUS)
        values = [
            column.number_input(label, value=None, step=step, format="%.1f", key=key)
            for column, label, step, key in zip(
                st.columns(3), ("x (RD, meter)", "y (RD, meter)", "Straal (meter)"),
                (1.0, 1.0, 10.0), keys, strict=True,
            )
        ]  # fmt: skip
        st.caption("Klik op de kaart om het midden te kiezen.")
        return border_of_circle(*values)


def _read(given: Any) -> BaseGeometry:
    with tempfile.TemporaryDirectory(dir=session.uploads()) as folder:
        return read_border(put_down(given, folder))

"""The map and its figures as files to take along; each is made only when it is asked for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from layers.naming import map_name
from views.components.looked import of_answers, taken, words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ivbgeo.viewer import Viewer
    from layers.cameras import CameraMark
    from layers.paper import Plate
    from layers.thematic import ThematicMap
    from layers.view import ViewBounds

__all__ = ["downloads"]

_MIMES = {
    "png": "image/png",
    "pdf": "application/pdf",
    "svg": "image/svg+xml",
    "html": "text/html",
    "csv": "text/csv",
    "geojson": "application/geo+json",
    "gpkg": "application/geopackage+sqlite3",
}


def downloads(
    viewer: Viewer,
    made: ThematicMap,
    cameras: Sequence[CameraMark],
    *,
    view: ViewBounds | None = None,
    selected: str | None = None,
    second: ThematicMap | None = None,
    pointed: bool = False,
) -> None:
    """Draw a button that opens to the kinds of file.

    Parameters
    ----------
    viewer
        Who takes them along.
    made, cameras
        What is on the map.
    view
        What of it is in view; all of it if left out.
    selected
        Code of the area with the strong outline.
    second
        The map beside it, if there is one: both then come on one sheet and in one file.
    pointed
        Whether points or single cameras are on the map, which are in no file.
    """
    # A dialog: what is in view is known from the run in which it opens, and stays so until it
    # closes.
    if st.button("Bewaar deze kaart", icon=":material/download:", key="downloads"):
        found = (made,) if second is None else (made, second)
        _kinds(viewer, found, cameras, view, selected, pointed)


@st.dialog("Bewaar deze kaart")
def _kinds(
    viewer: Viewer,
    maps: Sequence[ThematicMap],
    cameras: Sequence[CameraMark],
    view: ViewBounds | None,
    selected: str | None,
    pointed: bool,  # noqa: FBT001 - of the function above
) -> None:
    """Draw a button for each kind of file."""
    answers = [answer for one in maps for answer in one.reading.answers]
    asked = "; ".join(words(answer.question) for answer in answers)

    def noted(suffix: str, make: Callable[[], bytes]) -> Callable[[], bytes]:
        return taken(viewer, "kaart", make, of_answers(answers), detail=f"{asked}; {suffix}")

    name = map_name(*maps)
    plates = [partial(_plate, one, cameras, selected) for one in maps]
    _group(
        "**Op papier**: de gebieden met hun cijfers, zonder punten en camera’s"
        if pointed
        else "**Op papier**, zoals u de kaart nu ziet",
        [
            (label, name, fmt, noted(fmt, partial(_picture, plates, fmt, view)))
            for label, fmt in (("PNG", "png"), ("PDF", "pdf"), ("SVG", "svg"))
        ],
    )
    _group(
        "**Als webpagina**, die ook zonder internet opent",
        [
            (label, map_name(one), "html", noted("html", partial(_page, plate)))
            for label, one, plate in zip(
                ("HTML",) if len(maps) == 1 else ("HTML, eerste kaart", "HTML, tweede kaart"),
                maps, plates, strict=True,
            )
        ],
    )  # fmt: skip
    _group(
        "**De cijfers**, met hun bron; GeoPackage opent in QGIS met deze kleuren",
        [
            ("CSV voor Excel", name, "csv", noted("csv", partial(_csv, maps))),
            ("GeoJSON", name, "geojson", noted("geojson", partial(_geojson, maps))),
            ("GeoPackage", name, "gpkg", noted("gpkg", partial(_geopackage, maps))),
        ],
    )


def _group(words: str, files: Sequence[tuple[str, str, str, Callable[[], bytes]]]) -> None:
    """Draw buttons; what they are called, what the file is called, its suffix, how it is made."""
    st.markdown(words)
    with st.container(horizontal=True):
        for place, (label, name, suffix, make) in enumerate(files):
            st.download_button(
                label,
                make,
                f"{name}.{suffix}",
                _MIMES[suffix],
                key=f"download-{suffix}-{place}",
                on_click="ignore",
            )


# What makes files takes long to load: matplotlib, GeoPandas. Nobody waits for it who only looks.
# ruff: noqa: PLC0415


def _plate(made: ThematicMap, cameras: Sequence[CameraMark], selected: str | None) -> Plate:
    from layers.paper import Plate

    return Plate.of(made, tuple(cameras), selected)


def _picture(plates: Sequence[Callable[[], Plate]], fmt: str, view: ViewBounds | None) -> bytes:
    from layers.paper import map_picture, map_pictures

    if len(plates) == 1:
        return map_picture(plates[0](), fmt, view=view)
    left, right = plates
    return map_pictures(left(), right(), fmt, view=view)


def _csv(maps: Sequence[ThematicMap]) -> bytes:
    from ivbgeo.export import compared, export_for_excel

    readings = [one.reading for one in maps]
    return export_for_excel([one.answer for one in readings], compared(readings))


def _geojson(maps: Sequence[ThematicMap]) -> bytes:
    from ivbgeo.export import Format, compared, export

    readings = [one.reading for one in maps]
    return export([one.answer for one in readings], Format.GEOJSON, compared(readings))


def _geopackage(maps: Sequence[ThematicMap]) -> bytes:
    from layers.gis import geopackage

    return geopackage(maps)


def _page(plate_of: Callable[[], Plate]) -> bytes:
    from layers.page import map_html

    plate = plate_of()
    return map_html(
        plate.division, plate.choropleth, plate.cameras, plate.title, plate.when, plate.sources,
        unit=plate.unit,
    ).encode()  # fmt: skip

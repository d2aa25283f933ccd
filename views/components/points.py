"""Points and cameras one by one, for who plans by them. Owns these widgets' state."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

import streamlit as st

from geo import Level
from ivbgeo.dutch import day, number
from ivbgeo.messages import sentence
from ivbgeo.plannerfiles import FileKind, files
from ivbgeo.points import may_have_points, points_of
from ivbgeo.register import cameras as registered
from ivbgeo.seeing import Around
from layers.camera_views import camera_views, camera_words
from layers.points import BANDWIDTH, BANDWIDTHS, PointKind, point_layer
from views.components.lasting import lasting
from views.components.looked import looked, words
from views.components.markdown import plain
from views.components.plain_table import plain_table

if TYPE_CHECKING:
    from geo import Division
    from ivbgeo.atlas import Edition
    from ivbgeo.camera import Camera
    from ivbgeo.question import Question
    from ivbgeo.viewer import Viewer
    from layers.camera_views import CameraViews
    from layers.command import Scene
    from layers.points import PointLayer

__all__ = ["PointLayers", "point_layers", "point_words"]

_NONE = "Geen"
_LEVELS = (Level.BUURT, Level.WIJK, Level.GEMEENTE)
_DAYS = (date(2000, 1, 1), date(2049, 12, 31))


@dataclass(frozen=True, slots=True)
class PointLayers:
    """What was chosen of points and cameras; nothing at all for who may not see them.

    ``title`` and ``period``: what the points are of, in Dutch. ``cameras``: all that there are.
    ``asked``: the kind of points as an address says it.
    """

    layer: PointLayer | None = None
    views: CameraViews | None = None
    cameras: tuple[Camera, ...] = ()
    title: str = ""
    period: str = ""
    asked: str = ""

    @property
    def legend(self) -> dict[str, Any] | None:
        """The legend of the points, in place of that of the areas; None where no points are."""
        return None if self.layer is None else self.layer.legend(self.title, self.period)

    def on(self, scene: Scene) -> Scene:
        """Put points and cameras on a map, with the legend of the points."""
        layer, views = self.layer, self.views
        points = None if layer is None else layer.command()
        kept = [one.kept for one in (layer, views) if one is not None]
        return replace(
            scene,
            legend=(points and self.legend) or scene.legend,
            points=points,
            views=None if views is None else views.command(),
            kept=tuple(one for one in kept if one is not None),
        )


def point_layers(
    edition: Edition,
    viewer: Viewer,
    question: Question,
    asked: str | None = None,
    remarks: list[str] | None = None,
) -> PointLayers:
    """Draw the widgets, and make what they choose.

    Only for who may see points, and only where there may be some: else nothing is drawn.

    Parameters
    ----------
    asked
        What an address asks: a kind, for a density with its bandwidth (``dichtheid-400``); empty
        for none; None: nothing new.
    remarks
        Gets a sentence if that is not there, or not for this viewer.
    """
    if asked is not None:
        known = _take(asked) if viewer.may_see_points else not asked
        if not known and remarks is not None:
            remarks.append(
                sentence("address.unknown", what="punten", value=asked, shown="geen punten")
            )
    if not viewer.may_see_points:
        return PointLayers()
    cameras = tuple(one.camera for one in registered(edition, viewer))
    pointed = may_have_points(edition, viewer, question.category, question.period)
    if not pointed and not cameras:
        return PointLayers()
    with st.container(horizontal=True, vertical_alignment="bottom", key="points"):
        layer, chosen = _points(edition, viewer, question) if pointed else (None, "")
        views = _views(edition, viewer, cameras) if cameras else None
    title = edition.taxonomy[question.category].title
    return PointLayers(layer, views, cameras, title, str(question.period), chosen)


def point_words(layers: PointLayers) -> None:
    """Draw in words what is on the map of points and cameras."""
    layer, views = layers.layer, layers.views
    if layer is not None and layer.busiest:
        st.subheader("Waar de meeste incidenten zijn", anchor=False)
        places = {
            "Buurt": [busy.place for busy in layer.busiest],
            layer.busiest_of.capitalize(): [number(round(busy.value)) for busy in layer.busiest],
        }
        plain_table(places, f"{layers.title}, {layers.period}: waar de meeste incidenten zijn")
    if views is not None:
        words = [camera_words(camera, views.day) for camera in layers.cameras]
        titles = ("Camera", "Soort en geldigheid", "Kijkt", f"Op {day(views.day)}", "Besluit")
        with st.expander(f"Camera’s op {day(views.day)} ({views.shown} op de kaart)"):
            plain_table(dict(zip(titles, zip(*words, strict=True), strict=True)), "Camera’s")
            for line in views.told:
                st.caption(plain(line))


def _take(asked: str) -> bool:
    """Take over what an address asks; tells whether that is a kind of points, or none."""
    kind, _, metres = asked.partition("-")
    known = kind in set(PointKind) and metres in {"", *map(str, BANDWIDTHS)}
    st.session_state["points-kind"] = PointKind(kind) if known else _NONE
    if known and metres:
        st.session_state["points-bandwidth"] = int(metres)
    return known or not asked


def _points(edition: Edition, viewer: Viewer, question: Question) -> tuple[PointLayer | None, str]:
    lasting("points-kind", _NONE)
    chosen = st.segmented_control(
        "Punten",
        (_NONE, *PointKind),
        format_func=lambda one: getattr(one, "words", one),
        key="points-kind",
        required=True,
    )
    if not isinstance(chosen, PointKind):
        return None, ""
    kind, bandwidth = chosen, BANDWIDTH
    if kind is PointKind.DENSITY:
        lasting("points-bandwidth", BANDWIDTH)
        wanted = st.segmented_control(
            "Telt mee tot op",
            BANDWIDTHS,
            format_func=lambda metres: f"{metres} m",
            key="points-bandwidth",
            required=True,
        )
        bandwidth = wanted or BANDWIDTH

    def make() -> PointLayer | None:
        found = points_of(edition, viewer, question.category, question.period)
        if found is None:
            return None
        return point_layer(found, kind, _division(edition), bandwidth)

    looked(viewer, "punten op de kaart", detail=words(question))
    key = ("point layer", viewer, question.category, question.period, kind, bandwidth)
    asked = f"{kind}-{bandwidth}" if kind is PointKind.DENSITY else str(kind)
    return edition.once(key, make), asked


def _views(edition: Edition, viewer: Viewer, cameras: tuple[Camera, ...]) -> CameraViews | None:
    lasting("cameras-shown", default=False)
    if not st.toggle("Camera’s", key="cameras-shown"):
        return None
    looked(viewer, "camera’s op de kaart")
    lasting("cameras-day", date.today())  # noqa: DTZ011 - the user's own day
    when = st.date_input(
        "Camera’s op",
        min_value=_DAYS[0],
        max_value=_DAYS[1],
        format="DD-MM-YYYY",
        key="cameras-day",
        width=150,
    )
    buildings = next(iter(files(edition, viewer, FileKind.BUILDINGS)), None)
    return edition.once(
        ("camera views", viewer.role, cameras, when, buildings),
        lambda: camera_views(cameras, when, Around.of(edition, viewer, buildings)),
    )


def _division(edition: Edition) -> Division:
    """Give the areas to name places by: the finest, of the newest year."""
    found = (edition.division_ids(level) for level in _LEVELS)
    return edition.division(next(ids[0] for ids in found if ids))

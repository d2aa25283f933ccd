"""The step Zicht of the page Camera's: what one camera sees. Owns these widgets and its map."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from geo import GeoError
from ivbgeo.errors import IvbgeoError
from ivbgeo.messages import sentence
from ivbgeo.plannerfiles import FileKind
from ivbgeo.record.told import marked
from ivbgeo.register.ground import designated_ground
from ivbgeo.seeing import METHOD, WITHOUT, Around, figures, ring_rows, see, sentences
from layers.naming import file_name
from layers.shapes import Spot, SpotKind, shape_layer
from layers.sight.drawn import TOO_MANY, is_crowded, sight_layer
from views.components import session
from views.components.looked import looked, taken
from views.components.markdown import plain
from views.components.plain_table import plain_table
from views.components.planner_files import choose_file
from views.components.shape_map import Asks, clicked, shape_map
from views.components.sight_fields import SightFields
from views.components.told import told

if TYPE_CHECKING:
    from ivbgeo.atlas import Edition
    from ivbgeo.plannerfiles import PlannerFile
    from ivbgeo.seeing import Look, Seen
    from ivbgeo.viewer import Viewer
    from layers.shapes import ShapeLayer

__all__ = ["sight_step"]

_MAP = "zicht-kaart"
_FILES = (
    (FileKind.BUILDINGS, "Gebouwen die in de weg staan"),
    (FileKind.PUBLIC, "Openbare ruimte"),
    (FileKind.SENSITIVE, "Gevoelige plekken"),
)


@st.fragment
@told
def _step() -> None:
    edition, viewer = session.edition(), session.viewer()
    fields = SightFields(edition, viewer)
    fields.take(clicked(_MAP))
    fields.choose_camera()
    about = marked("camera", fields.camera) if fields.camera else "eigen plek"
    looked(viewer, "camera’s, zicht", detail=about)
    left, right = st.columns([0.64, 0.36], gap="medium")
    below = st.container()
    with below:
        fields.draw()
        around, failed = _around(edition, viewer)
    look, refused = _look(fields)
    seen, unseen = _seen(look, around)
    with left:
        # Also where nothing can be said: the camera, and what stands around it.
        layer = _bare(fields) if look is None else sight_layer(look, around, seen)
        without = seen is not None and seen.without_buildings
        shape_map(
            edition, layer, _MAP, "Wat de camera ziet",
            about=WITHOUT if without else "", asks=Asks.PLACE, subject=fields.subject(),
        )  # fmt: skip
        if look is not None and is_crowded(look, around):
            st.caption(TOO_MANY)
        if look is not None:
            st.caption("Klik op de kaart om de camera ergens anders te zetten.")
    with right:
        for trouble in filter(None, (refused, unseen, failed)):
            st.error(plain(trouble))
        if look is None and not refused:
            st.info(fields.missing)
        if seen is not None:
            _words(seen)
    with below:
        if seen is not None:
            _tables(seen)
            _paper(edition, viewer, seen, around)


def sight_step(_edition: Edition, _viewer: Viewer) -> None:
    """Draw the step, for who plans cameras."""
    _step()


def _bare(fields: SightFields) -> ShapeLayer:
    """Put the camera on the map where only its place is known."""
    at = fields.place
    return (
        shape_layer() if at is None else shape_layer(spots=[Spot(at[0], SpotKind.CAMERA, *at[1:])])
    )


def _around(edition: Edition, viewer: Viewer) -> tuple[Around, str]:
    """Draw the choice of files and read them."""
    st.subheader("Waarmee wordt gerekend?", anchor=False)
    chosen: list[PlannerFile | None] = []
    for column, (kind, label) in zip(st.columns(3, gap="medium"), _FILES, strict=True):
        with column:
            chosen.append(choose_file(edition, viewer, kind, f"zicht-{kind}", label))
    try:
        with st.spinner("De bestanden lezen …"):
            around = Around.of(edition, viewer, *chosen)
            ground = designated_ground(edition, viewer, date.today())  # noqa: DTZ011 - the user's day
            return replace(around, designated=ground), ""
    except (IvbgeoError, GeoError) as error:
        return Around(), sentence(error.rule, **error.values)


def _look(fields: SightFields) -> tuple[Look | None, str]:
    try:
        return fields.look(), ""
    except (IvbgeoError, GeoError) as error:
        return None, sentence(error.rule, **error.values)


def _seen(look: Look | None, around: Around) -> tuple[Seen | None, str]:
    if look is None:
        return None, ""
    try:
        return see(look, around), ""
    except GeoError as error:
        return None, sentence(error.rule, **error.values)


def _words(seen: Seen) -> None:
    """Say what it sees; that nothing stood in the way can't be overlooked."""
    first, *rest = sentences(seen)
    (st.warning if seen.without_buildings else st.markdown)(plain(first))
    st.markdown("\n".join(f"- {plain(one)}" for one in rest))


def _tables(seen: Seen) -> None:
    without = f" ({WITHOUT.lower()})" if seen.without_buildings else ""
    left, right = st.columns([0.4, 0.6], gap="medium")
    with left:
        st.subheader(f"In cijfers{without}", anchor=False)
        what, much = zip(*figures(seen), strict=True)
        plain_table({"Wat": what, "Hoeveel": much}, f"Wat {seen.look.called} ziet{without}")
    with right:
        rows = ring_rows(seen)
        if rows:
            st.subheader(f"Hoe fijn het beeld is{without}", anchor=False)
            titles = ("Om te", "Beeldpunten per meter", "Kan tot", "Grond")
            plain_table(dict(zip(titles, zip(*rows, strict=True), strict=True)), "Hoe fijn")
    st.caption(METHOD)


def _paper(edition: Edition, viewer: Viewer, seen: Seen, around: Around) -> None:
    st.download_button(
        "Op papier (PDF)",
        taken(viewer, "zicht van een camera", partial(_pdf, edition, seen, around), detail="pdf"),
        f"{file_name(f'zicht {seen.look.called}')}.pdf",
        "application/pdf",
        key="zicht-papier",
        on_click="ignore",
    )


def _pdf(edition: Edition, seen: Seen, around: Around) -> bytes:
    # Typst and matplotlib take long to load: nobody waits for them who only looks.
    from layers.sight.paper import sight_pdf  # noqa: PLC0415 - said above

    return sight_pdf(edition, seen, around)

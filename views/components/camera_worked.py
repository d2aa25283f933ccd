"""The step Werkte het? of the page Camera's: before and after, there, around it and elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from ivbgeo.errors import DataError
from ivbgeo.record.told import marked
from ivbgeo.register import designations
from ivbgeo.workedout import work_out
from views.components import session
from views.components.looked import looked, told_to
from views.components.markdown import plain
from views.components.told import told
from views.components.worked_answer import draw_answer, draw_map, draw_words
from views.components.worked_fields import WorkedFields

if TYPE_CHECKING:
    from ivbgeo.atlas import Edition
    from ivbgeo.viewer import Viewer
    from ivbgeo.workedout import Ask, Place, Worked

__all__ = ["worked_step"]


@st.fragment
@told
def _step() -> None:
    edition, viewer = session.edition(), session.viewer()
    fields = WorkedFields(edition, viewer)
    fields.choose_place()
    left, right = st.columns([0.62, 0.38], gap="medium")
    if fields.trouble:
        with left:
            draw_map(edition, fields.subject, None, None)
        right.info(plain(fields.trouble))
        return
    below = st.container()
    with below:
        st.subheader("Wat wilt u vergelijken?", anchor=False)
        fields.draw()
    place, worked, trouble = _found(edition, viewer, fields)
    with left:
        draw_map(edition, fields.subject, place, worked)
    with right:
        if worked is None:
            st.warning(plain(trouble))
        else:
            draw_words(worked)
            _by_hand(fields, worked)
    if worked is not None:
        with below:
            draw_answer(edition, worked)


def worked_step(_edition: Edition, _viewer: Viewer) -> None:
    """Draw the step: for a planner from points, for others from what they may read of buurten."""
    _step()


def _found(
    edition: Edition, viewer: Viewer, fields: WorkedFields
) -> tuple[Place | None, Worked | None, str]:
    """Work it out; what can't be done becomes a sentence, and what is known stays on the map."""
    place = None
    try:
        place = fields.place()
        with st.spinner("De misdrijven worden geteld …"):
            asked = fields.ask(place)
            _note(edition, viewer, fields, asked)
            return place, work_out(edition, viewer, asked), ""
    except DataError as error:
        return place, None, str(error)


def _note(edition: Edition, viewer: Viewer, fields: WorkedFields, asked: Ask) -> None:
    """Note of which place, which kinds and since when somebody looks."""
    subject, place = fields.subject, asked.place
    where = list(place.areas)
    if subject is not None:
        where = [marked("camera" if subject.is_camera else "designation", subject.key)]
    areas = [one.designation for one in designations(edition, viewer)]
    shown = None if viewer.may_see_points else told_to(edition, viewer, *areas)
    told = ", ".join([*where, *asked.kinds, f"vanaf {place.starts}"])
    looked(viewer, "camera’s, werkte-het", shown, detail=told)


def _by_hand(fields: WorkedFields, worked: Worked) -> None:
    """Offer to change the control areas that were found, or to have them found again."""
    if fields.is_by_hand:
        st.button(
            "Zoek het controlegebied opnieuw", key="worked-found",
            on_click=fields.take_over, args=((), ()),
        )  # fmt: skip
        return
    around = worked.buffer_control
    st.button(
        "Pas het controlegebied aan",
        key="worked-by-hand",
        help="De gevonden gebieden komen bij ‘Meer keuzes’ te staan. Haal er weg, of kies er bij.",
        on_click=fields.take_over,
        args=(worked.control.codes, () if around is None else around.codes),
    )

"""The page Kaart: what is where."""

import streamlit as st

from ivbgeo.bookmark import Bookmark
from views.components import address, maps, session
from views.components.area_panel import area_panel
from views.components.beside import choose_beside
from views.components.cameras import camera_list, marks
from views.components.choices import Chooser
from views.components.classing import choose_classes
from views.components.map_panel import heard
from views.components.selection import Selection
from views.components.summary import summary_panel
from views.components.told import told

st.title("Veiligheid op de kaart", anchor=False)


@st.fragment
@told
def _map() -> None:
    edition, viewer = session.edition(), session.viewer()
    asked = address.asked()
    remarks_at = st.container()
    done, done_beside = heard(maps.FIRST), heard(maps.SECOND)

    chooser = Chooser(edition, viewer)
    choice = chooser.choose(asked and asked.first, asked and asked.level, done.period)
    remarks = chooser.remarks
    with st.container(horizontal=True, key="more"):
        beside = choose_beside(edition, viewer, choice, asked, done_beside.period, remarks)
        classing, breaks = choose_classes(asked, remarks)
    first, second = maps.make(edition, viewer, choice, beside, classing)
    selection = Selection(first.reading, asked, remarks)
    selection.take(done.area or done_beside.area)

    cameras = marks(edition, viewer)
    if second is None or beside.second is None:
        left, right = st.columns([0.64, 0.36], gap="medium")
        with left:
            maps.draw(maps.FIRST, first, choice, selected=selection.code, cameras=cameras)
        with right:
            selection.chooser()
            if selection.code is not None:
                area_panel(edition, viewer, first.reading, selection.code)
            summary_panel(edition, viewer, choice.theme.intro, first.reading)
    else:
        selection.chooser()
        shown = zip(
            st.columns(2, gap="medium"), (maps.FIRST, maps.SECOND), (first, second),
            (choice, beside.second), strict=True,
        )  # fmt: skip
        for column, key, made, one in shown:
            with column:
                maps.caption(made)
                maps.draw(key, made, one, selected=selection.code, cameras=cameras, linked=True)
                if selection.code is not None:
                    area_panel(edition, viewer, made.reading, selection.code)
                summary_panel(edition, viewer, one.theme.intro, made.reading)
    camera_list(edition, viewer)

    for remark in remarks:
        remarks_at.info(remark)
    address.keep(
        Bookmark(
            choice.wish, choice.question.level, selection.key, classing.method, breaks,
            beside.way, "", "", beside.wish,
        )
    )  # fmt: skip


_map()

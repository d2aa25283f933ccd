"""The page Kaart: what is where."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from ivbgeo.bookmark import Bookmark
from layers.command import Scene
from layers.thematic import Classing
from views.components import address, maps, session
from views.components.ahead import Ahead
from views.components.area_panel import area_panel
from views.components.beside import choose_beside
from views.components.cameras import camera_list, marks
from views.components.choices import Chooser
from views.components.classing import choose_classes
from views.components.deeper import deeper
from views.components.downloads import downloads
from views.components.funnel import chosen_dot
from views.components.help import help_panel, tour
from views.components.map_panel import FIRST, SECOND, heard
from views.components.markdown import plain
from views.components.points import PointLayers, point_layers, point_words
from views.components.search import is_searching, search_box
from views.components.selection import Selection
from views.components.summary import summary_panel
from views.components.told import told

if TYPE_CHECKING:
    from ivbgeo.search import Hit

head = st.container(
    horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key="head"
)
head.title("Veiligheid op de kaart", anchor=False, width="content")


@st.fragment
@told
def _map() -> None:
    edition, viewer = session.edition(), session.viewer()
    asked = address.asked()
    done, done_beside = heard(FIRST), heard(SECOND)

    chooser = Chooser(edition, viewer)
    choice = chooser.choose(
        asked.first if asked else None, asked.level if asked else None, done.period
    )
    beside = choose_beside(edition, viewer, choice, asked, done_beside.period, chooser)
    classing, breaks = Classing(), ""
    if beside.before is None and choice.statistic.has_breaks:
        # Others have bounds of their own.
        classing, breaks = choose_classes(asked, chooser.remarks, chooser.later, chooser.row)
    sheets = maps.make(edition, viewer, choice, beside, classing)
    first = sheets[0].made
    two = len(sheets) > 1
    # Points go by one question.
    points = PointLayers()
    # What comes and goes has a place of its own: the map after it would start anew.
    with st.container() if viewer.may_see_points else nullcontext():
        if not two:
            wanted = asked.points if asked else None
            points = point_layers(edition, viewer, choice.question, wanted, chooser.remarks)
    selection = Selection(first.reading, asked, chooser.remarks)
    view = address.view(chooser.remarks)
    columns = st.columns(2 if two else [0.64, 0.36], gap="medium")

    def draw_choices() -> Hit | None:
        chooser.later.draw()
        for remark in chooser.remarks:
            chooser.theme_at.info(plain(remark))
        with chooser.row if two else columns[1]:
            return search_box(edition, shown=first.reading.answer.division.id)

    # What is searched for has a say in the map. Else the map is sent ahead of all that is pressed.
    hit = draw_choices() if is_searching() else None
    selection.take(chosen_dot())
    selection.take(done.area)
    if two and selection.is_of(sheets[1].made):
        selection.take(done_beside.area)
    selection.find(hit)
    ahead = Ahead()
    scene = Scene(
        first.choropleth, marks(edition, viewer), selection.code,
        go=maps.go_to(hit), linked=two, shown=ahead.address,
    )  # fmt: skip
    for at, sheet in enumerate(sheets):
        with columns[at]:
            chosen = selection.code if selection.is_of(sheet.made) else None
            maps.draw(sheet, replace(scene, selected=chosen), points)
    ahead.wait()
    if not is_searching():
        draw_choices()
    for at, sheet in enumerate(sheets):
        chosen = selection.code if selection.is_of(sheet.made) else None
        # One map has its words beside it, two have them below.
        with (columns[at] if two else columns[1]).container(key=f"answer-{sheet.key}"):
            if chosen is not None:
                area_panel(edition, viewer, sheet.made.reading, chosen, sheet.key)
                selection.closer(sheet.key)
            summary_panel(edition, viewer, sheet.choice.theme.intro, sheet.made.reading)
            help_panel(edition, sheet.made.reading, sheet.key)
    # Under the map, or under both.
    with nullcontext() if two else columns[0]:
        downloads(
            viewer, first, scene.cameras, view=view, selected=selection.code,
            second=sheets[1].made if two else None,
            pointed=points.layer is not None or points.views is not None,
        )  # fmt: skip
        deeper(edition, viewer, sheets, selection.code)
    point_words(points)

    address.keep(
        Bookmark(
            choice.wish, choice.question.level, selection.key, classing.method, breaks,
            beside.way, points.asked, "", beside.wish,
        ),
        stepped=bool(done.period or done_beside.period),
    )  # fmt: skip


@st.fragment
@told
def _cameras() -> None:
    camera_list(session.edition(), session.viewer())


@told
def _page() -> None:
    session.edition()  # without data that is all there is to say
    _map()
    # Apart: it does not change with what is chosen above.
    _cameras()


_page()
# After the map, which goes ahead of all else.
with head:
    tour()

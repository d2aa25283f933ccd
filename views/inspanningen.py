"""The page Inspanningen: what is done, where, for which speerpunt, and by whom."""

import streamlit as st

from views.components import session
from views.components.measure_detail import measure_detail
from views.components.measure_form import add_form, taken_off
from views.components.measure_list import choose_measures, measure_table
from views.components.told import told
from views.components.version_form import done

st.title("Inspanningen", anchor=False)


@told
def _inspanningen() -> None:
    edition, viewer = session.edition(), session.viewer()
    done()
    choice = choose_measures(edition, viewer)
    if choice.opened is not None:
        measure_detail(edition, viewer, choice.opened)
    measure_table(edition, viewer, choice)
    add_form(edition, viewer)
    taken_off(edition, viewer)


_inspanningen()

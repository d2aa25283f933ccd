"""The edge of a page: what a user gets to see when something goes wrong."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

_PAGE = """
import streamlit as st

from ivbgeo.errors import StoreError, UsageError
from views.components.told import told

@told
def page():
    tries = st.session_state["tries"] = st.session_state.get("tries", 0) + 1
    if tries == 1:
        raise StoreError("store.moved_on")
    if tries == 2:
        st.write("gelukt")
        return
    raise UsageError("cube.area", value="<b>BU1</b>", known="buurt-2025")

page()
"""


def test_data_that_moved_on_is_read_again_without_a_word():
    app = AppTest.from_string(_PAGE).run()
    assert [each.value for each in app.markdown] == ["gelukt"]
    assert not app.error


def test_an_error_is_a_dutch_sentence_in_which_nothing_is_markup():
    app = AppTest.from_string(_PAGE).run().run()
    assert len(app.error) == 1
    assert "buurt-2025" in app.error[0].value
    assert "<b>" not in app.error[0].value

"""The page Camera's: what is there, what it sees, where more would help, whether it worked."""

import streamlit as st

from views.components import session
from views.components.camera_steps import choose_step
from views.components.told import told

st.title("Camera’s", anchor=False)


@told
def _cameras() -> None:
    edition, viewer = session.edition(), session.viewer()
    choose_step(viewer).draw(edition, viewer)


_cameras()

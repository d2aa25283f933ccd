"""The page Camera's: what is there, what it sees, where more would help, whether it worked."""

import streamlit as st

from ivbgeo.register import designations
from views.components import session
from views.components.camera_steps import camera_step
from views.components.looked import looked, told_to
from views.components.told import told

st.title("Camera’s", anchor=False)


@told
def _cameras() -> None:
    edition, viewer = session.edition(), session.viewer()
    step = camera_step(viewer)
    areas = [one.designation for one in designations(edition, viewer)]
    shown = None if viewer.may_see_points else told_to(edition, viewer, *areas)
    looked(viewer, f"camera’s, {step.name}", shown)
    step.draw(edition, viewer)


_cameras()

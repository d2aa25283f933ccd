"""All of one camera or camera area: what is said of it, the form, and what was said before."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from ivbgeo.measure import ERASED
from ivbgeo.register import change, file_says, history, may_change, put_back
from ivbgeo.register.words import UNKNOWN, changes, said_of, told, who
from views.components.markdown import plain
from views.components.plain_table import plain_table
from views.components.register_form import Draft, change_form, name_of
from views.components.version_form import attempt, back_button, say_done

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ivbgeo.atlas import Edition
    from ivbgeo.camera import CameraVersion
    from ivbgeo.designation import DesignationVersion
    from ivbgeo.viewer import Viewer
    from views.components.shape_map import Clicked

__all__ = ["register_detail"]

_NOTHING = {UNKNOWN, "geen", "niet genoemd"}


def register_detail(
    edition: Edition,
    viewer: Viewer,
    now: CameraVersion | DesignationVersion,
    click: Clicked | None,
) -> Draft:
    """Draw one; who may change it gets the form and the history."""
    said = told(edition, viewer, said_of(now))
    st.subheader(plain(said.pop("Naam")), anchor=False)
    known = {what: text for what, text in said.items() if text not in _NOTHING}
    lines = [f"- **{what}:** {plain(text)}" for what, text in known.items()]
    half = (len(lines) + 1) // 2
    for column, part in zip(st.columns(2, gap="medium"), (lines[:half], lines[half:]), strict=True):
        column.markdown("\n".join(part))
    unknown = [what.lower() for what, text in said.items() if text == UNKNOWN]
    if unknown:
        st.caption(f"Niet bekend: {', '.join(unknown)}.")
    if not may_change(viewer):
        return Draft()
    versions = history(edition, viewer, now)
    _news(edition, viewer, versions)
    with st.expander("Veranderen", key=f"register-change-{now.key}", on_change="rerun") as panel:
        draft = change_form(edition, viewer, versions, click) if panel.open else Draft()
    _history(edition, viewer, versions)
    return draft


def _news(
    edition: Edition, viewer: Viewer, versions: Sequence[CameraVersion | DesignationVersion]
) -> None:
    """Say what the file says otherwise since somebody changed it here."""
    said, newest = file_says(edition, viewer, versions), versions[0]
    if said is None:
        return
    st.info("Het bestand zegt intussen iets anders. Hier staat nog wat een planner ervan maakte.")
    here, there = (told(edition, viewer, one) for one in (said_of(newest), said))
    differing = [what for what in here if here[what] != there[what]] or ["Grens"]
    plain_table(
        {
            "": differing,
            "Hier staat": [here[what] for what in differing],
            "Het bestand zegt": [there[what] for what in differing],
        },
        "Wat het bestand anders zegt",
    )
    if st.button(
        "Neem over wat het bestand zegt", key=f"register-over-{newest.key}-{newest.version}"
    ) and attempt(lambda: change(edition, viewer, newest, said, confirmed=None)):
        words = f"‘{said.name}’ is zoals het bestand zegt. Wat er stond is bewaard."
        say_done(words, name_of(newest))


def _history(
    edition: Edition,
    viewer: Viewer,
    versions: Sequence[CameraVersion | DesignationVersion],
) -> None:
    newest = versions[0]
    if len(versions) == 1:
        st.caption(plain(f"Nog niet veranderd: {who(newest)}."))
        return
    with st.expander(f"Wat er eerder stond ({newest.version} versies)"):
        plain_table(
            {
                "Versie": [str(one.version) for one in versions],
                "Door wie, en wanneer": [who(one) for one in versions],
                "Wat er veranderde": [
                    " ".join(changes(edition, viewer, one, earlier))
                    for one, earlier in zip(versions, [*versions[1:], None], strict=True)
                ],
            },
            f"Versies van {said_of(newest).name}",
        )
        earlier = [
            one.version for one in versions[1:] if not one.withdrawn and said_of(one).name != ERASED
        ]
        back = partial(put_back, edition, viewer, newest)
        back_button(name_of(newest), newest.version, earlier, back)

"""All of one inspanning: what is said of it, before and after, and what was said before."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from ivbgeo.errors import UsageError
from ivbgeo.measures.changing import put_back
from ivbgeo.measures.listing import measures, versions_of
from ivbgeo.measures.reading import before_after
from ivbgeo.measures.where import may_change
from ivbgeo.measures.words import changes, told, who
from ivbgeo.words import origin
from views.components.looked import looked, told_to
from views.components.markdown import plain
from views.components.measure_form import change_form, name_of
from views.components.plain_table import plain_table
from views.components.version_form import back_button, say_moved_on

if TYPE_CHECKING:
    from ivbgeo.atlas import Edition
    from ivbgeo.measure import MeasureVersion
    from ivbgeo.viewer import Viewer

__all__ = ["measure_detail"]

# What is left out where there is nothing to say; what is not known of the rest is said.
_OPTIONAL = {
    "Moet veranderen (indicator)": "niet gekozen",
    "Opmerking": "geen",
}


def measure_detail(edition: Edition, viewer: Viewer, number: int) -> None:
    """Draw one inspanning; who may change it gets the form."""
    try:
        versions = versions_of(edition, viewer, number)
    except UsageError as error:
        st.error(plain(str(error)))
        return
    newest = versions[0]
    looked(
        viewer, f"inspanning {newest.id}", told_to(edition, viewer, newest.measure),
        area=newest.measure.area,
    )  # fmt: skip
    st.header(plain(newest.measure.title), anchor=False)
    say_moved_on(name_of(newest.id), newest)
    lines = {
        what: text
        for what, text in told(edition, viewer, newest.measure).items()
        if _OPTIONAL.get(what) != text and what != "Wat"
    }
    left, right = st.columns(2, gap="medium")
    left.markdown("\n".join(f"- **{what}:** {plain(text)}" for what, text in lines.items()))
    with right:
        _before_after(edition, viewer, newest)
    if may_change(edition, viewer, newest.measure.area):
        change_form(edition, viewer, versions)
        _history(edition, viewer, versions)
    else:
        st.caption(plain(f"Opgeschreven: {who(newest)}."))


def _before_after(edition: Edition, viewer: Viewer, newest: MeasureVersion) -> None:
    st.subheader("Veranderde er iets?", anchor=False)
    found = before_after(edition, viewer, newest, measures(edition, viewer))
    st.markdown(plain(found.sentence))
    if found.details:
        st.markdown("\n".join(f"- {plain(line)}" for line in found.details))
    if found.provenance is not None:
        st.caption(plain(f"{origin(found.provenance)}."))


def _history(edition: Edition, viewer: Viewer, versions: tuple[MeasureVersion, ...]) -> None:
    st.subheader("Wat er eerder stond", anchor=False)
    newest = versions[0]
    plain_table(
        {
            "Versie": [str(one.version) for one in versions],
            "Door wie, en wanneer": [who(one) for one in versions],
            "Wat er veranderde": [
                " ".join(changes(edition, viewer, one, earlier))
                for one, earlier in zip(versions, [*versions[1:], None], strict=True)
            ],
        },
        f"Versies van {newest.measure.title}",
    )
    if viewer.may_manage:
        # By these numbers the beheerder can erase what should not stand there.
        st.caption(f"Dit is inspanning {newest.id}.")
    earlier = [one.version for one in versions[1:] if not (one.withdrawn or one.is_erased)]
    back_button(
        name_of(newest.id),
        newest.version,
        earlier,
        partial(put_back, edition, viewer, newest.id, newest.version),
    )

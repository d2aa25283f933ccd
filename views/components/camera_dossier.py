"""The step Dossier of the page Camera's: what an order has to say, and what is still open.

Owns which camera area, which document and which period are chosen, and its map.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from ivbgeo.bookmark import period_key
from ivbgeo.cameradossier import (
    AreaMap,
    Items,
    Listing,
    Open,
    Purpose,
    Said,
    dossier_of,
    usual_period,
)
from ivbgeo.record.told import marked
from ivbgeo.register import designations
from ivbgeo.wijk import periods_of
from ivbgeo.words import origin
from layers.dossier.drawn import area_layer
from layers.naming import file_name
from layers.shapes import shape_layer
from views.components import page_address, session
from views.components.choices import pick
from views.components.lasting import lasting
from views.components.looked import looked, taken
from views.components.markdown import plain
from views.components.plain_table import plain_table
from views.components.shape_map import shape_map
from views.components.told import told

if TYPE_CHECKING:
    from ivbgeo.atlas import Edition
    from ivbgeo.cameradossier import CameraDossier, Chapter, Part
    from ivbgeo.viewer import Viewer

__all__ = ["dossier_step"]

_MAP = "dossier-kaart"
_PAGE, _NAMES = "dossier", ("gebied", "document", "periode")
_WORDS = {
    Purpose.BESLUIT.value: "Dossier bij het besluit",
    Purpose.EVALUATIE.value: "Evaluatie",
}
_FORMS = {
    "docx": (
        "Word (.docx)",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "pdf": ("PDF", "application/pdf"),
}


def dossier_step(_edition: Edition, _viewer: Viewer) -> None:
    """Draw the step, for who plans cameras."""
    _step()


@st.fragment
@told
def _step() -> None:
    edition, viewer = session.edition(), session.viewer()
    dossier = _chosen(edition, viewer)
    if dossier is None:
        st.info("Er is nog geen cameragebied. Voeg er een toe bij de stap Register.")
        return
    left, right = st.columns([0.58, 0.42], gap="medium")
    with left:
        _map(edition, dossier)
    with right:
        _summary(edition, viewer, dossier)
    for chapter in dossier.chapters[1:]:
        _chapter(chapter)
    _sources(dossier)


def _chosen(edition: Edition, viewer: Viewer) -> CameraDossier | None:
    """Draw the choices and gather what they ask for; None where there is no camera area."""
    areas = {one.key: one for one in designations(edition, viewer)}
    if not areas:
        return None
    asked = page_address.asked(_PAGE, _NAMES) or {}
    remarks: list[str] = []
    names = {key: one.designation.name for key, one in areas.items()}
    with st.container(horizontal=True, vertical_alignment="bottom", key="dossier-choices"):
        key = pick(
            st.selectbox, "Cameragebied", list(names), lasting("dossier-gebied", next(iter(names))),
            asked.get("gebied"), names.__getitem__, remarks=remarks,
        )  # fmt: skip
        purpose = pick(
            st.segmented_control, "Document", list(_WORDS),
            lasting("dossier-document", Purpose.BESLUIT.value), asked.get("document"),
            _WORDS.__getitem__, remarks=remarks, required=True,
        )  # fmt: skip
        periods, first = periods_of(edition, viewer), usual_period(edition, viewer)
        when = ""
        if first is not None:
            when = pick(
                st.selectbox, "Cijfers over", list(periods),
                lasting("dossier-periode", period_key(first)), asked.get("periode"),
                lambda one: str(periods[one]), remarks=remarks, start=period_key(first),
            )  # fmt: skip
    for remark in remarks:
        st.info(plain(remark))
    page_address.keep(_PAGE, {"gebied": key, "document": purpose, "periode": when})
    told = [marked("designation", key), purpose, when]
    looked(viewer, "camera’s, dossier", detail=", ".join(filter(None, told)))
    made = date.today()  # noqa: DTZ011 - the user's own day
    return dossier_of(
        edition, viewer, areas[key], made, purpose=Purpose(purpose), period=periods.get(when)
    )


def _map(edition: Edition, dossier: CameraDossier) -> None:
    (shown,) = [part for _, part in dossier.parts if isinstance(part, AreaMap)]
    layer = area_layer(edition, shown) or shape_layer()
    shape_map(edition, layer, _MAP, dossier.name, subject=dossier.key)
    st.caption(plain(shown.text))


def _summary(edition: Edition, viewer: Viewer, dossier: CameraDossier) -> None:
    """Say how far it is, give the files, and list what is still open with where it stands."""
    st.subheader(plain(dossier.title), anchor=False)
    st.markdown(plain(dossier.subtitle))
    with st.container(horizontal=True, key="dossier-files"):
        for form, (words, kind) in _FORMS.items():
            st.download_button(
                words,
                taken(
                    viewer, "dossier van een cameragebied",
                    partial(_bytes, edition, dossier, form), detail=form,
                ),
                f"{file_name(f'{dossier.title} {dossier.made.isoformat()}')}.{form}", kind,
                key=f"dossier-{form}", on_click="ignore",
            )  # fmt: skip
    opening = dossier.chapters[0]
    for part in opening.parts:
        _part(opening, part)


def _bytes(edition: Edition, dossier: CameraDossier, form: str) -> bytes:
    # What writes these takes long to load: nobody waits for it who only looks.
    from layers.dossier.paper import dossier_bytes  # noqa: PLC0415 - said above

    return dossier_bytes(edition, dossier, form)


def _chapter(chapter: Chapter) -> None:
    st.subheader(plain(chapter.heading), anchor=False)
    if chapter.asked:
        st.caption(f"**Wat de wet vraagt.** {plain(chapter.asked)}")
    for part in chapter.parts:
        _part(chapter, part)


def _part(chapter: Chapter, part: Part) -> None:
    match part:
        case Said():
            lines = [plain(line) for line in part.text.splitlines() if line.strip()]
            lead = f"**{plain(part.heading)}:** " if part.heading else ""
            st.markdown(lead + "\n\n".join(lines))
        case Items():
            mark = "1." if part.ordered else "-"
            st.markdown("\n".join(f"{mark} {plain(text)}" for text in part.texts))
        case Open():
            # A box, and the same words for who doesn't see it.
            with st.container(border=True, key=f"open-vraag-{part.number}"):
                st.markdown(f"**{plain(part.mark)}**  \n{plain(part.question)}")
        case Listing():
            st.caption(plain(part.caption))
            cells = dict(zip(part.headings, zip(*part.rows, strict=True), strict=True))
            plain_table(cells, f"{chapter.heading}: {part.caption}")
        case AreaMap():
            st.caption("De kaart staat hierboven, en in het document op deze plek.")


def _sources(dossier: CameraDossier) -> None:
    st.subheader("Bronnen", anchor=False)
    lines = [
        f"**{plain(what)}:** {plain(f'{one.title}. {origin(one)}.')}"
        for what, one in dossier.sources
    ]
    lines += [plain(f"{text.rstrip('.')}.") for text in dossier.documents]
    st.markdown("\n".join(f"- {line}" for line in lines))

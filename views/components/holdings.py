"""What the store holds, and the way back. Owns the question whether that is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from ivbgeo.dutch import day, number
from ivbgeo.holdings import Holding, holdings
from ivbgeo.messages import sentence
from ivbgeo.undoing import forgets, undo_dataset, undo_import
from views.components import session
from views.components.looked import looked
from views.components.markdown import plain
from views.components.newest import refresh
from views.components.plain_table import plain_table

if TYPE_CHECKING:
    from ivbgeo.store import Store
    from ivbgeo.store.datasets import ImportRecord
    from ivbgeo.viewer import Viewer

__all__ = ["holdings_list"]

_ASKED = "undo-asked"


def holdings_list(store: Store, viewer: Viewer) -> None:
    """Draw each dataset that was brought in with a way back; what came with ivbgeo as a table."""
    found = holdings(store, viewer)
    looked(viewer, "gegevens")
    own = [one for one in found if one.can_be_undone]
    if not own:
        st.write("Er is nog niets ingelezen of opgehaald. Hieronder staat wat bij ivbgeo hoort.")
    for holding in own:
        _draw(store, viewer, holding)
    st.subheader("Hoort bij ivbgeo", anchor=False)
    embedded = [one for one in found if not one.can_be_undone]
    plain_table(
        {
            "Gegevens": [one.dataset.provenance.title for one in embedded],
            "Bron": [one.dataset.provenance.citation for one in embedded],
            "Opgehaald": [day(one.dataset.provenance.retrieved) for one in embedded],
            "Voor wie": [one.dataset.provenance.classification.value for one in embedded],
            "Hoeveel": [_amount(one) for one in embedded],
        },
        "Gegevens die bij ivbgeo horen",
    )


def _draw(store: Store, viewer: Viewer, holding: Holding) -> None:
    provenance = holding.dataset.provenance
    with st.container(border=True):
        st.subheader(plain(provenance.title), anchor=False)
        st.caption(
            plain(
                f"{provenance.citation}. {provenance.classification.value.capitalize()}. "
                f"{_amount(holding)}. Van {day(provenance.retrieved)}. "
                f"Controlegetal {provenance.sha256[:12]}."
            )
        )
        for record in holding.imports:
            left, right = st.columns([0.75, 0.25], vertical_alignment="center")
            left.write(plain(_told(record)))
            with right:
                _way_back(store, viewer, f"import-{record.id}", record.id)
        if not holding.imports:
            _way_back(store, viewer, f"dataset-{provenance.dataset}", provenance.dataset)


def _way_back(store: Store, viewer: Viewer, key: str, what: int | str) -> None:
    """Draw the button; the second press does it."""
    if st.session_state.get(_ASKED) != key:
        if st.button("Ongedaan maken", key=key):
            st.session_state[_ASKED] = key
            st.rerun(scope="fragment")
        return
    title = forgets(store, what)
    if title is not None:
        st.warning(plain(sentence("shielding.forget", value=title)))
    st.write("Zeker weten? Alle rijen hiervan gaan weg.")
    if st.button("Ja, haal weg", key=f"{key}-yes", type="primary"):
        st.session_state.pop(_ASKED)
        if isinstance(what, int):
            undo_import(store, viewer, what, session.settings().data_dir)
        else:
            undo_dataset(store, viewer, what, session.settings().data_dir)
        refresh()
    if st.button("Nee", key=f"{key}-no"):
        st.session_state.pop(_ASKED)
        st.rerun(scope="fragment")


def _amount(holding: Holding) -> str:
    return ", ".join(f"{number(count)} {noun}" for noun, count in holding.rows.items()) or "–"


def _told(record: ImportRecord) -> str:
    words = (
        f"{record.file}, op {day(record.imported_at.date())}: {number(record.rows_written)} rijen"
    )
    if record.unplaced:
        words += f", waarvan {number(record.unplaced)} zonder plaats"
    return f"{words}. Over {record.covers}." if record.covers else f"{words}."

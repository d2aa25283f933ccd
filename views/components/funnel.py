"""A funnel plot under the map: a dot chooses its area. Owns the memory of what it said last."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import streamlit as st

from ivbgeo.dutch import number
from ivbgeo.funnelplot import funnel_plot
from views.components.markdown import plain

if TYPE_CHECKING:
    from ivbgeo.funnelplot import FunnelPlot
    from ivbgeo.mapreading import MapReading

__all__ = ["chosen_dot", "funnel_panel"]

_TOLD, _TIMES = "funnel-told", "funnel-times"
_NONE = (
    "Van deze cijfers is geen trechter te maken: daarvoor moeten het cijfer van de stad en van "
    "ten minste vijf gebieden bekend zijn, en niet geschat."
)


def chosen_dot() -> str | None:
    """Tell which area was chosen in the plot since the last run; to be asked before it is drawn."""
    state = st.session_state.get(_key())
    # It comes from a browser, so it may be anything.
    match state.get("selection") if isinstance(state, Mapping) else None:
        case {"gebied": [{"code": str(code)}, *_]} if code != st.session_state.get(_TOLD):
            st.session_state[_TOLD] = code
            return code
    return None


def funnel_panel(reading: MapReading, chosen: str | None) -> None:
    """Draw the plot, where somebody opens it; ``chosen`` is the area that stands out."""
    title = "Trechter: wat is meer dan toeval?"
    with st.expander(title, key="funnel", on_change="rerun") as panel:
        # Nothing is made for who does not look.
        if not panel.open:
            return
        plot = funnel_plot(reading)
        if plot is None:
            st.markdown(_NONE)
            return
        st.markdown(plain(_explained(plot)))
        told = st.session_state.get(_TOLD)
        if told is not None and told != chosen:
            # Chosen elsewhere: a plot that remembers its own choice would not hear it once more.
            st.session_state[_TOLD] = None
            st.session_state[_TIMES] = st.session_state.get(_TIMES, 0) + 1
        # Loading Altair takes long, and few open this.
        from views.components.funnel_chart import DOT, funnel_chart  # noqa: PLC0415 - see above

        st.altair_chart(
            funnel_chart(plot, chosen),
            width="stretch",
            key=_key(),
            on_select="rerun",
            selection_mode=DOT,
            alt=plot.words,
        )


def _key() -> str:
    return f"funnel-plot-{st.session_state.get(_TIMES, 0)}"


def _explained(plot: FunnelPlot) -> str:
    few = plot.size.removeprefix("aantal ")
    words = (
        f"Elke stip is een gebied; de rechte lijn is de stad ({number(plot.city, 1)}). Tussen de "
        "doorgetrokken lijnen (99,8%) is een gebied daar niet van te onderscheiden: hoe minder "
        f"{few}, hoe meer toeval kan schelen. Buiten de streepjes (95%) ligt door toeval gemiddeld "
        "één op de twintig. Klik op een stip om het gebied te kiezen."
    )
    if plot.left_out:
        stand = "gebied staat" if plot.left_out == 1 else "gebieden staan"
        words += f" {plot.left_out} {stand} er niet in, omdat er iets van geschat is."
    return words

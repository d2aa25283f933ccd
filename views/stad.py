"""The page Stad: how the city does over the years."""

import streamlit as st

from ivbgeo.city import sections
from views.components import session
from views.components.indicator_chart import indicator_chart
from views.components.indicator_table import indicator_table
from views.components.speerpunten import speerpunten_panel
from views.components.told import told

PER_ROW = 3

st.title("De stad door de jaren", anchor=False)
st.write(
    "Cijfers uit de stukken van de gemeente. Een jaar zonder staaf is niet bekend; dat is niet nul."
)


@told
def _city() -> None:
    edition, viewer = session.edition(), session.viewer()
    for section in sections(edition, viewer):
        st.header(section.title, anchor=False)
        charts = [series for series in section.series if series.is_chart]
        for start in range(0, len(charts), PER_ROW):
            row = charts[start : start + PER_ROW]
            for column, series in zip(st.columns(PER_ROW), row, strict=False):
                with column:
                    indicator_chart(series)
        single = [series for series in section.series if not series.is_chart]
        if single:
            indicator_table(single)
    st.header("Speerpunten en inspanningen", anchor=False)
    speerpunten_panel(edition, viewer)


_city()

"""The page Stad: how the city does over the years."""

import streamlit as st

from ivbgeo.city import sections
from views.components import session
from views.components.indicator_chart import indicator_chart
from views.components.indicator_table import indicator_table
from views.components.looked import looked, told_to
from views.components.speerpunten import speerpunten_panel
from views.components.told import told

st.title("De stad door de jaren", anchor=False)
st.write(
    "Cijfers uit de stukken van de gemeente. Een jaar zonder staaf is niet bekend; dat is niet nul."
)


@told
def _city() -> None:
    edition, viewer = session.edition(), session.viewer()
    looked(viewer, "stad", told_to(edition, viewer))
    for at, section in enumerate(sections(edition, viewer)):
        st.header(section.title, anchor=False)
        charts = [series for series in section.series if series.is_chart]
        if charts:
            # As many beside each other as fit (static/page.css).
            with st.container(key=f"charts-{at}"):
                for series in charts:
                    with st.container():
                        indicator_chart(series)
        single = [series for series in section.series if not series.is_chart]
        if single:
            indicator_table(section.title, single)
    st.header("Speerpunten", anchor=False)
    speerpunten_panel(edition, viewer)


_city()

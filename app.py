"""The app: page settings, navigation, and the page that was asked for."""

from pathlib import Path

import streamlit as st

st.set_page_config(page_title="Veiligheid in Zoetermeer", page_icon=":material/map:", layout="wide")
st.html(Path(__file__).parent / "views" / "style.css")
page = st.navigation(
    [
        st.Page("views/kaart.py", title="Kaart", url_path="kaart", default=True),
        st.Page("views/stad.py", title="Stad", url_path="stad"),
    ],
    position="top",
)
page.run()

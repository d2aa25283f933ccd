"""The app: page settings, navigation, and the page that was asked for."""

from pathlib import Path

import streamlit as st

HERE = Path(__file__).parent

# A file of our own: a named icon would be fetched from another host.
st.set_page_config("Veiligheid in Zoetermeer", str(HERE / "static" / "icon.svg"), layout="wide")
st.html(HERE / "views" / "style.css")
page = st.navigation(
    [
        st.Page("views/kaart.py", title="Kaart", url_path="kaart", default=True),
        st.Page("views/stad.py", title="Stad", url_path="stad"),
    ],
    position="top",
)
page.run()

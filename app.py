"""The app: page settings, navigation, and the page that was asked for."""

import streamlit as st

st.set_page_config(page_title="Veiligheid in Zoetermeer", page_icon="🗺️", layout="wide")

page = st.navigation(
    [
        st.Page("views/kaart.py", title="Kaart", url_path="kaart", default=True),
        st.Page("views/stad.py", title="Stad", url_path="stad"),
    ],
    position="top",
)
page.run()

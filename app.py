"""The app: page settings, navigation, and the page that was asked for."""

from pathlib import Path

import streamlit as st

from views.components import newest, session

HERE = Path(__file__).parent

# A file of our own: a named icon would be fetched from another host.
st.set_page_config(session.title(), str(HERE / "static" / "icon.svg"), layout="wide")
st.html(HERE / "views" / "style.css")
st.html(session.script(), unsafe_allow_javascript=True)
pages = [
    st.Page("views/kaart.py", title="Kaart", url_path="kaart", default=True),
    st.Page("views/stad.py", title="Stad", url_path="stad"),
]
if session.may_manage():
    pages.append(st.Page("views/gegevens.py", title="Gegevens", url_path="gegevens"))
page = st.navigation(pages, position="top")
newest.follow()
page.run()

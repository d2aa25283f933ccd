"""The app: what serves it, and in each session the page that was asked for."""

from pathlib import Path

import streamlit as st

from views import server

HERE = Path(__file__).parent


def run() -> None:
    """Say what the pages are, and run the one that was asked for."""
    server.warmed()
    from views.components import newest, session, signed_in  # noqa: PLC0415 - the server starts without them

    # A file of our own: a named icon would be fetched from another host.
    st.set_page_config(session.title(), str(HERE / "static" / "icon.svg"), layout="wide")
    pages = [
        st.Page("views/kaart.py", title="Kaart", url_path="kaart", default=True),
        st.Page("views/wijk.py", title="Mijn wijk", url_path="wijk"),
        st.Page("views/was.py", title="WAS", url_path="was"),
        st.Page("views/signalen.py", title="Signalen", url_path="signalen"),
        st.Page("views/inspanningen.py", title="Inspanningen", url_path="inspanningen"),
        st.Page("views/preventie.py", title="Preventie", url_path="preventie"),
        st.Page("views/cameras.py", title="Camera’s", url_path="cameras"),
        st.Page("views/stad.py", title="Stad", url_path="stad"),
    ]
    if session.may_manage():
        pages.append(st.Page("views/gegevens.py", title="Gegevens", url_path="gegevens"))
        pages.append(st.Page("views/logboek.py", title="Logboek", url_path="logboek"))
    page = st.navigation(pages, position="top")
    signed_in.bar()
    newest.follow()
    page.run()


if __name__ == "__main__":
    # A session: Streamlit runs this file whenever something was chosen.
    run()
else:
    # The server, which imports this file once.
    app = st.App(__file__, **server.parts())

"""Whether it was decided what may be shown of incidents and cases; begins where it was not."""

from __future__ import annotations

import streamlit as st

from ivbgeo.messages import sentence
from ivbgeo.settings import Settings
from ivbgeo.shielding.checking import find_worries
from ivbgeo.shielding.fitting import undecided
from ivbgeo.shielding.worker import Worker
from ivbgeo.words import listed
from views.components import session
from views.components.markdown import plain

__all__ = ["deciding"]


@st.cache_resource(show_spinner=False)
def _worker() -> Worker:
    return Worker()


def deciding() -> None:
    """Say that it is being decided, if it is; begins it, for who manages the data."""
    if not session.viewer().may_manage:
        return  # the rest of the page says so
    # As it is set now: what is shown goes by that, and so does the command.
    edition, threshold = session.edition(), Settings.load().least_count
    worker = _worker()
    titles = edition.once(("undecided", threshold), lambda: undecided(edition, threshold))
    if not titles:
        for rule, values in edition.once("worries", lambda: tuple(find_worries(edition))):
            st.warning(plain(sentence(rule, **values)))
        return
    trouble = worker.trouble
    if trouble is not None:
        st.error(plain(sentence("shielding.failed", why=trouble)))
        if st.button("Opnieuw proberen"):
            worker.start()
            st.rerun(scope="fragment")
        return
    worker.start()
    st.info(plain(sentence("shielding.working", value=listed(titles))))

"""The search box: a name becomes a place to go to. Owns what was typed, found and chosen."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from ivbgeo.errors import SettingsError
from ivbgeo.fetch.addresses import open_address_book
from ivbgeo.messages import sentence
from ivbgeo.municipality import municipality_of
from ivbgeo.search import LONGEST, search
from views.components import session
from views.components.markdown import plain

if TYPE_CHECKING:
    from geo import DivisionId
    from ivbgeo.atlas import Edition
    from ivbgeo.search import Hit

__all__ = ["is_searching", "search_box"]

_HEARD = '<p role="status" class="ivb-heard">{}</p>'


def is_searching(key: str = "zoek") -> bool:
    """Tell whether anything is typed in the search box; before it is drawn too."""
    return bool((st.session_state.get(key) or "").strip())


def search_box(
    edition: Edition, *, shown: DivisionId | None = None, key: str = "zoek"
) -> Hit | None:
    """Draw the search box and tell which place was chosen just now.

    Parameters
    ----------
    shown
        The division on the map; its areas go first.
    key
        Name of the box within the session.

    Returns
    -------
    Hit or None
        The place, in the run in which it was chosen: of several, by hand; the only one, at once.
        In later runs None, until another is chosen, or the same again.
    """
    with_streets = bool(session.settings().address_url)
    typed = st.text_input(
        "Zoek een buurt, wijk of straat" if with_streets else "Zoek een buurt of wijk",
        max_chars=LONGEST,
        key=key,
        autocomplete="off",
    )
    # Heard, not seen. There from the start, or what comes in it is not told.
    heard = st.empty()
    text = " ".join((typed or "").split())
    if not text:
        heard.html(_HEARD.format(""))
        st.session_state.pop(f"{key}-found", None)
        st.session_state.pop(f"{key}-last", None)
        return None
    hits, told = _found(edition, text, shown, f"{key}-found")
    nothing = told or sentence("search.none", value=text)
    found = f"{len(hits)} gevonden. {told}" if hits else nothing
    heard.html(_HEARD.format(escape(found.strip())))
    if told:
        st.caption(plain(told))
    if not hits:
        if not told:
            st.caption(plain(sentence("search.none", value=text)))
        return None
    titles = {hit.title: hit for hit in hits}
    title = st.pills(
        "Gevonden",
        list(titles),
        default=hits[0].title if len(hits) == 1 else None,
        format_func=plain,
        wrap=True,
        key=f"{key}-choice-{text}",
    )
    return _newly(titles.get(title or ""), text, f"{key}-last")


def _found(
    edition: Edition, text: str, shown: DivisionId | None, memory: str
) -> tuple[tuple[Hit, ...], str]:
    """Search once for each text: a service that fails is not asked again by another widget."""
    asked = (edition.version, text, shown)
    kept = st.session_state.get(memory)
    if kept is None or kept[0] != asked:
        kept = st.session_state[memory] = (asked, *_search(edition, text, shown))
    hits: tuple[Hit, ...] = kept[1]
    told: str = kept[2]
    return hits, told


def _search(edition: Edition, text: str, shown: DivisionId | None) -> tuple[tuple[Hit, ...], str]:
    told: list[str] = []
    gemeente = municipality_of(edition)
    settings = session.settings()
    if gemeente is None or not settings.address_url:
        return search(edition, text, shown=shown), ""
    try:
        with open_address_book(settings, gemeente.id.code, quick=True) as book:
            hits = search(edition, text, shown=shown, book=book, tell=told.append)
    except SettingsError:
        # The areas are there all the same; what is set wrong is for who set it.
        return search(edition, text, shown=shown), sentence("search.addresses")
    return hits, " ".join(told)


def _newly(hit: Hit | None, text: str, memory: str) -> Hit | None:
    """Give a choice that is not the one of the last run.

    By its title: with another map beside it the same place may be an area of another year.
    """
    chosen = None if hit is None else (text, hit.title)
    if chosen == st.session_state.get(memory):
        return None
    st.session_state[memory] = chosen
    return hit

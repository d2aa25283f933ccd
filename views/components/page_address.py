"""What is chosen on a page of lists as its address: a link opens the same, and back goes back.

Owns the memory of what the address said last. The map has an address of its own
(``views.components.address``), which it shares with what runs in the browser.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["asked", "keep"]

_LONGEST = 500  # of one choice; a link with more is cut off by who passes it on


def asked(page: str, names: Sequence[str]) -> dict[str, str] | None:
    """Give what the address asks by name, empty where it does not say; None: nothing new."""
    now = _shown(names)
    kept = st.session_state.get(f"{page}-address")
    if kept is None and not any(now.values()):
        return None
    return None if now == kept else now


def keep(page: str, chosen: Mapping[str, str]) -> None:
    """Put what is chosen into the address; an address without anything stays so at the start."""
    now = _shown(list(chosen))
    wanted = {name: text if len(text) <= _LONGEST else "" for name, text in chosen.items()}
    start = st.session_state.setdefault(f"{page}-address-start", wanted)
    if now != wanted and (any(now.values()) or wanted != start):
        others = {k: v for k, v in st.query_params.to_dict().items() if k not in wanted}
        st.query_params.from_dict({**{k: v for k, v in wanted.items() if v}, **others})
        now = wanted
    st.session_state[f"{page}-address"] = now


def _shown(names: Sequence[str]) -> dict[str, str]:
    return {name: st.query_params.get(name, "")[:_LONGEST] for name in names}

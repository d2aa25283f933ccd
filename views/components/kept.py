"""What the frame of a map has: heavy data goes to it once. Owns the memory of what was sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import streamlit as st

from layers.keep import MOST_KEPT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layers.keep import Kept

__all__ = ["to_send"]


def to_send(kept: Sequence[Kept], key: str = "kaart") -> tuple[Kept, ...]:
    """Tell what of the data of a map its frame does not have; to be asked once for each run.

    The frame keeps the last ``MOST_KEPT`` that it got, and so does this memory. A frame that is
    new, because the map was away for a while, says that it lacks something: then it gets all anew.

    Parameters
    ----------
    kept
        What the map is about to name.
    key
        Name of the map within the session, as ``map_panel`` has it.
    """
    memory: list[str] = st.session_state.setdefault(f"{key}-kept", [])
    answer = st.session_state.get(key)
    # It comes from a browser, so it may be anything.
    match answer.get("lacks") if isinstance(answer, Mapping) else None:
        case [str(), int(number)] if number != st.session_state.get(f"{key}-lacks"):
            st.session_state[f"{key}-lacks"] = number
            memory.clear()
    missing = tuple(one for one in kept if one.hash not in memory)
    memory += [one.hash for one in missing]
    del memory[:-MOST_KEPT]
    return missing

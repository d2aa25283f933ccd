"""Choosing a file of the planner's, bringing one along, and taking one away. Owns these widgets.

The choice has another name after each file that is brought along. A browser that has not drawn the
new choice yet says the old one again with whatever else is changed there: of a name that is gone
that is not heard.
"""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING, Any

import streamlit as st

from geo import GeoError
from ivbgeo.dutch import number
from ivbgeo.errors import IvbgeoError
from ivbgeo.messages import sentence
from ivbgeo.plannerfiles import MOST_BYTES, add, areas_of, files, withdraw
from views.components import session
from views.components.file_box import file_box, put_down
from views.components.lasting import lasting
from views.components.markdown import plain

if TYPE_CHECKING:
    from ivbgeo.atlas import Edition
    from ivbgeo.plannerfiles import FileKind, KeptAreas, PlannerFile
    from ivbgeo.viewer import Viewer

__all__ = ["choose_file", "start_at"]

_NONE = "Geen"
_AREAS = ["geojson", "json", "gpkg", "zip", "parquet"]
_SPOTS = ["csv", "tsv", "txt", "xlsx", "ods", *_AREAS]


def choose_file(
    edition: Edition, viewer: Viewer, kind: FileKind, key: str, label: str
) -> PlannerFile | None:
    """Draw a choice among the files of a kind, with a panel to bring one or take one away.

    Parameters
    ----------
    kind
        What the file holds.
    key
        Name of the choice within the session.
    label
        What is chosen, in Dutch.

    Returns
    -------
    PlannerFile or None
        The chosen one; the newest, until something is chosen. None for no file.

    Raises
    ------
    NotAllowedError
        If the viewer does not plan cameras.
    """
    offered = {file.id: file for file in files(edition, viewer, kind)}
    chosen = _chosen(key)
    lasting(chosen, next(iter(offered), 0))
    if st.session_state[chosen] not in offered:
        st.session_state[chosen] = 0
    st.selectbox(
        label,
        [0, *offered],
        format_func=lambda one: offered[one].words if one in offered else _NONE,
        key=lasting(chosen, 0),
    )
    file = offered.get(st.session_state[chosen])
    with st.expander(f"Bestand toevoegen of weghalen: {kind.words.lower()}", key=f"{key}-panel"):
        _bring(edition, viewer, kind, key)
        if file is not None:
            _about(edition, viewer, file)
            _take_away(edition, viewer, file, key)
    return file


def start_at(key: str, file: int) -> None:
    """Let the choice of that name start at a file; 0 for none. Before it is drawn."""
    st.session_state[_chosen(key)] = file


def _chosen(key: str) -> str:
    return f"{key}-file-{_turn(key)}"


def _turn(key: str) -> int:
    turn: int = st.session_state.get(f"{key}-turn", 0)
    return turn


def _bring(edition: Edition, viewer: Viewer, kind: FileKind, key: str) -> None:
    """Draw the box for a file; what comes in is kept, or it is said why not."""
    given = file_box(
        f"{kind.words}: een bestand kiezen",
        _AREAS if kind.has_areas else _SPOTS,
        key=f"{key}-upload-{_turn(key)}",
        most=MOST_BYTES >> 20,
    )
    st.caption(kind.about)
    if given is None:
        return
    # Of a file that was refused the sentence stays until another one comes.
    memory = f"{key}-refused"
    refused = st.session_state.get(memory)
    if refused is None or refused[0] != given.file_id:
        try:
            with st.spinner("Het bestand lezen …"):
                file = _kept(edition, viewer, kind, given)
        except (IvbgeoError, GeoError) as error:
            told = sentence(error.rule, **error.values)
            refused = st.session_state[memory] = given.file_id, told
        else:
            # A new box, too: what was kept is not offered to be kept again.
            st.session_state[f"{key}-turn"] = _turn(key) + 1
            start_at(key, file.id)
            st.rerun()
    st.error(plain(refused[1]))


def _kept(edition: Edition, viewer: Viewer, kind: FileKind, given: Any) -> PlannerFile:
    with tempfile.TemporaryDirectory(dir=session.uploads()) as folder:
        return add(edition, viewer, kind, put_down(given, folder))


def _about(edition: Edition, viewer: Viewer, file: PlannerFile) -> None:
    """Say of the chosen file what is not as it should be."""
    if file.kind.has_areas:
        st.caption(plain(f"{file.name}: {_words(areas_of(edition, viewer, file))}"))


def _words(areas: KeptAreas) -> str:
    """Tell how many areas there are, and in what state they were."""
    condition = areas.condition
    told = [f"{_many(len(areas), 'vlak', 'vlakken')}."]
    if condition.mended:
        told.append(f"{_many(condition.mended, 'was', 'waren')} niet heel en hersteld.")
    if condition.left_out:
        told.append(f"{_many(condition.left_out, 'telt', 'tellen')} niet: zonder oppervlakte.")
    if condition.overlapping:
        told.append(
            f"{_many(condition.overlapping, 'ligt', 'liggen')} over een ander: wat dubbel ligt, "
            "telt één keer."
        )
    return " ".join(told)


def _many(count: int, one: str, more: str) -> str:
    return f"{number(count)} {one if count == 1 else more}"


def _take_away(edition: Edition, viewer: Viewer, file: PlannerFile, key: str) -> None:
    if st.button(f"Haal ‘{plain(file.name)}’ weg", key=f"{key}-away-{file.id}"):
        withdraw(edition, viewer, file.id)
        st.rerun()

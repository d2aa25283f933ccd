"""A box for a file, and the file put down for a while. Owns who may send one to this server."""

from __future__ import annotations

from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING, Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from views.components import session
from views.server import uploading

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["LARGEST", "file_box", "put_down"]

LARGEST = 100
"""Megabytes, as ``server.maxUploadSize`` and nginx have it; read, GeoJSON takes nine times that."""

_LONGEST = 60
_LONGEST_SUFFIX = 12
_NAMELESS = "bestand"


def file_box(
    label: str,
    kinds: Sequence[str],
    key: str,
    most: int = LARGEST,
    help: str | None = None,  # noqa: A002 - Streamlit's name
) -> Any:
    """Draw a box for one file; from now on this session may send files of that size.

    For as long as who is signed in stays so.

    Parameters
    ----------
    kinds
        Suffixes of names, without the point. What is in the file is told by its content, later.
    most
        Megabytes that the file may have.

    Returns
    -------
    UploadedFile | None
        The file, None as long as there is none.
    """
    context = get_script_run_ctx()
    if context is not None:
        uploading.allow(context.session_id, most, session.stays())
    return st.file_uploader(label, type=list(kinds), key=key, help=help, max_upload_size=most)


def put_down(given: Any, folder: str | Path) -> Path:
    """Write a file into a folder, under its own name as far as that can be a name."""
    path = Path(folder) / _name(given.name)
    path.write_bytes(given.getbuffer())
    return path


def _name(said: str) -> str:
    r"""Give a name that stays in its folder, can be written, and reads as it is.

    Examples
    --------
    >>> _name("C:\map\../a.csv"), _name(".."), _name("a" * 300 + ".csv")[-6:]
    ('a.csv', 'bestand', 'aa.csv')
    """
    # Of Windows: it parts a name at both kinds of slash.
    own = PureWindowsPath("".join(c if c.isprintable() else "_" for c in said)).name
    stem, dot, suffix = own.rpartition(".")
    if not stem or not suffix.isalnum():
        stem, dot, suffix = own.strip("."), "", ""
    return f"{stem[:_LONGEST]}{dot}{suffix[:_LONGEST_SUFFIX]}" or _NAMELESS

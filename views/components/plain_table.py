"""A table as HTML has it: a screen reader walks through it, its words wrap, and it prints whole."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["plain_table"]

_WIDE = 60  # characters of the longest cells together: more than a phone has room for
_SHORT = 20  # characters of a cell that is best read on one line
_LONG = 24  # characters of a word that may be broken
_ROLES = {
    name: f' role="{name}"'
    for name in ("table", "rowgroup", "row", "columnheader", "rowheader", "cell")
}


def plain_table(columns: Mapping[str, Sequence[str]], name: str) -> None:
    """Draw columns of text under their titles; a wide table becomes a list on a phone.

    Streamlit's own are no match: ``st.dataframe`` is a picture that cuts off what is long and gives
    a screen reader only the rows in sight, ``st.table`` scrolls aside on a phone, where the
    keyboard can't follow.

    Parameters
    ----------
    columns
        Title → cells, all of one length; the first column names the row and may go without a
        title. All of it is text.
    name
        What the table is called for who does not see it.
    """
    longest = {title: max(map(len, (title, *cells))) for title, cells in columns.items()}
    wide = sum(longest.values()) > _WIDE
    short = {title for title, length in longest.items() if length <= _SHORT}
    if sum(longest[title] for title in short) > _WIDE:
        short = set()  # so many would not fit beside each other
    kinds = dict.fromkeys(short, "ivb-short") | {
        title: "ivb-long"
        for title, cells in columns.items()
        if any(len(word) > _LONG for cell in cells for word in cell.split())
    }
    # Roles are written out for a list: a browser takes them away from a row that is drawn as one.
    role = _ROLES if wide else dict.fromkeys(_ROLES, "")
    titles = "".join(
        f'<th{role["columnheader"]} scope="col">{escape(title)}</th>'
        if title
        else f"<td{role['cell']}></td>"
        for title in columns
    )
    rows = "".join(
        _row(columns, kinds, role, at) for at in range(len(next(iter(columns.values()))))
    )
    group = role["rowgroup"]
    st.html(
        f'<div class="ivb-table{" ivb-wide" if wide else ""}">'
        f'<table{role["table"]} aria-label="{escape(name)}">'
        f"<thead{group}><tr{role['row']}>{titles}</tr></thead>"
        f"<tbody{group}>{rows}</tbody></table></div>"
    )


def _row(
    columns: Mapping[str, Sequence[str]], kinds: Mapping[str, str], role: Mapping[str, str], at: int
) -> str:
    drawn: list[str] = []
    for title, cells in columns.items():
        kind = f' class="{kinds[title]}"' if title in kinds else ""
        named = f' data-title="{escape(title)}"' if role["cell"] else ""
        drawn.append(
            f"<td{role['cell']}{named}{kind}>{escape(cells[at])}</td>"
            if drawn
            else f'<th{role["rowheader"]} scope="row"{kind}>{escape(cells[at])}</th>'
        )
    return f"<tr{role['row']}>{''.join(drawn)}</tr>"

"""The legend as an accessible HTML list: classes, states, unit, period, source of the borders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.attribution import ATTRIBUTION
from ivbgeo.dutch import number
from layers.escape import html_text
from layers.palette import LOOKS, StateLook, swatch

if TYPE_CHECKING:
    from layers.choropleth import Choropleth

__all__ = ["legend_entries", "legend_html"]


# As many columns as fit: one beside a narrow map, three under a wide one.
_LIST = "list-style:none;margin:0;padding:0;columns:13rem;column-gap:1.2rem"
_ITEM = "display:flex;align-items:center;gap:.6rem;margin:0;padding:.15rem 0;break-inside:avoid"


def legend_entries(choropleth: Choropleth) -> list[tuple[StateLook, str | None, str]]:
    """Give what a legend explains, in order: state, colour of a class (or None) and text."""
    entries: list[tuple[StateLook, str | None, str]] = []
    for state in choropleth.states:
        if state is StateLook.GEMETEN and len(choropleth.classes):
            labels = choropleth.classes.labels(number)
            entries += [
                (state, colour, label)
                for colour, label in zip(choropleth.classes.colours, labels, strict=True)
            ]
        else:
            suffix = " (komt hier niet voor)" if state is StateLook.GEMETEN else ""
            entries.append((state, None, LOOKS[state].text + suffix))
    return entries


def legend_html(choropleth: Choropleth, unit: str, period: str) -> str:
    """Write the legend of a choropleth.

    Parameters
    ----------
    choropleth
        What is on the map.
    unit
        What is counted, in Dutch: ``"misdrijven per 1.000 inwoners"``.
    period
        When, in Dutch.

    Returns
    -------
    str
        An HTML section without script, style sheet or link; its swatches carry their own data.
    """
    items = "".join(
        f'<li style="{_ITEM}">'
        f'<img alt="" src="{swatch(state, colour)}" width="30" height="18" style="flex:none">'
        f"<span>{html_text(text)}</span></li>"
        for state, colour, text in legend_entries(choropleth)
    )
    return (
        '<section aria-label="Legenda" style="font-size:.95rem;line-height:1.35">'
        f'<p style="margin:0 0 .3rem"><strong>{html_text(unit)}</strong>, {html_text(period)}</p>'
        f'<ul style="{_LIST}">{items}</ul>'
        f'<p style="margin:.5rem 0 0;font-size:.85em">Grenzen: {html_text(ATTRIBUTION)}</p>'
        "</section>"
    )

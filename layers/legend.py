"""The legend: classes, states, unit, period, source of the borders; as data and as HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ivbgeo.attribution import ATTRIBUTION
from ivbgeo.dutch import number
from layers.escape import html_text
from layers.palette import StateLook, fill_of, swatch

if TYPE_CHECKING:
    from layers.choropleth import Choropleth

__all__ = ["legend_command", "legend_entries", "legend_html"]


# As many columns as fit: one beside a narrow map, three under a wide one.
_LIST = "list-style:none;margin:0;padding:0;columns:13rem;column-gap:1.2rem"
_ITEM = "display:flex;align-items:center;gap:.6rem;margin:0;padding:.15rem 0;break-inside:avoid"


def legend_entries(choropleth: Choropleth) -> list[tuple[StateLook, str | None, str]]:
    """Give what a legend explains, in order: state, colour of a class (or None) and text."""
    classes = choropleth.classes
    gemeten = StateLook.GEMETEN
    entries: list[tuple[StateLook, str | None, str]] = [
        (gemeten, colour, label)
        for colour, label in zip(classes.colours, classes.labels(number), strict=True)
    ] or [(gemeten, None, f"{choropleth.text_of(gemeten)} (komt hier niet voor)")]
    # Of differences, no difference stands between less and more.
    if classes.nul_at is not None:
        entries.insert(classes.nul_at, (StateLook.NUL, None, choropleth.text_of(StateLook.NUL)))
    return entries + [
        (state, None, choropleth.text_of(state))
        for state in choropleth.states
        if state not in {gemeten, StateLook.NUL}
    ]


def legend_command(
    choropleth: Choropleth, unit: str, period: str, *, seen_only: bool = False
) -> dict[str, Any]:
    """Give the legend as plain data, for the map's script to draw.

    Parameters
    ----------
    choropleth
        What is on the map.
    unit, period
        As in ``legend_html``.
    seen_only
        Leave out what no area on the map has, but for single classes: where there is little room.

    Returns
    -------
    dict
        ``unit``, ``period``, and ``entries``: of each its SVG ``fill``, a colour
        or one of the patterns of the page, as in ``AreaLook.fill``, and its text. The texts come
        from data: they may go into a page as text only.
    """
    seen = {look.state for look in choropleth.looks}
    return {
        "unit": unit,
        "period": period,
        "entries": [
            [colour or fill_of(state), text]
            for state, colour, text in legend_entries(choropleth)
            if not seen_only or state in seen
        ],
    }


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

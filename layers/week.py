"""The hours of the week as a table that is read at a glance: the more, the darker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.dutch import number
from layers.escape import html_text
from layers.palette import INK, sequential

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["week_html"]

_DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
# Of four classes each has a colour on which a number is read: dark on light, white on dark.
_COLOURS = sequential(4)
_INKS = (INK, INK, "#ffffff", "#ffffff")
_CELL = "padding:.15rem;text-align:center;border:1px solid #fff;font-size:.75rem"
_HEAD = "padding:.15rem .3rem;font-weight:400;font-size:.8rem"


def week_html(counts: NDArray[np.float64], name: str) -> str:
    """Write a table of days by hours.

    Parameters
    ----------
    counts
        Shape (7, 24), from Monday 0:00; 0 or more.
    name
        What the table is called for who does not see it, in Dutch.

    Returns
    -------
    str
        HTML without script, style sheet or link. Each cell says its number, to a whole one, and
        has a colour of its class; it can be scrolled aside where it does not fit, by keyboard too.
    """
    most = float(counts.max()) or 1.0
    hours = "".join(f'<th scope="col" style="{_HEAD}">{hour}</th>' for hour in range(24))
    rows = "".join(
        f'<tr><th scope="row" style="{_HEAD};text-align:left">{day}</th>'
        + "".join(_cell(value, most) for value in row)
        + "</tr>"
        for day, row in zip(_DAYS, counts.tolist(), strict=True)
    )
    label = html_text(name)
    return (
        f'<div role="region" tabindex="0" aria-label="{label}" style="overflow-x:auto">'
        f'<table aria-label="{label}" '
        'style="border-collapse:collapse;table-layout:fixed;width:100%;min-width:40rem">'
        f'<thead><tr><td style="{_HEAD};width:5.5rem">uur</td>{hours}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _cell(value: float, most: float) -> str:
    # Equal steps up to the most: a class is a part of it.
    at = min(int(len(_COLOURS) * value / most), len(_COLOURS) - 1)
    colour, ink = (_COLOURS[at], _INKS[at]) if value > 0 else ("#ffffff", INK)
    return f'<td style="{_CELL};background:{colour};color:{ink}">{number(round(value))}</td>'

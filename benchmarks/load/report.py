"""What was measured, put into docs/belasting.md as a table and a picture."""

from __future__ import annotations

import json
import os
import platform
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from matplotlib.figure import Figure

from benchmarks.tessellation import CACHE
from ivbgeo.dutch import number
from ivbgeo.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.load.crowd import Heard

__all__ = ["write"]

_DOCUMENT = ROOT / "docs" / "belasting.md"
_PICTURE = ROOT / "docs" / "images" / "belasting.svg"
_BEGIN, _END = "<!-- gemeten: begin -->", "<!-- gemeten: einde -->"
_PICTURED = "![Tijd van een verandering bij 10 tot 200 sessies](images/belasting.svg)"
_COLOURS = ("#17587f", "#3b88a6", "#a05619")
_MEDIAN, _P95 = 150, 500  # milliseconds that are asked


def write(measured: Mapping[str, Sequence[Heard]], levels: Sequence[int]) -> None:
    """Write what was measured of each page into the document, between its two marks.

    Raises
    ------
    ValueError
        If the marks are not there.
    """
    text = _DOCUMENT.read_text(encoding="utf-8")
    before, begin, rest = text.partition(_BEGIN)
    _, end, after = rest.partition(_END)
    if not (begin and end):
        raise ValueError(f"{_DOCUMENT}: no {_BEGIN} or {_END}")
    _draw(measured)
    told = "\n\n".join(
        filter(None, [_PICTURED, _machine(), _table(measured, levels), _memory(measured)])
    )
    _DOCUMENT.write_text(f"{before}{begin}\n{told}\n{end}{after}", encoding="utf-8")
    raw = {
        page: [
            {"sessions": one.sessions, "seconds": one.seconds, "times": one.times,
             "errors": one.errors, "arriving": one.arriving, "work": one.work, "mine": one.mine,
             "memory": one.memory, "lag": one.lag}
            for one in heard
        ]
        for page, heard in measured.items()
    }  # fmt: skip
    (CACHE / "load.json").write_text(json.dumps(raw), encoding="utf-8")


def _machine() -> str:
    busy = os.getloadavg()[0]
    return (
        f"Gemeten op {datetime.now(UTC):%d-%m-%Y} op een computer met {os.cpu_count()} kernen, met "
        f"Python {platform.python_version()}. Aan het eind wilden daar {number(busy, 1)} processen "
        "tegelijk een kern."
    )


def _table(measured: Mapping[str, Sequence[Heard]], levels: Sequence[int]) -> str:
    columns = (
        "Pagina", "sessies", "mediaan", "p95", "veranderingen", "fouten", "kern per verandering",
        "kernen: server; meting", "geheugen",
    )  # fmt: skip
    lines = [f"| {' | '.join(columns)} |", "|---" * len(columns) + "|"]
    for page, heard in measured.items():
        for one in heard:
            cells = (
                page, str(one.sessions), _ms(one.median), _ms(one.p95),
                number(len(one.answers)), str(len(one.errors)), _ms(one.work_of_one),
                f"{number(one.work / one.seconds, 2)}; {number(one.mine / one.seconds, 2)}",
                f"{number(one.memory / 2**20, 0)} MiB",
            )  # fmt: skip
            lines.append(f"| {' | '.join(cells)} |")
        reached = [one.sessions for one in heard]
        beyond = [each for each in levels if each > max(reached, default=0)]
        if beyond and len(reached) < len(levels) and page not in _WITHOUT_ALL:
            lines.append(f"| {page} | {beyond[0]} en meer | niet meer te meten | | | | | | |")
    return "\n".join(lines)


# Of which not all levels are asked.
_WITHOUT_ALL = frozenset({"Mijn wijk"})


def _memory(measured: Mapping[str, Sequence[Heard]]) -> str:
    lines = []
    for page, heard in measured.items():
        if len(heard) > 1:
            few, many = heard[-2], heard[-1]
            each = (many.memory - few.memory) / (many.sessions - few.sessions) / 2**20
            lines.append(
                f"- {page}: van {few.sessions} naar {many.sessions} sessies kwam er per sessie "
                f"{number(each, 2)} MiB bij, met wat intussen voor iedereen werd bewaard."
            )
    return "\n".join(["Geheugen per sessie:", "", *lines]) if lines else ""


def _draw(measured: Mapping[str, Sequence[Heard]]) -> None:
    figure = Figure(figsize=(7.2, 4.2), layout="constrained")
    axes = figure.add_subplot()
    for (page, heard), colour in zip(measured.items(), _COLOURS, strict=True):
        at = [one.sessions for one in heard]
        axes.plot(at, [one.median * 1e3 for one in heard], "o-", color=colour,
                  label=f"{page}: mediaan")  # fmt: skip
        axes.plot(at, [one.p95 * 1e3 for one in heard], "s--", color=colour, label=f"{page}: p95")
    for asked, words in ((_MEDIAN, "eis mediaan: 150 ms"), (_P95, "eis p95: 500 ms")):
        axes.axhline(asked, color="#63777f", linewidth=0.8)
        axes.annotate(words, (1, asked), xycoords=("axes fraction", "data"), ha="right",
                      va="bottom", fontsize=8, color="#42555c")  # fmt: skip
    axes.set(xscale="log", yscale="log", xlabel="sessies tegelijk", ylabel="milliseconden")
    ticks = sorted({one.sessions for heard in measured.values() for one in heard})
    axes.set_xticks(ticks, [str(one) for one in ticks])
    axes.set_yticks([10, 100, 1000, 10_000], ["10", "100", "1.000", "10.000"])
    axes.minorticks_off()
    axes.grid(color="#d8e2e5", linewidth=0.6)
    axes.legend(fontsize=8, frameon=False)
    figure.savefig(_PICTURE, metadata={"Date": None})


def _ms(seconds: float) -> str:
    return f"{number(seconds * 1e3, 0)} ms"

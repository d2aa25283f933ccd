"""``ivbgeo locate``."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from geo import Level, read_division
from ivbgeo.bulk.placing import check_target, place
from ivbgeo.bulk.source import Source
from ivbgeo.cli import output
from ivbgeo.dutch import number
from ivbgeo.errors import UsageError

__all__ = ["run_locate"]


def run_locate(
    path: Path,
    out: Path,
    areas: Path,
    x: str | None,
    y: str | None,
    crs: str,
    level: Level | None,
) -> None:
    """Write the rows of a file again, each with the code of its area."""
    digits = crs.upper().removeprefix("EPSG:")
    if not digits.isdecimal():
        raise UsageError("import.crs", value=crs)
    source = Source.open(path, x, y, int(digits))
    check_target(source, path, out)
    with output.working(f"{areas.name} lezen"):
        division = read_division(areas, level)
    with _progress() as progress:
        task = progress.add_task(path.name, total=source.size)
        tally = place(source, division, path, out, lambda done: progress.advance(task, done))
    output.say(
        f"De {number(tally.rows)} rijen van {path.name} staan in {out.name}, met de code van hun "
        f"gebied. Zonder gebied: {number(tally.unplaced)}."
    )


def _progress() -> Progress:
    console = Console(stderr=True)
    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )

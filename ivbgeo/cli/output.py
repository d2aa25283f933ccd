"""What the command line says: words to the terminal, errors apart from what may be piped on."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.console import Console
    from rich.progress import TaskID

__all__ = ["advancing", "error", "following", "say", "working"]

# Rich takes longer to read in than most commands have use for: it is where it is needed.


@cache
def _console() -> Console:
    # Everything said goes to standard error; standard output is for the figures.
    from rich.console import Console

    return Console(stderr=True, highlight=False, soft_wrap=True)


def say(text: str) -> None:
    """Say something."""
    sys.stderr.write(f"{text}\n")


def error(text: str) -> None:
    """Say what went wrong."""
    _console().print(text, style="red", markup=False)


@contextmanager
def working(what: str) -> Iterator[None]:
    """Show on a terminal that something is going on."""
    if not _console().is_terminal:
        yield
        return
    with _console().status(f"{what} …"):
        yield


@contextmanager
def advancing(what: str, total: int) -> Iterator[Callable[[int], None]]:
    """Show on a terminal how far something is; gives a function to call with what was done."""
    from rich.progress import (
        BarColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )

    with Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        console=_console(),
        transient=True,
        disable=not _console().is_terminal,
    ) as progress:
        task = progress.add_task(what, total=total)
        yield lambda done: progress.advance(task, done)


@contextmanager
def following() -> Iterator[Callable[[str, int, int], None]]:
    """Show on a terminal how far each step of something is, and how much of it is left.

    Gives a function to call with what is being done, how much of it was done and how much there is.
    """
    from rich.progress import (
        BarColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )

    with Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("nog {task.remaining:.0f}"),
        TimeRemainingColumn(),
        console=_console(),
        transient=True,
        disable=not _console().is_terminal,
    ) as progress:
        steps: dict[str, TaskID] = {}

        def follow(what: str, done: int, total: int) -> None:
            if what not in steps:
                steps[what] = progress.add_task(what, total=total)
            progress.update(steps[what], completed=done, total=total)

        yield follow

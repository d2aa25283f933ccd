"""What the command line says: words to the terminal, errors apart from what may be piped on."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["error", "say", "working"]

# Everything said goes to standard error; standard output is for the figures.
_console = Console(stderr=True, highlight=False, soft_wrap=True)


def say(text: str) -> None:
    """Say something."""
    _console.print(text, markup=False)


def error(text: str) -> None:
    """Say what went wrong."""
    _console.print(text, style="red", markup=False)


@contextmanager
def working(what: str) -> Iterator[None]:
    """Show on a terminal that something is going on."""
    if not _console.is_terminal:
        yield
        return
    with _console.status(f"{what} …"):
        yield

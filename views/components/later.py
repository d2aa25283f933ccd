"""Widgets that are drawn after the map that they change, so that the map is sent first.

What a widget says is known before it is drawn: it stands in the state of the session.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from streamlit.delta_generator import DeltaGenerator

__all__ = ["Later"]


class Later:
    """What is yet to be drawn, each in a place that is there already, in this order."""

    def __init__(self) -> None:
        self._waiting: list[tuple[DeltaGenerator, Callable[[], Any]]] = []

    def add(self, at: DeltaGenerator, draw: Callable[[], Any]) -> None:
        """Draw something in a place when the time is there."""
        self._waiting.append((at, draw))

    def draw(self) -> None:
        """Draw all that waits."""
        waiting, self._waiting = self._waiting, []
        for at, draw in waiting:
            with at:
                draw()

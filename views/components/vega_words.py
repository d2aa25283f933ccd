"""Numbers on a chart as Dutch has them: Vega itself writes 1,234.5."""

from __future__ import annotations

__all__ = ["AXIS", "dutch_number"]


def dutch_number(value: str, form: str = ",~f") -> str:
    """Give the expression that writes a number as 1.234,5.

    ``value``: an expression of Vega; ``form``: as of D3.
    """
    text = f"format({value}, '{form}')"
    return f"replace(replace(replace({text}, /,/g, '_'), '.', ','), /_/g, '.')"


AXIS = dutch_number("datum.value")
"""The ``labelExpr`` of an axis of numbers."""

"""Text on its way into a file that a spreadsheet opens: what it would work out stays text."""

from __future__ import annotations

__all__ = ["cell_text"]

# As OWASP lists them for CSV injection, and the wide signs that some programs take for the same.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def cell_text(text: str) -> str:
    """Give a text as the cell of a CSV file that a spreadsheet shows and does not work out.

    Examples
    --------
    >>> cell_text("=HYPERLINK(0)"), cell_text("Rokkeveen")
    ("'=HYPERLINK(0)", 'Rokkeveen')
    """
    # Spaces in front don't keep every program from seeing a formula; a sign alone is none.
    bare = text.lstrip(" ")
    return f"'{text}" if len(bare) > 1 and bare.startswith(_FORMULA) else text

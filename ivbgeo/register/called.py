"""What somebody calls a camera area or a camera: its key, its name, or a part of its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["called"]


def called(text: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """Give the keys of what is meant: one where it is clear, none or several where it is not.

    A key or a whole name goes before a part of a name.

    Parameters
    ----------
    names
        By key.

    Examples
    --------
    >>> names = {"a": "Markt", "b": "Marktplein", "c": "Haven"}
    >>> called("markt", names), called("plein", names), called("mar", names), called("", names)
    (('a',), ('b',), ('a', 'b'), ())
    """
    wanted = text.strip().casefold()
    if not wanted:
        return ()
    whole = [key for key, name in names.items() if wanted in {key.casefold(), name.casefold()}]
    part = [key for key, name in names.items() if wanted in name.casefold()]
    return tuple(whole or part)

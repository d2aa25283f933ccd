"""What is said of the areas, sent once: texts that differ only in numbers share a form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["pack"]

_NUMBER = re.compile(r"[+\u2212-]?\d+(?:[.,]\d+)*")


def pack(texts: Iterable[str]) -> dict[str, Any]:
    """Write texts so that what they have in common is said once.

    Parameters
    ----------
    texts
        Each different text once, in Dutch.

    Returns
    -------
    dict
        ``forms``: for each form its fixed pieces, between which the numbers come; ``texts``: one
        string, with for each text the position of its form and its numbers, apart by spaces, and
        the texts apart by ``|``. A number that is the same in all texts of a form is in the form.
        ``static/map/words.js`` reads it.

    Examples
    --------
    >>> pack(["3 misdrijven in 2023", "12 misdrijven in 2023"])
    {'forms': [['', ' misdrijven in 2023']], 'texts': '0 3|0 12'}
    """
    given = list(texts)
    pieces = [tuple(_NUMBER.split(text)) for text in given]
    numbers = [_NUMBER.findall(text) for text in given]
    groups: dict[tuple[str, ...], list[int]] = {}
    for at, form in enumerate(pieces):
        groups.setdefault(form, []).append(at)
    written = [""] * len(given)
    forms: list[list[str]] = []
    for form, members in groups.items():
        varies = [
            len(set(column)) > 1 for column in zip(*(numbers[m] for m in members), strict=True)
        ]
        forms.append(_folded(form, numbers[members[0]], varies))
        for member in members:
            own = [n for n, differs in zip(numbers[member], varies, strict=True) if differs]
            written[member] = " ".join([str(len(forms) - 1), *own])
    return {"forms": forms, "texts": "|".join(written)}


def _folded(form: Sequence[str], numbers: Sequence[str], varies: Sequence[bool]) -> list[str]:
    """Put numbers that never differ into the fixed pieces around them."""
    folded = [form[0]]
    for piece, number, differs in zip(form[1:], numbers, varies, strict=True):
        if differs:
            folded.append(piece)
        else:
            folded[-1] += number + piece
    return folded

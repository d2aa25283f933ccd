"""The one table of Dutch sentences for what goes wrong, by the name of the broken rule.

Reading level B1: what it is, why it can't be, what to do.
"""

from __future__ import annotations

__all__ = ["SENTENCES", "sentence"]

SENTENCES: dict[str, str] = {
    "period.unknown": "‘{value}’ is geen jaar of maand. Schrijf bijvoorbeeld 2023 of 2023-04.",
    "period.reversed": "De periode begint op {first} en eindigt eerder, op {last}. Draai ze om.",
    "viewer.role": "De rol ‘{value}’ bestaat niet. Kies uit: {known}.",
}


def sentence(rule: str, **values: object) -> str:
    """Give the Dutch sentence for a broken rule.

    Raises
    ------
    KeyError
        If the table has no such rule, or the sentence names a value that was not given.
    """
    return SENTENCES[rule].format(**values)

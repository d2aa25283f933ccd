"""Numbers as the Dutch and their programs write them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from ivbgeo.sources.fault import ValueRefusedError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ivbgeo.sources.table import Cell

__all__ = ["read_amount", "read_count", "read_measure", "read_number"]

_PLAIN = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?(?:[eE][+-]?[0-9]{1,3})?")
_ONE_GROUP = re.compile(r"[+-]?[1-9][0-9]{0,2}\.[0-9]{3}")
_POINTS = re.compile(r"[+-]?[1-9][0-9]{0,2}([.\s'’])[0-9]{3}(?:\1[0-9]{3})*(?:,[0-9]+)?")
_COMMAS = re.compile(r"[+-]?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?")
# Of these, one dot or comma is for decimals, whatever the column holds: none of them are groups.
_SURE = r"[0-9]{4,9}(?:[.,][0-9]{1,9})?|[0-9]{1,3}[.,][0-9]{4,20}"
_SURE_ONE = re.compile(_SURE)
# A text of many. It does not go back to what it passed, so it does not keep that either.
_SURE_LINES = re.compile(rf"(?:(?:{_SURE})\n)*+")
_NO_DIGIT = re.compile(r"[^0-9+-]")
_LONGEST = 60
_SECRET_WORDS = {".", "x", "-", "geheim", "onbekend", "n.b.", "nb"}
_SECRET_NUMBERS = {"-99995", "-99996", "-99997", "-99998", "-99999", "-99999999"}


def read_number(cell: Cell, *, thousands: bool = False) -> float:
    """Read a number: 92345,12 or 92345.12 or 92.345,12 or 92,345.12.

    Parameters
    ----------
    cell
        A number, or text.
    thousands
        Whether a point before the last three digits, with nothing else (92.345), parts thousands
        from hundreds. If not, it is a decimal point. A comma there is always a decimal comma.

    Raises
    ------
    ValueRefusedError
        If it is no number that exists.
    """
    try:
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            value = float(cell)
        elif isinstance(cell, str):
            value = _from_text(cell, thousands=thousands)
        else:
            raise ValueRefusedError("number.unreadable", cell)
    except OverflowError:
        raise ValueRefusedError("number.unreadable", cell) from None
    if value - value != 0:  # infinite or no number
        raise ValueRefusedError("number.unreadable", cell)
    return value


def _from_text(cell: str, *, thousands: bool) -> float:
    text = cell.strip()
    if len(text) > _LONGEST:
        raise ValueRefusedError("number.unreadable", cell)
    if _PLAIN.fullmatch(text) and not (thousands and _ONE_GROUP.fullmatch(text)):
        return float(text.replace(",", "."))
    if _POINTS.fullmatch(text):
        whole, _, decimals = text.partition(",")
    elif _COMMAS.fullmatch(text):
        whole, _, decimals = text.partition(".")
    else:
        raise ValueRefusedError("number.unreadable", cell)
    return float(f"{_NO_DIGIT.sub('', whole)}.{decimals or 0}")


def read_plain_numbers(
    cells: Sequence[Cell],
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Read the numbers of a column that ``read_number`` reads in one way only.

    Returns
    -------
    values, sure
        Shape (n,): the numbers, NaN where not read; whether they were. The others are to be read
        one by one.
    """
    kinds = set(map(type, cells))
    if kinds == {float}:
        values = np.array(cells, dtype=np.float64)
        return values, np.isfinite(values)
    if kinds == {str}:
        lines = "\n".join(cells) + "\n"  # type: ignore[arg-type]  # each of them is a text
        if lines.count("\n") == len(cells) and _SURE_LINES.fullmatch(lines):
            texts = lines.replace(",", ".").split("\n")[:-1]
            return np.array(list(map(float, texts))), np.ones(len(cells), dtype=np.bool_)
    values = np.array(
        [
            float(cell.replace(",", "."))
            if type(cell) is str and _SURE_ONE.fullmatch(cell)
            else np.nan
            for cell in cells
        ]
    )
    return values, np.isfinite(values)


def read_amount(cell: Cell, _line: int = 0) -> float:
    """Read an amount of euros: € 1.250 is 1250, for there are no thousandths of a euro.

    Raises
    ------
    ValueRefusedError
        If it is no number, is below zero, or can be read in two ways (1,250).
    """
    if isinstance(cell, str):
        cell = cell.strip().removeprefix("€").removeprefix("EUR").removesuffix(",-").strip()
        if re.fullmatch(r"[0-9]{1,3},[0-9]{3}", cell):
            raise ValueRefusedError("number.ambiguous", cell)
    value = read_number(cell, thousands=True)
    if value < 0:
        raise ValueRefusedError("number.negative", cell)
    return value


def read_count(cell: Cell, _line: int = 0) -> float | None:
    """Read a count of people or homes: 1.250 is 1250; None for what is secret or not known.

    CBS writes that as -99997 and the like, others as a point, an x or a word.

    Raises
    ------
    ValueRefusedError
        If it is no whole number, is below zero, or can be read in two ways (1,250).
    """
    if _is_secret(cell):
        return None
    if isinstance(cell, str) and re.fullmatch(r"[0-9]{1,3},[0-9]{3}", cell.strip()):
        raise ValueRefusedError("number.ambiguous", cell)
    value = read_number(cell, thousands=True)
    if value < 0:
        raise ValueRefusedError("number.negative", cell)
    if not value.is_integer():
        raise ValueRefusedError("number.not_whole", cell)
    return value


def read_measure(cell: Cell, _line: int = 0) -> float | None:
    """Read a figure with decimals, above or below zero; None for what is secret or not known.

    Raises
    ------
    ValueRefusedError
        If it is no number.
    """
    return None if _is_secret(cell) else read_number(cell)


def _is_secret(cell: Cell) -> bool:
    if isinstance(cell, str):
        word = cell.strip().casefold()
        return word in _SECRET_WORDS or word.removesuffix(".0") in _SECRET_NUMBERS
    return isinstance(cell, int | float) and f"{cell:.0f}" in _SECRET_NUMBERS

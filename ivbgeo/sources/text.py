"""Text, codes and words out of a fixed list; what could be a formula or hides itself is refused."""

from __future__ import annotations

import difflib
import re
import unicodedata
from typing import TYPE_CHECKING

from ivbgeo.sources.fault import ValueRefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ivbgeo.sources.table import Cell

__all__ = [
    "CategoryReader",
    "ChoiceReader",
    "one_line",
    "plain",
    "read_area_code",
    "read_text",
    "read_year",
]

_LONGEST = 200
_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_HIDDEN = {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}
_TURNING = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_AREA_CODE = re.compile(r"GM\d{4}|WK\d{6}|BU\d{8}|CW[A-Z0-9]{1,10}", re.ASCII)
_CATEGORY_CODE = re.compile(r"\d\.\d{1,2}\.\d{1,2}", re.ASCII)
_TOTAL = "0.0.0"
_FIRST_YEAR, _LAST_YEAR = 1995, 2100
_MOST_NEAR = 200
_LONGEST_NEAR = 60


def plain(text: str) -> str:
    """Give a text without case, accents, space and punctuation, to compare names by."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in parts if character.isalnum())


def one_line(text: str) -> str:
    r"""Give a text on one line, of signs that are seen: no terminal or database takes every sign.

    Examples
    --------
    >>> one_line("Aan de \x1b[31m\x00\n haven ")
    'Aan de [31m haven'
    """
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())


def read_text(cell: Cell, _line: int = 0) -> str:
    """Read one line of text of at most 200 characters, such as the name of a camera.

    It is kept as it is, markup too: making it harmless is up to who shows it.

    Raises
    ------
    ValueRefusedError
        If it holds control characters, starts like a formula, or is too long.
    """
    text = _whole(cell)
    if text is None:
        raise ValueRefusedError("text.unreadable", cell)
    text = text.strip(" \u00a0")
    if any(unicodedata.category(c) in _HIDDEN or c in _TURNING for c in text):
        raise ValueRefusedError("text.control", text)
    if text.startswith(_FORMULA):
        raise ValueRefusedError("text.formula", text)
    if len(text) > _LONGEST:
        raise ValueRefusedError("text.length", text, longest=_LONGEST)
    return text


def _whole(cell: Cell) -> str | None:
    """Give text, or a whole number as text: Excel turns what looks like one into one."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, int) and not isinstance(cell, bool):
        return str(cell)
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return None


def read_area_code(cell: Cell, _line: int = 0) -> str:
    """Read the code of an area: GM0637, WK063701 or BU06370101.

    Raises
    ------
    ValueRefusedError
        If it has another form. Whether the area exists is another question.
    """
    text = cell.strip().upper() if isinstance(cell, str) else ""
    if not _AREA_CODE.fullmatch(text):
        raise ValueRefusedError("area.form", cell)
    return text


def read_year(cell: Cell, _line: int = 0) -> int:
    """Read a year of four digits.

    Raises
    ------
    ValueRefusedError
        If it is none.
    """
    text = (_whole(cell) or "").strip()
    if re.fullmatch("[0-9]{4}", text) and _FIRST_YEAR <= int(text) <= _LAST_YEAR:
        return int(text)
    raise ValueRefusedError("year.unreadable", cell)


class ChoiceReader:
    """Reads a word out of a fixed list, by any of its synonyms."""

    def __init__(self, synonyms: Mapping[str, tuple[str, ...]]) -> None:
        self._allowed = ", ".join(synonyms)
        self._known = {
            plain(word): choice for choice, words in synonyms.items() for word in (choice, *words)
        }

    def __call__(self, cell: Cell, _line: int = 0) -> str:
        """Give the word of the list.

        Raises
        ------
        ValueRefusedError
            If it is none of them.
        """
        choice = self._known.get(plain(cell)) if isinstance(cell, str) else None
        if choice is None:
            raise ValueRefusedError("choice.unknown", cell, allowed=self._allowed)
        return choice


class CategoryReader:
    """Reads the kind of an incident: a code of the police, or its title.

    Parameters
    ----------
    titles
        Title → code of all categories; those that are no code of the police are left out.
    """

    def __init__(self, titles: Mapping[str, str]) -> None:
        # Groups of categories (hic) are for counting: an incident is of one police code.
        titles = {t: c.strip() for t, c in titles.items() if _CATEGORY_CODE.fullmatch(c.strip())}
        self._titles = {plain(title): code for title, code in titles.items()}
        self._codes = frozenset(self._titles.values())
        self._words = {title.casefold(): title for title in titles}
        self._right: dict[str, str] = {}
        self._near: dict[str, str] = {}

    def __call__(self, cell: Cell, _line: int = 0) -> str:
        """Give the code.

        Raises
        ------
        ValueRefusedError
            If there is no such code or title, or it is the total of all crime.
        """
        text = cell.strip() if isinstance(cell, str) else ""
        if text in self._right:
            return self._right[text]
        code = text if _CATEGORY_CODE.fullmatch(text) else self._titles.get(plain(text))
        if code == _TOTAL or plain(text) == "totaalmisdrijven":
            raise ValueRefusedError("category.total", cell)
        if code not in self._codes:
            raise ValueRefusedError("category.not_known", cell, near=self._suggest(text))
        self._right[text] = code
        return code

    def _suggest(self, text: str) -> str:
        if text in self._near:
            return self._near[text]
        if len(self._near) >= _MOST_NEAR or len(text) > _LONGEST_NEAR:
            return "kijk in de lijst van soorten misdrijf"  # looking for each would take for ever
        words = [*self._codes - {_TOTAL}, *self._words]
        found = difflib.get_close_matches(text.casefold(), words, n=3, cutoff=0.55)
        names = ", ".join(f"‘{self._words.get(word, word)}’" for word in found)
        near = f"misschien {names}" if names else "schrijf bijvoorbeeld 1.4.6 of Straatroof"
        self._near[text] = near
        return near

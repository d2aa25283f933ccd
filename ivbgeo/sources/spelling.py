"""Names of areas as people write them: what of the spelling does not matter, and what does."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

__all__ = ["Spelling"]

_WORD = re.compile(r"[^\W_]+\.?")
_DIGITS = re.compile(r"\d+")
_FILLERS = frozenset({"de", "het", "t", "en"})
_KINDS = ("wijk", "buurt")
_POINTS = "noord|zuid|oost|west|midden|centrum|hoog|laag"
_POINT = re.compile(_POINTS)
_ONLY_POINTS = re.compile(f"(?:{_POINTS})+")
_ABBREVIATED = {
    "n": "noord", "o": "oost", "z": "zuid", "w": "west",
    "no": "noordoost", "nw": "noordwest", "zo": "zuidoost", "zw": "zuidwest",
    "c": "centrum", "centr": "centrum", "mid": "midden",
}  # fmt: skip
# "And surroundings", as in Rokkehage c.a.; and the number that some gemeenten begin a name with.
_SURROUNDINGS = re.compile(r"\s+c\.?\s?a\.?\s*$", re.IGNORECASE)
_NUMBERED = re.compile(r"^\s*(?:wijk|buurt)\s+\d+\s+(?=\D)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to write a name, brought back to what counts.

    The rules: case, accents, space and punctuation don't count; nor do &, + and en, the articles,
    and ‘wijk’ or ‘buurt’ in front; ij is y; a point of the compass may be one or two letters
    (N., NO), and two of them may be one word.

    Attributes
    ----------
    words
        The words that count; one that ends in a dot is an abbreviation of an unknown word.
    key
        The words as one.
    marks
        Digits, points of the compass, hoog, laag, midden and centrum: what tells areas apart that
        are called alike, in order.
    telling
        How many letters tell the name apart: not those of the marks, nor of ‘buurt’ or ‘wijk’.
    """

    words: tuple[str, ...]
    key: str
    marks: tuple[str, ...]
    telling: int

    @classmethod
    def of(cls, text: str) -> Spelling:
        """Bring a text back to what counts."""
        folded = unicodedata.normalize("NFKD", text.casefold())
        folded = "".join(c for c in folded if not unicodedata.combining(c))
        found = [_full(word) for word in _WORD.findall(folded)]
        kept = [word for word in found if word not in _FILLERS] or found
        if len(kept) > 1 and kept[0] in _KINDS:
            del kept[0]
        words: list[str] = []
        for word in kept:
            is_point = _ONLY_POINTS.fullmatch(word) is not None
            words += _POINT.findall(word) if is_point else [word.replace("ij", "y")]
        marks: list[str] = []
        telling = 0
        for word in words:
            if _POINT.fullmatch(word):
                marks.append(word)
                continue
            marks += _DIGITS.findall(word)
            core = re.sub(f"({'|'.join(_KINDS)})$", "", word.removesuffix("."))
            telling += len(_DIGITS.sub("", core))
        key = "".join(word.removesuffix(".") for word in words)
        return cls(tuple(words), key, tuple(marks), telling)

    @classmethod
    def all_of(cls, name: str) -> tuple[Spelling, ...]:
        """Give the ways to write the name of an area: whole, and without what may be left out."""
        shorter = _NUMBERED.sub("", _SURROUNDINGS.sub("", name))
        names = dict.fromkeys((name, shorter))
        return tuple(dict.fromkeys(cls.of(each) for each in names))

    def abbreviates(self, whole: Spelling) -> bool:
        """Whether each word is that of another spelling, or its beginning if it ends in a dot."""
        if len(self.words) != len(whole.words) or self.marks != whole.marks:
            return False
        pairs = list(zip(self.words, whole.words, strict=True))
        shortened = [
            mine.endswith(".") and other.startswith(mine.removesuffix(".")) for mine, other in pairs
        ]
        same = [mine == other for mine, other in pairs]
        return any(shortened) and any(same) and all(map(any, zip(shortened, same, strict=True)))


def _full(word: str) -> str:
    """Write a point of the compass in full; a dot after another word stays."""
    return _ABBREVIATED.get(word.removesuffix("."), word)

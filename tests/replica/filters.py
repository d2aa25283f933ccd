"""The part of OData v3's ``$filter`` that these services answer, as conditions on a row.

A condition on a row of which not every field is known yet may be undecided (None). That is how
a table finds the few keys of each dimension that matter, before it makes a single row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

Value = str | float | bool | None
Row = Mapping[str, Value]

TOKEN = re.compile(
    r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<number>-?\d+(?:\.\d+)?)|(?P<word>\w+)|(?P<sign>[(),]))"
)
ORDERS: dict[str, Callable[[Value, Value], bool]] = {
    "eq": lambda left, right: left == right,
    "ne": lambda left, right: left != right,
    "gt": lambda left, right: left > right,
    "ge": lambda left, right: left >= right,
    "lt": lambda left, right: left < right,
    "le": lambda left, right: left <= right,
}
MATCHES: dict[str, Callable[[str, str], bool]] = {
    "startswith": lambda first, second: first.startswith(second),
    "endswith": lambda first, second: first.endswith(second),
    # The text comes first, the field second: v3, where v4 has ``contains``.
    "substringof": lambda first, second: first in second,
}
CONSTANTS: dict[str, Value] = {"true": True, "false": False, "null": None}


class FilterError(ValueError):
    """A filter that the service refuses with status 400."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the row, by name."""

    name: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """``left`` and ``right``, fields or values, put to a function of two."""

    compare: Callable[..., bool]
    left: Field | Value
    right: Field | Value

    def holds(self, row: Row) -> bool | None:
        """Whether the row answers to it; None while a field is not known yet."""
        sides = []
        for side in (self.left, self.right):
            if isinstance(side, Field):
                if side.name not in row:
                    return None
                side = row[side.name]  # noqa: PLW2901 - the field's value takes its place
            sides.append(side)
        try:
            return self.compare(*sides)
        except (TypeError, AttributeError):
            # Text against a number, or against a cell without a value: never true.
            return False

    def fields(self) -> set[str]:
        """The names of the fields that it asks for."""
        return {side.name for side in (self.left, self.right) if isinstance(side, Field)}


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of a condition."""

    condition: Condition

    def holds(self, row: Row) -> bool | None:
        """Whether the row answers to it; None while that is undecided."""
        answer = self.condition.holds(row)
        return None if answer is None else not answer

    def fields(self) -> set[str]:
        """The names of the fields that it asks for."""
        return self.condition.fields()


@dataclass(frozen=True, slots=True)
class Joined:
    """Conditions of which one decides (``or``: a true one, ``and``: a false one)."""

    decides: bool
    conditions: tuple[Condition, ...]

    def holds(self, row: Row) -> bool | None:
        """Whether the row answers to it; None while that is undecided."""
        undecided = False
        for condition in self.conditions:
            answer = condition.holds(row)
            if answer is self.decides:
                return self.decides
            undecided = undecided or answer is None
        return None if undecided else not self.decides

    def fields(self) -> set[str]:
        """The names of the fields that it asks for."""
        return set().union(*(condition.fields() for condition in self.conditions))


Condition = Comparison | Not | Joined


def parse(text: str) -> Condition:
    """Read a filter.

    Raises
    ------
    FilterError
        Where it is not one, or uses what the service doesn't know, such as ``in``.
    """
    reader = _Reader(list(_tokens(text)))
    condition = reader.either()
    if reader.tokens:
        raise FilterError(f"Syntax error at '{reader.tokens[0][1]}' in '{text}'.")
    return condition


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    at = 0
    while text[at:].strip():
        found = TOKEN.match(text, at)
        if found is None:
            raise FilterError(f"Syntax error at position {at} in '{text}'.")
        yield str(found.lastgroup), found[str(found.lastgroup)]
        at = found.end()


class _Reader:
    """Reads tokens from left to right: ``or`` binds loosest, then ``and``, then ``not``."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.tokens = tokens

    def either(self) -> Condition:
        return self._joined("or", self._both, decides=True)

    def _both(self) -> Condition:
        return self._joined("and", self._one, decides=False)

    def _joined(self, word: str, part: Callable[[], Condition], *, decides: bool) -> Condition:
        parts = [part()]
        while self._take("word", word):
            parts.append(part())
        return parts[0] if len(parts) == 1 else Joined(decides, tuple(parts))

    def _one(self) -> Condition:
        if self._take("word", "not"):
            return Not(self._one())
        if self._take("sign", "("):
            condition = self.either()
            self._need("sign", ")")
            return condition
        if self.tokens and self.tokens[0][1] in MATCHES:
            return self._match()
        left = self._operand()
        kind, word = self._next()
        if kind != "word" or word not in ORDERS:
            raise FilterError(f"Syntax error at '{word}': not an operator.")
        return Comparison(ORDERS[word], left, self._operand())

    def _match(self) -> Condition:
        match = MATCHES[self._next()[1]]
        self._need("sign", "(")
        first = self._operand()
        self._need("sign", ",")
        second = self._operand()
        self._need("sign", ")")
        condition = Comparison(match, first, second)
        if not self._take("word", "eq"):
            return condition
        return condition if self._operand() else Not(condition)

    def _operand(self) -> Field | Value:
        kind, word = self._next()
        if kind == "text":
            return word[1:-1].replace("''", "'")
        if kind == "number":
            return float(word)
        if kind != "word":
            raise FilterError(f"Syntax error at '{word}': a field or a value was expected.")
        return CONSTANTS[word] if word in CONSTANTS else Field(word)

    def _next(self) -> tuple[str, str]:
        if not self.tokens:
            raise FilterError("Syntax error: the filter ends too soon.")
        return self.tokens.pop(0)

    def _take(self, kind: str, word: str) -> bool:
        if self.tokens[:1] != [(kind, word)]:
            return False
        self.tokens.pop(0)
        return True

    def _need(self, kind: str, word: str) -> None:
        if not self._take(kind, word):
            raise FilterError(f"Syntax error: '{word}' was expected.")

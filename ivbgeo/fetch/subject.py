"""What the police publish by wijk and buurt: crime, and nuisance."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ivbgeo.category import Category
from ivbgeo.errors import DataError
from ivbgeo.sources.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ivbgeo.fetch.odata import Entry

__all__ = ["OVERLAST", "POLITIE", "Subject"]

_CODE = re.compile(r"[\w.-]{1,40}", re.ASCII)
_TOTAL = "totaal"


@dataclass(frozen=True, slots=True)
class Subject:
    """One kind of figures, in one or two tables.

    Parameters
    ----------
    key, noun, title, remark
        As datasets, users and provenance name it.
    tables
        Identifiers, and whether the table is of months.
    dimension, column
        The dimension with the codes; what the key of the column with counts begins with.
    kind
        Of its categories.
    group
        What codes come under: the code of the whole, with a point before those of the parts. Empty
        where the codes of the police are used as they are.
    total_code
        The code of all together; where it is not known, the one that is called so.
    """

    key: str
    noun: str
    title: str
    remark: str
    tables: tuple[tuple[str, bool], ...]
    dimension: str
    column: str
    kind: str
    group: str = ""
    total_code: str = ""

    @property
    def dataset(self) -> str:
        """The key of the dataset in the store."""
        return f"fetch/{self.key}"

    def categories(self, kinds: Iterable[Entry]) -> dict[str, Category]:
        """Give the category of each code of the police.

        Raises
        ------
        DataError
            If a code can't be one.
        """
        kinds = tuple(kinds)
        found = {kind.code: self._category(kind) for kind in kinds}
        if self.group and self.group not in {c.code for c in found.values()}:
            # No total is published, so the whole is the sum of its parts.
            parts = tuple(category.code for category in found.values())
            found[""] = Category(self.group, self.noun, self.kind, parts)
        return found

    def total(self, kinds: Iterable[Entry]) -> str | None:
        """Give the category that all others add up to, if there is one."""
        totals = [kind for kind in kinds if self._is_total(kind)]
        return self._category(totals[0]).code if len(totals) == 1 else None

    def _category(self, kind: Entry) -> Category:
        if not _CODE.fullmatch(kind.code):
            raise DataError("fetch.code", table=self.tables[0][0], value=kind.code[:40])
        if not self.group:
            return Category(kind.code, kind.title, self.kind)
        if self._is_total(kind):
            return Category(self.group, kind.title, self.kind)
        return Category(f"{self.group}.{kind.code.lower()}", kind.title, self.kind)

    def _is_total(self, kind: Entry) -> bool:
        if self.total_code:
            return kind.code == self.total_code
        return plain(kind.title).startswith(_TOTAL)


_REMARK = (
    "Cijfers zijn na twee jaar definitief. Wat de politie niet publiceert, is niet gemeten: dat is "
    "niet nul."
)
POLITIE = Subject(
    key="politie",
    noun="Misdrijven",
    title="Geregistreerde misdrijven per wijk en buurt",
    remark=f"Per incident telt het zwaarste feit. {_REMARK}",
    tables=(("47018NED", False), ("47022NED", True)),
    dimension="SoortMisdrijf",
    column="GeregistreerdeMisdrijven",
    kind="politie",
    total_code="0.0.0",
)
OVERLAST = Subject(
    key="overlast",
    noun="Overlast",
    title="Geregistreerde overlast per wijk en buurt",
    remark=_REMARK,
    tables=(("47024NED", True),),
    dimension="Overlast",
    column="GeregistreerdeOverlast",
    kind="overlast",
    group="overlast",
)

"""A piece of a file of points that can be read on its own: here, in a process, on a machine."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Form", "Partition"]


class Form(StrEnum):
    """What a file of points is."""

    CSV = "csv"
    PARQUET = "parquet"


@dataclass(frozen=True, slots=True)
class Partition:
    """A piece of a file: small to send, for it names what is to be read and holds none of it.

    Parameters
    ----------
    path
        The file; who reads the piece has to see it under this name.
    form
        What start and stop count: bytes of a CSV, row groups of Parquet.
    number
        Which piece it is, from 0, in the order of the rows; over all files of a folder.
    start, stop
        From and up to, not including. A piece of a CSV starts and stops between two records.
    line
        Line of the file that a piece of a CSV starts at, from 1; for what is said of its rows.
    """

    path: Path
    form: Form
    number: int
    start: int
    stop: int
    line: int = 1

    def __post_init__(self) -> None:
        if self.number < 0 or not 0 <= self.start <= self.stop:
            raise ValueError(f"No piece of a file: {self}")

    @property
    def name(self) -> str:
        """Dutch name: what it is of which file."""
        if self.form is Form.CSV:
            return f"het deel vanaf regel {self.line} van {self.path}"
        groups = f"rijgroep {self.start + 1}"
        if self.stop > self.start + 1:
            groups += f" tot en met {self.stop}"
        return f"{groups} van {self.path}"

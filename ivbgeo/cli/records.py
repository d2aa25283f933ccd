"""Records as a file that a spreadsheet or a program reads: CSV or JSON, to a file or the screen."""

from __future__ import annotations

import csv
import io
import json
import sys
from typing import TYPE_CHECKING, Any

from ivbgeo.errors import UsageError
from ivbgeo.spreadsheet import cell_text
from ivbgeo.whole import write_whole

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["check_form", "write_records"]

_FORMS = ("csv", "json")


def check_form(form: str) -> None:
    """Let only pass what records can be written as.

    Raises
    ------
    UsageError
        If it is anything else than ``csv`` or ``json``.
    """
    if form not in _FORMS:
        raise UsageError("export.format", value=form, known=", ".join(_FORMS))


def write_records(
    columns: Sequence[str], rows: Sequence[Sequence[Any]], form: str, out: Path | None
) -> None:
    """Write rows of values under their columns; ``out`` None: to standard output.

    What is not known is None: empty in CSV. There a list is one cell, and what is or is not is
    ``true`` or ``false``, as in the files of ``ivbgeo counts``.
    """
    text = _json(columns, rows) if form == "json" else _csv(columns, rows)
    if out is not None:
        write_whole(out, text.encode())
    else:
        sys.stdout.buffer.write(text.encode())


def _json(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    records = [dict(zip(columns, row, strict=True)) for row in rows]
    return json.dumps(records, ensure_ascii=False, indent=1) + "\n"


def _csv(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        value = "; ".join(value)
    return cell_text(value) if isinstance(value, str) else value

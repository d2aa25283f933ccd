"""A text that a spreadsheet would work out stays a text, in every CSV file that is written."""

from __future__ import annotations

import ast
import csv
import io
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import Level
from ivbgeo.answering import answer
from ivbgeo.cli.records import write_records
from ivbgeo.export import Format, export, export_for_excel
from ivbgeo.period import Period
from ivbgeo.question import Question
from ivbgeo.settings import ROOT
from ivbgeo.spreadsheet import cell_text
from ivbgeo.viewer import Viewer

FORMULAS = [
    '=HYPERLINK("https://elders.example";"klik")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "  =1+1",
    "＝1+1",
]  # fmt: skip


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_becomes_text(text):
    assert cell_text(text) == f"'{text}"


@given(st.text())
def test_what_is_written_is_never_worked_out_and_nothing_is_lost(text):
    written = cell_text(text)
    assert written.removeprefix("'") == text.removeprefix("'")
    assert len(written.strip(" ")) < 2 or written.strip(" ")[0] not in "=+-@\t\r\n"


@pytest.mark.parametrize("text", ["", "-", "’t Lange Land", "1-2", "Driemanspolder = wijk 4"])
def test_names_stay_as_they_are(text):
    assert cell_text(text) == text


@pytest.fixture(scope="module")
def hostile(edition):
    """An answer of which an area, a source and a denominator are called as a formula."""
    question = Question("hic", Level.WIJK, Period.year(2023))
    given = answer(edition, question, Viewer.of("publiek"))
    figures = tuple(
        replace(
            one,
            area_name=FORMULAS[0],
            provenance=one.provenance and replace(one.provenance, source=FORMULAS[1]),
        )
        for one in given.figures
    )
    return replace(given, figures=figures)


def test_every_csv_of_figures_is_safe_and_other_forms_keep_the_text(hostile):
    for written, separator in (
        (export([hostile], Format.CSV).decode(), ","),
        (export_for_excel([hostile]).decode("utf-8-sig"), ";"),
    ):
        rows = list(csv.DictReader(io.StringIO(written), delimiter=separator))
        assert {row["area_name"] for row in rows} == {f"'{FORMULAS[0]}"}
        cells = [cell for row in rows for cell in row.values()]
        assert not [cell for cell in cells if cell[:1] in ("=", "+", "@")]
    kept = json.loads(export([hostile], Format.JSON))
    assert {row["area_name"] for row in kept} == {FORMULAS[0]}


def test_so_are_records(capsysbinary):
    write_records(("a", "b"), [(FORMULAS[0], [FORMULAS[1], "x"])], "csv", None)
    (row,) = csv.DictReader(io.StringIO(capsysbinary.readouterr().out.decode()))
    assert row == {"a": f"'{FORMULAS[0]}", "b": f"'{FORMULAS[1]}; x"}


# Writers of CSV that write no text of others: tables of data/, which we make, and rows that
# `ivbgeo locate` promises to leave as they are.
_OWN = {"ivbgeo/embedded/table.py", "ivbgeo/bulk/target.py"}


def test_no_other_module_writes_csv_by_itself():
    found = {
        path.relative_to(ROOT).as_posix()
        for name in ("geo", "ivbgeo", "layers", "views")
        for path in (ROOT / name).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in ("writer", "DictWriter", "to_csv")
        if not isinstance(node.value, ast.Name) or node.value.id != "self"
    }
    for path in found - _OWN:
        assert "cell_text" in (ROOT / path).read_text(encoding="utf-8"), path
    assert len(found) > len(_OWN)

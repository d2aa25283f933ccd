"""Records as CSV and JSON: the same for every command that writes them."""

import json

import pytest

from ivbgeo.cli.records import check_form, write_records
from ivbgeo.errors import UsageError

COLUMNS = ("naam", "waar", "met", "aantal")
ROWS = [("=1+1", True, ["a", "b"], None), ("x", False, [], -2.5)]


def test_csv_is_safe_in_a_spreadsheet_and_what_is_not_known_is_empty(tmp_path):
    out = tmp_path / "out.csv"
    write_records(COLUMNS, ROWS, "csv", out)
    assert out.read_text(encoding="utf-8").splitlines() == [
        "naam,waar,met,aantal", "'=1+1,true,a; b,", "x,false,,-2.5",
    ]  # fmt: skip


def test_without_records_there_are_columns_and_an_empty_list(tmp_path, capfdbinary):
    write_records(COLUMNS, [], "csv", None)
    write_records(COLUMNS, [], "json", tmp_path / "out.json")
    assert capfdbinary.readouterr().out == b"naam,waar,met,aantal\n"
    assert (tmp_path / "out.json").read_text(encoding="utf-8") == "[]\n"


def test_json_is_what_it_is(capfdbinary):
    write_records(COLUMNS, ROWS, "json", None)
    first, _ = json.loads(capfdbinary.readouterr().out)
    assert first == {"naam": "=1+1", "waar": True, "met": ["a", "b"], "aantal": None}


def test_another_kind_of_file_is_refused():
    check_form("csv")
    with pytest.raises(UsageError, match="csv, json"):
        check_form("xlsx")

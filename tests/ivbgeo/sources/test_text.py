import pytest

from ivbgeo.sources.fault import Rejection, ValueRefusedError, visible
from ivbgeo.sources.text import (
    CategoryReader,
    ChoiceReader,
    plain,
    read_area_code,
    read_text,
    read_year,
)


@pytest.fixture
def category(categories):
    return CategoryReader(categories)


def refused(reader, cell):
    with pytest.raises(ValueRefusedError) as caught:
        reader(cell, 2)
    return caught.value


@pytest.mark.parametrize(
    ("cell", "code"),
    [("1.4.6", "1.4.6"), ("1.4.6 ", "1.4.6"), ("2.6.11", "2.6.11"), ("straatroof", "1.4.6"),
     (" DIEFSTAL / inbraak woning", "1.1.1")],
)  # fmt: skip
def test_categories(category, cell, code):
    assert category(cell, 2) == code


@pytest.mark.parametrize(
    "cell", ["146", "1.4", "9.9.9", "roof", "hic", "High impact crime", 1.4, "1.4.6.1"]
)
def test_unknown_categories(category, cell):
    assert refused(category, cell).rule == "category.not_known"


def test_near_matches(category):
    assert "‘Straatroof’" in refused(category, "straatrof").details["near"]
    assert "‘1.4.6’" in refused(category, "1.4.5").details["near"]


@pytest.mark.parametrize("cell", ["0.0.0", "0.0.0 ", "Totaal misdrijven"])
def test_totals_are_no_incident(category, cell):
    assert refused(category, cell).rule == "category.total"


def test_suggestions_stop_where_nothing_is_known(category):
    for number in range(200):
        refused(category, f"iets {number}")
    assert refused(category, "straatrof").details["near"].startswith("kijk in de lijst")


@pytest.mark.parametrize(
    "text", ["Stadhuisplein 1", "<script>alert(1)</script>", "Ümlaut 👮", "1-2", "a=b"]
)
def test_text_is_kept_as_it_is(text):
    assert read_text(text) == text


@pytest.mark.parametrize("text", ["=1+1", "+31", "-a", "@sum", "＝1", " =1"])
def test_text_like_a_formula(text):
    assert refused(read_text, text).rule == "text.formula"


@pytest.mark.parametrize(
    "text", ["a\nb", "a\tb", "a\x1b[31m", "a\u202eb", "a\u2028b", "a\ud800", "\t=1"]
)
def test_control_characters(text):
    assert refused(read_text, text).rule == "text.control"


def test_other_text():
    assert refused(read_text, "a" * 201).rule == "text.length"
    assert refused(read_text, 1.5).rule == "text.unreadable"
    assert refused(read_text, True).rule == "text.unreadable"


@pytest.mark.parametrize("cell", ["BU06370101", " wk063705 ", "GM0637", "CWDORP"])
def test_area_codes(cell):
    assert read_area_code(cell) == cell.strip().upper()


@pytest.mark.parametrize("cell", ["0637", "BU063701", "WK0637", 6370101, "Dorp", ""])
def test_what_is_no_area_code(cell):
    assert refused(read_area_code, cell).rule == "area.form"


@pytest.mark.parametrize("cell", ["2025", 2025, 2025.0, " 2025 "])
def test_years(cell):
    assert read_year(cell) == 2025


@pytest.mark.parametrize("cell", ["25", "1900", 2025.5, "2025-01-01", None, "٢٠٢٥"])
def test_what_is_no_year(cell):
    assert refused(read_year, cell).rule == "year.unreadable"


def test_choices():
    reader = ChoiceReader({"vast": ("permanent",), "tijdelijk": ()})
    assert [reader(cell, 2) for cell in ("VAST", "Permanent ", "tijdelijk")] == [
        "vast",
        "vast",
        "tijdelijk",
    ]
    error = refused(reader, "los")
    assert (error.rule, error.details["allowed"]) == ("choice.unknown", "vast, tijdelijk")


def test_plain():
    assert plain("X-Coördinaat (RD)") == "xcoordinaatrd"


def test_values_are_cut_and_visible():
    assert visible("a\x00b\u202e\n\x7f") == "a␀b\\u202e␊\\u007f"
    assert visible("a" * 81) == "a" * 79 + "…"
    fault = ValueRefusedError("date.unreadable", "{line} {0}\x1b" + "b" * 100)
    rejection = Rejection.of(fault, line=3, column="{column}", unit="Regel")
    assert rejection.message.startswith("Regel 3, kolom ‘{column}’: ‘{line} {0}␛bbb")
    assert len(rejection.value) == 80

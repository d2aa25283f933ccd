import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivbgeo.dutch import number as written
from ivbgeo.sources.fault import ValueRefusedError
from ivbgeo.sources.number import (
    read_amount,
    read_count,
    read_measure,
    read_number,
    read_plain_numbers,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("92345,12", 92345.12),
        ("92345.12", 92345.12),
        ("92.345,12", 92345.12),
        ("92,345.12", 92345.12),
        ("92 345,12", 92345.12),
        ("92\u00a0345", 92345.0),
        ("1.234.567", 1234567.0),
        ("4.512", 4.512),
        ("4,512", 4.512),
        ("-3", -3.0),
        ("+4.5", 4.5),
        ("9.2e4", 92000.0),
        (" 7 ", 7.0),
        (94000, 94000.0),
    ],
)
def test_forms_in_use(text, value):
    assert read_number(text) == value


def test_a_single_point_is_what_it_is_said_to_be():
    assert read_number("92.345", thousands=True) == 92345.0
    assert read_number("92.345") == 92.345
    assert read_number("0.345", thousands=True) == 0.345


@pytest.mark.parametrize(
    "cell",
    [
        "", "a", "nan", "inf", "1_000", "1.23.456", "1,2,3", "12.34,567.8", "0x10", "1e999", "٣",
        "1" * 99, True, None, [1], float("nan"), float("inf"), 10**400,
    ],
)  # fmt: skip
def test_what_is_no_number(cell):
    with pytest.raises(ValueRefusedError) as caught:
        read_number(cell)
    assert caught.value.rule == "number.unreadable"


@given(st.floats(-1e9, 1e9).map(lambda value: round(value, 2)))
def test_what_the_dutch_write_is_read(value):
    assert read_number(written(value, 2)) == pytest.approx(value, abs=0.005)
    assert read_number(repr(value)) == value


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_refused(text):
    try:
        value = read_number(text)
    except ValueRefusedError:
        return
    assert isinstance(value, float)
    assert value - value == 0


@pytest.mark.parametrize(
    ("cell", "value"),
    [("€ 1.250", 1250.0), ("1.250,50", 1250.5), ("1250,-", 1250.0), ("12,5", 12.5), (0, 0.0)],
)
def test_amounts(cell, value):
    assert read_amount(cell) == value


@pytest.mark.parametrize(("cell", "rule"), [("1,250", "number.ambiguous"), (-1, "number.negative")])
def test_amounts_that_can_not_be(cell, rule):
    with pytest.raises(ValueRefusedError) as caught:
        read_amount(cell)
    assert caught.value.rule == rule


@pytest.mark.parametrize(
    ("cell", "value"),
    [("1.250", 1250), ("1250", 1250), (1250.0, 1250), (0, 0), ("0", 0), (" 12 ", 12)],
)
def test_counts(cell, value):
    assert read_count(cell) == value


@pytest.mark.parametrize("cell", [".", "x", "Geheim", -99997, "-99997", "-99997.0", -99995.0, "-"])
def test_what_is_secret_is_not_known_and_never_nul(cell):
    assert read_count(cell) is None
    assert read_measure(cell) is None


@pytest.mark.parametrize(
    ("cell", "rule"),
    [
        ("-5", "number.negative"),
        (-1, "number.negative"),
        ("12,5", "number.not_whole"),
        ("1,250", "number.ambiguous"),
        ("veel", "number.unreadable"),
        (True, "number.unreadable"),
        ("1e400", "number.unreadable"),
    ],
)
def test_counts_that_can_not_be(cell, rule):
    with pytest.raises(ValueRefusedError) as caught:
        read_count(cell)
    assert caught.value.rule == rule


def test_measures_have_decimals_and_may_be_below_nul():
    assert read_measure("-3,5") == -3.5
    assert read_measure("1.250") == 1.25


@given(
    st.lists(
        st.text("0123456789.,-+ e\n_", max_size=14)
        | st.from_regex(r"[0-9]{1,7}([.,][0-9]{1,7})?", fullmatch=True)
        | st.floats()
        | st.sampled_from([None, "", True, 5, "٣٣٣٣", "nan", "92.345", "92345,12", "4.4931"]),
        max_size=12,
    )
)
def test_plain_numbers_of_a_column_are_those_of_its_cells(cells):
    values, sure = read_plain_numbers(cells)
    assert len(values) == len(sure) == len(cells)
    for cell, value, known in zip(cells, values.tolist(), sure.tolist(), strict=True):
        assert not known or value == read_number(cell) == read_number(cell, thousands=True)


def test_coordinates_are_plain_numbers():
    for cells in (["92345.12", "452000,5", "92345"], ["4.4931", "52.05752"], [92345.5, 4.25]):
        assert read_plain_numbers(cells)[1].all()
    for cell in ["", "92.345", "123.456", "1.234", "123,456", "-5", "nan", "1_000", "1e5"]:
        assert read_plain_numbers(["92345", cell])[1].tolist() == [True, False]

"""Numbers and dates as the Dutch write them."""

import errno
import os
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivbgeo.dutch import MONTHS, SHORT_MONTHS, day, number, trouble


@pytest.mark.parametrize(
    ("value", "decimals", "words"),
    [
        (1234.5, None, "1.234,5"),
        (1234567, None, "1.234.567"),
        (0, None, "0"),
        (55.0, None, "55"),
        (0.04, 1, "0,0"),
        (-0.04, 1, "0,0"),
        (999.96, 1, "1.000,0"),
        (-1234.5, 1, "-1.234,5"),
    ],
)
def test_points_for_thousands_and_a_decimal_comma(value, decimals, words):
    assert number(value, decimals) == words


@pytest.mark.parametrize("value", [float("nan"), float("inf"), None])
def test_what_is_not_known_is_not_written_as_a_number(value):
    with pytest.raises((ValueError, TypeError)):
        number(value)


@given(st.floats(-1e9, 1e9), st.integers(0, 3))
def test_what_is_written_can_be_read_back(value, decimals):
    words = number(value, decimals)
    assert re.fullmatch(r"-?\d{1,3}(\.\d{3})*(,\d+)?", words)
    back = float(words.replace(".", "").replace(",", "."))
    assert back == pytest.approx(value, abs=0.51 * 10**-decimals)


def test_a_date_is_written_out():
    assert day(date(2024, 3, 1)) == "1 maart 2024"


def test_what_a_computer_has_against_it_is_said_in_dutch(tmp_path):
    with pytest.raises(FileNotFoundError) as caught:
        (tmp_path / "niets").read_text()
    assert trouble(caught.value) == "het is er niet, of de map is er niet"
    # With more words around it, as Arrow has.
    assert trouble(OSError(errno.ENOSPC, "Error writing bytes. Detail: …")) == "de schijf is vol"
    assert trouble(OSError(errno.EXDEV, "?")) == os.strerror(errno.EXDEV)
    assert trouble(OSError("zonder nummer")) == "zonder nummer"


def test_every_month_has_a_short_name_of_its_own():
    # Only of maart the first letters are not what people write.
    told = {short for short, month in zip(SHORT_MONTHS, MONTHS, strict=True) if short != month[:3]}
    assert told == {"mrt"}
    assert len(set(SHORT_MONTHS)) == len(MONTHS)

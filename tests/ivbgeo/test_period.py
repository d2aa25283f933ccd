import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivbgeo.errors import UsageError
from ivbgeo.period import Period

months = st.tuples(st.integers(1900, 2200), st.integers(1, 12))


def test_a_year_reads_as_its_twelve_months():
    assert Period.parse("2023") == Period((2023, 1), (2023, 12)) == Period.year(2023)
    assert Period.parse("2023-04") == Period.month(2023, 4)
    assert Period.parse("2023-04", "2024") == Period((2023, 4), (2024, 12))


def test_words_are_dutch():
    assert str(Period.year(2023)) == "2023"
    assert str(Period.month(2023, 4)) == "april 2023"
    assert str(Period.parse("2023-04", "2023-06")) == "april 2023 tot en met juni 2023"


@pytest.mark.parametrize("text", ["", "23", "2023-13", "2023-00", "maart 2023", "0001", "2023JJ00"])
def test_what_is_no_year_or_month_is_refused(text):
    with pytest.raises(UsageError, match="geen jaar of maand"):
        Period.parse(text)


def test_a_period_does_not_run_backwards():
    with pytest.raises(UsageError, match="eindigt eerder"):
        Period.parse("2024", "2023")


@given(months, months)
def test_indices_go_there_and_back(one, other):
    period = Period(min(one, other), max(one, other))
    assert Period.of_indices(period.first_index, period.last_index) == period
    assert Period.parse(period.start, period.end) == period
    assert period.contains(period)
    assert period.first_day <= period.last_day

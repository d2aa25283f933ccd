"""A figure can't exist with a number it should not have."""

from dataclasses import replace
from datetime import date
from math import inf, isfinite, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import AreaId, Level
from ivbgeo.figure import Classification, Figure, Provenance, State, Verdict
from ivbgeo.period import Period

SOURCE = Provenance(
    "proef", "Proef", "Bron", "1", date(2024, 1, 2), "0" * 64, "CC0", Classification.OPEN
)
FIGURE = Figure(
    AreaId("CW063702", 2024, Level.CASEWIJK),
    "Meerzicht",
    "woonoverlast",
    Period.year(2023),
    State.GEMETEN,
    SOURCE,
    count=55.0,
    rate=3.5,
    rate_low=2.6,
    rate_high=4.5,
    eb_rate=3.4,
    eb_low=2.6,
    eb_high=4.3,
    expected=35.2,
    verdict=Verdict.ALIKE,
    denominator="15.915 inwoners (2024)",
    population=15915.0,
    population_provenance=SOURCE,
)
NOTHING = replace(
    FIGURE, state=State.NIET_GEMETEN, provenance=None, count=None, rate=None, rate_low=None,
    rate_high=None, eb_rate=None, eb_low=None, eb_high=None, expected=None, verdict=None,
    denominator=None, population=None, population_provenance=None,
)  # fmt: skip
NUMBERS = (
    "count", "rate", "rate_low", "rate_high", "eb_rate", "eb_low", "eb_high", "expected",
    "population",
)  # fmt: skip


@pytest.mark.parametrize("state", [State.AFGESCHERMD, State.NIET_GEMETEN])
@pytest.mark.parametrize(
    "told",
    [
        {"count": 5.0},
        {"rate": 1.0, "rate_low": 0.5, "rate_high": 2.0},
        {"eb_rate": 1.0, "eb_low": 0.5, "eb_high": 2.0},
        {"expected": 1.0},
        {"verdict": Verdict.HIGH},
        {"denominator": "15.915 inwoners (2024)"},
        {"population": 15915.0, "population_provenance": SOURCE},
        {"provisional": True},
        {"estimated": True},
    ],
)
def test_without_a_number_nothing_may_be_told_of_it(state, told):
    with pytest.raises(ValueError, match="state"):
        replace(NOTHING, state=state, **told)


@pytest.mark.parametrize("name", NUMBERS)
@pytest.mark.parametrize("value", [nan, inf, -1.0])
def test_not_known_is_none_and_never_a_strange_number(name, value):
    with pytest.raises(ValueError, match="None"):
        replace(FIGURE, **{name: value})


@pytest.mark.parametrize(
    ("state", "count"),
    [(State.NUL, 1.0), (State.NUL, None), (State.GEMETEN, 0.0), (State.GEMETEN, None)],
)
def test_the_state_fits_the_count(state, count):
    with pytest.raises(ValueError, match="does not fit"):
        replace(FIGURE, state=state, count=count)


@pytest.mark.parametrize(
    "missing",
    [
        {"provenance": None},
        {"population_provenance": None},
        {"denominator": None},
        {"population": None},
        {"rate_low": None},
        {"rate_high": None},
        {"rate": None},
        {"rate_low": 3.6},
        {"rate_high": 3.4},
    ],
)
def test_a_rate_has_its_interval_its_denominator_and_its_sources(missing):
    with pytest.raises(ValueError, match=r"may not exist|outside"):
        replace(FIGURE, **missing)


numbers = st.none() | st.floats(0, 100) | st.sampled_from([0.0, nan, -1.0, 5.0])


@given(
    st.sampled_from(State),
    st.fixed_dictionaries(dict.fromkeys(NUMBERS, numbers)),
    st.none() | st.just(SOURCE),
    st.none() | st.sampled_from(Verdict),
)
def test_whatever_exists_is_consistent(state, values, provenance, verdict):
    denominator = None if values["population"] is None else "9 inwoners (2024)"
    told = values | {"provenance": provenance, "verdict": verdict, "denominator": denominator}
    try:
        figure = replace(FIGURE, state=state, population_provenance=provenance, **told)
    except ValueError:
        return
    shown = [getattr(figure, name) for name in NUMBERS]
    assert all(value is None or isfinite(value) for value in shown)
    assert figure.state.has_value == (figure.count is not None) == (figure.provenance is not None)
    if not figure.state.has_value:
        assert shown == [None] * len(NUMBERS)
        assert figure.verdict is None
    if figure.rate is not None:
        assert figure.rate_low <= figure.rate <= figure.rate_high

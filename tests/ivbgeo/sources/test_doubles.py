"""A figure of an area and a year stands in a table once; which lines differ is said."""

from hypothesis import given
from hypothesis import strategies as st

from geo import AreaId, Level
from ivbgeo.sources.doubles import check_doubles
from ivbgeo.sources.indicators import IndicatorRow
from ivbgeo.sources.population import PopulationRow

CITY = AreaId("GM0637", 2025, Level.GEMEENTE)
WIJKEN = ("WK063704", "WK063705")


def people(line, code, division, year):
    return PopulationRow(line, year, 10.0, area_code=code, division_year=division)


def figure(line, code, area, division, year):
    return IndicatorRow(line, code, year, "Titel", "%", 1.0, area_code=area, division_year=division)


def told(rows):
    return [(one.line, one.rule) for one in check_doubles(rows, CITY)]


def test_the_second_line_is_refused_and_both_are_named():
    rows = [people(2, *("WK063705", 2025), 2024), people(3, *("WK063704", 2025), 2024)]
    (refused,) = check_doubles([*rows, people(4, "WK063705", 2025, 2024)], CITY)
    assert (refused.line, refused.rule) == (4, "table.double")
    assert refused.message.startswith("Regel 4: ‘WK063705 2024’ staat ook op regel 2.")
    assert told(rows) == []


def test_a_code_of_two_division_years_is_two_places():
    assert told([people(2, "WK063705", 2024, 2024), people(3, "WK063705", 2025, 2024)]) == []


def test_indicators_without_an_area_are_of_the_gemeente():
    rows = [figure(2, "a", None, None, 2024), figure(3, "b", None, None, 2024)]
    assert told(rows) == []
    assert told([*rows, figure(4, "a", "GM0637", 2025, 2024)]) == [(4, "table.double")]


def test_an_indicator_of_one_code_in_two_division_years_asks_for_two_files():
    rows = [figure(2, "a", "WK063705", 2024, 2024), figure(3, "a", "WK063705", 2025, 2024)]
    assert told(rows) == [(3, "table.double_years")]
    assert told([figure(2, "a", None, None, 2024), figure(3, "a", "GM0637", 2024, 2024)]) == [
        (3, "table.double_years")
    ]


@given(
    st.lists(
        st.tuples(st.sampled_from(WIJKEN), st.sampled_from([2024, 2025]), st.integers(2020, 2022)),
        max_size=12,
    )
)
def test_what_is_left_is_there_once(keys):
    rows = [people(line, *key) for line, key in enumerate(keys, 2)]
    refused = {one.line for one in check_doubles(rows, CITY)}
    left = [key for line, key in enumerate(keys, 2) if line not in refused]
    assert left == list(dict.fromkeys(keys))

"""Which periods can be asked: only those that there are figures of."""

import pytest

from geo import AreaId, Level
from ivbgeo.atlas import Atlas
from ivbgeo.offered import months_of, years_of
from ivbgeo.period import Period
from ivbgeo.store import datasets, divisions
from ivbgeo.store.counts import CountRow, add_counts
from ivbgeo.viewer import PUBLIEK, Viewer

GEMEENTE = AreaId("GM0637", 2025, Level.GEMEENTE)


@pytest.fixture
def by_month(filled, source):
    """Burglaries of 2019 by year, and of January 2025 to February 2026 by month."""
    with filled.writing() as connection:
        number = datasets.add_dataset(connection, "fetched", source)
        months = [Period.of_indices(month, month) for month in range(2025 * 12, 2026 * 12 + 2)]
        published = [
            CountRow(GEMEENTE, "1.1.1", period, 2.0) for period in (Period.year(2019), *months)
        ]
        add_counts(connection, number, published, divisions.division_numbers(connection))
    return Atlas(filled).edition()


def test_years_are_whole_or_the_part_that_is_known(by_month, edition):
    periods = years_of(by_month, "1.1.1", PUBLIEK)
    assert periods[:2] == (Period.parse("2026-01", "2026-02"), Period.year(2025))
    assert periods[-1] == Period.year(2019)
    assert years_of(edition, "0.0.0", PUBLIEK) == tuple(
        Period.year(year) for year in (2025, 2024, 2023, 2022, 2021)
    )


def test_months_are_those_within(by_month, edition):
    assert months_of(by_month, "1.1.1", PUBLIEK, Period.year(2026)) == (
        Period.month(2026, 1),
        Period.month(2026, 2),
    )
    assert len(months_of(by_month, "1.1.1", PUBLIEK, Period.year(2025))) == 12
    assert months_of(edition, "0.0.0", PUBLIEK, Period.year(2023)) == ()


def test_rows_are_by_month_for_who_may_read_them(put):
    told = put("incidents", "categorie,datum,x,y\n1.1.1,2024-03-05,,\n1.1.1,2024-05-01,,\n")
    assert years_of(told, "1.1.1", Viewer.of("planner")) == (Period.parse("2024-03", "2024-05"),)
    assert years_of(told, "1.1.1", PUBLIEK) == ()
    assert months_of(told, "1.1.1", PUBLIEK, Period.year(2024)) == ()

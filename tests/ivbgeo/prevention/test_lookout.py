"""What to look out for: open figures alone, and only what chance does not explain."""

from dataclasses import replace

import pytest

from benchmarks.months import PROVENANCE, add_months
from geo import AreaId, DivisionId, Level
from ivbgeo.atlas import Atlas
from ivbgeo.dutch import number
from ivbgeo.history import history
from ivbgeo.period import Period
from ivbgeo.prevention.lookout import lookout
from ivbgeo.statistics import season_of
from ivbgeo.store import Store
from ivbgeo.viewer import PUBLIEK
from ivbgeo.wijk.lately import lately
from tests.ivbgeo.conftest import MEERZICHT, VOORWEG
from tests.samecounts import add_same

OOSTERHEEM = AreaId("WK063711", 2025, Level.WIJK)
JANUARY = Period.month(2025, 1)


def test_more_in_the_newest_months_is_said_where_it_is(city):
    found = lookout(city, MEERZICHT, JANUARY)
    assert [(one.area.code, one.category.code) for one in found.recent] == [(VOORWEG, "1.1.1")]
    (said,) = found.sentences
    assert said.startswith("Diefstal/inbraak woning in Voorweg: 27 in oktober–december 2024 (")
    assert said.endswith("Kijk naar open ramen, deuren en poorten.")
    assert found.nothing == ""
    assert {one.dataset for one in found.sources} == {"made/months"}
    # The same as the page says.
    assert set(found.recent) <= set(lately(city, PUBLIEK, MEERZICHT).changes)


def test_what_is_of_another_time_is_no_news(city):
    for month in (Period.month(2024, 12), JANUARY, Period.month(2025, 4)):
        assert lookout(city, MEERZICHT, month).recent, str(month)
    for month in (Period.month(2024, 11), Period.month(2025, 5), Period.month(2199, 12)):
        found = lookout(city, MEERZICHT, month)
        assert found.recent == found.sources == ()
        assert "De nieuwste open cijfers zijn van oktober–december 2024." in found.nothing
        assert f"Dat is niet kort voor {month}." in found.nothing


def test_of_a_year_the_newest_is_news_until_the_next_is_known(by_year):
    found = lookout(by_year, MEERZICHT, Period.month(2026, 11))
    assert {one.category.code for one in found.recent} == {"1.2.1"}
    (said, *_) = found.sentences
    assert ": 60 in 2025, een jaar eerder 10. Kijk naar" in said
    assert lookout(by_year, MEERZICHT, Period.month(2027, 1)).recent
    assert not lookout(by_year, MEERZICHT, Period.month(2027, 2)).recent


@pytest.fixture(scope="module")
def by_year(databases):
    """Open counts of one kind, by year alone."""
    store = Store.open(databases.address("sqlite", filled=True))
    add_same(store, PROVENANCE, ("1.2.1",), {Period.year(2024): 10, Period.year(2025): 60})
    yield Atlas(store).edition()
    store.close()


@pytest.fixture(scope="module")
def years(databases):
    """Six years of months of two kinds: in their season of a fifth April is the highest."""
    store = Store.open(databases.address("sqlite", filled=True))
    add_months(store, Period((2020, 1), (2025, 12)), {"2.2.1": 9.0, "3.9.1": 9.0})
    yield Atlas(store).edition()
    store.close()


def test_a_season_is_that_of_the_whole_gemeente_in_years_that_end_in_any_month(years):
    found = lookout(years, MEERZICHT, Period.month(2026, 4))
    past = history(years, PUBLIEK, DivisionId(Level.GEMEENTE, 2025))
    # What is done on paper is no matter for a round.
    (one,) = found.season
    # Known to October 2025, for a month is complete after six weeks.
    assert (one.category.code, one.period) == ("2.2.1", Period((2020, 10), (2025, 10)))
    counts = past.by_month("2.2.1").values.count[0]
    first = past.at(one.period.first_index)
    around = season_of(counts[first : first + 61], 10, 4)
    assert replace(one.found, start=0) == around
    assert one.found.start == 9
    (said,) = found.sentences
    ratio = number(one.found.ratio, 1)
    assert f"Vernieling cq. zaakbeschadiging: in april {ratio} keer zo vaak als in een" in said
    assert "over 5 jaar tot en met oktober 2025 (deels voorlopig). Kijk naar wat" in said
    assert (found.nothing, found.sources) == ("", (one.provenance,))
    assert lookout(years, MEERZICHT, Period.month(2026, 10)).season == ()


def test_where_nothing_stands_out_it_is_said_calmly(city):
    quiet = lookout(city, OOSTERHEEM, JANUARY)
    assert quiet.compared > 0
    assert (quiet.sentences, quiet.sources) == ((), ())
    assert "geen reden om ergens eerst naar te kijken" in quiet.nothing


def test_without_counts_by_month_it_is_said(shared_edition):
    found = lookout(shared_edition, MEERZICHT, JANUARY)
    assert (found.compared, found.sentences) == (0, ())
    assert found.nothing.startswith("Er zijn geen open cijfers per maand.")


def test_what_is_no_month_or_no_wijk_is_refused(city):
    with pytest.raises(ValueError, match="is no month"):
        lookout(city, MEERZICHT, Period.year(2024))
    with pytest.raises(ValueError, match="not in tuple"):
        lookout(city, AreaId("WK063799", 2025, Level.WIJK), JANUARY)

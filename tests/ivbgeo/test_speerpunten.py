"""Speerpunten by period: figures of their own years, and years beside each other on purpose."""

from datetime import date

import pytest

from geo import AreaId, Level
from ivbgeo.atlas import Atlas
from ivbgeo.figure import State
from ivbgeo.importing import ReadOptions, import_file
from ivbgeo.policy import SpeerpuntCategory
from ivbgeo.sources import Kind
from ivbgeo.speerpunten import (
    YearFigure,
    _difference,
    figures_by_speerpunt,
    pairs,
    period_of,
    periods,
    years_told,
)
from ivbgeo.viewer import PUBLIEK, Viewer

CITY = AreaId("GM0637", 2025, Level.GEMEENTE)
PLANNER = Viewer.of("planner")


def told(edition, period=None, viewer=PUBLIEK, area=CITY):
    return {one.speerpunt.code: one for one in figures_by_speerpunt(edition, viewer, area, period)}


def test_each_period_has_its_numbered_speerpunten(edition):
    found = periods(edition, PUBLIEK)
    assert "2019-2022" in found
    for lines in found.values():
        numbers = [int(line.partition(".")[0]) for line in lines]
        assert numbers == sorted(set(numbers))


def test_a_year_is_of_one_period(edition):
    assert [period_of(edition, PUBLIEK, year) for year in (2014, 2015, 2018, 2019, 2026, 2027)] == [
        "", "2015-2018", "2015-2018", "2019-2022", "2023-2026", "",
    ]  # fmt: skip


def test_figures_stand_in_the_years_of_their_period_alone(edition):
    old = told(edition, "2015-2018")
    (burglary,) = old["2015.woninginbraken"].courses
    assert [(one.year, one.count) for one in burglary.years] == [
        (2015, 495), (2016, 302), (2017, 247), (2018, None),
    ]  # fmt: skip
    assert burglary.years[0].source == "Kadernota 2018, tabel 2.1"
    assert burglary.years[3].words == "niet gemeten"
    assert burglary.basis == "document"
    hic = told(edition, "2019-2022")["2019.hic"]
    assert [one.category.code for one in hic.courses] == [
        "hic.geweld", "hic.woninginbraak", "hic.straatroof", "hic.overval",
    ]  # fmt: skip
    assert [one.count for one in hic.courses[1].years] == [None, None, None, 97]
    assert hic.words == ("Volgt op ‘Geweld’.", "Volgt op ‘Woninginbraken’.")
    # In 2023 there were 97 too, but it was no speerpunt any more.
    new = told(edition)
    assert next(iter(new)) == "2023.jeugd"
    assert not any(
        one.category.code.startswith("hic") for each in new.values() for one in each.courses
    )


def test_what_no_count_tells_is_said(edition):
    new = told(edition)
    assert new["2023.jeugd"].courses == ()
    assert "Daarom staan er geen aantallen." in new["2023.jeugd"].words[1]
    assert "is niet bekend" in new["2023.digitaal"].words[0]
    assert told(edition, "2015-2018")["2015.geweld"].words == ()
    (cases,) = new["2023.zorg"].courses
    assert cases.years[0].count == 284
    assert cases.basis == "afgeleid"


def test_a_wijk_has_no_figure_of_the_city(edition):
    area = AreaId("WK063705", 2025, Level.WIJK)
    old = told(edition, "2015-2018", area=area)
    assert {one.count for each in old.values() for c in each.courses for one in c.years} == {None}
    casewijk = AreaId("CW063702", 2024, Level.CASEWIJK)
    (cases,) = told(edition, area=casewijk)["2023.zorg"].courses
    assert cases.years[0].count == 55


def test_every_category_of_a_speerpunt_is_one_that_is_counted(edition):
    found = edition.policy(PUBLIEK, SpeerpuntCategory)
    assert len(found) == 17
    assert all(one.category in edition.taxonomy for one in found)
    assert all(one.remark for one in found if one.basis == "afgeleid")


@pytest.fixture
def counted(town, tmp_path):
    """Incidents of three kinds in 2020 and in 2024."""
    rows = ["categorie,datum,gebiedscode,jaar indeling"]
    for year, drugs, burglaries in ((2016, 30, 40), (2020, 30, 40), (2024, 60, 20)):
        for month in range(1, 13):
            day = f"{year}-{month:02d}-10"
            rows += [f"3.1.1,{day},WK063705,2025"] * (drugs // 10)
            rows += [f"1.6.3,{day},WK063705,2025"]
            rows += [f"1.1.1,{day},WK063705,2025"] * (burglaries // 10)
    path = tmp_path / "incidenten.csv"
    path.write_text("\n".join(rows))
    options = ReadOptions(today=date(2026, 11, 1))
    assert not import_file(town, Atlas(town).edition(), path, Kind.INCIDENTS, options).refused
    return Atlas(town).edition()


def test_years_are_beside_each_other_only_where_a_speerpunt_follows_on(counted):
    found = pairs(counted, PLANNER, CITY, 2020, 2024)
    assert [(one.earlier.code, one.later.code, one.category.code) for one in found] == [
        ("2019.ondermijning", "2023.ondermijning", "3.1.1"),
        ("2019.ondermijning", "2023.ondermijning", "1.6.3"),
    ]
    assert {one.basis for one in found} == {"afgeleid"}
    assert [(one.before.count, one.after.count) for one in found] == [(36, 72), (12, 12)]
    assert [one.words for one in found] == ["100% meer", "niet te onderscheiden van toeval"]
    # Two periods back: both steps have to be there, and one of them is derived.
    (far,) = pairs(counted, PLANNER, CITY, 2016, 2024)
    assert (far.earlier.code, far.basis) == ("2015.georganiseerde_criminaliteit", "afgeleid")
    # Burglary was a speerpunt in 2016 and in 2020, by the table of the document.
    near = {one.category.code: one for one in pairs(counted, PLANNER, CITY, 2016, 2020)}
    assert near["hic.woninginbraak"].basis == "tabel"
    assert near["hic.woninginbraak"].earlier.code == "2015.woninginbraken"
    assert "hic.straatroof" not in near


def test_years_of_one_period_and_of_none_are_no_pair(counted):
    for earlier, later in ((2019, 2020), (2024, 2020), (2014, 2020), (2020, 2027)):
        assert pairs(counted, PLANNER, CITY, earlier, later) == ()


def test_two_sources_are_not_compared(edition):
    (burglary,) = (
        one
        for one in pairs(edition, PUBLIEK, CITY, 2017, 2022)
        if one.category.code == "hic.woninginbraak"
    )
    assert (burglary.before.count, burglary.after.count) == (247, 97)
    assert burglary.words == "niet te vergelijken: de bronnen tellen misschien anders"
    assert 2017 in years_told(edition, PUBLIEK, CITY)


def test_what_may_not_be_read_is_withheld_not_nul(counted):
    course = told(counted, "2019-2022", PUBLIEK)["2019.ondermijning"].courses[0]
    assert course.years[1].state is State.AFGESCHERMD
    assert course.years[1].count is None


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (40, 10, "75% minder"),
        (10, 60, "meer"),
        (40, None, "niet te vergelijken: een van de twee is niet bekend"),
    ],
)
def test_a_small_base_has_no_percentage(before, after, words):
    two = [YearFigure(2020, "", count, State.GEMETEN, "bron") for count in (before, after)]
    assert _difference(*two) == words

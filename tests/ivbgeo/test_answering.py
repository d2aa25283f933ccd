"""Questions to the embedded figures and to rows that were read: the figure, or why there is none.

The expected figures are those of the documents: table 5.1 of Programma 5 Veiligheid of the
Jaarstukken 2023, and the table of registered crime (47022NED).
"""

import csv
import re
from dataclasses import fields
from math import isfinite

import pytest
import shapely

from geo import AreaId, Level
from ivbgeo.answering import answer
from ivbgeo.atlas import Atlas
from ivbgeo.errors import UsageError
from ivbgeo.figure import Figure, State, Verdict
from ivbgeo.period import Period
from ivbgeo.question import Per, Question
from ivbgeo.settings import ROOT
from ivbgeo.store import datasets, divisions
from ivbgeo.store.counts import CountRow, add_counts
from ivbgeo.viewer import COUNTING, PUBLIEK, Viewer

Y2023 = Period.year(2023)
SHARED = ROOT.parent / "shared"
TENURES = ("koop", "corporatie", "particulier")
# Table 5.1: for each casewijk koop, corporatie, particulier, each lopend and afgerond; and all.
TABLE_5_1 = {
    "Centrum": (5, 3, 9, 15, 0, 5, 37),
    "Meerzicht": (7, 8, 15, 25, 0, 0, 55),
    "Buytenwegh": (1, 9, 15, 38, 1, 1, 65),
    "De Leyens": (2, 5, 3, 4, 1, 1, 16),
    "Seghwaert": (9, 12, 11, 9, 4, 0, 45),
    "Noordhove": (5, 5, 3, 1, 5, 0, 19),
    "Rokkeveen": (1, 5, 3, 6, 0, 0, 15),
    "Oosterheem": (1, 9, 12, 9, 0, 1, 32),
}


def ask(edition, category, level, period=Y2023, viewer=PUBLIEK, **more):
    return answer(edition, Question(category, Level(level), period, **more), viewer)


def by_name(found):
    return {figure.area_name: figure for figure in found.figures}


def counts(found):
    return {name: figure.count for name, figure in by_name(found).items()}


def states(found):
    return [figure.state for figure in found.figures]


def numbers(figure):
    """Every number that a figure tells, in whatever field."""
    values = (getattr(figure, field.name) for field in fields(Figure) if field.name != "period")
    return [value for value in values if isinstance(value, int | float) and value is not False]


def test_table_5_1_is_answered_cell_by_cell(edition):
    cells = [
        counts(ask(edition, f"woonoverlast.{tenure}.{status}", "casewijk"))
        for tenure in TENURES
        for status in ("lopend", "afgerond")
    ]
    total = counts(ask(edition, "woonoverlast", "casewijk"))
    found = {name: (*(cell[name] for cell in cells), total[name]) for name in total}
    assert found == TABLE_5_1


def test_the_table_is_the_one_of_the_document():
    document = SHARED / "seeds" / "002_e4815615a9286a69.txt"
    if document.exists():
        text = document.read_text(encoding="utf-8")
        for name, row in TABLE_5_1.items():
            # The document writes Buytenweg.
            written = f"{name.removesuffix('h')}h? {' '.join(map(str, row))}"
            assert re.search(written, text), name
    assert sum(row[-1] for row in TABLE_5_1.values()) == 284
    assert all(sum(row[:-1]) == row[-1] for row in TABLE_5_1.values())


@pytest.mark.parametrize(
    ("category", "count"),
    [
        ("woonoverlast", 284),
        ("woonoverlast.lopend", 113),
        ("woonoverlast.afgerond", 171),
        ("woonoverlast.koop", 87),
        ("woonoverlast.corporatie.lopend", 71),
    ],
)
def test_the_city_is_what_the_document_says_of_it(edition, category, count):
    (city,) = ask(edition, category, "gemeente").figures
    assert city.count == count


@pytest.mark.parametrize(("status", "count"), [("lopend", 22), ("afgerond", 33)])
def test_meerzicht_by_status(edition, status, count):
    assert counts(ask(edition, f"woonoverlast.{status}", "casewijk"))["Meerzicht"] == count


def test_the_police_figures_are_those_of_the_source(edition):
    source = SHARED / "data" / "politie_misdrijven_totaal_2021_2025.csv"
    known = {("BU06370101", 2023): 88, ("GM0637", 2023): 5564}
    if source.exists():
        with source.open(encoding="utf-8", newline="") as stream:
            known |= {
                (row["code_2025"], int(row["jaar"])): int(row["geregistreerde_misdrijven"])
                for row in csv.DictReader(stream)
            }
    found = {
        (figure.area.code, year): figure.count
        for year in range(2021, 2026)
        for level in ("gemeente", "buurt")
        for figure in ask(edition, "0.0.0", level, Period.year(year)).figures
    }
    assert {key: found[key] for key in known} == known


def test_what_was_not_measured_is_not_nul(edition):
    found = ask(edition, "0.0.0", "buurt")
    unknown = [figure for figure in found.figures if figure.state is State.NIET_GEMETEN]
    assert (len(unknown), len(found.figures)) == (131, 146)
    assert all(numbers(figure) == [] for figure in unknown)
    assert all(figure.reason for figure in unknown)


def test_a_wijk_of_which_not_all_buurten_are_known_is_not_known(edition):
    found = ask(edition, "0.0.0", "wijk")
    assert set(states(found)) == {State.NIET_GEMETEN}
    assert "wel per buurt" in found.figures[0].reason


def test_nul_is_a_number_and_is_called_so(edition):
    meerzicht = by_name(ask(edition, "woonoverlast.particulier", "casewijk"))["Meerzicht"]
    assert (meerzicht.state, meerzicht.count, meerzicht.rate) == (State.NUL, 0, 0)
    assert meerzicht.rate_high > 0


def test_rates_are_per_thousand_of_the_year_that_is_said(edition):
    meerzicht = by_name(ask(edition, "woonoverlast", "casewijk"))["Meerzicht"]
    assert meerzicht.population == 15_915
    assert meerzicht.denominator == "15.915 inwoners (2024)"
    assert meerzicht.rate == pytest.approx(55 / 15.915)
    # Garwood's limits of 55: 41.43 and 71.59.
    assert meerzicht.rate_low == pytest.approx(41.43 / 15.915, rel=1e-3)
    assert meerzicht.rate_high == pytest.approx(71.59 / 15.915, rel=1e-3)
    assert meerzicht.rate_low < meerzicht.eb_rate < meerzicht.rate


def test_only_what_lies_outside_the_funnel_stands_out(edition):
    found = by_name(ask(edition, "woonoverlast", "casewijk"))
    verdicts = {name: figure.verdict for name, figure in found.items()}
    assert {n for n, v in verdicts.items() if v is Verdict.HIGH} == {"Buytenwegh"}
    assert {n for n, v in verdicts.items() if v is Verdict.LOW} == {"Rokkeveen"}
    assert by_name(ask(edition, "woonoverlast", "gemeente"))["Zoetermeer"].verdict is None


def test_homes_are_not_counted_so_there_is_no_rate_of_them(edition):
    found = ask(edition, "woonoverlast", "casewijk", per=Per.WONINGEN)
    assert counts(found)["Meerzicht"] == 55
    assert {figure.rate for figure in found.figures} == {None}


@pytest.mark.parametrize(
    ("category", "level"),
    [("woonoverlast", "casewijk"), ("0.0.0", "buurt"), ("0.0.0", "gemeente"), ("inwoners", "wijk")],
)
@pytest.mark.parametrize("year", [2021, 2023, 2024, 2025])
def test_every_figure_has_its_source_and_only_numbers(edition, category, level, year):
    for figure in ask(edition, category, level, Period.year(year)).figures:
        assert all(isfinite(value) for value in numbers(figure))
        if figure.state.has_value:
            assert figure.provenance.source
            assert figure.provenance.licence
            assert re.fullmatch("[0-9a-f]{64}", figure.provenance.sha256)
            assert (figure.rate is None) == (figure.population_provenance is None)
        else:
            assert figure.reason


def test_a_code_of_two_years_is_two_places(edition):
    of_2025 = {f.area.code: f for f in ask(edition, "0.0.0", "buurt").figures}
    assert of_2025["BU06370101"].area_name == "Dorpsstraat"
    assert of_2025["BU06370101"].count == 88
    of_2024 = {f.area.code: f for f in ask(edition, "0.0.0", "buurt", division_year=2024).figures}
    assert of_2024["BU06370101"].area_name == "Meerzicht-Oost"
    assert of_2024["BU06370101"].state is State.NIET_GEMETEN


def test_wk063705_has_the_people_of_its_own_year(edition):
    def wijk(year):
        found = ask(edition, "inwoners", "wijk", Period.year(2024), division_year=year)
        return next(f for f in found.figures if f.area.code == "WK063705")

    assert (wijk(2024).area_name, wijk(2025).area_name) == ("Rokkeveen", "Meerzicht")
    assert wijk(2024).count != wijk(2025).count
    assert wijk(2025).estimated
    assert not wijk(2024).estimated


@pytest.mark.parametrize(
    "period", [Period.month(2023, 4), Period.parse("2023-01", "2023-11"), Period.parse("2019")]
)
def test_a_part_of_what_is_published_is_not_known(edition, period):
    for category, level in (("woonoverlast", "casewijk"), ("0.0.0", "gemeente")):
        assert set(states(ask(edition, category, level, period))) == {State.NIET_GEMETEN}


def test_whole_years_add_up_and_a_missing_one_makes_the_sum_unknown(edition):
    years = [
        ask(edition, "0.0.0", "gemeente", Period.year(y)).figures[0].count for y in (2021, 2022)
    ]
    both = ask(edition, "0.0.0", "gemeente", Period.parse("2021", "2022")).figures[0]
    assert both.count == sum(years)
    wider = ask(edition, "0.0.0", "gemeente", Period.parse("2020", "2022")).figures[0]
    assert wider.state is State.NIET_GEMETEN


def test_new_police_figures_are_provisional(edition):
    flags = {
        year: ask(edition, "0.0.0", "gemeente", Period.year(year)).figures[0].provisional
        for year in (2021, 2025)
    }
    assert flags == {2021: False, 2025: True}


@pytest.mark.parametrize(
    ("category", "level", "more"),
    [("1.1.l", "buurt", {}), ("0.0.0", "buurt", {"division_year": 1999})],
)
def test_what_does_not_exist_can_not_be_asked(edition, category, level, more):
    with pytest.raises(UsageError):
        ask(edition, category, level, **more)


# --- rows that were read -----------------------------------------------------------------------


def centre(edition, code, year):
    """A place well within an area, RD."""
    level = {"BU": Level.BUURT, "WK": Level.WIJK, "CW": Level.CASEWIJK}[code[:2]]
    division = edition.division(edition.division_id(level, year))
    point = shapely.point_on_surface(division.area(code).polygon)
    return f"{point.x:.1f},{point.y:.1f}"


def incidents(*lines):
    head = "categorie,datum,x,y,gebiedscode,jaar indeling\n"
    return head + "".join(f"{line}\n" for line in lines)


@pytest.fixture
def with_points(put, filled):
    """Two burglaries and a robbery in Dorpsstraat (2025), one of them without place."""
    place = centre(Atlas(filled).edition(), "BU06370101", 2025)
    return put(
        "incidents",
        incidents(
            f"1.1.1,2024-01-10,{place},,",
            f"1.1.1,2024-03-10,{place},,",
            f"1.4.6,2024-02-10,{place},,",
            "1.1.1,2024-03-31,,,,",
        ),
    )


Q1 = Period.parse("2024-01", "2024-03")


def test_points_are_counted_and_what_has_no_place_is_said(with_points):
    found = ask(with_points, "1.1.1", "buurt", Q1, COUNTING)
    named = by_name(found)
    assert named["Dorpsstraat"].count == 2
    assert sum(figure.count for figure in found.figures) == 2
    assert found.unplaced == 1
    assert named["Dorpsstraat"].provenance.dataset == "import/incidents"
    assert set(states(found)) == {State.GEMETEN, State.NUL}


def test_many_rows_without_a_known_area_leave_nothing_nul(put):
    """Thirty burglaries coded by wijk: per buurt none of the others is known to have had none."""
    lines = [*["1.1.1,2024-01-10,WK063705,2025"] * 30, *["1.1.1,2024-01-10,BU06370101,2025"] * 2]
    header = "categorie,datum,gebiedscode,jaar indeling"
    edition = put("incidents", "\n".join([header, *lines]) + "\n")
    month = Period.month(2024, 1)
    found = ask(edition, "1.1.1", "buurt", month, COUNTING)
    assert by_name(found)["Dorpsstraat"].count == 2
    assert set(states(found)) == {State.GEMETEN, State.NIET_GEMETEN}
    assert {figure.verdict for figure in found.figures} == {None}
    assert found.unplaced == 30
    by_wijk = ask(edition, "1.1.1", "wijk", month, COUNTING)
    assert by_name(by_wijk)["Meerzicht"].count == 30
    assert set(states(by_wijk)) == {State.GEMETEN, State.NUL}


def test_who_may_not_read_does_not_learn_what_occurs(with_points):
    """Which crimes a file has is as secret as how many: all look the same."""
    for code in ("1.1.1", "1.4.7", "hic"):
        found = ask(with_points, code, "buurt", Q1, PUBLIEK)
        assert set(states(found)) == {State.AFGESCHERMD}
        assert with_points.years_of(code, PUBLIEK) == ()


def test_the_same_rows_are_counted_at_every_level(with_points):
    for level in ("buurt", "wijk", "gemeente"):
        found = ask(with_points, "1.1.1", level, Q1, COUNTING)
        assert sum(figure.count for figure in found.figures) == 2


@pytest.mark.parametrize(
    "period",
    [Period.month(2023, 12), Period.month(2024, 4), Period.year(2024), Period.year(2022)],
)
def test_months_outside_the_files_are_not_measured(with_points, period):
    assert set(states(ask(with_points, "1.1.1", "buurt", period, COUNTING))) == {State.NIET_GEMETEN}


def test_a_category_that_no_file_has_is_not_nul(with_points):
    assert set(states(ask(with_points, "1.4.7", "buurt", Q1, COUNTING))) == {State.NIET_GEMETEN}


def test_a_group_is_known_only_where_each_member_occurs(with_points, put):
    assert set(states(ask(with_points, "hic", "buurt", Q1, COUNTING))) == {State.NIET_GEMETEN}
    codes = ("1.1.1", "1.4.2", "1.4.3", "1.4.4", "1.4.5", "1.4.6", "1.4.7")
    place = centre(with_points, "BU06370101", 2025)
    lines = [f"{code},2024-0{month}-02,{place},," for code in codes for month in (1, 3)]
    whole = put("incidents", incidents(*lines), "tweede.csv")
    assert by_name(ask(whole, "hic", "buurt", Q1, COUNTING))["Dorpsstraat"].count == 14 + 3


def test_rows_are_never_all_crime(with_points):
    """All crime of a year is the police's published total, rows or no rows."""
    found = ask(with_points, "0.0.0", "buurt", Period.year(2024), COUNTING)
    assert by_name(found)["Dorpsstraat"].provenance.dataset == "police_counts"
    assert set(states(ask(with_points, "0.0.0", "buurt", Q1, COUNTING))) == {State.NIET_GEMETEN}


def test_codes_of_2025_count_in_2025_and_codes_of_2024_in_2024(put):
    edition = put(
        "incidents",
        incidents(
            "1.1.1,2024-01-10,,,BU06370101,2025",
            "1.1.1,2024-01-11,,,WK063705,2024",
            "1.1.1,2024-01-12,,,BU06370101,2024",
        ),
    )
    month = Period.month(2024, 1)

    def named(level, year):
        found = ask(edition, "1.1.1", level, month, COUNTING, division_year=year)
        sure = {f.area_name: f.count for f in found.figures if f.count and not f.estimated}
        guess = {f.area_name: f.count for f in found.figures if f.count and f.estimated}
        return sure, guess, found.unplaced

    sure, guess, unplaced = named("buurt", 2025)
    # Meerzicht-Oost of 2024 went to many buurten of 2025, Dorpsstraat is none of them.
    assert sure == {"Dorpsstraat": 1}
    assert sum(guess.values()) == pytest.approx(1)
    assert guess["Voorweg"] == pytest.approx(0.204, abs=0.001)
    assert unplaced == 1
    sure, guess, unplaced = named("buurt", 2024)
    assert sure == {"Meerzicht-Oost": 1}
    assert sum(guess.values()) == pytest.approx(1)
    # A wijk of 2024 has its buurten; the code of a wijk of 2024 is never the wijk of 2025.
    assert named("wijk", 2024)[0].keys() == {"Rokkeveen", "Meerzicht"}
    assert "Rokkeveen" not in named("wijk", 2025)[0] | named("wijk", 2025)[1]


def test_what_went_through_a_crosswalk_is_estimated_and_gets_no_verdict(put):
    lines = [f"1.1.1,2024-01-{d:02d},,,BU06370101,2024" for d in range(1, 29)] * 20
    edition = put("incidents", incidents(*lines))
    found = ask(edition, "1.1.1", "buurt", Period.month(2024, 1), COUNTING, division_year=2025)
    moved = [figure for figure in found.figures if figure.count]
    assert sum(figure.count for figure in moved) == pytest.approx(560)
    assert all(figure.estimated and figure.verdict is None for figure in moved)
    # The year that the codes are of needs no guess, so that is the one without a year.
    free = ask(edition, "1.1.1", "buurt", Period.month(2024, 1), COUNTING)
    assert (free.division.year, by_name(free)["Meerzicht-Oost"].count) == (2024, 560)
    assert not any(figure.estimated for figure in free.figures)


def test_published_figures_of_another_year_come_through_the_crosswalk(filled, source):
    buurten = Atlas(filled).edition().division_id(Level.BUURT, 2025)
    with filled.writing() as connection:
        number = datasets.add_dataset(connection, "fetched", source)
        numbers_ = divisions.division_numbers(connection)
        codes = divisions.read_division(connection, numbers_[buurten]).codes
        published = [CountRow(AreaId(c, 2025, Level.BUURT), "1.1.1", Y2023, 3.0) for c in codes]
        add_counts(connection, number, published, numbers_)
    edition = Atlas(filled).edition()
    assert set(counts(ask(edition, "1.1.1", "buurt")).values()) == {3}
    for level in ("buurt", "wijk"):
        there = ask(edition, "1.1.1", level, division_year=2024)
        told = [figure for figure in there.figures if figure.count is not None]
        assert sum(figure.count for figure in told) == pytest.approx(3 * 146)
        assert all(figure.estimated and figure.verdict is None for figure in told)
    # The gemeente is the same in both years: nothing to estimate.
    here = ask(edition, "0.0.0", "gemeente", division_year=2024)
    assert here.division.year == 2024
    assert [(f.count, f.estimated) for f in here.figures] == [(5564, False)]


def test_what_was_brought_in_goes_before_what_came_with_ivbgeo(filled, source):
    with filled.writing() as connection:
        number = datasets.add_dataset(connection, "fetched", source)
        row = CountRow(AreaId("GM0637", 2025, Level.GEMEENTE), "0.0.0", Y2023, 9.0)
        add_counts(connection, number, [row], divisions.division_numbers(connection))
    edition = Atlas(filled).edition()
    assert [f.count for f in ask(edition, "0.0.0", "gemeente").figures] == [9]
    # What it does not tell is still answered.
    before = ask(edition, "0.0.0", "gemeente", Period.year(2022))
    assert [f.count for f in before.figures] == [5832]


def test_rows_of_another_year_alone_make_nothing_nul(put):
    edition = put("incidents", incidents("1.1.1,2024-01-11,,,WK063705,2024"))
    month = Period.month(2024, 1)
    forced = ask(edition, "1.1.1", "wijk", month, COUNTING, division_year=2025)
    assert set(states(forced)) == {State.NIET_GEMETEN}
    free = ask(edition, "1.1.1", "wijk", month, COUNTING)
    assert free.division.year == 2024
    assert by_name(free)["Rokkeveen"].count == 1


def test_rows_without_any_place_make_nothing_nul(put):
    edition = put("incidents", incidents("1.1.1,2024-01-11,,,,"))
    found = ask(edition, "1.1.1", "buurt", Period.month(2024, 1), COUNTING)
    assert set(states(found)) == {State.NIET_GEMETEN}


@pytest.fixture
def with_cases(put):
    lines = (
        "koop,2024-01-15,2024-02-20",
        "koop,2024-02-01,",
        "corporatie,2024-01-20,2024-03-31",
        "particulier,2024-03-01,2024-04-01",
        "corporatie,2024-04-02,2024-06-30",
    )
    text = "eigendom,geopend,afgesloten,gebiedscode,jaar indeling\n"
    return put("cases", text + "".join(f"{line},WK063705,2025\n" for line in lines))


@pytest.mark.parametrize(
    ("period", "lopend", "afgerond"),
    [
        (Period.month(2024, 1), 2, 0),
        (Period.month(2024, 2), 2, 1),
        (Period.parse("2024-01", "2024-03"), 2, 2),  # closed on the last day is closed
        (Period.parse("2024-04", "2024-06"), 1, 2),
    ],
)
def test_a_case_is_lopend_at_the_end_of_a_period_or_afgerond_within_it(
    with_cases, period, lopend, afgerond
):
    def meerzicht(category):
        found = by_name(ask(with_cases, category, "wijk", period, COUNTING))["Meerzicht"]
        return found.count

    assert meerzicht("woonoverlast.lopend") == lopend
    assert meerzicht("woonoverlast.afgerond") == afgerond
    assert meerzicht("woonoverlast") == lopend + afgerond


def test_cases_by_tenure(with_cases):
    period = Period.parse("2024-01", "2024-03")
    found = {
        tenure: by_name(ask(with_cases, f"woonoverlast.{tenure}", "wijk", period, COUNTING))
        for tenure in TENURES
    }
    assert {tenure: named["Meerzicht"].count for tenure, named in found.items()} == {
        "koop": 2,
        "corporatie": 1,
        "particulier": 1,
    }


def test_sources_are_never_added_up(put):
    """The published figure of 2023 stays what it is when cases of 2023 are read as well."""
    text = "eigendom,geopend,afgesloten,gebiedscode,jaar indeling\n"
    lines = "koop,2023-01-01,2023-12-31,CW063702,2024\ncorporatie,2023-02-01,,CW063702,2024\n"
    edition = put("cases", text + lines)
    found = ask(edition, "woonoverlast", "casewijk", viewer=COUNTING)
    assert counts(found)["Meerzicht"] == 55
    assert {figure.provenance.dataset for figure in found.figures} <= {
        "casework",
        "casework_totals",
    }
    half = ask(edition, "woonoverlast", "casewijk", Period.parse("2023-01", "2023-06"), COUNTING)
    assert by_name(half)["Meerzicht"].count == 2


# --- who may see it ----------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["publiek", "was"])
@pytest.mark.parametrize("level", ["buurt", "wijk", "gemeente"])
def test_who_may_not_see_gets_the_state_and_no_number_anywhere(with_points, role, level):
    found = ask(with_points, "1.1.1", level, Q1, Viewer.of(role))
    assert set(states(found)) == {State.AFGESCHERMD}
    for figure in found.figures:
        assert numbers(figure) == []
        assert (figure.verdict, figure.denominator, figure.provenance) == (None, None, None)
        assert not re.search(r"\d", figure.reason)
    assert found.unplaced == 0


def test_who_may_see_sees(with_points):
    found = ask(with_points, "1.1.1", "buurt", Q1, Viewer.of("planner"))
    assert by_name(found)["Dorpsstraat"].count == 2


def test_what_is_open_stays_open_beside_what_is_not(with_points):
    found = ask(with_points, "0.0.0", "buurt", Y2023)
    assert by_name(found)["Dorpsstraat"].count == 88

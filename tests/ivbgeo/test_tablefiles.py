"""Population and indicators out of a file: what is stored, what is refused, and the way back."""

import csv
from datetime import date

import pytest

from geo import AreaId, Level
from ivbgeo.answering import answer
from ivbgeo.atlas import Atlas
from ivbgeo.check import check
from ivbgeo.errors import UsageError
from ivbgeo.figure import Classification, State
from ivbgeo.holdings import holdings
from ivbgeo.importing import ReadOptions, import_file
from ivbgeo.period import Period
from ivbgeo.policy import Indicator
from ivbgeo.question import Question
from ivbgeo.settings import ROOT
from ivbgeo.sources import Kind
from ivbgeo.store import policy
from ivbgeo.undoing import undo_dataset, undo_import
from ivbgeo.viewer import PUBLIEK, Viewer

BEHEER = Viewer.of("beheer")
TODAY = date(2026, 11, 1)
HEAD = "jaar;inwoners;huishoudens;woningen;wijkcode;wijknaam;indeling\n"
PEOPLE = (
    HEAD + "2025;100;50;40;WK063705;Meerzicht;2025\n"
    "2025;.;60;0;WK063704;Driemanspolder;2025\n"
    "2025;300;;;WK063705;Rokkeveen;2024\n"
)
FIGURES = (
    "indicator;jaar;titel;eenheid;waarde;doel;doel gehaald;wijkcode;indeling\n"
    "buurtcijfer;2025;Buurtcijfer;cijfer;7,1;7;ja;WK063705;2025\n"
    "buurtcijfer;2025;Buurtcijfer;cijfer;geheim;7;;WK063704;2025\n"
    "buurtcijfer;2025;Buurtcijfer;cijfer;6,9;7;nee;;\n"
)
TEXTS = {"population": PEOPLE, "indicators": FIGURES}


@pytest.fixture
def bring(tmp_path):
    def bring(store, kind, text, name="bestand.csv", *, dry_run=False, **options):
        path = tmp_path / name
        path.write_text(text)
        told = ReadOptions(today=TODAY, **options)
        edition = Atlas(store).edition()
        return import_file(store, edition, path, Kind(kind), told, dry_run=dry_run)

    return bring


def ask(store, category, viewer=BEHEER, level=Level.WIJK, year=2025, **more):
    edition = Atlas(store).edition()
    found = answer(edition, Question(category, level, Period.year(year), **more), viewer)
    return {figure.area.code: figure for figure in found.figures}


def same(store, contents):
    rows = contents(store)
    rows.pop("data_version")
    return rows


def names(store, level, year):
    edition = Atlas(store).edition()
    division = edition.division(edition.division_id(level, year))
    return dict(zip(division.codes, division.names, strict=True))


def test_the_names_of_the_example_are_those_of_their_year(town):
    assert names(town, Level.WIJK, 2025)["WK063705"] == "Meerzicht"
    assert names(town, Level.WIJK, 2024)["WK063705"] == "Rokkeveen"


def test_people_are_counted_by_category_and_secrets_are_not_stored(filled, bring, contents):
    before = contents(filled)["area_count"]
    report = bring(filled, "population", PEOPLE)
    assert (report.rows_read, report.rows_written, report.rejections) == (3, 3, ())
    new = set(contents(filled)["area_count"]) - set(before)
    kept = sorted((row[3], row[4], row[7]) for row in new)
    assert kept == [
        ("WK063704", "huishoudens", 60.0),
        ("WK063704", "woningen", 0.0),
        ("WK063705", "huishoudens", 50.0),
        ("WK063705", "inwoners", 100.0),
        ("WK063705", "inwoners", 300.0),
        ("WK063705", "woningen", 40.0),
    ]
    here = ask(filled, "inwoners", division_year=2025)
    assert here["WK063705"].count == 100
    assert (here["WK063704"].state, here["WK063704"].count) == (State.NIET_GEMETEN, None)
    assert ask(filled, "inwoners", division_year=2024)["WK063705"].count == 300
    assert ask(filled, "woningen", division_year=2025)["WK063704"].state is State.NUL
    assert check(filled, ROOT / "data") == []


@pytest.mark.parametrize("kind", ["population", "indicators"])
@pytest.mark.parametrize("by", ["import", "dataset"])
def test_undone_the_store_is_what_it_was(filled, bring, contents, kind, by):
    before, version = same(filled, contents), filled.version
    bring(filled, kind, TEXTS[kind])
    assert check(filled, ROOT / "data") == []
    held = holdings(filled, BEHEER)[0]
    assert held.dataset.provenance.dataset.startswith(f"import/{kind}/")
    assert held.rows == {"population": {"tellingen": 6}, "indicators": {"indicatoren": 3}}[kind]
    if by == "import":
        undo_import(filled, BEHEER, held.imports[0].id, ROOT / "data")
    else:
        undo_dataset(filled, BEHEER, held.dataset.provenance.dataset, ROOT / "data")
    assert same(filled, contents) == before
    assert filled.version == version + 2


@pytest.mark.parametrize("kind", TEXTS)
def test_a_trial_and_a_second_time_change_nothing(town, bring, contents, kind):
    text = TEXTS[kind]
    before = contents(town)
    assert not bring(town, kind, text, dry_run=True).refused
    assert contents(town) == before
    bring(town, kind, text)
    once = contents(town)
    again = bring(town, kind, text, "andere naam.csv")
    assert "al ingelezen" in again.message
    assert (again.rows_written, again.refused) == (0, False)
    assert contents(town) == once


REFUSED = {
    "twice": ("2025;1;;;WK063705;;2025\n2025;2;;;WK063705;;2025", [(3, "table.double")]),
    "another name": ("2024;1;;;WK063705;Rokkeveen;2025", [(2, "area.other_name")]),
    "no such code": ("2024;1;;;WK063799;;2025", [(2, "area.unknown")]),
    "no such year": ("2024;1;;;WK063705;;2019", [(2, "area.no_division")]),
    "no area": ("2024;1;;;;;", [(2, "table.no_area")]),
    "a bad one among good": (
        "2024;1;;;WK063705;;2025\n2024;-1;;;WK063704;;2025",
        [(3, "number.negative")],
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_one_wrong_row_keeps_all_people_out(town, bring, contents, case):
    lines, rules = REFUSED[case]
    before = contents(town)
    report = bring(town, "population", f"{HEAD}{lines}\n")
    assert [(one.line, one.rule) for one in report.rejections] == rules
    assert contents(town) == before


def test_the_sentences_name_both_lines_and_what_the_code_is_elsewhere(town, bring):
    lines = "2025;1;;;WK063705;Meerzicht;2025\n2025;2;;;WK063705;Rokkeveen;2025\n"
    double, name = sorted(
        bring(town, "population", HEAD + lines).rejections, key=lambda one: one.rule, reverse=True
    )
    assert (double.line, name.line) == (3, 3)
    assert double.message.startswith("Regel 3: ")
    assert "staat ook op regel 2" in double.message
    assert "in 2024 is WK063705 ‘Rokkeveen’" in name.message


def test_points_are_no_areas(town, bring, contents):
    before = contents(town)
    report = bring(town, "population", "jaar;inwoners;x;y\n2024;10;92841;452000\n")
    assert [one.rule for one in report.rejections] == ["table.no_area"]
    assert contents(town) == before


def whole_city(people):
    """A number of people for each wijk, of a year that nothing else knows."""
    with (ROOT / "data" / "population.csv").open(encoding="utf-8") as stream:
        codes = [
            row["area_code"]
            for row in csv.DictReader(stream)
            if (row["level"], row["division_year"]) == ("casewijk", "2024")
        ]
    return "jaar;inwoners;gebiedscode;indeling\n" + "".join(
        f"2023;{people};{code};2024\n" for code in codes
    )


def rate_of(store, viewer):
    figures = ask(store, "woonoverlast", viewer, Level.CASEWIJK, 2023).values()
    return {(one.denominator, one.population_provenance.dataset) for one in figures}


def test_what_is_open_is_the_publics_and_what_is_intern_is_not(town, bring):
    before = rate_of(town, PUBLIEK)
    assert {source for _, source in before} == {"population"}
    bring(town, "population", whole_city(1000))
    key = holdings(town, BEHEER)[0].dataset.provenance.dataset
    assert rate_of(town, PUBLIEK) == before
    assert rate_of(town, BEHEER) == {("1.000 inwoners (2023)", key)}
    seen = ask(town, "inwoners", PUBLIEK, Level.CASEWIJK, 2023)
    assert {one.state for one in seen.values()} == {State.AFGESCHERMD}
    bring(town, "population", whole_city(2000), classification=Classification.OPEN)
    key = holdings(town, BEHEER)[0].dataset.provenance.dataset
    for viewer in (PUBLIEK, BEHEER):
        assert rate_of(town, viewer) == {("2.000 inwoners (2023)", key)}
        counted = ask(town, "inwoners", viewer, Level.CASEWIJK, 2023).values()
        assert {one.count for one in counted} == {2000}


def test_of_two_files_the_one_that_came_last_answers_until_it_is_undone(filled, bring):
    for people in (1000, 2000):
        bring(filled, "population", whole_city(people), f"{people}.csv")
    assert {told for told, _ in rate_of(filled, BEHEER)} == {"2.000 inwoners (2023)"}
    counted = ask(filled, "inwoners", BEHEER, Level.CASEWIJK, 2023).values()
    assert {one.count for one in counted} == {2000}
    undo_import(filled, BEHEER, holdings(filled, BEHEER)[0].imports[0].id, ROOT / "data")
    assert {told for told, _ in rate_of(filled, BEHEER)} == {"1.000 inwoners (2023)"}


@pytest.mark.parametrize("kind", ["incidents", "cases", "cameras"])
def test_only_of_tables_it_is_said_who_they_are_for(town, bring, contents, kind):
    before = contents(town)
    with pytest.raises(UsageError, match="bevolking, indicatoren en cameragebieden"):
        bring(town, kind, "a\n1\n", classification=Classification.OPEN)
    assert contents(town) == before


def test_indicators_are_of_an_area_or_of_the_gemeente(filled, bring):
    bring(filled, "indicators", FIGURES, classification=Classification.OPEN)
    with filled.reading() as connection:
        found = [
            one
            for one in policy.read_policy(connection, PUBLIEK, Indicator)
            if one.code == "buurtcijfer"
        ]
    assert {(one.area, one.value, one.target_met) for one in found} == {
        (AreaId("WK063705", 2025, Level.WIJK), 7.1, True),
        (AreaId("WK063704", 2025, Level.WIJK), None, None),
        (AreaId("GM0637", 2025, Level.GEMEENTE), 6.9, False),
    }


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("buurtcijfer;2025;Buurtcijfer;cijfer;1;;;GM0637;2025", "table.double"),
        ("buurtcijfer;2025;Buurtcijfer;cijfer;1;;;WK063705;2024", "table.double_years"),
    ],
)
def test_an_indicator_that_is_there_twice_is_refused(town, bring, contents, line, rule):
    before = contents(town)
    text = f"{FIGURES.replace('wijkcode', 'gebiedscode')}{line}\n"
    (refused,) = bring(town, "indicators", text).rejections
    assert (refused.line, refused.rule) == (5, rule)
    assert contents(town) == before


def test_intern_indicators_are_not_the_publics(town, bring):
    bring(town, "indicators", FIGURES)
    with town.reading() as connection:
        codes = {
            viewer: {one.code for one in policy.read_policy(connection, viewer, Indicator)}
            for viewer in (PUBLIEK, BEHEER)
        }
    assert codes[BEHEER] - codes[PUBLIEK] == {"buurtcijfer"}

"""What of intern rows each role sees, area by area, where it was not decided what may be shown."""

import re
from datetime import date

import numpy as np
import pytest

from geo import AreaId, DivisionId, Level
from ivbgeo.answering import answer
from ivbgeo.atlas import Atlas
from ivbgeo.explaining import explain
from ivbgeo.figure import State
from ivbgeo.finding import find
from ivbgeo.hiding import Hidden
from ivbgeo.history import history
from ivbgeo.hours import by_hour, has_hours
from ivbgeo.importing import ReadOptions, import_file
from ivbgeo.period import Period
from ivbgeo.places import own_ground
from ivbgeo.question import Question
from ivbgeo.reading import Statistic, read
from ivbgeo.settings import ROOT
from ivbgeo.shielding import shown
from ivbgeo.shielding.deciding import shield
from ivbgeo.signals import watch
from ivbgeo.signals.expecting import Judged
from ivbgeo.sources import Kind
from ivbgeo.spread import spread
from ivbgeo.store import Store
from ivbgeo.viewer import Role, Viewer
from ivbgeo.wijk import course_of
from ivbgeo.words import summary

KIND = "1.1.1"
MONTH = Period.month(2026, 1)
OWN, OTHER = "WK063705", "WK063706"
DESK = Viewer(Role.WIJKREGISSEUR, frozenset({OWN}))
TEAM = Viewer(Role.WAS, frozenset({OWN}), until=MONTH.last_index)
WIJKEN, BUURTEN = DivisionId(Level.WIJK, 2025), DivisionId(Level.BUURT, 2025)
BLIND = {Role.PUBLIEK, Role.WAS, Role.BEHEER}


@pytest.fixture(scope="module")
def bring(databases, tmp_path_factory):
    """Give a function that makes an edition of a store with these lines of incidents."""
    stores = []

    def bring(lines):
        stores.append(Store.open(databases.address("sqlite", filled=True)))
        path = tmp_path_factory.mktemp("gelezen") / "incidenten.csv"
        path.write_text("\n".join(["categorie,datum,gebiedscode,jaar indeling", *lines, ""]))
        options = ReadOptions(today=date(2026, 11, 1))
        edition = Atlas(stores[-1]).edition()
        assert not import_file(stores[-1], edition, path, Kind.INCIDENTS, options).refused
        return Atlas(stores[-1]).edition()

    yield bring
    for store in stores:
        store.close()


@pytest.fixture(scope="module")
def rows(bring):
    """Three burglaries in a buurt of one wijk, seven in another wijk, two in nowhere."""
    lines = [
        *[f"{KIND},2026-01-10,BU06370501,2025"] * 3,
        *[f"{KIND},2026-01-10,{OTHER},2025"] * 7,
        *[f"{KIND},2026-01-31,,"] * 2,
    ]
    return bring(lines)


def told(edition, viewer, level, period=MONTH, category=KIND):
    found = answer(edition, Question(category, level, period), viewer)
    return found, {one.area.code: one for one in found.figures}


def test_own_ground_is_a_wijk_and_what_lies_in_it(rows):
    for division, own in (
        (WIJKEN, {OWN}),
        (BUURTEN, set(rows.buurten_in(AreaId(OWN, 2025, Level.WIJK)))),
        (DivisionId(Level.GEMEENTE, 2025), set()),
        # The casewijk by that name is larger: it is one's own by its own code alone.
        (DivisionId(Level.CASEWIJK, 2024), set()),
    ):
        mask = own_ground(rows, DESK, division)
        codes = rows.division(division).codes
        assert {code for code, yes in zip(codes, mask, strict=True) if yes} == own
    of_cases = Viewer(Role.WIJKREGISSEUR, frozenset({"CW063702"}))
    assert own_ground(rows, of_cases, DivisionId(Level.CASEWIJK, 2024)).sum() == 1
    everything = Viewer(Role.WIJKREGISSEUR, frozenset({"GM0637"}))
    assert not own_ground(rows, everything, WIJKEN).any()
    # The code was another place in 2024.
    older = DivisionId(Level.WIJK, 2024)
    codes = rows.division(older).codes
    assert not own_ground(rows, DESK, older)[codes.index(OWN)]


@pytest.mark.parametrize("level", [Level.BUURT, Level.WIJK, Level.GEMEENTE])
@pytest.mark.parametrize("role", Role)
def test_a_role_sees_exact_counts_where_it_may(rows, role, level):
    viewer = Viewer(role, frozenset({OWN}), until=MONTH.last_index)
    found, figures = told(rows, viewer, level)
    counts = {code: one.count for code, one in figures.items() if one.state is State.GEMETEN}
    hidden = [one for one in figures.values() if one.state is State.AFGESCHERMD]
    if role is Role.PLANNER:
        assert sum(counts.values()) == {Level.BUURT: 3}.get(level, 10)
        assert not hidden
        return
    exact = role is Role.WIJKREGISSEUR and level is not Level.GEMEENTE
    assert counts == ({"BU06370501" if level is Level.BUURT else OWN: 3} if exact else {})
    assert found.unplaced == 0
    for one in hidden:
        assert one.reason
        assert (one.count, one.rate, one.verdict, one.provenance) == (None,) * 4
    if exact:
        own = own_ground(rows, viewer, found.division.id)
        assert [one.state is State.AFGESCHERMD for one in figures.values()] == (~own).tolist()
        assert {one.reason for one in hidden} == {Hidden.ELSEWHERE.reason}
    else:
        assert len(hidden) == len(figures)


def test_who_has_no_wijk_of_their_own_has_none(rows):
    for viewer in (Viewer(Role.WIJKREGISSEUR), Viewer(Role.WIJKREGISSEUR, frozenset({"WK069999"}))):
        _, figures = told(rows, viewer, Level.WIJK)
        assert {one.state for one in figures.values()} == {State.AFGESCHERMD}


def test_a_history_hides_what_a_map_hides_and_keeps_viewers_apart(rows):
    seen = {}
    for viewer in (DESK, Viewer(Role.WIJKREGISSEUR, frozenset({OTHER})), Viewer(Role.PLANNER)):
        found = history(rows, viewer, WIJKEN)
        by_month = found.by_month(KIND)
        at = found.at(MONTH.first_index)
        over = found.over(KIND, MONTH)
        assert np.array_equal(by_month.values.count[:, at], over.values.count, equal_nan=True)
        assert np.array_equal(by_month.hidden[:, at], over.hidden)
        assert (np.isnan(over.values.count) == (over.hidden > 0)).all()
        seen[viewer] = np.nansum(over.values.count)
    assert list(seen.values()) == [3, 7, 10]


def test_hours_are_of_an_own_area_or_of_nothing(rows):
    own, other = (AreaId(code, 2025, Level.WIJK) for code in (OWN, OTHER))
    asked = rows, DESK, KIND, MONTH
    # They have no time of day: how many there are in it is known, and nothing of elsewhere.
    assert (by_hour(*asked, own).untimed, by_hour(*asked, own).unplaced) == (3, 0)
    assert by_hour(rows, Viewer(Role.PLANNER), KIND, MONTH, own).unplaced == 2
    for viewer, area in ((DESK, other), (DESK, None), *((Viewer(r), own) for r in BLIND)):
        found = by_hour(rows, viewer, KIND, MONTH, area)
        assert (found.state, found.untimed, found.unplaced) == (State.AFGESCHERMD, 0, 0)
        assert not has_hours(rows, viewer, KIND, MONTH, area)
    assert has_hours(*asked, own)


def test_a_team_gets_nothing_younger_and_nothing_of_elsewhere(rows):
    for until, why in ((None, Hidden.RECENT), (MONTH.first_index - 1, Hidden.RECENT)):
        viewer = Viewer(Role.WAS, TEAM.wijken, until=until)
        _, withheld = find(rows, Question(KIND, Level.WIJK, MONTH), viewer)
        assert set(withheld.hidden) == {why}
    _, withheld = find(rows, Question(KIND, Level.WIJK, MONTH), TEAM)
    assert set(withheld.hidden) == {Hidden.UNDECIDED}


@pytest.fixture(scope="module")
def decided(bring):
    """Two years, of which it was decided what may be shown: much elsewhere, 6 a month here."""
    lines = []
    for month in range(2024 * 12, 2026 * 12):
        day = f"{month // 12}-{month % 12 + 1:02}-10"
        lines += [f"{KIND},{day},BU06370501,2025"] * 6
        lines += [f"{KIND},{day},BU06370601,2025"] * 50
    edition = bring(lines)
    shield(edition.store, 5)
    return Atlas(edition.store).edition()


def left(edition, period, division=WIJKEN):
    """What withholding left, by area."""
    (number,) = edition.row_months
    counts = shown(edition, number).over(division, KIND, period)
    codes = edition.division(division).codes
    return {code: one for code, one in zip(codes, counts, strict=True) if not np.isnan(one)}


@pytest.mark.parametrize(
    ("viewer", "own", "wijken"),
    [
        (Viewer(Role.PUBLIEK), False, set()),
        (Viewer(Role.PUBLIEK, published=True), False, {OWN, OTHER}),
        (Viewer(Role.BEHEER), False, {OWN, OTHER}),
        (Viewer(Role.WAS, frozenset({OTHER}), until=2025 * 12 - 1), False, {OTHER}),
        (Viewer(Role.WAS, frozenset({OTHER}), until=2025 * 12 - 2), False, set()),
        (DESK, True, set()),
        (Viewer(Role.WIJKREGISSEUR, DESK.wijken, published=True), True, {OTHER}),
    ],
)
def test_what_withholding_left_is_seen_and_no_more(decided, viewer, own, wijken):
    year = Period.year(2024)
    shared = left(decided, year)
    assert shared
    found, figures = told(decided, viewer, Level.WIJK, year)
    counts = {code: one.count for code, one in figures.items() if one.state is State.GEMETEN}
    exact = {OWN: 72} if own else {}
    assert counts == {code: one for code, one in shared.items() if code in wijken} | exact
    assert found.unplaced == 0
    # Of what is left alone nobody can say what is usual.
    assert {one.eb_rate for one in figures.values()} == {None}


def test_what_is_no_cell_is_a_sum_of_what_is_shown_or_nothing(decided):
    years = [left(decided, Period.year(year)) for year in (2024, 2025)]
    _, figures = told(decided, Viewer(Role.BEHEER), Level.WIJK, Period.parse("2024", "2025"))
    both = years[0].keys() & years[1].keys()
    assert both
    assert {code: one.count for code, one in figures.items() if one.count is not None} == {
        code: years[0][code] + years[1][code] for code in both
    }
    city = DivisionId(Level.GEMEENTE, 2025)
    spring = Period.parse("2024-02", "2024-04")
    months = [left(decided, Period.month(2024, month), city) for month in (2, 3, 4)]
    _, figures = told(decided, Viewer(Role.BEHEER), Level.GEMEENTE, spring)
    assert figures["GM0637"].count == sum(one["GM0637"] for one in months) == 168


def test_of_borders_of_another_year_nothing_was_decided(decided):
    asked = Question(KIND, Level.WIJK, Period.year(2024), division_year=2024)
    other = answer(decided, asked, Viewer(Role.BEHEER))
    assert {one.state for one in other.figures} == {State.AFGESCHERMD}


@pytest.mark.parametrize("statistic", [Statistic.SAMENHANG, Statistic.HEET_KOUD])
def test_no_pattern_is_made_of_what_is_left(decided, statistic):
    made = read(decided, Question(KIND, Level.WIJK, Period.year(2024)), statistic, DESK)
    assert made.refusal.rule == "spatial.hidden"
    assert {one.around for one in made.readings} == {None}
    assert "afgeschermd" in " ".join(summary(made, None))
    assert any("afgeschermd" in one for one in explain(made, decided.taxonomy[KIND]).meaning)


def test_a_rate_without_chance_is_not_made_of_what_is_left(decided):
    asked = Question(KIND, Level.WIJK, Period.year(2024))
    made = read(decided, asked, Statistic.BIJGESTELD, DESK)
    own = next(one for one in made.readings if one.figure.area.code == OWN)
    assert (own.state, own.value) == (State.AFGESCHERMD, None)
    assert own.text == "afgeschermd (72 misdrijven)"
    assert spread(decided, asked, Statistic.BIJGESTELD, DESK, [asked.period]).size == 0
    assert spread(decided, asked, Statistic.AANTAL, DESK, [asked.period]).tolist() == [72.0]


def test_a_series_with_hidden_months_is_not_judged(decided):
    month = Period.month(2025, 6)
    seen = watch(history(decided, DESK, WIJKEN), month)
    others = len(decided.division(WIJKEN).codes) - 1
    # Of this kind and each group that it is in.
    assert seen.not_judged[Judged.HIDDEN] % others == 0
    assert seen.not_judged[Judged.HIDDEN] > 0


def test_a_course_says_what_is_hidden(decided):
    category = decided.taxonomy[KIND]
    there = AreaId(OTHER, 2025, Level.WIJK)
    course = course_of(decided, DESK, category, there, Period.year(2024))
    assert all(step.hidden and step.count is None for step in course.steps)
    assert "de cijfers zijn afgeschermd" in course.words
    here = course_of(decided, DESK, category, AreaId(OWN, 2025, Level.WIJK), Period.year(2024))
    assert {step.count for step in here.steps} == {6}


def test_only_these_count_rows_before_it_is_decided_who_may_see_what():
    using = re.compile(r"^from ivbgeo.viewer import .*\bCOUNTING\b", re.MULTILINE)
    found = {
        path.relative_to(ROOT).as_posix()
        for package in ("app.py", "ivbgeo", "layers", "views")
        for path in [ROOT / package, *(ROOT / package).rglob("*.py")]
        if path.is_file() and using.search(path.read_text(encoding="utf-8"))
    }
    assert {one for one in found if not one.startswith("ivbgeo/shielding/")} == {
        "ivbgeo/finding.py",
        "ivbgeo/following.py",
        "ivbgeo/hours.py",
    }

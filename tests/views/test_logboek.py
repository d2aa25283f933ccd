"""The page Logboek, and what other pages write in it, without a browser."""

import hashlib
import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from geo import AreaId, Level
from ivbgeo.answering import answer
from ivbgeo.atlas import Atlas
from ivbgeo.dossier import area_dossier
from ivbgeo.errors import NotAllowedError, StoreError
from ivbgeo.figure import Classification
from ivbgeo.importing import ReadOptions, import_file
from ivbgeo.machine import account
from ivbgeo.measure import Measure
from ivbgeo.measures.changing import add
from ivbgeo.period import Period
from ivbgeo.prevention.changing import add as add_prevention
from ivbgeo.prevention.prevention import Prevention
from ivbgeo.question import Question
from ivbgeo.reading import Statistic, read
from ivbgeo.record import Act, Entry
from ivbgeo.record.asked import Asked
from ivbgeo.record.keeping import is_ahead, note, read_lines
from ivbgeo.settings import ROOT
from ivbgeo.sources import Kind
from ivbgeo.store import Store
from ivbgeo.store.counts import CountRow, add_counts
from ivbgeo.store.datasets import add_dataset
from ivbgeo.store.record import add_lines
from ivbgeo.undoing import undo_dataset
from ivbgeo.viewer import Role, Viewer
from views.components import logbook
from views.components.looked import of_answers, of_question
from views.server.tidying import _once, tidying

BEHEER = Viewer(Role.BEHEER)
MEERZICHT = AreaId("WK063705", 2025, Level.WIJK)
LOOKED = Entry(Act.BEKEKEN, "wijkprofiel", Role.PLANNER, "c.planner", MEERZICHT, "2024")
HEAD = "categorie,datum,x,y\n"
ROWS = "".join(f"1.1.1,2024-{month:02}-10,93{month:03},452000\n" for month in range(1, 13))


@pytest.fixture
def store(monkeypatch, databases, tmp_path):
    """A store with incidents that are intern, that the pages find."""
    address = databases.address("sqlite", filled=True)
    monkeypatch.setenv("IVBGEO_DATABASE_URL", address)
    monkeypatch.chdir(ROOT)
    st.cache_resource.clear()
    store = Store.open(address)
    path = tmp_path / "incidenten.csv"
    path.write_text(HEAD + ROWS)
    report = import_file(store, Atlas(store).edition(), path, Kind.INCIDENTS, ReadOptions())
    assert not report.refused, report.rejections
    told = Measure(title="Toezicht", area=MEERZICHT, classification=Classification.INTERN)
    add(Atlas(store).edition(), BEHEER, told)
    add_prevention(
        Atlas(store).edition(), BEHEER, Prevention(kind="groep", name="Groep", area=MEERZICHT)
    )
    yield store
    store.close()
    st.cache_resource.clear()


@pytest.fixture
def page(store, signed_in):  # noqa: ARG001 - the pages open it by its address
    """Give a function that opens a page for a role."""

    def run(name, role, wijken="", **params):
        st.cache_resource.clear()
        shown = AppTest.from_file(str(ROOT / "views" / f"{name}.py"), default_timeout=60)
        shown.query_params.update(params)
        if role is not Role.PUBLIEK:
            signed_in(shown, role, wijken)
        shown.run()
        assert not shown.exception
        return shown

    return run


def table(shown):
    return "\n".join(one.proto.body for one in shown.get("html"))


def since(store, head):
    """What was noted after a line, the first one first."""
    found = read_lines(store, BEHEER, Asked(count=1_000))
    return [line for line in reversed(found) if line.number > head.number]


def lose_the_record(store):
    """Let no line be written any more."""
    with sqlite3.connect(store.address.removeprefix("sqlite:///")) as connection:
        connection.execute("DELETE FROM record_head")
    connection.close()


def test_lines_are_listed_and_chosen(page, store):
    note(store, LOOKED)
    shown = page("logboek", Role.BEHEER)
    assert "Het logboek is heel" in shown.success[0].value
    for word in ("wijkprofiel", "Meerzicht (wijk, 2025)", "c.planner", "ingelezen"):
        assert word in table(shown)
    shown.multiselect(key="logboek-acts").set_value([Act.BEKEKEN]).run()
    assert "c.planner" in table(shown)
    assert "ingelezen" not in table(shown)
    shown.multiselect(key="logboek-roles").set_value([Role.BEHEER]).run()
    assert "c.planner" not in table(shown)
    # That the record itself was looked at, once for each choice of days.
    assert table(shown).count("toegangsregister") == 1
    shown.multiselect(key="logboek-roles").set_value([]).run()
    shown.selectbox(key="logboek-area").set_value(MEERZICHT.code).run()
    assert "c.planner" in table(shown)
    assert "toegangsregister" not in table(shown)


def test_what_was_done_to_the_record_is_told(page, store):
    note(store, *[LOOKED] * 3)
    with sqlite3.connect(store.address.removeprefix("sqlite:///")) as connection:
        connection.execute("DROP TRIGGER record_line_stays")
        connection.execute("UPDATE record_line SET who = 'iemand' WHERE number = 4")
    connection.close()
    shown = page("logboek", Role.BEHEER)
    assert "niet heel" in shown.error[0].value
    assert "Regel 4" in "".join(one.value for one in shown.markdown)


@pytest.mark.parametrize("name", ["logboek", "gegevens"])
def test_who_may_not_see_it_is_refused_and_that_is_noted_once(page, store, name):
    head = note(store)
    shown = page(name, Role.PLANNER)
    assert shown.error
    assert table(shown) == ""
    shown.run()
    (line,) = since(store, head)
    assert (line.act, line.role, line.who) == ("geweigerd", "planner", "planner@example.nl")
    page(name, Role.PUBLIEK)
    page(name, Role.PUBLIEK)
    assert [line.role for line in since(store, head)] == ["planner", "publiek", "publiek"]


# Role, own wijken, page -> what is noted of it.
ASKED = {
    "kaart": {
        "onderwerp": "misdrijven",
        "soort": "1.1.1",
        "per": "buurt",
        "periode": "2024",
        "punten": "clusters",
        "gebied": "2025-BU06370101",
    },
    "wijk": {"wijk": "2025-WK063705", "soort": "1.1.1", "periode": "2024"},
    "was": {"soort": "1.1.1", "periode": "2024"},
}
LOOKS = [
    (Role.PLANNER, "kaart", {"kaart", "punten op de kaart", "gebied op de kaart"}),
    (Role.PLANNER, "wijk", {"wijkprofiel", "kaart van een wijk"}),
    (Role.PLANNER, "signalen", {"signalen"}),
    (Role.PLANNER, "preventie", {"preventie, kaart"}),
    (Role.PLANNER, "cameras", {"camera’s, register"}),
    (Role.PLANNER, "stad", {"stad"}),
    (Role.WIJKREGISSEUR, "wijk", {"wijkprofiel", "kaart van een wijk"}),
    (
        Role.WIJKREGISSEUR,
        "was",
        {
            "kaart van een wijk",
            "wat veranderde in een wijk",
            "stille en enge plekken",
            "preventie in een wijk",
        },
    ),
    (Role.BEHEER, "inspanningen", {"inspanningen"}),
    (Role.BEHEER, "gegevens", {"gegevens"}),
    (Role.BEHEER, "logboek", {"toegangsregister"}),
]


def test_no_page_is_forgotten():
    pages = {path.stem for path in (ROOT / "views").glob("*.py")} - {"__init__"}
    assert pages == {name for _, name, _ in LOOKS}


@pytest.mark.parametrize(("role", "name", "looks"), LOOKS)
def test_a_look_at_what_is_not_open_is_noted_once(page, store, role, name, looks):
    head = note(store)
    asked = ASKED.get(name, {})
    shown = page(name, role, MEERZICHT.code, **asked)
    found = since(store, head)
    assert {line.what for line in found} >= looks
    assert {(line.act, line.role) for line in found} == {("bekeken", role.value)}
    assert {line.who for line in found} == {f"{role.value}@example.nl"}
    shown.run()
    assert len(since(store, head)) == len(found)


@pytest.mark.parametrize("name", ["kaart", "cameras"])
def test_of_a_visitor_nothing_is_noted(page, store, name):
    head = note(store)
    page(name, Role.PUBLIEK)
    assert since(store, head) == []


def tell_openly(store, source):
    """Let a source that is open tell of every buurt in 2021, before there were rows."""
    edition = Atlas(store).edition()
    codes = edition.division(edition.division_id(Level.BUURT, 2025)).codes
    areas = [AreaId(code, 2025, Level.BUURT) for code in codes]
    rows = [CountRow(area, "1.1.1", Period.year(2021), 20.0, provisional=False) for area in areas]
    with store.writing() as connection:
        number = add_dataset(connection, "counts", replace(source, dataset="open/politie"))
        add_counts(connection, number, rows, dict(edition.numbers))


@pytest.mark.parametrize(("role", "wijken"), [(Role.PLANNER, ""), (Role.WIJKREGISSEUR, "WK063701")])
def test_an_open_year_that_tells_of_others_that_are_not_is_a_look_too(
    page, store, source, role, wijken
):
    """The classes of a map, its timeline and the panel of an area are of all years."""
    tell_openly(store, source)
    head = note(store)
    asked = ASKED["kaart"] | {"periode": "2021", "punten": ""}
    page("kaart", role, wijken, **asked)
    assert {line.what for line in since(store, head)} == {"kaart", "gebied op de kaart"}
    # And the panel says where those years come from.
    edition, viewer = Atlas(store).edition(), Viewer(Role.PLANNER)
    question = Question("1.1.1", Level.BUURT, Period.year(2021))
    made = read(edition, question, Statistic.AANTAL, viewer)
    told = area_dossier(edition, viewer, made, "BU06370101").provenance
    assert [one.dataset for _, one in told if one.classification is Classification.INTERN] == [
        "import/incidents"
    ]
    assert told[-1][0] == "Cijfer van andere jaren"


def test_what_rates_are_of_counts_as_what_is_looked_at(store, source, tmp_path):
    undo_dataset(store, BEHEER, "import/incidents", ROOT / "data")
    tell_openly(store, source)
    question = Question("1.1.1", Level.WIJK, Period.year(2021))
    viewer = Viewer(Role.PLANNER)

    def told():
        edition = Atlas(store).edition()
        answers = [answer(edition, question, viewer)]
        for found in (of_answers(answers), of_question(edition, viewer, question)):
            yield {one.classification for one in found if one is not None}

    assert list(told()) == [{Classification.OPEN}] * 2
    path = tmp_path / "inwoners.csv"
    path.write_text("jaar;inwoners;wijkcode;indeling\n2021;10;WK063705;2025\n")
    edition = Atlas(store).edition()
    assert not import_file(store, edition, path, Kind.POPULATION, ReadOptions()).refused
    assert all(Classification.INTERN in one for one in told())


BAR = """
from views.components.signed_in import bar
bar()
"""


def test_who_can_not_be_noted_can_still_sign_out(store, signed_in):
    head = note(store)
    signed_in(AppTest.from_string(BAR), Role.PLANNER).run()
    (line,) = since(store, head)
    assert line.act == "aangemeld"
    # By what the provider calls this person, however the name changes.
    mark = hashlib.sha256(b"nummer-van-planner").hexdigest()[:16]
    assert line.detail.endswith(f" UTC, kenmerk {mark}")
    lose_the_record(store)
    st.cache_resource.clear()
    shown = signed_in(AppTest.from_string(BAR), Role.PLANNER).run()
    assert "toegangsregister" in shown.error[0].value
    assert [one.label for one in shown.button] == ["Afmelden"]


def test_each_step_of_cameras_says_what_is_looked_at(page, store):
    head = note(store)
    shown = page("cameras", Role.PLANNER, stap="dossier")
    shown.selectbox[1].select_index(1).run()
    shown.selectbox[0].select_index(1).run()
    found = [line.detail for line in since(store, head) if line.what == "camera’s, dossier"]
    assert len(set(found)) == 4
    assert found[0] == ""
    first, period, area = (one.split(", ") for one in found[1:])
    assert (first[0], first[1]) == (period[0], period[1]) != (area[0], area[1])
    assert first[2] != period[2]
    page("cameras", Role.PLANNER, stap="zicht")
    assert since(store, head)[-1].detail == "eigen plek"


def test_the_signals_of_a_wijk_have_a_line_of_their_own(page, store):
    head = note(store)
    shown = page("wijk", Role.PLANNER, **ASKED["wijk"])
    assert "signalen" not in {line.what for line in since(store, head)}
    shown.session_state["signals-wijk"] = True
    shown.run()
    (line,) = (one for one in since(store, head) if one.what == "signalen")
    assert line.entry.area == MEERZICHT


def test_where_a_file_stops_and_when_lines_were_looked_through_is_said(page, monkeypatch):
    shown = page("logboek", Role.BEHEER)
    assert not any("hoogstens" in one.value for one in shown.caption)
    assert "uur zijn" in shown.success[0].value
    assert "Regels van daarna niet." in shown.success[0].value
    monkeypatch.setattr(logbook, "_MOST", 2)
    (said,) = (one.value for one in shown.run().caption)
    assert said.startswith("Het bestand heeft hoogstens 2 regels")


def test_where_a_look_can_not_be_noted_nothing_is_shown(page, store):
    lose_the_record(store)
    shown = page("wijk", Role.PLANNER)
    assert "toegangsregister" in shown.error[0].value
    assert table(shown) == ""
    assert table(page("wijk", Role.PUBLIEK)) != ""


# A page with buttons for files: of what is not open, of what is, and of nothing.
FILES = """
import streamlit as st
from ivbgeo.viewer import PUBLIEK
from views.components import session
from views.components.looked import taken, told_to

viewer, what = session.viewer(), dict(area=st.session_state["area"], detail="wijk, 2024; csv")
make = st.session_state["make"]
st.session_state["made"] = [
    taken(viewer, "kaart", make, **what),
    taken(viewer, "kaart", make, [None, st.session_state["source"]]),
    taken(PUBLIEK, "kaart", make),
]


def end():
    session._ended().end(st.user.to_dict(), st.session_state["now"])


st.button("Afmelden", on_click=end)
"""


def test_a_file_is_noted_each_time_before_it_is_made_until_the_sign_in_ends(
    store, signed_in, source
):
    head, made = note(store), []

    def make():
        made.append(since(store, head))
        return b"cijfers"

    shown = signed_in(AppTest.from_string(FILES), Role.PLANNER)
    given = {"area": MEERZICHT, "make": make, "source": source, "now": datetime.now(UTC)}
    for name, value in given.items():
        shown.session_state[name] = value
    shown.run()
    assert not shown.exception
    button, of_open, of_nobody = shown.session_state["made"]
    assert since(store, head) == []
    assert [button(), button()] == [b"cijfers"] * 2
    assert [len(lines) for lines in made] == [1, 2]
    (line, _) = since(store, head)
    assert line.entry == Entry(
        Act.UITGEVOERD, "kaart", Role.PLANNER, line.who, MEERZICHT, "wijk, 2024; csv"
    )
    assert line.who == "planner@example.nl"
    assert of_open is of_nobody is make
    lose_the_record(store)
    with pytest.raises(StoreError):
        button()
    shown.button[0].click().run()
    with pytest.raises(NotAllowedError):
        button()
    assert len(made) == 2


def test_what_is_too_old_goes_by_itself_once_the_clock_is_believed(monkeypatch, databases):
    address = databases.address("sqlite", filled=False)
    monkeypatch.setenv("IVBGEO_DATABASE_URL", address)
    monkeypatch.setenv("IVBGEO_RECORD_DAYS", "30")
    st.cache_resource.clear()
    with closing(Store.open(address)) as store:
        with store.writing(figures=False) as connection:
            add_lines(connection, [LOOKED] * 3, datetime.now(UTC) - timedelta(days=40))
        assert is_ahead(store)
        # As if the clock had jumped: the first time nothing goes, the next time it does.
        assert _once(was_ahead=False)
        assert len(read_lines(store, BEHEER, Asked())) == 3
        with tidying(soon=0.0, every=0.0):
            while len(read_lines(store, BEHEER, Asked())) > 1:
                time.sleep(0.01)
        (line,) = read_lines(store, BEHEER, Asked())
        assert (line.act, line.role, line.who) == ("opgeruimd", "beheer", account())
        assert not is_ahead(store)
    st.cache_resource.clear()

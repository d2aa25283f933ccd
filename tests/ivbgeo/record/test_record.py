"""The record of access: what is added stays as it is, and what is done to it is found."""

import json
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import DatabaseError

from geo import AreaId, Level
from ivbgeo.check import check
from ivbgeo.errors import DataError, NotAllowedError, SettingsError, StoreError
from ivbgeo.record import Act, Entry
from ivbgeo.record.aside import keep_aside, read_aside
from ivbgeo.record.asked import Asked
from ivbgeo.record.chain import START, Broken, Head, Mark, anchor, broken, chained
from ivbgeo.record.keeping import ITSELF, note, read_lines, tidy
from ivbgeo.settings import ROOT, Settings
from ivbgeo.store import Store
from ivbgeo.store import record as stored
from ivbgeo.store.integrity import find_faults
from ivbgeo.store.schema import record_head, record_line
from ivbgeo.viewer import Role, Viewer

BEHEER = Viewer(Role.BEHEER)
MEERZICHT = AreaId("WK063705", 2025, Level.WIJK)
MIDNIGHT = datetime(2026, 11, 1, tzinfo=UTC)
LOOKED = Entry(Act.BEKEKEN, "incidenten", Role.PLANNER, "c.planner", MEERZICHT, "1.1.1, 2024")
READ = Entry(Act.INGELEZEN, "incidents", Role.BEHEER, detail="a" * 64)
CHANGED = Entry(Act.GEWIJZIGD, "inspanning 12", Role.WIJKREGISSEUR, "w.egisseur")


def add(store, *entries, at=None):
    with store.writing(figures=False) as connection:
        return stored.add_lines(connection, entries, at)


def found_in(connection, aside=()):
    faults = list(find_faults(connection, aside))
    return [(one.rule, one.values["first"], one.values["last"]) for one in faults]


def found(store, aside=()):
    with store.reading() as connection:
        return found_in(connection, aside)


def marked(line, days=730):
    return Mark(line.head, line.at, days)


def faults_at(store, aside, now):
    with store.reading() as connection:
        lines, head = stored.all_lines(connection), stored.read_head(connection)
        return list(broken(lines, head, aside, now=now))


def tamper_in(connection, *statements):
    """Write as somebody who can do everything in the database, and takes its guards away first."""
    if connection.dialect.name == "sqlite":
        for name in ("record_line_stays", "record_line_kept"):
            connection.execute(text(f"DROP TRIGGER {name}"))
    else:
        connection.execute(text("DROP TRIGGER record_line_stays ON record_line"))
    for statement in statements:
        connection.execute(statement)


def tamper(store, *statements):
    with store.engine.begin() as connection:
        tamper_in(connection, *statements)


def six_days(store):
    for day, entry in enumerate((LOOKED, READ, CHANGED, LOOKED, LOOKED, READ)):
        add(store, entry, at=MIDNIGHT + timedelta(days=day))


@pytest.fixture
def kept(store):
    """A store with a record of six lines, a day apart."""
    six_days(store)
    return store


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def untouched(request, databases):
    """The same, for tests that leave nothing of what they do."""
    store = Store.open(databases.address(request.param, filled=False))
    six_days(store)
    yield store
    assert found(store) == []
    store.close()


NUMBER = record_line.c.number


def forged(store, number, **other):
    """A line that says something else, with a hash that fits the line before it."""
    with store.reading() as connection:
        lines = list(stored.all_lines(connection))
    line = replace(lines[number - 1], **other)
    before = lines[number - 2].hash if number > 1 else START.hash
    told = {**other, "hash": line.link(before)}
    return update(record_line).where(number == NUMBER).values(told)


def test_what_was_added_is_read_back_by_the_beheerder_alone(untouched):
    lines = read_lines(untouched, BEHEER, Asked())
    assert [line.number for line in lines] == [6, 5, 4, 3, 2, 1]
    assert [line.entry for line in lines[:-4:-1]] == [LOOKED, READ, CHANGED]
    assert lines[-1].at == MIDNIGHT
    for role in set(Role) - {Role.BEHEER}:
        with pytest.raises(NotAllowedError):
            read_lines(untouched, Viewer(role), Asked())
        with pytest.raises(NotAllowedError):
            tidy(untouched, Viewer(role), 1)


def test_lines_are_chosen_by_act_moment_and_person(untouched):
    def numbers(**chosen):
        return [line.number for line in read_lines(untouched, BEHEER, Asked(**chosen))]

    assert numbers(acts=(Act.INGELEZEN, Act.GEWIJZIGD)) == [6, 3, 2]
    assert numbers(who="c.planner") == [5, 4, 1]
    assert numbers(who="") == [6, 2]
    day = timedelta(days=1)
    assert numbers(since=MIDNIGHT + day, until=MIDNIGHT + 3 * day) == [3, 2]
    assert numbers(below=5, count=2) == [4, 3]


def stored_and_broken(connection):
    """Add lines, and give a statement that is refused."""
    stored.add_lines(connection, [READ, CHANGED])
    return insert(record_head).values(id=1, number=0, hash="", kept_from=1)


def test_a_line_goes_with_what_was_done_or_not_at_all(store):
    note(store, LOOKED)
    with pytest.raises(DatabaseError), store.writing() as connection:
        connection.execute(stored_and_broken(connection))
    assert [line.entry for line in read_lines(store, BEHEER, Asked())] == [LOOKED]
    assert note(store, READ, CHANGED).number == 3
    assert note(store).number == 3
    assert found(store) == []


def test_noting_leaves_the_data_version(store):
    before = store.version
    note(store, LOOKED)
    assert store.version == before


@pytest.mark.parametrize(
    "statement",
    [
        update(record_line).values(who="iemand anders"),
        delete(record_line).where(NUMBER == 2),
        delete(record_line),
    ],
    ids=["change", "delete", "empty"],
)
def test_the_database_refuses_a_change_and_a_loss(untouched, statement):
    with pytest.raises(DatabaseError, match="a line of the record"), untouched.engine.begin() as c:
        c.execute(statement)
    assert len(read_lines(untouched, BEHEER, Asked())) == 6


def test_the_database_refuses_to_be_emptied_in_one_word(untouched):
    word = (
        "TRUNCATE record_line"
        if untouched.engine.name == "postgresql"
        else "DELETE FROM record_line"
    )
    with pytest.raises(DatabaseError, match="a line of the record"), untouched.engine.begin() as c:
        c.execute(text(word))


HEAD = update(record_head)
DAMAGE = {
    "a word changed": (
        [update(record_line).where(NUMBER == 3).values(what="inspanning 13")],
        [("check.record_altered", 3, 3)],
    ),
    "another role": (
        [update(record_line).where(NUMBER == 3).values(role="koning")],
        [("check.record_altered", 3, 3)],
    ),
    "another moment": (
        [update(record_line).where(NUMBER == 3).values(at=MIDNIGHT + timedelta(days=2, seconds=1))],
        [("check.record_altered", 3, 3)],
    ),
    "no area": (
        [update(record_line).where(NUMBER == 1).values(area_code=None)],
        [("check.record_altered", 1, 1)],
    ),
    "a line removed": (
        [delete(record_line).where(NUMBER == 3)],
        [("check.record_missing", 3, 3)],
    ),
    "two removed": (
        [delete(record_line).where(NUMBER.in_([3, 4]))],
        [("check.record_missing", 3, 4)],
    ),
    "a line removed and the rest moved up": (
        [
            delete(record_line).where(NUMBER == 4),
            update(record_line).where(NUMBER == 5).values(number=4),
            update(record_line).where(NUMBER == 6).values(number=5),
        ],
        [
            ("check.record_altered", 4, 4),
            ("check.record_altered", 5, 5),
            ("check.record_missing", 6, 6),
        ],
    ),
    "two in each other's place": (
        [
            update(record_line).where(NUMBER == 2).values(number=99),
            update(record_line).where(NUMBER == 3).values(number=2),
            update(record_line).where(NUMBER == 99).values(number=3),
        ],
        [("check.record_altered", n, n) for n in (2, 3, 4)],
    ),
    "the start cut off": (
        [delete(record_line).where(NUMBER < 3), HEAD.values(kept_from=3)],
        [("check.record_missing", 1, 2)],
    ),
    "the tail cut off": (
        [delete(record_line).where(NUMBER > 4)],
        [("check.record_missing", 5, 6)],
    ),
    "emptied": ([delete(record_line)], [("check.record_missing", 1, 6)]),
    "the head set back": (
        [HEAD.values(number=5, hash="0" * 64)],
        [("check.record_head", 5, 6)],
    ),
    "the head lost": ([delete(record_head)], [("check.record_head", 6, 6)]),
    "a line put behind": (
        [
            insert(record_line).values(
                number=7, at=MIDNIGHT, act="gewist", what="x", role="beheer", who="", detail="",
                hash="0" * 64,
            )
        ],
        [("check.record_altered", 7, 7), ("check.record_head", 6, 7)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", DAMAGE)
def test_what_was_done_to_it_is_found(untouched, name):
    statements, expected = DAMAGE[name]
    with untouched.engine.connect() as connection, connection.begin() as transaction:
        tamper_in(connection, *statements)
        assert found_in(connection) == expected
        transaction.rollback()


def test_a_line_with_a_hash_of_its_own_does_not_fit_the_next_one(untouched):
    forgery = forged(untouched, 3, who="")
    with untouched.engine.connect() as connection, connection.begin() as transaction:
        tamper_in(connection, forgery)
        assert found_in(connection) == [("check.record_altered", 4, 4)]
        transaction.rollback()


def test_a_tail_that_is_cut_or_written_anew_with_its_head_is_found_by_what_was_kept_aside(kept):
    with kept.reading() as connection:
        lines = list(stored.all_lines(connection))
    aside = [marked(lines[-1])]
    assert found(kept, aside) == []
    cut = HEAD.values(number=4, hash=lines[3].hash)
    tamper(kept, delete(record_line).where(NUMBER > 4), cut)
    assert found(kept) == []
    assert found(kept, aside) == [("check.record_missing", 5, 6)]
    # Written on as if nothing had happened: the numbers are there again, the hash is not.
    add(kept, LOOKED, LOOKED, LOOKED)
    assert found(kept) == []
    assert found(kept, aside) == [("check.record_rewritten", 1, 6)]


def test_check_keeps_the_newest_line_aside_and_holds_the_record_to_it(filled, data_dir, tmp_path):
    file = tmp_path / "apart" / "toegang.json"
    file.parent.mkdir()
    with filled.reading() as connection:
        before = stored.read_head(connection).number
    note(filled, LOOKED, READ)
    assert check(filled, data_dir, file) == []
    assert read_aside(file, 730)[-1].head.number == before + 2
    head = note(filled, CHANGED)
    assert check(filled, data_dir, file) == []
    # One of each day: all of it was written today.
    (mark,) = read_aside(file, 730)
    assert mark.head == head
    with filled.reading() as connection:
        first = next(iter(stored.all_lines(connection)))
    tamper(filled, delete(record_line).where(NUMBER > 1), HEAD.values(number=1, hash=first.hash))
    (finding,) = check(filled, data_dir, file)
    assert finding.where == "store"
    assert f"ontbreekt regel 2 tot en met {before + 3}" in finding.message
    # What is wrong stays known.
    assert read_aside(file, 730) == (mark,)


WRITTEN = {"number": 1, "hash": "ab" * 32, "at": "2026-11-01T00:00:00+00:00", "days": 730}
WRONG = ({"number": 0}, {"hash": "x"}, {"at": "2026-11-01"}, {"days": "730"}, {"days": 0})


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b'{"number": 1}', *(json.dumps([WRITTEN | one]).encode() for one in WRONG)],
)
def test_a_file_that_was_changed_is_told(filled, data_dir, tmp_path, content):
    file = tmp_path / "toegang.json"
    file.write_bytes(content)
    (finding,) = check(filled, data_dir, file)
    assert (finding.rule, str(file) in finding.message) == ("check.record_aside", True)
    assert file.read_bytes() == content
    with pytest.raises(DataError):
        read_aside(file, 730)


def test_what_was_kept_aside_is_read_back(tmp_path):
    file = tmp_path / "toegang.json"
    assert read_aside(file, 730) == ()
    marks = [
        Mark(Head(number, "ab" * 32), MIDNIGHT + timedelta(hours=hours), 30)
        for number, hours in ((1, 0), (2, 23), (3, 24), (4, 30), (5, 24 * 20))
    ]
    # The last one of each day, as long as it has to be there; the newest one always.
    keep_aside(file, marks, MIDNIGHT + timedelta(days=25))
    assert [one.head.number for one in read_aside(file, 730)] == [2, 4, 5]
    assert read_aside(file, 730) == (marks[1], marks[3], marks[4])
    keep_aside(file, marks, MIDNIGHT + timedelta(days=31, hours=12))
    assert [one.head.number for one in read_aside(file, 730)] == [5]
    keep_aside(file, marks, MIDNIGHT + timedelta(days=99))
    assert [one.head.number for one in read_aside(file, 730)] == [5]
    # What is kept for less long now may be gone earlier, and not the other way round.
    assert read_aside(file, 7)[0].days == 7


def test_what_is_too_old_goes_and_the_chain_goes_on(kept):
    now = MIDNIGHT + timedelta(days=12, hours=1)
    assert tidy(kept, BEHEER, 10, now) == 3
    lines = read_lines(kept, BEHEER, Asked())
    assert [line.number for line in lines] == [7, 6, 5, 4]
    assert lines[0].act == Act.OPGERUIMD
    assert found(kept) == []
    assert tidy(kept, BEHEER, 10, now) == 0
    # Again, and then all of it: what says that something was taken away is taken away in its turn.
    assert tidy(kept, BEHEER, 8, now) == 2
    assert found(kept) == []
    add(kept, LOOKED, at=now + timedelta(hours=1))
    assert tidy(kept, BEHEER, 1, now + timedelta(days=30)) == 4
    (only,) = read_lines(kept, BEHEER, Asked())
    assert (only.number, only.act) == (10, "opgeruimd")
    assert found(kept) == []
    add(kept, LOOKED)
    assert found(kept) == []


def test_what_was_kept_aside_and_is_taken_away_since_is_no_fault(kept):
    with kept.reading() as connection:
        aside = [marked(line, 10) for line in stored.all_lines(connection)]
    now = MIDNIGHT + timedelta(days=12, hours=1)
    tidy(kept, BEHEER, 10, now)
    assert faults_at(kept, aside, now) == []


def test_what_was_kept_aside_and_is_too_young_to_be_taken_away_is_missed(kept):
    """Whoever writes rows can write that it was tidied as well: the guards let that through."""
    with kept.reading() as connection:
        lines = list(stored.all_lines(connection))
    aside, now = (
        [marked(lines[2], 10), marked(lines[5], 10)],
        MIDNIGHT + timedelta(days=12, hours=1),
    )
    assert faults_at(kept, aside, now) == []
    last = Head(6, "ab" * 32)
    (made_up,) = chained(
        last, now, [Entry(Act.OPGERUIMD, ITSELF, Role.BEHEER, "", None, anchor(last))]
    )
    with kept.engine.begin() as connection:
        connection.execute(HEAD.values(kept_from=7))
        connection.execute(delete(record_line))
        told = {one.name: getattr(made_up, one.name) for one in record_line.c}
        connection.execute(insert(record_line).values(told))
        connection.execute(HEAD.values(number=7, hash=made_up.hash))
    assert found(kept) == []
    assert faults_at(kept, aside, now) == [
        Broken("check.record_missing", 6, 6),
        Broken("check.record_rewritten", 1, 6),
    ]
    # Once it is so old that it may be gone, the line that says so has to know it.
    later = now + timedelta(days=30)
    assert faults_at(kept, aside, later) == [Broken("check.record_rewritten", 1, 6)]


def test_only_the_start_taken_away_too_early_is_missed(kept):
    """With an anchor that is right, and all that was newest at the last check still there."""
    with kept.reading() as connection:
        lines = list(stored.all_lines(connection))
    aside = [marked(line, 10) for line in lines[1::2]]
    now = MIDNIGHT + timedelta(days=5, hours=1)
    assert tidy(kept, BEHEER, 1, now) == 5
    assert found(kept) == []
    assert faults_at(kept, aside, now) == [Broken("check.record_missing", 2, 5)]


def test_more_taken_away_than_is_said_is_found(kept):
    tidy(kept, BEHEER, 10, MIDNIGHT + timedelta(days=12, hours=1))
    tamper(kept, delete(record_line).where(NUMBER == 4), HEAD.values(kept_from=5))
    assert found(kept) == [("check.record_missing", 1, 4)]


def test_the_first_line_that_is_left_is_held_to_the_one_that_went(kept):
    tidy(kept, BEHEER, 10, MIDNIGHT + timedelta(days=12, hours=1))
    tamper(kept, update(record_line).where(NUMBER == 4).values(detail=""))
    assert found(kept) == [("check.record_altered", 4, 4)]


def test_a_record_that_is_not_whole_is_not_tidied(kept):
    tamper(kept, delete(record_line).where(NUMBER == 2))
    with pytest.raises(StoreError, match="niet heel"):
        tidy(kept, BEHEER, 1, MIDNIGHT + timedelta(days=30))
    assert len(read_lines(kept, BEHEER, Asked())) == 5


def test_a_clock_that_jumps_back_and_forth_takes_nothing_away_too_early(store):
    for days in (0, 400, 2, 3):
        add(store, LOOKED, at=MIDNIGHT + timedelta(days=days))
    # The second line is not old by its own moment, so that none behind it goes either.
    assert tidy(store, BEHEER, 10, MIDNIGHT + timedelta(days=100)) == 1
    assert found(store) == []


def test_who_looks_does_not_wait_for_who_writes(databases):
    """On PostgreSQL; SQLite has one writer at a time."""
    address = databases.address("postgresql", filled=False)
    writer, looker = Store.open(address), Store.open(f"{address}&options=-clock_timeout%3D10000")
    with writer.writing() as connection:
        connection.execute(select(record_head)).all()
        note(looker, LOOKED)
        stored.add_lines(connection, [READ])
    assert [line.entry for line in read_lines(writer, BEHEER, Asked())] == [READ, LOOKED]
    writer.close()
    looker.close()


def test_only_what_is_to_go_has_to_be_whole(kept):
    """What is wrong further on is found as well afterwards."""
    tamper(kept, update(record_line).where(NUMBER == 5).values(detail="iets anders"))
    assert tidy(kept, BEHEER, 10, MIDNIGHT + timedelta(days=12, hours=1)) == 3
    assert found(kept) == [("check.record_altered", 5, 5)]
    # Tidied twice: the line before the first is told by one further on.
    assert tidy(kept, BEHEER, 9, MIDNIGHT + timedelta(days=12, hours=1)) == 1
    with pytest.raises(StoreError, match="niet heel"):
        tidy(kept, BEHEER, 8, MIDNIGHT + timedelta(days=12, hours=1))


def test_who_somebody_is_fits_on_a_line():
    wild = Viewer(Role.PLANNER, who="c.planner\nbeheer\x00" + "x" * 500)
    entry = Entry.by(wild, Act.BEKEKEN, "kaart", detail="y" * 500)
    assert (len(entry.who), len(entry.detail), entry.who.isprintable()) == (200, 200, True)
    assert entry.who.startswith("c.planner\ufffdbeheer\ufffd")


def test_many_writers_at_once_make_one_chain(address):
    """Each with a store of its own, as processes have."""
    writers, lines = 4, 15
    stores = [Store.open(address) for _ in range(writers)]
    failed = []
    together = threading.Barrier(writers)

    def write(number, store):
        together.wait()
        try:
            for line in range(lines):
                note(store, replace(LOOKED, who=f"{number}.{line}"), CHANGED)
        except Exception as error:  # noqa: BLE001 - the test says which
            failed.append(error)

    threads = [threading.Thread(target=write, args=one) for one in enumerate(stores)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    told = read_lines(stores[0], BEHEER, Asked(count=1_000))
    assert [line.number for line in told] == list(range(2 * writers * lines, 0, -1))
    assert {line.who for line in told if line.act == "bekeken"} == {
        f"{number}.{line}" for number in range(writers) for line in range(lines)
    }
    assert found(stores[0]) == []
    for store in stores:
        store.close()


WRITER = """
import sys
from ivbgeo.record import Act, Entry
from ivbgeo.record.keeping import note
from ivbgeo.store import Store
from ivbgeo.viewer import Role
store = Store.open(sys.argv[1])
while True:
    print(note(store, *[Entry(Act.BEKEKEN, "incidenten", Role.PLANNER)] * 3).number, flush=True)
"""


def test_a_process_that_is_killed_while_it_writes_leaves_a_whole_chain(address):
    command = [sys.executable, "-c", WRITER, address]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as writer:
        for _ in range(9):
            told = int(writer.stdout.readline())
        writer.kill()
    store = Store.open(address)
    head = note(store, CHANGED)
    # All that was told to be written is there, three at a time.
    assert head.number > told
    assert head.number % 3 == 1
    assert found(store) == []
    store.close()


def test_one_who_tidies_and_one_who_writes_make_one_chain(kept, address):
    other = Store.open(address)
    now = MIDNIGHT + timedelta(days=20)
    thread = threading.Thread(target=lambda: [note(other, LOOKED) for _ in range(20)])
    thread.start()
    gone = [tidy(kept, BEHEER, days, now) for days in range(19, 13, -1)]
    thread.join()
    other.close()
    assert sum(gone) >= 5
    assert found(kept) == []


def test_more_lines_than_are_read_at_once_are_all_gone_through(store):
    with store.writing(figures=False) as connection:
        stored.add_lines(connection, [LOOKED] * 4_001)
    assert found(store) == []
    tamper(store, update(record_line).where(NUMBER == 4_001).values(who=""))
    assert found(store) == [("check.record_altered", 4_001, 4_001)]


def test_an_empty_record_is_whole(store):
    with store.reading() as connection:
        assert stored.read_head(connection) == START
    assert found(store) == []
    assert tidy(store, BEHEER, 1) == 0


def test_a_chain_is_the_same_however_many_lines_are_added_at_once():
    entries = [LOOKED, READ, CHANGED]
    whole = chained(START, MIDNIGHT, entries)
    one_by_one, head = [], START
    for entry in entries:
        one_by_one += chained(head, MIDNIGHT, [entry])
        head = one_by_one[-1].head
    assert tuple(one_by_one) == whole
    assert list(broken(whole, head)) == []
    assert list(broken(whole[1:], head)) == [Broken("check.record_missing", 1, 1)]


def test_the_same_moment_in_another_zone_is_the_same_line(store):
    zone = datetime.fromisoformat("2026-11-01T13:00:00.123456+05:00")
    add(store, LOOKED, at=zone)
    assert found(store) == []


@pytest.mark.parametrize(
    "other",
    [{"what": ""}, {"what": "a\nb"}, {"detail": "x" * 201}, {"who": "a\x00"}],
)
def test_a_line_is_about_something_and_short(other):
    with pytest.raises(ValueError, match="line"):
        replace(LOOKED, **other)


@pytest.mark.parametrize(("given", "days"), [("730", 730), ("1", 1)])
def test_how_long_lines_are_kept_is_a_number_of_days(given, days):
    assert Settings(record_days=given).days_kept == days


@pytest.mark.parametrize("given", ["0", "", "-3", "1,5", "twee", "²"])
def test_another_setting_is_refused(given):
    with pytest.raises(SettingsError, match="record_days"):
        _ = Settings(record_days=given).days_kept


def test_the_head_is_one_row(store):
    with pytest.raises(DatabaseError), store.engine.begin() as connection:
        connection.execute(insert(record_head).values(id=2, number=0, hash="", kept_from=1))
    with store.reading() as connection:
        assert len(connection.execute(select(record_head)).all()) == 1


def test_what_is_asked_for_can_be_there():
    with pytest.raises(ValueError, match="0 lines"):
        Asked(count=0)
    with pytest.raises(ValueError, match="no zone"):
        Asked(since=datetime(2026, 1, 1))  # noqa: DTZ001 - that is what is refused

"""What should never have been written is blanked: the row stays, and nothing calls it damage."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from geo import AreaId, Level
from ivbgeo.atlas import Atlas
from ivbgeo.check import check
from ivbgeo.demo import load_demo
from ivbgeo.erasing import erase_measure, erase_note
from ivbgeo.errors import NotAllowedError, UsageError
from ivbgeo.measure import ERASED, Measure
from ivbgeo.measures.changing import add, change, put_back, withdraw
from ivbgeo.measures.listing import measures, versions_of, withdrawn
from ivbgeo.period import Period
from ivbgeo.settings import Settings
from ivbgeo.signalnote import SignalKey, SignalNote, SignalStatus
from ivbgeo.store import Store, signals
from ivbgeo.viewer import Viewer

BEHEER = Viewer.of("beheer")
MONTH = Period.month(2025, 10)
WRONG = Measure(title="Bij Jan Jansen", lead="Jansen", partners=("J. Jansen",), remark="Jansen")


def write_note(store):
    """Write a note and give its number."""
    key = SignalKey(AreaId("BU06370501", 2025, Level.BUURT), "1.4.5", MONTH)
    written = SignalNote(key, SignalStatus.ACTIE, "Jan Jansen", "beheer", datetime.now(UTC))
    with store.writing(figures=False) as connection:
        signals.add_note(connection, written)
    with store.reading() as connection:
        (note,) = signals.read_notes(connection, MONTH)
    return note.number


def test_of_a_version_the_texts_go_and_the_rest_stays(town):
    edition = Atlas(town).edition()
    number = add(edition, BEHEER, WRONG)
    change(edition, BEHEER, number, 1, Measure(title="Jongerenplek"))
    before = town.version
    erase_measure(town, BEHEER, number, 1)
    newest, first = versions_of(edition, BEHEER, number)
    assert newest.measure.title == "Jongerenplek"
    assert first.is_erased
    assert first.measure.texts == (ERASED, "", "", "")
    assert (first.version, first.changed_by) == (1, "beheer")
    # Figures are none the older for it, and nothing is missing.
    assert town.version == before
    assert check(town, Settings().data_dir) == []


def test_what_was_read_before_is_not_told_on(town):
    edition = Atlas(town).edition()
    # As long as what comes in its place.
    number = add(edition, BEHEER, Measure(title="x" * len(ERASED)))
    assert measures(edition, BEHEER)[-1].measure.title == "x" * len(ERASED)
    erase_measure(town, BEHEER, number, 1)
    assert measures(edition, BEHEER)[-1].measure.title == ERASED


def test_one_that_is_off_the_list_can_be_blanked_and_put_on_again(town):
    edition = Atlas(town).edition()
    number = add(edition, BEHEER, WRONG)
    withdraw(edition, BEHEER, number, 1)
    for version in (1, 2):
        erase_measure(town, BEHEER, number, version)
    assert [one.measure.title for one in withdrawn(edition, BEHEER)] == [ERASED]
    put_back(edition, BEHEER, number, 2, 2)
    assert measures(edition, BEHEER)[-1].measure.title == ERASED


def test_what_was_blanked_does_not_come_back_with_the_embedded_data(town):
    edition = Atlas(town).edition()
    one = next(iter(measures(edition, BEHEER)))
    erase_measure(town, BEHEER, one.id, one.version)
    load_demo(town, Settings().data_dir)
    assert [v.is_erased for v in versions_of(edition, BEHEER, one.id)] == [True]
    assert check(town, Settings().data_dir) == []


def test_of_a_note_the_remark_goes_and_the_rest_stays(town):
    erase_note(town, BEHEER, write_note(town))
    with town.reading() as connection:
        (note,) = signals.read_notes(connection, MONTH)
    assert (note.status, note.remark, note.noted_by) == (SignalStatus.ACTIE, ERASED, "beheer")


def test_nothing_of_it_is_left_in_the_file(databases):
    town = Store.open(databases.address("sqlite", filled=True))
    file = Path(town.engine.url.database)
    # Longer than what comes in its place: the rest would stay where it was.
    number = add(Atlas(town).edition(), BEHEER, replace(WRONG, remark="Jansen " * 200))
    add(Atlas(town).edition(), BEHEER, Measure(title="Een volgende"))
    note = write_note(town)
    town.close()
    assert b"Jansen" in file.read_bytes()
    erase_measure(town, BEHEER, number, 1)
    erase_note(town, BEHEER, note)
    town.close()
    assert b"Jansen" not in file.read_bytes()
    assert not file.with_name(f"{file.name}-wal").exists()


def test_only_the_beheerder_can_and_only_what_is_there(town):
    number = add(Atlas(town).edition(), BEHEER, WRONG)
    note = write_note(town)
    for role in ("publiek", "was", "wijkregisseur", "planner"):
        with pytest.raises(NotAllowedError):
            erase_measure(town, Viewer.of(role), number, 1)
        with pytest.raises(NotAllowedError):
            erase_note(town, Viewer.of(role), note)
    with pytest.raises(UsageError, match=f"Versie 2 van inspanning {number} is er niet"):
        erase_measure(town, BEHEER, number, 2)
    with pytest.raises(UsageError, match="Opmerking 999 bij een signaal is er niet"):
        erase_note(town, BEHEER, 999)
    edition = Atlas(town).edition()
    assert versions_of(edition, BEHEER, number)[0].measure == replace(WRONG)

"""What was done about a signal: who may write it, who may read it, and nothing is lost."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from geo import AreaId, Level
from ivbgeo.atlas import Atlas
from ivbgeo.errors import DataError, NotAllowedError
from ivbgeo.period import Period
from ivbgeo.signalnote import LONGEST, SignalKey, SignalNote, SignalStatus
from ivbgeo.signals.noting import may_note, may_read_notes, note, notes_of
from ivbgeo.store import schema
from ivbgeo.store import signals as stored
from ivbgeo.viewer import PUBLIEK, Viewer

BEHEER = Viewer.of("beheer")
OWN = Viewer.of("wijkregisseur", ("WK063705",))
OTHER = Viewer.of("wijkregisseur", ("WK063701",))
KEY = SignalKey(AreaId("BU06370501", 2025, Level.BUURT), "1.4.5", Period.month(2025, 10))


@pytest.fixture
def there(filled):
    return Atlas(filled).edition()


def rows(store):
    with store.reading() as connection:
        return connection.execute(select(schema.signal_note)).all()


def test_a_note_comes_back_with_who_and_when_the_last_one_first(there, hot):
    note(there, OWN, hot, SignalStatus.BEKEKEN, "  Uitzoeken met\n de wijkagent ")
    note(there, BEHEER, hot, SignalStatus.ACTIE, "Extra toezicht")
    last, first = notes_of(there, OWN, [hot])[KEY]
    assert (last.status, last.remark, last.noted_by) == (
        SignalStatus.ACTIE, "Extra toezicht", "beheer",
    )  # fmt: skip
    assert (first.remark, first.noted_by) == ("Uitzoeken met de wijkagent", "wijkregisseur")
    assert timedelta(0) <= datetime.now(UTC) - first.noted_at < timedelta(minutes=5)
    assert len(rows(there.store)) == 2


def test_a_note_leaves_the_figures_as_they_were(there, hot):
    version = there.store.version
    note(there, BEHEER, hot, SignalStatus.BEKEKEN, "")
    assert there.store.version == version


def test_who_does_not_cover_the_wijk_may_not_write(there, hot):
    for role in ("publiek", "was", "planner", "wijkregisseur"):
        for viewer in (Viewer.of(role), OTHER):
            assert not may_note(there, viewer, hot)
            with pytest.raises(NotAllowedError, match="wijkregisseur van die wijk"):
                note(there, viewer, hot, SignalStatus.BEKEKEN, "")
    assert not rows(there.store)


def test_notes_are_not_for_everybody(there, hot):
    note(there, BEHEER, hot, SignalStatus.GEEN_ACTIE, "Evenement")
    for viewer in (PUBLIEK, Viewer.of("was")):
        assert not may_read_notes(viewer)
        assert notes_of(there, viewer, [hot]) == {}
    (told,) = notes_of(there, OTHER, [hot])[KEY]
    assert told.remark == "Evenement"


def test_notes_are_of_the_very_signal(there, hot):
    note(there, BEHEER, hot, SignalStatus.BEKEKEN, "")
    for other in (
        replace(hot, category="1.4.4"),
        replace(hot, month=Period.month(2025, 9)),
        replace(hot, area=AreaId("BU06370501", 2024, Level.BUURT)),
    ):
        assert notes_of(there, BEHEER, [other]) == {}
    assert notes_of(there, BEHEER, []) == {}


def test_a_remark_is_short_and_about_nobody(there, hot):
    for remark, rule in (("x" * (LONGEST + 1), "signal.long"), ("06-12345678", "signal.personal")):
        with pytest.raises(DataError) as error:
            note(there, BEHEER, hot, SignalStatus.BEKEKEN, remark)
        assert error.value.rule == rule
    note(there, BEHEER, hot, SignalStatus.BEKEKEN, "<b>Let op</b>")
    assert [row.remark for row in rows(there.store)] == ["<b>Let op</b>"]


def test_two_who_write_at_once_are_both_kept(there, hot):
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda by: note(there, by, hot, SignalStatus.ACTIE, by.role), [OWN, BEHEER]))
    assert {one.remark for one in notes_of(there, BEHEER, [hot])[KEY]} == {
        "beheer",
        "wijkregisseur",
    }


def test_the_store_knows_no_other_status(there):
    wrong = SignalNote(KEY, SignalStatus.NIEUW, "", "beheer", datetime.now(UTC))
    object.__setattr__(wrong, "status", Level.BUURT)
    with pytest.raises(IntegrityError), there.store.writing(figures=False) as connection:
        stored.add_note(connection, wrong)
    assert not rows(there.store)

"""What should not stand there is blanked or taken out; what was solved goes in time."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ivbgeo.atlas import Atlas
from ivbgeo.backup import make_backup, restore
from ivbgeo.check import check
from ivbgeo.erasing import erase_prevention, erase_spot
from ivbgeo.errors import NotAllowedError, UsageError
from ivbgeo.measure import ERASED
from ivbgeo.prevention.changing import add, change
from ivbgeo.prevention.listing import history, preventions, spot_history, spots
from ivbgeo.prevention.reporting import change_spot, report, solve
from ivbgeo.prevention.spot import Spot
from ivbgeo.prevention.tidying import tidy_spots
from ivbgeo.record.asked import Asked
from ivbgeo.record.keeping import read_lines
from ivbgeo.store import Store
from tests.preventing import BEHEER, OWN, REGISSEUR, TODAY, WAS, group, place, within

NAME = "Jansen"


@pytest.fixture
def walked(filled):
    """Three plekken on a database of either kind, of which the first has a name in its remark."""
    edition = Atlas(filled).edition()
    for at in range(3):
        x, y = place(edition, OWN, 100.0 * at)
        told = NAME if at == 0 else "stil"
        when = TODAY - timedelta(days=20)
        report(edition, WAS, Spot(kind="stil", x=x, y=y, reported=when, remark=told))
    return edition


def test_a_remark_is_blanked_and_a_plek_taken_out_without_reading_it(walked, data_dir):
    store = walked.store
    first = spots(walked, WAS)[0]
    change_spot(walked, WAS, first, replace(first.spot, remark="lamp kapot"))
    erase_spot(store, BEHEER, 1, 1)
    edition = Atlas(store).edition()
    assert [one.spot.remark for one in spot_history(edition, WAS, first.key)] == [
        "lamp kapot", ERASED,
    ]  # fmt: skip
    assert check(store, data_dir) == []
    erase_spot(store, BEHEER, 3)
    edition = Atlas(store).edition()
    assert [one.number for one in spots(edition, WAS)] == [1, 2]
    # Its number is not given to another: people call one by it.
    x, y = place(edition, OWN, 300.0)
    assert report(edition, WAS, Spot(kind="eng", x=x, y=y, reported=TODAY)).key == "register-4"
    assert check(store, data_dir) == []
    for number, version in ((1, 9), (3, 1), (3, None), (10**10, None), (10**20, 1)):
        with pytest.raises(UsageError):
            erase_spot(store, BEHEER, number, version)
    for viewer in (WAS, REGISSEUR):
        with pytest.raises(NotAllowedError):
            erase_spot(store, viewer, 1)
    told = [(line.act, line.what, line.detail) for line in read_lines(store, BEHEER, Asked())]
    assert told[1:3] == [
        ("gewist", "stille of enge plek 3", "helemaal"),
        ("gewist", "stille of enge plek 1", "versie 1"),
    ]
    assert NAME not in str(told)


def test_of_an_erased_text_nothing_is_left_in_the_file(town):
    edition = Atlas(town).edition()
    x, y = place(edition, OWN)
    report(edition, WAS, Spot(kind="stil", x=x, y=y, reported=TODAY, remark="Kwakzalver Jansen"))
    erase_spot(town, BEHEER, 1)
    with town.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    address = town.engine.url.database
    with open(address, "rb") as file:  # noqa: PTH123 - as the bytes lie there
        assert b"Kwakzalver" not in file.read()


def test_prevention_is_blanked(town, data_dir):
    edition = Atlas(town).edition()
    key = add(edition, BEHEER, group(NAME, within(edition, OWN), remark=NAME))
    (seen,) = preventions(edition, BEHEER)
    change(edition, BEHEER, seen, group("Alarm", within(edition, OWN)))
    erase_prevention(town, BEHEER, key, 1)
    edition = Atlas(town).edition()
    newest, first = history(edition, REGISSEUR, key)
    assert newest.prevention.name == "Alarm"
    assert (first.prevention.name, first.prevention.remark) == (ERASED, "")
    assert first.prevention.border is not None
    assert check(town, data_dir) == []
    with pytest.raises(UsageError):
        erase_prevention(town, BEHEER, "nergens", 1)
    with pytest.raises(NotAllowedError):
        erase_prevention(town, REGISSEUR, key, 1)


def test_what_was_solved_long_ago_goes(walked):
    store = walked.store
    first, second, _ = spots(walked, WAS)
    before = TODAY - timedelta(days=10)
    solve(walked, WAS, first, before)
    solve(walked, WAS, second, TODAY)
    lines = len(read_lines(store, BEHEER, Asked()))
    assert tidy_spots(store, BEHEER, 365, before + timedelta(days=365)) == 0  # a year to the day
    assert len(read_lines(store, BEHEER, Asked())) == lines
    assert tidy_spots(store, BEHEER, 365, before + timedelta(days=366)) == 1
    left = spots(Atlas(store).edition(), WAS, solved=True)
    assert [one.number for one in left] == [2, 3]
    (line, *_) = read_lines(store, BEHEER, Asked())
    assert (line.act, line.detail) == ("gewist", "1 opgelost voor 2026-11-18")
    with pytest.raises(NotAllowedError):
        tidy_spots(store, WAS, 365)


def test_a_reservekopie_has_it_and_what_was_erased_since_is_told(walked, databases, tmp_path):
    file = tmp_path / "kopie.ivbgeo"
    make_backup(walked.store, BEHEER, file)
    back = Store.open(databases.address("sqlite", filled=False))
    restore(back, BEHEER, file)
    edition = Atlas(back).edition()
    assert [one.spot for one in spots(edition, WAS)] == [one.spot for one in spots(walked, WAS)]
    assert spots(edition, BEHEER) == ()
    erase_spot(back, BEHEER, 3)
    assert len(spots(Atlas(back).edition(), WAS)) == 2
    told = restore(back, BEHEER, file)
    assert told.back == 1
    x, y = place(edition, OWN, 300.0)
    written = report(Atlas(back).edition(), WAS, Spot(kind="eng", x=x, y=y, reported=TODAY))
    assert written.key == "register-4"
    back.close()

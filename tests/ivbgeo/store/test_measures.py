"""Versions of inspanningen, on SQLite and on PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from geo import AreaId, Level
from ivbgeo.demo import load_demo
from ivbgeo.errors import DataError, UsageError
from ivbgeo.figure import Classification
from ivbgeo.measure import SOURCE, Measure, MeasureStatus
from ivbgeo.measures.seeds import put_seeds
from ivbgeo.store import measures, schema
from ivbgeo.viewer import PUBLIEK, Viewer

BEHEER = Viewer.of("beheer")
HUB = Measure(
    title="Jongerenplek",
    lead="Gemeente",
    partners=("Politie", "Jongerenwerk"),
    area=AreaId("WK063705", 2025, Level.WIJK),
    starts=date(2023, 12, 1),
    open_ended=True,
    status=MeasureStatus.LOOPT,
    speerpunt_code="2023.jeugd",
    category="hic.geweld",
    indicator="jeugdgroepen.nieuw",
    classification=Classification.INTERN,
    source="Jaarstukken 2023",
    remark="",
)


def _add(store, measure, by="beheer"):
    with store.writing(figures=False) as connection:
        return measures.add_measure(connection, measure, by)


def _change(store, number, seen, measure, **also):
    with store.writing(figures=False) as connection:
        return measures.add_version(connection, number, seen, measure, "wijkregisseur", **also)


def _versions(store, number, viewer=BEHEER):
    with store.reading() as connection:
        return measures.read_versions(connection, viewer, number)


def _newest(store, viewer=BEHEER):
    with store.reading() as connection:
        return {one.id: one for one in measures.read_measures(connection, viewer)}


def test_an_inspanning_comes_back_as_it_was_written(store):
    number = _add(store, HUB)
    least = _add(store, Measure(title="Voorlichting"))
    newest = _newest(store)
    assert newest[number].measure == HUB
    assert newest[least].measure == Measure(title="Voorlichting")
    one = newest[number]
    assert (one.version, one.changed_by, one.withdrawn, one.origin) == (1, "beheer", False, None)
    assert timedelta(0) <= datetime.now(UTC) - one.changed_at < timedelta(minutes=5)


def test_a_change_is_a_version_and_every_earlier_one_stays(store):
    number = _add(store, HUB)
    later = replace(HUB, status=MeasureStatus.AFGEROND, open_ended=False, ends=date(2024, 6, 30))
    assert _change(store, number, 1, later) == 2
    assert _change(store, number, 2, later, withdrawn=True) == 3
    third, second, first = _versions(store, number)
    assert (first.measure, second.measure, third.measure) == (HUB, later, later)
    assert (second.withdrawn, third.withdrawn) == (False, True)
    assert second.changed_by == "wijkregisseur"
    assert _newest(store)[number] == third


def test_the_second_of_two_who_change_the_same_version_is_refused(store):
    number = _add(store, HUB)
    _change(store, number, 1, replace(HUB, remark="een"))
    with pytest.raises(DataError, match="‘Jongerenplek’ intussen veranderd"):
        _change(store, number, 1, replace(HUB, remark="twee"))
    assert [one.measure.remark for one in _versions(store, number)] == ["een", ""]


def test_of_many_at_once_one_is_kept_and_the_others_are_told(store):
    number = _add(store, HUB)

    def change(at):
        try:
            return _change(store, number, 1, replace(HUB, remark=str(at)))
        except DataError as error:
            return error.rule

    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(change, range(8)))
    assert sorted(map(str, told)) == ["2"] + ["measure.moved_on"] * 7
    kept = str(told.index(2))
    assert [one.measure.remark for one in _versions(store, number)] == [kept, ""]


def test_the_database_itself_keeps_one_row_of_each_version(store):
    number = _add(store, HUB)
    again = "INSERT INTO measure_version (measure_id, version, changed_at, changed_by, withdrawn, title, lead, partners, open_ended, status, classification, source, remark) SELECT measure_id, version, changed_at, changed_by, withdrawn, title, lead, partners, open_ended, status, classification, source, remark FROM measure_version"  # noqa: E501
    with pytest.raises(IntegrityError), store.writing() as connection:
        connection.execute(text(again))
    assert len(_versions(store, number)) == 1


def test_what_is_noted_beside_the_figures_leaves_the_data_version(store):
    _add(store, HUB)
    assert store.version == 0


def test_what_is_intern_is_for_who_may_read_it(store):
    number = _add(store, HUB)
    assert _newest(store, PUBLIEK) == {}
    assert _versions(store, number, PUBLIEK) == ()
    _change(store, number, 1, replace(HUB, classification=Classification.OPEN))
    assert list(_newest(store, PUBLIEK)) == [number]
    # What was intern when it was said stays so.
    assert [one.version for one in _versions(store, number, PUBLIEK)] == [2]
    _change(store, number, 2, HUB)
    assert _newest(store, PUBLIEK) == {}
    assert list(_newest(store, Viewer.of("wijkregisseur"))) == [number]


def test_one_that_is_not_there_can_not_be_changed(store):
    with pytest.raises(UsageError, match="Inspanning 9 is er niet"):
        _change(store, 9, 1, HUB)


def test_the_documents_are_where_it_starts_and_nothing_goes_back_to_them(filled, data_dir):
    newest = _newest(filled, PUBLIEK)
    assert len(newest) == 32
    assert {one.changed_by for one in newest.values()} == {SOURCE}
    for one in newest.values():
        assert (one.measure.ends, one.measure.open_ended) == (None, False)
        assert one.measure.status is MeasureStatus.ONBEKEND
    # One day is known, and one place.
    assert [m.starts for m in (one.measure for one in newest.values()) if m.starts] == [
        date(2023, 5, 1)
    ]
    (place,) = (one.measure for one in newest.values() if one.measure.area)
    assert (place.title, place.area) == (
        "Social Hub",
        AreaId("CW063702", 2024, Level.CASEWIJK),
    )
    (team,) = (one.measure for one in newest.values() if one.measure.category)
    assert (team.title, team.lead, team.partners) == ("Team Woonoverlast", "Gemeente", ())
    (hub,) = (one for one in newest.values() if one.origin == "2019.hic.6")
    assert hub.measure.title == "Nazorg overvallen"
    assert hub.measure.partners == ("Gemeente", "Inwoners", "Politie", "Wijkregisseur")
    _change(filled, hub.id, 1, replace(hub.measure, status=MeasureStatus.GESTOPT))
    gone = next(iter(newest))
    _change(filled, gone, 1, newest[gone].measure, withdrawn=True)
    own = _add(filled, HUB)
    assert not load_demo(filled, data_dir)
    with filled.writing() as connection:
        connection.execute(schema.dataset.update().values(sha256="0" * 64))
    assert load_demo(filled, data_dir)
    # What a document says now, where nobody changed it.
    again = {one.origin: replace(one.measure, remark="Opnieuw gelezen") for one in newest.values()}
    with filled.writing() as connection:
        put_seeds(connection, again)
    after = _newest(filled)
    assert after.keys() == newest.keys() | {own}
    assert after[hub.id].measure.status is MeasureStatus.GESTOPT
    assert after[gone].withdrawn
    read = [one for one in after.values() if one.measure.remark == "Opnieuw gelezen"]
    assert len(read) == 30
    assert {(one.version, one.changed_by) for one in read} == {(2, SOURCE)}

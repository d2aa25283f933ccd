"""What is looked at, and where something can be done."""

from dataclasses import replace

import pytest

from geo import AreaId, Level
from ivbgeo.atlas import Atlas
from ivbgeo.measure import Measure, MeasureStatus
from ivbgeo.measures.changing import add
from ivbgeo.measures.choosing import areas_for, newest_areas, select, speerpunten
from ivbgeo.measures.listing import measures, measures_of
from ivbgeo.measures.reading import before_after
from ivbgeo.measures.words import area_name
from ivbgeo.store import measures as stored
from ivbgeo.viewer import PUBLIEK, Viewer

BEHEER = Viewer.of("beheer")
MEERZICHT = AreaId("WK063705", 2025, Level.WIJK)


@pytest.fixture
def edition(town):
    return Atlas(town).edition()


def test_the_newest_speerpunten_come_first(edition):
    found = [(one.period, one.number) for one in speerpunten(edition, PUBLIEK)]
    assert found[0] == ("2023-2026", 1)
    assert found[5] == ("2019-2022", 1)
    assert found[-1] == ("2015-2018", 5)


def test_a_choice_narrows_the_list(edition):
    measure = Measure(title="Lampen", area=MEERZICHT, status=MeasureStatus.LOOPT)
    add(edition, BEHEER, measure)
    add(edition, BEHEER, replace(measure, area=AreaId("WK063710", 2025, Level.WIJK)))
    assert len(select(edition, PUBLIEK)) == 34
    runs = select(edition, PUBLIEK, status=MeasureStatus.LOOPT)
    assert [one.measure.title for one in runs] == ["Lampen", "Lampen"]
    here = select(edition, PUBLIEK, MEERZICHT, status=MeasureStatus.LOOPT)
    assert [one.measure.area for one in here] == [MEERZICHT]
    aim = select(edition, PUBLIEK, speerpunt_code="2019.extremisme")
    assert [one.measure.title for one in aim] == [
        "Aanpak radicalisering",
        "Persoonsgerichte aanpak",
    ]
    # What is of the wijk itself comes before what is of the city.
    of_wijk = select(edition, PUBLIEK, MEERZICHT)
    assert [one.measure.area is None for one in of_wijk] == [False] * 2 + [True] * 31


def test_where_somebody_can_do_something(edition):
    everywhere = areas_for(edition, BEHEER)
    assert everywhere[0] is None
    assert {area.year for area in everywhere if area and area.level is Level.WIJK} == {2025}
    own = areas_for(edition, Viewer.of("wijkregisseur", ("WK063705",)))
    assert own[0] == MEERZICHT
    assert None not in own
    assert {area.code for area in own} > {"WK063705", "CW063702", "BU06370501"}
    assert areas_for(edition, PUBLIEK) == ()
    assert newest_areas(edition, Level.CASEWIJK)[0].code == "CW063703"


def test_one_in_an_area_that_is_gone_is_still_told(edition):
    gone = AreaId("WK069999", 2019, Level.WIJK)
    with edition.store.writing(figures=False) as connection:
        number = stored.add_measure(connection, Measure(title="Ooit", area=gone), "beheer")
    (one,) = (each for each in measures(edition, PUBLIEK) if each.id == number)
    assert area_name(edition, one.measure.area) == "WK069999 (wijk 2019)"
    assert one not in measures_of(edition, PUBLIEK, MEERZICHT)
    assert before_after(edition, PUBLIEK, one, ()).comparison is None

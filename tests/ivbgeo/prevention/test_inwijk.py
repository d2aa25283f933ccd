"""What there is in one wijk: for a phone, and for the sheet of a round."""

from datetime import timedelta

import shapely

from ivbgeo.prevention.inwijk import holds_in, spots_in
from ivbgeo.prevention.kind import PreventionKind
from ivbgeo.prevention.prevention import Prevention
from ivbgeo.prevention.spot import Spot
from ivbgeo.store.prevention import PREVENTIONS
from ivbgeo.store.spots import SPOTS
from ivbgeo.viewer import PUBLIEK, Role, Viewer
from tests.preventing import OPEN, OTHER, OTHER_BUURT, OWN, OWN_BUURT, TODAY, WAS, group, place

TWO = Viewer(Role.WAS, frozenset({OWN.code, OTHER.code}))


def test_what_lies_in_a_wijk_holds_there_and_plekken_go_from_north_to_south(edition):
    wijk = edition.division(OWN.division).area(OWN.code).polygon
    beside = edition.division(OTHER.division).area(OTHER.code).polygon
    evening = {"kind": PreventionKind.AVOND, "border": shapely.Point(place(edition, OWN))}
    said = [
        group("heel de wijk", wijk, classification=OPEN),
        group("ernaast", beside, classification=OPEN),
        group("hier bekend", area=OWN_BUURT, classification=OPEN),
        group("daar bekend", area=OTHER_BUURT, classification=OPEN),
        group("nergens", classification=OPEN),
        group("voorbij", wijk, classification=OPEN, valid_to=TODAY - timedelta(days=1)),
        Prevention(
            name="komt", valid_from=TODAY + timedelta(days=9), classification=OPEN, **evening
        ),
        Prevention(
            name="was", valid_from=TODAY - timedelta(days=9), classification=OPEN, **evening
        ),
        group("intern", wijk),
    ]
    with edition.store.writing(figures=False) as connection:
        for one in said:
            PREVENTIONS.add(connection, one, "beheer")
        for area, dy in ((OWN, -60), (OTHER, 0), (OWN, 60), (OWN, 0)):
            x, y = place(edition, area, dy=dy)
            SPOTS.add(connection, Spot(kind="stil", x=x, y=y, reported=TODAY), "was")

    def names(viewer, **asked):
        return [one.prevention.name for one in holds_in(edition, viewer, OWN, TODAY, **asked)]

    assert names(PUBLIEK) == ["heel de wijk", "hier bekend", "komt"]
    assert names(WAS) == ["heel de wijk", "hier bekend", "komt", "intern"]
    assert names(PUBLIEK, kinds={PreventionKind.AVOND}) == ["komt"]
    assert [one.number for one in spots_in(edition, TWO, OWN)] == [3, 4, 1]
    assert [one.number for one in spots_in(edition, TWO, OTHER)] == [2]
    assert spots_in(edition, WAS, OTHER) == spots_in(edition, PUBLIEK, OWN) == ()

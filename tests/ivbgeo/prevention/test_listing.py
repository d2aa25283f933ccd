"""Who sees which prevention and which plekken: straight out of a store of either kind."""

import pytest
import shapely

from geo import Level
from ivbgeo.atlas import Atlas
from ivbgeo.errors import UsageError
from ivbgeo.prevention.inwijk import holds_in
from ivbgeo.prevention.kind import PreventionKind, SpotKind
from ivbgeo.prevention.listing import (
    history,
    may_change,
    may_change_it,
    may_report,
    preventions,
    sees_all,
    spot_history,
    spots,
)
from ivbgeo.prevention.prevention import Prevention
from ivbgeo.prevention.spot import Spot
from ivbgeo.store.prevention import PREVENTIONS
from ivbgeo.store.spots import SPOTS
from ivbgeo.viewer import PUBLIEK, Role, Viewer
from tests.preventing import (
    BEHEER,
    EVERYBODY,
    NOWHERE,
    OPEN,
    OTHER,
    OTHER_BUURT,
    OWN,
    OWN_BUURT,
    PLANNER,
    REGISSEUR,
    TODAY,
    WAS,
    WAS_ELSEWHERE,
    group,
    place,
    within,
)


def test_a_border_that_was_drawn_beside_is_not_next_door(filled):
    edition = Atlas(filled).edition()
    own, other = (edition.division(a.division).area(a.code).polygon for a in (OWN, OTHER))
    shared = own.intersection(other)
    line = max(getattr(shared, "geoms", [shared]), key=lambda one: one.length)
    edge = line.interpolate(0.5, normalized=True).buffer(8)
    said = {
        "te ruim": other.buffer(15),
        "eroverheen": other.buffer(60),
        "klein, hier": edge.intersection(own),
        "klein, daar": edge.intersection(other),
    }
    with filled.writing(figures=False) as connection:
        for name, border in said.items():
            PREVENTIONS.add(connection, group(name, border), "beheer")
    seen = [one.prevention.name for one in preventions(edition, WAS)]
    assert seen == ["eroverheen", "klein, hier"]
    assert [one.prevention.name for one in holds_in(edition, BEHEER, OWN, TODAY)] == seen


@pytest.fixture
def written(filled):
    """Prevention and plekken in two wijken, on a database of either kind."""
    edition = Atlas(filled).edition()
    both = shapely.union_all([within(edition, OWN), within(edition, OTHER)])
    said = [
        group("hier", within(edition, OWN)),
        group("daar", within(edition, OTHER)),
        group("beide", both),
        group("open daar", within(edition, OTHER), classification=OPEN),
        group("buurt hier", area=OWN_BUURT),
        group("buurt daar", area=OTHER_BUURT),
        group("nergens"),
        group("voorbij", classification=OPEN, valid_to=TODAY.replace(year=2025)),
        Prevention(
            kind=PreventionKind.RONDE,
            name="ronde",
            border=shapely.LineString([place(edition, OWN), place(edition, OWN_BUURT)]),
        ),
        Prevention(
            kind=PreventionKind.AVOND, name="avond", border=shapely.Point(place(edition, OWN))
        ),
    ]
    with filled.writing(figures=False) as connection:
        for one in said:
            PREVENTIONS.add(connection, one, "beheer")
        for area in (OWN, OTHER):
            x, y = place(edition, area)
            spot = Spot(kind=SpotKind.ENG, x=x, y=y, reported=TODAY, remark="donker")
            SPOTS.add(connection, spot, "was")
    return edition


ALL = {
    "hier", "daar", "beide", "open daar", "buurt hier", "buurt daar", "nergens", "voorbij",
    "ronde", "avond",
}  # fmt: skip
SEEN = {
    PUBLIEK: {"open daar", "voorbij"},
    NOWHERE: {"open daar", "voorbij"},
    WAS: {"hier", "beide", "open daar", "buurt hier", "voorbij", "ronde", "avond"},
    WAS_ELSEWHERE: {"daar", "beide", "open daar", "buurt daar", "voorbij"},
    **dict.fromkeys((REGISSEUR, PLANNER, BEHEER), ALL),
}


def test_each_sees_what_is_for_them_and_nothing_else(written):
    for viewer, wanted in SEEN.items():
        found = preventions(written, viewer)
        assert {one.prevention.name for one in found} == wanted, viewer
        shown = {one.name for one in map(_said, preventions(written, viewer, on=TODAY))}
        assert shown == wanted - {"voorbij"}
        for one in preventions(written, BEHEER):
            if one.prevention.name in wanted:
                assert history(written, viewer, one.key) == (one,)
            else:
                with pytest.raises(UsageError, match="niet voor u"):
                    history(written, viewer, one.key)
        assert sees_all(viewer) is (wanted == ALL)
    rounds = preventions(written, PLANNER, kinds={PreventionKind.RONDE})
    assert [one.prevention.name for one in rounds] == ["ronde"]
    evening = preventions(written, WAS, kinds={PreventionKind.AVOND})[0].prevention
    assert evening.border.geom_type == "Point"

    of_own = {_said(one).name for one in preventions(written, BEHEER)
              if may_change_it(written, REGISSEUR, _said(one))}  # fmt: skip
    assert of_own == {"hier", "beide", "buurt hier", "ronde", "avond"}
    assert [may_change(one) for one in EVERYBODY] == [False] * 4 + [True, False, True]

    # Plekken: nobody but those of the wijk itself, not even the beheerder.
    here, there = (place(written, one) for one in (OWN, OTHER))
    for viewer in EVERYBODY:
        wanted = {WAS: [here], REGISSEUR: [here], WAS_ELSEWHERE: [there]}.get(viewer, [])
        found = spots(written, viewer, solved=True)
        assert [(one.spot.x, one.spot.y) for one in found] == wanted, viewer
        assert may_report(viewer) is bool(wanted)
        for key in ("register-1", "register-2", "register-3", "x"):
            if key in {one.key for one in found}:
                assert spot_history(written, viewer, key) == found
            else:
                with pytest.raises(UsageError, match="niet voor u"):
                    spot_history(written, viewer, key)
    # A gemeente is nobody's own, whatever a sign-in says.
    assert spots(written, Viewer(Role.WAS, frozenset({"GM0637"}))) == ()
    assert preventions(written, Viewer(Role.WAS, frozenset({"GM0637"}))) == preventions(
        written, PUBLIEK
    )
    assert written.division_ids(Level.GEMEENTE)


def _said(version):
    return version.prevention

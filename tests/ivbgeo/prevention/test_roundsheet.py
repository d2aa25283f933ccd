"""What is on the sheet of a round: for whom it is, of this wijk alone, and as it holds that day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from geo import AreaId, Level, UnknownCodeError
from ivbgeo.atlas import Atlas
from ivbgeo.period import Period
from ivbgeo.prevention.changing import add
from ivbgeo.prevention.kind import PreventionKind, SpotKind
from ivbgeo.prevention.listing import spots
from ivbgeo.prevention.prevention import Prevention
from ivbgeo.prevention.reporting import report, solve
from ivbgeo.prevention.roundsheet import VALID, round_sheet
from ivbgeo.prevention.spot import Spot
from ivbgeo.store import Store
from ivbgeo.viewer import PUBLIEK, Role, Viewer
from tests.preventing import (
    BEHEER,
    INTERN,
    NOWHERE,
    OPEN,
    OTHER,
    OWN,
    OWN_BUURT,
    PLANNER,
    REGISSEUR,
    TODAY,
    WAS,
    WAS_ELSEWHERE,
    place,
    within,
)

BOTH = Viewer(Role.WAS, frozenset({OWN.code, OTHER.code}))


@pytest.fixture(scope="module")
def walked(databases):
    """A town with plekken in two wijken, of which one is solved, and areas and rounds."""
    store = Store.open(databases.address("sqlite", filled=True))
    edition = Atlas(store).edition()

    def told(viewer, area, dy=0.0):
        x, y = place(edition, area, dy=dy)
        report(edition, viewer, Spot(kind=SpotKind.STIL, x=x, y=y, reported=TODAY))

    told(WAS, OWN, -60)
    told(WAS, OWN_BUURT)
    told(WAS, OWN, 60)
    told(WAS_ELSEWHERE, OTHER)
    solve(edition, WAS, next(one for one in spots(edition, WAS) if one.number == 1), TODAY)
    for name, said in {
        "Open ronde": {"border": within(edition, OWN).boundary, "classification": OPEN},
        "Interne ronde": {"border": within(edition, OWN).boundary, "classification": INTERN},
        "Ronde van eerder": {"border": within(edition, OWN).boundary,
                             "valid_to": TODAY - timedelta(days=1)},
        "Gebied": {"kind": PreventionKind.WAS_GEBIED, "area": OWN_BUURT},
        "Gebied elders": {"kind": PreventionKind.WAS_GEBIED, "area": OTHER},
        "Ronde elders": {"border": within(edition, OTHER).boundary, "classification": OPEN},
        "Geen ronde": {"kind": PreventionKind.ALCOHOLVERBOD, "border": within(edition, OWN)},
    }.items():  # fmt: skip
        add(edition, BEHEER, Prevention(**{"kind": PreventionKind.RONDE, "name": name} | said),
            confirmed=None)  # fmt: skip
    yield Atlas(store).edition()
    store.close()


@pytest.mark.parametrize(
    ("viewer", "numbers", "names"),
    [
        (PUBLIEK, (), {"Open ronde"}),
        (WAS, (3, 2), {"Open ronde", "Interne ronde", "Gebied"}),
        (BOTH, (3, 2), {"Open ronde", "Interne ronde", "Gebied"}),
        (REGISSEUR, (3, 2), {"Open ronde", "Interne ronde", "Gebied"}),
        (WAS_ELSEWHERE, (), {"Open ronde"}),
        (NOWHERE, (), {"Open ronde"}),
        (PLANNER, (), {"Open ronde", "Interne ronde", "Gebied"}),
        (BEHEER, (), {"Open ronde", "Interne ronde", "Gebied"}),
        # A wijk of one's own is not enough.
        (
            Viewer(Role.PLANNER, frozenset({OWN.code})),
            (),
            {"Open ronde", "Interne ronde", "Gebied"},
        ),
    ],
)
def test_each_has_on_it_what_is_theirs_to_see(walked, viewer, numbers, names):
    sheet = round_sheet(walked, viewer, OWN, TODAY)
    assert {one.number for one in sheet.plekken} == set(numbers)
    assert sheet.sees_spots == bool(numbers)
    assert {one.prevention.name for one in sheet.rounds} == names
    assert (sheet.role, sheet.is_open) == (viewer.role, viewer is PUBLIEK)


def test_plekken_go_from_north_to_south_each_with_its_buurt(walked):
    sheet = round_sheet(walked, WAS, OWN, TODAY)
    norths = [one.spot.y for one in sheet.plekken]
    assert norths == sorted(norths, reverse=True)
    names = dict(zip((one.number for one in sheet.plekken), sheet.buurten, strict=True))
    assert names[2] == "Voorweg"
    assert len(set(names.values()) - {""}) >= 1


def test_it_is_of_the_day_on_it(walked):
    sheet = round_sheet(walked, WAS, OWN, TODAY - timedelta(days=1))
    assert "Ronde van eerder" in {one.prevention.name for one in sheet.rounds}
    assert sheet.lookout.month == Period.month(2026, 11)
    assert sheet.valid_to == TODAY - timedelta(days=1) + VALID == date(2026, 12, 10)
    later = round_sheet(walked, WAS, OWN, TODAY, Period.month(2026, 12))
    assert later.lookout.month == Period.month(2026, 12)
    assert (later.name, later.gemeente) == ("Meerzicht", "Zoetermeer")


def test_a_wijk_of_another_year_is_that_place(walked):
    # The code was another wijk in 2024: nothing of it is this team's.
    sheet = round_sheet(walked, WAS, replace(OWN, year=2024), TODAY)
    assert sheet.name == "Rokkeveen"
    assert (sheet.plekken, sheet.sees_spots) == ((), False)
    with pytest.raises(UnknownCodeError, match="WK063799"):
        round_sheet(walked, WAS, AreaId("WK063799", 2025, Level.WIJK), TODAY)

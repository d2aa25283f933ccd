"""A sheet of a round, with plekken and rounds that were made up."""

from dataclasses import replace
from datetime import UTC, date, datetime

import numpy as np
import pytest
import shapely

from ivbgeo.atlas import Atlas
from ivbgeo.prevention.kind import Light, PreventionKind, SpotKind, SpotStatus
from ivbgeo.prevention.prevention import Prevention, PreventionVersion
from ivbgeo.prevention.roundsheet import round_sheet
from ivbgeo.prevention.spot import Spot, SpotVersion
from ivbgeo.store import Store
from tests.preventing import OWN, TODAY, WAS, within

NOW = datetime(2026, 11, 27, 20, tzinfo=UTC)
ABOUT = {"version": 1, "changed_at": NOW, "changed_by": "was", "withdrawn": False}


@pytest.fixture(scope="session")
def quiet_town(databases):
    """A town in which nothing is written."""
    store = Store.open(databases.address("sqlite", filled=True))
    yield Atlas(store).edition()
    store.close()


@pytest.fixture(scope="session")
def empty(quiet_town):
    """The sheet of a WAS-team of a wijk in which nothing was reported."""
    return round_sheet(quiet_town, WAS, OWN, TODAY)


@pytest.fixture(scope="session")
def filled(quiet_town, empty):
    """The same with four plekken, an area and a round."""
    return with_all(quiet_town, empty, 4, [("Team Meerzicht", ""), ("Avondronde", "vrijdag")])


def with_all(edition, sheet, many, rounds, remark="Struiken voor de lamp"):
    """Give a sheet with so many plekken, from north to south, and rounds with their times."""
    polygon = edition.division(OWN.division).area(OWN.code).polygon.buffer(-60)
    left, bottom, right, top = polygon.bounds
    drawn = np.random.default_rng(5).uniform((left, bottom), (right, top), (20 * many, 2))
    inside = drawn[shapely.contains_xy(polygon, drawn)][:many]
    plekken = tuple(
        SpotVersion(
            key=f"register-{at + 11}",
            spot=Spot(
                kind=list(SpotKind)[at % 3],
                x=x,
                y=y,
                light=list(Light)[at % 5],
                status=list(SpotStatus)[at % 2],
                remark=remark,
                reported=date(2026, 11, 1 + at % 25),
            ),
            **ABOUT,
        )
        for at, (x, y) in enumerate(sorted(inside.tolist(), key=lambda place: -place[1]))
    )
    kinds = (PreventionKind.WAS_GEBIED, PreventionKind.RONDE)
    borders = (within(edition, OWN, 500), within(edition, OWN, 300).boundary)
    versions = tuple(
        PreventionVersion(
            key=str(at),
            prevention=Prevention(
                kind=kinds[at % 2],
                name=name,
                border=borders[at % 2],
                times=times,
                contact_role="coördinator WAS",
                contact="was@gemeente.example",
            ),
            **ABOUT,
        )
        for at, (name, times) in enumerate(rounds)
    )
    buurten = ("Voorweg",) * len(plekken)
    return replace(sheet, plekken=plekken, buurten=buurten, rounds=versions)

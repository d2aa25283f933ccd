"""Near repeats of a wijk: found where they were put, not where there are none, never a point."""

import dataclasses

import numpy as np
import pytest
import shapely

from geo import AreaId, Level
from ivbgeo.atlas import Atlas
from ivbgeo.period import Period
from ivbgeo.repeats import repeats
from ivbgeo.viewer import PUBLIEK, Role, Viewer

MEERZICHT = AreaId("WK063705", 2025, Level.WIJK)
Y2024 = Period.year(2024)
DESK = Viewer(Role.WIJKREGISSEUR)


def burglaries(edition, *, repeated):
    """Burglaries in Meerzicht; ``repeated``: half of them come back next door within a week."""
    chance = np.random.default_rng(7)
    polygon = edition.division(MEERZICHT.division).area(MEERZICHT.code).polygon
    west, south, east, north = polygon.bounds
    lines = []
    while len(lines) < (300 if repeated else 110):
        x, y = chance.uniform(west, east), chance.uniform(south, north)
        if not shapely.contains_xy(polygon.buffer(-60), x, y):
            continue
        day = np.datetime64("2024-01-05") + int(chance.integers(0, 340))
        lines.append(f"1.1.1,{day},,{x:.1f},{y:.1f}")
        if repeated and len(lines) % 2:
            again = day + int(chance.integers(1, 6))
            lines.append(f"1.1.1,{again},,{x + 20:.1f},{y:.1f}")
    # Every month is told of, and one burglary is of a whole holiday.
    lines += [f"1.1.1,2024-{month:02}-01,,," for month in range(1, 13)]
    lines.append(f"1.1.1,2024-07-01,2024-07-20,{x:.1f},{y:.1f}")
    return "categorie,datum,tot,x,y\n" + "\n".join(lines) + "\n"


def test_what_repeats_nearby_is_found(put, filled):
    edition = put("incidents", burglaries(Atlas(filled).edition(), repeated=True))
    told = repeats(edition, DESK, "1.1.1", Y2024, MEERZICHT)
    assert told.found.events == 300
    assert told.found.found[1, 0]
    assert told.sentence.startswith("Na een eerste keer is de kans op nog een keer groter")
    assert "binnen 100 meter" in told.sentence
    assert "de eerste week" in told.sentence
    assert told.bands[:2] == ("dezelfde plek", "1 tot 100 m")
    assert told.spans[0] == "na 0 tot 6 dagen"
    assert told.provenance.dataset == "import/incidents"
    # Nothing of it tells where an incident was.
    assert {field.name for field in dataclasses.fields(told.found)} == {
        *("events", "distances", "days", "observed", "expected", "ratio", "p"),
    }


def test_what_does_not_repeat_is_not_found(put, filled):
    edition = put("incidents", burglaries(Atlas(filled).edition(), repeated=False))
    told = repeats(edition, DESK, "1.1.1", Y2024, MEERZICHT)
    assert told.found.events == 110
    assert not told.found.found.any()
    assert "niet te onderscheiden van toeval" in told.sentence


@pytest.fixture
def few(put):
    return put("incidents", "categorie,datum,x,y\n1.1.1,2024-05-01,93000,452000\n")


def test_of_few_nothing_is_said(few):
    told = repeats(few, DESK, "1.1.1", Period.month(2024, 5), MEERZICHT)
    assert told.found is None
    assert "Met minder dan 50 is niet te zeggen" in told.sentence
    assert (told.bands, told.spans) == ((), ())


def test_who_may_not_read_them_learns_nothing(few):
    month = Period.month(2024, 5)
    unread = repeats(few, PUBLIEK, "1.1.1", month, MEERZICHT)
    assert unread.found is None
    assert unread.sentence == "Losse incidenten met een plek en een dag zijn hier niet bekend."
    assert unread.provenance is None

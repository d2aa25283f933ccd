"""What is wrong with prevention or plekken in the store is found by a check."""

import pytest
from sqlalchemy import delete, update

from ivbgeo.atlas import Atlas
from ivbgeo.check import check
from ivbgeo.prevention.spot import Spot
from ivbgeo.store import schema
from ivbgeo.store.prevention import PREVENTIONS
from ivbgeo.store.spots import SPOTS
from tests.preventing import OWN, TODAY, group, place, within

BROKEN = bytes.fromhex("0103000000010000000100000000000000000000000000000000000000")


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (delete(schema.spot_version), "Van stille of enge plek 1 hoort versie 1"),
        (delete(schema.prevention_version), "Van preventie 1 hoort versie 1"),
        (update(schema.prevention_version).values(version=3), "Van preventie 1 hoort versie 1"),
        (update(schema.prevention_version).values(border=BROKEN), "De grens van ‘Alarm’ is niet"),
    ],
)
def test_what_is_lost_or_broken_is_told(town, data_dir, spoil, told):
    edition = Atlas(town).edition()
    x, y = place(edition, OWN)
    with town.writing(figures=False) as connection:
        PREVENTIONS.add(connection, group("Alarm", within(edition, OWN)), "beheer")
        SPOTS.add(connection, Spot(kind="eng", x=x, y=y, reported=TODAY), "was")
    with town.writing(figures=False) as connection:
        connection.execute(spoil)
    (found,) = check(town, data_dir)
    assert told in str(found)

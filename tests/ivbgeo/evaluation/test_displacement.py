"""Published counts and what their authors print of them, to those digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivbgeo.errors import DataError
from ivbgeo.evaluation import (
    Zone,
    Zones,
    accuracy_index,
    efficiency_index,
    net_effect,
    quotient,
    verdict,
    weighted_difference,
)

# Wheeler and Ratcliffe (2018): treated, its control, displacement, its control.
PAPER = Zones(Zone(207, 110), Zone(308, 318), Zone(178, 157), Zone(150, 140))


def test_wdd_of_the_paper():
    """-118, a variance of 1568, z -2.98, and -196 to -40."""
    found = weighted_difference(PAPER)
    assert found.value == -118
    assert found.error**2 == pytest.approx(1568)
    assert round(found.value / found.error, 2) == -2.98
    assert (round(found.low), round(found.high)) == (-196, -40)
    assert found.side == -1


@pytest.mark.parametrize(
    ("zones", "value", "error"),
    [
        # The help of ptools, by the same author: -10 (8.4); and on his site: 19 beside -10.
        (Zones(Zone(20, 10), Zone(20, 20)), -10, "8.4"),
        (Zones(Zone(100, 80), Zone(100, 90)), -10, "19.2"),
    ],
)
def test_wdd_of_other_published_counts(zones, value, error):
    found = weighted_difference(zones)
    assert found.value == value
    assert f"{found.error:.1f}" == error
    assert found.side == 0


def test_wdq_and_tne_by_hand_on_the_counts_of_the_paper():
    """No table of Bowers and Johnson's counts was at hand; their formula, written out."""
    wdq = (157 / 318 - 178 / 308) / (110 / 318 - 207 / 308)
    assert round(wdq, 3) == 0.258
    assert quotient(PAPER) == pytest.approx(wdq)
    tne = (207 * 318 / 308 - 110) + (178 * 318 / 308 - 157)
    assert round(tne, 1) == 130.5
    assert net_effect(PAPER) == pytest.approx(tne)


def test_wdq_is_read_only_where_crime_fell_against_the_control_zone():
    assert quotient(Zones(Zone(100, 100), Zone(100, 100), Zone(50, 40))) is None
    assert quotient(Zones(Zone(100, 120), Zone(100, 100), Zone(50, 40))) is None
    assert quotient(Zones(Zone(100, 80), Zone(100, 0), Zone(50, 40))) is None
    assert quotient(Zones(Zone(100, 80), Zone(100, 100))) is None
    assert quotient(Zones(Zone(100, 80), Zone(100, 100), Zone(50, 50))) == 0


COUNTS = st.integers(0, 400)


@given(*[COUNTS] * 6)
def test_the_quotient_grows_as_the_buffer_gains(rb, ra, db, da, cb, ca):
    zones = Zones(Zone(rb, ra), Zone(cb, ca), Zone(db, da))
    wdq = quotient(zones)
    assert verdict(zones)[-1] == "."
    if wdq is not None:
        assert wdq >= quotient(Zones(zones.response, zones.control, Zone(db, da + 1)))


def test_a_verdict_is_refused_under_20_before():
    for zones in (
        Zones(Zone(19, 1), Zone(200, 200), Zone(90, 90)),
        Zones(Zone(200, 100), Zone(19, 19), Zone(90, 90)),
    ):
        assert verdict(zones).startswith("Geen oordeel")
    assert not verdict(Zones(Zone(20, 1), Zone(20, 20))).startswith("Geen oordeel")


@pytest.mark.parametrize(
    ("zones", "words"),
    [
        (PAPER, "118 misdrijven minder"),
        (PAPER, "geen verplaatsing te zien die meer is dan toeval"),
        (Zones(Zone(400, 200), Zone(900, 900), Zone(300, 400)), "Een deel verplaatste zich"),
        (Zones(Zone(400, 300), Zone(900, 900), Zone(300, 480)), "meer dan wat in het cameragebied"),
        (Zones(Zone(400, 200), Zone(900, 900), Zone(300, 200)), "ook voordeel"),
        (Zones(Zone(100, 98), Zone(100, 100), Zone(50, 50)), "Niet te onderscheiden van toeval"),
        (Zones(Zone(100, 300), Zone(100, 100), Zone(50, 50)), "daalde het niet meer dan"),
        (Zones(Zone(100, 300), Zone(100, 100)), "Zonder zone eromheen"),
    ],
)
def test_it_is_said_in_words(zones, words):
    assert words in verdict(zones)


def test_counts_below_zero_are_refused():
    with pytest.raises(DataError) as caught:
        Zone(-1, 3)
    assert caught.value.rule == "evaluate.count"


def test_pai_and_pei():
    """No published table was at hand: a quarter on half of the ground, a fifth on a tenth."""
    assert accuracy_index(25, 100, 50, 100) == 0.5
    assert accuracy_index(20, 100, 10, 100) == 2
    assert accuracy_index(0, 0, 10, 100) is None
    assert accuracy_index(1, 10, 0, 100) is None
    assert efficiency_index(2.0, 4.0) == 0.5
    assert efficiency_index(2.0, 0.0) is None

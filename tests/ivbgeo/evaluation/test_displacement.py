"""Published counts and what their authors print of them, to those digits."""

from fractions import Fraction
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivbgeo.errors import DataError
from ivbgeo.evaluation import (
    Called,
    Zone,
    Zones,
    accuracy_index,
    around,
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
        # README of the R package ptools, by the first author: -10.000000 and 8.366600.
        (Zones(Zone(20, 10), Zone(20, 20)), -10, "8.366600"),
        # Wheeler, The WDD test with different pre/post time periods (andrewpwheeler.com, 2021).
        (Zones(Zone(80, 20), Zone(100, 50)), -10, "15.8"),
        # Wheeler, Some extensions to the WDD statistic (crimede-coder.com, 2025).
        (Zones(Zone(100, 80), Zone(100, 90)), -10, "19"),
        # The same place as in the paper, without the zone around it: -107 (30.7)
        # (andrewpwheeler.com/tag/wdd, Rates in WDD).
        (Zones(Zone(207, 110), Zone(308, 318)), -107, "30.7"),
        # Tests of ptools: what moved alone is -10, both together -20.
        (Zones(Zone(20, 20), Zone(20, 20), Zone(20, 10), Zone(20, 20)), -10, "12.2"),
        (Zones(Zone(20, 10), Zone(20, 20), Zone(20, 10), Zone(20, 20)), -20, "11.8"),
    ],
)
def test_wdd_of_other_published_counts(zones, value, error):
    found = weighted_difference(zones)
    assert found.value == value
    decimals = len(error.partition(".")[2])
    assert f"{found.error:.{decimals}f}" == error


def test_wdd_has_the_limits_that_ptools_prints():
    """Its README: a Z of -1.195229, and with 90% confidence -23.761833 to 3.761833."""
    found = weighted_difference(Zones(Zone(20, 10), Zone(20, 20)))
    assert f"{found.value / found.error:.6f}" == "-1.195229"
    reach = NormalDist().inv_cdf(0.95) * found.error
    assert f"{found.value - reach:.6f} {found.value + reach:.6f}" == "-23.761833 3.761833"
    assert (found.high - found.low) / 2 == pytest.approx(NormalDist().inv_cdf(0.975) * found.error)


@pytest.mark.parametrize(("after", "wdq"), [(150, -1), (75, 0.5)])
def test_wdq_of_the_tests_of_streetlamp(after, wdq):
    """The R package streetlamp (blackthrive): 100 to 50 beside a control of 100 and 100.

    All of it moved to a zone that went to 150; half as much was won where it went to 75.
    """
    zones = Zones(Zone(100, 50), Zone(100, 100), Zone(100, after))
    assert quotient(zones) == wdq
    # Guerette (2009), appendix B, formula 4: [Rb(Ca/Cb) - Ra] + [Db(Ca/Cb) - Da].
    assert net_effect(zones) == (100 - 50) + (100 - after)


def test_wdq_and_tne_by_hand_on_the_counts_of_the_paper():
    """No table of Bowers and Johnson's counts was at hand; their formula, written out."""
    zones = Zones(PAPER.response, PAPER.control, PAPER.buffer)
    wdq = (157 / 318 - 178 / 308) / (110 / 318 - 207 / 308)
    assert round(wdq, 3) == 0.258
    assert quotient(zones) == pytest.approx(wdq)
    tne = (207 * 318 / 308 - 110) + (178 * 318 / 308 - 157)
    assert round(tne, 1) == 130.5
    assert net_effect(zones) == pytest.approx(tne)


def test_a_zone_around_it_is_held_against_its_own_control():
    """By hand on the counts of the paper: 178 of which 140 / 150 stayed, and 157 came."""
    gain, around_it = 207 * 318 / 308 - 110, 178 * 140 / 150 - 157
    assert net_effect(PAPER) == pytest.approx(gain + around_it)
    assert quotient(PAPER) == pytest.approx(around_it / gain)
    # It fell by half around it, and so it did in that zone's own control: nothing was gained there.
    fell = Zones(Zone(200, 100), Zone(200, 200), Zone(400, 200), Zone(300, 150))
    assert (net_effect(fell), quotient(fell), around(fell).side) == (100, 0, 0)
    assert "geen verplaatsing te zien" in verdict(fell)
    without = Zones(fell.response, fell.control, fell.buffer)
    assert (net_effect(without), quotient(without), around(without).side) == (300, 2, -1)
    assert net_effect(Zones(Zone(9, 9), Zone(9, 9), Zone(9, 9), Zone(0, 9))) is None
    assert quotient(Zones(Zone(9, 4), Zone(9, 9), Zone(9, 9), Zone(9, 0))) is None


def test_wdq_is_read_only_where_crime_fell_against_the_control_zone():
    assert quotient(Zones(Zone(100, 100), Zone(100, 100), Zone(50, 40))) is None
    assert quotient(Zones(Zone(100, 120), Zone(100, 100), Zone(50, 40))) is None
    assert quotient(Zones(Zone(100, 80), Zone(100, 0), Zone(50, 40))) is None
    assert quotient(Zones(Zone(100, 80), Zone(100, 100))) is None
    assert quotient(Zones(Zone(100, 80), Zone(100, 100), Zone(50, 50))) == 0


COUNTS = st.integers(0, 400)
SOME = st.integers(1, 400)


@given(*[COUNTS] * 4, SOME, SOME)
def test_wdq_and_tne_are_those_of_whole_numbers(ra, rb, da, db, ca, cb):
    """Bowers and Johnson, and Guerette, in exact fractions: another way to the same answers."""
    zones = Zones(Zone(rb, ra), Zone(cb, ca), Zone(db, da))
    success = Fraction(ra, ca) - Fraction(rb, cb)
    moved = Fraction(da, ca) - Fraction(db, cb)
    wdq = quotient(zones)
    assert (wdq is None) == (success >= 0)
    if wdq is not None:
        assert wdq == pytest.approx(float(moved / success), abs=1e-9)
    trend = Fraction(ca, cb)
    tne = (rb * trend - ra) + (db * trend - da)
    assert net_effect(zones) == pytest.approx(float(tne), abs=1e-9)


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
        (PAPER, "in het cameragebied 107 misdrijven minder; met 95% zekerheid tussen 47 en 167"),
        (PAPER, "Samen met de zone eromheen zijn het er 118 minder"),
        (PAPER, "met 95% zekerheid tussen 40 en 196 minder"),
        (PAPER, "geen verplaatsing te zien die meer is dan toeval"),
        (
            Zones(Zone(400, 200), Zone(900, 900), Zone(300, 400)),
            "kan verplaatsing zijn. Het is minder dan",
        ),
        (
            Zones(Zone(400, 300), Zone(900, 900), Zone(300, 480)),
            "Het is meer dan wat er in het cameragebied",
        ),
        (
            Zones(Zone(400, 200), Zone(900, 900), Zone(300, 200)),
            "Ook in de zone eromheen kwamen er minder dan verwacht: 100",
        ),
        (Zones(Zone(100, 98), Zone(100, 100), Zone(50, 50)), "Niet te onderscheiden van toeval"),
        (
            Zones(Zone(300, 200), Zone(300, 300), Zone(900, 900)),
            "eromheen is het niet te onderscheiden",
        ),
        (Zones(Zone(100, 300), Zone(100, 100), Zone(50, 50)), "daalde het niet meer dan"),
        (Zones(Zone(100, 300), Zone(100, 100)), "Zonder zone eromheen"),
    ],
)
def test_it_is_said_in_words(zones, words):
    assert words in verdict(zones)


@pytest.mark.parametrize("after", [20, 50, 110, 300])
def test_what_was_counted_is_called_by_its_name(after):
    """Whole buurten are no camera area, wherever it is said."""
    called = Called("de buurten hier", "de buurten daar")
    for buffer in (None, Zone(300, 100), Zone(300, 300), Zone(300, 500)):
        for before in (9, 100):
            said = verdict(Zones(Zone(before, after), Zone(100, 100), buffer), called)
            assert "het cameragebied" not in said
            assert "de zone eromheen" not in said
            assert "de buurten hier" in said


def test_counts_below_zero_are_refused():
    with pytest.raises(DataError) as caught:
        Zone(-1, 3)
    assert caught.value.rule == "evaluate.count"


def test_pai_by_hand():
    """No table of Chainey, Tompson and Uhlig was at hand; their formula, written out."""
    assert accuracy_index(25, 100, 50, 100) == (25 / 100) / (50 / 100) == 0.5
    assert accuracy_index(20, 100, 10, 100) == (20 / 100) / (10 / 100) == 2


def test_pai_and_pei_of_ptools():
    """Tests of ptools: 6, 3 and 0 crimes in three places of one size, pointed at in that order.

    PAI 2, 1.5 and 1; PEI 1, for no other order holds more.
    """
    found = [accuracy_index(hits, 9, places, 3) for places, hits in enumerate((6, 9, 9), start=1)]
    assert found == [2, 1.5, 1]
    assert [efficiency_index(one, one) for one in found] == [1, 1, 1]


def test_pai_and_pei_of_an_order_that_is_not_the_best():
    """The example in the help of ptools, by its formula: 6 in the first place, 7 in the best."""
    index, best = accuracy_index(6, 19, 1, 6), accuracy_index(7, 19, 1, 6)
    assert efficiency_index(index, best) == pytest.approx(6 / 7)


def test_pai_and_pei_of_nothing():
    assert accuracy_index(0, 0, 10, 100) is None
    assert accuracy_index(1, 10, 0, 100) is None
    assert efficiency_index(2.0, 0.0) is None

"""Plekken: reported in the own wijk alone, cleaned, told of when there is one, and closed."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier

import pytest

from ivbgeo.atlas import Atlas
from ivbgeo.errors import DataError, NotAllowedError, UsageError
from ivbgeo.prevention.kind import Light, SpotKind, SpotStatus
from ivbgeo.prevention.listing import spot_history, spots
from ivbgeo.prevention.reporting import change_spot, near, report, solve
from ivbgeo.prevention.spot import Spot
from ivbgeo.prevention.words import near_words, spot_changes, taken_out_words
from ivbgeo.record.asked import Asked
from ivbgeo.record.keeping import read_lines
from ivbgeo.register.words import who
from ivbgeo.viewer import PUBLIEK, Role, Viewer
from tests.preventing import (
    BEHEER,
    NOWHERE,
    OTHER,
    OWN,
    PLANNER,
    REGISSEUR,
    TODAY,
    WAS,
    WAS_ELSEWHERE,
    place,
)


def spot(edition, area=OWN, dx=0.0, **said):
    x, y = place(edition, area, dx)
    return Spot(**{"kind": SpotKind.ENG, "x": x, "y": y, "reported": TODAY} | said)


def test_a_plek_is_reported_cleaned_changed_and_closed(edition):
    typed = "Donker.\n\x1b[31m\x00Bel 06-12345678 of 06-87654321, Kerkstraat 12"
    wrong = spot(edition, light=Light.KAPOT, remark=typed)
    done = report(edition, WAS, wrong)
    assert (done.key, done.version) == ("register-1", 1)
    assert taken_out_words(done.taken_out).startswith(
        "Uit uw opmerking is weggehaald: 2 telefoonnummers en een adres. "
    )
    (seen,) = spots(edition, REGISSEUR)
    assert seen.spot.remark == "Donker. [31m Bel [telefoonnummer] of [telefoonnummer], [adres]"
    assert (seen.number, seen.spot.status, seen.changed_by) == (1, "gemeld", "was")
    assert who(seen).startswith("een WAS-team, ")
    # A text of somebody is in no representation that could come into a log.
    assert "Donker" not in repr((seen, done))

    works = replace(seen.spot, status=SpotStatus.IN_BEHANDELING, remark="Lamp besteld door j@x.nl")
    changed = change_spot(edition, REGISSEUR, seen, works)
    assert (changed.version, changed.taken_out) == (2, ("e-mailadres",))
    with pytest.raises(DataError, match="intussen veranderd") as caught:
        solve(edition, WAS, seen, TODAY)
    assert "Donker" not in f"{caught.value}{caught.value.values}"
    (now,) = spots(edition, WAS)
    same = change_spot(edition, WAS, now, now.spot)
    assert (same.version, same.taken_out) == (2, ())
    with pytest.raises(DataError, match="is opgelost op"):
        solve(edition, WAS, now, TODAY - timedelta(days=1))
    assert solve(edition, WAS, now, TODAY) == 3
    assert spots(edition, WAS) == ()
    (closed,) = spots(edition, WAS, solved=True)
    assert closed.spot.solved == TODAY
    again = replace(closed.spot, status=SpotStatus.GEMELD, solved=None)
    assert change_spot(edition, WAS, closed, again).version == 4
    every = spot_history(edition, REGISSEUR, done.key)
    assert [one.spot.status for one in every] == ["gemeld", "opgelost", "in_behandeling", "gemeld"]
    assert spot_changes(every[2], every[3])[0] == "Stand: eerst ‘gemeld’, nu ‘in behandeling’."
    assert spot_changes(every[3], None) == ("Gemeld.",)

    lines = read_lines(edition.store, BEHEER, Asked())[:4]
    assert {(line.what, line.area_code) for line in lines} == {("stille of enge plek 1", OWN.code)}
    assert "Donker" not in str(lines)


def test_the_same_place_is_told_and_written_only_when_it_is_another(edition):
    report(edition, WAS, spot(edition, reported=TODAY - timedelta(days=3)))
    close = spot(edition, dx=24.9)
    (found,) = near(edition, REGISSEUR, close.x, close.y)
    assert (found.version.number, round(found.metres, 1)) == (1, 24.9)
    assert near_words(found) == (
        "Op 25 meter hiervandaan is op 24 november 2026 al plek 1 gemeld (enge plek, verlichting "
        "niet bekend, gemeld)."
    )
    with pytest.raises(DataError, match="Op 25 meter hiervandaan is op 24 november 2026") as caught:
        report(edition, REGISSEUR, close)
    assert caught.value.rule == "spot.same"
    assert len(spots(edition, WAS)) == 1
    assert report(edition, REGISSEUR, close, another=True).key == "register-2"
    far = report(edition, WAS, spot(edition, dx=-25.1))
    (third,) = (one for one in spots(edition, WAS) if one.key == far.key)
    # Moved next to another one: told too. What stays where it is, is not asked about itself.
    with pytest.raises(DataError, match="plek 1"):
        change_spot(edition, WAS, third, replace(third.spot, x=third.spot.x + 20))
    change_spot(edition, WAS, third, replace(third.spot, remark="stil"))
    # What was solved is no reason to ask; but it is when it is opened again.
    first = spots(edition, WAS)[0]
    solve(edition, WAS, first, TODAY)
    assert near(edition, WAS, first.spot.x - 1, first.spot.y)[0].version.number != 1
    closed = spots(edition, WAS, solved=True)[0]
    again = replace(closed.spot, status=SpotStatus.GEMELD, solved=None)
    with pytest.raises(DataError, match="plek 2"):
        change_spot(edition, WAS, closed, again)
    assert change_spot(edition, WAS, closed, again, another=True).version == 3


def test_a_day_to_come_is_refused(edition):
    to_come = date.today() + timedelta(days=1)  # noqa: DTZ011 - as the rule has it
    with pytest.raises(DataError, match="een dag die nog komt"):
        report(edition, WAS, spot(edition, reported=to_come))
    report(edition, WAS, spot(edition))
    with pytest.raises(DataError, match="een dag die nog komt"):
        solve(edition, WAS, spots(edition, WAS)[0], to_come)


def test_nobody_reports_or_closes_in_a_wijk_of_others(edition):
    there = spot(edition, OTHER)
    with pytest.raises(DataError) as caught:
        report(edition, WAS, there)
    name, other = (edition.division(one.division).area(one.code).name for one in (OWN, OTHER))
    assert f"uw wijk: {name}" in str(caught.value)
    assert other not in str(caught.value)
    with pytest.raises(DataError, match="niet in uw wijk"):
        report(edition, WAS, replace(there, x=0.0, y=0.0))
    for viewer in (PUBLIEK, PLANNER, BEHEER, NOWHERE, Viewer(Role.WIJKREGISSEUR)):
        with pytest.raises(NotAllowedError, match="van de wijk zelf"):
            report(edition, viewer, there)
        assert near(edition, viewer, there.x, there.y) == ()
    report(edition, WAS_ELSEWHERE, there)
    (seen,) = spots(edition, WAS_ELSEWHERE)
    for viewer in (WAS, REGISSEUR):
        with pytest.raises(UsageError, match="niet voor u"):
            solve(edition, viewer, seen, TODAY)
    for viewer in (PLANNER, BEHEER):
        with pytest.raises(NotAllowedError):
            solve(edition, viewer, seen, TODAY)
    # Not out of the own wijk either.
    own = report(edition, WAS, spot(edition))
    (mine,) = spots(edition, WAS)
    assert mine.key == own.key
    with pytest.raises(DataError, match="niet in uw wijk"):
        change_spot(edition, WAS, mine, replace(mine.spot, x=there.x, y=there.y))


def test_of_a_plek_across_the_border_nothing_is_said(edition):
    """Nor that there is one: a team that is told of it knows what it may not see."""
    division = edition.division(OWN.division)
    shared = division.area(OWN.code).polygon.intersection(division.area(OTHER.code).polygon)
    line = max(getattr(shared, "geoms", [shared]), key=lambda one: one.length)
    middle = line.interpolate(0.5, normalized=True)
    around = [(middle.x + dx, middle.y + dy) for dx in (-8, 0, 8) for dy in (-8, 0, 8)]
    reported = {}
    for viewer in (WAS, WAS_ELSEWHERE):
        for x, y in around:
            try:
                report(edition, viewer, Spot(kind="stil", x=x, y=y, reported=TODAY), another=True)
            except DataError:
                continue
            reported.setdefault((x, y), []).append(viewer)
    # Each place, also on the border, is of one of the two.
    assert {len(viewers) for viewers in reported.values()} == {1}
    assert len(reported) == len(around)
    assert {viewers[0] for viewers in reported.values()} == {WAS, WAS_ELSEWHERE}
    mine = {one.key for one in spots(edition, WAS)}
    assert mine.isdisjoint(one.key for one in spots(edition, WAS_ELSEWHERE))
    assert {one.version.key for one in near(edition, WAS, middle.x, middle.y)} <= mine
    # Nor by what is refused: a team may report beside what others have.
    at = next(place for place, viewers in reported.items() if viewers == [WAS])
    for one in spots(edition, WAS):
        solve(edition, WAS, one, TODAY)
    (x, y) = at
    assert report(edition, WAS, Spot(kind="stil", x=x, y=y, reported=TODAY)).version == 1
    mine = {one.key for one in spots(edition, WAS)}
    with pytest.raises(DataError, match="al plek") as caught:
        report(edition, WAS, Spot(kind="stil", x=x, y=y, reported=TODAY))
    assert f"register-{caught.value.values['value']}" in mine


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ({"remark": "x" * 501}, "measure.long"),
        ({"status": SpotStatus.OPGELOST}, "spot.solved"),
        ({"solved": TODAY}, "spot.solved"),
    ],
)
def test_what_can_not_be_is_refused(shared_edition, said, rule):
    with pytest.raises(DataError) as caught:
        spot(shared_edition, **said)
    assert caught.value.rule == rule


def test_what_takes_the_place_of_a_piece_still_fits(edition):
    numbers = " ".join(["111222333"] * 50)
    report(edition, WAS, spot(edition, remark=numbers))
    (seen,) = spots(edition, WAS)
    assert len(seen.spot.remark) <= 500
    assert "111222333" not in seen.spot.remark
    assert seen.version == 1


def test_two_phones_at_once_make_one_plek(filled):
    edition = Atlas(filled).edition()
    told = spot(edition)
    start = Barrier(4)

    def tell(at):
        start.wait()
        try:
            return report(edition, WAS, replace(told, x=told.x + at)).key
        except DataError as error:
            return error.rule

    with ThreadPoolExecutor(4) as pool:
        done = sorted(pool.map(tell, range(4)))
    assert done == ["register-1", "spot.same", "spot.same", "spot.same"]
    assert len(spots(edition, WAS)) == 1

"""Prevention is added, changed, taken off and put back: by who may, and nothing is lost."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import shapely

from geo import AreaId, Level
from ivbgeo.errors import DataError, NotAllowedError, UsageError
from ivbgeo.prevention.changing import add, change, put_back, withdraw
from ivbgeo.prevention.kind import PreventionKind
from ivbgeo.prevention.listing import history, preventions, withdrawn
from ivbgeo.prevention.prevention import Prevention
from ivbgeo.prevention.words import changes, period, state, told, where
from ivbgeo.record.asked import Asked
from ivbgeo.record.keeping import read_lines
from ivbgeo.register.words import who
from ivbgeo.viewer import PUBLIEK
from tests.preventing import (
    BEHEER,
    OPEN,
    OTHER,
    OTHER_BUURT,
    OWN,
    OWN_BUURT,
    PLANNER,
    REGISSEUR,
    TODAY,
    WAS,
    group,
    within,
)

BOW = shapely.Polygon([(93000, 452000), (93100, 452100), (93100, 452000), (93000, 452100)])


def test_what_is_said_stays_and_can_be_said_again(edition):
    first = group("Buurtalarm", within(edition, OWN), remark="Nieuw", classification=OPEN)
    key = add(edition, REGISSEUR, first)
    (seen,) = preventions(edition, REGISSEUR)
    assert (seen.key, seen.version, seen.changed_by, seen.prevention) == (
        key, 1, "wijkregisseur", first,
    )  # fmt: skip
    larger = replace(first, border=within(edition, OWN, 90), times="dag en nacht")
    assert change(edition, REGISSEUR, seen, larger) == 2
    (now,) = preventions(edition, BEHEER)
    assert change(edition, REGISSEUR, now, larger) == 2  # the same: nothing is written
    assert changes(edition, now, seen) == (
        "Tijden: eerst ‘niet bekend’, nu ‘dag en nacht’.",
        "Grens: eerst ‘1,44 hectare’, nu ‘3,24 hectare’.",
    )
    with pytest.raises(DataError, match="intussen veranderd"):
        change(edition, REGISSEUR, seen, first)
    assert withdraw(edition, BEHEER, now) == 3
    assert preventions(edition, BEHEER) == ()
    assert [one.key for one in withdrawn(edition, REGISSEUR)] == [key]
    assert withdrawn(edition, PLANNER) == withdrawn(edition, WAS) == ()
    # What was taken off is for nobody but who may put it back.
    for viewer in (PUBLIEK, WAS, PLANNER):
        with pytest.raises(UsageError):
            history(edition, viewer, key)
    gone = withdrawn(edition, REGISSEUR)[0]
    with pytest.raises(UsageError, match="Versie 9"):
        put_back(edition, REGISSEUR, gone, 9)
    assert put_back(edition, REGISSEUR, gone, 1) == 4
    assert [one.prevention for one in preventions(edition, PUBLIEK)] == [first]
    every = history(edition, REGISSEUR, key)
    assert [(one.version, one.withdrawn) for one in every] == [
        (4, False), (3, True), (2, False), (1, False),
    ]  # fmt: skip
    assert history(edition, PUBLIEK, key) == every[:1]
    assert changes(edition, every[0], every[1])[0] == "Weer op de lijst gezet."
    assert who(every[1]).startswith("de beheerder, ")
    lines = read_lines(edition.store, BEHEER, Asked())[:4]
    assert [(line.what, line.detail, line.role) for line in reversed(lines)] == [
        ("preventie 1", "versie 1", "wijkregisseur"),
        ("preventie 1", "versie 2", "wijkregisseur"),
        ("preventie 1", "versie 3, van de lijst gehaald", "beheer"),
        ("preventie 1", "versie 4", "wijkregisseur"),
    ]


def test_who_may_not_say_so_says_nothing(edition):
    here, there = (group(f"bij {one.code}", within(edition, one)) for one in (OWN, OTHER))
    for viewer in (PUBLIEK, WAS, PLANNER):
        with pytest.raises(NotAllowedError, match="wijkregisseur van die wijk"):
            add(edition, viewer, here)
    for said in (there, group("nergens"), group("buurt", area=OTHER_BUURT)):
        with pytest.raises(NotAllowedError):
            add(edition, REGISSEUR, said)
        add(edition, BEHEER, said)
    add(edition, REGISSEUR, group("eigen buurt", area=OWN_BUURT))
    seen = {one.prevention.name: one for one in preventions(edition, REGISSEUR)}
    with pytest.raises(NotAllowedError):
        change(edition, REGISSEUR, seen[there.name], here)  # taken from another wijk
    with pytest.raises(NotAllowedError):
        change(edition, REGISSEUR, seen["eigen buurt"], there)  # given to another wijk
    with pytest.raises(NotAllowedError):
        withdraw(edition, REGISSEUR, seen[there.name])
    with pytest.raises(UsageError):
        withdraw(edition, WAS, seen[there.name])
    assert len(preventions(edition, BEHEER)) == 4


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ({"name": " "}, "prevention.no_name"),
        ({"name": "x" * 121}, "measure.long"),
        ({"border": BOW}, "prevention.border"),
        ({"border": shapely.Point(93000, 452000)}, "prevention.border"),
        ({"border": shapely.Polygon()}, "prevention.border"),
        ({"valid_from": TODAY, "valid_to": date(2026, 1, 1)}, "prevention.dates"),
        ({"contact": "06-12345678"}, "prevention.contact"),
        ({"contact": "jan"}, "prevention.contact"),
        ({"contact": "javascript:alert(1)"}, "prevention.contact"),
        ({"contact": "j.jansen@zoetermeer.example"}, "measure.personal"),
        ({"contact": "m.vanwijk@gmail.com"}, "measure.personal"),
        ({"contact": "https://wa.me/31612345678"}, "prevention.personal"),
        ({"contact": "buurt0612345678@buurt.example"}, "prevention.personal"),
        ({"contact_role": "bel 06-12345678"}, "prevention.personal"),
        ({"remark": "jan@voorbeeld.nl"}, "prevention.personal"),
        ({"remark": "bij Kerkstraat 12"}, "measure.personal"),
        ({"border": shapely.box(150_000, 452_000, 150_100, 452_100)}, "register.outside"),
        ({"area": AreaId("WK069999", 2025, Level.WIJK)}, "measure.area"),
    ],
)
def test_what_can_not_be_is_refused(shared_edition, said, rule):
    with pytest.raises(DataError) as caught:
        add(shared_edition, BEHEER, group(**{"name": "Groep"} | said))
    assert caught.value.rule == rule
    assert str(caught.value)


def test_what_is_asked_about_can_be_confirmed_but_a_phone_number_never(edition):
    told_of = group("Alarm", area=OWN_BUURT, remark="bij Kerkstraat 12", contact="a.b@x.example")
    # Of each piece, and of no other than was asked about.
    asked = ("Kerkstraat 12", "a.b@x.example")
    for piece, other in zip(asked, reversed(asked), strict=True):
        with pytest.raises(DataError) as caught:
            add(edition, BEHEER, told_of, confirmed={piece})
        assert (caught.value.rule, caught.value.values["value"]) == ("measure.personal", other)
    add(edition, BEHEER, told_of, confirmed=asked)
    for never in ({"name": "06-12345678"}, {"contact": "https://wa.me/31612345678"}):
        with pytest.raises(DataError) as caught:
            add(edition, BEHEER, replace(told_of, **never), confirmed=None)
        assert caught.value.rule == "prevention.personal"
    # An address is where an evening is.
    evening = Prevention(
        kind=PreventionKind.AVOND, name="Avond", place="Kerkstraat 12", valid_from=TODAY
    )
    add(edition, BEHEER, evening)
    add(edition, BEHEER, replace(evening, valid_from=date(2027, 3, 1)))
    for again in (evening, replace(told_of, name=" alarm")):
        with pytest.raises(DataError, match="Er is al een"):
            add(edition, BEHEER, again, confirmed=None)
    assert len(preventions(edition, BEHEER)) == 3
    # An evening is announced, and is over the day after.
    for day, count in ((TODAY, 3), (TODAY + timedelta(days=1), 2), (date(2027, 3, 2), 1)):
        assert len(preventions(edition, BEHEER, on=day)) == count


def test_words(shared_edition):
    parts = shapely.MultiPolygon([within(shared_edition, OWN), within(shared_edition, OTHER)])
    assert where(shared_edition, group("x", parts)) == "2,88 hectare, in 2 delen"
    assert where(shared_edition, group("x")) == "gebied niet bekend"
    assert where(shared_edition, group("x", area=OWN)).endswith(", grens niet bekend")
    walk = Prevention(
        kind=PreventionKind.RONDE, name="x", border=shapely.LineString([(0, 0), (0, 1500)])
    )
    assert where(shared_edition, walk) == "1,50 kilometer"
    assert told(shared_edition, group("x"))["Gebied"] == "gebied niet bekend"
    zone = Prevention(
        kind=PreventionKind.VUURWERKVRIJ, name="x",
        valid_from=date(2026, 12, 31), valid_to=date(2027, 1, 1),
    )  # fmt: skip
    assert period(zone) == "van 31 december 2026 tot en met 1 januari 2027"
    assert [state(zone, date(2026, 12, day)) for day in (30, 31)] == ["geldt nog niet", "geldt"]
    assert state(zone, date(2027, 1, 2)) == "geldt niet meer"
    evening = Prevention(kind=PreventionKind.AVOND, name="x", valid_from=TODAY)
    assert [state(evening, TODAY + timedelta(days=days)) for days in (-1, 0, 1)] == [
        "komt nog", "is vandaag", "is geweest",
    ]  # fmt: skip

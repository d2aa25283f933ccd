"""Coverage, heterdaad and where a group is wanted, on a store with counts and with groups."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import numpy as np
import pytest
import shapely

from geo import AreaId, Level, RdPoints, to_wgs84
from ivbgeo.atlas import Atlas
from ivbgeo.errors import NotAllowedError, UsageError
from ivbgeo.figure import State, Verdict
from ivbgeo.filekind import FileKind
from ivbgeo.importing import ReadOptions, import_file
from ivbgeo.period import Period
from ivbgeo.places import lies_in
from ivbgeo.plannerfiles import add, withdraw
from ivbgeo.prevention.coverage import coverage_on
from ivbgeo.prevention.dwellings import Basis
from ivbgeo.prevention.heterdaad import groups_near
from ivbgeo.prevention.told import (
    about_coverage,
    about_heterdaad,
    about_wanting,
    away,
    gap_words,
    percent,
    place_words,
    share_words,
)
from ivbgeo.prevention.wanting import most_wanting
from ivbgeo.question import Per
from ivbgeo.sources import Kind
from ivbgeo.store import Store
from ivbgeo.store.prevention import PREVENTIONS
from ivbgeo.viewer import PUBLIEK
from tests.geojson import write
from tests.preventing import BEHEER, OWN, OWN_BUURT, PLANNER, REGISSEUR, TODAY, WAS, group

VOORWEG = OWN_BUURT  # where burglary rose fivefold
ELSEWHERE = AreaId("BU06370601", 2025, Level.BUURT)
MEERZICHT_2024 = AreaId("WK063701", 2024, Level.WIJK)
YEARS = Period((2022, 1), (2024, 12))


def ground(edition, area=VOORWEG):
    return edition.division(area.division).area(area.code).polygon


def west_half(shape):
    """Give the part of a shape that lies west of its middle, by surface about half of it."""
    west, south, _, north = shape.bounds
    return shape.intersection(shapely.box(west, south, shape.centroid.x, north))


def lonlat(point):
    there = to_wgs84(RdPoints([point.x], [point.y]))
    return {"lon": float(there.lon[0]), "lat": float(there.lat[0])}


@pytest.fixture(scope="module")
def filled_city(city, tmp_path_factory):
    """The city of which it is known what stands out, to write in."""
    path = tmp_path_factory.mktemp("preventie") / "stad.sqlite"
    with (
        closing(sqlite3.connect(city.store.engine.url.database)) as one,
        closing(sqlite3.connect(path)) as other,
    ):
        one.backup(other)
    store = Store.open(f"sqlite:///{path}")
    yield Atlas(store).edition()
    store.close()


@pytest.fixture(scope="module")
def town(filled_city):
    """With groups: half of one buurt, all of another, and two of which no border is known."""
    edition = filled_city
    with edition.store.writing(figures=False) as connection:
        for one in (
            group("Half", west_half(ground(edition))),
            group("Nog eens half", west_half(ground(edition)).buffer(-20)),
            group("Heel", ground(edition, ELSEWHERE)),
            group("Van Meerzicht", area=OWN, contact_role="coördinator"),
            group("Ergens"),
            group("Voorbij", ground(edition), valid_to=TODAY.replace(year=2025)),
            group("Van vroeger", area=MEERZICHT_2024, valid_to=TODAY.replace(year=1999)),
        ):
            PREVENTIONS.add(connection, one, "beheer")
    return edition


def test_half_of_a_buurt_is_covered_and_what_has_no_border_is_told_apart(town):
    found = coverage_on(town, PLANNER, on=TODAY)
    row = {one.area: one for one in found.rows}
    assert row[VOORWEG].share == pytest.approx(
        west_half(ground(town)).area / ground(town).area, abs=1e-9
    )
    assert (row[VOORWEG].groups, row[VOORWEG].unbordered) == (2, 1)
    assert row[ELSEWHERE].share == pytest.approx(1)
    assert (row[ELSEWHERE].groups, row[ELSEWHERE].unbordered) == (1, 0)
    assert found.per is Per.WONINGEN
    assert {one.basis for one in found.rows} == {Basis.OPPERVLAKTE}
    assert [one.prevention.name for one in found.groups.placed] == ["Van Meerzicht"]
    assert [one.prevention.name for one in found.groups.nowhere] == ["Ergens"]
    covered = sum(one.covered_dwellings or 0 for one in found.rows)
    assert found.share == pytest.approx(covered / sum(one.dwellings or 0 for one in found.rows))
    assert [one.dataset.startswith("import/population/") for one in found.provenance] == [True]
    past = coverage_on(town, BEHEER, on=TODAY.replace(year=2025, month=1))
    assert {one.area: one.share for one in past.rows}[VOORWEG] == pytest.approx(1)


def test_homes_of_a_file_count_where_they_stand_for_whoever_asks(town, tmp_path):
    east = ground(town).difference(west_half(ground(town)))
    inside = shapely.buffer(shapely.point_on_surface(east), 30)
    houses = [
        shapely.box(x, y, x + 2, y + 2)
        for x, y in np.random.default_rng(1).uniform(
            [inside.bounds[0], inside.bounds[1]], [inside.bounds[2], inside.bounds[3]], (40, 2)
        )
    ]
    path = write(tmp_path / "panden.geojson", houses, woning=["ja"] * len(houses))
    kept = add(town, PLANNER, FileKind.BUILDINGS, path)
    try:
        for viewer in (PLANNER, REGISSEUR, BEHEER):
            found = coverage_on(town, viewer, on=TODAY)
            row = {one.area: one for one in found.rows}
            assert row[VOORWEG].share == 0  # all homes stand in the other half
            assert row[VOORWEG].basis is Basis.WONINGEN
            assert row[ELSEWHERE].basis is Basis.OPPERVLAKTE
            assert found.file.startswith("panden.geojson")
    finally:
        withdraw(town, PLANNER, kept.id)


def test_nearest_first_with_what_no_group_covers_by_buurt(town):
    middle = shapely.point_on_surface(west_half(ground(town)))
    found = groups_near(town, REGISSEUR, **lonlat(middle), radius=1000, on=TODAY)
    assert found.buurt == VOORWEG
    assert found.groups[0].version.prevention.name == "Half"
    assert [one.metres for one in found.groups] == sorted(one.metres for one in found.groups)
    assert [one.prevention.name for one in found.placed] == ["Van Meerzicht"]
    assert [one.prevention.name for one in found.nowhere] == ["Ergens"]
    assert found.beyond is None
    sizes = [one.share for one in found.gaps]
    assert len(sizes) > 2
    assert sizes == sorted(sizes, reverse=True)
    gaps = {one.area: one for one in found.gaps}
    assert gaps[VOORWEG].unbordered == 1
    assert gaps[VOORWEG].dwellings > 0
    bare = ground(town).intersection(found.circle).difference(west_half(ground(town)))
    assert gaps[VOORWEG].hectares == pytest.approx(bare.area / 10_000, abs=0.05)
    covered = shapely.union_all([one.version.prevention.border for one in found.groups])
    assert found.uncovered.intersection(covered).area == pytest.approx(0, abs=1e-3)
    whole = covered.intersection(found.circle).area / found.circle.area
    assert whole + found.uncovered_share + found.outside == pytest.approx(1, abs=0.01)


def test_where_no_group_is_near_the_nearest_is_told_and_all_is_a_gap(town):
    gemeente = shapely.union_all(town.division(VOORWEG.division).polygons)
    far = max(town.division(VOORWEG.division).polygons, key=lambda one: one.distance(ground(town)))
    found = groups_near(
        town, PLANNER, **lonlat(shapely.point_on_surface(far)), radius=100, on=TODAY
    )
    assert found.groups == ()
    assert found.beyond.metres > 100
    inside = found.circle.intersection(gemeente).area / found.circle.area
    assert found.uncovered_share == pytest.approx(inside, abs=1e-6)


def test_a_place_just_outside_is_answered_and_one_far_off_is_refused(town):
    gemeente = shapely.union_all(town.division(VOORWEG.division).polygons)
    around = shapely.Point(gemeente.exterior.coords[0]).buffer(300)
    outside = shapely.point_on_surface(around.difference(gemeente))
    found = groups_near(town, PLANNER, **lonlat(outside), radius=500, on=TODAY)
    assert found.buurt is None
    assert 0 < found.outside < 1
    with pytest.raises(UsageError, match="ligt niet in Zoetermeer") as caught:
        groups_near(town, PLANNER, lon=5.387206, lat=52.155174, radius=500)
    assert caught.value.values["metres"] > "50.000"


@pytest.mark.parametrize(
    ("asked", "rule"),
    [
        ({"lon": 52.06, "lat": 4.49, "radius": 500}, "heterdaad.swapped"),
        ({"lon": 93000.0, "lat": 452000.0, "radius": 500}, "heterdaad.elsewhere"),
        ({"lon": float("nan"), "lat": 52.06, "radius": 500}, "heterdaad.elsewhere"),
        ({"lon": 4.49, "lat": 52.06, "radius": 49.9}, "heterdaad.radius"),
        ({"lon": 4.49, "lat": 52.06, "radius": 5001}, "heterdaad.radius"),
        ({"lon": 4.49, "lat": 52.06, "radius": float("nan")}, "heterdaad.radius"),
    ],
)
def test_what_can_not_be_asked_is_refused_in_words(town, asked, rule):
    with pytest.raises(UsageError) as caught:
        groups_near(town, PLANNER, **asked)
    assert caught.value.rule == rule
    assert str(caught.value)


@pytest.mark.parametrize("viewer", [PUBLIEK, WAS])
def test_who_sees_a_part_of_the_groups_is_not_told_what_all_of_them_cover(town, viewer):
    for ask in (coverage_on, most_wanting):
        with pytest.raises(NotAllowedError):
            ask(town, viewer)
    with pytest.raises(NotAllowedError):
        groups_near(town, viewer, lon=4.49, lat=52.06, radius=500)


def test_where_a_group_is_wanted_most_is_ranked_by_what_is_surely_expected(town):
    found = most_wanting(town, PLANNER, on=TODAY)
    assert found.period == YEARS
    assert found.years == 3
    assert found.smoothed
    assert not found.alike
    first = found.ranked[0]
    by_area = {one.coverage.area: one for one in (*found.ranked, *found.others)}
    assert len(by_area) == len(found.coverage.rows)
    # Of Voorweg half is covered; its burglaries rose fivefold.
    voorweg = by_area[VOORWEG]
    assert voorweg.figure.verdict is Verdict.HIGH
    figure = voorweg.figure
    half = 1 - voorweg.coverage.share
    assert voorweg.low == pytest.approx(figure.eb_low / 1000 * half * figure.population / 3)
    assert [one.low for one in found.ranked] == sorted((o.low for o in found.ranked), reverse=True)
    assert [one.place for one in found.ranked] == list(range(1, len(found.ranked) + 1))
    for one in found.ranked:
        assert one.low <= one.expected <= one.high
        assert one.best <= one.place <= one.worst
    assert first.best == 1
    assert by_area[ELSEWHERE].reason == "Bijna alle woningen liggen al in een groep."
    assert all(one.reason and one.place is None for one in found.others)


def test_what_is_covered_is_said_with_what_it_goes_by(town):
    told = about_coverage(coverage_on(town, PLANNER, on=TODAY))
    assert told[0] == "Op 27 november 2026 gelden 5 groepen."
    assert told[1].startswith("Naar schatting ten minste ")
    row = {one.area: one for one in coverage_on(town, PLANNER, on=TODAY).rows}
    assert share_words(row[VOORWEG]).startswith("minstens ")
    assert share_words(row[ELSEWHERE]) == "100%"
    # There is a group in all of Meerzicht: where no border of one is known is no 0%.
    within = {share_words(row[one]) for one in row if one.code in town.buurten_in(OWN)}
    assert "niet te zeggen" in within
    assert "0%" not in within
    assert share_words(replace(row[VOORWEG], share=None)) == "geen woningen"
    assert "Van 2 groepen is het gebied niet getekend." in told[3]
    assert "niet als nul" in told[3]
    assert any("geschat naar oppervlakte" in one for one in told)
    before = coverage_on(town, PLANNER, on=TODAY.replace(year=1999))
    assert "gelden 7 groepen" in about_coverage(before)[0]
    # Borders of another year lie a little differently: what only just overlaps is not in it.
    told = {one.area for one in before.rows if one.unbordered}
    lying = {
        one.area
        for one in before.rows
        if any(lies_in(town, one.area, wijk) for wijk in (OWN, MEERZICHT_2024))
    }
    assert told == lying


def test_a_store_without_groups_says_that_none_is_known_and_not_that_there_is_none(city):
    (told,) = about_coverage(coverage_on(city, PLANNER, on=TODAY))
    assert told.startswith("Op 27 november 2026 geldt geen enkele groep die hier bekend is.")
    assert told.endswith("Dat is niet hetzelfde als dat er geen groepen zijn.")
    found = groups_near(city, PLANNER, lon=4.493, lat=52.058, radius=300, on=TODAY)
    told = " ".join(about_heterdaad(found))
    assert "geen enkele groep die hier bekend is" in told
    assert "100% van de cirkel" in told
    assert found.beyond is None


def test_a_part_is_never_said_to_be_nothing_or_all():
    told = [percent(one) for one in (0.0, 1e-9, 0.004, 0.625, 0.999, 1 - 1e-9, 1.0)]
    assert told == ["0%", "0%", "minder dan 1%", "62%", "meer dan 99%", "100%", "100%"]


def test_heterdaad_says_what_is_near_what_may_be_and_what_is_in_no_group(town):
    middle = shapely.point_on_surface(west_half(ground(town)))
    found = groups_near(town, PLANNER, **lonlat(middle), radius=1000, on=TODAY)
    told = " ".join(about_heterdaad(found))
    assert told.startswith("De plek ligt in Voorweg")
    assert "De dichtstbijzijnde eerst." in told
    assert "Van ‘Van Meerzicht’ is alleen de buurt of wijk bekend" in told
    assert "Van ‘Ergens’ is niet bekend waar dat is." in told
    assert away(found.groups[0]) == "de plek ligt erin"
    assert away(replace(found.groups[0], metres=0.2)) == "1 meter"
    assert away(replace(found.groups[0], metres=1449.0)) == "1,4 kilometer"
    (own,) = (one for one in found.gaps if one.area == VOORWEG)
    assert "hier is een groep zonder getekend gebied" in gap_words(own)
    unknown = replace(own, dwellings=None, hectares=0.04, unbordered=2)
    assert "minder dan 0,1 hectare" in gap_words(unknown)
    assert gap_words(unknown).endswith(
        "hoeveel woningen is niet bekend; hier zijn 2 groepen zonder getekend gebied"
    )


def test_the_list_says_what_can_not_be_told_apart_and_what_it_is_not(town):
    found = most_wanting(town, PLANNER, on=TODAY)
    told = " ".join(about_wanting(found))
    assert "(de onderkant van de marge van 95%)" in told
    assert "Het zegt niet dat een groep inbraken voorkomt." in told
    # ‘Ergens’ may be in each of them.
    assert "Van één groep is niet bekend waar dat is." in told
    assert "bijna alle woningen liggen al in een groep." in told
    apart = next(one for one in found.ranked if one.best != one.worst)
    assert "niet van elkaar te onderscheiden" in place_words(apart)
    assert place_words(replace(apart, best=4, worst=4, place=4)).endswith("op plaats 4.")
    assert place_words(found.others[0]).endswith(found.others[0].reason)
    rough = replace(found, alike=True, smoothed=False, per=Per.HUISHOUDENS)
    said = " ".join(about_wanting(rough))
    assert "alleen van het aantal huishoudens zonder groep" in said
    assert "gerekend met huishoudens" in said
    assert "Er is geen lijst te maken" in about_wanting(replace(found, period=None))[0]
    assert "Geen buurt kan" in about_wanting(replace(found, ranked=()))[0]


def test_where_figures_are_hidden_only_what_is_shown_is_ranked_and_it_is_said(databases, tmp_path):
    """A wijkregisseur sees the counts of files of the own wijk alone."""
    store = Store.open(databases.address("sqlite", filled=True))
    edition = Atlas(store).edition()
    lines = ["categorie,datum,gebiedscode,jaar indeling"]
    for month in (f"{year}-{month:02}" for year in (2022, 2023, 2024) for month in range(1, 13)):
        lines += [f"1.1.1,{month}-10,{one.code},2025" for one in (VOORWEG, ELSEWHERE)]
    file = tmp_path / "inbraken.csv"
    file.write_text("\n".join(lines) + "\n")
    report = import_file(store, edition, file, Kind.INCIDENTS, ReadOptions())
    assert not report.refused
    edition = Atlas(store).edition()
    found = most_wanting(edition, REGISSEUR, on=TODAY)
    assert found.period == YEARS
    assert not found.smoothed
    assert {one.coverage.area for one in found.ranked} <= {
        AreaId(code, 2025, Level.BUURT) for code in edition.buurten_in(OWN)
    }
    hidden = [one for one in found.others if one.figure.state is State.AFGESCHERMD]
    assert ELSEWHERE in {one.coverage.area for one in hidden}
    assert all(one.figure.count is None and one.expected is None for one in hidden)
    assert "alleen voor wie dit gebied als eigen wijk heeft" in " ".join(about_wanting(found))
    store.close()

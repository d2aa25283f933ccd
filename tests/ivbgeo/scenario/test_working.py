"""Scenarios on a real store: from incidents, the register and kept files to a kept answer."""

import json
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
import shapely
from sqlalchemy import delete, update

from geo import AreaId, DivisionId, Level
from ivbgeo.atlas import Atlas
from ivbgeo.designation import Designation
from ivbgeo.errors import DataError, IvbgeoError, NotAllowedError, UsageError
from ivbgeo.importing import ReadOptions, import_file
from ivbgeo.period import Period
from ivbgeo.plannerfiles import FileKind, add, withdraw
from ivbgeo.plannerfiles import files as kept_files
from ivbgeo.register import add as register
from ivbgeo.scenario import (
    DemandFrom,
    Scenario,
    Years,
    compare,
    keep,
    measured,
    read,
    scenarios,
    work_out,
)
from ivbgeo.scenario import withdraw as take_away
from ivbgeo.scenario.keeping import damaged
from ivbgeo.scenario.kinds import default_kinds, kinds_of_points, newest_run, remark
from ivbgeo.scenario.naming import searched, told_question
from ivbgeo.scenario.offering import demand_kinds, periods_of, places_offered
from ivbgeo.scenario.spreading import spread
from ivbgeo.scenario.words import found, hindsight_words, warned
from ivbgeo.sources import Kind
from ivbgeo.store import Store
from ivbgeo.store.schema import scenario as stored
from ivbgeo.viewer import Role, Viewer

PLANNER, TODAY = Viewer(Role.PLANNER), date(2026, 11, 27)
OTHERS = [Viewer(role) for role in Role if role is not Role.PLANNER]
BUURT = AreaId("BU06370101", 2025, Level.BUURT)
SMALL = AreaId("BU06370105", 2025, Level.BUURT)
CRS = {"type": "name", "properties": {"name": "EPSG:28992"}}


def polygons(path, *boxes):
    rings = [list(map(list, shapely.box(*box).exterior.coords)) for box in boxes]
    features = [
        {
            "type": "Feature",
            "properties": {},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
        for ring in rings
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "crs": CRS, "features": features}))
    return path


@pytest.fixture(scope="module")
def middle(place):
    return place[1]


@pytest.fixture(scope="module")
def place(databases, tmp_path_factory):
    """A store with three years of burglaries in two clumps, and violence by night in a third."""
    store = Store.open(databases.address("sqlite", filled=True))
    edition = Atlas(store).edition()
    polygon = edition.division(BUURT.division).area(BUURT.code).polygon
    x, y = map(round, shapely.get_coordinates(shapely.point_on_surface(polygon))[0])
    chance = np.random.default_rng(5)
    lines = ["categorie,begin,x,y"]
    for year in (2023, 2024, 2025):
        for month in range(1, 13):
            for dx, count in ((-200, 3), (200, 2 if year < 2025 else 4)):
                for _ in range(count):
                    jx, jy = chance.normal(0, 15, 2)
                    lines.append(
                        f"1.1.1,{year}-{month:02d}-15 14:00,{x + dx + jx:.1f},{y + jy:.1f}"
                    )
            lines.append(f"1.4.5,{year}-{month:02d}-15 23:30,{x:.1f},{y + 300:.1f}")
        lines.append(f"1.1.1,{year}-06-01,,")
    folder = tmp_path_factory.mktemp("plekken")
    (folder / "incidenten.csv").write_text("\n".join(lines) + "\n")
    (folder / "cameras.csv").write_text(
        "naam,soort,x,y,richting,kijkhoek,bereik,vanaf,tot,besluit\n"
        f"Plein,vast,{x + 200},{y},0,360,60,2020-01-01,,B1\n"
        f"Oud,vast,{x},{y},0,360,60,2020-01-01,2022-01-01,B2\n"
    )
    for name, kind in (("incidenten", Kind.INCIDENTS), ("cameras", Kind.CAMERAS)):
        options = ReadOptions(today=TODAY)
        report = import_file(store, edition, folder / f"{name}.csv", kind, options)
        assert not report.refused, report.rejections
        edition = Atlas(store).edition()
    yield edition, (x, y), folder
    store.close()


@pytest.fixture
def edition(place):
    return place[0]


def asked(**change):
    fields = {
        "areas": (BUURT,), "spacing": 50.0, "kinds": (("1.1.1", 1.0),), "number": 2,
        "period": Period.parse("2023", "2025"), "seconds": 10.0,
    }  # fmt: skip
    return Scenario(**fields | change)


def test_the_choice_beside_what_is_there_and_what_is_said_of_it(edition, middle):
    scenario = asked()
    answer = work_out(edition, PLANNER, scenario, today=TODAY)
    assert (answer.total, answer.chosen.proven) == (3 * 12 * 5 + 24, True)
    # The camera of the register sees the clump in the east already.
    assert answer.today == pytest.approx(2 * 24 + 48)
    assert abs(answer.chosen.places[0].x - (middle[0] - 200)) < 60
    assert answer.chosen.places[0].where
    assert answer.made_on == "2026-11-27"
    assert answer.data_version == edition.version
    assert [year.period for year in answer.years] == ["2023", "2024", "2025"]
    assert answer.tested_on == "2025"
    # What the camera sees is no merit of the choice: 36 a year are left.
    assert answer.tested_total == 36
    assert {one.name for one in answer.hindsight} == {"chosen", "last_year", "best"}
    words = " ".join(
        (*warned(answer), *found(scenario, answer), *hindsight_words(answer), *answer.notes)
    )
    for said in (
        "Er is bewezen geen betere keuze.", "Zonder gebouwen berekend", "in 2025 gebeurde",
        "3 incidenten hebben geen punt",
        "raster: elke 50 meter",
    ):  # fmt: skip
        assert said in words
    alone = work_out(edition, PLANNER, replace(scenario, existing=False), today=TODAY)
    assert alone.today == 0
    assert alone.covered > answer.today


def test_hours_recency_and_years_change_what_counts(edition):
    def total(**change):
        return work_out(edition, PLANNER, asked(hindsight=False, curve=False, **change)).total

    both = (("1.1.1", 1.0), ("1.4.5", 2.0))
    # Without a time of day, on the first of June: none has a point.
    assert total(kinds=both, hours=(22, 6)) == 36 * 2
    assert total(kinds=both, hours=(12, 18)) == 204
    recent = total(half_life=12.0)
    assert recent == pytest.approx(
        sum((3 + (4 if age < 12 else 2)) * 0.5 ** (age / 12) for age in range(36))
    )
    worst = work_out(edition, PLANNER, asked(years=Years.WORST, number=1, existing=False))
    # Each year counts alike: of 60, 60 and 84 the mean is 68.
    shares = [year.covered / year.total for year in worst.years]
    assert worst.chosen.worth == pytest.approx(68 * min(shares))
    assert worst.chosen.proven


def test_files_of_the_planner_are_used(edition, middle, tmp_path):
    x, y = middle
    posts = tmp_path / "palen.csv"
    posts.write_text(
        f"id,x,y,yearly_cost\nwest,{x - 200},{y},900\nhuis,{x - 160},{y},1\n"
        f"oost,{x + 200},{y},900\nver,155000,463000,1\n"
    )
    wall = polygons(tmp_path / "huizen.geojson", (x - 170, y - 20, x - 150, y + 20))
    zone = polygons(tmp_path / "zone.geojson", (x + 150, y - 50, x + 250, y + 50))
    spots = add(edition, PLANNER, FileKind.CANDIDATES, posts)
    (tmp_path / "dichtbij.csv").write_text(f"id,x,y,yearly_cost\noost,{x + 200},{y},9\n")
    near = add(edition, PLANNER, FileKind.CANDIDATES, tmp_path / "dichtbij.csv")
    houses = add(edition, PLANNER, FileKind.BUILDINGS, wall)
    barred = add(edition, PLANNER, FileKind.FORBIDDEN, zone)
    scenario = asked(
        areas=(), candidates=spots.sha256, buildings=houses.sha256, forbidden=barred.sha256,
        existing=False, budget=5000.0, number=None,
    )  # fmt: skip
    with pytest.raises(DataError) as caught:
        work_out(edition, PLANNER, scenario)
    assert caught.value.rule == "scenario.outside"
    assert "‘ver’" in str(caught.value)
    answer = work_out(edition, PLANNER, replace(scenario, leave_out=True))
    assert [one.name for one in answer.chosen.places] == ["west"]
    assert answer.obstacles
    assert answer.free == 1
    notes = " ".join(answer.notes)
    assert "Buiten de gemeente, en dus weggelaten: 1 plek." in notes
    assert "In een gebouw, en dus weggelaten: 1 plek." in notes
    assert "verboden gebied" in notes
    assert {source.name for source in answer.sources} >= {
        "palen.csv", "huizen.geojson", "zone.geojson",
    }  # fmt: skip
    told = told_question(edition, PLANNER, scenario)
    assert (told["Plekken"], told["Gebouwen"]) == ("palen.csv", "huizen.geojson")
    street = polygons(tmp_path / "straat.geojson", (x - 300, y - 5, x - 150, y + 5))
    public = add(edition, PLANNER, FileKind.PUBLIC, street)
    with pytest.raises(DataError) as caught:
        work_out(edition, PLANNER, replace(scenario, public=public.sha256, candidates=near.sha256))
    assert caught.value.rule == "scenario.not_public"
    grid = asked(public=public.sha256, spacing=10.0, number=1, hindsight=False)
    on_street = work_out(edition, PLANNER, grid)
    assert abs(on_street.chosen.places[0].y - y) <= 5
    assert "Buiten de openbare ruimte, en dus weggelaten" in " ".join(on_street.notes)
    with pytest.raises(DataError) as caught:
        work_out(edition, PLANNER, replace(scenario, candidates="f" * 64))
    assert caught.value.rule == "scenario.file_gone"
    # One that was taken away is offered no more; what was asked with it can be asked again.
    withdraw(edition, PLANNER, spots.id)
    assert spots.id not in {one.id for one in kept_files(edition, PLANNER, FileKind.CANDIDATES)}
    assert work_out(edition, PLANNER, replace(scenario, leave_out=True)).chosen == answer.chosen


def test_counts_are_spread_and_lose_nothing(edition, middle):
    division = edition.division(DivisionId(Level.BUURT, 2025))
    x, y = middle
    houses = np.array([shapely.box(x + d, y, x + d + 8, y + 8) for d in (0, 20, 40)])
    places, area, without = spread(division, houses)
    inside = division.codes.index(BUURT.code)
    assert (area == inside).sum() == 3
    assert inside not in without
    assert set(area.tolist()) == set(range(len(division.codes))) - set(
        np.flatnonzero(division.water).tolist()
    )
    assert shapely.covers(division.polygons[area], shapely.points(places)).all()
    answer = work_out(edition, PLANNER, asked(demand=DemandFrom.AREAS, existing=False))
    # With those that have no point, but not those without any place.
    assert answer.total == pytest.approx(204)
    cautions = " ".join(answer.cautions)
    assert "raster van punten" in cautions
    assert "elke plek erin telt even zwaar" in cautions
    assert set(answer.cautions) <= set(found(asked(demand=DemandFrom.AREAS), answer))
    # It would be a test of how they were spread.
    assert answer.hindsight == ()
    assert "niet bekend waar in de buurt" in " ".join(answer.notes)


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("scenario.months", {"period": Period.parse("2021", "2024")}),
        ("scenario.no_files", {"kinds": (("1.2.1", 1.0),)}),
        ("scenario.no_counts", {"kinds": (("1.2.1", 1.0),), "demand": DemandFrom.AREAS}),
        ("scenario.kinds_overlap", {"kinds": (("hic.woninginbraak", 1.0), ("1.1.1", 1.0))}),
        ("plan.no_demand", {"hours": (3, 4)}),
        ("plan.no_demand", {"kinds": (("1.1.1", 0.0),)}),
        ("scenario.fine_grid", {"areas": (), "spacing": 20.0}),
        ("scenario.coarse_grid", {"spacing": 500.0, "areas": (SMALL,)}),
        ("scenario.area_gone", {"areas": (AreaId("BU06370101", 1999, Level.BUURT),)}),
        ("scenario.area_gone", {"areas": (), "designations": ("nergens",)}),
        ("scenario.no_border", {"areas": (), "designations": ("camera.buytenwegh",)}),
        ("scenario.no_frontage", {"most_frontage": 10.0}),
        ("plan.too_many", {"number": 5000}),
        ("category.unknown", {"kinds": (("9.9.9", 1.0),)}),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_says_what_to_do(edition, rule, change):
    with pytest.raises(IvbgeoError) as caught:
        work_out(edition, PLANNER, asked(**change))
    assert caught.value.rule == rule
    assert str(caught.value)[-1] in ".?"


@pytest.mark.parametrize("viewer", OTHERS, ids=lambda viewer: viewer.role.value)
def test_all_of_it_is_the_planners(edition, viewer):
    for ask in (
        lambda: work_out(edition, viewer, asked()),
        lambda: scenarios(edition, viewer),
        lambda: read(edition, viewer, "abcdefghijkl"),
        lambda: take_away(edition, viewer, "abcdefghijkl"),
    ):
        with pytest.raises(NotAllowedError):
            ask()
    assert kinds_of_points(edition, viewer) == ()


def test_a_scenario_is_kept_found_by_its_link_and_taken_off_the_list(edition):
    scenario = asked(number=1)
    answer = work_out(edition, PLANNER, scenario, today=TODAY)
    kept = keep(edition, PLANNER, "  Drie   palen ", scenario, answer)
    assert (kept.name, kept.made_by) == ("Drie palen", "planner")
    assert kept in scenarios(edition, PLANNER)
    again = read(edition, PLANNER, kept.token)
    assert (again.asked, again.answer) == (scenario, answer)
    take_away(edition, PLANNER, kept.token)
    assert kept not in scenarios(edition, PLANNER)
    assert read(edition, PLANNER, kept.token).kept.withdrawn
    for token in (kept.token, "nergens-heen", "", "%27 or 1=1", "x" * 500):
        with pytest.raises(UsageError) as caught:
            (take_away if token == kept.token else read)(edition, PLANNER, token)
        assert caught.value.rule == "scenario.unknown"
    for name, rule in (
        (" ", "scenario.no_name"), ("x" * 81, "scenario.long_name"),
        ("bel 06-12345678", "scenario.personal"),
    ):  # fmt: skip
        with pytest.raises(DataError) as caught:
            keep(edition, PLANNER, name, scenario, answer)
        assert caught.value.rule == rule
    keep(edition, PLANNER, "Dorpsstraat 12", scenario, answer)


def test_what_is_kept_and_can_not_be_read_is_found(edition):
    scenario = asked(number=1, curve=False, hindsight=False)
    kept = keep(edition, PLANNER, "Stuk", scenario, work_out(edition, PLANNER, scenario))
    with edition.store.reading() as connection:
        assert list(damaged(connection)) == []
    with edition.store.writing(figures=False) as connection:
        connection.execute(update(stored).where(stored.c.token == kept.token).values(answer="{}"))
    with edition.store.reading() as connection:
        assert list(damaged(connection)) == ["Stuk"]
    with pytest.raises(DataError) as caught:
        read(edition, PLANNER, kept.token)
    assert caught.value.rule == "scenario.broken"
    with edition.store.writing(figures=False) as connection:
        connection.execute(delete(stored).where(stored.c.token == kept.token))


def test_a_camera_area_with_a_border_is_searched(edition, middle):
    x, y = middle
    border = shapely.box(x - 260, y - 60, x - 140, y + 60)
    key = register(edition, PLANNER, Designation(name="West", kind="vast", border=border))
    offered = {one.name: one for one in places_offered(edition, PLANNER).values()}
    assert offered["West (cameragebied)"].designation == key
    scenario = asked(areas=(), designations=(key,), spacing=20.0, number=1, hindsight=False)
    answer = work_out(edition, PLANNER, scenario)
    assert answer.free == 36
    assert shapely.covers(
        border, shapely.Point(answer.chosen.places[0].x, answer.chosen.places[0].y)
    )
    assert searched(edition, PLANNER, scenario) == (("West", border),)
    assert told_question(edition, PLANNER, scenario)["Plekken"] == "raster van 20 meter in West"


def test_two_choices_by_one_measure(edition):
    day, night = (("1.1.1", 1.0),), (("1.4.5", 1.0),)
    one, other = (asked(kinds=kinds, number=1, existing=False) for kinds in (day, night))
    places = [work_out(edition, PLANNER, each).chosen.places for each in (one, other)]
    own = work_out(edition, PLANNER, one)
    assert measured(edition, PLANNER, one, places[0]) == pytest.approx(own.covered / own.total)
    # Where violence is, there is no burglary, and the other way about.
    assert measured(edition, PLANNER, one, places[1]) == 0
    assert measured(edition, PLANNER, other, places[1]) == 1
    assert measured(edition, PLANNER, other, ()) == 0


def test_two_side_by_side(edition):
    pairs = [
        (one, work_out(edition, PLANNER, one, today=TODAY))
        for one in (asked(existing=False), asked(existing=False, number=1))
    ]
    words = tuple(told_question(edition, PLANNER, one) for one, _ in pairs)
    told = compare(*pairs, words)
    assert told.alike
    assert told.asked == (("Hoeveel", "2 camera’s hoogstens", "1 camera hoogstens"),)
    assert {row[0] for row in told.answered} >= {"Gekozen", "In beeld", "Hoe zeker", "PAI"}
    assert len(told.both) + len(told.only_one) == 2
    other = asked(kinds=(("1.1.1", 2.0),), existing=False)
    assert not compare(
        pairs[0],
        (other, work_out(edition, PLANNER, other)),
        (words[0], told_question(edition, PLANNER, other)),
    ).alike


def test_what_is_offered(edition):
    assert kinds_of_points(edition, PLANNER) == ("1.1.1", "1.4.5")
    assert default_kinds(("1.1.1", "1.4.5")) == ("1.1.1",)
    assert default_kinds(("1.4.5",)) == ("1.4.5",)
    assert "geen effect" in remark(edition, ["1.4.5"])
    assert remark(edition, ["1.1.1"]) == ""
    first, last = newest_run(edition, PLANNER, ["1.1.1"])
    assert (first, last) == (2023 * 12, 2025 * 12 + 11)
    periods = periods_of(edition, PLANNER, DemandFrom.INCIDENTS, ["1.1.1"])
    assert str(periods[0]) == "2025"
    assert periods[-1] == Period.parse("2023", "2025")
    assert periods_of(edition, PLANNER, DemandFrom.INCIDENTS, []) == ()
    assert "0.0.0" in demand_kinds(edition, PLANNER, DemandFrom.AREAS)
    # Of no camera area of the embedded data the border is known.
    found = places_offered(edition, PLANNER)
    assert not any(key.startswith("cameragebied camera.") for key in found)
    assert sum(one.area is not None for one in found.values()) == 15 + 146

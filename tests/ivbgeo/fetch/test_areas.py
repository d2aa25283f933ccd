"""Areas into the store: all years or none, nothing orphaned, nothing of it undone by the demo."""

import json

import pytest
import shapely
from sqlalchemy import select, update

from geo import DivisionId, GeoError, Level
from ivbgeo.atlas import Atlas
from ivbgeo.check import check
from ivbgeo.demo import load_demo
from ivbgeo.errors import DataError, UsageError
from ivbgeo.fetch.areas import fetch_areas
from ivbgeo.fetch.http import Client
from ivbgeo.store import Store, datasets, divisions, schema
from tests.replica.server import Replica

LEVELS = (Level.GEMEENTE, Level.WIJK, Level.BUURT)


@pytest.fixture
def fetch(replica, data_dir):
    """A function that fetches areas from the replica."""

    def fetch(store, *years, gemeente="GM0637", **options):
        with Client(replica.url, tries=1) as client:
            return fetch_areas(
                store,
                gemeente,
                years or (2025,),
                client=client,
                wfs_client=client,
                data_dir=data_dir,
                **options,
            )

    return fetch


def _owners(store):
    with store.reading() as connection:
        keys = {d.id: d.provenance.dataset for d in datasets.list_datasets(connection)}
        owners = divisions.division_datasets(connection)
    return {division: keys[owner] for division, owner in owners.items()}


def test_areas_take_the_place_of_those_that_came_with_ivbgeo(filled, fetch, data_dir, contents):
    before = contents(filled)
    numbers = dict(Atlas(filled).edition().numbers)
    report = fetch(filled, 2025, 2024)
    assert report.written
    assert [(y.year, y.wijken, y.buurten, y.water) for y in report.years] == [
        (2024, 10, 27, 1),
        (2025, 16, 147, 1),
    ]
    assert report.sentences == (
        "Zoetermeer 2024: 10 wijken en 27 buurten, waarvan 1 water, via OGC API Features.",
        "Zoetermeer 2025: 16 wijken en 147 buurten, waarvan 1 water, via OGC API Features.",
    )
    owners = _owners(filled)
    for year in (2024, 2025):
        assert {owners[DivisionId(level, year)] for level in LEVELS} == {f"fetch/areas/{year}"}
    assert owners[DivisionId(Level.CASEWIJK, 2024)] == "casewijken"

    edition = Atlas(filled).edition()
    assert edition.numbers == numbers
    assert edition.version == report.data_version
    buurten = edition.division(DivisionId(Level.BUURT, 2025))
    water = [code for code, wet in zip(buurten.codes, buurten.water, strict=True) if wet]
    assert water == ["BU06379997"]
    # Levels nest: the buurten together are the wijken, and those the gemeente.
    ground = [shapely.union_all(edition.division(DivisionId(x, 2025)).polygons) for x in LEVELS]
    assert all(shapely.area(shapely.symmetric_difference(ground[0], g)) < 1e-6 for g in ground)
    for level in (Level.BUURT, Level.WIJK):
        for source, target in ((2024, 2025), (2025, 2024)):
            found = edition.crosswalk(DivisionId(level, source), DivisionId(level, target))
            assert found is not None
            codes = set(edition.division(DivisionId(level, source)).codes)
            # The pond of one year lies outside the town of the other.
            assert codes - {row.source_code for row in found.rows} <= {"BU06379997", "WK063799"}
    # By name: which casewijk a buurt is of does not depend on how it was drawn.
    assert len(edition.casewijk_of_buurten(2025)) > 50
    after = contents(filled)
    assert after["area_count"] == before["area_count"]
    assert after["category"] == before["category"]

    assert check(filled, data_dir) == []
    assert not load_demo(filled, data_dir)
    assert contents(filled) == after
    again = fetch(filled, 2024, 2025)
    assert not again.written
    assert all(line.endswith("Er is niets veranderd.") for line in again.sentences)
    assert contents(filled) == after


def test_any_gemeente_fills_an_empty_store(store, data_dir, contents):
    with Replica("GM0344") as replica, Client(replica.url) as client:
        clients = {"client": client, "wfs_client": client, "data_dir": data_dir}
        report = fetch_areas(store, "gm0344", [2024, 2025], **clients)
        assert report.name == "Gemeente 0344"
        # Found by looking through the nation once; after that it is known where it lies.
        assert [("bbox" in each) for each in replica.requests[:3]] == [False, True, True]
        assert all("bbox" in each for each in replica.requests[3:])
        edition = Atlas(store).edition()
        assert {str(division) for division in edition.numbers} == {
            f"{level}-{year}" for level in LEVELS for year in (2024, 2025)
        }
        assert {"0.0.0", "hic", "woonoverlast", "inwoners", "woningen"} <= {
            category.code for category in edition.taxonomy
        }
        assert edition.casewijk_of_buurten(2025) == {}
        assert check(store, data_dir) == []
        before = contents(store)
        for wrong in (
            lambda: load_demo(store, data_dir),
            lambda: fetch_areas(store, "GM0637", [2025], **clients),
        ):
            with pytest.raises(DataError) as caught:
                wrong()
            assert caught.value.rule.endswith(".other_gemeente")
            assert "Gemeente 0344 (GM0344)" in str(caught.value)
            assert "IVBGEO_DATABASE_URL" in str(caught.value)
        assert contents(store) == before


@pytest.mark.parametrize("value", ["0637", "GM637", "Zoetermeer", "GM06370", "GM٠٦٣٧"])
def test_what_is_no_code_of_a_gemeente_is_refused_before_anything_is_asked(
    town, fetch, replica, value
):
    with pytest.raises(UsageError) as caught:
        fetch(town, gemeente=value)
    assert caught.value.rule == "areas.gemeente"
    assert replica.requests == []


def test_years_that_do_not_exist_leave_the_store_as_it_was(town, fetch, contents):
    before = contents(town)
    with pytest.raises(DataError) as caught:
        fetch(town, 2024, 2025, 2030, 2031)
    assert caught.value.rule == "areas.years"
    assert "van 2030, 2031 zijn niet" in str(caught.value)
    assert "Wel te krijgen: 2024, 2025." in str(caught.value)
    assert contents(town) == before


def test_a_gemeente_that_a_year_does_not_have_is_said(store, fetch, contents):
    with pytest.raises(DataError) as caught:
        fetch(store, gemeente="GM0999")
    assert "Gemeente GM0999 bestaat niet in 2025" in str(caught.value)
    assert contents(store)["division"] == []


@pytest.mark.parametrize("fault", ["status", "html", "form"])
def test_the_wfs_steps_in_for_a_year_that_the_api_does_not_give(town, fetch, replica, fault):
    path = "/cbs/wijken-en-buurten-2024/ogc/v1/collections/buurten"
    faults = {
        "status": lambda: replica.faults.status(404, path, times=None),
        "html": lambda: replica.faults.html(path, times=None),
        "form": lambda: replica.faults.changed(lambda told: told.clear(), path),
    }
    faults[fault]()
    report = fetch(town, 2024, 2025)
    assert [year.service for year in report.years] == ["WFS", "OGC API Features"]
    assert report.years[0].buurten == 27
    assert "De OGC API gaf de gebieden van 2024 niet. Daarom komen ze van de WFS." in (
        report.sentences
    )


def _areas(change, *codes):
    """Let a function change the features of some areas."""

    def changed(told):
        for feature in list(told["features"]):
            found = {feature["properties"].get(f"{one}code") for one in ("buurt", "wijk")}
            if found & set(codes):
                change(told["features"], feature)

    return changed


def _drawn(change):
    def changed(_features, feature):
        shape = shapely.from_geojson(json.dumps(feature["geometry"]))
        feature["geometry"] = json.loads(shapely.to_geojson(change(shape)))

    return changed


def _grown(metres):
    return _drawn(lambda s: shapely.buffer(s, metres, join_style="mitre"))


def test_a_seam_is_mended_and_said_and_kept_with_the_source(town, fetch, replica, data_dir):
    replica.faults.changed(_areas(_grown(0.1), "BU06370101"), "buurten")
    report = fetch(town)
    (year,) = report.years
    assert any(repair.square_metres > 10 for repair in year.repairs)
    assert "naad met een buur gesloten" in report.sentences[-1]
    with town.reading() as connection:
        remark = datasets.list_datasets(connection)[-1].provenance.remark
    assert "Hersteld:" in remark
    assert check(town, data_dir) == []


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (_areas(_grown(2), "BU06370101"), "geo.division.overlap"),
        (_areas(_grown(-2), "BU06370101"), "geo.division.gap"),
        (_areas(lambda all_, one: all_.remove(one), "BU06370101"), "geo.division.gap"),
        (_areas(lambda all_, one: all_.remove(one), "BU06379997"), "areas.nesting"),
        (_areas(lambda _, one: one["properties"].update(wijkcode="WK063799"), "BU06370101"),
         "areas.missing"),
        (_areas(lambda _, one: one["properties"].update(wijkcode="WK063788"), "BU06370101"),
         "areas.nesting"),
        (_areas(lambda all_, one: all_.append(
            {**one, "properties": {**one["properties"], "buurtnaam": "X"}}), "BU06370101"),
         "areas.two_names"),
        (lambda told: told.update(features=[]), "areas.none"),
    ],
)  # fmt: skip
def test_areas_that_are_not_whole_are_refused(town, fetch, replica, contents, change, rule):
    before = contents(town)
    replica.faults.changed(change, "buurten/items")
    with pytest.raises((DataError, GeoError)) as caught:
        fetch(town, 2025)
    assert caught.value.rule == rule
    assert contents(town) == before


def test_names_that_are_empty_and_borders_drawn_otherwise_are_said(town, fetch, replica):
    def nameless(_features, feature):
        feature["properties"]["buurtnaam"] = ""

    replica.faults.changed(_areas(nameless, "BU06379997", "BU06370101"), "buurten/items")
    replica.faults.changed(_areas(_grown(1), "WK063701"), "wijken/items")
    report = fetch(town)
    assert "Buurt BU06370101 van 2025 heeft geen naam: ‘BU06370101’." in report.sentences
    assert "Buurt BU06379997 van 2025 heeft geen naam: ‘Water’." in report.sentences
    (other,) = [line for line in report.sentences if line.startswith("De grens van WK063701")]
    assert "die van de gebieden erin samen" in other
    assert "m² anders getekend" in other


def test_a_code_that_is_in_use_may_not_go(filled, put, fetch, replica, contents):
    put(
        "incidents", "categorie,datum,gebiedscode,jaar indeling\n1.1.1,2024-01-10,BU06370101,2025\n"
    )
    before = contents(filled)
    replica.faults.renamed("BU06370101", "BU06370177", "buurten/items")
    with pytest.raises(DataError) as caught:
        fetch(filled)
    assert caught.value.rule == "areas.orphans"
    assert "BU06370101 (buurt-2025)" in str(caught.value)
    assert "‘Incidenten uit eigen bestanden’" in str(caught.value)
    assert contents(filled) == before


def test_areas_that_were_damaged_are_mended_by_fetching_them_again(town, fetch, data_dir):
    fetch(town)
    query = select(schema.area).where(schema.area.c.code == "GM0637")
    for damage in (
        lambda polygon: shapely.to_wkb(
            shapely.transform(shapely.from_wkb(polygon), lambda x: x + 9)
        ),
        lambda _: b"geen tekening",
    ):
        with town.engine.begin() as connection:
            row = connection.execute(query.order_by(schema.area.c.id.desc())).first()
            statement = update(schema.area).where(schema.area.c.id == row.id)
            connection.execute(statement.values(polygon=damage(row.polygon)))
        (finding,) = check(town, data_dir)
        assert "gemeente-2025" in finding.message
        assert "‘ivbgeo fetch areas’" in finding.message
        assert fetch(town).written
        assert check(town, data_dir) == []


def test_stopping_at_any_step_leaves_the_store_as_it_was(town, fetch, contents):
    before = contents(town)
    for stop in (0, 4, 6):
        told = []

        def progress(what, done, total, told=told, stop=stop):
            told.append((what, done, total))
            if len(told) > stop:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            fetch(town, 2024, 2025, progress=progress)
        assert contents(town) == before
    assert told[-1] == ("Opslaan", 6, 6)
    assert [done for _, done, _ in told] == list(range(7))


def test_areas_beside_the_demo_that_comes_later(databases, fetch, data_dir):
    """Fetched first, the areas stay; the demo brings the figures and the other year."""
    store = Store.open(databases.address("sqlite", filled=False))
    fetch(store)
    assert check(store, data_dir) == []
    assert load_demo(store, data_dir)
    owners = _owners(store)
    assert owners[DivisionId(Level.BUURT, 2025)] == "fetch/areas/2025"
    old, new = DivisionId(Level.BUURT, 2024), DivisionId(Level.BUURT, 2025)
    assert owners[old] == "buurten_2024"
    edition = Atlas(store).edition()
    assert edition.crosswalk(old, new) is not None
    assert edition.crosswalk(new, old) is not None
    assert check(store, data_dir) == []
    assert not load_demo(store, data_dir)
    store.close()

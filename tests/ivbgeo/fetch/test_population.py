"""Population of CBS into the store: on the division of its year, secret is never 0."""

import numpy as np
import pytest
from sqlalchemy import select

from geo import AreaId, DivisionId, Level
from ivbgeo.answering import answer
from ivbgeo.atlas import Atlas
from ivbgeo.check import check
from ivbgeo.errors import DataError, UsageError
from ivbgeo.fetch.areas import fetch_areas
from ivbgeo.fetch.http import Client, FetchError
from ivbgeo.fetch.population import fetch_population
from ivbgeo.period import Period
from ivbgeo.published import published
from ivbgeo.question import Per, Question
from ivbgeo.store import Store, counts, datasets, divisions, schema
from ivbgeo.store.counts import CountRow
from ivbgeo.viewer import PUBLIEK
from tests.replica.server import Replica

TABLE = "85984NED"
KEY = "fetch/population/2024"


@pytest.fixture
def fetch(replica, data_dir):
    """A function that fetches population from the replica."""

    def fetch(store, *years, gemeente="GM0637", **options):
        with Client(replica.url, tries=1) as client:
            return fetch_population(
                store, gemeente, years or (2024,), client=client, data_dir=data_dir, **options
            )

    return fetch


def _people(replica, code, value):
    """Change how many people live in an area, after CBS."""
    replica.change(TABLE, code, value=value, topic="AantalInwoners_5")


def _figures(store, key=KEY):
    """What the store has of a dataset: code, category and number."""
    table, dataset = schema.area_count, schema.dataset
    query = select(table.c.area_code, table.c.category, table.c.count).join(
        dataset, dataset.c.id == table.c.dataset_id
    )
    with store.reading() as connection:
        found = connection.execute(query.where(dataset.c.key == key)).all()
    return {(code, category): count for code, category, count in found}


def test_population_comes_in_with_its_source(filled, fetch, replica, data_dir):
    _people(replica, "BU06370001", 0)
    _people(replica, "BU06370002", -99997)
    replica.unpublish(TABLE, "BU06370003")
    report = fetch(filled)
    assert report.written
    found = _figures(filled)
    assert found["GM0637", "inwoners"] == 128_434
    assert found["GM0637", "woningen"] == 56_620
    assert found["GM0637", "land_ha"] == 3443
    assert found["WK063701", "huishoudens"] == 7490
    assert found["BU06370001", "inwoners"] == 0
    assert ("BU06370002", "inwoners") not in found
    assert ("BU06370002", "huishoudens") in found
    assert not [code for code, _ in found if code == "BU06370003"]
    assert len(found) == report.years[0].figures
    assert {category for _, category in found} == {"inwoners", "huishoudens", "woningen", "land_ha"}
    with filled.reading() as connection:
        source = datasets.list_datasets(connection)[-1].provenance
    assert source.citation == "CBS, Kerncijfers wijken en buurten 2024, 85984NED"
    assert source.licence == "CC BY 4.0"
    assert source.url == f"{replica.url}/ODataApi/odata/{TABLE}"
    assert check(filled, data_dir) == []

    edition = Atlas(filled).edition()
    division = edition.division(DivisionId(Level.BUURT, 2024))
    number = next(n for n, d in edition.datasets.items() if d.provenance.dataset == KEY)
    people = published(edition, PUBLIEK, number, division.id, "inwoners", Period.year(2024))
    told = set(np.array(division.codes)[people.known].tolist())
    assert told
    assert {"BU06370002", "BU06370003"} <= set(division.codes) - told


def test_rates_per_dwelling_are_known_where_dwellings_are(town, fetch):
    with town.writing() as connection:
        numbers = divisions.division_numbers(connection)
        row = CountRow(AreaId("GM0637", 2024, Level.GEMEENTE), "1.1.1", Period.year(2024), 60)
        source = datasets.list_datasets(connection)[0].id
        counts.add_counts(connection, source, [row], numbers)
    asked = Question("1.1.1", Level.GEMEENTE, Period.year(2024), Per.WONINGEN, 2024)

    def ask():
        (figure,) = answer(Atlas(town).edition(), asked, PUBLIEK).figures
        return figure

    assert ask().rate is None
    fetch(town)
    figure = ask()
    assert figure.denominator == "56.620 woningen (2024)"
    assert figure.rate == pytest.approx(60 / 56.62)
    assert figure.population_provenance.dataset == KEY


def test_only_what_changed_is_fetched_again(town, fetch, replica, contents):
    fetch(town)
    before = contents(town)
    replica.requests.clear()
    assert fetch(town).sentences == (
        "Kerncijfers wijken en buurten 2024 (85984NED): Er is niets veranderd.",
    )
    assert len(replica.requests) == 1
    # Put out anew with the same numbers: read, but nothing to write.
    replica.republish(TABLE)
    assert not fetch(town).written
    assert len(replica.requests) > 2
    assert contents(town) == before
    _people(replica, "BU06370001", 4321)
    assert fetch(town).written
    assert _figures(town)["BU06370001", "inwoners"] == 4321
    replica.unpublish(TABLE, "BU06370001", absent=True)
    replica.republish(TABLE)
    report = fetch(town)
    assert any("dus niet gemeten: BU06370001 (" in line for line in report.sentences)
    assert ("BU06370001", "inwoners") not in _figures(town)


def test_parts_that_do_not_add_up_are_said(town, fetch, replica):
    _people(replica, "BU06370001", 9000)
    lines = fetch(town).sentences
    (people,) = [line for line in lines if " inwoners," in line]
    assert "Let op: dat verschilt meer dan de afronding verklaart." in people
    (land,) = [line for line in lines if " hectare land," in line]
    assert land.endswith("de gemeente 3.443; dat past bij de afronding.")
    assert any("van 1 buurt is het geheim" in line for line in lines)
    replica.republish(TABLE)
    replica.change(TABLE, "BU06370001", value=999, topic="OppervlakteLand_118")
    (land,) = [line for line in fetch(town).sentences if " hectare land," in line]
    assert "Let op" in land


def test_a_column_that_is_gone_is_said_or_refused(town, fetch, replica, contents):
    before = contents(town)
    replica.faults.renamed("AantalInwoners_5", "Bevolking_5")
    with pytest.raises(DataError) as caught:
        fetch(town)
    assert caught.value.rule == "population.no_column"
    assert contents(town) == before
    replica.faults.clear()
    replica.faults.renamed("Woningvoorraad_35", "Voorraad_35")
    assert "De tabel 85984NED heeft geen woningen." in fetch(town).sentences
    found = {category for _, category in _figures(town)}
    assert found == {"inwoners", "huishoudens", "land_ha"}


@pytest.mark.parametrize(
    ("path", "change", "told"),
    [
        ("ODataCatalog", lambda t: t["value"].clear(), ("population.tables", "geen enkel jaar")),
        ("ODataCatalog", lambda t: t["value"].append({**t["value"][0], "Identifier": "X"}),
         ("population.tables", "Meer dan één voor 2024: 85984NED, X")),
        ("ODataCatalog", lambda t: t.clear(), ("population.form", "ODataCatalog/Tables")),
        ("DataProperties", lambda t: t["value"].append({"Key": "AantalInwoners_99"}),
         ("population.columns", "AantalInwoners_5, AantalInwoners_99")),
        ("TypedDataSet", lambda t: t.update(value=[1]), ("population.form", "TypedDataSet")),
        ("TypedDataSet", lambda t: [row.pop("AantalInwoners_5") for row in t["value"]],
         ("population.form", "TypedDataSet")),
        ("TypedDataSet", lambda t: [row.update(AantalInwoners_5="veel") for row in t["value"]],
         ("population.value", "geen getal, maar ‘veel’")),
        ("TypedDataSet", lambda t: t["value"].clear(), ("population.no_gemeente", "GM0637")),
        ("WijkenEnBuurten?", lambda t: [row.update(Title="Elders") for row in t["value"]],
         ("population.other_areas", "GM0637 ‘Elders’ (hier ‘Zoetermeer’)")),
    ],
)  # fmt: skip
def test_a_table_of_another_form_is_refused(town, fetch, replica, path, change, told):
    rule, words = told
    replica.faults.changed(change, path)
    with pytest.raises(DataError) as caught:
        fetch(town)
    assert caught.value.rule == rule
    assert words in str(caught.value)
    assert _figures(town) == {}


def test_text_and_names_as_cbs_may_write_them_are_read(town, fetch, replica):
    def as_text(told):
        for row in told["value"]:
            if "AantalInwoners_5" in row:
                known = row["AantalInwoners_5"]
                row["AantalInwoners_5"] = "       ." if known is None else f"{known:>8}"

    def with_more(told):
        for row in told["value"]:
            if row["Key"].startswith("WK"):
                row["Title"] = f"Wijk {row['Key'][6:8]} {row['Title']}"
            if row["Key"].startswith("GM"):
                row["Title"] += " (gemeente)"

    replica.faults.changed(as_text, "TypedDataSet")
    replica.faults.changed(with_more, "WijkenEnBuurten?")
    fetch(town)
    assert _figures(town)["GM0637", "inwoners"] == 128_434


def test_codes_that_are_other_places_in_the_store_are_refused(town, fetch, replica, contents):
    """The table of 2025 on the codes of 2024: the trap that Zoetermeer itself is in."""

    def a_year_later(told):
        for row in told["value"]:
            row["Title"] = row["Title"].replace("2024", "2025")

    before = contents(town)
    replica.faults.changed(a_year_later, "ODataCatalog")
    with pytest.raises(DataError) as caught:
        fetch(town, 2025)
    assert caught.value.rule == "population.other_areas"
    assert "codes worden hergebruikt" in str(caught.value)
    assert "‘ivbgeo fetch areas --gemeente GM0637 --years 2025’" in str(caught.value)
    assert contents(town) == before


def test_without_the_areas_of_a_year_nothing_is_asked(town, fetch, replica):
    with pytest.raises(DataError) as caught:
        fetch(town, 2024, 2023)
    assert caught.value.rule == "population.no_areas"
    assert "--years 2023" in str(caught.value)
    for gemeente, kind in (("GM0344", DataError), ("Utrecht", UsageError)):
        with pytest.raises(kind):
            fetch(town, gemeente=gemeente)
    assert replica.requests == []


def test_another_gemeente_gets_its_own(databases, data_dir):
    store = Store.open(databases.address("sqlite", filled=False))
    with Replica("GM0344") as replica, Client(replica.url) as client:
        fetch_areas(store, "GM0344", [2024], client=client, wfs_client=client, data_dir=data_dir)
        report = fetch_population(store, "GM0344", [2024], client=client, data_dir=data_dir)
    # Water has no row at CBS, and nobody misses it.
    assert not any("niet gemeten" in line for line in report.sentences)
    assert _figures(store)["GM0344", "inwoners"] == 128_434
    assert check(store, data_dir) == []
    store.close()


def test_a_fault_or_a_stop_halfway_leaves_the_store_as_it_was(town, fetch, replica, contents):
    before = contents(town)
    replica.faults.status(500, "startswith(WijkenEnBuurten,'BU0637')", times=None)
    with pytest.raises(FetchError):
        fetch(town)
    replica.faults.clear()

    def progress(_what, done, total):
        if done == total:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch(town, progress=progress)
    assert contents(town) == before
    assert fetch(town).written

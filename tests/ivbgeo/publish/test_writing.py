"""The three files: as their standards ask, whole or not at all, and read back."""

import json
import warnings

import pytest
import yaml
from jsonschema import validate
from pygeoapi.config import load_schema, validate_config
from pygeoapi.openapi import validate_openapi_document
from rdflib import DCAT, DCTERMS, FOAF, RDF, RDFS, XSD, Graph, Literal, Namespace, URIRef

from ivbgeo.errors import SettingsError, UsageError
from ivbgeo.publish import Publication, collections_of
from ivbgeo.publish.catalogue import catalogue
from ivbgeo.publish.configuration import publication_in
from ivbgeo.publish.writing import read_configuration, write_publication

URL = "https://kaart.example.nl/ogc"
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
FILES = {"catalog.jsonld", "openapi.json", "pygeoapi.yml"}


@pytest.fixture(scope="module")
def publication():
    return Publication(URL, "Open cijfers", "Gemeente Zoetermeer", "GM0637", "data@example.nl")


@pytest.fixture(scope="module")
def folder(publication, home, tmp_path_factory):
    folder = tmp_path_factory.mktemp("publish") / "nieuw" / "ogc"
    write_publication(folder, publication, home)
    return folder


def test_it_is_a_configuration_of_pygeoapi_that_listens_here_and_tells_nothing(folder):
    assert {path.name for path in folder.iterdir()} == FILES
    given = yaml.safe_load((folder / "pygeoapi.yml").read_text(encoding="utf-8"))
    assert validate_config(given)
    server = given["server"]
    assert server["bind"] == {"host": "127.0.0.1", "port": 8502}
    assert server["url"] == URL
    assert (server["admin"], server["cors"], server["gzip"]) == (False, False, False)
    assert server["limits"]["max_items"] == 10_000
    assert given["logging"] == {"level": "CRITICAL"}
    assert load_schema()["properties"].keys() >= {"server", "logging", "metadata", "resources"}
    for name, resource in given["resources"].items():
        (provider,) = resource["providers"]
        assert provider["name"] == "ivbgeo.publish.provider.FiguresProvider"
        assert provider["data"] == name
        assert not provider.get("editable")
    text = (folder / "pygeoapi.yml").read_text(encoding="utf-8")
    assert "database" not in text
    assert "sqlite" not in text


def test_what_was_written_is_read_back(folder, publication):
    assert publication_in(read_configuration(folder)) == publication


def test_the_openapi_document_is_one_and_refers_to_nothing_elsewhere(folder):
    text = (folder / "openapi.json").read_text(encoding="utf-8")
    document = json.loads(text)
    assert validate_openapi_document(document)
    assert document["servers"] == [{"url": URL}]
    for reference in _references(document):
        part = document
        for key in reference.removeprefix("#/").split("/"):
            part = part[key]
    names = {
        parameter.get("name") or parameter["$ref"].rpartition("/")[2]
        for parameter in document["paths"]["/collections/misdrijven-buurt/items"]["get"][
            "parameters"
        ]
    }
    assert {"bbox", "crs", "datetime", "limit", "offset", "categorie", "jaar", "area_code"} <= names
    assert document["components"]["parameters"]["limit"]["schema"]["maximum"] == 10_000
    assert {verb for path in document["paths"].values() for verb in path} == {"get"}


def _references(value):
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "$ref":
                assert inner.startswith("#/"), inner
                yield inner
            else:
                yield from _references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _references(inner)


@pytest.fixture(scope="module")
def graph(folder):
    with warnings.catch_warnings():
        # Of rdflib's own reader of JSON-LD.
        warnings.filterwarnings("ignore", "ConjunctiveGraph is deprecated", DeprecationWarning)
        return Graph().parse(folder / "catalog.jsonld", format="json-ld")


# What DCAT-AP-NL 3.0 makes mandatory.
MANDATORY = {
    DCAT.Catalog: (
        DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCAT.contactPoint, DCAT.dataset,
    ),
    DCAT.Dataset: (
        DCTERMS.title, DCTERMS.description, DCTERMS.identifier, DCTERMS.publisher, DCTERMS.creator,
        DCTERMS.accessRights, DCAT.contactPoint, DCAT.theme,
    ),
    DCAT.Distribution: (DCAT.accessURL, DCTERMS.license),
    DCAT.DataService: (
        DCTERMS.title, DCTERMS.description, DCTERMS.identifier, DCTERMS.publisher,
        DCTERMS.accessRights, DCTERMS.license, DCAT.contactPoint, DCAT.theme, DCAT.endpointURL,
        DCAT.endpointDescription,
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", MANDATORY, ids=lambda kind: kind.fragment)
def test_the_catalogue_has_what_dcat_ap_nl_asks(graph, kind):
    subjects = list(graph.subjects(RDF.type, kind))
    assert subjects
    for subject in subjects:
        for property_ in MANDATORY[kind]:
            assert graph.value(subject, property_) is not None, (subject, property_)


def test_the_catalogue_says_of_each_collection_what_where_and_when(graph, home):
    for collection in collections_of(home):
        dataset = URIRef(f"{URL}/collections/{collection.id}")
        assert (URIRef(f"{URL}/catalog.jsonld"), DCAT.dataset, dataset) in graph
        assert graph.value(dataset, DCTERMS.title) == Literal(collection.title, lang="nl")
        period = graph.value(dataset, DCTERMS.temporal)
        assert graph.value(period, DCAT.startDate) == Literal(
            collection.extent.begin.isoformat(), datatype=XSD.date
        )
        box = graph.value(graph.value(dataset, DCTERMS.spatial), DCAT.bbox)
        assert box.startswith("POLYGON((4.")
        assert set(graph.objects(dataset, DCTERMS.conformsTo)) == {
            URIRef("http://www.opengis.net/def/crs/OGC/1.3/CRS84"),
            URIRef("http://www.opengis.net/def/crs/EPSG/0/28992"),
        }
        distribution = graph.value(dataset, DCAT.distribution)
        assert graph.value(distribution, DCAT.accessURL) == URIRef(f"{dataset}/items")
        unknown = URIRef("http://standaarden.overheid.nl/owms/terms/licentieonbekend")
        assert graph.value(distribution, DCTERMS.license) == (
            URIRef(collection.licence) if collection.licence else unknown
        )
        told = graph.value(graph.value(distribution, DCTERMS.rights), RDFS.label)
        assert collection.attribution in told
        agent = graph.value(dataset, DCTERMS.publisher)
        assert agent == URIRef("https://identifier.overheid.nl/tooi/id/gemeente/gm0637")
        assert graph.value(agent, FOAF.name) == Literal("Gemeente Zoetermeer", lang="nl")
        contact = graph.value(dataset, DCAT.contactPoint)
        assert graph.value(contact, VCARD.hasEmail) == URIRef("mailto:data@example.nl")
    service = graph.value(predicate=RDF.type, object=DCAT.DataService)
    assert graph.value(service, DCAT.endpointURL) == URIRef(URL)


def test_who_reads_the_catalogue_has_to_fetch_nothing(folder):
    told = json.loads((folder / "catalog.jsonld").read_text(encoding="utf-8"))
    assert all(isinstance(value, str) for value in told["@context"].values())
    assert "@import" not in (folder / "catalog.jsonld").read_text(encoding="utf-8")


def test_without_a_contact_nobody_is_made_up(home):
    nobody = Publication(URL, "Open cijfers", "Gemeente Zoetermeer", "GM0637")
    told = json.dumps(catalogue(nobody, collections_of(home)))
    assert "contactPoint" not in told
    assert "vcard:" not in told.replace("vcard/ns#", "")


def test_nothing_is_half_written(publication, home, tmp_path):
    write_publication(tmp_path / "ogc", publication, home)
    before = {path.name: path.read_bytes() for path in (tmp_path / "ogc").iterdir()}
    # A folder where a file has to come: the other two stay as they were.
    (tmp_path / "ogc" / "openapi.json").unlink()
    (tmp_path / "ogc" / "openapi.json").mkdir()
    other = Publication("https://elders.example.nl", "Anders", "Anders", "GM0637")
    with pytest.raises(UsageError):
        write_publication(tmp_path / "ogc", other, home)
    assert {path.name for path in (tmp_path / "ogc").iterdir()} == FILES
    for name in FILES - {"openapi.json"}:
        assert (tmp_path / "ogc" / name).read_bytes() == before[name]
    (tmp_path / "bestand").write_text("x")
    with pytest.raises(UsageError) as refused:
        write_publication(tmp_path / "bestand", publication, home)
    assert refused.value.rule == "export.write"


@pytest.mark.parametrize(
    "text",
    ["", "- een\n- lijst\n", "server: {", "server: {}\n", "\x00", "resources: 1\n",
     "a: !!python/object/apply:os.system [ls]\n"],
)  # fmt: skip
def test_another_file_is_refused_in_words(tmp_path, text):
    (tmp_path / "pygeoapi.yml").write_text(text)
    with pytest.raises(SettingsError) as refused:
        read_configuration(tmp_path)
    assert refused.value.rule == "publish.configuration"


def test_no_file_is_told(tmp_path):
    with pytest.raises(SettingsError) as refused:
        read_configuration(tmp_path)
    assert refused.value.rule == "publish.no_configuration"


def test_a_page_is_as_the_openapi_document_says(ogc):
    document = ogc.get("/openapi").json()
    forms = document["components"]["schemas"]
    for collection, form in (("misdrijven-buurt", "figures"), ("gebieden-wijk-2025", "borders")):
        # OpenAPI 3.0 says nullable where JSON Schema lists null as a type.
        schema = json.loads(json.dumps(forms[form]), object_hook=lambda part: _nullable(dict(part)))
        validate(ogc.items(collection), schema)


def _nullable(part):
    if part.pop("nullable", False):
        part["type"] = [part["type"], "null"]
    return part

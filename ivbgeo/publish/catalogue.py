"""The catalogue in DCAT (JSON-LD), as DCAT-AP-NL 3.0 asks it: one dataset for each collection.

It carries its own context, so that who reads it has to fetch nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ivbgeo.publish.box import System

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from ivbgeo.publish.collection import Collection
    from ivbgeo.publish.publication import Publication

__all__ = ["catalogue"]

_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_EU = "http://publications.europa.eu/resource/authority"
_NLD = {"@id": f"{_EU}/language/NLD", "@type": "dct:LinguisticSystem"}
_PUBLIC = {"@id": f"{_EU}/access-right/PUBLIC", "@type": "dct:RightsStatement"}
_GEOJSON = {"@id": f"{_EU}/file-type/GEOJSON", "@type": "dct:MediaTypeOrExtent"}
_MEDIA = "https://www.iana.org/assignments/media-types/application/geo+json"
_RFC = "https://www.rfc-editor.org/rfc/rfc7946"
_FEATURES = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core"
_TOOI = "https://identifier.overheid.nl/tooi/id/gemeente"
# The list of data.overheid.nl has a word for what names no licence.
_UNKNOWN = "http://standaarden.overheid.nl/owms/terms/licentieonbekend"
_SAFETY, _PEOPLE, _PLACES = "JUST", "SOCI", "REGI"
_THEMES = {
    _SAFETY: "Justitie, rechtsstelsel en openbare veiligheid",
    _PEOPLE: "Bevolking en samenleving",
    _PLACES: "Regio's en steden",
}


def catalogue(publication: Publication, collections: Iterable[Collection]) -> dict[str, Any]:
    """Give the catalogue as plain data; without a contact it lacks what DCAT-AP-NL asks of one."""
    collections = tuple(collections)
    url = publication.url
    agent = {
        "@id": f"{_TOOI}/{publication.gemeente.lower()}",
        "@type": "foaf:Agent",
        "foaf:name": _dutch(publication.publisher),
    }
    shared: dict[str, Any] = {
        "dct:publisher": {"@id": agent["@id"]},
        "dct:creator": {"@id": agent["@id"]},
        "dct:language": _NLD,
    }
    if publication.contact:
        shared["dcat:contactPoint"] = {
            "@id": f"{url}/catalog.jsonld#contact",
            "@type": ["vcard:Kind", "vcard:Organization"],
            "vcard:fn": publication.publisher,
            "vcard:hasEmail": {"@id": f"mailto:{publication.contact}"},
        }
    newest = max((each.retrieved for each in collections), default=None)
    licences = {each.licence for each in collections}
    (licence,) = licences if len(licences) == 1 else (None,)
    service = {
        "@id": f"{url}#service",
        "@type": "dcat:DataService",
        "dct:identifier": f"{url}#service",
        "dct:title": _dutch(f"{publication.title}: OGC API Features"),
        "dct:description": _dutch("Dezelfde cijfers als op de kaart, voor QGIS, ArcGIS en meer."),
        "dcat:endpointURL": {"@id": url, "@type": "rdfs:Resource"},
        "dcat:endpointDescription": {"@id": f"{url}/openapi", "@type": "rdfs:Resource"},
        "dct:conformsTo": {"@id": _FEATURES, "@type": "dct:Standard"},
        "dct:accessRights": _PUBLIC,
        "dct:license": _licence(licence),
        "dcat:theme": [_theme(code) for code in _THEMES],
        "dcat:keyword": _keywords(),
        "dcat:servesDataset": [{"@id": _at(publication, each)} for each in collections],
        **shared,
    }
    return {
        "@context": _CONTEXT,
        "@graph": [
            {
                "@id": f"{url}/catalog.jsonld",
                "@type": "dcat:Catalog",
                "dct:title": _dutch(publication.title),
                "dct:description": _dutch(
                    "Open cijfers over veiligheid en leefbaarheid per buurt en wijk."
                ),
                "foaf:homepage": {"@id": url, "@type": "foaf:Document"},
                **({"dct:modified": _day(newest)} if newest else {}),
                "dct:license": _licence(licence),
                "dcat:service": {"@id": service["@id"]},
                "dcat:dataset": [{"@id": _at(publication, each)} for each in collections],
                **shared,
            },
            agent,
            service,
            *(_dataset(publication, each, shared) for each in collections),
        ],
    }


def _dataset(
    publication: Publication, collection: Collection, shared: dict[str, Any]
) -> dict[str, Any]:
    at, extent = _at(publication, collection), collection.extent
    west, south, east, north = extent.box
    ring = f"{west} {south}, {east} {south}, {east} {north}, {west} {north}, {west} {south}"
    return {
        "@id": at,
        "@type": "dcat:Dataset",
        "dct:identifier": at,
        "dct:title": _dutch(collection.title),
        "dct:description": _dutch(collection.description),
        "dcat:keyword": _keywords(),
        "dcat:theme": _theme(_subject(collection)),
        "dct:accessRights": _PUBLIC,
        "dct:modified": _day(collection.retrieved),
        "dct:provenance": {
            "@type": "dct:ProvenanceStatement",
            "rdfs:label": _dutch(f"Bron: {collection.attribution}."),
        },
        "dct:spatial": {
            "@type": "dct:Location",
            "dcat:bbox": {"@value": f"POLYGON(({ring}))", "@type": "geo:wktLiteral"},
        },
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _day(extent.begin),
            "dcat:endDate": _day(extent.end),
        },
        "dct:conformsTo": [{"@id": each.value, "@type": "dct:Standard"} for each in System],
        "dcat:landingPage": {"@id": publication.url, "@type": "foaf:Document"},
        "foaf:page": {"@id": publication.url},
        "dcat:distribution": {
            "@id": f"{at}#geojson",
            "@type": "dcat:Distribution",
            "dct:title": _dutch(f"{collection.title} als GeoJSON"),
            "dcat:accessURL": {"@id": f"{at}/items", "@type": "rdfs:Resource"},
            "dcat:downloadURL": {"@id": f"{at}/items?f=json", "@type": "rdfs:Resource"},
            "dcat:accessService": {"@id": f"{publication.url}#service"},
            "dct:description": _dutch("Pagina's van hoogstens 10.000 vlakken, met een volgende."),
            "dct:language": _NLD,
            "dct:modified": _day(collection.retrieved),
            "dct:conformsTo": {"@id": _RFC, "@type": "dct:Standard"},
            "dct:format": _GEOJSON,
            "dcat:mediaType": {"@id": _MEDIA, "@type": "dct:MediaType"},
            "dct:license": _licence(collection.licence),
            "dct:rights": {
                "@type": "dct:RightsStatement",
                "rdfs:label": _dutch(f"Noem de bron: {collection.attribution}."),
            },
        },
        **shared,
    }


def _at(publication: Publication, collection: Collection) -> str:
    return f"{publication.url}/collections/{collection.id}"


def _theme(code: str) -> dict[str, Any]:
    return {
        "@id": f"{_EU}/data-theme/{code}",
        "@type": "skos:Concept",
        "skos:prefLabel": _dutch(_THEMES[code]),
    }


def _subject(collection: Collection) -> str:
    if collection.is_borders:
        return _PLACES
    return _PEOPLE if collection.id.startswith("bevolking-") else _SAFETY


def _keywords() -> list[dict[str, str]]:
    return [_dutch(word) for word in ("veiligheid", "leefbaarheid", "buurt", "wijk")]


def _licence(address: str | None) -> dict[str, str]:
    return {"@id": address or _UNKNOWN, "@type": "dct:LicenseDocument"}


def _dutch(text: str) -> dict[str, str]:
    return {"@value": text, "@language": "nl"}


def _day(day: date) -> dict[str, str]:
    return {"@value": day.isoformat(), "@type": "xsd:date"}

"""The configuration of pygeoapi: what ``ivbgeo publish`` writes and the server reads."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from ivbgeo.attribution import ATTRIBUTION
from ivbgeo.publish.box import System
from ivbgeo.publish.collection import CC_BY
from ivbgeo.publish.fields import queryables_of
from ivbgeo.publish.publication import Publication

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from ivbgeo.publish.collection import Collection

__all__ = ["DEFAULT_ITEMS", "HOST", "MOST_ITEMS", "configuration", "publication_in", "resources"]

# Behind the proxy of the municipality, which does TLS and says who may come in.
HOST = "127.0.0.1"
DEFAULT_ITEMS, MOST_ITEMS = 1000, 10_000
_PROVIDER = "ivbgeo.publish.provider.FiguresProvider"
_KEYWORDS = ["veiligheid", "leefbaarheid", "wijk", "buurt"]


def configuration(publication: Publication, collections: Iterable[Collection]) -> dict[str, Any]:
    """Give the whole configuration, as plain data."""
    collections = tuple(collections)
    licences = {collection.licence for collection in collections}
    one = licences == {CC_BY}
    return {
        "server": {
            "bind": {"host": HOST, "port": publication.port},
            "url": publication.url,
            "mimetype": "application/json; charset=UTF-8",
            "encoding": "utf-8",
            "languages": ["nl-NL"],
            "admin": False,
            "cors": False,
            "gzip": False,
            "pretty_print": False,
            "limits": {
                "default_items": DEFAULT_ITEMS,
                "max_items": MOST_ITEMS,
                "on_exceed": "throttle",
            },
            # pygeoapi wants the tiles of its own pages; these are not served.
            "map": {"url": publication.url, "attribution": ATTRIBUTION},
        },
        # What people ask is told to nobody, this computer included.
        "logging": {"level": "CRITICAL"},
        "metadata": {
            "identification": {
                "title": publication.title,
                "description": (
                    "Open cijfers over veiligheid en leefbaarheid per buurt en wijk, en de "
                    "grenzen daarvan. Elk cijfer heeft een bron; wat niet bekend is, is leeg."
                ),
                "keywords": list(_KEYWORDS),
                "keywords_type": "theme",
                "url": publication.url,
            },
            "license": (
                {"name": "CC BY 4.0", "url": CC_BY} if one else {"name": "Staat bij elke collectie"}
            ),
            "provider": {"name": publication.publisher, "url": publication.url},
            "contact": {
                "name": publication.publisher,
                **({"email": publication.contact} if publication.contact else {}),
            },
        },
        "resources": resources(publication, collections),
        "ivbgeo": {"gemeente": publication.gemeente},
    }


def resources(
    publication: Publication, collections: Iterable[Collection]
) -> dict[str, dict[str, Any]]:
    """Give the part of the configuration that is of the collections, by their name."""
    return {each.id: _resource(publication, each) for each in collections}


def publication_in(given: dict[str, Any]) -> Publication:
    """Read back from a configuration what the municipality says of its publication.

    Raises
    ------
    KeyError, TypeError
        If the configuration is not as ``configuration`` makes it.
    UsageError
        If something in it can't be right.
    """
    server, metadata = given["server"], given["metadata"]
    return Publication(
        url=str(server["url"]),
        title=str(metadata["identification"]["title"]),
        publisher=str(metadata["provider"]["name"]),
        gemeente=str(given["ivbgeo"]["gemeente"]),
        contact=str(metadata["contact"].get("email", "")),
        port=int(server["bind"]["port"]),
    )


def _resource(publication: Publication, collection: Collection) -> dict[str, Any]:
    links = [
        {
            "type": "application/ld+json",
            "rel": "describedby",
            "title": "Beschrijving in de catalogus (DCAT)",
            "href": f"{publication.url}/catalog.jsonld",
        }
    ]
    if collection.licence is not None:
        name = "CC BY 4.0" if collection.licence == CC_BY else "CC0"
        links.append(
            {"type": "text/html", "rel": "license", "title": name, "href": collection.licence}
        )
    return {
        "type": "collection",
        "title": collection.title,
        "description": collection.description,
        "keywords": list(_KEYWORDS),
        "links": links,
        "extents": {
            "spatial": {"bbox": list(collection.extent.box), "crs": System.CRS84.value},
            "temporal": {
                "begin": _moment(collection.extent.begin, time.min),
                "end": _moment(collection.extent.end, time(23, 59, 59)),
            },
        },
        "providers": [
            {
                "type": "feature",
                "name": _PROVIDER,
                "data": collection.id,
                "id_field": "id",
                "title_field": "area_name",
                "properties": list(queryables_of(collection)),
                "storage_crs": System.RD.value,
                "crs": [system.value for system in System],
            }
        ],
    }


def _moment(day: date, hour: time) -> datetime:
    # pygeoapi compares moments of UTC.
    return datetime.combine(day, hour, tzinfo=UTC)

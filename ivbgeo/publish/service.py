"""All that is served of one edition: pygeoapi with the collections of that moment."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from pygeoapi.api import (
    API,
    CONFORMANCE_CLASSES,
    APIRequest,
    describe_collections,
    get_collection_schema,
    itemtypes,
    landing_page,
)

from ivbgeo.publish import page
from ivbgeo.publish.box import ASKED
from ivbgeo.publish.catalogue import catalogue
from ivbgeo.publish.configuration import publication_in, resources
from ivbgeo.publish.offering import collections_of
from ivbgeo.publish.openapi import openapi
from ivbgeo.publish.parameters import CRS, FORMAT, PAGE_FORMAT, box_of, check, parameters_of
from ivbgeo.publish.tidying import tidy_collection, tidy_links, tidy_schema

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ivbgeo.atlas import Edition
    from ivbgeo.publish.collection import Collection
    from ivbgeo.publish.parameters import Parameter

    Asked = Iterable[tuple[str, str]]

__all__ = ["AbsentError", "Reply", "Service", "refusal"]

_JSON, _GEOJSON = "application/json", "application/geo+json"
_SCHEMA = "application/schema+json"
_OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
_LINKS = '"links":'
# What pygeoapi says of itself, less what is not served: its pages, and writing.
_NOT_SERVED = ("/conf/html", "/conf/create-replace-delete")


class AbsentError(Exception):
    """A collection or a feature that is not there."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: the bytes, their media type, the status and the headers that are of it alone."""

    body: bytes
    media: str = _JSON
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


class _Request(APIRequest):  # type: ignore[misc]  # pygeoapi ships no types
    """A request of which everything was looked at: JSON, in Dutch, by these parameters."""

    def __init__(self, asked: dict[str, str], api: API) -> None:
        self._data, self._path_info = b"", ""
        self._headers: dict[str, str] = {}
        self._args, self._format = asked, "json"
        self._raw_locale, self._locale = None, api.default_locale


class Service:
    """The answers about one edition.

    Parameters
    ----------
    given
        The configuration that ``ivbgeo publish`` wrote; its collections are made anew, as they
        are in this edition.
    """

    def __init__(self, given: dict[str, Any], edition: Edition) -> None:
        self.edition = edition
        self.publication = publication_in(given)
        self.collections = {each.id: each for each in collections_of(edition)}
        every = tuple(self.collections.values())
        served = resources(self.publication, every)
        for resource in served.values():
            # pygeoapi refuses a moment outside it; nothing found is the right answer.
            del resource["extents"]["temporal"]
        document = openapi(self.publication, every, str(edition.version))
        self._api = API(given | {"resources": served}, document)
        self._openapi = _bytes(document)
        self._catalogue = _bytes(catalogue(self.publication, every))
        self._page = page.landing_page(self.publication, every).encode()

    def landing(self, asked: Asked, *, page: bool = False) -> Reply:
        """Give the landing page; ``page``: that for people, unless another form is asked for."""
        found = check(asked, (PAGE_FORMAT,))
        if found.get("f", "html" if page else "json") == "html":
            return Reply(self._page, "text/html; charset=utf-8")
        told = self._told(landing_page, found)
        links = tidy_links(told["links"], self.publication.url)
        catalog = f"{self.publication.url}/catalog.jsonld"
        links.append({"rel": "describedby", "type": "application/ld+json", "href": catalog})
        return Reply(_bytes(told | {"links": links}))

    def openapi(self, asked: Asked) -> Reply:
        """Give the OpenAPI document."""
        check(asked, (FORMAT,))
        return Reply(self._openapi, _OPENAPI)

    def catalogue(self, asked: Asked) -> Reply:
        """Give the DCAT catalogue."""
        check(asked, ())
        return Reply(self._catalogue, "application/ld+json")

    def conformance(self, asked: Asked) -> Reply:
        """Give the parts of the standards that are kept."""
        check(asked, (FORMAT,))
        every = {*CONFORMANCE_CLASSES, *itemtypes.CONFORMANCE_CLASSES_FEATURES}
        return Reply(
            _bytes({"conformsTo": sorted(c for c in every if not c.endswith(_NOT_SERVED))})
        )

    def list_collections(self, asked: Asked) -> Reply:
        """Give the description of every collection."""
        told = self._told(describe_collections, check(asked, (FORMAT,)))
        home = self.publication.url
        every = [
            tidy_collection(each, self.collections[each["id"]], home)
            for each in told["collections"]
        ]
        return Reply(_bytes({"collections": every, "links": tidy_links(told["links"], home)}))

    def collection(self, asked: Asked, name: str) -> Reply:
        """Give the description of a collection."""
        collection, found = self._checked(asked, name, (FORMAT,))
        told = self._told(describe_collections, found, name)
        return Reply(_bytes(tidy_collection(told, collection, self.publication.url)))

    def schema(self, asked: Asked, name: str) -> Reply:
        """Give what a feature of a collection carries."""
        collection, found = self._checked(asked, name, (FORMAT,))
        told = self._told(get_collection_schema, found, name)
        return Reply(_bytes(tidy_schema(told, collection, chosen=False)), _SCHEMA)

    def queryables(self, asked: Asked, name: str) -> Reply:
        """Give by what a collection can be narrowed."""
        collection, found = self._checked(asked, name, (FORMAT,))
        told = self._told(itemtypes.get_collection_queryables, found, name)
        return Reply(_bytes(tidy_schema(told, collection, chosen=True)), _SCHEMA)

    def items(self, asked: Asked, name: str) -> Reply:
        """Give a page of features."""
        collection, found = self._checked(asked, name, None)
        token = ASKED.set(box_of(found))
        try:
            return self._features(itemtypes.get_collection_items, collection, found, name)
        finally:
            ASKED.reset(token)

    def item(self, asked: Asked, name: str, feature: str) -> Reply:
        """Give one feature."""
        collection, found = self._checked(asked, name, (FORMAT, CRS))
        return self._features(itemtypes.get_collection_item, collection, found, name, feature)

    def _checked(
        self, asked: Asked, name: str, allowed: tuple[Parameter, ...] | None
    ) -> tuple[Collection, dict[str, str]]:
        """Give the collection of a name and what is asked of it; None: what its items allow."""
        if name not in self.collections:
            raise AbsentError("publish.no_collection")
        collection = self.collections[name]
        allowed = parameters_of(collection) if allowed is None else allowed
        return collection, check(asked, allowed, collection)

    def _told(self, ask: Callable[..., Any], found: dict[str, str], *what: str) -> Any:
        """Ask pygeoapi for a document."""
        _, status, content = ask(self._api, _Request(found, self._api), *what)
        if status != HTTPStatus.OK:
            raise RuntimeError(f"pygeoapi answers {status} to what was looked at")
        return json.loads(content)

    def _features(
        self, ask: Callable[..., Any], collection: Collection, found: dict[str, str], *what: str
    ) -> Reply:
        """Ask pygeoapi for features; only the links in front of them are made to fit."""
        headers, status, content = ask(self._api, _Request(found, self._api), *what)
        if status != HTTPStatus.OK:
            told = json.loads(content)
            return refusal(status, told["code"], told["description"])
        start = content.index(_LINKS) + len(_LINKS)
        links, end = json.JSONDecoder().raw_decode(content, start)
        kept = tidy_links(links, self.publication.url)
        for link in kept:
            if link["rel"] == "self" and ask is itemtypes.get_collection_items:
                # pygeoapi leaves out where the page begins.
                here = f"{self.publication.url}/collections/{collection.id}/items"
                link["href"] = f"{here}?{urlencode(found)}" if found else here
        if collection.licence is not None:
            licence = {"rel": "license", "type": "text/html", "href": collection.licence}
            kept.append(licence)
        who = _bytes({"attribution": collection.attribution})[:-1]
        front, rest = content[1:start].encode(), content[end:].encode()
        body = b",".join((who, front)) + _bytes(kept) + rest
        return Reply(body, _GEOJSON, headers={"Content-Crs": headers["Content-Crs"]})


def refusal(status: int, code: str, description: str) -> Reply:
    """Give the answer to what can't be answered."""
    return Reply(_bytes({"code": code, "description": description}), _JSON, int(status))


def _bytes(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()

"""What pygeoapi asks its features of: figures and borders, live from the store, as ``PUBLIEK``."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from pygeoapi.provider.base import (
    BaseProvider,
    ProviderInvalidQueryError,
    ProviderItemNotFoundError,
)

from ivbgeo.atlas import Atlas
from ivbgeo.errors import StoreError, UsageError
from ivbgeo.messages import sentence
from ivbgeo.publish.box import ASKED, Box, System
from ivbgeo.publish.features import Page, border_page, figure_page
from ivbgeo.publish.fields import fields_of
from ivbgeo.publish.offering import collections_of
from ivbgeo.publish.selection import CHOICES, Selection, question_of
from ivbgeo.settings import Settings
from ivbgeo.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable

    from ivbgeo.atlas import Edition
    from ivbgeo.publish.collection import Collection

__all__ = ["FiguresProvider", "newest", "whole"]

_T = TypeVar("_T")
# Data may be renewed while a page is made; made anew, it is whole.
_TRIES = 3


@cache
def _atlas(address: str) -> Atlas:
    return Atlas(Store.open(address))


def newest() -> Edition:
    """Give the newest edition of the store that the settings name."""
    return _atlas(Settings.load().database_url).edition()


def whole(work: Callable[[Edition], _T]) -> _T:
    """Do work on the newest edition; anew if the data was renewed meanwhile.

    Raises
    ------
    StoreError
        If the store can't be read, or is renewed again and again.
    """
    for left in reversed(range(_TRIES)):
        try:
            return work(newest())
        except StoreError as error:
            if error.rule != "store.moved_on" or not left:
                raise
    raise AssertionError


class FiguresProvider(BaseProvider):  # type: ignore[misc]  # pygeoapi ships no types
    """The features of one collection; ``data`` in the configuration is its name."""

    def __init__(self, provider_def: dict[str, Any]) -> None:
        super().__init__(provider_def)
        # ``categorie`` and ``jaar`` are no properties of a feature.
        self.include_extra_query_parameters = True
        self.get_fields()

    def get_fields(self) -> dict[str, dict[str, Any]]:
        """Give the properties of a feature, as JSON Schema."""
        collection = whole(self._collection)
        self._fields = {field.name: dict(field.schema) for field in fields_of(collection)}
        return self._fields

    def query(  # noqa: PLR0913 - called so by pygeoapi
        self,
        *,
        offset: int = 0,
        limit: int = 10,
        resulttype: str = "results",
        bbox: tuple[float, ...] = (),
        datetime_: str | None = None,
        properties: tuple[tuple[str, str], ...] = (),
        select_properties: tuple[str, ...] = (),
        skip_geometry: bool = False,
        crs_transform_spec: Any = None,
        **_others: Any,
    ) -> dict[str, Any]:
        """Give a page of features as GeoJSON, with how many there are in all.

        Raises
        ------
        ProviderInvalidQueryError
            If what is asked can't be right; with the Dutch sentence.
        """
        # Without our own server in front, pygeoapi has made the box one in RD New.
        box = ASKED.get()
        if box is None and bbox:
            (min_x, min_y), (max_x, max_y) = bbox[:2], bbox[-2:]
            box = Box(min_x, min_y, max_x, max_y, System.RD)
        wanted = {name: value for name, value in properties if name in CHOICES}
        size = 0 if resulttype == "hits" else limit

        how = {"box": box, "system": _system(crs_transform_spec), "offset": offset, "limit": size}

        def work(edition: Edition) -> Page:
            return self._page(edition, wanted, datetime_, how)

        page = self._told(work)
        features = [
            feature
            | ({"geometry": None} if skip_geometry else {})
            | (
                {"properties": {name: feature["properties"][name] for name in select_properties}}
                if select_properties
                else {}
            )
            for feature in page.features
        ]
        return {
            "type": "FeatureCollection",
            "links": [],
            "numberMatched": page.matched,
            "numberReturned": len(features),
            "features": features,
        }

    def get(
        self, identifier: str, *, crs_transform_spec: Any = None, **_others: Any
    ) -> dict[str, Any]:
        """Give one feature by its name.

        Raises
        ------
        ProviderItemNotFoundError
            If there is none.
        """
        system = _system(crs_transform_spec)

        def work(edition: Edition) -> Page:
            return self._one(edition, identifier, system)

        found = [f for f in self._told(work).features if f["id"] == identifier]
        if not found:
            raise ProviderItemNotFoundError(user_msg=sentence("publish.no_item"))
        return {"links": [], **found[0]}

    def _page(
        self, edition: Edition, wanted: dict[str, str], moment: str | None, how: dict[str, Any]
    ) -> Page:
        """Give a page; ``how``: box, system, offset and limit."""
        collection = self._collection(edition)
        if collection.is_borders:
            codes = wanted.get("area_code")
            areas = frozenset(codes.split(",")) if codes is not None else None
            return border_page(edition, collection, areas=areas, **how)
        selection = Selection.of(edition, collection, wanted, moment)
        return figure_page(edition, selection, **how)

    def _one(self, edition: Edition, identifier: str, system: System) -> Page:
        """Give all features among which the one of this name must be."""
        collection = self._collection(edition)
        everything = 10**9
        if collection.is_borders:
            return border_page(edition, collection, system=system, limit=everything)
        question = question_of(edition, collection, identifier)
        if question is None:
            return Page(0, ())
        return figure_page(edition, Selection((question,)), system=system, limit=everything)

    @staticmethod
    def _told(work: Callable[[Edition], Page]) -> Page:
        """Do work; what can't be asked is told in the way of pygeoapi."""
        try:
            return whole(work)
        except UsageError as error:
            raise ProviderInvalidQueryError(user_msg=str(error)) from None

    def _collection(self, edition: Edition) -> Collection:
        for collection in collections_of(edition):
            if collection.id == self.data:
                return collection
        # It was there when the configuration was written, and is not open any more.
        raise ProviderItemNotFoundError(user_msg=sentence("publish.no_collection"))


def _system(crs_transform_spec: Any) -> System:
    """Give the system that features are asked in; pygeoapi gives none for that of the store."""
    return System.RD if crs_transform_spec is None else System.of(crs_transform_spec.target_crs_uri)

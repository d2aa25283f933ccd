"""The three files of a publication: written whole or not at all, and read back."""

from __future__ import annotations

import json
from contextlib import ExitStack
from errno import EISDIR
from typing import TYPE_CHECKING, Any

import yaml
from jsonschema import ValidationError
from pygeoapi.config import validate_config

from ivbgeo.dutch import trouble
from ivbgeo.errors import SettingsError, UsageError
from ivbgeo.publish.catalogue import catalogue
from ivbgeo.publish.configuration import configuration, publication_in
from ivbgeo.publish.offering import collections_of
from ivbgeo.publish.openapi import openapi
from ivbgeo.whole import whole

if TYPE_CHECKING:
    from pathlib import Path

    from ivbgeo.atlas import Edition
    from ivbgeo.publish.publication import Publication

__all__ = ["CATALOGUE", "CONFIGURATION", "OPENAPI", "read_configuration", "write_publication"]

CONFIGURATION, OPENAPI, CATALOGUE = "pygeoapi.yml", "openapi.json", "catalog.jsonld"
_HEAD = "# Gemaakt door ivbgeo publish. Geef die opdracht opnieuw om iets te veranderen.\n"


def write_publication(folder: Path, publication: Publication, edition: Edition) -> None:
    """Write the configuration of pygeoapi, the OpenAPI document and the DCAT catalogue.

    All three are made before anything is written, so that an error leaves what was there.

    Raises
    ------
    UsageError
        If nothing is open, or if it can't be written there.
    """
    collections = collections_of(edition)
    if not collections:
        raise UsageError("publish.nothing")
    given = configuration(publication, collections)
    validate_config(given)
    contents = {
        CATALOGUE: _text(catalogue(publication, collections)),
        OPENAPI: _text(openapi(publication, collections, str(edition.version))),
        CONFIGURATION: _HEAD
        + yaml.safe_dump(given, sort_keys=False, allow_unicode=True, width=100),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in contents:
            # Once all are written they only have to change places; this alone would stop one.
            if (folder / name).is_dir():
                raise IsADirectoryError(EISDIR, "a folder", name)
    except OSError as error:
        raise UsageError("export.write", file=folder, why=trouble(error)) from None
    with ExitStack() as files:
        for name, content in contents.items():
            beside = files.enter_context(whole(folder / name))
            beside.write_text(content, encoding="utf-8")


def read_configuration(folder: Path) -> dict[str, Any]:
    """Read the configuration that ``write_publication`` wrote.

    Raises
    ------
    SettingsError
        If it is not there, or is not as pygeoapi and ivbgeo need it.
    """
    path = folder / CONFIGURATION
    try:
        given = yaml.safe_load(path.read_text(encoding="utf-8"))
        validate_config(given)
        publication_in(given)
    except OSError as error:
        raise SettingsError("publish.no_configuration", file=path, why=trouble(error)) from None
    except (yaml.YAMLError, UnicodeDecodeError, ValidationError, KeyError, TypeError, ValueError):
        raise SettingsError("publish.configuration", file=path) from None
    return dict(given)


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"

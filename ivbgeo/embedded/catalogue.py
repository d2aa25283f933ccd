"""The catalogue of ``data/``: ``datapackage.json``, where each file comes from, and its check.

The form is that of the Frictionless Data Package, with our own ``table``, ``classification``,
``remark`` and ``rows`` beside its names.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from ivbgeo.embedded.schema import SCHEMAS, columns
from ivbgeo.embedded.table import read_records
from ivbgeo.errors import DataError
from ivbgeo.figure import Classification, Provenance

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

__all__ = ["PACKAGE", "Problem", "catalogue_text", "read_catalogue", "verify"]

PACKAGE = "datapackage.json"
_MEDIA = {"csv": "text/csv", "geojson": "application/geo+json"}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is not right in ``data/``: which file, which rule, in a Dutch sentence."""

    file: str
    rule: str
    sentence: str


def catalogue_text(tables: Path, source_dir: Path, built: Path) -> str:
    """Describe the files in ``built`` after what ``catalogue.toml`` in ``tables`` says of them.

    Raises
    ------
    DataError
        ``embedded.missing`` if a file of the catalogue was not built or a source is not there,
        ``embedded.unknown`` if a built file is not in the catalogue.
    """
    told = tomllib.loads((tables / "catalogue.toml").read_text(encoding="utf-8"))
    package = {key: value for key, value in told["package"].items() if key != "classification"}
    licences, sources = told["licences"], told["sources"]
    known = {entry["path"] for entry in told["resources"]}
    for path in sorted(built.iterdir()):
        if path.name not in known:
            raise DataError(
                "embedded.unknown", file="data/", value=path.name, other="catalogue.toml"
            )
    described = {
        "profile": "data-package",
        **package,
        "licenses": list(licences.values()),
        "sources": [
            {**_source(entry), "files": _hashes(source_dir, entry.get("files", []))}
            for entry in sources.values()
        ],
        "resources": [
            _resource(
                entry,
                built,
                [sources[key] for key in entry["sources"]],
                licences,
                told["package"]["classification"],
            )
            for entry in told["resources"]
        ],
    }
    return json.dumps(described, ensure_ascii=False, indent=2, default=date.isoformat) + "\n"


def _source(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if key not in ("licence", "files")}


def _hashes(folder: Path, names: list[str]) -> dict[str, str]:
    return {name: _sha256(_bytes(folder / name)) for name in names}


def _resource(
    entry: Mapping[str, Any],
    built: Path,
    sources: list[Mapping[str, Any]],
    licences: Mapping[str, Any],
    classification: str,
) -> dict[str, Any]:
    path = built / entry["path"]
    data = _bytes(path)
    suffix = path.suffix.removeprefix(".")
    used = sorted({source["licence"] for source in sources})
    table = entry.get("table") or "; ".join(dict.fromkeys(source["table"] for source in sources))
    resource = {
        "name": path.stem,
        "path": entry["path"],
        "title": entry["title"],
        "format": suffix,
        "mediatype": _MEDIA[suffix],
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{_sha256(data)}",
        "rows": _rows(path),
        "table": table,
        "retrieved": max(source["retrieved"] for source in sources),
        "classification": classification,
        "remark": entry["remark"],
        "licenses": [licences[key] for key in used],
        "sources": [_source(source) for source in sources],
    }
    if path.stem in SCHEMAS:
        fields = [{"name": name, "type": kind} for name, kind in SCHEMAS[path.stem].items()]
        resource["profile"] = "tabular-data-resource"
        resource["schema"] = {"fields": fields, "missingValues": [""]}
    return resource


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise DataError("embedded.missing", file=path.name) from None


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _rows(path: Path) -> int:
    """Count the rows of a CSV file or the features of a GeoJSON file."""
    if path.suffix == ".csv":
        return len(read_records(path, columns(path.stem)))
    try:
        return len(json.loads(path.read_bytes())["features"])
    except (ValueError, KeyError, TypeError) as error:
        raise DataError("embedded.json", file=path.name, value=error) from error


def _resources(data_dir: Path) -> list[dict[str, Any]]:
    data = _bytes(data_dir / PACKAGE)
    try:
        return [dict(resource) for resource in json.loads(data)["resources"]]
    except (ValueError, KeyError, TypeError) as error:
        raise DataError("embedded.package", value=repr(error)) from error


def read_catalogue(data_dir: Path) -> dict[str, Provenance]:
    """Give the provenance of each file of ``data/`` by its name without extension.

    Raises
    ------
    DataError
        ``embedded.missing`` or ``embedded.package`` if there is no catalogue that can be read.
    """
    catalogue = {}
    for resource in _resources(data_dir):
        try:
            sources = resource["sources"]
            name = str(resource["name"])
            catalogue[name] = Provenance(
                dataset=name,
                title=resource["title"],
                source="; ".join(source["title"] for source in sources),
                table=resource["table"],
                retrieved=date.fromisoformat(resource["retrieved"]),
                sha256=resource["hash"].removeprefix("sha256:"),
                licence="; ".join(licence["title"] for licence in resource["licenses"]),
                classification=Classification(resource["classification"]),
                url=next((source["path"] for source in sources if "path" in source), ""),
                remark=resource["remark"],
            )
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise DataError("embedded.package", value=repr(error)) from error
    return catalogue


def verify(data_dir: Path) -> list[Problem]:
    """Check that every file is there, unchanged, and has the rows that were written.

    Returns
    -------
    list of Problem
        Empty if all is well; never raises on what is in the files.
    """
    try:
        resources = _resources(data_dir)
        read_catalogue(data_dir)
    except DataError as error:
        return [Problem(PACKAGE, error.rule, str(error))]
    problems = []
    for resource in resources:
        path = data_dir / str(resource.get("path"))
        try:
            errors = list(_differences(path, resource))
        except DataError as error:
            errors = [error]
        problems += [Problem(path.name, error.rule, str(error)) for error in errors]
    return problems


def _differences(path: Path, resource: Mapping[str, Any]) -> Iterator[DataError]:
    if f"sha256:{_sha256(_bytes(path))}" == resource["hash"]:
        return
    yield DataError("embedded.changed", file=path.name)
    found, needed = _rows(path), resource.get("rows")
    if found != needed:
        yield DataError("embedded.rows", file=path.name, value=found, needed=needed)

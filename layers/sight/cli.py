"""``ivbgeo cameras sight``: what one camera sees, as figures, as geometry or on paper."""

from __future__ import annotations

import json
import sys
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import numpy as np
import shapely
import typer

from geo import polygons_to_wgs84
from ivbgeo.atlas import Atlas
from ivbgeo.cli import options, output
from ivbgeo.cli.usage import DutchCommand
from ivbgeo.errors import UsageError
from ivbgeo.machine import viewer_as
from ivbgeo.plannerfiles import FileKind, KeptAreas, areas_of, files, find, read_kept
from ivbgeo.register import cameras
from ivbgeo.register.ground import designated_ground
from ivbgeo.seeing import Around, Look, see, sentences
from ivbgeo.settings import Settings
from ivbgeo.store import Store
from ivbgeo.whole import write_whole

if TYPE_CHECKING:
    from ivbgeo.atlas import Edition
    from ivbgeo.camera import Camera
    from ivbgeo.seeing import Seen
    from ivbgeo.viewer import Viewer


__all__ = ["app"]

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)

_NONE = "geen"
_FORMS = (".json", ".geojson", ".pdf")
_NEEDED = ("x", "y", "angle", "reach")
_ROUND = 360.0


@app.command(cls=DutchCommand)
def sight(
    role: options.As,
    camera: Annotated[
        str | None, typer.Option(help="Camera van het register: naam of sleutel.")
    ] = None,
    x: Annotated[float | None, typer.Option(help="Plaats: x in RD, meters.")] = None,
    y: Annotated[float | None, typer.Option(help="Plaats: y in RD, meters.")] = None,
    direction: Annotated[
        float | None, typer.Option(help="Graden vanaf het noorden, met de klok mee.")
    ] = None,
    angle: Annotated[float | None, typer.Option(help="Kijkhoek in graden; 360: rondom.")] = None,
    reach: Annotated[float | None, typer.Option(help="Bereik in meters.")] = None,
    height: Annotated[float | None, typer.Option(help="Hoogte in meters.")] = None,
    pixels: Annotated[float | None, typer.Option(help="Beeldpunten in de breedte.")] = None,
    lens: Annotated[float | None, typer.Option(help="Graden die één beeld breed is.")] = None,
    buildings: Annotated[
        str | None,
        typer.Option(help="Gebouwen: een bestand, of een bewaard bestand. Anders het nieuwste."),
    ] = None,
    public: Annotated[str | None, typer.Option(help="Openbare ruimte, net zo.")] = None,
    sensitive: Annotated[str | None, typer.Option(help="Gevoelige plekken, net zo.")] = None,
    out: Annotated[
        Path | None, typer.Option(help="Bestand .json, .geojson of .pdf; anders op het scherm.")
    ] = None,
) -> None:
    """Bereken wat een camera ziet; ‘geen’ in plaats van een bestand laat dat weg."""
    if out is not None and out.suffix.lower() not in _FORMS:
        raise UsageError("sight.format", value=out.name, known=", ".join(_FORMS))
    viewer = viewer_as(role)
    given = {
        "x": x, "y": y, "direction": direction, "angle": angle, "reach": reach,
        "height": height, "pixels": pixels, "lens": lens,
    }  # fmt: skip
    with closing(Store.open(Settings.load().database_url)) as store:
        edition = Atlas(store).edition()
        look = _look(_camera(edition, viewer, camera), given)
        with output.working("De bestanden lezen"):
            around = _around(edition, viewer, (buildings, public, sensitive))
        seen = see(look, around)
        for line in sentences(seen):
            output.say(line)
        _write(edition, seen, around, out)


def _camera(edition: Edition, viewer: Viewer, name: str | None) -> Camera | None:
    known = cameras(edition, viewer)  # also who gives a place has to be a planner
    if name is None:
        return None
    found = [one.camera for one in known if name in {one.key, one.camera.name}]
    if len(found) == 1:
        return found[0]
    keys = ", ".join(f"{one.key} ({one.camera.name})" for one in known) or _NONE
    raise UsageError("sight.camera", value=name, count=len(found), known=keys)


def _look(camera: Camera | None, given: dict[str, float | None]) -> Look:
    """Make it of a camera, of what was given, or of both: what was given goes first."""
    if camera is not None:
        changed = {name: value for name, value in given.items() if value is not None}
        return Look.of(replace(camera, **changed))  # type: ignore[arg-type]  # all of them floats
    told = dict(given)
    if told["direction"] is None and (told["angle"] or 0) >= _ROUND:
        told["direction"] = 0.0
    missing = [f"--{name}" for name in (*_NEEDED, "direction") if told[name] is None]
    if missing:
        raise UsageError("sight.missing", value=", ".join(missing))
    return Look("", **told)  # type: ignore[arg-type]  # seen to just now


def _around(
    edition: Edition, viewer: Viewer, wanted: tuple[str | None, str | None, str | None]
) -> Around:
    def read(kind: FileKind, what: str | None) -> tuple[KeptAreas | None, str]:
        return _areas(edition, viewer, kind, what)

    buildings, public, sensitive = wanted
    found = Around.among(
        read(FileKind.BUILDINGS, buildings),
        read(FileKind.PUBLIC, public),
        read(FileKind.SENSITIVE, sensitive),
    )
    today = date.today()  # noqa: DTZ011 - the user's own day
    return replace(found, designated=designated_ground(edition, viewer, today))


def _areas(
    edition: Edition, viewer: Viewer, kind: FileKind, wanted: str | None
) -> tuple[KeptAreas | None, str]:
    """Give the areas of a file and what it is called: one on this computer, or one that is kept."""
    if wanted == _NONE:
        return None, ""
    if wanted is not None and Path(wanted).is_file():
        found = read_kept(Path(wanted), kind)
        assert isinstance(found, KeptAreas)  # noqa: S101 - for the type checker: its kind says so
        return found, Path(wanted).name
    kept = (
        next(iter(files(edition, viewer, kind)), None)
        if wanted is None
        else find(edition, viewer, kind, wanted)
    )
    return (None, "") if kept is None else (areas_of(edition, viewer, kept), kept.words)


def _write(edition: Edition, seen: Seen, around: Around, out: Path | None) -> None:
    if out is None:
        sys.stdout.write(_json(seen).decode())
    elif out.suffix.lower() == ".pdf":
        from layers.sight.paper import sight_pdf

        write_whole(out, sight_pdf(edition, seen, around))
    else:
        write_whole(out, _geojson(seen) if out.suffix.lower() == ".geojson" else _json(seen))


def _json(seen: Seen) -> bytes:
    told = seen.record() | {"sentences": sentences(seen)}
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()


def _geojson(seen: Seen) -> bytes:
    """Give what is seen, and the rings, in WGS84; that no building was reckoned with in each."""
    record = seen.record()
    named = [("zicht", seen.area, {}), *(
        (ring.use.value, ring.area, told)
        for ring, told in zip(seen.rings, record["rings"], strict=True)
    )]  # fmt: skip
    shapes = polygons_to_wgs84(np.array([area for _, area, _ in named], dtype=object))
    features = [
        {
            "type": "Feature",
            "properties": {
                "name": name,
                "camera": seen.look.name,
                "square_metres": float(shapely.area(area)),
                "without_buildings": seen.without_buildings,
                **told,
            },
            "geometry": json.loads(shapely.to_geojson(shape)),
        }
        for (name, area, told), shape in zip(named, shapes, strict=True)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()

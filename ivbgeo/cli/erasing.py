"""``ivbgeo erase``."""

from __future__ import annotations

from contextlib import closing
from enum import StrEnum
from typing import Annotated

import typer

from ivbgeo.cli import output
from ivbgeo.errors import UsageError
from ivbgeo.machine import beheerder
from ivbgeo.messages import sentence
from ivbgeo.settings import Settings

__all__ = ["erase"]

_LONGEST = 9  # digits of a number


class _What(StrEnum):
    MEASURE = "measure"
    NOTE = "note"
    CAMERA = "camera"
    CAMERA_AREA = "camera-area"
    PREVENTION = "prevention"
    SPOT = "spot"
    REMARKS = "remarks"


def erase(
    what: Annotated[
        _What,
        typer.Argument(
            metavar="WAT",
            help="measure (inspanning), note (bij een signaal), camera, camera-area (gebied), "
            "prevention (preventie), spot (stille of enge plek) of remarks (vrije tekst uit een "
            "ingelezen bestand).",
        ),
    ],
    key: Annotated[
        str,
        typer.Argument(
            metavar="NUMMER",
            help="Nummer ervan; van een camera en van preventie de sleutel; van remarks ook: alle.",
        ),
    ],
    version: Annotated[
        int | None,
        typer.Option(
            help="Welke versie; bij note en remarks hoort er geen. Een plek zonder versie gaat weg "
            "met alles."
        ),
    ] = None,
) -> None:
    """Wis tekst die er niet had mogen staan, zoals een naam."""
    from ivbgeo import erasing
    from ivbgeo.remarks import erase_remarks
    from ivbgeo.store import Store

    if what is not _What.SPOT and (version is None) is not (what in {_What.NOTE, _What.REMARKS}):
        raise UsageError("erase.version")
    if version is not None:
        _number(str(version))
    with closing(Store.open(Settings.load().database_url)) as store:
        if what is _What.REMARKS:
            gone = erase_remarks(store, beheerder(), None if key == "alle" else _number(key))
            output.say(sentence("remarks.erased", count=gone))
            return
        if what is _What.SPOT:
            erasing.erase_spot(store, beheerder(), _number(key), version)
        elif version is None:
            erasing.erase_note(store, beheerder(), _number(key))
        elif what is _What.MEASURE:
            erasing.erase_measure(store, beheerder(), _number(key), version)
        else:
            blank = {
                _What.CAMERA: erasing.erase_camera,
                _What.CAMERA_AREA: erasing.erase_camera_area,
                _What.PREVENTION: erasing.erase_prevention,
            }
            blank[what](store, beheerder(), key, version)
    output.say(sentence("erase.done"))


def _number(key: str) -> int:
    # One that is longer is too large for a database.
    if not key.isdecimal() or len(key) > _LONGEST:
        raise UsageError("erase.number", value=key)
    return int(key)

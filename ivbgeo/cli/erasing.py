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


class _What(StrEnum):
    MEASURE = "measure"
    NOTE = "note"
    CAMERA = "camera"
    CAMERA_AREA = "camera-area"
    REMARKS = "remarks"


def erase(
    what: Annotated[
        _What,
        typer.Argument(
            metavar="WAT",
            help="measure (inspanning), note (bij een signaal), camera, camera-area (gebied) of "
            "remarks (vrije tekst uit een ingelezen bestand).",
        ),
    ],
    key: Annotated[
        str,
        typer.Argument(
            metavar="NUMMER", help="Nummer ervan; van een camera de sleutel; van remarks ook: alle."
        ),
    ],
    version: Annotated[
        int | None, typer.Option(help="Welke versie; bij note en remarks hoort er geen.")
    ] = None,
) -> None:
    """Wis tekst die er niet had mogen staan, zoals een naam."""
    from ivbgeo.erasing import erase_camera, erase_camera_area, erase_measure, erase_note
    from ivbgeo.remarks import erase_remarks
    from ivbgeo.store import Store

    if (version is None) is not (what in {_What.NOTE, _What.REMARKS}):
        raise UsageError("erase.version")
    with closing(Store.open(Settings.load().database_url)) as store:
        if what is _What.REMARKS:
            gone = erase_remarks(store, beheerder(), None if key == "alle" else _number(key))
            output.say(sentence("remarks.erased", count=gone))
            return
        if version is None:
            erase_note(store, beheerder(), _number(key))
        elif what is _What.MEASURE:
            erase_measure(store, beheerder(), _number(key), version)
        elif what is _What.CAMERA:
            erase_camera(store, beheerder(), key, version)
        else:
            erase_camera_area(store, beheerder(), key, version)
    output.say(sentence("erase.done"))


def _number(key: str) -> int:
    if not key.isdecimal():
        raise UsageError("erase.number", value=key)
    return int(key)

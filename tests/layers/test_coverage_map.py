"""What groups cover as a map: nothing, a part, all, and what can't be said are told apart."""

from dataclasses import replace
from datetime import date

import pytest

from geo import AreaId, Level
from ivbgeo.prevention.coverage import BuurtCoverage, Coverage, Groups
from ivbgeo.prevention.dwellings import Basis
from ivbgeo.question import Per
from layers.coverage_map import coverage_map
from layers.palette import StateLook


@pytest.fixture(scope="module")
def buurten(edition):
    return edition.division(edition.division_id(Level.BUURT))


def made(edition, buurten, folder, **said):
    """Draw a map on which the first buurt is as it is said, and all others have no group."""
    none = BuurtCoverage(
        AreaId("x", buurten.year, Level.BUURT), "", 0.0, Basis.OPPERVLAKTE, 100.0, 220.0,
        estimated=False, groups=0, unbordered=0,
    )  # fmt: skip
    rows = [
        replace(none, area=AreaId(code, buurten.year, Level.BUURT), name=name)
        for code, name in zip(buurten.codes, buurten.names, strict=True)
    ]
    rows[0] = replace(rows[0], **said)
    groups = Groups(date(2026, 11, 27))
    found = Coverage(buurten, tuple(rows), groups, Per.WONINGEN, 2024, "", ())
    return coverage_map(edition, found, "Dekking", folder)


@pytest.mark.parametrize(
    ("said", "looks", "words"),
    [
        ({}, (StateLook.NUL, None), "0% van de woningen: geen groep"),
        ({"share": 0.3, "groups": 2}, (StateLook.GEMETEN, 1), "30% van de woningen"),
        ({"share": 0.001, "groups": 1}, (StateLook.GEMETEN, 0), "minder dan 1% van de woningen"),
        ({"share": 1.0, "groups": 1}, (StateLook.GEMETEN, 3), "100% van de woningen"),
        ({"share": None}, (StateLook.NIET_GEMETEN, None), "er woont niemand"),
        ({"unbordered": 1}, (StateLook.NIET_GEMETEN, None), "niet te zeggen"),
    ],
)
def test_a_buurt_says_what_is_covered(edition, buurten, tmp_path, said, looks, words):
    look = made(edition, buurten, tmp_path, **said).looks[0]
    assert (look.state, look.klass) == looks
    assert look.label.startswith(words)
    assert ("de grens niet bekend" in look.note) == ("unbordered" in said)


def test_classes_are_quarters_on_every_day(edition, buurten, tmp_path):
    classes = made(edition, buurten, tmp_path).classes
    assert classes.labels(str) == ("tot en met 25.0", "25.0 – 50.0", "50.0 – 75.0", "meer dan 75.0")

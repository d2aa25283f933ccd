from __future__ import annotations

import pickle
import re

import pytest

from geo import CoordinateError, CrosswalkError, GeoError, InvalidDivisionError, UnknownCodeError
from ivbgeo.messages import SENTENCES
from tests.geo.coverages import ROOT


def test_every_rule_has_a_dutch_sentence_and_no_sentence_is_left_over():
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "geo").rglob("*.py"))
    rules = set(re.findall(r'"(geo\.[a-z_.0-9]+)"', source))
    assert len(rules) > 20
    assert rules == {rule for rule in SENTENCES if rule.startswith("geo.")}


@pytest.mark.parametrize(
    "kind", [CoordinateError, CrosswalkError, InvalidDivisionError, UnknownCodeError]
)
def test_an_error_carries_rule_message_and_values(kind):
    error = kind("geo.division.code", "no such code", value="BU1", year=2025)
    assert isinstance(error, GeoError)
    assert str(error) == "no such code"
    assert (error.rule, error.values) == ("geo.division.code", {"value": "BU1", "year": 2025})


def test_an_error_of_another_process_tells_the_same():
    error = CoordinateError("geo.coordinates.shape", "Two columns.", first="(2,)", second="(3,)")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert str(again) == "Two columns."
    assert (again.rule, again.values) == (error.rule, error.values)

"""Speerpunten by period."""

from ivbgeo.speerpunten import periods
from ivbgeo.viewer import PUBLIEK


def test_each_period_has_its_numbered_speerpunten(edition):
    found = periods(edition, PUBLIEK)
    assert "2019-2022" in found
    for lines in found.values():
        numbers = [int(line.partition(".")[0]) for line in lines]
        assert numbers == sorted(set(numbers))

"""Speerpunten by period, and the inspanningen that serve them."""

from ivbgeo.policy import Measure
from ivbgeo.speerpunten import efforts, periods
from ivbgeo.viewer import PUBLIEK


def test_each_period_has_its_numbered_speerpunten(edition):
    found = periods(edition, PUBLIEK)
    assert "2019-2022" in found
    for lines in found.values():
        numbers = [int(line.partition(".")[0]) for line in lines]
        assert numbers == sorted(set(numbers))


def test_every_inspanning_is_told_with_its_partners(edition):
    told = [row for rows in efforts(edition, PUBLIEK).values() for row in rows]
    crosses = edition.policy(PUBLIEK, Measure)
    assert {row["Inspanning"] for row in told} == {one.measure for one in crosses}
    partners = ", ".join(row["Partners"] for row in told)
    assert all(one.partner in partners for one in crosses)

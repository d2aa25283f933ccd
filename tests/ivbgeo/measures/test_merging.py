"""What two people made of the same version, put together."""

from dataclasses import replace
from datetime import date

import pytest

from ivbgeo.errors import DataError
from ivbgeo.measure import Measure, MeasureStatus
from ivbgeo.measures.merging import clashes, merged

SEEN = Measure(title="Sloten", lead="Gemeente", remark="oud", starts=date(2024, 1, 1))


def test_what_each_changed_is_put_together():
    theirs = replace(SEEN, lead="Corporatie", status=MeasureStatus.LOOPT)
    mine = replace(SEEN, remark="nieuw")
    assert merged(SEEN, theirs, mine) == replace(theirs, remark="nieuw")
    assert clashes(SEEN, theirs, mine) == ()


def test_what_both_changed_is_told_and_becomes_ones_own():
    theirs, mine = replace(SEEN, remark="van hen"), replace(SEEN, remark="van mij")
    assert clashes(SEEN, theirs, mine) == ("remark",)
    assert merged(SEEN, theirs, mine).remark == "van mij"
    # The same change is no clash.
    assert clashes(SEEN, theirs, theirs) == ()


def test_two_changes_that_can_not_be_together_are_refused():
    theirs = replace(SEEN, ends=date(2024, 6, 30))
    mine = replace(SEEN, starts=date(2025, 1, 1))
    with pytest.raises(DataError, match="ligt na het einde"):
        merged(SEEN, theirs, mine)

"""Counts brought to another year: none is lost, none is made, and what is unknown stays so."""

from dataclasses import dataclass, field

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import Certainty, Crosswalk, CrosswalkRow, DivisionId, Level
from ivbgeo.crossing import brought, can_cross, left_behind
from ivbgeo.series import Values

BUURT = {year: DivisionId(Level.BUURT, year) for year in (2024, 2025)}
WIJK = {year: DivisionId(Level.WIJK, year) for year in (2024, 2025)}
GEMEENTE = {year: DivisionId(Level.GEMEENTE, year) for year in (2024, 2025)}
CASEWIJK = DivisionId(Level.CASEWIJK, 2024)
COUNTS = st.floats(0, 1e6, allow_nan=False) | st.sampled_from([0.0, 1.0, np.nan])


def values(counts):
    count = np.array(counts, dtype="float64")
    nothing = np.zeros(len(count), dtype=bool)
    return Values(count, nothing, nothing)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (BUURT[2024], BUURT[2025]),
        (BUURT[2025], BUURT[2024]),
        (BUURT[2025], WIJK[2024]),
        (GEMEENTE[2024], GEMEENTE[2025]),
    ],
    ids=str,
)
def test_real_counts_are_conserved(edition, source, target):
    assert can_cross(edition, source, target)
    size = len(edition.division(source).codes)
    for counts in (np.ones(size), np.random.default_rng(1).poisson(30, size).astype(float)):
        moved = brought(edition, values(counts), source, target)
        assert len(moved.count) == len(edition.division(target).codes)
        assert abs(np.nansum(moved.count) - counts.sum()) < 1e-9 * max(1, counts.sum())
        assert left_behind(edition, values(counts), source, target) == 0
        assert moved.estimated.tolist() == [
            count > 0 and source.level is not Level.GEMEENTE for count in moved.count
        ]


def test_what_no_casewijk_has_for_certain_is_left_behind_and_is_told(edition):
    """27 buurten of 2025 are in no casewijk for certain, though some lie in one."""
    counts = values(np.ones(146))
    moved = brought(edition, counts, BUURT[2025], CASEWIJK)
    assert (moved.count.sum(), left_behind(edition, counts, BUURT[2025], CASEWIJK)) == (119, 27)
    unknown = values(np.full(146, np.nan))
    assert left_behind(edition, unknown, BUURT[2025], CASEWIJK) == 0


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_real_unknown_stays_unknown(edition, data):
    source, target = BUURT[2024], BUURT[2025]
    codes = edition.division(source).codes
    counts = np.array(data.draw(st.lists(COUNTS, min_size=len(codes), max_size=len(codes))))
    moved = brought(edition, values(counts), source, target)
    unknown = {code for code, count in zip(codes, counts, strict=True) if np.isnan(count)}
    rows = edition.crosswalk(source, target).rows
    reached = {row.target_code for row in rows}
    touched = {row.target_code for row in rows if row.source_code in unknown}
    targets = edition.division(target).codes
    known = {code for code, count in zip(targets, moved.count, strict=True) if not np.isnan(count)}
    assert known == reached - touched


@dataclass
class _Place:
    """As much of a division as a crossing asks for."""

    id: DivisionId
    codes: tuple[str, ...]


@dataclass
class _Town:
    """As much of an edition as a crossing asks for: two years of one level."""

    walk: Crosswalk
    places: dict[DivisionId, _Place]
    numbers: dict[DivisionId, int] = field(default_factory=lambda: {BUURT[2024]: 1, BUURT[2025]: 2})

    def division(self, wanted):
        return self.places[wanted]

    def crosswalk(self, source, target):
        return self.walk if (source, target) == (self.walk.source, self.walk.target) else None

    def up(self, target):
        return {self.numbers[target]: {}}


@st.composite
def towns(draw):
    """Draw a crosswalk of which every source goes somewhere, in any parts."""
    sources = [f"BU{i}" for i in range(draw(st.integers(1, 6)))]
    targets = [f"BV{i}" for i in range(draw(st.integers(1, 6)))]
    rows = []
    for source in sources:
        chosen = draw(st.lists(st.sampled_from(targets), min_size=1, unique=True))
        sizes = [draw(st.integers(1, 1000)) for _ in chosen]
        rows += [
            CrosswalkRow(source, target, size / sum(sizes), None, Certainty.LOW)
            for target, size in zip(chosen, sizes, strict=True)
        ]
    walk = Crosswalk(BUURT[2024], BUURT[2025], tuple(rows))
    places = {
        BUURT[2024]: _Place(BUURT[2024], tuple(sources)),
        BUURT[2025]: _Place(BUURT[2025], tuple(targets)),
    }
    counts = draw(st.lists(COUNTS, min_size=len(sources), max_size=len(sources)))
    flags = draw(st.lists(st.booleans(), min_size=len(sources), max_size=len(sources)))
    return _Town(walk, places), np.array(counts, dtype="float64"), np.array(flags, dtype=bool)


@given(towns())
def test_made_counts_are_conserved_and_unknown_stays_unknown(drawn):
    town, counts, provisional = drawn
    given_ = Values(counts, provisional, np.zeros(len(counts), dtype=bool))
    moved = brought(town, given_, BUURT[2024], BUURT[2025])
    at = {code: i for i, code in enumerate(town.division(BUURT[2024]).codes)}
    for code, count, flag in zip(
        town.division(BUURT[2025]).codes, moved.count, moved.provisional, strict=True
    ):
        parts = [row for row in town.walk.rows if row.target_code == code]
        came = [counts[at[row.source_code]] for row in parts]
        assert np.isnan(count) == (not parts or bool(np.isnan(came).any()))
        if not np.isnan(count):
            assert flag == any(provisional[at[row.source_code]] for row in parts)
    if not np.isnan(counts).any():
        assert np.nansum(moved.count) == pytest.approx(counts.sum(), rel=1e-9, abs=1e-9)
    assert (moved.estimated == (np.nan_to_num(moved.count) > 0)).all()


def test_without_a_crosswalk_there_is_no_way(edition):
    assert not can_cross(edition, WIJK[2024], GEMEENTE[2025])
    assert brought(edition, values([0.0] * 9), WIJK[2024], GEMEENTE[2025]) is None

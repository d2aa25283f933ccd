"""Cases: who is open at the end of one year may be closed in another, and no year stands alone."""

import numpy as np
import pytest

from geo import Level
from ivbgeo.atlas import Atlas
from ivbgeo.period import Period
from ivbgeo.shielding import shown
from ivbgeo.shielding.deciding import shield
from ivbgeo.shielding.naming import ALL
from ivbgeo.shielding.subject import memory_of
from ivbgeo.store import shields
from ivbgeo.viewer import Role, Viewer
from tests.ivbgeo.shielding.attack import Attack, read
from tests.ivbgeo.shielding.conftest import BUURTEN, GEMEENTE, TENURES, YEAR, casewijk_of

LEVELS = (Level.BUURT, Level.WIJK, Level.CASEWIJK, Level.GEMEENTE)
STATUSES = ("", ".lopend", ".afgerond")
CATEGORIES = {
    f"woonoverlast{tenure}{status}": (tenure.removeprefix("."), status.removeprefix("."))
    for tenure in ("", *(f".{one}" for one in TENURES))
    for status in STATUSES
}
BEHEER = Viewer(Role.BEHEER)
FIRST, LAST = 2023 * 12, 2025 * 12 + 11


def drawn(seed, size=900):
    """Cases: buurt, tenure, month of opening, month of closing or one that is not there yet."""
    chance = np.random.default_rng(seed)
    buurt = chance.choice(len(BUURTEN), size, p=[0.35, 0.3, 0.2, 0.1, 0.03, 0.02])
    tenure = chance.choice(3, size, p=[0.2, 0.6, 0.2])
    opened = chance.integers(FIRST, LAST + 1, size)
    opened[0] = FIRST
    closed = opened + chance.geometric(0.12, size)
    closed[1:3] = 2024 * 12 + 11, LAST
    opened[1:3] = 2024 * 12 + 2, LAST - 3
    return np.stack([buurt, tenure, opened, np.minimum(closed, LAST + 1)], axis=1)


def lines(cases, until):
    """A file of what was known at the end of a month."""
    for buurt, tenure, opened, closed in cases.tolist():
        if opened <= until:
            end = f"{closed // 12}-{closed % 12 + 1:02d}-15" if closed <= until else ""
            start = f"{opened // 12}-{opened % 12 + 1:02d}-05"
            yield f"{TENURES[tenure]},{start},{end},{BUURTEN[buurt]},{YEAR}"


def leaves_of(cases, area, category, period):
    """Which cases a cell counts, and how often: by the words, not by how the app counts."""
    tenure, status = CATEGORIES[category]
    buurten = [
        n for n, one in enumerate(BUURTEN)
        if area in {GEMEENTE, one, f"WK{one[2:8]}", casewijk_of(one)}
    ]  # fmt: skip
    end = period.last_index
    mask = np.isin(cases[:, 0], buurten)
    if tenure:
        mask &= cases[:, 1] == TENURES.index(tenure)
    is_open = (cases[:, 2] <= end) & (cases[:, 3] > end)
    is_closed = (cases[:, 3] >= period.first_index) & (cases[:, 3] <= end)
    return mask & {"": is_open | is_closed, "lopend": is_open, "afgerond": is_closed}[status]


def grouped():
    """All that cases could be: buurt by tenure by year of opening by year of closing."""
    years = (2023, 2024, 2025)
    return np.array([
        (buurt, tenure, opened, closed)
        for buurt in range(len(BUURTEN))
        for tenure in range(3)
        for opened in years
        for closed in (*years, 2026)
        if closed >= opened
    ])  # fmt: skip


def courses_of(store):
    """By what courses it was decided."""
    edition = Atlas(store).edition()
    (number,) = edition.row_months
    with edition.reading() as connection:
        key = shields.read_head(connection, number).parts[ALL]
        kept = memory_of(shields.read_kept(connection, number, key))
    return kept.published.table.periods.leaves


# In the second village courses that nobody can have had hid what others could work out.
@pytest.mark.parametrize("seed", [3, 5])
def test_no_small_count_of_cases_can_be_worked_out_of_all_years_together(hamlet, bring, seed):
    cases = drawn(seed)
    years = [Period.year(2023), Period.year(2024)]
    bring(hamlet, "cases", lines(cases, 2024 * 12 + 11), "een.csv")
    (outcome,) = shield(hamlet, 5)
    assert 0 < outcome.lost < 1
    first = read(Atlas(hamlet).edition(), BEHEER, CATEGORIES, LEVELS, years)
    bring(hamlet, "cases", lines(cases, LAST), "twee.csv", replace=True)
    shield(hamlet, 5)
    years.append(Period.year(2025))
    second = read(Atlas(hamlet).edition(), BEHEER, CATEGORIES, LEVELS, years)
    # Open, or not, at the end of one year after the other; who is not any more was closed then.
    assert set(courses_of(hamlet)) == {
        ">2023", ">2024", ">2025", "2023-2023>2024", "2023-2024>2025", "2023-2025>later",
        "2024-2024>2025", "2024-2025>later", "2025-2025>later",
    }  # fmt: skip
    # What happened before did not change, and neither did what is told of it.
    assert {cell: second[cell] for cell in first} == first
    kinds = grouped()
    key = np.stack([cases[:, 0], cases[:, 1], cases[:, 2] // 12, cases[:, 3] // 12], axis=1)
    truth = np.array([(key == kind).all(axis=1).sum() for kind in kinds])
    # Years as their last months, so that the same words tell which kinds a cell counts.
    ends = kinds.copy()
    ends[:, 2] = kinds[:, 2] * 12
    ends[:, 3] = kinds[:, 3] * 12 + 11
    attack = Attack([truth])
    for told in (first, second):
        for cell, count in told.items():
            attack.add(0, np.flatnonzero(leaves_of(ends, *cell)), count)
    assert attack.withheld > 50
    assert attack.broken(5) == []
    # Also where an area is a place by itself, and what was closed in the first year a course.
    assert any(second[buurt, "woonoverlast", years[-1]] is not None for buurt in BUURTEN)
    assert any(
        count is not None and category.endswith(".afgerond")
        for (_, category, year), count in second.items()
        if year == years[0]
    )
    large = [count for count in second.values() if count is not None]
    assert len(large) > 30
    assert min(large) >= 5


def test_several_years_of_cases_end_as_the_last_does(hamlet, bring):
    cases = drawn(4)
    bring(hamlet, "cases", lines(cases, LAST))
    shield(hamlet, 5)
    edition = Atlas(hamlet).edition()
    division = edition.division_id(Level.GEMEENTE)
    (number,) = edition.row_months
    told = shown(edition, number)
    both = Period((2024, 1), (2025, 12))
    seen = 0
    for category in CATEGORIES:
        for level in LEVELS:
            found = told.over(edition.division_id(level), category, both)
            for code, count in zip(
                edition.division(edition.division_id(level)).codes, found, strict=True
            ):
                if not np.isnan(count):
                    seen += 1
                    assert count == leaves_of(cases, code, category, both).sum()
    assert seen > 10
    # Of months nothing is shown: what one has more than another would be a case.
    assert told.over(division, "woonoverlast", Period.month(2024, 12)) is None
    assert told.over(division, "woonoverlast", Period((2023, 6), (2024, 12))) is None

"""What changed lately in a wijk: only what chance does not explain."""

from dataclasses import replace

import pytest

from benchmarks.months import PROVENANCE
from geo import AreaId, Level
from ivbgeo.atlas import Atlas
from ivbgeo.figure import Classification
from ivbgeo.period import Period
from ivbgeo.standout import Kind
from ivbgeo.store import Store
from ivbgeo.viewer import PUBLIEK, Role, Viewer
from ivbgeo.wijk import lately, own_wijken, wijken_of
from ivbgeo.wijk.lately import KINDS, Lately
from tests.samecounts import add_same

MEERZICHT = AreaId("WK063705", 2025, Level.WIJK)
ROKKEVEEN = AreaId("WK063710", 2025, Level.WIJK)


def test_what_rose_in_one_buurt_is_told_and_nothing_else(city):
    found = lately(city, PUBLIEK, MEERZICHT)
    assert found.period == Period((2024, 10), (2024, 12))
    assert [(one.area.code, one.category.code, one.kind) for one in found.changes] == [
        ("BU06370501", "1.1.1", Kind.SEASON)
    ]
    (said,) = found.sentences
    assert said.startswith("Diefstal/inbraak woning in Voorweg: ")
    assert "in oktober 2023 tot en met december 2023" in said
    assert found.about.endswith("De andere verschillen kunnen toeval zijn.")
    assert found.sources


def test_where_nothing_rose_every_difference_may_be_chance(city):
    found = lately(city, PUBLIEK, ROKKEVEEN)
    assert found.changes == ()
    assert found.compared > 10
    assert found.about.endswith("Elk verschil kan toeval zijn.")


def test_a_wijk_that_nothing_is_known_of_is_told_apart_from_one_where_nothing_changed(edition):
    found = lately(edition, PUBLIEK, MEERZICHT)
    assert (found.changes, found.compared) == ((), 0)
    assert found.about.startswith("Over 2025 is niet te zeggen of er iets veranderde")
    assert Lately(None).about == "Van deze wijk zijn er nog geen cijfers."


def years_and_months(databases, months):
    """A city of open counts of two kinds by year, of which more came, and intern ones by month."""
    store = Store.open(databases.address("sqlite", filled=True))
    years = {Period.year(2024): 10, Period.year(2025): 60}
    add_same(store, PROVENANCE, ("1.1.1", "1.2.1"), years)
    intern = replace(PROVENANCE, dataset="made/intern", classification=Classification.INTERN)
    add_same(store, intern, ("2.2.1",), dict.fromkeys(months, 7))
    yield Atlas(store).edition()
    store.close()


@pytest.fixture(scope="module")
def mixed(databases):
    """Of the intern months nothing can be compared: they are three."""
    yield from years_and_months(databases, [Period.month(2025, at) for at in (10, 11, 12)])


@pytest.fixture(scope="module")
def more(databases):
    """Of the intern months one kind can be compared."""
    months = [Period.of_indices(at, at) for at in range(2024 * 12, 2026 * 12)]
    yield from years_and_months(databases, months)


VIEWERS = [
    Viewer(role, frozenset(wijken))
    for role, wijken in (
        (Role.WAS, [MEERZICHT.code]),
        (Role.WIJKREGISSEUR, [MEERZICHT.code]),
        (Role.WIJKREGISSEUR, [ROKKEVEEN.code]),
        (Role.PLANNER, []),
        (Role.BEHEER, []),
    )
]


@pytest.mark.parametrize("viewer", VIEWERS, ids=lambda one: one.role)
def test_where_nothing_of_the_months_can_be_compared_the_year_is_told(mixed, viewer):
    found = lately(mixed, viewer, MEERZICHT)
    assert found.period == Period.year(2025)
    assert "Vergeleken: 28 aantallen van 2025" in found.about
    assert found.sentences
    assert found.sentences == lately(mixed, PUBLIEK, MEERZICHT).sentences


@pytest.mark.parametrize("viewer", VIEWERS, ids=lambda one: one.role)
def test_who_signed_in_is_told_all_that_others_are(more, viewer):
    everybody, found = (lately(more, one, MEERZICHT) for one in (PUBLIEK, viewer))
    assert everybody.changes
    assert set(everybody.sentences) <= set(found.sentences)
    assert set(everybody.sources) <= set(found.sources)
    assert "28 aantallen van 2025 met dezelfde tijd een jaar eerder" in found.about
    if viewer.role is not Role.WAS:  # it reads no intern counts
        assert found.period == Period((2025, 10), (2025, 12))
        assert found.about == (
            "Vergeleken: 14 aantallen van oktober 2025 tot en met december 2025 met dezelfde tijd "
            "een jaar eerder. En van de cijfers die iedereen mag zien: 28 aantallen van 2025 met "
            "dezelfde tijd een jaar eerder. De andere verschillen kunnen toeval zijn."
        )


def test_what_both_say_is_told_once(city):
    for viewer in VIEWERS:
        assert lately(city, viewer, MEERZICHT) == lately(city, PUBLIEK, MEERZICHT)


def test_the_kinds_are_those_of_the_police(city):
    assert {code for code in KINDS if code not in city.taxonomy} == set()


@pytest.mark.parametrize(
    ("wijken", "found"),
    [
        ((), []),
        (("WK063705",), ["Meerzicht"]),
        (("WK063705", "WK063710"), ["Meerzicht", "Rokkeveen"]),
        (("BU06370501",), []),
        (("WK999999",), []),
        (("GM0637",), []),
    ],
)
def test_wijken_of_ones_own_are_those_that_lie_wholly_in_what_one_covers(city, wijken, found):
    own = own_wijken(city, Viewer(Role.WAS, frozenset(wijken)))
    assert list(own.values()) == found
    assert own.items() <= wijken_of(city).items()

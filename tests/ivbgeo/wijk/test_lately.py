"""What changed lately in a wijk: only what chance does not explain."""

import pytest

from geo import AreaId, Level
from ivbgeo.period import Period
from ivbgeo.standout import Kind
from ivbgeo.viewer import PUBLIEK, Role, Viewer
from ivbgeo.wijk import lately, own_wijken, wijken_of
from ivbgeo.wijk.lately import KINDS, Lately

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

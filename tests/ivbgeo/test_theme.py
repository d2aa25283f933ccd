"""What can be chosen on the map exists."""

from itertools import product

import pytest

from ivbgeo.reading import Statistic
from ivbgeo.theme import THEMES, theme_of
from ivbgeo.viewer import PUBLIEK


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.key)
def test_every_choice_is_a_category(edition, theme):
    for choices in product(*theme.facets(edition, PUBLIEK).values()):
        assert theme.category(choices) in edition.taxonomy
        assert theme.statistics_of(choices)


def test_a_share_that_runs_is_asked_only_of_all_cases():
    theme = theme_of("woonoverlast")
    assert Statistic.AANDEEL_LOPEND in theme.statistics_of(("koop", ""))
    assert Statistic.AANDEEL_LOPEND not in theme.statistics_of(("", "lopend"))


def test_an_unknown_theme_is_the_first():
    assert theme_of("<script>") is THEMES[0]

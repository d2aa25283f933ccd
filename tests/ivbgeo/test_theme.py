"""What can be chosen on the map exists."""

from itertools import product

import pytest

from geo import Level
from ivbgeo.atlas import Atlas
from ivbgeo.reading import Statistic
from ivbgeo.theme import THEMES, theme_of, themes_of
from ivbgeo.viewer import PUBLIEK, Viewer


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.key)
def test_every_choice_is_a_category(edition, theme):
    assert theme.is_known(edition, PUBLIEK) or theme.key == "overlast"
    if theme.key == "overlast":
        return
    for choices in product(*theme.facets(edition, PUBLIEK).values()):
        assert theme.category(choices) in edition.taxonomy
        assert theme.statistics_of(choices)


def test_a_share_that_runs_is_asked_only_of_all_cases():
    theme = theme_of("woonoverlast")
    assert Statistic.AANDEEL_LOPEND in theme.statistics_of(("koop", ""))
    assert Statistic.AANDEEL_LOPEND not in theme.statistics_of(("", "lopend"))


def test_an_unknown_theme_is_the_first():
    assert theme_of("<script>") is THEMES[0]


def test_only_themes_with_figures_are_offered(edition):
    # Nuisance is not in what comes with ivbgeo.
    assert [theme.key for theme in themes_of(edition, PUBLIEK)] == [
        "woonoverlast", "misdrijven", "bevolking",
    ]  # fmt: skip


def test_a_gemeente_without_casewijken_has_wijken(edition, store):
    empty_edition = Atlas(store).edition()
    theme = theme_of("woonoverlast")
    assert theme.levels(edition)[0] is Level.CASEWIJK
    assert theme.levels(empty_edition) == ()
    assert themes_of(empty_edition, PUBLIEK) == (THEMES[0],)


def test_no_two_choices_have_one_name(put):
    kinds = ("1.1.1", "1.4.2", "1.4.3", "1.4.4", "1.4.5", "1.4.6", "1.4.7")
    lines = "".join(f"{kind},2024-03-05,,\n" for kind in kinds)
    told = put("incidents", "categorie,datum,x,y\n" + lines)
    (kinds_of_crime,) = theme_of("misdrijven").facets(told, Viewer.of("beheer")).values()
    assert {"1.4.6", "hic", "hic.geweld"} <= kinds_of_crime.keys()
    assert len(set(kinds_of_crime.values())) == len(kinds_of_crime)

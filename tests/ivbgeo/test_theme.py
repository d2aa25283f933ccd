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
        assert theme.statistics_of(edition, PUBLIEK, choices, theme.level)


def offered(edition, theme, *choices, level=Level.CASEWIJK, viewer=PUBLIEK):
    return theme_of(theme).statistics_of(edition, viewer, choices, level)


def test_a_share_that_runs_is_asked_only_of_all_cases(edition):
    assert Statistic.AANDEEL_LOPEND in offered(edition, "woonoverlast", "koop", "")
    assert Statistic.AANDEEL_LOPEND not in offered(edition, "woonoverlast", "", "lopend")


def test_what_happens_to_homes_is_of_dwellings_or_else_of_households(edition, put):
    homes = {Statistic.PER_WONINGEN, Statistic.PER_HUISHOUDENS}
    assert homes & set(offered(edition, "woonoverlast", "", "")) == {Statistic.PER_HUISHOUDENS}
    of_crime = offered(edition, "misdrijven", "0.0.0", level=Level.BUURT)
    assert homes.isdisjoint(of_crime)
    names = "gebiedscode,division_year,jaar,inwoners,woningen\n"
    told = put("population", f"{names}CW063702,2024,2023,15900,7000\n")
    found = offered(told, "woonoverlast", "", "", viewer=Viewer.of("beheer"))
    # The file is not for everybody.
    assert Statistic.PER_WONINGEN not in offered(told, "woonoverlast", "", "")
    assert homes & set(found) == {Statistic.PER_WONINGEN}
    # Of buurten nobody told how many dwellings there are.
    found = offered(told, "misdrijven", "1.1.1", level=Level.BUURT)
    assert homes & set(found) == {Statistic.PER_HUISHOUDENS}


def test_patterns_are_offered_only_where_there_are_enough_areas(edition):
    patterns = {one for one in Statistic if one.is_pattern}
    for level, areas in ((Level.CASEWIJK, 8), (Level.WIJK, 15), (Level.BUURT, 146)):
        assert len(edition.division(edition.division_id(level)).codes) == areas
        found = offered(edition, "misdrijven", "0.0.0", level=level)
        assert patterns & set(found) == (patterns if areas >= 30 else set())


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

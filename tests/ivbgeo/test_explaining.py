"""The help beside a map: short, in plain Dutch, and of the very map that it stands beside."""

import re
from dataclasses import replace

import pytest

from geo import Level
from ivbgeo.atlas import Atlas
from ivbgeo.category import Category
from ivbgeo.difference import difference
from ivbgeo.explaining import explain
from ivbgeo.figure import State
from ivbgeo.importing import import_file
from ivbgeo.period import Period
from ivbgeo.question import Question
from ivbgeo.reading import Statistic, read
from ivbgeo.sources import Kind
from ivbgeo.store import Store
from ivbgeo.theme import THEMES
from ivbgeo.viewer import PUBLIEK, Viewer
from tests.ivbgeo.test_words import MACHINE

# Of each theme: a category, and a year and a level of which there are figures.
OF_THEMES = {
    "woonoverlast": ("woonoverlast", 2023, Level.CASEWIJK),
    "misdrijven": ("0.0.0", 2023, Level.BUURT),
    "overlast": ("0.0.0", 2023, Level.BUURT),  # read as nuisance, below
    "bevolking": ("inwoners", 2024, Level.WIJK),
}
OVERLAST = Category("overlast.e33", "Overlast door jeugd", "overlast")
MAPS = [(theme.key, statistic, False) for theme in THEMES for statistic in theme.statistics] + [
    (theme.key, statistic, True)
    for theme in THEMES
    for statistic in theme.statistics
    if statistic.has_differences
]
every_map = pytest.mark.parametrize(("theme", "statistic", "compared"), MAPS)


@pytest.fixture(scope="module")
def edition(databases):
    store = Store.open(databases.address("sqlite", filled=True))
    yield Atlas(store).edition()
    store.close()


def read_map(edition, category, statistic, year, level, before=None):
    question = Question(category, level, Period.year(year))
    if before is None:
        return read(edition, question, statistic, PUBLIEK)
    return difference(edition, question, Period.year(before), statistic, PUBLIEK)


def explained(edition, theme, statistic, *, compared=False):
    code, year, level = OF_THEMES[theme]
    reading = read_map(edition, code, statistic, year, level, year - 2 if compared else None)
    return explain(reading, OVERLAST if theme == "overlast" else edition.taxonomy[code])


def sentences(text):
    # A point within a number ends no sentence.
    return [one for one in re.split(r"(?<=[.!?])\s+", text) if one]


@every_map
def test_three_to_six_short_sentences_in_plain_dutch(edition, theme, statistic, compared):
    told = explained(edition, theme, statistic, compared=compared)
    for part in (told.meaning, told.limits):
        found = sentences(" ".join(part))
        assert 3 <= len(found) <= 6
        lengths = [len(sentence.split()) for sentence in found]
        assert sum(lengths) / len(lengths) < 14
        assert max(lengths) < 20
        assert len(set(found)) == len(found)
        for sentence in found:
            assert re.match(r"[A-ZÉ‘]", sentence)
            assert sentence.endswith(".")
            assert MACHINE.search(sentence) is None
            assert re.search(r"\b(per-1000|aandeel-lopend|by_chance)\b", sentence) is None


@every_map
def test_it_is_of_the_theme_and_the_measure_on_show(edition, theme, statistic, compared):
    told = explained(edition, theme, statistic, compared=compared)
    meaning, limits = " ".join(told.meaning), " ".join(told.limits)
    who = {
        "woonoverlast": "team Woonoverlast",
        "misdrijven": "zwaarste misdrijf dat de politie heeft geregistreerd",
        "overlast": "‘Overlast door jeugd’",
        "bevolking": "Het CBS telt hoeveel inwoners",
    }
    assert who[theme] in meaning
    _, year, level = OF_THEMES[theme]
    if compared:
        assert f"in {year} meer of minder waren dan in {year - 2}" in meaning
        assert "Waardoor het veranderde" in limits
        assert "Van 500 gebieden" in limits
    elif statistic is Statistic.AANDEEL_LOPEND:
        assert "hoeveel van elke 100 casussen" in meaning
        assert "Een hoog aandeel is niet slecht" in limits
    elif statistic is Statistic.PER_1000:
        assert f"per 1.000 inwoners in {year}; tussen haakjes" in meaning
        assert "Waar weinig mensen wonen" in limits
    elif statistic is Statistic.BIJGESTELD:
        assert "waar toeval is uitgehaald" in meaning
        assert "valt hierin minder op" in limits
    elif statistic is Statistic.VERWACHT:
        assert f"in {year} meer of minder waren dan verwacht" in meaning
        assert "Verwacht is geen doel" in limits
    elif statistic.is_pattern:
        assert f"in {year}" in meaning
        assert "één op de twintig" in limits
    else:
        assert f"in {year}" in meaning
    if statistic is Statistic.PER_1000:
        assert "per 1.000 inwoners" in meaning
    if theme == "bevolking":
        assert "Dit cijfer zegt niets over veiligheid." in limits
        assert "maatregel" not in limits.replace("ook niet of een maatregel werkte", "")
    else:
        assert "telt niet mee" in limits
        assert "maatregel" in limits
        assert re.search("niet hetzelfde als onveilig|is niet slecht", limits)
    assert re.search(rf"Waar in een {level} |geschat|hooguit één", limits)


def test_the_patterns_that_are_on_the_map_are_explained_and_no_others(edition):
    share = " ".join(explained(edition, "woonoverlast", Statistic.AANDEEL_LOPEND).meaning)
    assert "Kruisjes: minder dan 20 geteld" in share
    assert "Stippen" not in share
    rate = read_map(edition, "woonoverlast.koop.lopend", Statistic.PER_1000, 2023, Level.CASEWIJK)
    told = explain(rate, edition.taxonomy["woonoverlast.koop.lopend"]).meaning
    assert "U ziet alleen casussen bij koopwoningen die nog lopen." in told
    assert any("Kruisjes: minder dan 10 geteld" in one for one in told)
    crime = " ".join(explained(edition, "misdrijven", Statistic.AANTAL).meaning)
    assert "Stippen: hierover is niets bekend" in crime
    assert "Kruisjes" not in crime
    changed = " ".join(explained(edition, "misdrijven", Statistic.AANTAL, compared=True).meaning)
    assert "Blauw is minder en bruin is meer" in changed
    assert "Liggende lijnen: dit verschil kan toeval zijn" in changed


def test_the_verdict_is_explained_where_areas_are_judged(edition):
    verdict = "‘Niet te onderscheiden van de stad’: toeval kan het verschil verklaren."
    assert verdict in explained(edition, "woonoverlast", Statistic.AANTAL).meaning
    # There people are estimated, and so no area is judged.
    assert verdict not in explained(edition, "misdrijven", Statistic.AANTAL).meaning
    assert verdict not in explained(edition, "woonoverlast", Statistic.AANDEEL_LOPEND).meaning


def test_what_is_estimated_and_what_may_change_is_said_of_these_figures(edition):
    rate = explained(edition, "misdrijven", Statistic.PER_1000).limits
    assert "In 15 buurten is het aantal inwoners geschat: dat kan er ver naast liggen." in rate
    assert not any("voorlopig" in one for one in rate)
    recent = read_map(edition, "0.0.0", Statistic.AANTAL, 2025, Level.BUURT)
    limits = explain(recent, edition.taxonomy["0.0.0"]).limits
    assert "De cijfers over 2025 zijn voorlopig en kunnen nog veranderen." in limits


def test_a_map_without_a_figure_says_so(edition):
    reading = read_map(edition, "woonoverlast", Statistic.AANTAL, 2023, Level.WIJK)
    meaning = explain(reading, edition.taxonomy["woonoverlast"]).meaning
    assert "Op deze kaart is van geen enkel gebied een cijfer te zien." in meaning
    assert any(one.startswith("Stippen") for one in meaning)
    assert not any("donkerder" in one for one in meaning)


def test_what_is_withheld_is_explained(edition):
    reading = read_map(edition, "woonoverlast", Statistic.AANTAL, 2023, Level.WIJK)
    hidden = tuple(
        replace(one, figure=replace(one.figure, state=State.AFGESCHERMD), state=State.AFGESCHERMD)
        for one in reading.readings
    )
    told = explain(replace(reading, readings=hidden), edition.taxonomy["woonoverlast"]).meaning
    assert any(one.startswith("Strepen: afgeschermd.") for one in told)


def test_a_file_of_the_municipality_is_not_told_as_the_police(town, tmp_path):
    path = tmp_path / "incidenten.csv"
    path.write_text("categorie,datum,x,y\n1.4.6,2024-02-03,92915,452710\n")
    assert not import_file(town, Atlas(town).edition(), path, Kind.INCIDENTS).refused
    edition = Atlas(town).edition()
    told = {}
    for code in ("1.4.6", "hic", "hic.straatroof"):
        question = Question(code, Level.WIJK, Period.month(2024, 2))
        reading = read(edition, question, Statistic.AANTAL, Viewer.of("planner"))
        told[code] = " ".join(explain(reading, edition.taxonomy[code]).meaning)
        assert "politie" not in told[code]
    assert "in een bestand van de gemeente" in told["1.4.6"]
    assert "U ziet alleen de soort ‘Straatroof’." in told["1.4.6"]
    assert "‘High Impact Crimes’ is een groep van 4 soorten samen." in told["hic"]
    # A group of one is that one.
    assert "U ziet alleen de soort ‘Straatroof’." in told["hic.straatroof"]

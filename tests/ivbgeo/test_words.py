"""What users read: plain Dutch, numbers as 1.234,5, and never a word of the machine."""

import re

import pytest

from geo import Level, read_division
from ivbgeo.dossier import area_dossier
from ivbgeo.figure import State, Verdict
from ivbgeo.period import Period
from ivbgeo.question import Question
from ivbgeo.reading import Statistic, read
from ivbgeo.viewer import PUBLIEK, Viewer
from ivbgeo.words import city_figure, origin, summary
from tests.crowd import KIND, crowd

MAPS = [
    ("woonoverlast", Level.CASEWIJK, statistic, 2023) for statistic in Statistic
] + [
    ("woonoverlast.particulier", Level.CASEWIJK, Statistic.AANDEEL_LOPEND, 2023),
    ("0.0.0", Level.BUURT, Statistic.AANTAL, 2025),
    ("0.0.0", Level.BUURT, Statistic.PER_1000, 2023),
    ("0.0.0", Level.WIJK, Statistic.AANTAL, 2023),
    ("hic", Level.BUURT, Statistic.PER_1000, 2023),
    ("inwoners", Level.WIJK, Statistic.AANTAL, 2024),
]  # fmt: skip
every_map = pytest.mark.parametrize(("category", "level", "statistic", "year"), MAPS, ids=str)
MACHINE = re.compile(r"\b(nan|None|null|True|False|niet_gemeten|gemeten_|inf)\b|\d\.\d(?!\d\d)|  ")


def reading_of(edition, category, level, statistic, year, viewer=PUBLIEK):
    return read(edition, Question(category, level, Period.year(year)), statistic, viewer)


def value_in(text):
    """Read the first number, as static/map/words.js does."""
    found = re.search(r"[+−-]?\d+(?:[.,]\d+)*", text).group()
    return float(found.replace(".", "").replace(",", ".").replace("−", "-"))


def told(edition, reading):
    """Everything that is said of a map, and of each of its areas."""
    city = city_figure(edition, PUBLIEK, reading.question)
    yield from summary(reading, city)
    yield reading.title
    yield reading.unit
    for one in reading.readings:
        yield one.text
        yield one.note
        dossier = area_dossier(edition, PUBLIEK, reading, one.figure.area.code)
        yield dossier.headline
        yield from dossier.sentences
        yield from (text for _, cells in dossier.parts for _, text in cells)


@every_map
def test_nothing_of_the_machine_is_read(edition, category, level, statistic, year):
    reading = reading_of(edition, category, level, statistic, year)
    texts = {text for text in told(edition, reading) if text}
    assert texts
    # A code of the police, such as 0.0.0, is a name.
    found = [text for text in texts if MACHINE.search(text.replace(category, "x"))]
    assert found == []


@every_map
def test_the_words_of_an_area_start_with_its_value(edition, category, level, statistic, year):
    """The map's table sorts by that number, and writes it on the areas."""
    reading = reading_of(edition, category, level, statistic, year)
    decimals = {
        Statistic.AANTAL: 2,
        Statistic.AANDEEL_LOPEND: 0,
        Statistic.VERWACHT: 0,
    }.get(statistic, 1)
    for one in reading.readings:
        if one.value is not None:
            assert value_in(one.text) == pytest.approx(one.value, abs=0.51 * 10**-decimals)


def test_of_many_areas_some_are_named_and_the_rest_counted(town, tmp_path):
    told = crowd(town, tmp_path)
    viewer = Viewer.of("planner")
    reading = reading_of(told, KIND, Level.BUURT, Statistic.PER_1000, 2023, viewer)
    (higher,) = [one for one in summary(reading, None) if "hoger dan de stad" in one]
    number = sum(one.figure.verdict is Verdict.HIGH for one in reading.readings)
    assert re.search(r"([^,]+, ){7}[^,]+ en nog \d+ buurten\.$", higher)
    assert 8 < number <= 8 + int(re.search(r"nog (\d+)", higher)[1])


def test_the_summary_tells_most_least_and_who_stands_out(edition):
    reading = reading_of(edition, "woonoverlast", Level.CASEWIJK, Statistic.AANTAL, 2023)
    text = " ".join(summary(reading, city_figure(edition, PUBLIEK, reading.question)))
    assert "Heel Zoetermeer: 284 casussen." in text
    assert "Het meest: Buytenwegh, 65 casussen." in text
    assert "Het minst: Rokkeveen, 15 casussen." in text
    assert "Naar inwoners hoger dan de stad: Buytenwegh." in text
    assert "Naar inwoners lager dan de stad: Rokkeveen." in text


def test_where_all_are_alike_none_is_least(put, data_dir):
    codes = read_division(data_dir / "wijken_2024.geojson").codes
    lines = "".join(f"1.1.1,2024-01-10,{code},2024\n" for code in codes)
    edition = put("incidents", f"categorie,datum,gebiedscode,jaar indeling\n{lines}")
    question = Question("1.1.1", Level.WIJK, Period.month(2024, 1), division_year=2024)
    reading = read(edition, question, Statistic.AANTAL, Viewer.of("planner"))
    assert {one.value for one in reading.readings} == {1}
    text = " ".join(summary(reading, None))
    assert "Overal waar het meer dan nul is evenveel: 1 misdrijf." in text
    assert "Het meest" not in text
    assert "Het minst" not in text


def test_what_is_too_small_is_neither_most_nor_judged(edition):
    """Five cases of particuliere huur here and there: nothing to rank, nothing to judge."""
    reading = reading_of(
        edition, "woonoverlast.particulier", Level.CASEWIJK, Statistic.PER_1000, 2023
    )
    text = " ".join(summary(reading, city_figure(edition, PUBLIEK, reading.question)))
    assert "Heel Zoetermeer: 0,1 casussen per 1.000 inwoners." in text
    for word in ("Het meest", "Het minst", "hoger dan", "lager dan"):
        assert word not in text


def test_a_share_of_nothing_is_no_number(edition):
    reading = reading_of(
        edition, "woonoverlast.particulier", Level.CASEWIJK, Statistic.AANDEEL_LOPEND, 2023
    )
    meerzicht = next(one for one in reading.readings if one.figure.area_name == "Meerzicht")
    assert (meerzicht.state, meerzicht.value) == (State.NUL, None)
    centrum = next(one for one in reading.readings if one.figure.area_name == "Centrum")
    assert (centrum.state, centrum.value) == (State.GEMETEN, 0)
    assert "Het meest" not in " ".join(summary(reading, None))


def test_not_measured_is_said_not_to_be_nul(edition):
    reading = reading_of(edition, "0.0.0", Level.BUURT, Statistic.AANTAL, 2023)
    text = " ".join(summary(reading, None))
    assert "Van 131 van de 146 buurten is er geen cijfer. Dat is niet hetzelfde als nul." in text


def test_a_dossier_has_its_sources_and_the_cells_of_the_table(edition):
    reading = reading_of(edition, "woonoverlast", Level.CASEWIJK, Statistic.AANTAL, 2023)
    dossier = area_dossier(edition, PUBLIEK, reading, "CW063702")
    assert dossier.headline == "55 casussen in 2023"
    assert {title: [text for _, text in cells] for title, cells in dossier.parts} == {
        "Koop": ["7", "8", "15"],
        "Corporatie": ["15", "25", "40"],
        "Particulier": ["0", "0", "0"],
        "Totaal": ["22", "33", "55"],
    }
    assert [what for what, _ in dossier.provenance] == ["Cijfer", "Inwoners"]
    assert all("licentie: " in origin(source) for _, source in dossier.provenance)


def test_who_may_not_see_reads_that_it_is_afgeschermd_and_no_number(put):
    text = "categorie,datum,gebiedscode,jaar indeling\n1.1.1,2024-01-10,WK063705,2025\n"
    edition = put("incidents", text)
    question = Question("1.1.1", Level.WIJK, Period.month(2024, 1))
    reading = read(edition, question, Statistic.PER_1000, PUBLIEK)
    for one in reading.readings:
        assert (one.text, one.value) == ("afgeschermd", None)
        dossier = area_dossier(edition, PUBLIEK, reading, one.figure.area.code)
        told_here = " ".join((*dossier.sentences, one.note, *map(str, dossier.parts)))
        assert not re.search(r"\d", told_here)
    assert "Van 15 van de 15 wijken is het cijfer afgeschermd." in summary(reading, None)

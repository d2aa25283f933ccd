"""The wijkprofiel: what is on it, that it fits, and that everybody can read it."""

import re
from dataclasses import replace
from datetime import date

import pytest

from geo import AreaId, DivisionId, Level
from ivbgeo.dutch import number
from ivbgeo.funnelplot import funnel_plot
from ivbgeo.measure import Measure, MeasureVersion
from ivbgeo.period import Period
from ivbgeo.question import Per, Question
from ivbgeo.reading import Statistic, read
from ivbgeo.register import designations
from ivbgeo.viewer import PUBLIEK
from ivbgeo.wijk import wijk_profile
from layers.document import Picture, Table, page_count, pdf
from layers.paper.text import printable
from layers.profile import profile_document, profile_pdf
from layers.profile.drawn import funnel_picture
from tests.layers.document.papers import NASTY, bare, nodes, reader, words
from tests.layers.paper.plates import texts
from tests.layers.profile.conftest import PLANNER

MADE = date(2026, 11, 27)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("areas")


@pytest.fixture(scope="module")
def document(town_edition, busy, folder):
    return profile_document(town_edition, PLANNER, busy, folder, MADE)


def blocks(document, kind):
    return [
        block
        for section in document.sections
        for _, part in section.walk()
        for block in part.blocks
        if isinstance(block, kind)
    ]


def test_it_says_what_the_page_says(document, busy):
    said = " ".join("".join(words(pdf(document))).split())
    assert f"Wijkprofiel {busy.name}" in said
    assert "Gemeente Zoetermeer" in said
    assert "op de indeling van 2024" in said
    for one in busy.figures:
        if one.figure.count:
            assert one.rate in said.replace("– ", "–")
    assert busy.found.findings
    for one in busy.found.findings[:3]:
        assert one.sentence in said
    for one in busy.measures[:3]:
        assert bare(one.measure.title) in bare(said)


def test_every_figure_has_its_source_with_a_day(document, busy):
    sources = document.sections[-1]
    assert sources.heading == "Bronnen"
    said = " ".join(
        piece if isinstance(piece, str) else piece.text
        for line in sources.blocks[0].items
        for piece in line
    )
    for _, one in busy.sources:
        assert one.source in said
        assert one.licence in said
    assert said.count("opgehaald op") == len(busy.sources)
    assert "© CBS/Kadaster" in said


def test_the_map_is_of_the_buurten_of_this_wijk(document, town_edition, busy):
    plan = blocks(document, Picture)[0]
    assert plan.alternative.startswith(f"Kaart van {busy.name} met misdrijven")
    division = town_edition.division(DivisionId(Level.BUURT, 2024))
    for code in town_edition.buurten_in(busy.area):
        assert division.area(code).name in plan.alternative
    inside = {division.area(code).name for code in town_edition.buurten_in(busy.area)}
    drawn = set(texts(plan.data))
    assert drawn & inside
    assert not drawn & (set(division.names) - inside)
    assert b"km" in plan.data or b" m<" in plan.data


def test_the_funnel_has_this_wijk_in_sight(document, busy):
    (funnel,) = [one for one in blocks(document, Picture) if one.alternative.startswith("Trechter")]
    assert busy.name in funnel.alternative
    assert busy.name.encode() in funnel.data


def test_the_funnel_is_that_of_the_map(town_edition, busy):
    """The same areas and limits; what the map does not compare is not drawn as if it did."""
    key = next(one for one in busy.figures if one.figure.verdict is not None)
    drawn = funnel_picture(town_edition, PLANNER, busy, key)
    question = Question(key.category.code, Level.WIJK, busy.period, division_year=2024)
    statistic = Statistic.PER_WONINGEN if key.per is Per.WONINGEN else Statistic.PER_1000
    plot = funnel_plot(read(town_edition, question, statistic, PLANNER))
    assert f"van {len(plot.dots)} gebieden: {plot.rate} tegenover {plot.size}" in drawn.alternative
    assert f"de stad ({number(plot.city, 1)})" in drawn.alternative
    month = Period.parse("2024-01", "2024-01")
    plot = funnel_plot(read(town_edition, replace(question, period=month), statistic, PLANNER))
    assert {dot.verdict is None for dot in plot.dots} == {True, False}
    for dot in plot.dots:
        wijk = replace(busy, period=month, area=AreaId(dot.code, 2024, Level.WIJK))
        drawn = funnel_picture(town_edition, PLANNER, wijk, key)
        assert (drawn is None) is (dot.verdict is None)


def test_a_course_has_its_months_and_the_dates_of_measures(town_edition, busy, folder):
    measure = Measure(title="Extra surveillance <b>", starts=date(2024, 5, 6), area=busy.area)
    version = MeasureVersion(
        id=1, version=1, changed_at=MADE, changed_by="beheer", withdrawn=False, measure=measure
    )
    told = profile_document(town_edition, PLANNER, replace(busy, measures=(version,)), folder, MADE)
    charts = [one for one in blocks(told, Picture) if one.alternative.startswith("Staaf")]
    assert charts
    assert "lijn 1: Extra surveillance <b> begint op 6 mei 2024" in charts[0].alternative
    assert b"mrt" in charts[0].data
    # A sixth of the way into the fifth of twelve months.
    place = float(re.search(rb'<circle cx="([\d.]+)"[^>]*r="4.6"', charts[0].data)[1])
    ground = re.search(rb'points="([\d.]+),([\d.]+) ([\d.]+),\2"[^>]*#63777f', charts[0].data)
    left, right = float(ground[1]), float(ground[3])
    assert (place - left) / (right - left) == pytest.approx(4.16 / 12, abs=0.01)


def test_it_is_tagged_and_complete(document):
    made = pdf(document)
    found = [(tag, node) for _, tag, node in nodes(made)]
    figures = [node for tag, node in found if tag == "/Figure"]
    assert len(figures) == len(blocks(document, Picture)) >= 3
    assert all(node["/Alt"].strip() for node in figures)
    assert sum(tag == "/Table" for tag, _ in found) == len(blocks(document, Table))
    assert reader(made).metadata.title == document.title


def test_four_pages_however_much_there_is(town_edition, busy, folder):
    one = busy.measures[0]
    long = replace(one, measure=replace(one.measure, title="Heel lange naam " * 7))
    full = replace(
        busy,
        measures=(long,) * 60,
        cameras=tuple(one.designation for one in designations(town_edition, PLANNER)) * 5,
        found=replace(busy.found, findings=busy.found.findings * 12),
    )
    document = profile_document(town_edition, PLANNER, full, folder, MADE)
    assert page_count(document) <= 4
    said = " ".join("".join(words(pdf(document))).split())
    left = re.search(r"En nog (\d+) inspanningen: zie de app", said)
    assert left is not None
    shown = len(blocks(document, Table)[-2].rows)
    assert blocks(document, Table)[-2].caption == "Inspanningen"
    assert shown + int(left[1]) == 60
    assert "Bronnen" in said


def test_of_a_wijk_without_figures_it_says_so(town_edition, quiet, folder):
    document = profile_document(town_edition, PUBLIEK, quiet, folder, MADE)
    said = " ".join("".join(words(pdf(document))).split())
    assert "niet gemeten" in said
    assert "is dus niet te zeggen" in said
    assert "Alleen wat openbaar is" in said
    assert not re.search(r"\b(nan|inf|None)\b", said)
    assert page_count(document) <= 4


def test_a_public_profile_holds_nothing_of_what_is_intern(town_edition, busy, folder):
    shown = wijk_profile(town_edition, PUBLIEK, busy.area, busy.period)
    said = "".join(words(profile_pdf(town_edition, PUBLIEK, shown, folder, MADE)))
    intern = [one for one in busy.figures if one.figure.count]
    assert intern
    for one in intern:
        assert one.counted not in said
    assert "afgeschermd" in said


def test_the_same_profile_is_the_same_file(town_edition, busy, folder, tmp_path):
    first = profile_pdf(town_edition, PLANNER, busy, folder, MADE)
    assert profile_pdf(town_edition, PLANNER, busy, tmp_path, MADE) == first


@pytest.mark.parametrize("name", [text for text in NASTY if len(text) <= 120])
def test_whatever_things_are_called_they_are_names(town_edition, busy, folder, name):
    measure = replace(busy.measures[0].measure, title=name, lead=name[:80], partners=(name[:60],))
    told = replace(
        busy, name=name, measures=(replace(busy.measures[0], measure=measure, version=2),)
    )
    document = profile_document(town_edition, PLANNER, told, folder, MADE)
    assert page_count(document) <= 4
    made = pdf(document)
    assert reader(made).metadata.title == printable(f"Wijkprofiel {name}")
    shown = bare(printable(name))
    if shown.isascii():
        assert bare("".join(words(made))).count(shown) >= 2


def test_of_burglary_the_map_is_per_dwelling_where_those_are_known(town_edition, busy, folder):
    key = next(one for one in busy.figures if one.category.code == "1.1.1")
    assert key.per is Per.WONINGEN
    attention = replace(busy.attention, category=key.category)
    told = profile_document(town_edition, PLANNER, replace(busy, attention=attention), folder, MADE)
    plan = blocks(told, Picture)[0]
    assert "misdrijven per 1.000 woningen" in plan.alternative
    assert key.category.title in plan.caption

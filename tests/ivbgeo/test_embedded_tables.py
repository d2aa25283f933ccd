"""The tables that were typed in: every total adds up, every digit is the document's."""

from __future__ import annotations

import csv
import re
import shutil
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivbgeo.embedded import (
    read_area_counts,
    read_indicators,
    read_measures,
    read_regional_priorities,
    read_speerpunt_correspondence,
    read_speerpunten,
    typed,
)
from ivbgeo.embedded.build import TABLES
from ivbgeo.embedded.inspanningen import measure_rows
from ivbgeo.embedded.schema import columns
from ivbgeo.embedded.table import csv_text, read_records
from ivbgeo.errors import DataError

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"
SEEDS = ROOT.parent / "shared" / "seeds"
GEMEENTE = ("GM0637", "gemeente", 2025, "Zoetermeer")
AREAS = {"GM0637": GEMEENTE, "CW063708": ("CW063708", "casewijk", 2024, "Oosterheem")}
YEARS = range(2014, 2018)


def cells_of(file):
    return list(csv.reader((TABLES / file).read_text(encoding="utf-8").splitlines()))


def check_all(tables):
    typed.casework_totals(tables)
    typed.indicator_rows(tables, AREAS)


# Every cell that a printed total vouches for: file, line (1 is the first after the header), column.
def _vouched():
    table_5_1 = "jaarstukken_2023_tabel_5_1.csv"
    found = [(table_5_1, line, column) for line in range(1, 10) for column in range(1, 8)]
    found += [("jaarstukken_2023_tekst_5_1.csv", line, 1) for line in range(1, 7)]
    found += [
        ("kadernota_2018_tabel_2_1.csv", line, c) for line in range(2, 7) for c in range(2, 6)
    ]
    found += [
        ("jaarstukken_2023_financien.csv", line, c) for line in range(1, 5) for c in (2, 3, 4)
    ]
    text = cells_of("jaarstukken_2023_tekst.csv")
    found += [
        ("jaarstukken_2023_tekst.csv", line, 6)
        for line, cells in enumerate(text)
        if cells[0].startswith("jaarwisseling.schade")
    ]
    return found


VOUCHED = _vouched()


def test_the_tables_as_typed_add_up():
    check_all(TABLES)
    assert len(VOUCHED) == 63 + 6 + 20 + 12 + 6


@given(cell=st.sampled_from(VOUCHED), data=st.data())
def test_one_wrong_digit_is_refused(cell, data):
    file, line, column = cell
    rows = cells_of(file)
    right = rows[line][column]
    places = [i for i, sign in enumerate(right) if sign.isdigit()]
    place = data.draw(st.sampled_from(places))
    digit = data.draw(st.sampled_from([d for d in "0123456789" if d != right[place]]))
    rows[line][column] = right[:place] + digit + right[place + 1 :]
    if int(rows[line][column]) == int(right):
        return  # a zero before the number: another spelling, the same number
    with TemporaryDirectory() as folder:
        tables = Path(folder, "tables")
        shutil.copytree(TABLES, tables)
        (tables / file).write_text(csv_text(rows[0], rows[1:]), encoding="utf-8")
        with pytest.raises(DataError) as caught:
            check_all(tables)
    assert caught.value.rule == "embedded.sum"
    assert file in str(caught.value)


def test_table_5_1_adds_up_as_the_text_says():
    cells = [row for row in read_area_counts(DATA) if row.dataset == "casework"]
    assert len(cells) == 48
    assert sum(row.count for row in cells) == 284
    by = Counter()
    for row in cells:
        _, tenure, status = row.category.split(".")
        by[status] += row.count
        by[tenure, status] += row.count
        by[row.area_name] += row.count
    assert by["afgerond"] == 171
    assert by["lopend"] == 113 == 71 + 31 + 11
    assert (by["corporatie", "lopend"], by["koop", "lopend"]) == (71, 31)
    assert (by["particulier", "lopend"], by["particulier", "afgerond"]) == (11, 8)
    assert (by["koop", "afgerond"], by["corporatie", "afgerond"]) == (56, 107)
    assert by["Buytenwegh"] == 65
    assert "Buytenweg" not in by


def test_the_printed_totals_stand_in_a_file_of_their_own():
    records = read_records(DATA / "casework_totals.csv", columns("casework_totals"))
    cells = [row for row in read_area_counts(DATA) if row.dataset == "casework"]
    for r in records:
        parts = [
            row.count
            for row in cells
            if (r["level"] == "gemeente" or row.area.code == r["area_code"])
            and r["tenure"] in ("", row.category.split(".")[1])
            and r["status"] in ("", row.category.split(".")[2])
        ]
        assert sum(parts) == r.whole("count"), dict(r.values)
    assert len(records) == 8 + 7 + 6


def _values():
    return {(i.code, i.period.last_year): i.value for i in read_indicators(DATA)}


def test_hic_is_the_sum_of_its_four_in_every_year():
    value = _values()
    for year in YEARS:
        kinds = ("geweld", "woninginbraak", "straatroof", "overval")
        assert value["hic", year] == sum(value[f"hic.{kind}", year] for kind in kinds)


def test_the_money_adds_up():
    value = _values()
    goals = ("5.1", "5.2", "5.3")
    for kind, total in (("lasten", -19401), ("baten", 990), ("saldo", -18411)):
        assert value[f"financien.programma_5.{kind}", 2023] == total
        assert sum(value[f"financien.{goal}.{kind}", 2023] for goal in goals) == total
    for goal in (*goals, "programma_5"):
        lasten, baten = (value[f"financien.{goal}.{kind}", 2023] for kind in ("lasten", "baten"))
        assert lasten + baten == value[f"financien.{goal}.saldo", 2023]


def test_where_text_and_figures_disagree_the_figures_stay_and_it_is_said():
    remark = {(i.code, i.period.last_year): i.remark for i in read_indicators(DATA)}
    value = _values()
    assert (value["huisverbod", 2022], value["huisverbod", 2023]) == (59, 49)
    assert "21%" in remark["huisverbod", 2023]
    assert "17%" in remark["huisverbod", 2023]
    assert round((59 - 49) / 59 * 100) == 17
    assert "1,1 mln" in remark["financien.5.3.baten", 2023]
    assert "overvallen stegen" in remark["hic.overval", 2017]
    assert "is dus gestegen" in remark["jaarwisseling.schade.verharding", 2023]
    assert round(17067 / 69854 * 100) == 24
    assert round((255 - 191) / 255 * 100) == 25


def test_what_the_documents_do_not_give_is_not_filled_in():
    indicators = {(i.code, i.period.last_year): i for i in read_indicators(DATA)}
    city = indicators["rapportcijfer.stad", 2023]
    assert city.value is None
    assert city.target_met is True
    assert ("digitale_criminaliteit", 2023) not in indicators
    assert ("rapportcijfer.buurt", 2022) not in indicators
    assert indicators["jeugdgroepen.nieuw", 2023].value == 0
    assert indicators["hic.woninginbraak", 2022].target_met is None
    assert indicators["hic.woninginbraak", 2023].target_met is True
    derived = {i.code for i in indicators.values() if i.qualifier == "afgeleid"}
    assert derived == {"jaarwisseling.schade", "jaarwisseling.schade.overig"}
    average = indicators["huisverbod.gemiddeld", 2017]
    assert str(average.period) == "januari 2014 tot en met december 2017"
    assert (average.value, average.qualifier) == (35, "gemiddeld")


def test_an_indicator_has_one_figure_a_year_and_one_unit():
    indicators = read_indicators(DATA)
    assert len({(i.code, i.period) for i in indicators}) == len(indicators)
    assert len({(i.code, i.unit) for i in indicators}) == len({i.code for i in indicators})
    assert all(i.source and i.title and i.unit for i in indicators)


def test_the_crosses_of_each_table_of_inspanningen():
    measures = [m for m in read_measures(DATA) if m.speerpunt_code.startswith("2019.")]
    crosses = Counter(m.speerpunt_code for m in measures)
    assert crosses == {
        "2019.hic": 27,
        "2019.jeugd": 22,
        "2019.ondermijning": 16,
        "2019.extremisme": 9,
    }
    inspanningen = Counter(code for code, _ in {(m.speerpunt_code, m.number) for m in measures})
    assert [inspanningen[code] for code in crosses] == [8, 4, 5, 2]
    joined = {m.remark for m in measures if "Veiligheidshuis Inzet" in m.measure}
    assert len(joined) == 1
    assert "twee inspanningen op één regel" in joined.pop()


def test_the_inspanningen_that_the_text_of_2023_names_stand_in_it():
    named = [m for m in read_measures(DATA) if m.speerpunt_code.startswith("2023.")]
    assert len({(m.speerpunt_code, m.number) for m in named}) == 13
    assert {m.speerpunt_code for m in named} <= {s.code for s in read_speerpunten(DATA)}
    text = " ".join(_seed("Uitgaven").casefold().split())
    for word in (
        "rivaliserende jeugdnetwerk", "pga jeugd", "meidengeweld", "ipta", "social hub",
        "schoolveiligheidsconvenant", "vanaf 1 mei 2023 is de bibob-coördinator gestart",
        "integrale controledagen", "bewustwordingsbijeenkomsten", "pga cter",
        "weerbaarheidstrajecten", "deskundigheidsbevordering", "team woonoverlast",
        "gro-up jongerenwerk", "diversion", "trias pedagogica", "mbo rijnland", "projectbureau",
    ):  # fmt: skip
        assert word in text or not text


def test_an_inspanning_of_nowhere_or_of_no_speerpunt_is_refused(tmp_path):
    tables = tmp_path / "tables"
    shutil.copytree(TABLES, tables)
    path = tables / "inspanningen_2023.csv"
    text = path.read_text(encoding="utf-8")
    for wrong, right in (("CW069999", "CW063702"), ("2023.werk", "2023.zorg")):
        path.write_text(text.replace(right, wrong), encoding="utf-8")
        with pytest.raises(DataError) as caught:
            measure_rows(tables, {"CW063702": ("CW063702", "casewijk", 2024, "Meerzicht")})
        assert (caught.value.rule, caught.value.values["value"]) == ("embedded.unknown", wrong)


def test_speerpunten_of_the_three_periods():
    speerpunten = read_speerpunten(DATA)
    assert Counter(s.period for s in speerpunten) == {
        "2015-2018": 5,
        "2019-2022": 4,
        "2023-2026": 5,
    }
    assert not any("nderni" in s.title for s in speerpunten)
    title = {s.code: s.title for s in speerpunten}
    links = read_speerpunt_correspondence(DATA)
    assert [link.basis for link in links] == ["tabel"] * 5 + ["afgeleid"] * 2
    for link in links[5:]:
        assert title[link.from_code][:19] == title[link.to_code][:19]
    regional = read_regional_priorities(DATA)
    assert [p.speerpunt_code is None for p in regional] == [False] * 4 + [True] * 3


def test_an_unknown_speerpunt_is_refused(tmp_path):
    tables = tmp_path / "tables"
    shutil.copytree(TABLES, tables)
    path = tables / "speerpunt_correspondence.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("2015.jeugd,2019.jeugd", "2015.jeugd,2019.jongeren"), "utf-8")
    with pytest.raises(DataError) as caught:
        typed.policy_rows(tables)
    assert caught.value.rule == "embedded.unknown"


def _seed(start):
    """Give the text of a document, or, where it does not lie beside the checkout, nothing."""
    found = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    return next((text for text in found if text.lstrip().startswith(start)), "")


def _printed(number):
    return float(number.removesuffix("%").replace(".", "").replace(",", "."))


def test_tables_2_1_and_2_2_are_those_of_the_document():
    value = _values()
    rows = {
        "Totaal": ["misdrijven", "hic"],
        "Geweld": ["hic.geweld"],
        "Woninginbraak": ["hic.woninginbraak"],
        "Straatroof": ["hic.straatroof"],
        "Overvallen": ["hic.overval"],
        "Rapportcijfer veiligheid in Zoetermeer": ["rapportcijfer.stad"],
        "Rapportcijfer veiligheid in de buurt": ["rapportcijfer.buurt"],
        "% inwoners dat zich zelden of nooit onveilig voelt in Zoetermeer": [
            "zelden_onveilig.stad"
        ],
        "% inwoners dat zich zelden of nooit onveilig voelt in eigen buurt": [
            "zelden_onveilig.buurt"
        ],
    }
    assert all((code, year) in value for codes in rows.values() for code in codes for year in YEARS)
    text = _seed("Kadernota")
    found = re.findall(
        r"^(.*?)\t([\d.,]+%?)\t([\d.,]+%?)\t([\d.,]+%?)\t([\d.,]+%?)$", text, re.MULTILINE
    )
    compared = 0
    for title, *numbers in found:
        if title.strip() and title.split("\t")[-1] in rows:
            code = rows[title.split("\t")[-1]].pop(0)
            assert [value[code, year] for year in YEARS] == [_printed(n) for n in numbers]
            compared += 1
    assert compared == (10 if text else 0)


def test_table_5_1_is_that_of_the_document():
    records = read_records(
        TABLES / "jaarstukken_2023_tabel_5_1.csv",
        ("casewijk", *(f"{t}.{s}" for t, s in typed._CELLS), "totaal"),
    )
    assert len(records) == 9
    text = _seed("Uitgaven")
    lines = text.splitlines()
    for r in records:
        ours = " ".join(r.values.values())
        assert ours in lines or not text


def test_the_inspanningen_are_those_of_the_document():
    ours = {
        (m.speerpunt_code, m.measure.replace("’", "'"), m.partner)
        for m in read_measures(DATA)
        if m.speerpunt_code.startswith("2019.")
    }
    assert len(ours) == 74
    text = _seed("Kadernota")
    order = iter(("2019.hic", "2019.jeugd", "2019.ondermijning", "2019.extremisme"))
    theirs, code, partners = set(), "", []
    for line in text.splitlines():
        cells = [
            cell.strip().replace("Wijk regisseur", "Wijkregisseur") for cell in line.split("\t")
        ]
        if cells[:2] == ["", "Gemeente"]:
            code, partners = next(order), cells[1:]
        elif partners and len(cells) == len(partners) + 1:
            theirs |= {
                (code, cells[0], partner)
                for partner, cross in zip(partners, cells[1:], strict=True)
                if cross.upper() == "X"
            }
    assert theirs == (ours if text else set())

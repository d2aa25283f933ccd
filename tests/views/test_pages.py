"""The pages without a browser: what stands on them, whoever looks."""

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from ivbgeo.atlas import Atlas
from ivbgeo.demo import load_demo
from ivbgeo.importing import import_file
from ivbgeo.messages import sentence
from ivbgeo.settings import ROOT
from ivbgeo.sources import Kind
from ivbgeo.store import Store, datasets


@pytest.fixture
def page(tmp_path, monkeypatch, signed_in):
    """Give a function that runs a page on a store of its own, with or without data."""
    monkeypatch.setenv("IVBGEO_DATABASE_URL", f"sqlite:///{tmp_path / 'store.sqlite'}")
    monkeypatch.chdir(ROOT)

    def run(name, *, role=None, own="", empty=False, without=(), rows="", **params):
        st.cache_resource.clear()
        store = Store.open(f"sqlite:///{tmp_path / 'store.sqlite'}")
        if not empty:
            load_demo(store, ROOT / "data")
        with store.writing() as connection:
            datasets.remove_datasets(connection, set(without))
        if rows:
            (tmp_path / "rijen.csv").write_text(rows)
            import_file(store, Atlas(store).edition(), tmp_path / "rijen.csv", Kind.INCIDENTS)
        store.close()
        shown = AppTest.from_file(str(ROOT / "views" / f"{name}.py"), default_timeout=60)
        shown.query_params.update(params)
        return (signed_in(shown, role, own) if role else shown).run()

    return run


def words(shown):
    kinds = (shown.markdown, shown.subheader, shown.header, shown.title, shown.caption)
    return "\n".join(str(element.value) for kind in kinds for element in kind)


def test_kaart_answers_at_once(page):
    shown = page("kaart")
    assert not shown.exception
    assert "Heel Zoetermeer: 284 casussen." in words(shown)
    assert "Naar inwoners hoger dan de stad: Buytenwegh." in words(shown)


@pytest.mark.parametrize(
    ("maat", "told"),
    [
        ("per-1000-huishoudens", "Naar huishoudens hoger dan de stad: Buytenwegh."),
        ("bijgesteld", "Het meest: Buytenwegh, 5,8 per 1.000 inwoners (4,5–7,2)."),
        (
            "verwacht",
            "In 6 van de 8 casewijken met een cijfer kan het verschil met verwacht",
        ),
    ],
)
def test_an_address_asks_a_measure(page, maat, told):
    shown = page("kaart", onderwerp="woonoverlast", maat=maat)
    assert not shown.exception
    assert not shown.error
    assert shown.selectbox(key="woonoverlast---statistic").value == maat
    assert told in words(shown)


def test_patterns_of_too_few_areas_are_told_and_the_page_stays(page):
    # They are offered by buurt; of 15 buurten there is a figure.
    shown = page("kaart", onderwerp="misdrijven", soort="0.0.0", per="buurt", maat="samenhang")
    assert not shown.exception
    assert not shown.error
    assert "is pas te zien vanaf 30 gebieden met een cijfer. Hier zijn het er 0." in words(shown)
    # By wijk there are too few whatever is known: that is not offered.
    shown = page("kaart", onderwerp="misdrijven", soort="0.0.0", per="wijk", maat="samenhang")
    assert "Het adres van deze pagina vraagt om maat ‘samenhang’." in str(shown.info[0].value)


def _opened(shown, *names):
    for name in names:
        shown.session_state[name] = True
    return shown.run()


def test_behind_a_map_stand_the_hours_and_for_a_planner_what_follows_what(page):
    rows = "categorie,begin,x,y\n" + "".join(
        f"1.1.1,2024-{1 + n % 12:02}-{1 + n % 28:02} {n % 24:02}:10,{93_000 + 9 * n},452500\n"
        for n in range(60)
    )
    shown = page("kaart", role="planner", rows=rows, onderwerp="misdrijven", soort="1.1.1",
                 per="buurt", periode="2024")  # fmt: skip
    assert not shown.exception
    names = [one.label for one in shown.expander]
    assert "Op welke dag en welk uur?" in names
    assert "Volgen voorvallen elkaar snel en dichtbij op?" in names
    shown = _opened(shown, "hours", "following", "funnel")
    assert not shown.exception
    assert "in het hele gebied, 2024, per uur: 60 voorvallen." in words(shown)
    assert "Elk getal zegt hoe vaak twee voorvallen zo dichtbij" in words(shown)
    assert "Van deze cijfers is geen trechter te maken" in words(shown)
    shown.query_params["gebied"] = "2025-BU06370101"
    assert "Vanaf 50 is te zien wanneer het vaker gebeurt." in words(shown.run())


def test_who_may_not_read_the_files_is_shown_no_hours(page):
    shown = page("kaart", rows=INCIDENTS, onderwerp="misdrijven", per="buurt", periode="2024")
    names = [one.label for one in shown.expander]
    assert "Trechter: wat is meer dan toeval?" in names
    assert "Op welke dag en welk uur?" not in names
    assert "Volgen voorvallen elkaar snel en dichtbij op?" not in names


def test_stad_shows_the_years_and_what_contradicts(page):
    shown = page("stad")
    assert not shown.exception
    text = words(shown)
    assert "Tijdelijk huisverboden" in text
    assert "van 59 naar 49 is een daling van 17%" in text
    assert "Doel 2023 gehaald" in text


INCIDENTS = "categorie,begin,x,y\n1.1.1,2024-03-01,93400,452500\n1.1.1,2024-04-01,93410,452500\n"


@pytest.mark.parametrize(
    ("role", "asked", "there"),
    [
        ("planner", "dichtheid-400", True),
        ("planner", "wolken", False),
        ("publiek", "clusters", False),
    ],
)
def test_points_are_in_the_address_for_who_may_see_them(page, role, asked, there):
    shown = page("kaart", role=role, rows=INCIDENTS, onderwerp="misdrijven", soort="1.1.1",
                 per="buurt", periode="2024", punten=asked)  # fmt: skip
    assert not shown.exception
    told = [info.value for info in shown.info if "punten" in info.value]
    assert len(told) == (not there)
    assert shown.query_params.get("punten") == (asked if there else None)


@pytest.mark.parametrize("name", ["kaart", "stad", "wijk"])
def test_a_gemeente_without_documents_and_casewijken_has_its_pages(page, name):
    # As of a gemeente of which everything was fetched.
    without = (
        "casework", "casework_totals", "casewijken", "speerpunten", "speerpunt_correspondence",
        "measures", "indicators", "regional_priorities", "camera_areas",
    )  # fmt: skip
    shown = page(name, without=without)
    assert not shown.exception
    assert not shown.error
    told = {
        "kaart": "Heel Zoetermeer: 5.564 misdrijven.",
        "stad": "Hiervan staat nog niets in de opslag.",
        "wijk": "Er is geen cijfer van woonoverlast hier.",
    }
    assert told[name] in words(shown)


def test_a_wijk_is_told_with_its_cases_and_what_cannot_be_said(page):
    shown = page("wijk", wijk="2025-WK063705")
    assert not shown.exception
    assert not shown.info
    text = words(shown)
    assert "Meerzicht, 2023" in text
    assert "Welke aandacht nodig heeft, is dus niet te zeggen." in text
    assert "Casussen in 2023. Woonoverlast wordt geteld per casewijk." in text
    (table,) = [one.body for one in shown.html if "Casussen woonoverlast" in one.body]
    assert ">55<" in table


def test_a_wijk_beside_another_one_and_beside_itself(page):
    shown = page("wijk", wijk="2025-WK063705", naast="wijk", wijk2="2025-WK063711")
    titles = [header.value for header in shown.header]
    assert [t for t in titles if t.endswith(", 2023")] == ["Meerzicht, 2023", "Oosterheem, 2023"]
    shown.selectbox(key="wijk-naast").set_value("periode").run()
    titles = [header.value for header in shown.header]
    assert [t for t in titles if t.startswith("Meerzicht, ")] == [
        "Meerzicht, 2023",
        "Meerzicht, 2025",
    ]
    assert shown.query_params["naast"] == "periode"
    assert "wijk2" not in shown.query_params


@pytest.mark.parametrize(
    ("name", "value"),
    [("wijk", "2024-WK063705"), ("wijk", "<script>"), ("periode", "1999"), ("soort", "9.9.9"),
     ("maat", "veel"), ("naast", "x" * 500), ("wijk", "WK063705")],
)  # fmt: skip
def test_a_bad_address_of_a_wijk_gets_the_start_and_a_word(page, name, value):
    shown = page("wijk", **{name: value})
    assert not shown.exception
    assert not shown.error
    (told,) = [info.value for info in shown.info]
    assert "staat" in told or "is er niet" in told
    assert "Oosterheem, 2023" in words(shown)


def test_points_of_a_wijk_are_counted_but_not_shown(page):
    shown = page("wijk", role="wijkregisseur", own="WK063705", rows=INCIDENTS,
                 wijk="2025-WK063705", soort="1.1.1", periode="2024")  # fmt: skip
    assert not shown.exception
    for place in ("93400", "93410", "452500"):
        assert place not in words(shown) + "".join(one.body for one in shown.html)


@pytest.mark.parametrize("role", ["publiek", "wijkregisseur", "planner"])
def test_gegevens_is_for_the_beheerder_alone(page, role):
    shown = page("gegevens", role=role)
    assert not shown.exception
    assert len(shown.error) == 2
    assert all("is voor de beheerder" in error.value for error in shown.error)
    assert not shown.button
    assert not shown.dataframe


def test_gegevens_tells_what_there_is(page):
    shown = page("gegevens", role="beheer")
    assert not shown.exception
    assert not shown.error
    assert "Er is nog niets ingelezen of opgehaald." in words(shown)


@pytest.mark.parametrize("name", ["kaart", "stad", "wijk"])
def test_an_empty_store_is_said_not_shown(page, name):
    shown = page(name, empty=True)
    assert not shown.exception
    assert [error.value for error in shown.error] == [sentence("check.empty")]


@pytest.mark.parametrize("name", ["kaart", "stad", "wijk"])
def test_nothing_of_the_machine_is_said_to_a_user(page, name):
    text = words(page(name))
    for word in ("None", "Traceback", str(ROOT)):
        assert word not in text
    assert "nan" not in text.replace("(", " ").split()

import re
from dataclasses import replace

from layers.naming import map_name


def test_a_name_tells_theme_level_measure_and_period(maps):
    assert map_name(maps["counts"]) == "totaal-misdrijven-per-buurt-2024"
    assert map_name(maps["rates"]) == "totaal-misdrijven-per-buurt-per-1000-2024"
    assert map_name(maps["casewijken"]) == "woonoverlast-per-casewijk-2023"
    assert map_name(maps["difference"]) == "verschil-totaal-misdrijven-per-buurt-2022-2024"


def test_two_maps_have_one_name(maps):
    made = maps["counts"]
    assert map_name(made, maps["casewijken"]) == (
        "totaal-misdrijven-per-buurt-2024-en-woonoverlast-per-casewijk-2023"
    )
    assert map_name(made, made) == "totaal-misdrijven-per-buurt-2024-en-2024"


def test_any_title_gives_a_name_that_any_system_takes(maps):
    for title in ("../../etc/passwd", "Één <b>café</b>", "حي الشمال", "W" * 500, ""):
        made = replace(maps["counts"], reading=replace(maps["counts"].reading, title=title))
        for name in (map_name(made), map_name(made, made)):
            assert re.fullmatch("[a-z0-9][a-z0-9-]*", name)
            assert len(name) <= 160


def test_letters_lose_their_accents(maps):
    made = replace(maps["counts"], reading=replace(maps["counts"].reading, title="Één café"))
    assert map_name(made) == "een-cafe-2024"

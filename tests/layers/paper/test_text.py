import pytest

from layers.paper.text import fitted, printable, width, wrapped
from tests.layers.sample import HOSTILE


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("Noord\n\tZuid  \u2028Oost", "Noord Zuid Oost"),
        ("a\u202eevil\u202c\u2066\x07", "aevil"),
        ("حي الشمال", "حي الشمال"),
        ("שכונה צפון", "שכונה צפון"),
        ("日本 🙂", "�� �"),
        ("prijs $5 \\frac", "prijs $5 \\frac"),
        ("", ""),
    ],
)
def test_text_is_one_line_of_what_the_font_has(text, drawn):
    assert printable(text) == drawn


def test_lines_are_no_wider_than_their_room():
    for text in ("Meerpolder-Oost en Westerpark", "W" * 300, HOSTILE, "a", ""):
        lines = wrapped(text, 10, 40)
        assert all(width(line, 10) <= 40 for line in lines)
        assert "".join(lines).replace(" ", "") == printable(text).replace(" ", "")


def test_a_line_ends_at_a_space_or_a_dash_and_not_within_a_word():
    assert wrapped("Meerpolder-Oost", 10, 25) == ["Meerpolder-", "Oost"]


def test_text_becomes_smaller_before_it_is_cut_off():
    assert fitted("Kort", (19, 12), 100) == (19, ["Kort"])
    size, lines = fitted("Een titel van een gewone lengte", (19, 12), 80)
    assert (size, len(lines)) == (12, 1)
    size, lines = fitted("lang " * 60, (19, 12), 80, lines=2)
    assert size == 12
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert all(width(line, 12) <= 80 for line in lines)
